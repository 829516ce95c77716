// Letters to a corrected address. A letter that waits is taken back when its recipient's address changes; the same
// letter to the new address takes its place, however long ago its occasion was.
import { groupBy } from '../rules/collections.js';
import { GONE, type OutboxEntry } from './entries.js';
import type { Fate } from './fate.js';
import { matterOf } from './keys.js';
import type { Yielded } from './yielded.js';

/**
 * Letters that take the place of those that this run takes back: nobody has them yet, they say the same of the same,
 * and there are no more of them than were taken back. (Of more, nobody can tell whose address was corrected.)
 * `older`: the letters of a window that reaches back to them, by identity.
 */
export function readdressed(
  fates: readonly { readonly entry: OutboxEntry; readonly fate: Fate }[],
  older: ReadonlyMap<string, Yielded>,
  known: ReadonlySet<string>,
): ReadonlyMap<string, Yielded> {
  const places = new Map<string, number>();
  for (const { entry, fate } of fates) {
    if (fate.kind !== 'cancel' || fate.reason !== GONE) continue;
    const matter = matterOf(entry.identity);
    places.set(matter, (places.get(matter) ?? 0) + 1);
  }
  if (places.size === 0) return new Map();
  const heirs = groupBy(
    [...older].filter(([identity]) => places.has(matterOf(identity)) && !known.has(identity)),
    ([identity]) => matterOf(identity),
  );
  return new Map(
    [...heirs].flatMap(([matter, list]) => (list.length <= (places.get(matter) ?? 0) ? list : [])),
  );
}
