// When letters of a run may be sent: only those within the window are built, and their texts are filled only
// when needed.
import type { Day } from '../day.js';
import { windowDays } from '../letters.js';
import { days } from '../text.js';
import type { TechnocomFacts } from './model.js';

/** The facts that letters are based on, and the window in days, so that nothing outside it is built. */
export interface Mailing {
  readonly facts: TechnocomFacts;
  /** First and last day whose 00:00 is within the window. */
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export function mailingOf(facts: TechnocomFacts): Mailing {
  const { first, last } = windowDays(facts);
  return { facts, firstDay: first, lastDay: last };
}

/** Whether the 00:00 of a day is within the window. */
export const opensOn = ({ firstDay, lastDay }: Mailing, day: Day): boolean =>
  day >= firstDay && day <= lastDay;
/** Days left on the day of the letter, or today if it still waits. */
export const daysLeft = ({ facts }: Mailing, on: Day, end: Day): string => {
  const left = end - Math.max(on, facts.today);
  return left > 0 ? days(left) : 'меньше дня';
};
