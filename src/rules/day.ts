// Civil days: a `Day` is a whole number of days since 1970-01-01, independent of zones and clocks. Month and
// year arithmetic is done by date-fns on UTC dates; no other module uses date-fns.
import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addMonths as addMonthsIn } from 'date-fns/addMonths';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { onceEach } from './collections.js';

/** Days since 1970-01-01 (negative before it). Compare and subtract as numbers. */
export type Day = number & { readonly __day: true };

/** A civil date: `month` and `day` are 1-based. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const DAY_MS = 86_400_000;
/** Day number of 1899-12-30, the epoch of spreadsheet serials. */
const SERIAL_EPOCH = -25_569;

const asDay = (n: number): Day => n as Day;
const toDate = (day: Day): Date => new Date(day * DAY_MS);
/** For date-fns, which reads the fields of its dates in the zone of the machine. */
const toUtc = (day: Day): Date => new UTCDateMini(day * DAY_MS);
const fromDate = (date: Date): Day => asDay(Math.round(date.getTime() / DAY_MS));

/** The day of a civil date, or null when the calendar has no such date (31.02). */
export function dayFromCivil(year: number, month: number, day: number): Day | null {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 ? fromDate(date) : null;
}

/** The day written `YYYY-MM-DD`; throws on anything else. For constants in code, not for staff's input. */
export function day(iso: string): Day {
  const parsed = parseDay(iso);
  if (parsed === null) throw new RangeError(`not a day: ${iso}`);
  return parsed;
}

const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;

/** Reads `21.09.2023` or `2023-09-21`; null when it is neither. */
export function parseDay(text: string): Day | null {
  const dotted = DOTTED.exec(text);
  if (dotted) return dayFromCivil(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const iso = ISO.exec(text);
  return iso ? dayFromCivil(Number(iso[1]), Number(iso[2]), Number(iso[3])) : null;
}

export function civil(d: Day): Civil {
  const date = toDate(d);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export const yearOf = (d: Day): number => toDate(d).getUTCFullYear();
/** 1 = Monday … 7 = Sunday. */
export const weekday = (d: Day): number => ((((d + 3) % 7) + 7) % 7) + 1;
export const addDays = (d: Day, n: number): Day => asDay(d + n);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);
export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
/** The same day of the month `n` months later, or that month's last day (spec 00, «Time»). */
export const addMonths = (d: Day, n: number): Day => fromDate(addMonthsIn(toUtc(d), n));
export const endOfMonth = (d: Day): Day => fromDate(lastDayOfMonth(toUtc(d)));

/** `07` */
export const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

// Cached: a hundred thousand rows, remarks and letters name a few hundred days.
/** `2023-09-21` */
export const isoDay = onceEach((d: Day): string => {
  const { year, month, day: date } = civil(d);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
});
/** `21.09.2023`, as staff see it. */
export const ruDay = onceEach((d: Day): string => {
  const { year, month, day: date } = civil(d);
  return `${two(date)}.${two(month)}.${String(year).padStart(4, '0')}`;
});
/** `2023-09` */
export const monthKey = (d: Day): string => isoDay(d).slice(0, 7);
/** The first day of a month written `YYYY-MM`, or null. */
export const parseMonth = (text: string): Day | null =>
  /^\d{4}-\d{2}$/.test(text) ? parseDay(`${text}-01`) : null;

/** The day of a spreadsheet serial (1899-12-30 = 0); the time of day is dropped. */
export const dayFromSerial = (serial: number): Day => asDay(Math.floor(serial) + SERIAL_EPOCH);
export const serialFromDay = (d: Day): number => d - SERIAL_EPOCH;

/** Treats a day or instant later than now as blank, since it has not happened yet (spec 00, «Values»). */
export const happened = <T extends number>(at: T | null, now: T): T | null =>
  at !== null && at <= now ? at : null;
