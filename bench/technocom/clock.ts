// The Service Desk's working time by hand: working days are in one array and all have the same length, so a
// deadline is a division. Wall-clock seconds since 1899-12-30.
import type { WorkingDays } from '../working-days.js';

export const DAY = 86_400;
export const HOUR = 3_600;
const OPEN = 8.5 * HOUR;
/** Length of a working day in seconds. */
export const LENGTH = 9 * HOUR;

/** Working seconds up to a moment. */
export function position({ days, upTo, from }: WorkingDays, at: number): number {
  const day = Math.floor(at / DAY);
  const count = upTo[day - from] ?? 0;
  if (days[count - 1] !== day) return count * LENGTH;
  return (count - 1) * LENGTH + Math.min(Math.max(at - day * DAY - OPEN, 0), LENGTH);
}

/** The moment at which this number of working seconds has passed. */
export function instantAt({ days }: WorkingDays, target: number): number {
  const index = Math.ceil(target / LENGTH) - 1;
  return (days[index] ?? 0) * DAY + OPEN + target - index * LENGTH;
}
