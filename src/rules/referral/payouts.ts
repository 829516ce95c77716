// Accepted withdrawals, paid out or still to be paid.
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
    const partner = roster.withdrawalPartner[index];
    if (verdict?.status === 'принят' && partner)
      accepted.push({ row, partner: partner.row.name, tariff: verdict.tariff });
  });
  // The sort is stable: rows of one day keep their order.
  return accepted.sort((a, b) => a.row.date - b.row.date);
}
