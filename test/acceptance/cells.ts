// Cells as staff type them: how texts, numbers, dates and flags may be written (00-workbook.md), parsed
// without anything from src.
// Also the sheet that an oracle fills in: its non-empty rows, the cells it computes, the rows it finds in
// error.
import { dayOf, DAY, partsOf } from './calendar.js';

export type RawCell = string | number | boolean | null;
/** Cells by header. */
export type Cells = Readonly<Record<string, RawCell>>;
/** Null for an empty row. */
export type RawRow = Cells | null;
/** Rows by tab, starting at row 2. */
export type Tables = Readonly<Partial<Record<string, readonly RawRow[]>>>;

/** `undefined` = a cell that cannot be read; null = a blank cell. */
export type Read<T> = T | null | undefined;
type Raw = RawCell | undefined;

/** A required value: a blank cell is as bad as an unreadable one. */
export const need = <T>(value: Read<T>): T | undefined => value ?? undefined;

const isBlank = (raw: Raw): raw is null | undefined =>
  raw === null || raw === undefined || (typeof raw === 'string' && raw.trim() === '');

export const likeHeader = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ ?\*+$/, '')
    .toLowerCase()
    .replaceAll('ё', 'е');

export const text = (raw: Raw): Read<string> => (isBlank(raw) ? null : String(raw).trim());

export function number(raw: Raw): Read<number> {
  if (isBlank(raw)) return null;
  if (typeof raw === 'number') return raw;
  if (typeof raw === 'boolean') return undefined;
  const plain = raw
    .replace(/\s/g, '')
    .replace(/(руб\.?|₸)$/, '')
    .replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
export function integer(raw: Raw): Read<number> {
  const value = number(raw);
  return typeof value !== 'number' || Number.isInteger(value) ? value : undefined;
}
/** Whole hundredths. */
export function money(raw: Raw): Read<number> {
  const value = number(raw);
  return typeof value === 'number' ? Math.round(value * 100) : value;
}

/** Wall-clock minutes. */
export function moment(raw: Raw): Read<number> {
  if (isBlank(raw)) return null;
  if (typeof raw === 'number') return Math.round(raw * DAY);
  if (typeof raw === 'boolean') return undefined;
  const iso = /^(\d{4})-(\d\d)-(\d\d)( \d\d:\d\d)?$/.exec(raw.trim());
  const ru = iso ? `${iso[3]}.${iso[2]}.${iso[1]}${iso[4] ?? ''}` : raw.trim();
  const match = /^(\d\d)\.(\d\d)\.(\d{4})(?: (\d\d):(\d\d))?$/.exec(ru);
  if (!match) return undefined;
  const [date = 0, month = 0, year = 0, hour = 0, minute = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  const serial = dayOf(year, month, date);
  const isReal = partsOf(serial).day === date && partsOf(serial).month === month;
  return isReal ? serial * DAY + hour * 60 + minute : undefined;
}
/** A day; only a date cell may also contain a time. */
export function date(raw: Raw): Read<number> {
  if (typeof raw === 'string' && raw.includes(':')) return undefined;
  const value = moment(raw);
  return typeof value === 'number' ? Math.floor(value / DAY) : value;
}

export function flag(raw: Raw): Read<boolean> {
  if (isBlank(raw)) return false;
  const word = String(raw).trim().toLowerCase();
  if (['да', '+', '1', 'true'].includes(word)) return true;
  return ['нет', '-', '0', 'false'].includes(word) ? false : undefined;
}
export function oneOf(raw: Raw, words: readonly string[]): Read<string> {
  if (isBlank(raw)) return null;
  return words.find((one) => likeHeader(one) === likeHeader(String(raw)));
}
export function email(raw: Raw): Read<string> {
  if (isBlank(raw)) return null;
  const plain = String(raw).trim().toLowerCase();
  return /^[a-z0-9._-]+@[a-z0-9-]+\.[a-z]+$/.test(plain) ? plain : undefined;
}

/** NOTED stands for a note whose wording the spec leaves open, MISTAKE for a note about a mistake. */
export const NOTED = '*';
export const MISTAKE = 'ошибка';

export interface Sheet {
  /** The non-empty rows of a tab, with their row numbers in the sheet. */
  readonly rowsOf: (tab: string) => readonly { readonly row: number; readonly cells: Cells }[];
  readonly put: (tab: string, row: number, cells: Cells) => void;
  /** Marks a row as in error, with what its computed cells say. */
  readonly wrong: (tab: string, row: number, cells: Cells) => void;
  /** Computed cells by `Вкладка/строка`. */
  readonly computed: ReadonlyMap<string, Cells>;
  /** `Вкладка/строка`. */
  readonly errors: Set<string>;
}
export function sheetOf(tables: Tables): Sheet {
  const computed = new Map<string, Cells>();
  const errors = new Set<string>();
  const put = (tab: string, row: number, cells: Cells): void => void computed.set(`${tab}/${row}`, cells);
  return {
    computed,
    errors,
    put,
    wrong: (tab, row, cells) => {
      errors.add(`${tab}/${row}`);
      put(tab, row, cells);
    },
    rowsOf: (tab) =>
      (tables[tab] ?? []).flatMap((cells, index) =>
        cells && Object.values(cells).some((cell) => !isBlank(cell) && cell !== false)
          ? [{ row: index + 2, cells }]
          : [],
      ),
  };
}
