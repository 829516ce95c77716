// Kinds of cells: what staff may type, what it means, how a value is written back. A kind contains both
// conversions; programmes build their own kinds from these.
import { parseEmail } from './email.js';
import { type Money, minor } from './money.js';
import { formatNumber, keyOf } from './text.js';
import type { Zone } from './zone.js';

/** A cell as the host passes it; '' is an empty one. */
export type Cell = string | number | boolean;

/** Why a cell could not be read and how to correct it, in Russian. */
export class Fault {
  constructor(
    readonly what: string,
    readonly how: string,
  ) {}
}

/** What a status word says, and so its colour. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'quiet';
export type Tones<W extends string = string> = Readonly<Partial<Record<Tone, readonly W[]>>>;

/** `write` and `formatOf` are methods, so that kinds of different value types can share a list. */
export interface Kind<T> {
  /** The tag that layout and forms use. */
  readonly type:
    | 'text'
    | 'number'
    | 'day'
    | 'instant'
    | 'moment'
    | 'time'
    | 'flag'
    | 'choice'
    | 'email'
    | 'list'
    | 'dayOfYear';
  /** Reads a cell that is not blank. */
  readonly read: (raw: Cell, zone: Zone) => T | Fault;
  write(value: T, zone: Zone): Cell;
  /** Number format of the column, in Sheets' pattern language. */
  readonly format: string;
  /** Column width in pixels. */
  readonly width: number;
  /** What to enter, for the note on the header. */
  readonly hint: string;
  /** The value of a blank cell, for kinds where a blank has one: an unticked checkbox is «нет». */
  readonly blank?: T;
  /** The listed words, for the dropdown. */
  readonly words?: readonly string[];
  /** Those of the words that are statuses, apart from the words of the shared tabs (sheets/tones.ts). */
  readonly tones?: Tones;
  /** Format of one value, for columns that mix formats (days and date-times). */
  formatOf?(value: T): string;
}

/** No pattern: one with optional decimals would show a whole number as «12,». */
export const GENERAL = 'General';
/**
 * The text of a formula error, in Google (which adds the cause in brackets) and in Excel. With anything else behind
 * it a text is no error.
 */
const errorText =
  /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|ССЫЛКА!|Н\/Д|ЗНАЧ!|ДЕЛ\/0!|ИМЯ\?|ЧИСЛО!|ПЕРЕНОС!)(?= \(|$)/;

const COMPUTING = new Fault('ячейка ещё вычисляется', 'Подождите и пересчитайте снова.');
/** What Google returns while a formula waits for its data, such as IMPORTRANGE: a text instead of an error. */
export const computing = (raw: Cell): Fault | null =>
  raw === 'Loading...' || raw === 'Loading…' ? COMPUTING : null;

const HASH = 0x23;
const LATIN_L = 0x4c;
/** What a formula shows instead of a value. */
const unusable = (raw: string): Fault | null =>
  errorText.test(raw)
    ? new Fault(`в ячейке ошибка формулы ${raw}`, 'Исправьте формулу или впишите значение.')
    : computing(raw);

/** Plain text of any cell, trimmed. */
export function cellText(raw: Cell): string {
  if (typeof raw === 'string') return raw.trim();
  if (typeof raw === 'number') return String(raw);
  return raw ? 'да' : 'нет';
}

export const text: Kind<string> = {
  type: 'text',
  read: (raw) => {
    if (typeof raw !== 'string') return cellText(raw);
    // Fast path: the first character decides for most texts.
    const first = raw.charCodeAt(0);
    return (first === HASH || first === LATIN_L ? unusable(raw) : null) ?? raw.trim();
  },
  write: (value) => value,
  format: '@',
  width: 180,
  hint: 'Текст.',
};

/** A web address or other long text: like `text`, in a wider column. */
export const longText: Kind<string> = { ...text, width: 320 };

const NUMBER = /^([+\-−]?)(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/;
const UNITS = /(руб(лей|ля|ль)?\.?|р\.?|₽|₸|тг\.?|тенге|kzt|rub)$/i;
const NOT_A_NUMBER = new Fault('это не число', 'Впишите число цифрами, например 12 или 10 000,50.');
// No example: it may be a year, days, blocks or answers.
const NOT_AN_INTEGER = new Fault(NOT_A_NUMBER.what, 'Впишите целое число одними цифрами.');

/** Reads `10 000,50 руб.` and the like; null when it is not a number. */
function parseNumber(raw: string): number | null {
  const plain = raw
    .replace(/[\s\u00a0\u202f\u2009]+/g, ' ')
    .trim()
    .replace(UNITS, '')
    .trim();
  const match = NUMBER.exec(plain);
  if (!match) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  const value = Number(`${whole.replace(/ /g, '')}.${fraction}`);
  if (!Number.isFinite(value)) return null;
  return sign === '-' || sign === '−' ? 0 - value : value;
}

const TOO_LARGE = new Fault('слишком большое число', 'Проверьте число нулей.');
/** Beyond 15 digits spreadsheets are no longer exact, and sums could overflow. */
const LARGEST = 1e15;

const readNumber = (raw: Cell): number | Fault => {
  const value = typeof raw === 'string' ? parseNumber(raw) : raw;
  if (typeof value !== 'number' || !Number.isFinite(value)) return NOT_A_NUMBER;
  return Math.abs(value) > LARGEST ? TOO_LARGE : value;
};

export const number: Kind<number> = {
  type: 'number',
  read: readNumber,
  write: (value) => value,
  format: GENERAL,
  width: 100,
  hint: 'Число.',
};

export const integer: Kind<number> = {
  ...number,
  read: (raw) => {
    const value = readNumber(raw);
    if (value === NOT_A_NUMBER) return NOT_AN_INTEGER;
    if (value instanceof Fault || Number.isSafeInteger(value)) return value;
    return new Fault('нужно целое число', 'Впишите целое число без дробной части.');
  },
  // Its format is that of numbers, so that a cell does not show 8 where 7,5 was typed.
  hint: 'Целое число.',
};

/** Cells hold units, values whole hundredths. `where`, `what`: the thing counted, in two cases. */
const hundredths = (hint: string, where: string, what: string): Kind<Money> => ({
  type: 'number',
  read: (raw) => {
    const value = readNumber(raw);
    if (value instanceof Fault) return value;
    const units = Math.round(value * 100);
    if (!Number.isSafeInteger(units)) return TOO_LARGE;
    if (Math.abs(value * 100 - units) > 1e-6 * Math.max(1, Math.abs(value) * 1e-6))
      return new Fault(`в ${where} больше двух знаков после запятой`, `Округлите ${what} до 0,01.`);
    return minor(units === 0 ? 0 : units);
  },
  write: (value) => value / 100,
  format: '#,##0.00',
  width: 120,
  hint,
});

export const amount = hundredths('Сумма: 10000 или 10 000,50.', 'сумме', 'сумму');
/** Points are counted like money. */
export const pointSum = hundredths('Число баллов: 10000 или 10 000,50.', 'числе баллов', 'число баллов');

const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['да', '+', '1', 'true', 'истина'].map((word) => [word, true] as const),
  ...['нет', '-', '−', '0', 'false', 'ложь'].map((word) => [word, false] as const),
]);

export const flag: Kind<boolean> = {
  type: 'flag',
  read: (raw) => {
    if (typeof raw === 'boolean') return raw;
    const known = FLAG_WORDS.get(keyOf(String(raw)));
    return known ?? new Fault('нужно «да» или «нет»', 'Поставьте флажок или впишите да / нет.');
  },
  write: (value) => value,
  // Where no checkbox is drawn (an .xlsx in LibreOffice), shows a word instead of 1.
  format: '"да";"да";"нет"',
  width: 90,
  hint: 'Флажок: да или нет.',
  blank: false,
};

/** «да» / «нет» as words: a computed answer, or a setting. */
export const yesNo: Kind<boolean> = {
  ...flag,
  type: 'choice',
  write: (value) => (value ? 'да' : 'нет'),
  words: ['да', 'нет'],
  hint: 'да или нет.',
};

/**
 * One of the listed words, compared like headers; the value is the word as listed. The column fits the
 * longest word even if `width` is narrower.
 */
export function oneOf<const W extends string>(words: readonly W[], width = 140): Kind<W> {
  const byKey = new Map<string, W>(words.map((word) => [keyOf(word), word]));
  const exact = new Map<Cell, W>(words.map((word) => [word, word]));
  const wrong = new Fault('такого слова нет в списке', `Выберите из списка: ${words.join(', ')}.`);
  return {
    type: 'choice',
    read: (raw) => exact.get(raw) ?? byKey.get(keyOf(String(raw))) ?? wrong,
    write: (value) => value,
    format: '@',
    width,
    hint: `Одно из: ${words.join(', ')}.`,
    words,
  };
}

/** Gives colours to those of the listed words that are statuses. */
export const toned = <W extends string>(kind: Kind<W>, tones: Tones<NoInfer<W>>): Kind<W> => ({
  ...kind,
  tones,
});

export const email: Kind<string> = {
  type: 'email',
  read: (raw) =>
    (typeof raw === 'string' ? parseEmail(raw) : null) ??
    new Fault('это не адрес электронной почты', 'Впишите один адрес, например anna@example.com.'),
  write: (value) => value,
  format: '@',
  width: 220,
  hint: 'Один адрес электронной почты.',
};

/** Several values of one kind in a text cell, separated by `,` or `;`. */
export function listOf<T>(item: Kind<T>, show: (value: T) => string): Kind<readonly T[]> {
  return {
    type: 'list',
    read: (raw, zone) => {
      if (typeof raw === 'number') {
        const single = item.read(raw, zone);
        return single instanceof Fault ? single : [single];
      }
      const values: T[] = [];
      for (const part of cellText(raw).split(/[,;]/)) {
        if (part.trim() === '') continue;
        const value = item.read(part.trim(), zone);
        if (value instanceof Fault) return new Fault(`«${part.trim()}» — ${value.what}`, value.how);
        values.push(value);
      }
      return values;
    },
    write: (values) => values.map(show).join(', '),
    format: '@',
    width: 220,
    hint: 'Несколько значений через запятую.',
  };
}

// A constraint that a column adds to its kind.
type Check<T> = (value: T) => Fault | null;

export const notNegative: Check<number> = (value) =>
  value < 0 ? new Fault('число не может быть отрицательным', 'Впишите ноль или положительное число.') : null;
export const positive: Check<number> = (value) =>
  value > 0 ? null : new Fault('число должно быть больше нуля', 'Впишите положительное число.');
/** Inclusive. */
export const between =
  (low: number, high: number): Check<number> =>
  (value) =>
    value >= low && value <= high
      ? null
      : new Fault(
          `число вне пределов ${formatNumber(low)}…${formatNumber(high)}`,
          `Впишите число от ${formatNumber(low)} до ${formatNumber(high)}.`,
        );
