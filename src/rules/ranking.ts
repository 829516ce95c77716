// Competition ranking («1, 2, 2, 4») of anything with a score.

export interface Standing<T> {
  readonly place: number;
  readonly item: T;
}

/**
 * Sorts by score descending, then by `tieOrder`; equal scores share a place, and the following places are
 * skipped.
 */
export function rank<T>(
  items: readonly T[],
  score: (item: T) => number,
  tieOrder: (a: T, b: T) => number,
): readonly Standing<T>[] {
  const scored = items.map((item) => ({ item, own: score(item) }));
  scored.sort((a, b) => b.own - a.own || tieOrder(a.item, b.item));
  let place = 0;
  let previous: number | undefined;
  return scored.map(({ item, own }, index) => {
    if (own !== previous) place = index + 1;
    previous = own;
    return { place, item };
  });
}
