// Applications for a level: what each lacks, and whether it may be approved today (rule 1, «Изменение уровня
// участия»).
import { addDays, type Day, ruDay } from '../day.js';
import { rowWarning } from '../programme.js';
import { decidedOn, isAbsurd, isDecided } from './approvals.js';
import { missingFor, type Requirement } from './levels.js';
import type { ApplicationRow, ResellerFacts, ResellerProblem } from './model.js';
import { type Named, type Partner, type Register, unknownCompany } from './register.js';

export interface ApplicationView {
  readonly row: ApplicationRow;
  readonly partner: Named<Partner>;
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
  readonly problems: readonly ResellerProblem[];
}

/** A decision may be entered so many days ahead; beyond them its year is likely to be mistyped. */
const FAR_DAYS = 31;

/** What staff should check in the days of a decision. */
function doubtIn(application: ApplicationRow, today: Day): ResellerProblem | null {
  const { row, date, decision, decided } = application;
  if (decision === null) return null;
  const on = decidedOn(application);
  if (isAbsurd(application))
    return rowWarning('applications', row, 'decided', {
      what: `решение раньше заявки (${ruDay(date)}): письма о нём не будет`,
      how: 'Исправьте дату заявки или дату решения.',
    });
  if (on <= addDays(today, FAR_DAYS)) return null;
  return rowWarning('applications', row, decided === null ? 'date' : 'decided', {
    what: `до ${ruDay(on)} решение не действует: заявка открыта`,
    how: 'Проверьте год; если он верен, исправлять нечего.',
  });
}

export function viewApplications({ rows, today }: ResellerFacts, find: Register['find']): Applications {
  const problems: ResellerProblem[] = [];
  const views = rows.applications.map((row): ApplicationView => {
    const partner = find(row.company);
    const problem = partner === null ? unknownCompany('applications', row.row) : doubtIn(row, today);
    if (problem) problems.push(problem);
    const isOpen = !isDecided(row, today);
    if (partner === null || partner === 'broken')
      return { row, partner, isOpen, missing: [], approvable: null };
    const missing = missingFor(row.level, partner.row);
    const approvable = isOpen ? missing.length === 0 && partner.participation === 'действует' : null;
    return { row, partner, isOpen, missing, approvable };
  });
  return { views, problems };
}
