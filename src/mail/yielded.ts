// The letters that rules return, by identity.
import type { Letter } from '../rules/letters.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { identityOf } from './keys.js';

/** A letter of this run and its evaluation. */
export interface Yielded {
  readonly letter: Letter;
  readonly evaluation: Evaluation;
}

/** Adds letters by identity; of duplicates the first one counts. */
export function collectLetters(
  into: Map<string, Yielded>,
  evaluation: Evaluation,
  letters: readonly Letter[],
): void {
  for (const letter of letters) {
    const identity = identityOf(letter);
    if (!into.has(identity)) into.set(identity, { letter, evaluation });
  }
}
