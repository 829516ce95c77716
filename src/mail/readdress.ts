// Letters that others take the place of. A letter that waits is taken back when its recipient's address changes;
// the same letter to the new address takes its place, however long ago its occasion was.
import { groupBy } from '../rules/collections.js';
import type { Letter } from '../rules/letters.js';
import type { Instant } from '../rules/zone.js';
import { MOVED, NOT_CALLED_FOR, type OutboxEntry, REPLACED } from './entries.js';
import type { Fate, Yielded } from './fate.js';
import { matterOf, personPrint } from './keys.js';
import type { Yields } from './words.js';

/** What becomes of a letter of an earlier run. */
interface Fated {
  readonly entry: OutboxEntry;
  readonly fate: Fate;
}

/** Whether the rules no longer return it, for a reason that is not known. */
const isTakenBack = ({ fate }: Fated): boolean => fate.kind === 'cancel' && fate.reason === NOT_CALLED_FOR;

/** Letters that take the place of others, and those whose place they take. */
export interface Readdressed {
  readonly heirs: Yields;
  readonly moved: ReadonlySet<OutboxEntry>;
}

/**
 * Letters that take the place of those that this run takes back: nobody has them yet, they say the same of the same
 * to the same person, as far as the keys tell persons apart, and there are no more of them than were taken back. (Of
 * more, nobody can tell whose address was corrected.) `offered`: the letters of a window that reaches back to them.
 */
export function readdressed(
  fates: readonly Fated[],
  offered: Yields,
  known: ReadonlySet<string>,
): Readdressed {
  const gone = groupBy(
    fates.flatMap((one) => (isTakenBack(one) ? [one.entry] : [])),
    ({ identity }) => matterOf(identity),
  );
  const heirs = new Map<string, Yielded>();
  const moved = new Set<OutboxEntry>();
  if (gone.size === 0) return { heirs, moved };
  const others = groupBy(
    [...offered].filter(([identity]) => gone.has(matterOf(identity)) && !known.has(identity)),
    ([identity]) => matterOf(identity),
  );
  for (const [matter, list] of others) {
    const places = gone.get(matter) ?? [];
    const own = list.filter(([, { letter }]) => places.some((place) => mayBeOne(place, letter)));
    if (own.length > places.length) continue;
    for (const [identity, one] of own) heirs.set(identity, one);
    for (const place of places) if (own.some(([, { letter }]) => mayBeOne(place, letter))) moved.add(place);
  }
  return { heirs, moved };
}

/** Whether a letter may be to the person to whom another one was. */
function mayBeOne({ key }: OutboxEntry, { person }: Letter): boolean {
  const print = personPrint(person);
  return key.person === '' || print === '' || key.person === print;
}

/** Whom and what an identity is about: object, recipient and date. */
const aboutOf = (identity: string): string => identity.slice(identity.indexOf('/'));

/**
 * Says why letters are taken back where another letter tells: the same one goes to another address (`moved`), or a
 * newer one about the same to the same person has fallen due.
 */
export function reasoned(
  fates: readonly Fated[],
  entries: readonly OutboxEntry[],
  offered: Yields,
  moved: ReadonlySet<OutboxEntry>,
  now: Instant,
): readonly Fated[] {
  const gone = new Set(fates.filter(isTakenBack).map(({ entry }) => entry));
  if (gone.size === 0) return fates;
  const newest = new Map<string, Instant>();
  const note = (identity: string, due: Instant | null): void => {
    const about = aboutOf(identity);
    if (due !== null && due <= now && due > (newest.get(about) ?? 0)) newest.set(about, due);
  };
  for (const entry of entries)
    if (entry.status !== 'отменено' && !gone.has(entry)) note(entry.identity, entry.notBefore);
  for (const [identity, { letter }] of offered) note(identity, letter.occasion);
  const reasonOf = (entry: OutboxEntry): string => {
    const { identity, notBefore } = entry;
    if (moved.has(entry)) return MOVED;
    return notBefore !== null && notBefore < (newest.get(aboutOf(identity)) ?? 0) ? REPLACED : NOT_CALLED_FOR;
  };
  return fates.map((one) =>
    gone.has(one.entry) ? { ...one, fate: { kind: 'cancel', reason: reasonOf(one.entry) } } : one,
  );
}
