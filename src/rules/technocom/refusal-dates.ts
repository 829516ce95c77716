// The dates of the letters of refusal. A letter's key names client, partner and day, and a partner may ask for a
// client more than once: each request that is refused on one day needs a letter of its own.
import { groupBy } from '../collections.js';
import { type Day, isoDay } from '../day.js';
import type { PastLetter } from '../letters.js';
import { isoInstant, type Zone } from '../zone.js';
import type { Claim } from './claims.js';
import type { Conflict } from './conflicts.js';

/** The day of the refusal that a claim's partner is told of; null for none: of a «Повтор» nobody is told. */
export const refusedOn = ({ rejected }: Claim, refusal: Conflict | null): Day | null =>
  refusal?.status === 'Повтор' ? null : (refusal?.on ?? rejected);

/** Which request a letter is about, also when rows are moved: Дата запроса. */
export const requestMark = ({ row }: Claim, zone: Zone): string => isoInstant(zone, row.requested);

/**
 * The dates by claim, of those made by one partner to one client. Of several requests refused on one day the one that
 * the letter with the day alone is about keeps it (if there is none yet, or it does not say: the uppermost); the
 * others have their Дата запроса too. `sent`: the earlier letters about them.
 */
export function refusalDates(
  claims: readonly Claim[],
  dayOf: (claim: Claim) => Day | null,
  sent: readonly PastLetter[],
  zone: Zone,
): ReadonlyMap<Claim, string> {
  const dates = new Map<Claim, string>();
  const known = new Map(sent.map(({ date, memo }) => [date, memo]));
  for (const [on, same] of groupBy(claims, dayOf)) {
    if (on === null) continue;
    const day = isoDay(on);
    const markOf = (claim: Claim): string => requestMark(claim, zone);
    const rest = same.filter((claim) => !known.has(`${day},${markOf(claim)}`));
    const first = rest.find((claim) => markOf(claim) === known.get(day)) ?? rest[0];
    for (const claim of same) {
      const isFirst = first !== undefined && markOf(claim) === markOf(first);
      dates.set(claim, isFirst ? day : `${day},${markOf(claim)}`);
    }
  }
  return dates;
}
