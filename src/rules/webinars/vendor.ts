// Mentions of the vendor in a text, and phrases that present an event as the vendor's own.
import { stem, unstressed, type Word, words } from '../russian.js';

/** Any quotes and dashes. */
const MARKS = String.raw`\-\u2010-\u2015\u2212"'\u0060«»‹›<>„“”‚‘’`;
/**
 * «1С-Битрикс», «1C:Битрикс», «Битрикс24», «Bitrix24» in any grammatical case and with any quotes and dashes.
 */
const VENDOR_NAME = String.raw`(1[ \u00a0]?[сc][\s.:${MARKS}]{0,4})?((?:битрикс|bitrix)\p{L}*)([ \u00a0\-]?24)?`;
const MENTION = new RegExp(String.raw`(?<![\p{L}\p{N}])${VENDOR_NAME}`, 'giu');

/** The mentions of the vendor or its products, as spelled in the text, each spelling once. */
export const vendorMentions = (text: string): readonly string[] => [
  ...new Set(Array.from(unstressed(text).matchAll(MENTION), ([mention]) => mention)),
];

/** The event that must not be presented as the vendor's own, in the two words that the instruction has for it. */
const EVENTS = new Set(['вебинар', 'мероприятие'].map(stem));
const FROM = 'от';
const VENDOR_HINT = /битрикс|bitrix/i;
/** Words that may precede the vendor's name without making the event somebody else's. */
const COMPANY = new Set(['компания', 'вендор', 'фирма', 'разработчик', 'ООО', 'ТОО', 'АО'].map(stem));
const VENDOR_STEMS = new Set(['битрикс', 'bitrix']);
/**
 * What may separate the words of «вебинар от 1С-Битрикс»: blanks, quotes and dashes, but no end of a
 * sentence.
 */
const LOOSE = String.raw`[ \t\u00a0\n()${MARKS}]{0,8}`;
const GAP = new RegExp(`^${LOOSE}$`);
const LONGEST_GAP = 8;
/** «Битрикс24-интегратор» and «1С-Битрикс-партнёр» are somebody else. */
const VENDOR_NEXT = new RegExp(
  String.raw`${LOOSE}${VENDOR_NAME}(?![\p{L}\p{N}]|[ \u00a0\-]?24|[\-\u2010-\u2015]\p{L})`,
  'iuy',
);
/** The title of the event in quotes: «вебинар „CRM без рутины“ от 1С-Битрикс». */
const TITLE = /^[ \u00a0:\-\u2013\u2014]*[«"“„][^«»"“”„\n]{1,200}[»"”“][ \u00a0,\-\u2013\u2014]*$/;
const LONGEST_TITLE_WORDS = 20;

/**
 * Phrases that present the event as the vendor's («Анонсирование», «Запрещается»): an event, «от», the
 * vendor. «вебинар от партнёра 1С-Битрикс», «при поддержке 1С-Битрикс» and the product («от Битрикс24») are allowed, and
 * so is a title that goes on («Вебинар «От 1С-Битрикс к росту продаж»»).
 */
export function vendorPositioning(text: string): readonly string[] {
  if (!VENDOR_HINT.test(text)) return [];
  const list = words(text);
  const found: string[] = [];
  list.forEach((from, index) => {
    if (from.text.toLowerCase() !== FROM) return;
    const start = eventBefore(text, list, index);
    const end = start === null ? null : vendorAfter(text, list, index);
    if (start === null || end === null) return;
    if (OPENS.test(text.charAt(from.start - 1)) && !CLOSES.test(text.charAt(end))) return;
    found.push(text.slice(start, closing(text, start, end)));
  });
  return [...new Set(found)];
}

/** Start of the event word that «от» refers to; null when there is none. */
function eventBefore(text: string, list: readonly Word[], index: number): number | null {
  const to = list[index]?.start ?? 0;
  for (let back = index - 1; back >= 0 && back >= index - LONGEST_TITLE_WORDS; back -= 1) {
    const word = list[back];
    if (!word || !EVENTS.has(stem(word.text))) continue;
    const between = text.slice(word.end, to);
    // A capital letter on a new line starts a new sentence.
    if (list[index]?.text === 'От' && between.includes('\n')) return null;
    return (between.length <= LONGEST_GAP && GAP.test(between)) || TITLE.test(between) ? word.start : null;
  }
  return null;
}

/** End of the vendor's name right after «от»; null when another name follows. */
function vendorAfter(text: string, list: readonly Word[], index: number): number | null {
  const next = list[index + 1];
  const before = next && COMPANY.has(stem(next.text)) ? next : list[index];
  VENDOR_NEXT.lastIndex = before?.end ?? 0;
  const match = VENDOR_NEXT.exec(text);
  if (!match) return null;
  const [, company, name = '', product] = match;
  const isVendor = company !== undefined || product === undefined;
  return isVendor && VENDOR_STEMS.has(stem(name)) ? VENDOR_NEXT.lastIndex : null;
}

const OPENS = /[«„"“]/;
const CLOSES = /[»”“"]/;
/** Moves `end` past a quote or a bracket that closes one opened within the phrase. */
function closing(text: string, start: number, end: number): number {
  const phrase = text.slice(start, end);
  const next = text.charAt(end);
  return (OPENS.test(phrase) && CLOSES.test(next)) || (phrase.includes('(') && next === ')') ? end + 1 : end;
}
