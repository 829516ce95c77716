// Sums of the awards by participant, and the resulting places («Рейтинг»).
import { rank, type Standing } from '../ranking.js';
import { byCodePoint, tidy } from '../text.js';
import type { OutputRowOf } from '../tabs.js';
import type { Award, MarathonTabs, Participant, Row } from './model.js';
import { isCreative, type Scored } from './scoring.js';

/** One participant's sums, in points unless said otherwise. */
export interface Tally {
  readonly participant: Participant;
  readonly attendance: number;
  readonly quiz: number;
  readonly tasks: number;
  readonly sales: number;
  readonly extra: number;
  readonly total: number;
  /** Number of blocks attended online. */
  readonly blocks: number;
  /** The part of `tasks` earned by creative ones. */
  readonly creative: number;
  /** Number of sales that count. */
  readonly deals: number;
}

export interface Standings {
  /** By place, then by nickname. */
  readonly ranked: readonly Standing<Tally>[];
  /** By `Participant.index`. */
  readonly byParticipant: readonly Standing<Tally>[];
}

export interface Scores {
  readonly attendance: Scored;
  readonly quiz: Scored;
  readonly tasks: Scored;
  readonly sales: Scored;
  readonly extra: Scored;
}

interface Sums {
  readonly points: Float64Array;
  readonly credited: Uint32Array;
}

/** Points and number of credited rows of each participant; `counts` selects the rows. */
function sum(awards: readonly Award[], size: number, counts?: (index: number) => boolean): Sums {
  const points = new Float64Array(size);
  const credited = new Uint32Array(size);
  awards.forEach(({ participant, points: earned, credited: isCredited }, index) => {
    if (!participant || !isCredited || counts?.(index) === false) return;
    points[participant.index] = (points[participant.index] ?? 0) + (earned ?? 0);
    credited[participant.index] = (credited[participant.index] ?? 0) + 1;
  });
  return { points, credited };
}

/** Every participant's sums, in the order of acceptance. `taskRows` show which tasks are creative. */
export function tallyUp(
  participants: readonly Participant[],
  scores: Scores,
  taskRows: readonly Pick<Row<'tasks'>, 'kind'>[],
): readonly Tally[] {
  const size = participants.length;
  const attendance = sum(scores.attendance.awards, size);
  const quiz = sum(scores.quiz.awards, size);
  const tasks = sum(scores.tasks.awards, size);
  const creative = sum(scores.tasks.awards, size, (index) => isCreative(taskRows[index] ?? { kind: null }));
  const sales = sum(scores.sales.awards, size);
  const extra = sum(scores.extra.awards, size);
  const pointsOf = (sums: Sums, index: number): number => tidy(sums.points[index] ?? 0);
  return participants.map((participant, index) => {
    const own = {
      attendance: pointsOf(attendance, index),
      quiz: pointsOf(quiz, index),
      tasks: pointsOf(tasks, index),
      sales: pointsOf(sales, index),
      extra: pointsOf(extra, index),
    };
    return {
      participant,
      ...own,
      total: tidy(own.attendance + own.quiz + own.tasks + own.sales + own.extra),
      blocks: attendance.credited[index] ?? 0,
      creative: pointsOf(creative, index),
      deals: sales.credited[index] ?? 0,
    };
  });
}

/** By total, then by nickname in code point order; equal totals share a place (1, 2, 2, 4). */
export function standingsOf(tallies: readonly Tally[]): Standings {
  const ranked = rank(
    tallies,
    (tally) => tally.total,
    (a, b) => byCodePoint(a.participant.nickname, b.participant.nickname),
  );
  const byParticipant: Standing<Tally>[] = [];
  for (const standing of ranked) byParticipant[standing.item.participant.index] = standing;
  return { ranked, byParticipant };
}

/** The row of «Рейтинг», without anybody's contacts. */
export const ratingRow = ({ place, item }: Standing<Tally>): OutputRowOf<MarathonTabs['rating']> => ({
  place,
  nickname: item.participant.nickname,
  attendance: item.attendance,
  quiz: item.quiz,
  tasks: item.tasks,
  sales: item.sales,
  extra: item.extra,
  total: item.total,
});
