// Calendar months as whole numbers (year × 12 + month − 1), so that charges are grouped without strings. A
// month is credited on the 1st of the next one («Как начисляем вознаграждение»). Answers are remembered: a
// hundred thousand charges fall on a few hundred days and a few dozen months.
import { onceEach } from '../collections.js';
import { addDays, addMonths, civil, type Day, dayFromCivil, monthKey, parseMonth, yearOf } from '../day.js';

declare const monthBrand: unique symbol;
export type Month = number & { readonly [monthBrand]: true };

/** The month of a day. */
export const monthOf = onceEach((d: Day): Month => {
  const { year, month } = civil(d);
  return (year * 12 + month - 1) as Month;
});

/** The 1st of a month. */
const firstDay = onceEach((month: Month): Day => {
  const first = dayFromCivil(Math.floor(month / 12), (month % 12) + 1, 1);
  if (first === null) throw new RangeError(`no such month: ${month}`);
  return first;
});

export const monthAfter = (month: Month, n: number): Month => (month + n) as Month;
/** The day on which a month's charges are credited: the 1st of the next month. */
export const creditDay = (month: Month): Day => firstDay(monthAfter(month, 1));
export const lastDay = (month: Month): Day => addDays(creditDay(month), -1);

/** `2023-10` */
export const monthText = onceEach((month: Month): string => monthKey(firstDay(month)));

/** For later months the next month could no longer be written as a date. */
const LAST_YEAR = 9_998;

/** Reads `2023-10`; null when it is anything else. */
export const readMonth = onceEach((text: string | null): Month | null => {
  const first = text === null ? null : parseMonth(text.trim());
  return first === null || yearOf(first) > LAST_YEAR ? null : monthOf(first);
});

/** The longest term that staff may set, in months. */
export const LONGEST_TERM = 1_200;
const termOf = onceEach((n: number) => onceEach((d: Day): Day => addMonths(d, n)));
/** The day on which a term of `n` months after `d` ends. */
export const termAfter = (d: Day, n: number): Day => termOf(n)(d);
