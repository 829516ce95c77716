// The referral programme by hand: names are resolved once, sums are in one array by client and month, each
// partner's account is computed once.
// No ledger lines, reasons, «Доступно с», deadlines or letters; no month is closed; nothing is compared with
// the sheet.
import type { Grid } from '../../src/sheets/grid.js';
import { type Account, accountOf, readWithdrawals } from './accounts.js';
import { creditClients, monthsOfUse, readCharges } from './charges.js';
import { readChanges, readClients, readPartners } from './register.js';

export interface ReferralGrids {
  readonly partners: Grid;
  readonly changes: Grid;
  readonly clients: Grid;
  readonly charges: Grid;
  readonly withdrawals: Grid;
}

export interface ReferralFigures {
  /** In the order of the sheet. */
  readonly accounts: readonly Account[];
  /** By row of «Выводы»: 1 accepted, 0 refused, −1 neither. */
  readonly accepted: Int8Array;
  /** By row of «Списания»: the month (year × 12 + month − 1) whose credit used it, or 0. */
  readonly used: Int32Array;
  readonly errors: number;
}

/** `today` as a serial. */
export function referralPass(grids: ReferralGrids, today: number): ReferralFigures {
  const register = readPartners(grids.partners);
  const { partners } = register;
  const wrongChanges = readChanges(grids.changes, register, today);
  const clients = readClients(grids.clients, register);
  const charges = readCharges(grids.charges, partners, clients, today);
  const credits = creditClients(charges, partners, clients);
  const used = monthsOfUse(charges, credits, partners, clients);
  const withdrawals = readWithdrawals(grids.withdrawals, register, today);
  return {
    accounts: partners.map((partner) => accountOf(partner, withdrawals, today)),
    accepted: withdrawals.accepted,
    used,
    errors: register.errors + wrongChanges + clients.errors + charges.errors + withdrawals.errors,
  };
}
