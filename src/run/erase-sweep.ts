// Sweeping: what a row told of a person, replaced wherever another text repeats it.
import { keyOf } from '../rules/text.js';

/** What a row told of the person, and what stands in its place. */
export interface Secret {
  readonly mark: string;
  /** A contact is nobody else's; a name is swept out of texts. One that a stranger of the same tab has too stays theirs: an office has one phone. */
  readonly kind: 'contact' | 'name' | 'shared';
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
    [...secrets].filter(([, { kind }]) => kind === 'name').map(([secret, { mark }]) => [keyOf(secret), mark]),
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
