// Sums of the awards by participant, and the resulting places («Рейтинг»).
import { rank, type Standing } from '../ranking.js';
import { byCodePoint, tidy } from '../text.js';
import type { OutputRowOf } from '../tabs.js';
import type { Award, MarathonTabs, Participant } from './model.js';
import { shownNickname } from './nickname.js';
import type { Part, Scored } from './scoring.js';

/** The awards of each tab. */
export type Scores = Readonly<Record<Part, Scored>>;

/** One participant's points. */
export interface Tally extends Readonly<Record<Part, number>> {
  readonly participant: Participant;
  readonly total: number;
}

export interface Standings {
  /** By place, then by nickname. */
  readonly ranked: readonly Standing<Tally>[];
  /** By `Participant.index`. */
  readonly byParticipant: readonly Standing<Tally>[];
}

export const earnedBy = ({ points }: Award): number => points ?? 0;

/** What the rows of a tab add up to, by `Participant.index`: points, or what each row is worth. */
export function sumsOf(
  { awards }: Scored,
  participants: number,
  worth?: (award: Award, index: number) => number | null,
): Float64Array {
  const sums = new Float64Array(participants);
  awards.forEach((award, index) => {
    const whose = award.participant?.index;
    if (whose !== undefined)
      sums[whose] = (sums[whose] ?? 0) + ((worth ? worth(award, index) : award.points) ?? 0);
  });
  return sums.map(tidy);
}

/** By total, then by nickname in code point order; equal totals share a place (1, 2, 2, 4). */
export function standingsOf(participants: readonly Participant[], scores: Scores): Standings {
  const pointsIn = (part: Part): Float64Array => sumsOf(scores[part], participants.length);
  const sums = {
    attendance: pointsIn('attendance'),
    quiz: pointsIn('quiz'),
    tasks: pointsIn('tasks'),
    sales: pointsIn('sales'),
    extra: pointsIn('extra'),
  };
  const tallies = participants.map((participant, index): Tally => {
    const attendance = sums.attendance[index] ?? 0;
    const quiz = sums.quiz[index] ?? 0;
    const tasks = sums.tasks[index] ?? 0;
    const sales = sums.sales[index] ?? 0;
    const extra = sums.extra[index] ?? 0;
    const total = tidy(attendance + quiz + tasks + sales + extra);
    return { participant, attendance, quiz, tasks, sales, extra, total };
  });
  const ranked = rank<Tally>(
    tallies,
    ({ total }) => total,
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
