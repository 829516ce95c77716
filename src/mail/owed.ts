// Letters that have waited for longer than a run looks back: are they still called for, and what would they
// say now? A partner who has renewed meanwhile must not be reminded. The rules decide once more, with a
// longer window.
import { keyOf } from '../rules/text.js';
import { MINUTE, plus } from '../rules/zone.js';
import type { Evaluation } from '../sheets/evaluate.js';
import type { OutboxEntry } from './entries.js';
import type { Word } from './fate.js';
import { identityOf } from './keys.js';

/**
 * Asks the rules again about each letter. `decided`: evaluations by programme title (as `keyOf`). Letters of
 * other programmes are left out of the result.
 */
export function stillOwed(
  waited: readonly OutboxEntry[],
  decided: ReadonlyMap<string, Evaluation>,
): ReadonlyMap<OutboxEntry, Word> {
  const owed = new Map<OutboxEntry, Word>();
  for (const [title, { programme, decided: made, settings }] of decided) {
    const own = waited.filter((one) => keyOf(one.programme) === title);
    if (!made || own.length === 0) continue;
    let from = made.facts.letterWindow.from;
    // Spreadsheet serials are not exact.
    for (const { notBefore } of own)
      if (notBefore !== null && notBefore <= from) from = plus(notBefore, -MINUTE);
    const letterWindow = { from, to: made.facts.letterWindow.to };
    const { letters } = programme.decide({ ...made.facts, letterWindow });
    // Of duplicates the first letter counts.
    const called = new Map([...letters].reverse().map((letter) => [identityOf(letter), letter]));
    for (const one of own) {
      const letter = called.get(one.identity);
      owed.set(one, letter ? { kind: 'owed', letter, settings } : { kind: 'needless' });
    }
  }
  return owed;
}
