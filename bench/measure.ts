// Side by side: the compared variants take turns within one process, so that the machine's noise falls on all of them alike.
// A ratio is the median of the rounds' own ratios; its spread is the median deviation from it. Time is the smaller of the process's
// own CPU time and the wall clock: the one counts the compiler's threads, the other, on a shared machine, how busy the others are.
export interface Variant {
  readonly name: string;
  /** Makes what one round works on; not timed. Returns the timed work. */
  readonly prepare: () => () => unknown;
}

export interface Figure {
  readonly median: number;
  /** Median absolute deviation. */
  readonly spread: number;
}

/** Milliseconds of each round, by variant. */
export type Rounds = Readonly<Record<string, readonly number[]>>;

/** Rounds that do not count: so many at least, and so many milliseconds of them, but no more than so many. */
const WARM_UP = { rounds: 2, ms: 800, most: 60 };

/** Milliseconds of processor time that this process has had so far, all threads together. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Starts to measure; the answer tells the milliseconds since then. */
export function stopwatch(): () => number {
  const cpu = cpuNow();
  const wall = performance.now();
  return () => Math.min(cpuNow() - cpu, performance.now() - wall);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function figureOf(values: readonly number[]): Figure {
  const middle = median(values);
  return { median: middle, spread: median(values.map((value) => Math.abs(value - middle))) };
}

/** Collects garbage where node was told to allow it, so that no round pays for the one before. */
export const collect = (): void => {
  globalThis.gc?.();
};

/** What is over in milliseconds is measured oftener: until so many have passed, or so many times as often. */
const MORE = { ms: 1_000, times: 5 };

/** `rounds`: the least number of rounds. */
export function sideBySide(variants: readonly Variant[], rounds: number): Rounds {
  const times: Record<string, number[]> = Object.fromEntries(variants.map(({ name }) => [name, []]));
  let warm = 0;
  let spent = 0;
  const isOver = (round: number): boolean =>
    round >= rounds && (spent >= MORE.ms || round >= rounds * MORE.times);
  let warmed = 0;
  const isWarm = (): boolean => warm >= WARM_UP.ms || ++warmed >= WARM_UP.most;
  for (let round = -WARM_UP.rounds; !isOver(round); round += round === -1 && !isWarm() ? 0 : 1)
    variants.forEach((_, index) => {
      // Each round begins with another variant: nobody is always first.
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

/** How many times as long `name` took as `base`, round by round. */
export const ratioOf = (rounds: Rounds, name: string, base: string): Figure =>
  figureOf((rounds[name] ?? []).map((time, round) => time / (rounds[base]?.[round] ?? Number.NaN)));
