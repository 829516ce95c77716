// Side-by-side measurement: the variants take turns within one process, so that noise of the machine affects
// all of them equally. A ratio is the median of the ratios of the rounds; its spread is the median deviation
// from it. Time is the smaller of the process's CPU time and the wall-clock time: CPU time includes the
// compiler's threads, wall-clock time includes waiting for others on a shared machine.
export interface Variant {
  readonly name: string;
  /** Prepares the input of one round (not timed) and returns the work to time. */
  readonly prepare: () => () => unknown;
}

export interface Figure {
  readonly median: number;
  /** Median absolute deviation. */
  readonly spread: number;
}

/** Milliseconds per round, by variant. */
export type Rounds = Readonly<Record<string, readonly number[]>>;

/** Warm-up: at least `rounds` rounds and `ms` milliseconds, but at most `most` rounds. */
const WARM_UP = { rounds: 2, ms: 800, most: 60 };

/** CPU time of this process so far, all threads together, in milliseconds. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Starts measuring; the returned function gives the milliseconds since then. */
export function stopwatch(): () => number {
  const cpu = cpuNow();
  const wall = performance.now();
  return () => Math.min(cpuNow() - cpu, performance.now() - wall);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function figureOf(values: readonly number[]): Figure {
  const middle = median(values);
  return { median: middle, spread: median(values.map((value) => Math.abs(value - middle))) };
}

/** Collects garbage if node allows it, so that no round pays for the previous one. */
export const collect = (): void => {
  globalThis.gc?.();
};

/**
 * Short work is measured more often: until `ms` milliseconds have passed, or `times` times the number of
 * rounds.
 */
const MORE = { ms: 1_000, times: 5 };

/** `rounds`: the minimum number of rounds; 1: only to see that it works, without warming up. */
export function sideBySide(variants: readonly Variant[], rounds: number): Rounds {
  const times: Record<string, number[]> = Object.fromEntries(variants.map(({ name }) => [name, []]));
  let warm = 0;
  let spent = 0;
  const isTrial = rounds === 1;
  const isOver = (round: number): boolean =>
    round >= rounds && (isTrial || spent >= MORE.ms || round >= rounds * MORE.times);
  let warmed = 0;
  const isWarm = (): boolean => warm >= WARM_UP.ms || ++warmed >= WARM_UP.most;
  for (let round = isTrial ? 0 : -WARM_UP.rounds; !isOver(round); round += round === -1 && !isWarm() ? 0 : 1)
    variants.forEach((_, index) => {
      // Each round starts with a different variant, so that none is always first.
      const variant = variants[(index + Math.max(round, 0)) % variants.length];
      if (!variant) return;
      const work = variant.prepare();
      collect();
      const elapsed = stopwatch();
      work();
      const took = elapsed();
      if (round < 0) {
        warm += took;
        return;
      }
      times[variant.name]?.push(took);
      spent += took;
    });
  return times;
}

export const timeOf = (rounds: Rounds, name: string): Figure => figureOf(rounds[name] ?? []);

/** How many times as long `name` took as `base`; computed per round. */
export const ratioOf = (rounds: Rounds, name: string, base: string): Figure =>
  figureOf((rounds[name] ?? []).map((time, round) => time / (rounds[base]?.[round] ?? Number.NaN)));
