// Letters that others take the place of. A letter that waits is taken back when its recipient's address changes;
// the same letter to the new address takes its place, however long ago its occasion was.
import { groupBy } from '../rules/collections.js';
import type { Instant } from '../rules/zone.js';
import { isWithdrawn, MOVED, NOT_CALLED_FOR, type OutboxEntry, REPLACED } from './entries.js';
import type { Fate, Yielded } from './fate.js';
import { matterOf, personPrint } from './keys.js';
import type { IsReplaced } from './reminders.js';
import type { Yields } from './words.js';

/** What becomes of a letter of an earlier run. */
interface Fated {
  readonly entry: OutboxEntry;
  readonly fate: Fate;
}

/** Whether the rules no longer return it, for a reason that is not known. */
const isTakenBack = ({ fate }: Fated): boolean => fate.kind === 'cancel' && fate.reason === NOT_CALLED_FOR;

/** Letters that take the place of others, and those whose place they take, with the reason to give. */
export interface Readdressed {
  readonly heirs: Yields;
  readonly moved: ReadonlyMap<OutboxEntry, string>;
}

/** A letter that the rules return and that is not in «Письма». */
type Offer = readonly [identity: string, one: Yielded];

/**
 * Letters that take the place of those that this run takes back, or that earlier ones have taken back: nobody has
 * them yet, they say the same of the same to the same person, as far as the keys tell persons apart, and there are no
 * more of them than were taken back. (Of more, nobody can tell whose address was corrected.) `offered`: the letters
 * of a window that reaches back to them; `known`: the identities of `entries`; `isReplaced`: whether a later reminder
 * takes a letter's place.
 */
export function readdressed(
  fates: readonly Fated[],
  entries: readonly OutboxEntry[],
  offered: Yields,
  known: ReadonlySet<string>,
  isReplaced: IsReplaced,
): Readdressed {
  const heirs = new Map<string, Yielded>();
  const moved = new Map<OutboxEntry, string>();
  const vacant = vacantPlaces(fates, entries);
  if (vacant.size === 0) return { heirs, moved };
  const others = groupBy(
    [...offered].filter(([identity]) => vacant.has(matterOf(identity)) && !known.has(identity)),
    ([identity]) => matterOf(identity),
  );
  const inherit = (offers: readonly Offer[], places: readonly OutboxEntry[]): void => {
    if (offers.length === 0 || offers.length > places.length) return;
    const going = offers.filter(([, { letter }]) => !isReplaced(letter, null));
    for (const [identity, one] of going) heirs.set(identity, one);
    for (const place of places) moved.set(place, going.length === 0 ? REPLACED : MOVED);
  };
  for (const [matter, offers] of others) {
    const places = vacant.get(matter) ?? [];
    const named = groupBy(places, ({ key }) => key.person);
    const printOf = ([, { letter }]: Offer): string => personPrint(letter.person);
    const byName = groupBy(offers, printOf);
    // First those who are known by their names, then those of whom either side does not tell.
    const isPaired = (print: string): boolean => print !== '' && named.has(print) && byName.has(print);
    for (const [print, own] of byName) if (isPaired(print)) inherit(own, named.get(print) ?? []);
    const rest = offers.filter((offer) => !isPaired(printOf(offer)));
    const open = places.filter(({ key }) => !isPaired(key.person));
    const hasUnknown = open.some(({ key }) => key.person === '');
    const hasNameless = rest.some((offer) => printOf(offer) === '');
    inherit(
      rest.filter((offer) => hasUnknown || printOf(offer) === ''),
      open.filter(({ key }) => hasNameless || key.person === ''),
    );
  }
  return { heirs, moved };
}

/**
 * The letters whose place is free, by matter: those that this run takes back, and those that were taken back before,
 * unless another letter of that matter to that person has come about since.
 */
function vacantPlaces(
  fates: readonly Fated[],
  entries: readonly OutboxEntry[],
): ReadonlyMap<string, readonly OutboxEntry[]> {
  const places = fates.flatMap((one) => (isTakenBack(one) ? [one.entry] : []));
  const before = fates.flatMap(({ entry, fate }) =>
    fate.kind === 'keep' && isWithdrawn(entry) && entry.reason !== REPLACED ? [entry] : [],
  );
  if (before.length > 0) {
    const gone = new Set([...places, ...before]);
    const whoseOf = ({ identity, key }: OutboxEntry): string => `${matterOf(identity)}/${key.person}`;
    const standing = new Set(entries.flatMap((entry) => (gone.has(entry) ? [] : [whoseOf(entry)])));
    places.push(...before.filter((entry) => !standing.has(whoseOf(entry))));
  }
  return groupBy(places, ({ identity }) => matterOf(identity));
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
  moved: Readdressed['moved'],
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
    const told = moved.get(entry);
    if (told !== undefined) return told;
    return notBefore !== null && notBefore < (newest.get(aboutOf(identity)) ?? 0) ? REPLACED : NOT_CALLED_FOR;
  };
  return fates.map((one) =>
    gone.has(one.entry) ? { ...one, fate: { kind: 'cancel', reason: reasonOf(one.entry) } } : one,
  );
}
