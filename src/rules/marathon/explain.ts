// «Почему такая цифра?»: passes a figure to the module that can explain it. Nothing is computed before it is
// needed.
import type { Figure, Reason } from '../programme.js';
import type { Assessment } from './assess.js';
import { explainDraw, explainNomination, explainRating } from './explain-results.js';
import {
  explainAttendance,
  explainBlock,
  explainQuiz,
  explainRegistration,
  explainSale,
  explainTask,
} from './explain-rows.js';
import type { MarathonFacts, MarathonTabs } from './model.js';
import { tabs } from './tabs.js';

/** The explanation of one figure; null for a cell filled by staff. */
export function explain(
  facts: MarathonFacts,
  assessment: Assessment,
  figure: Figure<MarathonTabs>,
): Reason | null {
  return rowInError(facts, assessment, figure) ?? explainFigure(facts, assessment, figure);
}

function explainFigure(
  facts: MarathonFacts,
  assessment: Assessment,
  figure: Figure<MarathonTabs>,
): Reason | null {
  const { index, column } = figure;
  const isPoints = column === 'points' || column === 'note';
  switch (figure.tab) {
    case 'registrations':
      return column === 'status' || column === 'reason'
        ? explainRegistration(facts, assessment, index)
        : null;
    case 'blocks':
      return column === 'closes' ? explainBlock(facts, assessment, index) : null;
    case 'attendance':
      return isPoints ? explainAttendance(facts, assessment, index) : null;
    case 'quiz':
      return isPoints ? explainQuiz(facts, assessment, index) : null;
    case 'tasks':
      return isPoints ? explainTask(facts, assessment, index) : null;
    case 'sales':
      return isPoints ? explainSale(facts, assessment, index) : null;
    case 'rating':
      return explainRating(facts, assessment, index, column);
    case 'nominations':
      return explainNomination(facts, assessment, index, column);
    case 'draws':
      return explainDraw(facts, assessment, index);
    case 'extra':
      return null;
  }
}

/** A row in error has empty cells: its problems are the explanation. */
function rowInError(
  { rows }: MarathonFacts,
  { problems }: Assessment,
  { tab, index }: Figure<MarathonTabs>,
): Reason | null {
  if (tab === 'rating' || tab === 'nominations') return null;
  const row = rows[tab][index]?.row;
  const wrong = problems.filter((problem) => problem.tab === tab && problem.row === row);
  if (wrong.length === 0) return null;
  return {
    rule: 'Строка с ошибкой не учитывается, её вычисляемые ячейки пусты; остальные строки считаются.',
    clause: 'вкладка «Ошибки»',
    lines: wrong.map(({ what, how }) => ({
      text: `${what}. ${how}`,
      tab: tabs[tab].title,
      ...(row ? { row } : {}),
    })),
  };
}
