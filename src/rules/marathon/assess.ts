// Assesses the marathon: rows → participants, blocks, awards, standings, nominations. Everything else is
// derived from this.
import { oncePer } from '../collections.js';
import { aheadProblems } from './ahead.js';
import { type Blocks, readBlocks } from './blocks.js';
import { drawProblems, standingDraws } from './draws.js';
import type { MarathonFacts, MarathonProblem } from './model.js';
import { nicknameProblems } from './nickname.js';
import { judgeNominations, type Nomination } from './nominations.js';
import { soundPeriods } from './periods.js';
import { judgeRegistrations, type Registrations } from './registrations.js';
import {
  scoreAttendance,
  type ScoredByBlock,
  scoreExtra,
  scoreQuiz,
  scoreSales,
  scoreTasks,
} from './scoring.js';
import { type Scores, type Standings, standingsOf } from './standings.js';

export interface Assessment extends Scores {
  /** As given, with the parameters in force. */
  readonly facts: MarathonFacts;
  readonly registrations: Registrations;
  readonly blocks: Blocks;
  readonly attendance: ScoredByBlock;
  readonly quiz: ScoredByBlock;
  readonly standings: Standings;
  readonly nominations: readonly Nomination[];
  readonly problems: readonly MarathonProblem[];
}

export const assess = oncePer((given: MarathonFacts): Assessment => {
  const { settings, problems: periodProblems } = soundPeriods(given.settings);
  const { rows, broken, zone, now, today } = given;
  const registrations = judgeRegistrations(rows.registrations, zone, settings);
  const blocks = readBlocks(rows.blocks, zone, settings);
  const roster = { registrations, blocks };
  const attendance = scoreAttendance(rows.attendance, roster, settings);
  const quiz = scoreQuiz(rows.quiz, roster, settings, now);
  const tasks = scoreTasks(rows.tasks, roster, settings);
  const sales = scoreSales(rows.sales, roster, settings, today);
  const extra = scoreExtra(rows.extra, roster);

  const scores = { attendance, quiz, tasks, sales, extra };
  const { participants } = registrations;
  const draws = standingDraws(rows, broken);
  const found = [blocks, attendance, quiz, tasks, sales, extra].flatMap((part) => part.problems);
  return {
    facts: { ...given, settings },
    registrations,
    blocks,
    ...scores,
    standings: standingsOf(participants, scores),
    nominations: judgeNominations(participants, scores, rows, draws),
    problems: periodProblems.concat(
      found,
      nicknameProblems(rows.registrations),
      aheadProblems(given, scores),
      drawProblems(rows, draws, registrations),
    ),
  };
});
