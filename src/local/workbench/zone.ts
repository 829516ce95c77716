// Converts between instants and wall-clock times as spreadsheet serials.
import { DAY_MS, serialOf, UNIX_DAY } from '../serial.js';

/** Serial of the wall clock in `zone` at an instant (epoch milliseconds), to the second. */
export function serialAt(zone: string, instant: number): number {
  return serialOf(instant + offsetAt(zone, instant));
}

/**
 * The instant at which clocks in `zone` show the serial: the earlier one in a repeated hour, the one after it
 * in a gap.
 */
export function instantAt(zone: string, serial: number): number {
  const wall = Math.round((serial - UNIX_DAY) * 86_400) * 1_000;
  const before = wall - offsetAt(zone, wall - DAY_MS);
  const after = wall - offsetAt(zone, wall + DAY_MS);
  return after + offsetAt(zone, after) === wall ? Math.min(before, after) : before;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(zone: string, instant: number): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1_000) * 1_000;
}
