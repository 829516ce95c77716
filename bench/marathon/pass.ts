// The marathon by hand: one pass per tab with Maps, the same checks of every input cell, the same points, the
// same rating.
// It creates no objects for rows, no texts, letters, deadlines or explanations, and compares nothing with the
// sheet.
import type { Grid } from '../../src/sheets/grid.js';
import { type RatingLine, ratingOf, type Scores } from './rating.js';
import { readBlocks, readRegistrations } from './register.js';
import { readAttendance, readExtra, readQuiz, readSales, readTasks } from './rows.js';

export interface MarathonGrids {
  readonly registrations: Grid;
  readonly blocks: Grid;
  readonly attendance: Grid;
  readonly quiz: Grid;
  readonly tasks: Grid;
  readonly sales: Grid;
  readonly extra: Grid;
}

export interface MarathonFigures {
  readonly rating: readonly RatingLine[];
  readonly scores: Scores;
  /** Rows in error in all tabs. */
  readonly errors: number;
}

/** `now`: wall-clock time of the programme, in seconds since 1899-12-30. */
export function marathonPass(grids: MarathonGrids, now: number): MarathonFigures {
  const people = readRegistrations(grids.registrations);
  const blocks = readBlocks(grids.blocks);
  const scores = {
    attendance: readAttendance(grids.attendance, people, blocks),
    quiz: readQuiz(grids.quiz, people, blocks, now),
    tasks: readTasks(grids.tasks, people),
    sales: readSales(grids.sales, people, now),
    extra: readExtra(grids.extra, people),
  };
  const errors =
    people.errors +
    blocks.errors +
    scores.attendance.errors +
    scores.quiz.errors +
    scores.tasks.errors +
    scores.sales.errors +
    scores.extra.errors;
  return { rating: ratingOf(people.nicknames, scores), scores, errors };
}
