// Calendar months as whole numbers (year × 12 + month − 1), so that millions of charges are grouped without
// strings. A month is credited on the 1st of the next one («Как начисляем вознаграждение»).
import { addDays, addMonths, civil, type Day, dayFromCivil, monthKey, parseMonth, yearOf } from '../day.js';

declare const monthBrand: unique symbol;
export type Month = number & { readonly [monthBrand]: true };

/**
 * Look-up table for the days of 1990–2059, filled on demand (0 = not computed yet); other days are computed
 * each time.
 */
const TABLE_FROM = 7_305;
const table = new Int32Array(25_568);

const computeMonth = (d: Day): number => {
  const { year, month } = civil(d);
  return year * 12 + month - 1;
};

/** The month of a day. */
export function monthOf(d: Day): Month {
  const at = d - TABLE_FROM;
  if (!(at >= 0 && at < table.length)) return computeMonth(d) as Month;
  const known = table[at];
  if (known) return known as Month;
  const month = computeMonth(d);
  table[at] = month;
  return month as Month;
}

const firsts = new Map<number, Day>();

/** The 1st of a month. */
function firstDay(month: Month): Day {
  const known = firsts.get(month);
  if (known !== undefined) return known;
  const made = dayFromCivil(Math.floor(month / 12), (month % 12) + 1, 1);
  if (made === null) throw new RangeError(`no such month: ${month}`);
  firsts.set(month, made);
  return made;
}

export const monthAfter = (month: Month, n: number): Month => (month + n) as Month;
/** The day on which a month's charges are credited: the 1st of the next month. */
export const creditDay = (month: Month): Day => firstDay(monthAfter(month, 1));
export const lastDay = (month: Month): Day => addDays(creditDay(month), -1);

const texts = new Map<number, string>();

/** `2023-10` */
export function monthText(month: Month): string {
  const known = texts.get(month);
  if (known !== undefined) return known;
  const made = monthKey(firstDay(month));
  texts.set(month, made);
  return made;
}

const read = new Map<string, Month | null>();
/** For later months the next month could no longer be written as a date. */
const LAST_YEAR = 9_998;

/** Reads `2023-10`; null when it is anything else. */
export function readMonth(text: string | null): Month | null {
  if (text === null) return null;
  const known = read.get(text);
  if (known !== undefined) return known;
  const first = parseMonth(text.trim());
  const month = first === null || yearOf(first) > LAST_YEAR ? null : monthOf(first);
  read.set(text, month);
  return month;
}

/** The longest term that staff may set, in months. */
export const LONGEST_TERM = 1_200;
const ends = new Map<number, Day>();

/**
 * The day on which a term of `n` months after `d` ends; cached, since many clients share a day. `n` is at
 * most `LONGEST_TERM`.
 */
export function termAfter(d: Day, n: number): Day {
  const key = d * (LONGEST_TERM + 1) + n;
  const known = ends.get(key);
  if (known !== undefined) return known;
  const made = addMonths(d, n);
  ends.set(key, made);
  return made;
}
