// The rating of the marathon by hand: totals, places (equal totals share one), nicknames in order.
import type { Score } from './rows.js';

export interface RatingLine {
  /** Set once all lines are in order. */
  place: number;
  readonly nickname: string;
  readonly attendance: number;
  readonly quiz: number;
  readonly tasks: number;
  readonly sales: number;
  readonly extra: number;
  readonly total: number;
}

export type Scores = Readonly<Record<'attendance' | 'quiz' | 'tasks' | 'sales' | 'extra', Score>>;

const byTotal = (a: RatingLine, b: RatingLine): number =>
  b.total - a.total || (a.nickname < b.nickname ? -1 : 1);

/** By total, then by nickname; equal totals share a place. */
export function ratingOf(nicknames: readonly string[], scores: Scores): readonly RatingLine[] {
  const lines: RatingLine[] = [];
  for (let p = 0; p < nicknames.length; p += 1) {
    const attendance = scores.attendance.sums[p] ?? 0;
    const quiz = scores.quiz.sums[p] ?? 0;
    const tasks = scores.tasks.sums[p] ?? 0;
    const sales = scores.sales.sums[p] ?? 0;
    const extra = scores.extra.sums[p] ?? 0;
    const total = attendance + quiz + tasks + sales + extra;
    lines.push({ place: 0, nickname: nicknames[p] ?? '', attendance, quiz, tasks, sales, extra, total });
  }
  lines.sort(byTotal);
  let place = 0;
  let previous = Number.NaN;
  lines.forEach((line, index) => {
    if (line.total !== previous) place = index + 1;
    previous = line.total;
    line.place = place;
  });
  return lines;
}
