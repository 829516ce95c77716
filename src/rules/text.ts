// Text as staff type it: comparison of headers, words and codes; Russian plurals and number formats for
// messages.
import { onceEach } from './collections.js';

/** Texts that equal their own key; most codes and addresses do. */
const PLAIN = /^[a-zа-я0-9@._-]+$/;
/** Words that differ from their key in letter case only. */
const CASED = /^[a-zа-я0-9@._-]+(?: [a-zа-я0-9@._-]+)*$/i;

/**
 * The key by which headers, listed words and codes are compared: case, «ё», repeated blanks and a trailing
 * `*` do not matter.
 */
export function keyOf(text: string): string {
  if (PLAIN.test(text)) return text;
  if (CASED.test(text)) return text.toLowerCase();
  const folded = text
    .normalize('NFC')
    // Invisible marks, such as those of direction, that come with pasted text.
    .replace(/[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u206f]/g, '')
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

/** `count(2, 'строка', 'строки', 'строк')` → «2 строки». */
export const count = (n: number, one: string, few: string, many: string): string =>
  `${formatNumber(n)} ${plural(n, one, few, many)}`;

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

/**
 * Rounds a sum of typed fractions (8.1 + 0.2) to a millionth, so that values equal on paper compare as equal.
 */
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
