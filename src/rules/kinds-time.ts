// Kinds of cells that hold days, moments and times of day.
import { civil, type Day, dayFromSerial, parseDay, serialFromDay, two } from './day.js';
import { type Cell, cellText, Fault, type Kind } from './kinds.js';
import { DAY_SECONDS, type Instant, ruSerial, ruTime, serialSeconds, type Zone } from './zone.js';

const DAY_FORMAT = 'dd.mm.yyyy';
const INSTANT_FORMAT = 'dd.mm.yyyy hh:mm';
/** 31.12.9999 */
const LAST_SERIAL = 2_958_465;

const serialInRange = (raw: number): boolean => raw >= 1 && raw < LAST_SERIAL + 1;

/** A raw cell as staff see it in its column: dates as dates, times as times. */
export function shownCell(raw: Cell, type: Kind<unknown>['type'] | undefined): Cell {
  if (typeof raw !== 'number') return raw;
  if (type === 'time' && raw >= 0 && raw < 1) return ruTime(Math.round(raw * DAY_SECONDS));
  if (!serialInRange(raw)) return raw;
  if (type === 'day' || type === 'instant' || type === 'moment')
    return ruSerial(raw, type === 'instant' || (type === 'moment' && !Number.isInteger(raw)));
  return raw;
}

const NOT_A_DAY = new Fault('это не дата', 'Впишите дату, например 21.09.2023.');
const WITH_TIME = new Fault(
  'это дата со временем',
  'Уберите время: впишите только дату, например 21.09.2023.',
);
const TIME = /\d[ T]\d\d?:\d\d/;

/** Parses a typed day; limited to years that a cell can store as a date. */
function textDay(raw: string): Day | null {
  const day = parseDay(raw);
  return day !== null && serialInRange(serialFromDay(day)) ? day : null;
}

export const dayKind: Kind<Day> = {
  type: 'day',
  read: (raw) => {
    if (typeof raw === 'number') return serialInRange(raw) ? dayFromSerial(raw) : NOT_A_DAY;
    const typed = cellText(raw);
    return textDay(typed) ?? (TIME.test(typed) ? WITH_TIME : NOT_A_DAY);
  },
  write: (value) => serialFromDay(value),
  format: DAY_FORMAT,
  width: 110,
  hint: 'Дата: 21.09.2023.',
};

const NOT_AN_INSTANT = new Fault('это не дата и время', 'Впишите дату и время, например 21.09.2023 11:00.');
const DATE_TIME = /^([\d.-]+)(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
/** The mark between an ISO day and its time. */
const ISO_MARK = /^(\d{4}-\d{1,2}-\d{1,2})T/;

function parseInstant(typed: string, zone: Zone): Instant | null {
  const match = DATE_TIME.exec(typed.replace(ISO_MARK, '$1 '));
  const date = textDay(match?.[1] ?? '');
  const seconds = clockSeconds(match?.[2], match?.[3], match?.[4]);
  return date === null || seconds === null ? null : zone.at(date, seconds);
}

/** Seconds since midnight; null where the clock has no such time. */
function clockSeconds(hours = '0', minutes = '0', seconds = '0'): number | null {
  const h = Number(hours);
  const m = Number(minutes);
  const s = Number(seconds);
  return h < 24 && m < 60 && s < 60 ? h * 3_600 + m * 60 + s : null;
}

export const instantKind: Kind<Instant> = {
  type: 'instant',
  read: (raw, zone) => {
    if (typeof raw === 'number') return serialInRange(raw) ? zone.fromSerial(raw) : NOT_AN_INSTANT;
    return parseInstant(cellText(raw), zone) ?? NOT_AN_INSTANT;
  },
  write: (value, zone) => zone.toSerial(value),
  format: INSTANT_FORMAT,
  width: 150,
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
  width: 150,
  hint: 'Дата или дата и время.',
};

const NOT_A_TIME = new Fault('это не время', 'Впишите время, например 10:00.');

/** A time of day in seconds since midnight. */
export const timeKind: Kind<number> = {
  type: 'time',
  read: (raw) => {
    if (typeof raw === 'number') {
      if (!(raw >= 0 && raw < LAST_SERIAL + 1)) return NOT_A_TIME;
      // A whole number typed as an hour is a date in 1900 for the sheet, and would read as midnight.
      if (Number.isInteger(raw) && raw >= 1 && raw <= 24) return NOT_A_TIME;
      return serialSeconds(raw) % DAY_SECONDS;
    }
    const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(cellText(raw));
    return (match && clockSeconds(match[1], match[2], match[3])) ?? NOT_A_TIME;
  },
  write: (value) => value / DAY_SECONDS,
  format: 'hh:mm',
  width: 80,
  hint: 'Время: 10:00.',
};

/** A day of the year, written `15.01`. */
export interface DayOfYear {
  readonly month: number;
  readonly day: number;
}
const JANUARY_OR_OCTOBER = new Fault(
  'непонятно, январь это или октябрь',
  "Впишите день и месяц с апострофом впереди: '15.01 или '15.10.",
);
export const dayOfYear: Kind<DayOfYear> = {
  type: 'dayOfYear',
  read: (raw) => {
    // Google turns «01.03» into a date.
    if (typeof raw === 'number' && raw > 366 && serialInRange(raw)) {
      const { month, day } = civil(dayFromSerial(raw));
      return { month, day };
    }
    const isNumber = typeof raw === 'number' && raw < 32;
    const plain = isNumber ? raw.toFixed(2) : cellText(raw);
    // Typed as «15.1» or as «15.10»: the number is the same.
    if (isNumber && plain.endsWith('.10')) return JANUARY_OR_OCTOBER;
    const match = /^(\d{1,2})\.(\d{1,2})$/.exec(plain.replace(',', '.'));
    const date = match ? parseDay(`${match[1]}.${match[2]}.2024`) : null;
    if (!match || date === null)
      return new Fault('это не день года', 'Впишите день и месяц, например 15.01.');
    return { day: Number(match[1]), month: Number(match[2]) };
  },
  write: ({ day, month }) => `${two(day)}.${two(month)}`,
  format: '@',
  width: 100,
  hint: 'День и месяц: 15.01.',
};
