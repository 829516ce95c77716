// Calendar quarters as whole numbers (year × 4 + 0…3), so that consecutive quarters are consecutive numbers.
// Points are computed per quarter (seed, «Накопительная программа»).
import { onceEach } from '../collections.js';
import { civil, type Day, dayFromCivil, endOfMonth } from '../day.js';

export type Quarter = number;

// Cached: a hundred thousand purchases fall on a few hundred days.
export const quarterOf = onceEach((d: Day): Quarter => {
  const { year, month } = civil(d);
  return year * 4 + Math.floor((month - 1) / 3);
});

export const yearOfQuarter = (quarter: Quarter): number => Math.floor(quarter / 4);

/** The last day of the quarter, on which its points are credited. Throws outside the years 1…9999. */
export const quarterEnd = onceEach((quarter: Quarter): Day => {
  const lastMonth = dayFromCivil(yearOfQuarter(quarter), (quarter % 4) * 3 + 3, 1);
  if (lastMonth === null) throw new RangeError(`no such quarter: ${quarter}`);
  return endOfMonth(lastMonth);
});

/** `2024-Q1` */
export const quarterLabel = onceEach(
  (quarter: Quarter): string => `${String(yearOfQuarter(quarter)).padStart(4, '0')}-Q${(quarter % 4) + 1}`,
);
/** «IV квартал 2024 года», for letters. */
export const quarterName = (quarter: Quarter): string =>
  `${['I', 'II', 'III', 'IV'][quarter % 4] ?? ''} квартал ${yearOfQuarter(quarter)} года`;
