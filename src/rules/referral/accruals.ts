// What each client's charges earn by the current rules, month by month, regardless of closings (rules 2–5).
// One pass over each client's charges; sums are in arrays shared by all clients.
import type { Day } from '../day.js';
import { minor, type Money, percentOf } from '../money.js';
import {
  type Circumstances,
  FATE,
  type Fate,
  judge,
  NO_VERDICT,
  type Outcome,
  type Verdict,
  verdictOf,
} from './charges.js';
import { creditDay, lastDay, type Month, monthOf } from './months.js';
import type { ChargeRow } from './model.js';
import type { Roster } from './roster.js';
import { epochIndexOn } from './tariffs.js';
import type { TermsAt } from './terms.js';

export interface Accruals {
  /** Credits of client c are at `from[c] … from[c + 1] − 1`, by month. */
  readonly from: Int32Array;
  readonly month: readonly Month[];
  /** Hundredths. */
  readonly base: readonly Money[];
  readonly amount: readonly Money[];
  /** «Списано всего» of each client, hundredths. */
  readonly charged: Float64Array;
  readonly verdicts: readonly Verdict[];
  /** The fate of each charge, by its position. */
  readonly fates: Uint8Array;
  /** The month whose credit includes each charge. */
  readonly months: Int32Array;
  /** Client → amount so far, for charges of the current month that will be credited. */
  readonly pending: ReadonlyMap<number, Money>;
}

/** Whether a charge is part of a month's credit, even one of 0. */
export const isPartOf = (month: Month, { fates, months }: Accruals, index: number): boolean =>
  months[index] === month && (fates[index] === FATE.used || fates[index] === FATE.nil);

/**
 * Work arrays for one client: one element per month from `origin`; the months used are reset after each
 * client.
 */
interface Scratch {
  readonly origin: number;
  /** Sums of the charges that count, in hundredths. */
  readonly sums: Float64Array;
  readonly touched: Uint8Array;
  /** The fate of a month's charges, and the month in whose credit they are. */
  readonly fates: Uint8Array;
  readonly creditedIn: Int32Array;
}

function scratchFor(charges: readonly ChargeRow[], today: Day): Scratch {
  const last = monthOf(today);
  let origin: number = last;
  for (const { date } of charges) if (date <= today) origin = Math.min(origin, monthOf(date));
  const length = last - origin + 1;
  return {
    origin,
    sums: new Float64Array(length),
    touched: new Uint8Array(length),
    fates: new Uint8Array(length),
    creditedIn: new Int32Array(length),
  };
}

/** The fate of each charge by its position; filled in client by client. */
type Told = Pick<Accruals, 'fates' | 'months'> & { readonly verdicts: Verdict[] };

/** The mutable form of the credits while they are being computed. */
interface Credits {
  readonly from: Int32Array;
  readonly month: Month[];
  readonly base: Money[];
  readonly amount: Money[];
  readonly pending: Map<number, Money>;
}

/**
 * Computes one client's credits from its monthly sums, in ascending order, and records the fate of each
 * month's charges.
 */
function walk(
  index: number,
  months: readonly number[],
  scratch: Scratch,
  { epochs, termsAt, today }: Circumstances,
  credits: Credits,
): Outcome {
  let paidIn: Month | null = null;
  let accumulated = 0;
  /** The tariff epoch that `accumulated` and `open` belong to. */
  let running = -1;
  /** Months of a физлицо that have not reached the threshold yet. */
  let open: number[] = [];
  const settle = (at: number, fate: Fate, month: Month): void => {
    scratch.fates[at] = fate;
    scratch.creditedIn[at] = month;
  };
  const settleOpen = (fate: Fate, month: Month): void => {
    for (const at of open) settle(at, fate, month);
    open = [];
  };
  const credit = (month: Month, base: Money, amount: Money): Fate => {
    if (creditDay(month) > today) {
      credits.pending.set(index, amount);
      return FATE.pending;
    }
    // Rule 3: a month with a credit of 0 gets no line.
    if (amount === 0) return FATE.nil;
    credits.month.push(month);
    credits.base.push(base);
    credits.amount.push(amount);
    return FATE.used;
  };
  for (const at of months) {
    const month = (scratch.origin + at) as Month;
    const sum = minor(scratch.sums[at] ?? 0);
    const epoch = epochs.length === 1 ? 0 : epochIndexOn(epochs, lastDay(month));
    const terms = termsAt(month);
    const isEmpty = !scratch.touched[at];
    if (epochs[epoch]?.tariff === 'юрлицо') {
      // Rule 5: a client already paid for as физлицо earns no percent either.
      if (isEmpty) continue;
      const isPaid = paidIn !== null;
      settle(at, isPaid ? FATE.alreadyPaid : credit(month, sum, percentOf(sum, terms.rate)), month);
      continue;
    }
    if (isEmpty && epoch !== running) continue;
    if (epoch !== running) {
      // Rule 5: charges before a change of tariff do not count towards the threshold after it.
      settleOpen(FATE.beforeChange, month);
      accumulated = 0;
      running = epoch;
    }
    accumulated += sum;
    if (paidIn !== null) {
      settle(at, FATE.alreadyPaid, month);
      continue;
    }
    open.push(at);
    if (accumulated < terms.threshold) continue;
    const fate = credit(month, minor(accumulated), terms.reward);
    settleOpen(fate, month);
    if (fate !== FATE.pending) paidIn = month;
  }
  settleOpen(running < epochs.length - 1 ? FATE.beforeChange : FATE.belowThreshold, monthOf(today));
  return { paidIn, accumulated };
}

/** The positions of one client's charges. */
type Own = Int32Array;

/**
 * Judges one client's charges and sums those that count by month; returns the months to process, ascending.
 */
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

/** Records the fate and the verdict of each of one client's charges. */
function tell(
  own: Own,
  charges: readonly ChargeRow[],
  circumstances: Circumstances,
  outcome: Outcome,
  scratch: Scratch,
  { fates, months, verdicts }: Told,
): void {
  for (const at of own) {
    const charge = charges[at];
    if (!charge) continue;
    const month = monthOf(charge.date) - scratch.origin;
    const counts = fates[at] === FATE.counts;
    const fate = ((counts ? scratch.fates[month] : fates[at]) ?? FATE.counts) as Fate;
    const creditedIn = (scratch.creditedIn[month] ?? 0) as Month;
    fates[at] = fate;
    months[at] = creditedIn;
    verdicts[at] = verdictOf(fate, charge, creditedIn, circumstances, outcome);
  }
}

/**
 * The credits of every client and the fate of every charge. Linear in clients and charges. In the months
 * `lowered` the threshold of физлицо is lower than in the previous month, so that it may be reached without a
 * new charge.
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
  const told: Told = {
    fates: new Uint8Array(charges.length),
    months: new Int32Array(charges.length),
    verdicts: new Array<Verdict>(charges.length).fill(NO_VERDICT),
  };
  clients.forEach((client, index) => {
    const epochs = client ? partners[client.partner]?.epochs : undefined;
    if (client && epochs) {
      const circumstances: Circumstances = { client, epochs, termsAt, today };
      const own = chargeOrder.subarray(chargeFrom[index], chargeFrom[index + 1]);
      const months = sumMonths(own, charges, circumstances, scratch, told.fates, within);
      const outcome = walk(index, months, scratch, circumstances, credits);
      tell(own, charges, circumstances, outcome, scratch, told);
      charged[index] = chargedOf(own, charges, today);
      for (const month of months) {
        scratch.sums[month] = 0;
        scratch.touched[month] = 0;
      }
    }
    credits.from[index + 1] = credits.month.length;
  });
  return { ...credits, ...told, charged };
}
