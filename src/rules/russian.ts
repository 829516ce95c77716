// Russian text: words and their stems, names in any inflection, and sentence starts. Endings are left to the
// stemming library; nothing here lists them.
import { stemmer } from '@orama/stemmers/russian';
import { pushTo } from './collections.js';
import { HIDDEN } from './text.js';

/** A run of letters of one alphabet, or of digits; `end` is exclusive. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{Script=Cyrillic}\u0300\u0301]+|(?:(?!\p{Script=Cyrillic})[\p{L}\p{M}])+|\p{N}+/gu;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
const STRESS = /[\u0300\u0301]/g;

const SUSPECT = /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** A text as readers see it. */
export const visible = (text: string): string =>
  SUSPECT.test(text)
    ? text
        .normalize('NFC')
        .replace(HIDDEN, '')
        .replace(/[\u200b\ufeff]/g, ' ')
    : text;
/** Without stress marks too, for names and pronouns that are looked up as they are spelled. */
export const unstressed = (text: string): string => visible(text).replace(STRESS, '');

/** The words of a text in order; «Битрикс24» is «Битрикс» and «24», «Wixом» is «Wix» and «ом». */
export function words(text: string): readonly Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD))
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return found;
}

/** Lower-cased, without stress marks, «ё» as «е». */
const plainOf = (word: string): string => word.toLowerCase().replace(STRESS, '').replace(/ё/g, 'е');

const STEMS_KEPT = 20_000;
const stems = new Map<string, string>();

/**
 * The stem of a Russian word; words of other alphabets are only lower-cased. Results are cached, since texts
 * repeat words.
 */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const plain = plainOf(word);
  const made = CYRILLIC.test(plain) ? stemmer(plain) : plain;
  if (stems.size >= STEMS_KEPT) stems.clear();
  stems.set(word, made);
  return made;
}

/**
 * Whether a word, stemmed once or twice, has the given stem. The library takes the end of names such as
 * «Мегаплан» or «Асана» for an ending, so that some of their cases need a second pass.
 */
const isFormOf = (stemmed: string, once: string): boolean => once === stemmed || stem(once) === stemmed;

/**
 * What may separate two words of one name: nothing, blanks, a hyphen, quotes, «.» or «:», but never the end
 * of a sentence.
 */
const JOINT = /^(?:["'«»„“”’‘`]*(?:[ \t\u00a0]+|[-\u2010-\u2014]|[.:&+·/]|: )?["'«»„“”’‘`]*)$/;
const LONGEST_JOINT = 6;
const joins = (text: string, from: number, to: number): boolean =>
  to - from <= LONGEST_JOINT && JOINT.test(text.slice(from, to));

/** A name as the stems of its words. */
type Pattern = readonly string[];

/** «МойСклад» also matches «Мой Склад», and vice versa. */
function spellings(name: string): readonly Pattern[] {
  const parts = words(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).map((word) => word.text);
  const apart = parts.map(stem);
  const joined = words(parts.join('')).map((word) => stem(word.text));
  return joined.length < apart.length ? [apart, joined] : [apart];
}

/**
 * Compiles names into a finder, which returns them as spelled in the text. Cyrillic words match in any inflection, Latin
 * ones as whole words in any case; hyphens, quotes and blanks between the words of a name do not matter. Where several
 * names match at one place, the longest is returned.
 */
export function nameFinder(names: readonly string[]): (text: string) => readonly string[] {
  const byFirst = new Map<string, Pattern[]>();
  for (const name of names)
    for (const own of spellings(name)) {
      const [first] = own;
      if (first !== undefined) pushTo(byFirst, first, own);
    }
  if (byFirst.size === 0) return () => [];
  return (text) => {
    const list = words(text);
    const found: string[] = [];
    for (let index = 0; index < list.length; index += 1) {
      const best = longestAt(text, list, index, byFirst);
      const from = list[index];
      const to = best ? list[index + best.length - 1] : undefined;
      if (!best || !from || !to) continue;
      found.push(text.slice(from.start, to.end));
      index += best.length - 1;
    }
    return found;
  };
}

function longestAt(
  text: string,
  list: readonly Word[],
  index: number,
  byFirst: ReadonlyMap<string, readonly Pattern[]>,
): Pattern | null {
  const once = stem(list[index]?.text ?? '');
  const twice = stem(once);
  let best: Pattern | null = null;
  for (const key of once === twice ? [once] : [once, twice])
    for (const pattern of byFirst.get(key) ?? [])
      if (pattern.length > (best?.length ?? 0) && standsAt(text, list, index, pattern)) best = pattern;
  return best;
}

function standsAt(text: string, list: readonly Word[], index: number, pattern: Pattern): boolean {
  for (let step = 0; step < pattern.length; step += 1) {
    const word = list[index + step];
    const stemmed = pattern[step];
    if (!word || stemmed === undefined) return false;
    const previous = list[index + step - 1];
    if (step > 0 && previous && !joins(text, previous.end, word.start)) return false;
    if (!isFormOf(stemmed, stem(word.text))) return false;
  }
  return true;
}

const QUOTES = new Set('"\'«»„“”’‘`‹›');
const BLANKS = new Set(' \t\u00a0\u202f\u2009\u200b\ufeff');
const BREAKS = new Set('\n\r\v\f\u0085\u2028\u2029');
const DASHES = new Set('-‐‑‒–—―−');
const MARKUP = new Set('*_~#>([{');
const ENDS = new Set('!?…');
/** Bullets and pictograms, which precede list items or replace a full stop. */
const BULLET = /[•·●○■□▪▫◦▶►➔→|✓✔★☆\p{Extended_Pictographic}\ufe0f\u200d\u20e3]/u;
const MARKER = /(?:^|[\s;:,.])(?:\d{1,3}|\p{L})$/u;

/** Abbreviations that never end a sentence. Those that can («и т. д.», «руб.», «г.») are deliberately not listed. */
const UNENDING = new Set(
  'т.е т.к т.н т.о т.ч напр см ср им ул пер просп тел моб эл стр рис табл п пп гл проф акад доц уваж англ рус каз лат букв прим ок св'.split(
    ' ',
  ),
);
/** The letters and the inner full stop before a full stop: «т. е», «напр», «kz»; no end of another word. */
const SHORTENING = /(?<!\p{L})(?:\p{L}\.[ \u00a0]?)?\p{L}+$/u;

const isShortening = (before: string): boolean => {
  const tail = SHORTENING.exec(before)?.[0];
  return tail !== undefined && UNENDING.has(tail.toLowerCase().replace(/[ \u00a0]/g, ''));
};

/**
 * Whether the word at offset `at` starts a sentence: at the start of the text, a line, a list item or a
 * quotation, or after the end of the previous sentence. A dash, comma, colon, bracket or abbreviation within
 * a sentence does not start one.
 */
export function startsSentence(text: string, at: number): boolean {
  let adjoining = true;
  let dashed = false;
  for (let index = at - 1; index >= 0; index -= 1) {
    const char = text.charAt(index);
    if (BREAKS.has(char)) return true;
    if (BLANKS.has(char)) {
      adjoining = false;
      continue;
    }
    if (QUOTES.has(char)) {
      // A quotation mark that touches the word opens a title or direct speech; one followed by a blank closes
      // an earlier one.
      if (adjoining || char === '«' || char === '„') return true;
      continue;
    }
    if (DASHES.has(char)) {
      dashed = true;
      adjoining = false;
      continue;
    }
    if (ENDS.has(char)) return true;
    if (char === '.') return !isShortening(text.slice(Math.max(0, index - 16), index));
    if (char === ')' && !dashed) {
      if (MARKER.test(text.slice(Math.max(0, index - 4), index))) return true;
      continue;
    }
    if (MARKUP.has(char)) continue;
    return BULLET.test(char) || isPicture(text, index);
  }
  return true;
}

/** The second half of a surrogate pair is tested together with the first. */
const isPicture = (text: string, index: number): boolean =>
  text.charCodeAt(index) >= 0xdc00 && BULLET.test(String.fromCodePoint(text.codePointAt(index - 1) ?? 0));
