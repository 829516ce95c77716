// «Почему такая цифра?»: passes a figure to the module that can explain it. Nothing is computed before it is
// needed.
import type { Figure, Reason } from '../reasons.js';
import type { Tab } from '../tabs.js';
import type { Assessment } from './assess.js';
import { explainDraw, explainNomination, explainRating } from './explain-results.js';
import { explainBlock, explainRegistration, PART_TEXTS } from './explain-rows.js';
import type { MarathonTabs } from './model.js';
import { tabs } from './tabs.js';

/** The explanation of one figure; null for a cell filled by staff. */
export function explain(assessment: Assessment, figure: Figure<MarathonTabs>): Reason | null {
  const { tab, index, column } = figure;
  const declared: Tab = tabs[tab];
  if (declared.role === 'input' && !declared.columns[column]?.options.computed) return null;
  switch (tab) {
    case 'registrations':
      return explainRegistration(assessment, index);
    case 'blocks':
      return explainBlock(assessment, index);
    case 'rating':
      return explainRating(assessment, index, column);
    case 'nominations':
      return explainNomination(assessment, index, column);
    case 'draws':
      return explainDraw(assessment, index);
    default:
      return PART_TEXTS[tab].explain(assessment, index);
  }
}
