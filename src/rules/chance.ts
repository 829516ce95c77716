// Chance for sample rows: the same everywhere and every time.

/** Whole numbers in [0, n), by a small linear congruential generator of its own. */
export function chance(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
}
