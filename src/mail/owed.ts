// Letters that have waited for longer than a run looks back: are they still called for, and what would they
// say now? A partner who has renewed meanwhile must not be reminded. The rules decide once more, with a
// longer window.
import { keyOf } from '../rules/text.js';
import { MINUTE, plus } from '../rules/zone.js';
import type { Evaluation } from '../sheets/evaluate.js';
import type { OutboxEntry } from './entries.js';
import type { Word } from './fate.js';
import { collectLetters, type Yielded } from './yielded.js';

/** What the rules say when asked with a longer window. */
export interface Owed {
  /** On the letters that have waited; those of programmes that were not asked are missing. */
  readonly words: ReadonlyMap<OutboxEntry, Word>;
  /** Every letter of the longer window, by identity. */
  readonly letters: ReadonlyMap<string, Yielded>;
}

/** Asks the rules again about each letter. `decided`: evaluations by programme title (as `keyOf`). */
export function stillOwed(waited: readonly OutboxEntry[], decided: ReadonlyMap<string, Evaluation>): Owed {
  const words = new Map<OutboxEntry, Word>();
  const letters = new Map<string, Yielded>();
  for (const [title, evaluation] of decided) {
    const { programme, decided: made, settings } = evaluation;
    const own = waited.filter((one) => keyOf(one.programme) === title);
    if (!made || own.length === 0) continue;
    let from = made.facts.letterWindow.from;
    // Spreadsheet serials are not exact.
    for (const { notBefore } of own)
      if (notBefore !== null && notBefore <= from) from = plus(notBefore, -MINUTE);
    const letterWindow = { from, to: made.facts.letterWindow.to };
    collectLetters(letters, evaluation, programme.decide({ ...made.facts, letterWindow }).letters);
    for (const one of own) {
      const letter = letters.get(one.identity)?.letter;
      words.set(one, letter ? { kind: 'owed', letter, settings } : { kind: 'needless' });
    }
  }
  return { words, letters };
}
