// Days as spreadsheets count them: serials, of which day 0 is 1899-12-30. And the zones that their times are in.

export const DAY_MS = 86_400_000;
/** Serial of 1970-01-01. */
export const UNIX_DAY = 25_569;

/** The serial of a civil time, given as epoch milliseconds in UTC. */
export const serialOf = (time: number): number => time / DAY_MS + UNIX_DAY;

/** Whether a name is that of a time zone, such as `Europe/Moscow`. */
export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('ru', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
