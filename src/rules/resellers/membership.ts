// Membership: from the registration day to 31 December, extended by approved renewals (seed, «Срок участия в
// программе»).
import type { Day } from '../day.js';
import { quarterEnd, quarterOf, yearOfQuarter } from './quarters.js';

export const PARTICIPATION = ['действует', 'истекло', 'ещё не началось'] as const;
export type Participation = (typeof PARTICIPATION)[number];

/** Both days are inclusive. */
export interface Membership {
  readonly from: Day;
  readonly to: Day;
}

/** 31 December. */
const yearEnd = (year: number): Day => quarterEnd(year * 4 + 3);

/** The membership of one row. To be extended to a year before that of registration is an error of the row. */
export function membershipOf(registered: Day, renewedTo: number | null, agreed: boolean): Membership {
  const year = yearOfQuarter(quarterOf(registered));
  return { from: registered, to: yearEnd(agreed && renewedTo !== null ? Math.max(renewedTo, year) : year) };
}

export function participationOn(membership: Membership, today: Day): Participation {
  if (today < membership.from) return 'ещё не началось';
  return today > membership.to ? 'истекло' : 'действует';
}

/** Each 31 December of a membership; all but the last have been extended. */
export function periodEnds(membership: Membership): readonly Day[] {
  const ends: Day[] = [];
  const last = yearOfQuarter(quarterOf(membership.to));
  for (let year = yearOfQuarter(quarterOf(membership.from)); year <= last; year += 1)
    ends.push(yearEnd(year));
  return ends;
}
