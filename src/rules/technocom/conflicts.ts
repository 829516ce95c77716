// Who was in whose way: the claims to one client taken in order, day by day of their requests and confirmations.
// One sort and one pass a client: nobody is compared with everybody.
import type { Day } from '../day.js';
import { type Claim, inOrder, lastHeldDay } from './claims.js';

/** A claim that met the client held on the day that counts (rule 2). */
export interface Refusal {
  /** «Отклонён: занят», or «Повтор» when the holder is the same partner's. */
  readonly status: 'Отклонён: занят' | 'Повтор';
  readonly holder: Claim;
  /** Day of the request; of the confirmation once there is one. */
  readonly on: Day;
}

export interface Settled {
  readonly refusals: ReadonlyMap<Claim, Refusal>;
  /** Who holds each client today, by client key. */
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
  /** Null: no end in sight. */
  readonly last: Day | null;
}

/** What the claims to one client came to. */
interface Outcome {
  /** Who was let in last. */
  readonly holder: Holder | null;
  readonly refused: readonly (readonly [Claim, Refusal])[];
}
const NOBODY: Outcome['refused'] = [];

/** Settles all claims. The claims' requests have come by `today`. */
export function settle(claims: readonly Claim[], today: Day): Settled {
  const byKey = new Map<string, Claim[]>();
  for (const claim of claims) {
    const same = byKey.get(claim.key);
    if (same) same.push(claim);
    else byKey.set(claim.key, [claim]);
  }
  const refusals = new Map<Claim, Refusal>();
  const holders = new Map<string, Claim>();
  for (const [key, same] of byKey) {
    const { holder, refused } = settleClient(same);
    for (const [claim, refusal] of refused) refusals.set(claim, refusal);
    if (holder && holdsOn(holder, today)) holders.set(key, holder.claim);
  }
  return { refusals, holders };
}

const holdsOn = ({ last }: Holder, day: Day): boolean => last === null || last >= day;

/**
 * Takes one client's claims in order of the days on which they ask. At most one holds at a time: a claim is let in only
 * when nobody holds. On one day the claims ask in their own order, so a later row's confirmation is not yet seen; that a
 * hold has ended by that day is seen.
 */
function settleClient(claims: readonly Claim[]): Outcome {
  const [only] = claims;
  // Most clients are asked for once: of a lone claim only its last asking counts.
  if (only && claims.length === 1)
    return {
      holder: letIn(only, lastAsking(only), only.hold ? 'confirmation' : 'request'),
      refused: NOBODY,
    };
  const refusals = new Map<Claim, Refusal>();
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
  return { holder, refused: [...refusals] };
}

/** The hold of a claim that met nobody; null when it does not keep the client at all. */
function letIn(claim: Claim, day: Day, upTo: Asking['upTo']): Holder | null {
  if (upTo === 'request' && claim.missing.length > 0) return null;
  const last = lastHeldDay(claim, upTo);
  return last === null || last >= day ? { claim, last } : null;
}

/** Day of the request; of Подтверждено once there is one (but not before the request). */
const lastAsking = ({ requestedOn, hold }: Claim): Day =>
  hold && hold.confirmed > requestedOn ? hold.confirmed : requestedOn;

/** A claim asks on the day of its request and, once confirmed, on that of Подтверждено. */
function askings(claims: readonly Claim[]): readonly Asking[] {
  const list: Asking[] = [];
  [...claims].sort(inOrder).forEach((claim, order) => {
    const { requestedOn, hold } = claim;
    if (!hold || hold.confirmed > requestedOn) list.push({ day: requestedOn, order, claim, upTo: 'request' });
    if (hold) list.push({ day: lastAsking(claim), order, claim, upTo: 'confirmation' });
  });
  return list.sort((a, b) => a.day - b.day || a.order - b.order);
}
