// Calendar quarters as whole numbers (year × 4 + 0…3), so that consecutive quarters are consecutive numbers.
// Points are computed per quarter (seed, «Накопительная программа»).
import { civil, type Day, dayFromCivil, endOfMonth } from '../day.js';

export type Quarter = number;

// Cached: a hundred thousand purchases fall on a few hundred days.
const quarters = new Map<Day, Quarter>();
const ends = new Map<Quarter, Day>();

export function quarterOf(d: Day): Quarter {
  const known = quarters.get(d);
  if (known !== undefined) return known;
  const { year, month } = civil(d);
  const quarter = year * 4 + Math.floor((month - 1) / 3);
  quarters.set(d, quarter);
  return quarter;
}

export const yearOfQuarter = (quarter: Quarter): number => Math.floor(quarter / 4);

/** The last day of the quarter, on which its points are credited. Throws outside the years 1…9999. */
export function quarterEnd(quarter: Quarter): Day {
  const known = ends.get(quarter);
  if (known !== undefined) return known;
  const lastMonth = dayFromCivil(yearOfQuarter(quarter), (quarter % 4) * 3 + 3, 1);
  if (lastMonth === null) throw new RangeError(`no such quarter: ${quarter}`);
  const end = endOfMonth(lastMonth);
  ends.set(quarter, end);
  return end;
}

/** `2024-Q1` */
export const quarterLabel = (quarter: Quarter): string =>
  `${String(yearOfQuarter(quarter)).padStart(4, '0')}-Q${(quarter % 4) + 1}`;
/** «IV квартал 2024 года», for letters. */
export const quarterName = (quarter: Quarter): string =>
  `${['I', 'II', 'III', 'IV'][quarter % 4] ?? ''} квартал ${yearOfQuarter(quarter)} года`;
