// What the rules say of the letters in «Письма». About those that have waited for longer than a run looks back they
// are asked once more, with a longer window: a partner who has renewed meanwhile must not be reminded.
import { groupBy } from '../rules/collections.js';
import type { Letter } from '../rules/letters.js';
import { keyOf } from '../rules/text.js';
import { MINUTE, plus } from '../rules/zone.js';
import type { Evaluation } from '../sheets/evaluate.js';
import type { OutboxEntry } from './entries.js';
import { type Around, isLongAgo, type Word, type Yielded } from './fate.js';
import { identityOf, matterOf } from './keys.js';
import type { IsReplaced } from './reminders.js';

/** Letters by identity; of duplicates the first one counts. */
export type Yields = ReadonlyMap<string, Yielded>;

function collect(
  into: Map<string, Yielded>,
  { programme, settings }: Evaluation,
  letters: readonly Letter[],
): void {
  for (const letter of letters) {
    const identity = identityOf(letter);
    if (!into.has(identity)) into.set(identity, { letter, programme, settings });
  }
}

/** The letters of this run. */
export function yieldedBy(evaluations: readonly Evaluation[]): Yields {
  const yielded = new Map<string, Yielded>();
  for (const evaluation of evaluations)
    collect(yielded, evaluation, evaluation.decided?.decision.letters ?? []);
  return yielded;
}

/**
 * What the rules say about each letter that can still change; `known`: the identities in «Письма»; `isReplaced`: whether
 * a later reminder takes a letter's place; `older`: the letters of a longer window.
 */
export function wordsOn(
  entries: readonly OutboxEntry[],
  evaluations: readonly Evaluation[],
  yielded: Yields,
  around: Around,
  isDigest: (about: Pick<Letter, 'code'>) => boolean,
  known: ReadonlySet<string>,
  isReplaced: IsReplaced,
): { readonly wordOf: (entry: OutboxEntry) => Word; readonly older: Yields } {
  const waited = groupBy(
    entries.filter((entry) => !yielded.has(entry.identity) && isLongAgo(entry, around)),
    ({ programme }) => keyOf(programme),
  );
  const decided = new Set<string>();
  const asked = new Set<OutboxEntry>();
  const older = new Map<string, Yielded>();
  for (const evaluation of evaluations) {
    const { programme, decided: made } = evaluation;
    if (!made) continue;
    const title = keyOf(programme.title);
    decided.add(title);
    const own = waited.get(title);
    if (!own) continue;
    let { from } = made.facts.letterWindow;
    for (const entry of own) {
      asked.add(entry);
      // Spreadsheet serials are not exact.
      if (entry.notBefore !== null && entry.notBefore <= from) from = plus(entry.notBefore, -MINUTE);
    }
    const letterWindow = { from, to: made.facts.letterWindow.to };
    collect(older, evaluation, programme.decide({ ...made.facts, letterWindow }).letters);
  }
  const digests = new Set(
    [...yielded].flatMap(([identity, { letter }]) =>
      isDigest(letter) && !known.has(identity) ? matterOf(identity) : [],
    ),
  );
  const wordOf = (entry: OutboxEntry): Word => {
    const { identity } = entry;
    const mine = yielded.get(identity);
    if (mine)
      return isReplaced(mine.letter, entry.created ?? -Infinity)
        ? { kind: 'replaced' }
        : { kind: 'yielded', ...mine };
    if (digests.has(matterOf(identity))) return { kind: 'moved' };
    if (!asked.has(entry)) return { kind: decided.has(keyOf(entry.programme)) ? 'silent' : 'unknown' };
    const owed = older.get(identity);
    if (!owed) return { kind: 'needless' };
    return isReplaced(owed.letter, entry.created ?? -Infinity)
      ? { kind: 'replaced' }
      : { kind: 'owed', ...owed };
  };
  return { wordOf, older };
}
