// The yearly reports of a fixed row (rule 5, п. 3.2, 3.3): the earliest due date without a report, and what
// follows from it.
import { onceEach, oncePer } from '../collections.js';
import { addDays, type Day, day, dayFromCivil, later, yearOf } from '../day.js';
import { acceptedLate } from './remarks.js';
import type { TechnocomSettings } from './settings.js';

/** Days that a partner has to answer a warning (п. 3.3: «предоставить 7 дней на обновление информации»). */
export const ANSWER_DAYS = 7;

/** The registry's parameters. */
export type Terms = Pick<
  TechnocomSettings,
  'holdDays' | 'extendDays' | 'warnAfter' | 'detachAfter' | 'autoDetach' | 'reportDate'
>;

/** The due date of the report in a given year; 29.02 becomes the 28th in non-leap years. */
export const dueDates = oncePer(({ reportDate: { month, day: date } }: Pick<Terms, 'reportDate'>) =>
  onceEach((year: number) => dayFromCivil(year, month, date) ?? day(`${year}-02-28`)),
);

/** Отчётный год → the earliest report of the client's partner. */
export type ReportedYears = ReadonlyMap<number, { readonly date: Day; readonly row: number }>;

/** The yearly reports of a fixed row. */
export interface Reporting {
  readonly firstDue: Day;
  /** The earliest due date that has no report (Отчёт до). */
  readonly due: Day;
  /** First day in «Предупреждение» if no report arrives. */
  readonly warnOn: Day;
  /** The last day on which a report still keeps the client. */
  readonly lastDay: Day;
  /** Day of automatic, final detachment (setting «Откреплять автоматически»). */
  readonly detachedOn: Day | null;
  /** Whether Предупреждение вынесено is too early to be about this due date, and too late for the one before. */
  readonly warnedEarly: boolean;
  /** Отчётные годы whose report counts although it came after the last day of a partner not warned. */
  readonly late: readonly number[];
}

/** What is known about the reports of a fixed row. */
interface Reported {
  /** Last day of the preliminary hold. */
  readonly heldUntil: Day;
  /** The day on which the report for a year came. */
  readonly cameIn: (year: number) => Day | null;
  readonly warned: Day | null;
  /** Примечание as the last run left it. */
  readonly noted: string | null;
}

/**
 * Goes through the due dates of a fixed row up to the first without a report, or that cost it its client: with automatic
 * detachment a late report counts only if an earlier run has accepted it, as its remark says.
 */
export function reportingOf(
  { heldUntil, cameIn, warned, noted }: Reported,
  terms: Terms,
  today: Day,
): Reporting {
  const dueIn = dueDates(terms);
  let year = yearOf(heldUntil);
  if (dueIn(year) <= heldUntil) year += 1;
  const firstDue = dueIn(year);
  const late: number[] = [];
  /** From this day on a warning cannot be about the due date before. */
  let settled: Day | null = null;
  for (; ; year += 1) {
    const due = dueIn(year);
    const came = cameIn(year - 1);
    const { warnOn, lastDay, unwarned } = termsOfDue(due, came, warned, terms);
    const isLate = came !== null && came > unwarned;
    const lost =
      terms.autoDetach && (came ?? today) > lastDay && !(isLate && noted?.includes(acceptedLate(year - 1)));
    if (came === null || lost)
      return {
        firstDue,
        due,
        warnOn,
        lastDay,
        detachedOn: lost ? addDays(lastDay, 1) : null,
        warnedEarly: warned !== null && (settled === null || warned > settled) && warned <= due,
        late,
      };
    if (isLate) late.push(year - 1);
    settled = later(due, came);
  }
}

/**
 * The warning and the last day to answer of a due date whose report `came` on a day, or has not come; `unwarned`: that
 * day without a warning.
 */
function termsOfDue(
  due: Day,
  came: Day | null,
  warned: Day | null,
  { warnAfter, detachAfter, autoDetach }: Terms,
): Pick<Reporting, 'warnOn' | 'lastDay'> & { readonly unwarned: Day } {
  const assumed = addDays(due, warnAfter);
  const least = addDays(due, detachAfter);
  const unwarned = later(least, addDays(assumed, ANSWER_DAYS));
  // A warning given before this due date or after this year's report belongs to another year; one given after
  // automatic detachment, which is final, is too late.
  const counts =
    warned !== null && warned > due && warned <= (came ?? warned) && !(autoDetach && warned > unwarned);
  return {
    // On the due date itself the report is not late, even if the warning follows immediately.
    warnOn: later(assumed, addDays(due, 1)),
    lastDay: counts ? later(least, addDays(warned, ANSWER_DAYS)) : unwarned,
    unwarned,
  };
}
