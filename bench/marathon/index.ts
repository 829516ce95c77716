// The marathon as a subject: the rating, the points of every row and the number of rows in error must agree.
import { compare, rowsInError, subject } from '../subject.js';
import { wallSeconds } from '../cells.js';
import type { MarathonTabs } from '../../src/rules/marathon/model.js';
import type { Decision } from '../../src/rules/programme.js';
import { marathonData } from './data.js';
import { type MarathonFigures, marathonPass } from './pass.js';

const SCORED = ['attendance', 'quiz', 'tasks', 'sales'] as const;

export const marathon = subject<MarathonFigures>({
  id: 'marathon',
  unit: 'applications',
  sizes: [118, 1_180, 11_800],
  data: marathonData,
  pass: (grids, { zone, now }) =>
    marathonPass(
      {
        registrations: grids.registrations ?? [],
        blocks: grids.blocks ?? [],
        attendance: grids.attendance ?? [],
        quiz: grids.quiz ?? [],
        tasks: grids.tasks ?? [],
        sales: grids.sales ?? [],
        extra: grids.extra ?? [],
      },
      wallSeconds(zone, now),
    ),
  differences: (figures, evaluation) => {
    const decision = evaluation.decided?.decision as Decision<MarathonTabs> | undefined;
    if (!decision) return ['the engine did not decide'];
    const cells: Readonly<Record<(typeof SCORED)[number], readonly { readonly points: number | null }[]>> =
      decision.computed;
    const pointsOf = (key: (typeof SCORED)[number]): number[] => {
      const points = new Array<number>(figures.scores[key].points.length).fill(Number.NaN);
      evaluation.parsed[key]?.rows.forEach(({ row }, index) => {
        points[row - 1] = cells[key].at(index)?.points ?? Number.NaN;
      });
      return points;
    };
    return [
      ...compare('rating', figures.rating, decision.outputs.rating),
      ...SCORED.flatMap((key) => compare(key, [...figures.scores[key].points], pointsOf(key))),
      ...compare('rows in error', [figures.errors], [rowsInError(evaluation)]),
    ];
  },
});
