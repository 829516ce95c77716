// The host's clock: shows a given time when it is first read, then runs with real time (or stands still) and jumps over
// simulated sleep. Also reads the times that it may be set to.
import { performance } from 'node:perf_hooks';

export interface Clock {
  /** The given time; letters are dated with it. */
  readonly start: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => void;
}

/** `standing`: it moves only by simulated sleep. */
export function startClock(start: number, standing: boolean): Clock {
  // Compiling the bundle is not part of the run: on a slow machine letters would be due seconds after the given time.
  let origin: number | null = null;
  let slept = 0;
  const elapsed = (): number => {
    const at = performance.now();
    origin ??= at;
    return Math.floor(at - origin);
  };
  return {
    start,
    now: () => start + (standing ? 0 : elapsed()) + slept,
    sleep: (ms) => {
      slept += ms;
    },
  };
}

const [FIRST, LAST] = [1900, 2100];
/** What is wrong with a time outside the allowed years. */
export const OUT_OF_YEARS = `проверьте год; можно с ${String(FIRST)} по ${String(LAST)}`;

/**
 * Whether the clock may be set to an instant (epoch milliseconds). A mistyped year would fill workbooks with a
 * line for each quarter until then.
 */
export function isWithinYears(instant: number): boolean {
  const year = new Date(instant).getUTCFullYear();
  return year >= FIRST && year <= LAST;
}

/**
 * A typed time as epoch milliseconds, or what is wrong with it, in Russian. It must have an offset: without one
 * it would depend on the machine's zone.
 */
export function readNow(text: string): number | string {
  const instant = parseInstant(text);
  if (instant === null)
    return `«${text}» — не время со смещением; нужно, например, 2023-10-06T12:00:00+03:00`;
  return isWithinYears(instant) ? instant : `«${text}»: ${OUT_OF_YEARS}`;
}

function parseInstant(text: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)$/.exec(
    text,
  );
  if (!match) return null;
  const [, year, month, day, hour, minute, second = '0', offset = 'Z'] = match;
  const civil = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real =
    civil.getUTCMonth() === Number(month) - 1 &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  if (!real || Number(offset.slice(1, 3)) > 14 || Number(offset.slice(-2)) > 59) return null;
  return Date.parse(
    text.replace(/([+-]\d\d)(\d\d)?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`),
  );
}
