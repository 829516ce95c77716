// Days as spreadsheets count them: serials, of which day 0 is 1899-12-30. And the zones that their times are in.

export const DAY_MS = 86_400_000;
/** Serial of 1970-01-01. */
export const UNIX_DAY = 25_569;

/** The serial of a civil time, given as epoch milliseconds in UTC. */
export const serialOf = (time: number): number => time / DAY_MS + UNIX_DAY;

/** Whether a name is that of a time zone, such as `Europe/Moscow`; `europe/moscow` is none, as in Google. */
export function isZone(name: string): boolean {
  try {
    const { timeZone } = new Intl.DateTimeFormat('ru', { timeZone: name }).resolvedOptions();
    // The name of another spelling, such as Europe/Kiev, does not tell how this one is spelled.
    return timeZone === name || (timeZone.toLowerCase() !== name.toLowerCase() && /^[A-Z]/.test(name));
  } catch {
    return false;
  }
}
