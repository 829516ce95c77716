// Competition ranking («1, 2, 2, 4») of anything with a score.

import { groupBy } from './collections.js';

export interface Standing<T> {
  readonly place: number;
  readonly item: T;
}

/** Sorts by score descending, then by `tieOrder`; equal scores share a place, and the following places are skipped. */
export function rank<T>(
  items: readonly T[],
  score: (item: T) => number,
  tieOrder: (a: T, b: T) => number,
): readonly Standing<T>[] {
  const groups = groupBy(items, score);
  const best = [...groups.keys()].sort((a, b) => b - a);
  let place = 1;
  return best.flatMap((own) => {
    const group = [...(groups.get(own) ?? [])].sort(tieOrder);
    const shared = place;
    place += group.length;
    return group.map((item) => ({ place: shared, item }));
  });
}
