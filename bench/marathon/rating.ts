// The rating of the marathon by hand: totals, places shared by equal totals, nicknames in order.
import type { Score } from './rows.js';

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

export type Scores = Readonly<Record<'attendance' | 'quiz' | 'tasks' | 'sales' | 'extra', Score>>;

/** By total, then by nickname; equal totals share a place. */
export function ratingOf(nicknames: readonly string[], scores: Scores): readonly RatingLine[] {
  const { attendance, quiz, tasks, sales, extra } = scores;
  const totals = new Float64Array(nicknames.length);
  for (let p = 0; p < nicknames.length; p += 1)
    totals[p] =
      (attendance.sums[p] ?? 0) +
      (quiz.sums[p] ?? 0) +
      (tasks.sums[p] ?? 0) +
      (sales.sums[p] ?? 0) +
      (extra.sums[p] ?? 0);
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
      attendance: attendance.sums[p] ?? 0,
      quiz: quiz.sums[p] ?? 0,
      tasks: tasks.sums[p] ?? 0,
      sales: sales.sums[p] ?? 0,
      extra: extra.sums[p] ?? 0,
      total,
    };
  });
}
