// Days, months and wall clocks for the oracles and the tests: arithmetic only, no rules and nothing from src.
// A day is a serial as in a sheet (days since 30.12.1899); a moment is wall-clock minutes since then, in
// whatever zone.
const EPOCH = Date.UTC(1899, 11, 30);
const MS_OF_DAY = 86_400_000;

/** Minutes. */
export const DAY = 1440;

/** The serial of a date; months and days beyond the end of a year or month carry over. */
export const dayOf = (year: number, month: number, day: number): number =>
  (Date.UTC(year, month - 1, day) - EPOCH) / MS_OF_DAY;

export function partsOf(day: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  const date = new Date(EPOCH + day * MS_OF_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
export const yearOf = (day: number): number => partsOf(day).year;

/** The same day of the month `count` months later, or the last day of that month. */
export function monthsLater(day: number, count: number): number {
  const { year, month, day: date } = partsOf(day);
  return Math.min(dayOf(year, month + count, date), dayOf(year, month + count + 1, 1) - 1);
}

/** Monday = 0: serial 2 (01.01.1900) was a Monday. */
export const weekday = (day: number): number => (((day - 2) % 7) + 7) % 7;

export function workingDaysAfter(day: number, count: number, isWorking: (day: number) => boolean): number {
  let at = day;
  for (let left = count; left > 0;) {
    at += 1;
    if (isWorking(at)) left -= 1;
  }
  return at;
}

/** `21.09.2023` or `21.09.2023 11:00` → minutes. */
export function at(text: string): number {
  const match = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d):(\d\d))?$/.exec(text);
  if (!match) throw new Error(text);
  const [, day, month, year, hour = '0', minute = '0'] = match;
  return dayOf(Number(year), Number(month), Number(day)) * DAY + Number(hour) * 60 + Number(minute);
}
/** The same as in a cell: days and a fraction. */
export const serial = (text: string): number => at(text) / DAY;
/** A cell's serial as minutes. */
export const minutes = (serial: unknown): number => Math.round(Number(serial) * DAY);

/** Minutes → `2023-09-21T11:00`. */
export const stamp = (at: number): string => new Date(EPOCH + at * 60_000).toISOString().slice(0, 16);
/** Minutes of a wall clock `offset` minutes ahead of UTC → epoch milliseconds. */
export const instantOf = (wall: number, offset: number): number => EPOCH + (wall - offset) * 60_000;
