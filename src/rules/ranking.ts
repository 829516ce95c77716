// Standings: competition ranking («1, 2, 2, 4») of anything with a score.

export interface Standing<T> {
  readonly place: number;
  readonly item: T;
}

/** Sorts by score descending, then by `tieOrder`; equal scores share a place and the next place is skipped. */
export function rank<T>(
  items: readonly T[],
  score: (item: T) => number,
  tieOrder: (a: T, b: T) => number,
): readonly Standing<T>[] {
  const sorted = [...items].sort((a, b) => score(b) - score(a) || tieOrder(a, b));
  let place = 0;
  let previous: number | undefined;
  return sorted.map((item, index) => {
    const own = score(item);
    if (own !== previous) place = index + 1;
    previous = own;
    return { place, item };
  });
}
