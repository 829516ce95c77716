// What the hand-written passes count with: months of serial days, percents of whole hundredths,
// names looked up once a spelling, rows sorted by a value.
import { keyOf } from '../src/rules/text.js';

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
export const dateOf = (serial: number): Date => new Date(EPOCH + serial * DAY_MS);

/** The serial of a day, «2023-09-21». */
export const serialOf = (iso: string): number => (Date.parse(iso) - EPOCH) / DAY_MS;

/** Months of the days 2009–2036, looked up. */
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

/** Sorts rows by the value of each, equal ones as they stand; a comparison of its own would be compiled anew for every sort. */
export function sortRows(rows: number[], values: Float64Array): void {
  sortedBy = values;
  rows.sort(byValue);
}

/** A text found as typed, else as headers are compared; −1 when it is not there. */
export function lookup(found: Map<string, number>, raw: string): number {
  const known = found.get(raw);
  if (known !== undefined) return known;
  const at = found.get(keyOf(raw)) ?? -1;
  found.set(raw, at);
  return at;
}
