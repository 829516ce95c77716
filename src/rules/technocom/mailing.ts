// When letters of a run may go: only what lies in the window is built, texts are filled when a letter is really written.
import { addDays, type Day } from '../day.js';
import { days } from '../text.js';
import type { TechnocomFacts } from './model.js';

/** The facts that letters are made from, and the window in days, so that nothing outside of it is built. */
export interface Mailing {
  readonly facts: TechnocomFacts;
  /** First and last day whose 00:00 lies in the window. */
  readonly firstDay: Day;
  readonly lastDay: Day;
}

export function mailingOf(facts: TechnocomFacts): Mailing {
  const { zone, letterWindow } = facts;
  const from = zone.dayOf(letterWindow.from);
  return {
    facts,
    firstDay: zone.at(from) >= letterWindow.from ? from : addDays(from, 1),
    lastDay: zone.dayOf(letterWindow.to),
  };
}

/** Whether the 00:00 of a day lies in the window. */
export const opensOn = ({ firstDay, lastDay }: Mailing, day: Day): boolean =>
  day >= firstDay && day <= lastDay;
/** What is left on the day the letter is of, or today when it still waits then. */
export const daysLeft = ({ facts }: Mailing, on: Day, end: Day): string => {
  const left = end - Math.max(on, facts.today);
  return left > 0 ? days(left) : 'меньше дня';
};
