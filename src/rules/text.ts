// Text as staff type it: comparison of headers, words and codes; Russian plurals and number formats for
// messages.
import { onceEach } from './collections.js';

/** Texts that equal their own key; most codes and addresses do. */
const PLAIN = /^[a-zа-я0-9@._-]+$/;
/** Words that differ from their key in letter case only. */
const CASED = /^[a-zа-я0-9@._-]+(?: [a-zа-я0-9@._-]+)*$/i;

/** Invisible marks, such as those of direction, that come with pasted text. */
export const HIDDEN = /[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u206f]/g;

/**
 * The key by which headers, listed words and codes are compared: case, «ё», repeated blanks and a trailing
 * `*` do not matter.
 */
export function keyOf(text: string): string {
  if (PLAIN.test(text)) return text;
  if (CASED.test(text)) return text.toLowerCase();
  const folded = text
    .normalize('NFC')
    .replace(HIDDEN, '')
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .toLowerCase()
    .replace(/ё/g, 'е');
  let end = folded.length;
  while (folded[end - 1] === '*' || folded[end - 1] === ' ') end -= 1;
  return folded.slice(folded.startsWith(' ') ? 1 : 0, end);
}

/** A cached look-up for repeated names and codes. */
export const bySpelling = <T>(find: (key: string) => T): ((typed: string) => T) =>
  onceEach((typed) => find(keyOf(typed)));

/** A cached look-up of entries by name, compared like headers; of several with one name the first one counts. */
export function finder<T>(entries: Iterable<readonly [name: string, entry: T]>): (typed: string) => T | null {
  const byKey = new Map<string, T>();
  for (const [name, entry] of entries) {
    const key = keyOf(name);
    if (!byKey.has(key)) byKey.set(key, entry);
  }
  return bySpelling((key) => byKey.get(key) ?? null);
}

/** Compares by code point: the same order on every host, independent of locale. */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    // Surrogates encode points above U+FFFF although their units are below U+E000.
    if (left !== right) return rankOfUnit(left) - rankOfUnit(right);
  }
  return a.length - b.length;
}
const rankOfUnit = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** `plural(5, 'строка', 'строки', 'строк')` → «строк». */
export function plural(n: number, one: string, few: string, many: string): string {
  const tens = Math.abs(n) % 100;
  const units = tens % 10;
  if (tens > 10 && tens < 20) return many;
  if (units === 1) return one;
  return units >= 2 && units <= 4 ? few : many;
}
/** `agree(5, 'уйдёт', 'уйдут')` → «уйдут»: of words that have one plural. */
export const agree = (n: number, one: string, many: string): string => plural(n, one, many, many);

/** `count(2, 'строка', 'строки', 'строк')` → «2 строки». */
export const count = (n: number, one: string, few: string, many: string): string =>
  `${formatNumber(n)} ${plural(n, one, few, many)}`;

/** «2 балла», «2,5 балла» */
export const points = (n: number): string =>
  Number.isInteger(n) ? count(n, 'балл', 'балла', 'баллов') : `${formatNumber(n)} балла`;

/** «61 день» */
export const days = (n: number): string => count(n, 'день', 'дня', 'дней');

/** The parts of a remark joined by «; »; null when there are none. */
export const remark = (parts: readonly string[]): string | null =>
  parts.length > 0 ? parts.join('; ') : null;

/** A list for people: at most `most` entries, then one for the number of the rest. */
export const shortened = <T>(list: readonly T[], most: number, rest: (left: number) => T): readonly T[] =>
  list.length <= most ? list : [...list.slice(0, most), rest(list.length - most)];

/**
 * A list in a letter, one line per entry: at most `most`, so that what stands below it is not cut off, then
 * «… и ещё 5», to which `rest` may add.
 */
export const bullets = (
  entries: readonly string[],
  most: number,
  rest: (left: number) => string = String,
): string =>
  entries.length === 0
    ? '— нет'
    : shortened(
        entries.map((entry) => `— ${entry}`),
        most,
        (left) => `… и ещё ${rest(left)}`,
      ).join('\n');

/**
 * Maximum length of a cell: Google allows 50 000 characters, but Excel reports a file with longer cells as
 * damaged.
 */
export const CELL_LIMIT = 32_767;

/** A text for use inside «ёлочки»: its own quotes become „лапки“. */
export const innerQuotes = (text: string): string => text.replace(/«/g, '„').replace(/»/g, '“');

/** «a», «b» */
export const quotedList = (texts: readonly string[]): string => texts.map((text) => `«${text}»`).join(', ');

/** Rounds a sum of typed fractions (8.1 + 0.2) to a millionth, so that values equal on paper compare as equal. */
export const tidy = (sum: number): number => Math.round(sum * 1e6) / 1e6;

/** `12345.5` → «12 345,5» with no-break spaces; at most `digits` decimals. */
export function formatNumber(n: number, digits = 2): string {
  if (Number.isInteger(n) && n >= 0 && n < 1_000) return String(n);
  const [whole = '', fraction] = Math.abs(n).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0');
  const tail = (fraction ?? '').replace(/0+$/, '');
  const sign = n < 0 && Number(n.toFixed(digits)) !== 0 ? '−' : '';
  return `${sign}${grouped}${tail ? `,${tail}` : ''}`;
}

/** A number with all decimals that `tidy` keeps: as typed, where two decimals would look like another value. */
export const exact = (n: number): string => formatNumber(n, 6);
