// Checks of Russian texts: announcements, landing pages, talks. Each finding names the words that were found.
import { onceEach } from '../collections.js';
import { nameFinder, startsSentence, stem, unstressed, visible, words } from '../russian.js';
import { innerQuotes, quotedList } from '../text.js';
import { hasContact } from './contact.js';
import { vendorPositioning } from './vendor.js';

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
  const named = (text: string): readonly string[] => distinct(find(visible(text)));
  const finderOf = onceEach(productFinder);
  return {
    competitors: named,
    namesProduct: (text, product) => finderOf(product)(commonSpelling(visible(text))).length > 0,
    findings: onceEach((text) => findingsOf(unstressed(text), named(text))),
    lacks: onceEach((text) => lacksOf(visible(text))),
    weakChannels: onceEach(WEAK_CHANNELS),
  };
}

const NOTHING: readonly string[] = [];
const distinct = (found: readonly string[]): readonly string[] => [...new Set(found)];

/** The finding of these words; none without words. */
export const found = (kind: FindingKind, label: string, those: readonly string[]): readonly Finding[] =>
  those.length > 0 ? [{ kind, words: those, text: `${label}: ${quotedList(those.map(innerQuotes))}` }] : [];
/** The finding of something that is not there. */
export const missing = (kind: FindingKind, text: string): Finding => ({ kind, words: [], text });
/** Names of competitors, as spelled in a text. */
export const competitorFinding = (names: readonly string[]): readonly Finding[] =>
  found('competitor', 'упомянуты конкуренты', names);

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
function lacksOf(text: string): readonly Finding[] {
  const lacking: Finding[] = [];
  const stems = words(text).map((word) => stem(word.text));
  if (!stems.some((word) => FREE.has(word))) lacking.push(missing('free', 'нет слова «бесплатно»'));
  if (!stems.some((word) => REGISTRATION.some((root) => word.startsWith(root))))
    lacking.push(missing('registration', 'нет слова «регистрация»'));
  if (!hasContact(text)) lacking.push(missing('contact', 'нет контакта: адреса почты или телефона'));
  return lacking;
}

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
