// Russian text: words and their stems, names found in any inflection, and where a sentence starts.
// Endings are the stemming library's business; nothing here lists them.
import { stemmer } from '@orama/stemmers/russian';

/** A run of letters of one alphabet, or of digits. `end` is exclusive. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{Script=Cyrillic}\u0300\u0301]+|(?:(?!\p{Script=Cyrillic})[\p{L}\p{M}])+|\p{N}+/gu;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
const STRESS = /[\u0300\u0301]/g;

/** The words of a text in order; «Битрикс24» is «Битрикс» and «24», «Wixом» is «Wix» and «ом». */
export function words(text: string): readonly Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD))
    found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return found;
}

/** Case, «ё» and stress marks aside. */
const plainOf = (word: string): string => word.toLowerCase().replace(STRESS, '').replace(/ё/g, 'е');

const STEMS_KEPT = 20_000;
const stems = new Map<string, string>();

/** The stem of a Russian word; a word of another alphabet is only lower-cased. Texts repeat words: answers are kept. */
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
 * Whether a word, stemmed once or twice, is an inflection of the word with that stem. One stemming is not enough: the library
 * takes the end of «Мегаплан» or «Асана» for an ending of its own, so that one case of the name is cut once more than another.
 */
const isFormOf = (stemmed: string, once: string): boolean => once === stemmed || stem(once) === stemmed;

/** What may stand between two words of one name: nothing, blanks, a hyphen, quotes, «.» or «:» — never the end of a sentence. */
const JOINT = /^(?:["'«»„“”’‘`]*(?:[ \t\u00a0]+|[-\u2010-\u2014]|[.:&+·/]|: )?["'«»„“”’‘`]*)$/;
const LONGEST_JOINT = 6;
const joins = (text: string, from: number, to: number): boolean =>
  to - from <= LONGEST_JOINT && JOINT.test(text.slice(from, to));

/** A name found in a text, as it stands there. */
export interface Found {
  /** The name as it was asked for. */
  readonly name: string;
  readonly text: string;
  readonly start: number;
}

interface Pattern {
  readonly name: string;
  /** The stems of its words. */
  readonly stems: readonly string[];
}

/** «МойСклад» is also «Мой Склад», and the other way round. */
function spellings(name: string): readonly (readonly string[])[] {
  const parts = words(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')).map((word) => word.text);
  const apart = parts.map(stem);
  const joined = words(parts.join('')).map((word) => stem(word.text));
  return joined.length < apart.length ? [apart, joined] : [apart];
}

/**
 * Compiles names into a finder. Cyrillic words match in any inflection, Latin ones as whole words in any case; hyphens,
 * quotes and blanks between the words of a name do not matter. Each place is found once, by the longest name.
 */
export function nameFinder(names: readonly string[]): (text: string) => readonly Found[] {
  const byFirst = new Map<string, Pattern[]>();
  for (const name of names)
    for (const own of spellings(name)) {
      const [first] = own;
      if (first === undefined) continue;
      const list = byFirst.get(first);
      if (list) list.push({ name, stems: own });
      else byFirst.set(first, [{ name, stems: own }]);
    }
  if (byFirst.size === 0) return () => [];
  return (text) => {
    const list = words(text);
    const found: Found[] = [];
    for (let index = 0; index < list.length; index += 1) {
      const best = longestAt(text, list, index, byFirst);
      const from = list[index];
      const to = best ? list[index + best.stems.length - 1] : undefined;
      if (!best || !from || !to) continue;
      found.push({ name: best.name, text: text.slice(from.start, to.end), start: from.start });
      index += best.stems.length - 1;
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
      if (pattern.stems.length > (best?.stems.length ?? 0) && standsAt(text, list, index, pattern))
        best = pattern;
  return best;
}

function standsAt(text: string, list: readonly Word[], index: number, pattern: Pattern): boolean {
  for (let step = 0; step < pattern.stems.length; step += 1) {
    const word = list[index + step];
    const stemmed = pattern.stems[step];
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
/** Bullets and pictures, which stand before a new item or in the place of a full stop. */
const BULLET = /[•·●○■□▪▫◦▶►➔→|✓✔★☆\p{Extended_Pictographic}\ufe0f\u200d\u20e3]/u;
const MARKER = /(?:^|[\s;:,.])(?:\d{1,3}|\p{L})$/u;

/** Shortenings that no sentence ends with. Those that can end one («и т. д.», «руб.», «г.») are left out on purpose. */
const UNENDING = new Set(
  'т.е т.к т.н т.о т.ч напр см ср им ул пер просп тел моб эл стр рис табл п пп гл проф акад доц уваж англ рус каз лат букв прим ок св'.split(
    ' ',
  ),
);
/** The letters and inner full stops before a full stop: «т. е», «напр», «kz». */
const SHORTENING = /(?:\p{L}\.[ \u00a0]?)*\p{L}+$/u;

const isShortening = (before: string): boolean => {
  const tail = SHORTENING.exec(before)?.[0];
  return tail !== undefined && UNENDING.has(tail.toLowerCase().replace(/[ \u00a0]/g, ''));
};

/**
 * Whether the word at `at` is the first of a sentence: of the text, a line, a list item, a quotation, or after the end of
 * the sentence before it. A dash, a comma, a colon, a bracket or a shortening within a sentence do not start one.
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
      // A mark that touches the word opens a title or direct speech; one before the blank closes something earlier.
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

/** The second half of a surrogate pair is looked at together with the first. */
const isPicture = (text: string, index: number): boolean =>
  text.charCodeAt(index) >= 0xdc00 && BULLET.test(String.fromCodePoint(text.codePointAt(index - 1) ?? 0));
