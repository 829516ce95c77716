// Which approved application a partner's level comes from (rule 1).
import type { Day } from '../day.js';
import type { ApplicationRow } from './model.js';

/** The day from which an approval takes effect: «Дата решения», else «Дата» (rule 1). */
export const decidedOn = ({ date, decided }: ApplicationRow): Day => decided ?? date;

/** Whether a decision is dated before its application: one of the two dates is wrong. */
export const isAbsurd = (application: ApplicationRow): boolean => decidedOn(application) < application.date;

/** Whether an application is decided by a day: until the day of its decision it is open. */
export const isDecided = (application: ApplicationRow, day: Day): boolean =>
  application.decision !== null && decidedOn(application) <= day;

/** The newest approval in effect on a day among one partner's applications; of those of one day the lower row counts. */
export function approvalOn(applications: readonly ApplicationRow[], day: Day): ApplicationRow | null {
  let newest: ApplicationRow | null = null;
  for (const one of applications) {
    if (one.decision !== 'одобрено' || one.date > day || decidedOn(one) > day) continue;
    if (!newest || decidedOn(one) >= decidedOn(newest)) newest = one;
  }
  return newest;
}
