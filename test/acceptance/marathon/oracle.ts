// A second, independent implementation of the marathon's spec: slow and simple, every rule a plain loop over
// typed cells, nothing shared with src/rules. One file per chapter in oracle/; this file combines them.
import { sheetOf, type Tables } from '../cells.js';
import { deadlinesOf } from './oracle/deadlines.js';
import { lettersOf } from './oracle/letters.js';
import { pointsOf } from './oracle/points.js';
import { blocksOf, registrationsOf } from './oracle/season.js';
import { draw, drawsOf, nominationsOf, ratingOf } from './oracle/standing.js';
import type { Answer, Run, Season, Settings } from './oracle/terms.js';

export function oracle(
  tables: Tables,
  settings: Settings,
  when: Pick<Run, 'now' | 'ahead' | 'memory'>,
): Answer {
  const sheet = sheetOf(tables);
  const run: Run = { ...when, sheet, settings };
  const { people, refused } = registrationsOf(run);
  const { blocks, isBadSetting } = blocksOf(run);
  const season: Season = { people, blocks };
  const points = pointsOf(run, season);
  const stands = drawsOf(sheet);
  const { lines, winners, ties } = nominationsOf(season, points, stands);
  return {
    computed: sheet.computed,
    errors: sheet.errors,
    rating: ratingOf(season, points),
    nominations: lines,
    deadlines: deadlinesOf(run, season, points),
    letters: lettersOf(run, season, points, { refused, stands, winners, ties: ties.length, isBadSetting }),
    draw: (seed) => draw(ties, seed),
  };
}
