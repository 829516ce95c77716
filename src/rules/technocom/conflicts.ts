// Conflicts: processes the claims to each client by the days of their requests and confirmations. One sort
// and one pass per client, no pairwise comparison.
import { groupBy } from '../collections.js';
import type { Day } from '../day.js';
import { type Claim, inOrder, lastHeldDay } from './claims.js';

/** A claim that found its client held on the decisive day (rule 2). */
export interface Conflict {
  /** «Отклонён: занят», or «Повтор» when the same partner holds the client. */
  readonly status: 'Отклонён: занят' | 'Повтор';
  readonly holder: Claim;
  /** Day of the request; day of the confirmation once there is one. */
  readonly on: Day;
}

interface Settled {
  readonly refusals: ReadonlyMap<Claim, Conflict>;
  /** Client key → the claim that holds the client today. */
  readonly holders: ReadonlyMap<string, Claim>;
}

/** A day on which a claim asks for its client. */
interface Asking {
  readonly day: Day;
  readonly order: number;
  readonly claim: Claim;
  readonly upTo: 'request' | 'confirmation';
}

interface Holder {
  readonly claim: Claim;
  /** Last day of the hold; null when there is no known end. */
  readonly last: Day | null;
}

/** Settles all claims; their requests must not be later than `today`. */
export function settle(claims: readonly Claim[], today: Day): Settled {
  const refusals = new Map<Claim, Conflict>();
  const holders = new Map<string, Claim>();
  for (const [key, same] of groupBy(claims, (claim) => claim.key)) {
    const holder = settleClient(same, refusals);
    if (holder && holdsOn(holder, today)) holders.set(key, holder.claim);
  }
  return { refusals, holders };
}

const holdsOn = ({ last }: Holder, day: Day): boolean => last === null || last >= day;

/**
 * Processes one client's claims by the days on which they ask. At most one holds the client at a time: a
 * claim is admitted only if no other holds it. Within a day claims are processed in their own order, so the
 * confirmation of a later row is not seen yet, while a hold that ended by that day is taken into account.
 * Returns the claim admitted last.
 */
function settleClient(claims: readonly Claim[], refusals: Map<Claim, Conflict>): Holder | null {
  const [only] = claims;
  // Most clients have a single claim, of which only the last asking matters.
  if (only && claims.length === 1)
    return letIn(only, lastAsking(only), only.hold ? 'confirmation' : 'request');
  let holder: Holder | null = null;
  for (const { day, claim, upTo } of askings(claims)) {
    if (holder && !holdsOn(holder, day)) holder = null;
    if (holder && holder.claim !== claim) {
      const status = holder.claim.partner === claim.partner ? 'Повтор' : 'Отклонён: занят';
      refusals.set(claim, { status, holder: holder.claim, on: day });
    } else {
      refusals.delete(claim);
      holder = letIn(claim, day, upTo);
    }
  }
  return holder;
}

/** The hold of an admitted claim; null when it does not keep the client at all. */
function letIn(claim: Claim, day: Day, upTo: Asking['upTo']): Holder | null {
  if (upTo === 'request' && claim.missing.length > 0) return null;
  const last = lastHeldDay(claim, upTo);
  return last === null || last >= day ? { claim, last } : null;
}

/** Day of the request; day of Подтверждено once there is one (but not before the request). */
const lastAsking = ({ requestedOn, hold }: Claim): Day =>
  hold && hold.confirmed > requestedOn ? hold.confirmed : requestedOn;

/** A claim asks on the day of its request and, once confirmed, on the day of Подтверждено. */
function askings(claims: readonly Claim[]): readonly Asking[] {
  const list: Asking[] = [];
  [...claims].sort(inOrder).forEach((claim, order) => {
    const { requestedOn, hold } = claim;
    if (!hold || hold.confirmed > requestedOn) list.push({ day: requestedOn, order, claim, upTo: 'request' });
    if (hold) list.push({ day: lastAsking(claim), order, claim, upTo: 'confirmation' });
  });
  return list.sort((a, b) => a.day - b.day || a.order - b.order);
}
