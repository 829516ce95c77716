// The host's clock: starts at a given time, then runs with real time (or stands still) and jumps over
// simulated sleep.
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** Time when the host was created; letters are dated with it. */
  readonly start: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => void;
}

export function startClock(start: number, standing = false): Clock {
  const origin = performance.now();
  let slept = 0;
  return {
    start,
    now: () => start + (standing ? 0 : Math.floor(performance.now() - origin)) + slept,
    sleep: (ms) => {
      slept += ms;
    },
  };
}
