// The books of one run: who is who, what the rules give, which months are closed, and the resulting ledger.
// The decision, the actions and the explanations all start from here.
import { groupBy, oncePer } from '../collections.js';
import { accrue, type Accruals } from './accruals.js';
import { type ChargeCells, correctionVerdict, paidByCorrection } from './charges.js';
import { type Closing, readClosings } from './closings.js';
import { buildLedger, type Drift, type Ledger } from './ledger.js';
import { addTo, type Closed } from './lines.js';
import type { ReferralFacts, ReferralProblem, WithdrawalRow } from './model.js';
import { monthText } from './months.js';
import { readRoster, type Roster } from './roster.js';
import type { WithdrawalVerdict } from './settlement.js';
import { loweredIn, termsBook, type TermsAt } from './terms.js';
import { verifyClosings } from './verification.js';

export interface Books {
  readonly roster: Roster;
  readonly accruals: Accruals;
  readonly ledger: Ledger;
  readonly closings: readonly Closing[];
  readonly closed: Closed | null;
  readonly termsAt: TermsAt;
  /** «Учтено» and «Примечание» of each charge. */
  readonly charges: readonly ChargeCells[];
  /** Verdicts on withdrawals; null for a row in error or a day that has not come. */
  readonly withdrawals: readonly (WithdrawalVerdict | null)[];
  /** Problems of the closings; while there are any, no month can be closed. */
  readonly closingProblems: readonly ReferralProblem[];
}

export const keepBooks = oncePer((facts: ReferralFacts): Books => {
  const { rows, settings, today } = facts;
  const roster = readRoster(facts);
  const { closings, problems } = readClosings(facts);
  const ruledBy = oncePer((those: readonly Closing[]) => {
    const termsAt = termsBook(settings, those);
    return { termsAt, accruals: accrue(roster, rows.charges, termsAt, today, loweredIn(those, termsAt)) };
  });
  const ledgerBy = (those: readonly Closing[], closed: Closed | null): Ledger =>
    buildLedger({ ...ruledBy(those), roster, closed, today });
  const verified = verifyClosings(facts, closings, (...by) => ledgerBy(...by).lines);
  const { closed } = verified;
  const { accruals, termsAt } = ruledBy(verified.closings);
  const ledger = ledgerBy(verified.closings, closed);
  const verdicts = new Map<WithdrawalRow, WithdrawalVerdict>();
  for (const { withdrawals } of ledger.settlements)
    for (const verdict of withdrawals) verdicts.set(verdict.row, verdict);
  return {
    roster,
    accruals,
    ledger,
    closings,
    closed,
    termsAt,
    charges: withCorrections(facts, roster, accruals, ledger, closed),
    withdrawals: rows.withdrawals.map((row) => verdicts.get(row) ?? null),
    closingProblems: [...problems, ...verified.problems],
  };
});

/**
 * Notes on charges of a closed month that the rules now treat differently: when the difference is booked
 * (rule 8). Until then a charge counts as used if the last recompute said so; if the others explain the whole
 * difference, nothing has changed about it.
 */
function withCorrections(
  { rows, today }: ReferralFacts,
  { chargeClient }: Roster,
  { verdicts }: Accruals,
  { drifts }: Ledger,
  closed: Closed | null,
): readonly ChargeCells[] {
  if (closed === null || drifts.length === 0) return verdicts;
  const byClient = groupBy(drifts, ({ client }) => client);
  const isAhead = closed.correctionDay > today;
  const added = new Map<Drift, number>();
  const found = verdicts.map(({ creditedIn, paidIn }, index) => {
    const client = chargeClient[index];
    const row = rows.charges[index];
    const own = client && byClient.get(client);
    if (!own || !row) return null;
    const wasUsed = ({ month, hasLine }: Drift): boolean => hasLine && row.was.used === monthText(month);
    const drift =
      own.find(({ month }) => month === (creditedIn ?? paidIn)) ??
      (creditedIn === null ? own.find(wasUsed) : undefined);
    if (!drift) return null;
    const used = wasUsed(drift);
    if (creditedIn !== null && !used) addTo(added, drift, row.amount);
    return { drift, used };
  });
  return verdicts.map((verdict, index): ChargeCells => {
    const one = found[index];
    if (!one) return verdict;
    const { drift, used } = one;
    const { month } = drift;
    if (verdict.creditedIn === null) {
      if (!isAhead) return verdict;
      if (used) return correctionVerdict(month, closed.correctionDay, isAhead, used, verdict.note);
      return drift.hasLine ? verdict : paidByCorrection(month, closed.correctionDay);
    }
    return isAhead && used && added.get(drift) === drift.base
      ? verdict
      : correctionVerdict(month, closed.correctionDay, isAhead, used);
  });
}

/** Accepted withdrawals by date, then row. */
export const acceptedWithdrawals = ({ withdrawals }: Books): readonly WithdrawalVerdict[] =>
  withdrawals
    .filter((verdict) => verdict !== null)
    .filter(({ status }) => status === 'принят')
    // The sort is stable: rows of one day keep their order.
    .sort((a, b) => a.row.date - b.row.date);
