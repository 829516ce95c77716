// Sweeping: replaces what a row says about a person wherever another text repeats it.
import type { Programme } from '../../rules/programme.js';
import { stem, words } from '../../rules/russian.js';
import { keyOf } from '../../rules/text.js';
import { replacing, suspectsAmong } from './find.js';

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
    .sort(([a], [b]) => b.length - a.length);
  const replacingAll = (kinds: readonly Secret['kind'][]): ((text: string) => string) => {
    const own = ordered.filter(([, { kind }]) => kinds.includes(kind));
    const suspectsIn = suspectsAmong(own.map(([secret]) => secret));
    const replace = own.map(([secret, { mark }]) => replacing(secret, mark));
    return (text) => suspectsIn(text).reduce((rest, at) => replace[at]?.(rest) ?? rest, text);
  };
  const items = new Map(
    [...secrets]
      .filter(([secret, { kind }]) => kind !== 'contact' && keyOf(secret) !== '')
      .map(([secret, { mark }]) => [keyOf(secret), mark]),
  );
  // The blanks around an item stay: a free text may go on in a new line.
  const withoutItem = (item: string): string => {
    const mark = items.get(keyOf(item));
    return mark === undefined ? item : item.replace(item.trim(), () => mark);
  };
  const names = replacingAll(['contact', 'name']);
  return {
    contacts: replacingAll(['contact']),
    all: (text) => names(text.split(',').map(withoutItem).join(',')),
  };
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
