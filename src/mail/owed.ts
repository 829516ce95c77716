// Letters that have waited for longer than rules look back: whether they are still called for, and what they would tell by now.
// A partner who has renewed meanwhile must not be asked to. The rules are asked once more, with a window that reaches back that far.
import { keyOf } from '../rules/text.js';
import { type Instant, MINUTE, plus } from '../rules/zone.js';
import type { Evaluation } from '../sheets/evaluate.js';
import type { Word } from './fate.js';
import { identityOf } from './keys.js';

interface Waited {
  readonly identity: string;
  /** Title. */
  readonly programme: string;
  readonly notBefore: Instant | null;
}

/**
 * `decided`: by title, compared like a header. Whether the rules still call for each letter; what belongs to none of these
 * programmes is left out: nobody knows.
 */
export function stillOwed<T extends Waited>(
  waited: readonly T[],
  decided: ReadonlyMap<string, Evaluation>,
): ReadonlyMap<T, Word> {
  const owed = new Map<T, Word>();
  for (const [title, { programme, decided: made, settings }] of decided) {
    const own = waited.filter((one) => keyOf(one.programme) === title);
    if (!made || own.length === 0) continue;
    let from = made.facts.letterWindow.from;
    // A serial in a cell may be off by a hair.
    for (const { notBefore } of own)
      if (notBefore !== null && notBefore <= from) from = plus(notBefore, -MINUTE);
    const letterWindow = { from, to: made.facts.letterWindow.to };
    const { letters } = programme.decide({ ...made.facts, letterWindow });
    // Of two that are the same the first one is the letter.
    const called = new Map([...letters].reverse().map((letter) => [identityOf(letter), letter]));
    for (const one of own) {
      const letter = called.get(one.identity);
      owed.set(one, letter ? { kind: 'owed', letter, settings } : { kind: 'needless' });
    }
  }
  return owed;
}
