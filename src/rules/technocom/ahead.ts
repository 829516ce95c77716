// Requests dated far in the future: the year is mistyped. The rows count all the same.
import { addDays } from '../day.js';
import { rowWarning } from '../programme.js';
import type { TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';

/** Nobody plans a request half a year ahead. */
const FAR_DAYS = 183;
const AHEAD = {
  what: 'дата ещё не наступила: проверьте год',
  how: 'Исправьте дату. Сама строка учтена.',
};

/** A warning for each request of hours or licences, and each ticket, that is dated far in the future. */
export function aheadProblems({ rows, today, zone }: TechnocomFacts): readonly TechnocomProblem[] {
  const limit = addDays(today, FAR_DAYS);
  const at = zone.at(limit);
  const warn = (tab: 'tickets' | 'hours' | 'licences', row: number, column: string): TechnocomProblem =>
    rowWarning<TechnocomTabs>(tab, row, column, AHEAD);
  return [
    ...rows.tickets.filter(({ created }) => created > at).map(({ row }) => warn('tickets', row, 'created')),
    ...rows.hours.filter(({ requested }) => requested > at).map(({ row }) => warn('hours', row, 'requested')),
    ...rows.licences
      .filter(({ requested }) => requested > limit)
      .map(({ row }) => warn('licences', row, 'requested')),
  ];
}
