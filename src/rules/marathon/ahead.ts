// Dates that have not come, most of them typing errors. The rules ask what has happened only of sales and attempts: other
// rows count, and staff are warned.
import { rowWarning } from '../programme.js';
import type { MarathonFacts, MarathonProblem, MarathonTabs } from './model.js';
import type { Scores } from './standings.js';

const AHEAD = { what: 'дата ещё не наступила, а строка уже считается', how: 'Проверьте дату.' };

/** A warning for each application dated ahead of now, and for each row dated ahead that counts. */
export function aheadProblems(
  { rows, now, today }: MarathonFacts,
  scores: Scores,
): readonly MarathonProblem[] {
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
