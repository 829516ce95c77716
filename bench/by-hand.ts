// Helpers of the hand-written passes: months of day serials, whole percents of whole hundredths, look-ups of
// names (each spelling is resolved once), sorting rows by a value.
import { keyOf } from '../src/rules/text.js';

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
export const dateOf = (serial: number): Date => new Date(EPOCH + serial * DAY_MS);

/** The serial of a day such as «2023-09-21». */
export const serialOf = (iso: string): number => (Date.parse(iso) - EPOCH) / DAY_MS;

/** Look-up table: the months of all days of 2009–2036. */
const TABLE_FROM = 40_000;
const monthOfDate = (date: Date): number => date.getUTCFullYear() * 12 + date.getUTCMonth();
const months = Int32Array.from({ length: 10_000 }, (_, index) => monthOfDate(dateOf(TABLE_FROM + index)));

/** year × 12 + month − 1 of a day. */
export const monthOf = (serial: number): number => months[serial - TABLE_FROM] ?? monthOfDate(dateOf(serial));

/** The first day of a month. */
export const firstOf = (month: number): number =>
  (Date.UTC(Math.floor(month / 12), month % 12, 1) - EPOCH) / DAY_MS;

/** `rate` whole percent of whole hundredths, half away from zero. */
export const percent = (sum: number, rate: number): number =>
  sum < 0 ? -Math.round((-sum * rate) / 100) : Math.round((sum * rate) / 100);

let sortedBy: Float64Array = new Float64Array();
const byValue = (a: number, b: number): number => (sortedBy[a] ?? 0) - (sortedBy[b] ?? 0) || a - b;

/**
 * Sorts rows by their values, keeping the order of equal ones. The comparison is shared: a new function would
 * be compiled again for every sort.
 */
export function sortRows(rows: number[], values: Float64Array): void {
  sortedBy = values;
  rows.sort(byValue);
}

/** Looks up a text as typed, then as headers are compared; −1 when it is not found. */
export function lookup(found: Map<string, number>, raw: string): number {
  const known = found.get(raw);
  if (known !== undefined) return known;
  const at = found.get(keyOf(raw)) ?? -1;
  found.set(raw, at);
  return at;
}
