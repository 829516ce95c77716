// Of several reminders of one end a person gets only the latest that is due: once its moment has come, the earlier ones
// that still wait are cancelled, and none is created beside it afterwards. Those that one run sees first, all of them
// past, are told together, like any other letters.
import { onceEach, oncePer } from '../rules/collections.js';
import type { Letter, PastLetter, Reminder } from '../rules/letters.js';
import type { Instant } from '../rules/zone.js';

const nameOf = ({ object, date }: Pick<Letter, 'object' | 'date'>): string => `${object}\n${date}`;

/** Whether a letter is such an earlier one; `created`: when it came to «Письма», null for one that is not there. */
export type IsReplaced = (letter: Pick<Letter, 'replacedBy'>, created: number | null) => boolean;

/**
 * `known`: the letters of a code in «Письма»; `coming`: those that this run creates where nothing replaces them.
 */
export function replacedIn(
  known: (code: string) => readonly Pick<PastLetter, 'object' | 'date' | 'due'>[],
  coming: readonly Reminder[],
  now: Instant,
): IsReplaced {
  const knownOf = onceEach(
    (code: string) => new Map<string, Instant | null>(known(code).map((one) => [nameOf(one), one.due])),
  );
  const comingOf = onceEach((code: string) => new Set(coming.filter((one) => one.code === code).map(nameOf)));
  // The letters of one reminder share the list.
  const cameOf = oncePer((later: readonly Reminder[]) => {
    let stands = false;
    let last = -Infinity;
    for (const one of later) {
      const due = knownOf(one.code).get(nameOf(one));
      const isThere = due !== undefined;
      if (!isThere && !comingOf(one.code).has(nameOf(one))) continue;
      // A moment that staff have put off has come all the same.
      const came = one.occasion <= now ? one.occasion : (due ?? null);
      if (came === null || came > now) continue;
      stands ||= isThere;
      last = Math.max(last, came);
    }
    return { stands, last };
  });
  return ({ replacedBy }, created) => {
    if (replacedBy === undefined) return false;
    const { stands, last } = cameOf(replacedBy);
    return created === null ? stands : last > created;
  };
}
