// Sweeping: what a row told of a person, replaced wherever another text repeats it.
import type { Programme } from '../rules/programme.js';
import { stem, words } from '../rules/russian.js';
import { keyOf } from '../rules/text.js';

/** What a row told of the person, and what stands in its place. */
export interface Secret {
  readonly mark: string;
  /**
   * A contact is nobody else's; a name is swept out of texts, and one that is an ordinary word out of lists alone. What a
   * stranger of the same tab has too stays theirs: an office has one phone.
   */
  readonly kind: 'contact' | 'name' | 'word' | 'shared';
}
export interface Sweep {
  /** E-mail and phone alone: for the cells of other people. */
  readonly contacts: (text: string) => string;
  /** Names as well: for letters, logs and remarks. */
  readonly all: (text: string) => string;
}

/** Replaces what was told of a person wherever a text repeats it, as whole words in any letter case. */
export function sweeper(secrets: ReadonlyMap<string, Secret>): Sweep {
  const ordered = [...secrets]
    .filter(([secret]) => secret.length >= 3)
    .sort(([a], [b]) => b.length - a.length);
  const replacing =
    (kinds: readonly Secret['kind'][]) =>
    (text: string): string =>
      ordered
        .filter(([, { kind }]) => kinds.includes(kind))
        .reduce((rest, [secret, { mark }]) => rest.replace(wholeWord(secret), () => mark), text);
  const items = new Map(
    [...secrets]
      .filter(([, { kind }]) => kind === 'name' || kind === 'word')
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

const wholeWord = (text: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_])`, 'giu');

/** Whether a name is a word that the programmes' own texts are made of, in any form: a participant may call themselves «тест». */
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
