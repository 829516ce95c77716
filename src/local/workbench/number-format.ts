// Shows a number under a number format as a Russian spreadsheet does: dates, money, percentages, words for
// sections. Colours and conditions in brackets are ignored, and formats that are not understood show the
// plain number.

import { UNIX_DAY } from '../serial.js';

const DAY_SECONDS = 86_400;
const NARROW = '\u00a0';

const MONTHS = [
  ['янв', 'январь', 'января'],
  ['фев', 'февраль', 'февраля'],
  ['мар', 'март', 'марта'],
  ['апр', 'апрель', 'апреля'],
  ['май', 'май', 'мая'],
  ['июн', 'июнь', 'июня'],
  ['июл', 'июль', 'июля'],
  ['авг', 'август', 'августа'],
  ['сен', 'сентябрь', 'сентября'],
  ['окт', 'октябрь', 'октября'],
  ['ноя', 'ноябрь', 'ноября'],
  ['дек', 'декабрь', 'декабря'],
] as const;
const WEEKDAYS = [
  ['вс', 'воскресенье'],
  ['пн', 'понедельник'],
  ['вт', 'вторник'],
  ['ср', 'среда'],
  ['чт', 'четверг'],
  ['пт', 'пятница'],
  ['сб', 'суббота'],
] as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** `isDate` is given by the style, because built-in date formats have no code. */
export function showNumber(value: number, code: string, isDate: boolean): string {
  if (isDate) return showDate(value, code === '' ? defaultDate(value) : (code.split(';')[0] ?? code));
  if (code === '' || /^(General|@)$/i.test(code)) return plainNumber(value);
  const sections = splitSections(code);
  const [positive = '', negative, zero] = sections;
  if (value === 0 && zero !== undefined) return showSection(0, zero);
  if (value < 0 && negative !== undefined) return showSection(-value, negative);
  const shown = showSection(Math.abs(value), positive);
  return value < 0 && /[1-9]/.test(shown) ? `-${shown}` : shown;
}

/** A number without a format: up to 15 digits, without grouping. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15))).replace('.', ',');
}

/** A serial as staff type it. */
export function plainDate(value: number): string {
  return showDate(value, defaultDate(value));
}

const defaultDate = (value: number): string => {
  const seconds = Math.round(value * DAY_SECONDS) % DAY_SECONDS;
  if (value < 1) return seconds % 60 === 0 ? 'hh:mm' : 'hh:mm:ss';
  if (seconds === 0) return 'dd.mm.yyyy';
  return seconds % 60 === 0 ? 'dd.mm.yyyy hh:mm' : 'dd.mm.yyyy hh:mm:ss';
};

function splitSections(code: string): readonly string[] {
  return code.match(/(?:"[^"]*"|\\.|[^;"\\])+|(?<=;|^)(?=;|$)/g) ?? [code];
}

/** The text of a literal token: quoted text or an escaped character; widths and fillers are dropped. */
function literal(token: string): string | null {
  if (token.startsWith('"')) return token.slice(1, -1);
  if (token.startsWith('\\')) return token.slice(1);
  if (token.startsWith('_')) return ' ';
  if (token.startsWith('*')) return '';
  const currency = /^\[\$([^\]-]*)/.exec(token)?.[1];
  if (currency !== undefined) return currency;
  return token.startsWith('[') ? '' : null;
}

function showSection(value: number, section: string): string {
  const tokens: readonly string[] =
    section.match(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|[#0?][#0?,. ]*(?:[.,][#0?]+)?|General|./gi) ?? [];
  const isPlain = tokens.some(
    (token, at) => token === '/' || (/^e$/i.test(token) && /^[+-]$/.test(tokens[at + 1] ?? '')),
  );
  if (isPlain) return plainNumber(value);
  const percent = tokens.includes('%');
  return tokens
    .map((token) => {
      const text = literal(token);
      if (text !== null) return text;
      if (/^General$/i.test(token)) return plainNumber(value);
      return /^[#0?]/.test(token) ? showDigits(percent ? value * 100 : value, token) : token;
    })
    .join('');
}

/** Formats digits by `#,##0.00` and the like. */
function showDigits(value: number, pattern: string): string {
  const trimmed = pattern.trimEnd();
  const tail = pattern.slice(trimmed.length);
  const [whole = '', fraction = ''] = trimmed.split('.');
  const thousands = /,+$/.exec(trimmed)?.[0].length ?? 0;
  const most = fraction.replace(/[^#0?]/g, '').length;
  const least = fraction.replace(/[^0]/g, '').length;
  const fixed = (value / 1_000 ** thousands).toFixed(most);
  const [digits = '0', decimals = ''] = fixed.split('.');
  const minimum = whole.replace(/[^0]/g, '').length;
  const padded = digits === '0' && minimum === 0 ? '' : digits.padStart(minimum, '0');
  const grouped = /[#0?],[#0?]|[#0?] [#0?]/.test(whole) ? padded.replace(/\B(?=(\d{3})+$)/g, NARROW) : padded;
  let kept = decimals;
  while (kept.length > least && kept.endsWith('0')) kept = kept.slice(0, -1);
  return `${grouped}${kept === '' ? '' : `,${kept}`}${tail}`;
}

function showDate(serial: number, code: string): string {
  const total = Math.round(serial * DAY_SECONDS);
  const date = new Date((total - UNIX_DAY * DAY_SECONDS) * 1_000);
  const tokens = code.match(/"[^"]*"|\\.|_.|\*.|\[(?:h+|m+|s+)\]|\[[^\]]*\]|AM\/PM|y+|m+|d+|h+|s+|./gi) ?? [];
  const isTime = (token: string | undefined, letter: string): boolean =>
    (token ?? '').replace('[', '').toLowerCase().startsWith(letter);
  const fields = tokens.map((token, at) => ({ token, at })).filter(({ token }) => /^\[?[ymdhs]/i.test(token));
  const hasDay = tokens.some((token) => /^d{1,2}$/i.test(token));
  return tokens
    .map((token, at) => {
      const lower = token.toLowerCase();
      if (/^\[h+\]$/.test(lower)) return String(Math.floor(total / 3_600));
      const text = literal(token);
      if (text !== null) return text;
      if (lower.startsWith('y'))
        return lower.length < 3 ? two(date.getUTCFullYear() % 100) : String(date.getUTCFullYear());
      if (lower.startsWith('d')) return dayPart(date, lower.length);
      if (lower.startsWith('h'))
        return lower.length > 1 ? two(date.getUTCHours()) : String(date.getUTCHours());
      if (lower.startsWith('s')) return two(date.getUTCSeconds());
      if (!lower.startsWith('m')) return token;
      const place = fields.findIndex((field) => field.at === at);
      const minutes = isTime(fields[place - 1]?.token, 'h') || isTime(fields[place + 1]?.token, 's');
      if (minutes && lower.length < 3) return two(date.getUTCMinutes());
      return monthPart(date, lower.length, hasDay);
    })
    .join('');
}

function dayPart(date: Date, length: number): string {
  if (length < 3) return length === 1 ? String(date.getUTCDate()) : two(date.getUTCDate());
  return WEEKDAYS[date.getUTCDay()]?.[length === 3 ? 0 : 1] ?? '';
}

function monthPart(date: Date, length: number, withDay: boolean): string {
  const month = date.getUTCMonth();
  if (length < 3) return length === 1 ? String(month + 1) : two(month + 1);
  return MONTHS[month]?.[length === 3 ? 0 : withDay ? 2 : 1] ?? '';
}
