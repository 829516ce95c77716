// Sums of the awards by participant, and the resulting places («Рейтинг»).
import { rank, type Standing } from '../ranking.js';
import { byCodePoint, tidy } from '../text.js';
import type { OutputRowOf } from '../tabs.js';
import type { MarathonTabs, Participant, Row } from './model.js';
import { shownNickname } from './nickname.js';
import { isCreative, type Scored } from './scoring.js';

/** The figures that make up a total: points by tab. */
export const PARTS = ['attendance', 'quiz', 'tasks', 'sales', 'extra'] as const;
export type Part = (typeof PARTS)[number];

/** The awards of each tab. */
export type Scores = Readonly<Record<Part, Scored>>;

/** One participant's sums, in points unless said otherwise. */
export interface Tally extends Readonly<Record<Part, number>> {
  readonly participant: Participant;
  readonly total: number;
  /** Number of blocks attended online. */
  readonly blocks: number;
  /** The part of `tasks` earned by creative ones. */
  readonly creative: number;
  /** Number of sales that earned points. */
  readonly deals: number;
}

export interface Standings {
  /** By place, then by nickname. */
  readonly ranked: readonly Standing<Tally>[];
  /** By `Participant.index`. */
  readonly byParticipant: readonly Standing<Tally>[];
}

/** A tally while it is being added up. */
type Sums = { -readonly [K in keyof Tally]: Tally[K] };

/** Every participant's sums, in the order of acceptance. `taskRows` show which tasks are creative. */
export function tallyUp(
  participants: readonly Participant[],
  scores: Scores,
  taskRows: readonly Pick<Row<'tasks'>, 'kind'>[],
): readonly Tally[] {
  const tallies = participants.map((participant): Sums => ({
    participant,
    attendance: 0,
    quiz: 0,
    tasks: 0,
    sales: 0,
    extra: 0,
    total: 0,
    blocks: 0,
    creative: 0,
    deals: 0,
  }));
  const addUp = (part: Part, put: (tally: Sums, points: number, index: number) => void): void => {
    scores[part].awards.forEach(({ participant, points, credited }, index) => {
      const tally = participant && credited ? tallies[participant.index] : undefined;
      if (tally) put(tally, points ?? 0, index);
    });
  };
  addUp('attendance', (tally, points) => {
    tally.attendance += points;
    tally.blocks += 1;
  });
  addUp('quiz', (tally, points) => {
    tally.quiz += points;
  });
  addUp('tasks', (tally, points, index) => {
    tally.tasks += points;
    if (isCreative(taskRows[index] ?? { kind: null })) tally.creative += points;
  });
  addUp('sales', (tally, points) => {
    tally.sales += points;
    if (points > 0) tally.deals += 1;
  });
  addUp('extra', (tally, points) => {
    tally.extra += points;
  });
  for (const tally of tallies) {
    for (const part of PARTS) tally[part] = tidy(tally[part]);
    tally.creative = tidy(tally.creative);
    tally.total = tidy(PARTS.reduce((sum, part) => sum + tally[part], 0));
  }
  return tallies;
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
  nickname: shownNickname(item.participant.nickname),
  attendance: item.attendance,
  quiz: item.quiz,
  tasks: item.tasks,
  sales: item.sales,
  extra: item.extra,
  total: item.total,
});
