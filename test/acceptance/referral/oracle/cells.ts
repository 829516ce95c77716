// Cells of a referral workbook as staff type them, parsed separately from the other programmes' oracles; and
// months.
// A blank cell is null, an unreadable one is BAD; money is in whole kopecks.
import { dayOf as serialOf, partsOf } from '../../calendar.js';
import type { RawCell } from '../../cells.js';

export const BAD = Symbol('bad');
export type Bad = typeof BAD;
export const blank = (raw: RawCell | undefined): boolean =>
  raw === null || raw === undefined || (typeof raw === 'string' && tidy(raw) === '');
export const tidy = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();
export const fold = (raw: RawCell | undefined): string =>
  tidy(String(raw ?? ''))
    .toLowerCase()
    .replace(/ё/g, 'е');

/** Serial of a civil day. */
export function day(text: string): number {
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  const ours = /^(\d\d)\.(\d\d)\.(\d{4})/.exec(text);
  const [y, m, d] = iso ? [iso[1], iso[2], iso[3]] : ours ? [ours[3], ours[2], ours[1]] : [];
  const serial = serialOf(Number(y), Number(m), Number(d));
  return partsOf(serial).day === Number(d) ? serial : NaN;
}
export const monthOf = (serial: number): string => {
  const { year, month } = partsOf(serial);
  return `${year}-${String(month).padStart(2, '0')}`;
};
export const firstOf = (serial: number): number => {
  const { year, month } = partsOf(serial);
  return serialOf(year, month, 1);
};
export const firstOfNext = (serial: number): number => {
  const { year, month } = partsOf(serial);
  return serialOf(year, month + 1, 1);
};

export function dayOf(raw: RawCell | undefined): number | null | Bad {
  if (blank(raw)) return null;
  if (typeof raw === 'number') return raw > 0 ? Math.floor(raw + 1e-9) : BAD;
  if (typeof raw !== 'string') return BAD;
  const serial = /^(\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})$/.test(tidy(raw)) ? day(tidy(raw)) : NaN;
  return Number.isNaN(serial) ? BAD : serial;
}
/** Kopecks. */
export function moneyOf(raw: RawCell | undefined): number | null | Bad {
  if (blank(raw)) return null;
  let value: number;
  if (typeof raw === 'number') value = raw;
  else if (typeof raw === 'string') {
    const text = raw
      .replace(/[\s\u00a0]+/g, '')
      .replace(/(руб\.?|₽|₸)$/, '')
      .replace(',', '.');
    if (!/^[-+−]?\d+(\.\d+)?$/.test(text)) return BAD;
    value = Number(text.replace('−', '-'));
  } else return BAD;
  const cents = Math.round(value * 100);
  return Math.abs(value * 100 - cents) > 1e-6 ? BAD : cents;
}
export function flagOf(raw: RawCell | undefined): boolean | Bad {
  if (blank(raw)) return false;
  if (typeof raw === 'boolean') return raw;
  const text = fold(raw);
  if (['да', '+', '1', 'true'].includes(text)) return true;
  return ['нет', '-', '0', 'false'].includes(text) ? false : BAD;
}
export const wordOf = (raw: RawCell | undefined, words: readonly string[]): string | null | Bad =>
  blank(raw) ? null : (words.find((word) => fold(word) === fold(raw)) ?? BAD);
export const emailOf = (raw: RawCell | undefined): string | null | Bad => {
  if (blank(raw)) return null;
  const text = tidy(String(raw)).toLowerCase();
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : BAD;
};
export const good = <T>(value: T | null | Bad): value is T => value !== null && value !== BAD;
