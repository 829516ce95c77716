// The rating of the marathon by hand: totals, places shared by equal totals, nicknames in order.
export interface RatingLine {
  readonly place: number;
  readonly nickname: string;
  readonly attendance: number;
  readonly quiz: number;
  readonly tasks: number;
  readonly sales: number;
  readonly extra: number;
  readonly total: number;
}

/** Points by participant. */
type Sums = Readonly<Record<'attendance' | 'quiz' | 'tasks' | 'sales' | 'extra', Float64Array>>;

/** By total, then by nickname; equal totals share a place. */
export function ratingOf(nicknames: readonly string[], sums: Sums): readonly RatingLine[] {
  const totals = new Float64Array(nicknames.length);
  for (let p = 0; p < nicknames.length; p += 1)
    totals[p] =
      (sums.attendance[p] ?? 0) +
      (sums.quiz[p] ?? 0) +
      (sums.tasks[p] ?? 0) +
      (sums.sales[p] ?? 0) +
      (sums.extra[p] ?? 0);
  const order = nicknames.map((_, index) => index);
  order.sort((a, b) => {
    const difference = (totals[b] ?? 0) - (totals[a] ?? 0);
    if (difference !== 0) return difference;
    return (nicknames[a] ?? '') < (nicknames[b] ?? '') ? -1 : 1;
  });
  let place = 0;
  let previous = Number.NaN;
  return order.map((p, index) => {
    const total = totals[p] ?? 0;
    if (total !== previous) place = index + 1;
    previous = total;
    return {
      place,
      nickname: nicknames[p] ?? '',
      attendance: sums.attendance[p] ?? 0,
      quiz: sums.quiz[p] ?? 0,
      tasks: sums.tasks[p] ?? 0,
      sales: sums.sales[p] ?? 0,
      extra: sums.extra[p] ?? 0,
      total,
    };
  });
}
