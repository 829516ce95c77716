// Applications for a level: what each lacks, and whether it may be approved today (rule 1, «Изменение уровня
// участия»).
import { addDays, ruDay } from '../day.js';
import type { Accounts, Account } from './accounts.js';
import { decidedOn, isAbsurd, isDecided } from './approvals.js';
import { missingFor, type Requirement } from './levels.js';
import type { ApplicationRow, Facts, Problem } from './model.js';
import { rowWarning } from '../programme.js';
import { type Named, unknownCompany } from './register.js';

export interface ApplicationView {
  readonly row: ApplicationRow;
  readonly account: Named<Account>;
  /** Not decided yet, or by a decision of a later day. */
  readonly isOpen: boolean;
  /** Unmet requirements of the level asked for; empty when the company's own row is in error. */
  readonly missing: readonly Requirement[];
  /** Null unless open, or when the company's own row is in error. */
  readonly approvable: boolean | null;
}

interface Applications {
  /** Parallel to the good rows of «Заявки на уровень». */
  readonly views: readonly ApplicationView[];
  readonly problems: readonly Problem[];
}

const decidedEarly = ({ row, date }: ApplicationRow): Problem =>
  rowWarning('applications', row, 'decided', {
    what: `решение раньше заявки (${ruDay(date)}): письма о нём не будет`,
    how: 'Исправьте дату заявки или дату решения.',
  });

/** A decision may be entered so many days ahead; beyond them its year is likely to be mistyped. */
const FAR_DAYS = 31;

const decidedAhead = (application: ApplicationRow): Problem =>
  rowWarning('applications', application.row, application.decided === null ? 'date' : 'decided', {
    what: `до ${ruDay(decidedOn(application))} решение не действует: заявка открыта`,
    how: 'Проверьте год; если он верен, исправлять нечего.',
  });

export function viewApplications(facts: Facts, find: Accounts['find']): Applications {
  const problems: Problem[] = [];
  const views = facts.rows.applications.map((row): ApplicationView => {
    const account = find(row.company);
    if (account === null) problems.push(unknownCompany('applications', row.row));
    else if (row.decision !== null && isAbsurd(row)) problems.push(decidedEarly(row));
    else if (row.decision !== null && decidedOn(row) > addDays(facts.today, FAR_DAYS))
      problems.push(decidedAhead(row));
    const isOpen = !isDecided(row, facts.today);
    if (account === null || account === 'broken')
      return { row, account, isOpen, missing: [], approvable: null };
    const missing = missingFor(row.level, account.row);
    const approvable = missing.length === 0 && account.participation === 'действует';
    return { row, account, isOpen, missing, approvable: isOpen ? approvable : null };
  });
  return { views, problems };
}
