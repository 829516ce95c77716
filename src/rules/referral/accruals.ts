// What each client's charges earn by the current rules, month by month, regardless of closings (rules 2–5).
import type { Day } from '../day.js';
import { minor, type Money, percentOf } from '../money.js';
import {
  beforeChange,
  belowThreshold,
  nilIn,
  NO_VERDICT,
  paidIn,
  pendingTill,
  usedIn,
  type ChargeVerdict,
  whyNot,
} from './charges.js';
import { creditDay, type Month, monthOf } from './months.js';
import type { ChargeRow } from './model.js';
import type { Roster } from './roster.js';
import type { Tariff } from './tabs.js';
import { type Epoch, epochOfMonth } from './tariffs.js';
import type { TermsAt } from './terms.js';

/** What a client earns in one month. */
interface Credit {
  readonly month: Month;
  readonly tariff: Tariff;
  readonly base: Money;
  readonly amount: Money;
}

/** What one client earns. */
interface Earned {
  /** By month. */
  readonly credits: readonly Credit[];
  /** The amount so far for charges of the current month, which will be credited; null without any. */
  readonly pending: Money | null;
  /** «Списано всего»: confirmed charges of every Вид up to today (rule 9). */
  readonly charged: Money;
}

export interface Accruals {
  /** Parallel to the good rows of «Клиенты»; null: the row is in error. */
  readonly earned: readonly (Earned | null)[];
  /** Parallel to the good rows of «Списания». */
  readonly verdicts: readonly ChargeVerdict[];
}

/** The charges of one client and month that count, and what becomes of them. */
interface MonthSum {
  readonly month: Month;
  /** False for a month in which only the threshold was lowered. */
  readonly hasCharges: boolean;
  sum: number;
  verdict: ChargeVerdict;
}

/** Computes one client's credits from its monthly sums, in ascending order, and judges each month's charges. */
function creditMonths(
  months: readonly MonthSum[],
  epochs: readonly Epoch[],
  termsAt: TermsAt,
  today: Day,
): Pick<Earned, 'credits' | 'pending'> {
  const credits: Credit[] = [];
  let pending: Money | null = null;
  /** The month in which the client was paid for as физлицо. */
  let paid: Month | null = null;
  let accumulated = 0;
  /** The tariff epoch that `accumulated` and `open` belong to. */
  let running: Epoch | null = null;
  /** Months of a физлицо that have not reached the threshold yet. */
  let open: MonthSum[] = [];
  /** Books a credit, which includes the charges of the months `included`; false if its day is still to come. */
  const credit = (included: readonly MonthSum[], booked: Credit): boolean => {
    const { month, amount } = booked;
    const day = creditDay(month);
    const hasCome = day <= today;
    if (!hasCome) pending = amount;
    // Rule 3: a month with a credit of 0 gets no line.
    else if (amount !== 0) credits.push(booked);
    const verdict = amount === 0 ? nilIn(month, hasCome) : hasCome ? usedIn(month) : pendingTill(day);
    for (const one of included) one.verdict = verdict;
    return hasCome;
  };
  /** Ends the epoch: what has not reached the threshold by its end does not count any more (rule 5). */
  const endEpoch = (): void => {
    const next = running && epochs[epochs.indexOf(running) + 1];
    for (const one of open)
      one.verdict = next
        ? beforeChange(next.from)
        : belowThreshold(termsAt(monthOf(today)).threshold, minor(accumulated));
    open = [];
  };
  for (const one of months) {
    const { month, hasCharges } = one;
    const sum = minor(one.sum);
    const epoch = epochOfMonth(epochs, month);
    const { tariff } = epoch;
    const terms = termsAt(month);
    if (tariff === 'юрлицо') {
      // Rule 5: a client already paid for as физлицо earns no percent either.
      if (paid !== null) one.verdict = paidIn(paid);
      else if (hasCharges) credit([one], { month, tariff, base: sum, amount: percentOf(sum, terms.rate) });
      continue;
    }
    if (epoch !== running) {
      if (!hasCharges) continue;
      endEpoch();
      accumulated = 0;
      running = epoch;
    }
    accumulated += sum;
    if (paid !== null) {
      one.verdict = paidIn(paid);
      continue;
    }
    open.push(one);
    if (accumulated < terms.threshold) continue;
    const once = { month, tariff, base: minor(accumulated), amount: terms.reward };
    if (credit(open, once)) paid = month;
    open = [];
  }
  endEpoch();
  return { credits, pending };
}

/** The charges of one client. */
interface Charges {
  readonly registeredIn: Month;
  /** By number of months since the registration, before which no charge counts. */
  readonly months: (MonthSum | undefined)[];
  charged: number;
}

const monthSum = ({ months, registeredIn }: Charges, month: Month, hasCharges: boolean): MonthSum =>
  (months[month - registeredIn] ??= { month, hasCharges, sum: 0, verdict: NO_VERDICT });

/**
 * The credits of every client and the verdict on every charge. Linear in clients and charges. In the months
 * `lowered` the threshold of физлицо is lower than in the previous month, so that it may be reached without a
 * new charge.
 */
export function accrue(
  { clients, chargeClient }: Roster,
  charges: readonly ChargeRow[],
  termsAt: TermsAt,
  today: Day,
  lowered: readonly Month[],
): Accruals {
  const byClient = clients.map(
    (client): Charges | null =>
      client && { registeredIn: monthOf(client.row.registered), months: [], charged: 0 },
  );
  const judged = charges.map((charge, index): ChargeVerdict | MonthSum => {
    const client = chargeClient[index];
    const own = client && byClient[client.index];
    if (!client || !own) return NO_VERDICT;
    if (charge.confirmed && charge.date <= today) own.charged += charge.amount;
    const month = monthOf(charge.date);
    const refusal = whyNot(charge, month, client, termsAt, today);
    if (refusal) return refusal;
    const sum = monthSum(own, month, true);
    sum.sum += charge.amount;
    return sum;
  });

  const begun = lowered.filter((month) => month <= monthOf(today));
  const earned = clients.map((client): Earned | null => {
    const own = client && byClient[client.index];
    if (!client || !own) return null;
    if (own.months.length > 0)
      for (const month of begun) if (month >= own.registeredIn) monthSum(own, month, false);
    const months = own.months.filter((one) => one !== undefined);
    const { credits, pending } = creditMonths(months, client.partner.epochs, termsAt, today);
    return { credits, pending, charged: minor(own.charged) };
  });
  return { earned, verdicts: judged.map((one) => ('verdict' in one ? one.verdict : one)) };
}
