// What each client's charges earn by the rules as they stand, month by month, whatever has been closed (rules 2–5).
// One pass over the charges of each client; sums stand in arrays that all clients share.
import type { Day } from '../day.js';
import { minor, type Money, percentOf } from '../money.js';
import {
  type Circumstances,
  FATE,
  type Fate,
  judge,
  NO_VERDICT,
  type Verdict,
  verdictOf,
} from './charges.js';
import { creditDay, lastDay, type Month, monthOf, monthText } from './months.js';
import type { ChargeRow, Roster } from './roster.js';
import { epochIndexOn } from './tariffs.js';
import type { TermsAt } from './terms.js';

export interface Accruals {
  /** Credits of client c stand at `from[c] … from[c + 1] − 1`, by month. */
  readonly from: Int32Array;
  readonly month: readonly Month[];
  /** Hundredths. */
  readonly base: readonly Money[];
  readonly amount: readonly Money[];
  /** «Списано всего» of each client, hundredths. */
  readonly charged: Float64Array;
  readonly verdicts: readonly Verdict[];
  /** What each charge came to. */
  readonly fates: Uint8Array;
  /** Clients whose charges of the current month will be credited, with what they come to so far. */
  readonly pending: ReadonlyMap<number, Money>;
}

/** Whether a charge is part of what a month came to, be it 0. */
export const isPartOf = (
  month: Month,
  { verdicts, fates }: Accruals,
  index: number,
  charge: ChargeRow | undefined,
): boolean =>
  verdicts[index]?.used === monthText(month) ||
  (fates[index] === FATE.nil && charge !== undefined && monthOf(charge.date) === month);

/** Sums of one client by month; reset after each client by the months it touched. */
interface Scratch {
  readonly origin: number;
  readonly sums: Float64Array;
  readonly touched: Uint8Array;
}

function scratchFor(charges: readonly ChargeRow[], today: Day): Scratch {
  const last = monthOf(today);
  let origin: number = last;
  for (const { date } of charges) if (date <= today) origin = Math.min(origin, monthOf(date));
  return { origin, sums: new Float64Array(last - origin + 1), touched: new Uint8Array(last - origin + 1) };
}

/** Mutable while it is being built. */
interface Credits {
  readonly from: Int32Array;
  readonly month: Month[];
  readonly base: Money[];
  readonly amount: Money[];
  readonly pending: Map<number, Money>;
}

/** What the months of one client came to. */
interface Walked {
  paidIn: Month | null;
  /** Epoch of `paidIn`, −1 when not paid. */
  paidEpoch: number;
  accumulated: number;
  /** Epoch of `accumulated`. */
  epoch: number;
  isPending: boolean;
  /** Months that came to 0: they have no line (rule 3). */
  readonly nil: Month[];
}

/** Credits of one client from the sums of its months, ascending. */
function walk(
  index: number,
  months: readonly number[],
  scratch: Scratch,
  { epochs, termsAt, today }: Circumstances,
  credits: Credits,
): Walked {
  const walked: Walked = {
    paidIn: null,
    paidEpoch: -1,
    accumulated: 0,
    epoch: -1,
    isPending: false,
    nil: [],
  };
  const credit = (month: Month, base: Money, amount: Money): void => {
    if (creditDay(month) > today) {
      walked.isPending = true;
      credits.pending.set(index, amount);
      return;
    }
    if (amount === 0) {
      walked.nil.push(month);
      return;
    }
    credits.month.push(month);
    credits.base.push(base);
    credits.amount.push(amount);
  };
  for (const at of months) {
    const month = (scratch.origin + at) as Month;
    const sum = minor(scratch.sums[at] ?? 0);
    const epoch = epochs.length === 1 ? 0 : epochIndexOn(epochs, lastDay(month));
    const terms = termsAt(month);
    const isEmpty = !scratch.touched[at];
    if (epochs[epoch]?.tariff === 'юрлицо') {
      if (isEmpty) continue;
      // Rule 5: paid for as физлицо, a client earns no percent either.
      if (walked.paidIn === null) credit(month, sum, percentOf(sum, terms.rate));
      continue;
    }
    if (isEmpty && epoch !== walked.epoch) continue;
    // Rule 5: what was charged before a change does not count towards the threshold after it.
    if (epoch !== walked.epoch) walked.accumulated = 0;
    walked.epoch = epoch;
    walked.accumulated += sum;
    if (walked.paidIn !== null || walked.accumulated < terms.threshold) continue;
    credit(month, minor(walked.accumulated), terms.reward);
    if (walked.isPending) continue;
    walked.paidIn = month;
    walked.paidEpoch = epoch;
  }
  return walked;
}

/** What a charge that counts came to, once the client's credits are known. */
function fateOf(month: Month, circumstances: Circumstances, walked: Walked): Fate {
  const { epochs, today } = circumstances;
  const epoch = epochs.length === 1 ? 0 : epochIndexOn(epochs, lastDay(month));
  if (walked.paidIn !== null && month > walked.paidIn) return FATE.alreadyPaid;
  if (epochs[epoch]?.tariff === 'юрлицо') {
    if (creditDay(month) > today) return FATE.pending;
    return walked.nil.includes(month) ? FATE.nil : FATE.used;
  }
  if (epoch === walked.paidEpoch)
    return walked.paidIn !== null && walked.nil.includes(walked.paidIn) ? FATE.nil : FATE.used;
  if (epoch < epochs.length - 1) return FATE.beforeChange;
  return walked.isPending ? FATE.pending : FATE.belowThreshold;
}

/** The positions of one client's charges. */
type Own = Int32Array;

/** Judges one client's charges and sums those that count by month; returns the months to look at, ascending. */
function sumMonths(
  own: Own,
  charges: readonly ChargeRow[],
  circumstances: Circumstances,
  scratch: Scratch,
  fates: Uint8Array,
  lowered: readonly Month[],
): readonly number[] {
  const months: number[] = [];
  for (const at of own) {
    const charge = charges[at];
    if (!charge) continue;
    const fate = judge(charge, circumstances);
    fates[at] = fate;
    if (fate !== FATE.counts) continue;
    const month = monthOf(charge.date) - scratch.origin;
    if (!scratch.touched[month]) months.push(month);
    scratch.touched[month] = 1;
    scratch.sums[month] = (scratch.sums[month] ?? 0) + charge.amount;
  }
  for (const month of months.length === 0 ? [] : lowered)
    if (!scratch.touched[month - scratch.origin]) months.push(month - scratch.origin);
  return months.sort((a, b) => a - b);
}

/** «Списано всего»: confirmed charges of every Вид up to today (rule 9). */
function chargedOf(own: Own, charges: readonly ChargeRow[], today: Day): number {
  let sum = 0;
  for (const at of own) {
    const charge = charges[at];
    if (charge?.confirmed && charge.date <= today) sum += charge.amount;
  }
  return sum;
}

/** Tells each of one client's charges what it came to. */
function tell(
  own: Own,
  charges: readonly ChargeRow[],
  circumstances: Circumstances,
  walked: Walked,
  { fates, verdicts }: { readonly fates: Uint8Array; readonly verdicts: Verdict[] },
): void {
  for (const at of own) {
    const charge = charges[at];
    if (!charge) continue;
    const month = monthOf(charge.date);
    const judged = (fates[at] ?? FATE.counts) as Fate;
    const fate = judged === FATE.counts ? fateOf(month, circumstances, walked) : judged;
    const usedBy = creditingMonth(fate, month, circumstances, walked);
    fates[at] = fate;
    verdicts[at] = verdictOf(fate, charge, usedBy, circumstances, walked);
  }
}

/**
 * The credits of every client, and what became of every charge. Linear in clients and charges. In the months `lowered` the
 * threshold of физлицо is lower than the month before: it may be reached without a charge.
 */
export function accrue(
  roster: Roster,
  charges: readonly ChargeRow[],
  termsAt: TermsAt,
  today: Day,
  lowered: readonly Month[],
): Accruals {
  const { clients, partners, chargeFrom, chargeOrder } = roster;
  const scratch = scratchFor(charges, today);
  const within = lowered.filter((month) => month >= scratch.origin && month <= monthOf(today));
  const credits: Credits = {
    from: new Int32Array(clients.length + 1),
    month: [],
    base: [],
    amount: [],
    pending: new Map(),
  };
  const charged = new Float64Array(clients.length);
  const fates = new Uint8Array(charges.length);
  const verdicts = new Array<Verdict>(charges.length).fill(NO_VERDICT);
  clients.forEach((client, index) => {
    const epochs = client ? partners[client.partner]?.epochs : undefined;
    if (client && epochs) {
      const circumstances: Circumstances = { client, epochs, termsAt, today };
      const own = chargeOrder.subarray(chargeFrom[index], chargeFrom[index + 1]);
      const months = sumMonths(own, charges, circumstances, scratch, fates, within);
      const walked = walk(index, months, scratch, circumstances, credits);
      tell(own, charges, circumstances, walked, { fates, verdicts });
      charged[index] = chargedOf(own, charges, today);
      for (const month of months) {
        scratch.sums[month] = 0;
        scratch.touched[month] = 0;
      }
    }
    credits.from[index + 1] = credits.month.length;
  });
  return { ...credits, charged, verdicts, fates };
}

/** The month whose credit takes a charge: a физлицо credit takes its epoch's charges of earlier months too (rule 4). */
function creditingMonth(fate: Fate, month: Month, { epochs, today }: Circumstances, walked: Walked): Month {
  if (fate === FATE.pending) return monthOf(today);
  if (fate !== FATE.used || walked.paidIn === null) return month;
  const epoch = epochs.length === 1 ? 0 : epochIndexOn(epochs, lastDay(month));
  return epoch === walked.paidEpoch ? walked.paidIn : month;
}
