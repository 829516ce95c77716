// Accepted withdrawals: what is to be paid out, or has been.
import type { Books } from './books.js';
import type { Facts, WithdrawalRow } from './model.js';
import type { Tariff } from './tabs.js';

export interface AcceptedWithdrawal {
  readonly row: WithdrawalRow;
  readonly partner: string;
  /** The partner's tariff on that day. */
  readonly tariff: Tariff;
}

/** Accepted withdrawals by date, then row. */
export function acceptedWithdrawals(
  { rows }: Facts,
  { roster, withdrawals }: Books,
): readonly AcceptedWithdrawal[] {
  const accepted: AcceptedWithdrawal[] = [];
  rows.withdrawals.forEach((row, index) => {
    const verdict = withdrawals[index];
    const partner = roster.partners[roster.withdrawalPartner[index] ?? -1];
    if (verdict?.status === 'принят' && partner)
      accepted.push({ row, partner: partner.row.name, tariff: verdict.tariff });
  });
  // Rows come in order: what is of one day stays so.
  return accepted.sort((a, b) => a.row.date - b.row.date);
}
