// Seeded random numbers: the same seed gives the same workbook on every machine.
// mulberry32: 32 bits of state are enough to shuffle rows and to damage a few.
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  /** An integer in [0, below). */
  readonly int: (below: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  /** Reorders a list in place. */
  readonly shuffle: <T>(list: T[]) => T[];
}

export function seeded(seed: number): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => from[int(from.length)] ?? from[0],
    shuffle: (list) => {
      for (let last = list.length - 1; last > 0; last -= 1) {
        const other = int(last + 1);
        const moved = list[last];
        const taken = list[other];
        if (moved === undefined || taken === undefined) continue;
        list[last] = taken;
        list[other] = moved;
      }
      return list;
    },
  };
}
