// Interprets typed text like a sheet with the Russian locale: a number, a day, a time, a boolean, otherwise
// the text itself.
import { serialOf } from '../serial.js';
import type { Cell } from '../workbook/body.js';

/** The cell that is typed into. */
export interface Target {
  /** Its number format; '' or General: none. */
  readonly format: string;
  readonly isDate: boolean;
  /** The column has checkboxes. */
  readonly isFlag: boolean;
}

export interface Typed {
  readonly value: Cell;
  /** The number format that comes with the value, for a cell that has none. */
  readonly format: string | null;
}

const YES = ['true', 'истина', 'да', '+', '1'];
const NO = ['false', 'ложь', 'нет', '-', '0'];

export function readTyped(text: string, target: Target): Typed {
  const plain = (value: Cell): Typed => ({ value, format: null });
  const trimmed = text.trim();
  if (trimmed === '') return plain(null);
  if (target.isFlag) {
    const word = trimmed.toLowerCase();
    if (YES.includes(word)) return plain(true);
    if (NO.includes(word)) return plain(false);
  }
  // A leading apostrophe means text, and so does a text column.
  if (text.startsWith("'")) return plain(text.slice(1));
  if (target.format === '@') return plain(text);
  if (/^(true|истина)$/i.test(trimmed)) return plain(true);
  if (/^(false|ложь)$/i.test(trimmed)) return plain(false);
  const moment = readMoment(trimmed);
  if (moment) return { value: moment.serial, format: target.isDate ? null : moment.format };
  // «5.10» is a day without its year and «9.30» a time: as numbers they would be days of 1900.
  const number = target.isDate && trimmed.includes('.') ? null : readNumber(trimmed);
  return plain(number ?? text);
}

/** Parses `1 234,5`, `-7`, `0.5`; only blanks may group digits. */
function readNumber(text: string): number | null {
  if (!/^[-+−]?(\d+|\d{1,3}([ \u00a0\u202f]\d{3})+)([.,]\d+)?$/.test(text)) return null;
  // Phone and account numbers keep their plus sign and leading zeros.
  if (/^\+|^[-−]?0\d/.test(text)) return null;
  const value = Number(
    text
      .replace(/[ \u00a0\u202f]/g, '')
      .replace(',', '.')
      .replace('−', '-'),
  );
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : null;
}

interface Moment {
  readonly serial: number;
  readonly format: string;
}

function readMoment(text: string): Moment | null {
  const [, dayText, clockText] = /^(\S+?)(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text) ?? [];
  if (dayText === undefined) return null;
  const alone = readClock(dayText);
  if (alone !== null && clockText === undefined) return { serial: alone, format: 'hh:mm' };
  const day = readDay(dayText);
  if (day === null) return null;
  if (clockText === undefined) return { serial: day, format: 'dd.mm.yyyy' };
  const clock = readClock(clockText);
  return clock === null ? null : { serial: day + clock, format: 'dd.mm.yyyy hh:mm' };
}

/** Parses `21.09.2023`, `21.09.23`, `2023-09-21`; null for a day that does not exist. */
function readDay(text: string): number | null {
  const russian = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const [day, month, year] = russian
    ? [Number(russian[1]), Number(russian[2]), Number(russian[3])]
    : iso
      ? [Number(iso[3]), Number(iso[2]), Number(iso[1])]
      : [0, 0, 0];
  const full = year < 100 ? year + (year < 70 ? 2_000 : 1_900) : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  if (day === 0 || full < 1_900 || date.getUTCDate() !== day || date.getUTCMonth() !== month - 1) return null;
  return serialOf(date.getTime());
}

/** The time as a fraction of a day; null when it is not a time. */
function readClock(text: string): number | null {
  const [, hours = '99', minutes = '99', seconds = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
  const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
  return h < 24 && m < 60 && s < 60 ? (h * 3_600 + m * 60 + s) / 86_400 : null;
}

/** `03.11.2023 10:00` as a serial; null when it is not a date-time. */
export function readStamp(text: string): number | null {
  const moment = readMoment(text.trim().replace(/\s+/g, ' '));
  return moment && moment.serial >= 1 ? moment.serial : null;
}
