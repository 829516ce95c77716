// Sweeping: replaces what a row says about a person wherever another text repeats it.
import type { Programme } from '../rules/programme.js';
import { stem, words } from '../rules/russian.js';
import { keyOf } from '../rules/text.js';

/** The replacement of a personal text found in a row, and how widely it applies. */
export interface Secret {
  readonly mark: string;
  /**
   * `contact`: belongs to one person, replaced everywhere. `name`: replaced in texts. `word`: a name that is
   * or may be an ordinary word, replaced only as an item of a list.
   */
  readonly kind: 'contact' | 'name' | 'word';
}
export interface Sweep {
  /** Replaces e-mails and phones only: for other people's cells. */
  readonly contacts: (text: string) => string;
  /** Also replaces names: for letters, logs and remarks. */
  readonly all: (text: string) => string;
}

/**
 * Replaces personal texts wherever they occur as whole words, in any letter case. Those shorter than three
 * characters are replaced only as items of a list.
 */
export function sweeper(secrets: ReadonlyMap<string, Secret>): Sweep {
  const ordered = [...secrets]
    .filter(([secret]) => secret.length >= 3)
    .sort(([a], [b]) => b.length - a.length)
    .map(([secret, { mark, kind }]) => {
      const phone = phonePattern(secret);
      // A phone typed otherwise has no text in common.
      const caps = phone === null ? secret.toUpperCase() : '';
      return { mark, kind, caps, word: wholeWord(secret, phone) };
    });
  const replacing = (kinds: readonly Secret['kind'][]): ((text: string) => string) => {
    const own = ordered.filter(({ kind }) => kinds.includes(kind));
    return (text) => {
      const caps = text.toUpperCase();
      return own.reduce(
        (rest, one) => (caps.includes(one.caps) ? rest.replace(one.word, () => one.mark) : rest),
        text,
      );
    };
  };
  const items = new Map(
    [...secrets]
      .filter(([, { kind }]) => kind !== 'contact')
      .map(([secret, { mark }]) => [keyOf(secret), mark]),
  );
  const names = replacing(['contact', 'name']);
  return {
    contacts: replacing(['contact']),
    all: (text) =>
      names(
        text
          .split(',')
          .map((item) => items.get(keyOf(item)) ?? item)
          .join(','),
      ),
  };
}

/** A phone has at least this many digits; «нет» or an office's extension must not be replaced in other texts. */
const PHONE_DIGITS = 10;
/** The digits of a phone, 7 for a leading 8: the same however it is typed; '' for any other text. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^8(?=\d{10}$)/, '7');
  return digits.length < PHONE_DIGITS ? '' : digits;
}

/** Matches a phone however it is typed; null for a text that is more than a phone. */
function phonePattern(text: string): string | null {
  const digits = /[\p{L}@,;]/u.test(text) ? '' : phoneDigits(text);
  if (digits === '') return null;
  const first = digits.length === 11 ? digits.charAt(0).replace('7', '[78]') : digits.charAt(0);
  return `\\+?${first}${digits.slice(1).replace(/\d/g, '[^\\p{L}\\p{N},;]{0,3}$&')}`;
}

/** «anna@x.ru» is no part of «ivan.anna@x.ru», and none of «anna@x.ru.com». */
function wholeWord(text: string, pattern: string | null): RegExp {
  const literal = pattern ?? text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const [before, after] = text.includes('@') ? ['|[a-z0-9][.+-]', '|[.-][a-z0-9]'] : ['', ''];
  return new RegExp(`(?<![\\p{L}\\p{N}_]${before})${literal}(?![\\p{L}\\p{N}_]${after})`, 'giu');
}

/**
 * Whether a name is a single word that occurs, in any form, in the programmes' own texts: a participant may
 * be registered as «тест».
 */
export function isOrdinary(programmes: readonly Programme[]): (name: string) => boolean {
  const vocabulary = new Set<string>();
  const learn = (text: string): void => {
    for (const word of words(text)) vocabulary.add(stem(word.text));
  };
  for (const { tabs, letters, settings } of programmes) {
    for (const { title, about, columns } of Object.values(tabs)) {
      learn(`${title} ${about}`);
      for (const { header, options } of Object.values(columns)) learn(`${header} ${options.note ?? ''}`);
    }
    for (const { subject, body } of Object.values(letters)) learn(`${subject} ${body}`);
    for (const { header, note } of Object.values(settings)) learn(`${header} ${note}`);
  }
  return (name) => {
    const [only, ...rest] = words(name);
    return only !== undefined && rest.length === 0 && vocabulary.has(stem(only.text));
  };
}
