// Kinds of cells: what staff may type, what it means, how a value is written back. A kind contains both
// conversions; programmes build their own kinds from these.
import { civil, type Day, dayFromSerial, parseDay, serialFromDay } from './day.js';
import { shortHash } from './hash.js';
import { type Money, minor } from './money.js';
import { formatNumber, keyOf } from './text.js';
import { type Instant, ruSerial, type Zone } from './zone.js';

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

const DAY_FORMAT = 'dd.mm.yyyy';
const INSTANT_FORMAT = 'dd.mm.yyyy hh:mm';
/** No pattern: one with optional decimals would show a whole number as «12,». */
const GENERAL = 'General';
/** 31.12.9999 */
const LAST_SERIAL = 2_958_465;

const bad = (what: string, how: string): Fault => new Fault(what, how);
/**
 * The text of a formula error, in Google (which adds the cause in brackets) and in Excel. The pattern ends
 * here so that other texts are not taken for errors.
 */
const errorText =
  /^#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|ССЫЛКА!|Н\/Д|ЗНАЧ!|ДЕЛ\/0!|ИМЯ\?|ЧИСЛО!|ПЕРЕНОС!)(?= \(|$)/;

/** Plain text of any cell, trimmed. */
export function cellText(raw: Cell): string {
  if (typeof raw === 'string') return raw.trim();
  if (typeof raw === 'number') return String(raw);
  return raw ? 'да' : 'нет';
}

/** A raw cell as staff see it in its column: dates as dates, numbers with a decimal comma. */
export function shownCell(raw: Cell, type: Kind<unknown>['type'] | undefined): Cell {
  if (typeof raw !== 'number' || !serialInRange(raw)) return raw;
  if (type === 'day' || type === 'instant' || type === 'moment')
    return ruSerial(raw, type === 'instant' || (type === 'moment' && !Number.isInteger(raw)));
  return raw;
}

export const text: Kind<string> = {
  type: 'text',
  read: (raw) => {
    if (typeof raw === 'string') {
      if (raw.charCodeAt(0) === 35 && errorText.test(raw))
        return bad(`в ячейке ошибка формулы ${raw}`, 'Исправьте формулу или впишите значение.');
      return raw.trim();
    }
    return cellText(raw);
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
const NOT_A_NUMBER = bad('это не число', 'Впишите число, например 10000 или 10 000,50.');

/** Reads `10 000,50 руб.` and the like; null when it is not a number. */
export function parseNumber(raw: string): number | null {
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

const TOO_LARGE = bad('слишком большое число', 'Проверьте число нулей.');
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
    if (value instanceof Fault || Number.isSafeInteger(value)) return value;
    return bad('нужно целое число', 'Впишите целое число без дробной части.');
  },
  format: '0',
  hint: 'Целое число.',
};

/** Cells hold currency units, values whole hundredths. */
export const amount: Kind<Money> = {
  type: 'number',
  read: (raw) => {
    const value = readNumber(raw);
    if (value instanceof Fault) return value;
    const units = Math.round(value * 100);
    if (!Number.isSafeInteger(units)) return bad('слишком большая сумма', 'Проверьте число нулей.');
    if (Math.abs(value * 100 - units) > 1e-6 * Math.max(1, Math.abs(value) * 1e-6))
      return bad('сумма точнее копейки', 'Округлите сумму до 0,01.');
    return minor(units === 0 ? 0 : units);
  },
  write: (value) => value / 100,
  format: '#,##0.00',
  width: 120,
  hint: 'Сумма: 10000 или 10 000,50.',
};

const NOT_A_DAY = bad('это не дата', 'Впишите дату, например 21.09.2023.');
const serialInRange = (raw: number): boolean => raw >= 1 && raw < LAST_SERIAL + 1;

/** Parses a typed day; limited to years that a cell can store as a date. */
function textDay(raw: string): Day | null {
  const day = parseDay(raw);
  return day !== null && serialInRange(serialFromDay(day)) ? day : null;
}

export const dayKind: Kind<Day> = {
  type: 'day',
  read: (raw) => {
    if (typeof raw === 'number') return serialInRange(raw) ? dayFromSerial(raw) : NOT_A_DAY;
    if (typeof raw === 'boolean') return NOT_A_DAY;
    return textDay(raw.trim()) ?? NOT_A_DAY;
  },
  write: (value) => serialFromDay(value),
  format: DAY_FORMAT,
  width: 110,
  hint: 'Дата: 21.09.2023.',
};

const NOT_AN_INSTANT = bad('это не дата и время', 'Впишите дату и время, например 21.09.2023 11:00.');
const DATE_TIME = /^([\d.-]+)(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

function parseInstant(raw: string, zone: Zone): Instant | null {
  const trimmed = raw.trim();
  const iso = /^\d{4}-\d{1,2}-\d{1,2}T/.test(trimmed) ? trimmed.replace('T', ' ') : trimmed;
  const match = DATE_TIME.exec(iso);
  const date = match ? textDay(match[1] ?? '') : null;
  if (!match || date === null) return null;
  const seconds = clockSeconds(match[2] ?? '0', match[3] ?? '0', match[4] ?? '0');
  return seconds === null ? null : zone.at(date, seconds);
}

function clockSeconds(hours: string, minutes: string, seconds: string): number | null {
  const h = Number(hours);
  const m = Number(minutes);
  const s = Number(seconds);
  return h < 24 && m < 60 && s < 60 ? h * 3_600 + m * 60 + s : null;
}

export const instantKind: Kind<Instant> = {
  type: 'instant',
  read: (raw, zone) => {
    if (typeof raw === 'number') return serialInRange(raw) ? zone.fromSerial(raw) : NOT_AN_INSTANT;
    if (typeof raw === 'boolean') return NOT_AN_INSTANT;
    return parseInstant(raw, zone) ?? NOT_AN_INSTANT;
  },
  write: (value, zone) => zone.toSerial(value),
  format: INSTANT_FORMAT,
  width: 140,
  hint: 'Дата и время: 21.09.2023 11:00.',
};

/** A day or an instant: when a deadline is due. */
export type Moment = { readonly day: Day } | { readonly at: Instant };

/** A column with days in some rows and date-times in others. */
export const momentKind: Kind<Moment> = {
  type: 'moment',
  read: (raw, zone) => {
    if (typeof raw === 'number' && serialInRange(raw))
      return Number.isInteger(raw) ? { day: dayFromSerial(raw) } : { at: zone.fromSerial(raw) };
    return NOT_AN_INSTANT;
  },
  write: (value, zone) => ('day' in value ? serialFromDay(value.day) : zone.toSerial(value.at)),
  format: INSTANT_FORMAT,
  formatOf: (value) => ('day' in value ? DAY_FORMAT : INSTANT_FORMAT),
  width: 140,
  hint: 'Дата или дата и время.',
};

const NOT_A_TIME = bad('это не время', 'Впишите время, например 10:00.');

/** A time of day in seconds since midnight. */
export const timeKind: Kind<number> = {
  type: 'time',
  read: (raw) => {
    if (typeof raw === 'number') {
      if (!(raw >= 0 && raw < LAST_SERIAL + 1)) return NOT_A_TIME;
      // A whole number typed as an hour is a date in 1900 for the sheet, and would read as midnight.
      if (Number.isInteger(raw) && raw >= 1 && raw <= 24) return NOT_A_TIME;
      return Math.round((raw - Math.floor(raw)) * 86_400) % 86_400;
    }
    if (typeof raw === 'boolean') return NOT_A_TIME;
    const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(raw.trim());
    return (match && clockSeconds(match[1] ?? '', match[2] ?? '', match[3] ?? '0')) ?? NOT_A_TIME;
  },
  write: (value) => value / 86_400,
  format: 'hh:mm',
  width: 80,
  hint: 'Время: 10:00.',
};

const FLAG_WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['да', '+', '1', 'true', 'истина'].map((word) => [word, true] as const),
  ...['нет', '-', '−', '0', 'false', 'ложь'].map((word) => [word, false] as const),
]);

export const flag: Kind<boolean> = {
  type: 'flag',
  read: (raw) => {
    if (typeof raw === 'boolean') return raw;
    const known = FLAG_WORDS.get(keyOf(String(raw)));
    return known ?? bad('нужно «да» или «нет»', 'Поставьте флажок или впишите да / нет.');
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

/** Width in pixels of a character (Arial 10), and the padding of a coloured word. */
const WORD_LETTER = 7.2;
const WORD_PADDING = 32;

/**
 * One of the listed words, compared like headers; the value is the word as listed. The column fits the
 * longest word even if `least` is narrower.
 */
export function oneOf<const W extends string>(words: readonly W[], least = 140): Kind<W> {
  const byKey = new Map<string, W>(words.map((word) => [keyOf(word), word]));
  const exact = new Map<Cell, W>(words.map((word) => [word, word]));
  const wrong = bad('такого слова нет в списке', `Выберите из списка: ${words.join(', ')}.`);
  return {
    type: 'choice',
    read: (raw) => exact.get(raw) ?? byKey.get(keyOf(String(raw))) ?? wrong,
    write: (value) => value,
    format: '@',
    width: Math.max(least, ...words.map(({ length }) => Math.ceil(length * WORD_LETTER) + WORD_PADDING)),
    hint: `Одно из: ${words.join(', ')}.`,
    words,
  };
}

/** Gives colours to those of the listed words that are statuses. */
export const toned = <W extends string>(kind: Kind<W>, tones: Tones<NoInfer<W>>): Kind<W> => ({
  ...kind,
  tones,
});

const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const ADDRESS_LIMIT = 254;
const ERASED_TEXT = /^удалено-[0-9a-f]+$/;
const ERASED = /^удалено-[0-9a-f]+@удалено\.invalid$/;

/** The text that replaces personal data: one mark for all rows of a person. */
export const erasedText = (mark: string): string => `удалено-${mark}`;
export const erasedEmail = (mark: string): string => `удалено-${mark}@удалено.invalid`;
/**
 * The text that replaces a nickname: a mark of the nickname itself, in any letter case, so that it stays
 * taken after its holder is erased.
 */
export const erasedNickname = (nickname: string): string => erasedText(shortHash(nickname));
/** Whether an address is such a mark, to which nothing is ever sent. */
export const isErased = (address: string): boolean => ERASED.test(address);
/** Whether a text is the mark of an erased one. */
export const isErasedText = (text: string): boolean => ERASED_TEXT.test(text);

/**
 * Parses one address: lower-cased, or null. The mark of erased data («удалено-…@удалено.invalid») is accepted
 * too.
 */
export function parseEmail(raw: string): string | null {
  // Most addresses are typed as they are kept, and need no copy.
  if (raw.length <= ADDRESS_LIMIT && EMAIL.test(raw)) return raw;
  const address = raw.trim().toLowerCase();
  if (address.length > ADDRESS_LIMIT) return null;
  return EMAIL.test(address) || isErased(address) ? address : null;
}
/** Whether letters may be sent to an address: not to the mark of erased data. */
export const isDeliverable = (address: string): boolean =>
  EMAIL.test(address) && !address.endsWith('.invalid');

export const email: Kind<string> = {
  type: 'email',
  read: (raw) =>
    (typeof raw === 'string' ? parseEmail(raw) : null) ??
    bad('это не адрес электронной почты', 'Впишите один адрес, например anna@example.com.'),
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
        if (value instanceof Fault) return bad(`«${part.trim()}»: ${value.what}`, value.how);
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

/** A day of the year, written `15.01`. */
export interface DayOfYear {
  readonly month: number;
  readonly day: number;
}
export const dayOfYear: Kind<DayOfYear> = {
  type: 'dayOfYear',
  read: (raw) => {
    // Google turns «01.03» into a date.
    if (typeof raw === 'number' && raw > 366 && serialInRange(raw)) {
      const { month, day } = civil(dayFromSerial(raw));
      return { month, day };
    }
    const plain = typeof raw === 'number' && raw < 32 ? raw.toFixed(2) : cellText(raw);
    const match = /^(\d{1,2})\.(\d{1,2})$/.exec(plain.replace(',', '.'));
    const date = match ? parseDay(`${match[1]}.${match[2]}.2024`) : null;
    if (!match || date === null) return bad('это не день года', 'Впишите день и месяц, например 15.01.');
    return { day: Number(match[1]), month: Number(match[2]) };
  },
  write: (value) => `${String(value.day).padStart(2, '0')}.${String(value.month).padStart(2, '0')}`,
  format: '@',
  width: 100,
  hint: 'День и месяц: 15.01.',
};

// A constraint that a column adds to its kind.
type Check<T> = (value: T) => Fault | null;

export const notNegative: Check<number> = (value) =>
  value < 0 ? bad('число не может быть отрицательным', 'Впишите ноль или положительное число.') : null;
export const positive: Check<number> = (value) =>
  value > 0 ? null : bad('число должно быть больше нуля', 'Впишите положительное число.');
/** Inclusive. */
export const between =
  (low: number, high: number): Check<number> =>
  (value) =>
    value >= low && value <= high
      ? null
      : bad(
          `число вне пределов ${formatNumber(low)}…${formatNumber(high)}`,
          `Впишите число от ${formatNumber(low)} до ${formatNumber(high)}.`,
        );
