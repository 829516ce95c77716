// The letters of a run as they are collected: only what lies in the window is built, texts are filled when a letter is really written.
import { addDays, type Day } from '../day.js';
import type { Letter } from '../letters.js';
import { days } from '../text.js';
import type { TechnocomFacts } from './model.js';

/** Collects the letters of a run: knows the window, so that nothing outside of it is built. */
export interface Mailbag {
  readonly letters: Letter[];
  readonly facts: TechnocomFacts;
  /** First and last day whose 00:00 lies in the window. */
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** How many letters about hours that look alike were written: equal rows are told apart by their order. */
  readonly alike: Map<string, number>;
}

export function openMailbag(facts: TechnocomFacts): Mailbag {
  const { zone, letterWindow } = facts;
  const from = zone.dayOf(letterWindow.from);
  return {
    letters: [],
    facts,
    firstDay: zone.at(from) >= letterWindow.from ? from : addDays(from, 1),
    lastDay: zone.dayOf(letterWindow.to),
    alike: new Map<string, number>(),
  };
}

/** Whether the 00:00 of a day lies in the window. */
export const opensOn = (bag: Mailbag, day: Day): boolean => day >= bag.firstDay && day <= bag.lastDay;
/** What is left on the day the letter is of, or today when it still waits then. */
export const daysLeft = ({ facts }: Mailbag, on: Day, end: Day): string => {
  const left = end - Math.max(on, facts.today);
  return left > 0 ? days(left) : 'меньше дня';
};
