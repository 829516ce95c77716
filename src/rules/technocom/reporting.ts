// The yearly reports of a fixed row (rule 5, п. 3.2, 3.3): the earliest due date without a report, and what
// follows from it.
import { onceEach } from '../collections.js';
import { addDays, type Day, dayFromCivil, endOfMonth, later, yearOf } from '../day.js';
import type { DayOfYear } from '../kinds-time.js';
import { acceptedLate } from './remarks.js';
import type { TechnocomSettings } from './settings.js';

/** Days that a partner has to answer a warning (п. 3.3: «предоставить 7 дней на обновление информации»). */
export const ANSWER_DAYS = 7;

/** The registry's parameters. */
export interface Terms extends Pick<
  TechnocomSettings,
  'holdDays' | 'extendDays' | 'warnAfter' | 'detachAfter' | 'autoDetach'
> {
  /** The due date of the report in a given year. */
  readonly dueIn: (year: number) => Day;
}

export const termsOf = (settings: TechnocomSettings): Terms => ({
  ...settings,
  dueIn: onceEach((year: number) => dayInYear(year, settings.reportDate)),
});

/** A day of the year; 29.02 becomes the 28th in non-leap years. */
function dayInYear(year: number, { month, day }: DayOfYear): Day {
  const found = dayFromCivil(year, month, day);
  const first = dayFromCivil(year, month, 1);
  if (first === null) throw new RangeError(`no such month: ${year}-${month}`);
  return found ?? endOfMonth(first);
}

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
  let year = yearOf(heldUntil);
  if (terms.dueIn(year) <= heldUntil) year += 1;
  const firstDue = terms.dueIn(year);
  const late: number[] = [];
  /** From this day on a warning cannot be about the due date before. */
  let settled: Day | null = null;
  for (; ; year += 1) {
    const due = terms.dueIn(year);
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
