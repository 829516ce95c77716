// Checks of Russian texts: announcements, landing pages, talks. Each finding names the words that were found.
import { onceEach } from '../collections.js';
import { nameFinder, startsSentence, stem, STRESS, type Word, words } from '../russian.js';
import { HIDDEN, quotedList } from '../text.js';

export type FindingKind =
  'vendor' | 'logo' | 'competitor' | 'pronoun' | 'cold' | 'free' | 'registration' | 'contact' | 'channel';

export interface Finding {
  readonly kind: FindingKind;
  /** The words found, as spelled in the text; empty when something is missing. */
  readonly words: readonly string[];
  /** What staff see in «Замечания». */
  readonly text: string;
}

/**
 * Compiled checks of texts; built once per run. Answers are cached: an announcement is placed in several
 * channels, a channel has many announcements.
 */
export interface Checker {
  readonly competitors: (text: string) => readonly string[];
  /** Whether a text names one of the products in a cell, which may list several. */
  readonly namesProduct: (text: string, product: string) => boolean;
  /** Findings that any kind of text can have. */
  readonly findings: (text: string) => readonly Finding[];
  /** Missing parts of an announcement's text. */
  readonly lacks: (text: string) => readonly Finding[];
  /** Names of ineffective channels in a channel's name. */
  readonly weakChannels: (channel: string) => readonly string[];
}

export function compileChecker(competitors: readonly string[]): Checker {
  const find = nameFinder(competitors);
  const named = (text: string): readonly string[] => distinct(find(visible(text)).map((one) => one.text));
  const finderOf = onceEach(productFinder);
  return {
    competitors: named,
    namesProduct: (text, product) => finderOf(product)(commonSpelling(visible(text))).length > 0,
    findings: onceEach((text) => findingsOf(unstressed(text), named(text))),
    lacks: onceEach((text) => lacksOf(visible(text))),
    weakChannels: onceEach((channel) => WEAK_CHANNELS(channel).map((one) => one.text)),
  };
}

const SUSPECT = /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** A text as readers see it. */
const visible = (text: string): string =>
  SUSPECT.test(text)
    ? text
        .normalize('NFC')
        .replace(HIDDEN, '')
        .replace(/[\u200b\ufeff]/g, ' ')
    : text;
/** Without stress marks too, for names and pronouns that are looked up as they are spelled. */
const unstressed = (text: string): string => visible(text).replace(STRESS, '');

const NOTHING: readonly string[] = [];
const distinct = (found: readonly string[]): readonly string[] => [...new Set(found)];

/** The finding of these words; none without words. */
export const found = (kind: FindingKind, label: string, those: readonly string[]): readonly Finding[] =>
  those.length > 0 ? [{ kind, words: those, text: `${label}: ${quotedList(those)}` }] : [];
/** The finding of something that is not there. */
export const missing = (kind: FindingKind, text: string): Finding => ({ kind, words: [], text });
/** Names of competitors, as spelled in a text. */
export const competitorFinding = (names: readonly string[]): readonly Finding[] =>
  found('competitor', 'упомянуты конкуренты', names);

/** Any quotes and dashes. */
const MARKS = String.raw`\-\u2010-\u2015\u2212"'\u0060«»‹›<>„“”‚‘’`;
/**
 * «1С-Битрикс», «1C:Битрикс», «Битрикс24», «Bitrix24» in any grammatical case and with any quotes and dashes.
 */
const VENDOR_NAME = String.raw`(?:1[ \u00a0]?[сc][\s.:${MARKS}]{0,4})?((?:битрикс|bitrix)\p{L}*)(?:[ \u00a0\-]?24)?`;
const MENTION = new RegExp(String.raw`(?<![\p{L}\p{N}])${VENDOR_NAME}`, 'giu');

/** The mentions of the vendor or its products, as spelled in the text, each spelling once. */
export const vendorMentions = (text: string): readonly string[] =>
  distinct([...unstressed(text).matchAll(MENTION)].map((match) => match[0]));

/** Events that must not be presented as the vendor's own. */
const EVENTS = new Set(['вебинар', 'семинар', 'мероприятие', 'конференция', 'класс'].map(stem));
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
const VENDOR_NEXT = new RegExp(String.raw`${LOOSE}${VENDOR_NAME}(?![\p{L}\p{N}])`, 'iuy');
/** The title of the event in quotes: «вебинар „CRM без рутины“ от 1С-Битрикс». */
const TITLE = /^[ \u00a0:\-\u2013\u2014]*[«"“„][^«»"“”„\n]{1,200}[»"”“][ \u00a0,\-\u2013\u2014]*$/;
const LONGEST_TITLE_WORDS = 20;

/**
 * Phrases that present the event as the vendor's («Анонсирование», «Запрещается»): an event, «от», the
 * vendor. «вебинар от партнёра 1С-Битрикс» and «при поддержке 1С-Битрикс» are allowed.
 */
export function vendorPositioning(text: string): readonly string[] {
  if (!VENDOR_HINT.test(text)) return NOTHING;
  const list = words(text);
  const found: string[] = [];
  list.forEach((from, index) => {
    if (from.text.toLowerCase() !== FROM) return;
    const start = eventBefore(text, list, index);
    const end = start === null ? null : vendorAfter(text, list, index);
    if (start !== null && end !== null) found.push(text.slice(start, closingQuote(text, start, end)));
  });
  return distinct(found);
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
  return match && VENDOR_STEMS.has(stem(match[1] ?? '')) ? VENDOR_NEXT.lastIndex : null;
}

/** Moves `end` past a quote that closes a quotation opened within the phrase. */
const closingQuote = (text: string, start: number, end: number): number =>
  /[«„"“]/.test(text.slice(start, end)) && /[»”“"]/.test(text.charAt(end)) ? end + 1 : end;

/** «вы» and «ваш» in all forms, in their wrongly capitalised spelling. */
const PRONOUNS = new Set(
  'Вы Вас Вам Вами Ваш Ваша Ваше Ваши Вашего Вашей Вашему Вашу Вашею Вашим Вашими Ваших Вашем'.split(' '),
);

/** A cheap test: most texts have no such letters and need not be split into words. */
const PRONOUN_HINT = /В(?:ы|а[смш])/;

/**
 * Pronouns capitalised inside a sentence («Посадочная страница», п. 8). A word entirely in capitals is
 * ignored.
 */
export function capitalisedPronouns(text: string): readonly string[] {
  if (!PRONOUN_HINT.test(text)) return NOTHING;
  const found: string[] = [];
  for (const word of words(text))
    if (word.text.startsWith('В') && PRONOUNS.has(word.text) && !startsSentence(text, word.start))
      found.push(word.text);
  return distinct(found);
}

const findingsOf = (text: string, competitors: readonly string[]): readonly Finding[] => [
  ...found('vendor', 'мероприятие подано как мероприятие вендора', vendorPositioning(text)),
  ...competitorFinding(competitors),
  ...found('pronoun', 'с прописной буквы внутри предложения', capitalisedPronouns(text)),
];

const FREE = new Set(['бесплатно', 'бесплатный', 'бесплатен'].map(stem));
/** «регистрация», «регистрационный», «зарегистрируйтесь»: the stem of the noun or of the verb. */
const REGISTRATION = ['регистрация', 'регистрируйтесь', 'зарегистрируйтесь'].map(stem);
/**
 * Only the last character of the mailbox name is matched: a longer pattern would be retried at each of its
 * characters.
 */
const ADDRESS = /[a-z0-9._%+-]@(?:[a-z0-9-]+\.)+[a-z]{2,}/i;
/** Without «+» at most 11 digits: more are the number of a company or a contract. */
const PHONE =
  /(?<!\d)(?:\+\d(?:[ \u00a0()\u2010-\u2013-]{0,3}\d){9,14}|\d(?:[ \u00a0()\u2010-\u2013-]{0,3}\d){9,10})(?!\d)/;
/** With full stops only in the groups of a phone, «8(727)123.45.67»: dates and hours have them too. */
const DOTTED_PHONE =
  /(?<![\d.])(?:\+?\d{1,3}[. \u00a0-]?)?(?:\(\d{3}\)[. \u00a0-]?|\d{3}[. \u00a0-])\d{3}[. \u00a0-]\d{2}[. \u00a0-]?\d{2}(?!\.?\d)/;
/** A day and the hour after it have as many digits as a phone, and so has a thousand millions. */
const NO_PHONE =
  /(?<![\d-])(?:20\d{2}-[01]\d-[0-3]\d|[0-3]?\d-[01]?\d-20\d{2})(?!\d)|(?<![\d+])\d{1,3}(?:[ \u00a0]\d{3}){3}(?![ \u00a0-]?\d)/g;

function lacksOf(text: string): readonly Finding[] {
  const lacking: Finding[] = [];
  const stems = words(text).map((word) => stem(word.text));
  if (!stems.some((word) => FREE.has(word))) lacking.push(missing('free', 'нет слова «бесплатно»'));
  if (!stems.some((word) => REGISTRATION.some((root) => word.startsWith(root))))
    lacking.push(missing('registration', 'нет слова «регистрация»'));
  if (!hasContact(text)) lacking.push(missing('contact', 'нет контакта: адреса почты или телефона'));
  return lacking;
}

/** Whether a text gives an e-mail address or a phone of at least 10 digits. */
export const hasContact = (text: string): boolean =>
  ADDRESS.test(text) || PHONE.test(text.replace(NO_PHONE, ' ')) || DOTTED_PHONE.test(text);

/** Channels that the instruction calls ineffective («Анонсирование», п. 4). */
const WEAK_CHANNELS = nameFinder([
  'радио',
  'телевидение',
  'ТВ',
  'газета',
  'журнал',
  'листовка',
  // Listed because the stemmer does not know the fleeting vowel.
  'листовок',
  'контекстная реклама',
  'баннер',
  'баннерная реклама',
  'Яндекс.Директ',
  'Google Adwords',
]);

const LATIN_VENDOR = /bitrix|1 ?c/i;
/** Replaces the vendor's names by one spelling, so that «Bitrix24» matches «Битрикс24». */
const commonSpelling = (text: string): string =>
  LATIN_VENDOR.test(text) ? text.replace(/bitrix/gi, 'битрикс').replace(/1 ?c(?![a-z])/gi, '1с') : text;

const productFinder = (product: string): ReturnType<typeof nameFinder> =>
  nameFinder(
    commonSpelling(product)
      .split(/[,;/]/)
      .filter((name) => words(name).length > 0),
  );
