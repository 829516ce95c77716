// Decides the marathon: turns the assessment into cells, deadlines, letters and explanations. Wiring only.
import { assess } from './assess.js';
import { deadlinesOf } from './deadlines.js';
import { decisionLetters } from './decision-letters.js';
import { digestLetters } from './digest.js';
import { explain } from './explain.js';
import type { MarathonDecision, MarathonFacts } from './model.js';
import { movedLetters } from './moves.js';
import { nominationRow } from './nominations.js';
import { scoreLetters, winnerLetters } from './result-letters.js';
import { ratingRow } from './standings.js';
import { testClosingLetters, webinarLetters } from './timetable-letters.js';

export function decide(given: MarathonFacts): MarathonDecision {
  const assessment = assess(given);
  return {
    computed: {
      registrations: assessment.registrations.verdicts,
      blocks: assessment.blocks.computed,
      attendance: assessment.attendance.awards,
      quiz: assessment.quiz.awards,
      tasks: assessment.tasks.awards,
      sales: assessment.sales.awards,
    },
    outputs: {
      rating: assessment.standings.ranked.map(ratingRow),
      nominations: assessment.nominations.map(nominationRow),
    },
    problems: assessment.problems,
    deadlines: deadlinesOf(assessment),
    letters: [
      decisionLetters,
      movedLetters,
      webinarLetters,
      testClosingLetters,
      digestLetters,
      scoreLetters,
      winnerLetters,
    ].flatMap((build) => build(assessment)),
    explain: (figure) => explain(assessment, figure),
  };
}
