// Cells of a webinars workbook as staff type them, parsed separately from the other programmes' oracles.
// A blank cell is null, an unreadable one is BAD.
import { DAY, serial } from '../../calendar.js';
import type { RawCell } from '../../cells.js';

/** Names and codes, normalised like headers. */
export const key = (cell: RawCell): string =>
  String(cell ?? '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/ё/g, 'е');
export const BAD = Symbol('bad');
export type Read<T> = T | null | typeof BAD;
export const isBlank = (cell: RawCell | undefined): boolean =>
  cell === undefined || cell === null || key(cell) === '';
export const text = (cell: RawCell | undefined): string | null =>
  isBlank(cell) ? null : String(cell).trim();
export function instant(cell: RawCell | undefined): Read<number> {
  if (cell === undefined || cell === null || isBlank(cell)) return null;
  if (typeof cell === 'number') return Math.round(cell * DAY);
  return /^\d\d\.\d\d\.\d{4}( \d\d:\d\d)?$/.test(String(cell)) ? Math.round(serial(String(cell)) * DAY) : BAD;
}
export function day(cell: RawCell | undefined): Read<number> {
  const at = instant(cell);
  return typeof at === 'number' ? Math.floor(at / DAY) : at;
}
export function amount(cell: RawCell | undefined): Read<number> {
  if (cell === undefined || cell === null || isBlank(cell)) return null;
  const plain = String(cell)
    .replace(/[\s\u00a0]|₸/g, '')
    .replace(',', '.');
  const value = Number(plain);
  return Number.isNaN(value) || value < 0 ? BAD : value;
}
export function flag(cell: RawCell | undefined): Read<boolean> {
  if (cell === undefined || cell === null || isBlank(cell)) return false;
  if (['true', 'да', '+', '1'].includes(key(cell))) return true;
  return ['false', 'нет', '-', '0'].includes(key(cell)) ? false : BAD;
}
export function email(cell: RawCell | undefined): Read<string> {
  if (cell === undefined || cell === null || isBlank(cell)) return null;
  return /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+$/.test(String(cell).trim())
    ? String(cell).trim().toLowerCase()
    : BAD;
}
