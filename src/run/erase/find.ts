// Where a personal text stands in another one, as whole words, in any letter case. No pattern is made that tells
// letters from other marks for each text anew: to compile one takes the engine 30 ms, and seconds for a phone.
import { pushTo } from '../../rules/collections.js';

/** A phone has at least this many digits; «нет» or an office's extension must not be replaced in other texts. */
const PHONE_DIGITS = 10;
/** The digits of a phone, 7 for a leading 8: the same however it is typed; '' for any other text. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
  return digits.length < PHONE_DIGITS ? '' : digits;
}

/** The digits of a text that is a phone and no more; '' for any other. */
const phoneOf = (text: string): string => (/[\p{L}@,;]/u.test(text) ? '' : phoneDigits(text));

/** A part of a text; `end` is exclusive. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const WORDS = /[\p{L}\p{N}_]+/gu;
const ENDS_IN_WORD = /[\p{L}\p{N}_]$/u;
const BEGINS_WITH_WORD = /^[\p{L}\p{N}_]/u;
/** Whether a word ends where a stretch begins, or begins where it ends. A letter may take two units. */
const isAfterWord = (text: string, start: number): boolean =>
  ENDS_IN_WORD.test(text.slice(Math.max(0, start - 2), start));
const isBeforeWord = (text: string, end: number): boolean => BEGINS_WITH_WORD.test(text.slice(end, end + 2));

/** What looks like a phone of at most so many digits, however it is typed, in the order of the text. */
function phonesIn(text: string, longest: number): (Stretch & { readonly digits: string })[] {
  const runs = [...text.matchAll(/\d+/g)];
  return runs.flatMap(({ index: start }, first) => {
    const found: (Stretch & { readonly digits: string })[] = [];
    if (isAfterWord(text, start)) return found;
    const isPlus = text[start - 1] === '+' && !isAfterWord(text, start - 1);
    let digits = '';
    let end = start;
    for (const { 0: run, index } of runs.slice(first, first + longest)) {
      const between = Array.from(text.slice(end, Math.min(index, end + 8)));
      if (between.length > 3 || /[\p{L}\p{N},;]/u.test(between.join(''))) break;
      digits += run;
      end = index + run.length;
      if (digits.length > longest) break;
      const phone = phoneDigits(digits);
      if (phone !== '' && !isBeforeWord(text, end))
        found.push({ start: isPlus ? start - 1 : start, end, digits: phone });
    }
    return found;
  });
}

/** Replaces a personal text wherever it stands. */
export function replacing(secret: string, mark: string): (text: string) => string {
  const phone = phoneOf(secret);
  const isAddress = secret.includes('@');
  const literal = new RegExp(secret.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'giu');
  /** «anna@x.ru» is no part of «ivan.anna@x.ru», and none of «anna@x.ru.com». */
  const isWhole = (text: string, { start, end }: Stretch): boolean =>
    !isAfterWord(text, start) &&
    !isBeforeWord(text, end) &&
    !(isAddress && /[a-z0-9][.+-]$/iu.test(text.slice(Math.max(0, start - 2), start))) &&
    !(isAddress && /^[.-][a-z0-9]/iu.test(text.slice(end, end + 2)));
  const placesIn = (text: string): Stretch[] => {
    if (phone !== '') return phonesIn(text, phone.length).filter(({ digits }) => digits === phone);
    const found: Stretch[] = [];
    literal.lastIndex = 0;
    for (let match = literal.exec(text); match; match = literal.exec(text)) {
      const place = { start: match.index, end: literal.lastIndex };
      if (isWhole(text, place)) found.push(place);
      else literal.lastIndex = place.start + 1;
    }
    return found;
  };
  return (text) => {
    let replaced = '';
    let from = 0;
    for (const { start, end } of placesIn(text)) {
      if (start < from) continue;
      replaced += text.slice(from, start) + mark;
      from = end;
    }
    return replaced + text.slice(from);
  };
}

const wordsIn = (text: string): string[] => text.toUpperCase().match(WORDS) ?? [];

/**
 * Positions of the secrets that a text may contain, in order. The text is read once, however many there are:
 * each is looked up by that of its words which the fewest others have, or by the digits of its phone.
 */
export function suspectsAmong(secrets: readonly string[]): (text: string) => readonly number[] {
  const longest = Math.max(0, ...secrets.map((secret) => phoneOf(secret).length));
  const parts = secrets.map((secret) => {
    const phone = phoneOf(secret);
    return phone === '' ? wordsIn(secret) : [phone];
  });
  const times = new Map<string, number>();
  for (const part of parts.flat()) times.set(part, (times.get(part) ?? 0) + 1);
  const byPart = new Map<string, number[]>();
  parts.forEach((own, at) => {
    const [rarest = ''] = own.sort((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0));
    pushTo(byPart, rarest, at);
  });
  return (text) => {
    const found = new Set<number>();
    // A secret without words may be anywhere.
    const told = ['', ...wordsIn(text), ...phonesIn(text, longest).map(({ digits }) => digits)];
    for (const part of told) for (const at of byPart.get(part) ?? []) found.add(at);
    return [...found].sort((a, b) => a - b);
  };
}
