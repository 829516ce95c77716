// Of several reminders of one end a person gets only the latest that is due: once it is in «Письма», or comes there by
// this run, the earlier ones are not created, and those that still wait are cancelled.
import { onceEach, oncePer } from '../rules/collections.js';
import type { Letter, PastLetter, Reminder } from '../rules/letters.js';
import type { Instant } from '../rules/zone.js';

const nameOf = ({ object, date }: Pick<Letter, 'object' | 'date'>): string => `${object}\n${date}`;

/**
 * Whether a letter is such an earlier one. `known`: the letters of a code in «Письма»; `coming`: those that this run
 * creates where nothing replaces them.
 */
export function replacedIn(
  known: (code: string) => readonly Pick<PastLetter, 'object' | 'date' | 'due'>[],
  coming: readonly Reminder[],
  now: Instant,
): (letter: Pick<Letter, 'replacedBy'>) => boolean {
  const dueOf = onceEach((code: string) => {
    const due = new Map<string, Instant | null>(known(code).map((one) => [nameOf(one), one.due]));
    for (const one of coming) if (one.code === code) due.set(nameOf(one), one.occasion);
    return due;
  });
  // The letters of one reminder share the list. A moment that staff have put off has come all the same.
  const isAnyDue = oncePer((later: readonly Reminder[]) =>
    later.some((one) => {
      const due = dueOf(one.code).get(nameOf(one));
      return due !== undefined && (one.occasion <= now || (due !== null && due <= now));
    }),
  );
  return ({ replacedBy }) => replacedBy !== undefined && isAnyDue(replacedBy);
}
