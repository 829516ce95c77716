// Assesses the marathon: rows → participants, blocks, awards, standings, nominations. Everything else is
// derived from this.
import { oncePer } from '../collections.js';
import { rowWarning } from '../programme.js';
import { type Blocks, readBlocks } from './blocks.js';
import { drawProblems, standingDraws } from './draws.js';
import type { MarathonFacts, MarathonProblem, MarathonTabs } from './model.js';
import { nicknameProblems } from './nickname.js';
import { judgeNominations, type Nomination } from './nominations.js';
import { judgeRegistrations, type Registrations } from './registrations.js';
import {
  PARTS,
  scoreAttendance,
  type ScoredByBlock,
  scoreExtra,
  scoreQuiz,
  scoreSales,
  scoreTasks,
} from './scoring.js';
import { soundPeriods } from './settings.js';
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
  const facts = { ...given, settings };
  const registrations = judgeRegistrations(facts);
  const blocks = readBlocks(facts);
  const base = { facts, registrations, blocks };
  const scores = {
    attendance: scoreAttendance(base),
    quiz: scoreQuiz(base),
    tasks: scoreTasks(base),
    sales: scoreSales(base),
    extra: scoreExtra(base),
  };
  const draws = standingDraws(facts);
  return {
    ...base,
    ...scores,
    standings: standingsOf(registrations.participants, scores),
    nominations: judgeNominations(registrations.participants, facts.rows, scores, draws),
    problems: [
      ...periodProblems,
      ...blocks.problems,
      ...PARTS.flatMap((part) => scores[part].problems),
      ...nicknameProblems(facts),
      ...aheadProblems(facts, scores),
      ...drawProblems(facts, draws, registrations),
    ],
  };
});

const AHEAD = { what: 'дата ещё не наступила, а строка уже считается', how: 'Проверьте дату.' };

/**
 * Warns of dates that have not come, most of them typing errors: of each application, and of each row that counts. The
 * rules ask what has happened only of sales and attempts.
 */
function aheadProblems({ rows, now, today }: MarathonFacts, scores: Scores): readonly MarathonProblem[] {
  const warnings: MarathonProblem[] = [];
  for (const { row, registered } of rows.registrations)
    if (registered > now) warnings.push(rowWarning<MarathonTabs>('registrations', row, 'registered', AHEAD));
  for (const tab of ['tasks', 'extra'] as const)
    rows[tab].forEach(({ row, date }, index) => {
      const award = scores[tab].awards[index];
      if (date !== null && date > today && award?.participant && award.note === null)
        warnings.push(rowWarning<MarathonTabs>(tab, row, 'date', AHEAD));
    });
  return warnings;
}
