// The referral programme as a subject: every partner's account, the status of every withdrawal, and which
// credit used each charge must agree.
import type { Decision } from '../../src/rules/programme.js';
import type { tabs } from '../../src/rules/referral/tabs.js';
import { compare, rowsInError, subject } from '../subject.js';
import { referralData } from './data.js';
import { type ReferralFigures, referralPass } from './pass.js';

const DAY = 86_400;
const monthText = (month: number): string | null =>
  month === 0 ? null : `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
const VERDICTS = ['отклонён', 'принят'] as const;

export const referral = subject<ReferralFigures>({
  id: 'referral',
  unit: 'clients',
  sizes: [40, 395, 3_950],
  data: referralData,
  pass: (grids, { zone, now }) =>
    referralPass(
      {
        partners: grids.partners ?? [],
        changes: grids.changes ?? [],
        clients: grids.clients ?? [],
        charges: grids.charges ?? [],
        withdrawals: grids.withdrawals ?? [],
      },
      Math.floor(zone.toSerial(now) + 0.5 / DAY),
    ),
  differences: (figures, evaluation) => {
    const decision = evaluation.decided?.decision as Decision<typeof tabs> | undefined;
    if (!decision) return ['the engine did not decide'];
    const balances = new Map(decision.outputs.balances.map((row) => [row.partner, row]));
    const accounts = figures.accounts.map(({ name }) => {
      const row = balances.get(name);
      return row === undefined
        ? null
        : {
            name,
            paying: row.paying,
            credited: row.credited,
            zeroed: row.zeroed,
            withdrawn: row.withdrawn,
            balance: row.balance,
            available: row.available,
          };
    });
    const rowsOf = (key: 'charges' | 'withdrawals'): readonly number[] =>
      (evaluation.parsed[key]?.rows ?? []).map(({ row }) => row - 1);
    return [
      ...compare('accounts', figures.accounts, accounts),
      ...compare(
        'charges',
        rowsOf('charges').map((row) => monthText(figures.used[row] ?? 0)),
        decision.computed.charges.map(({ used }) => used),
      ),
      ...compare(
        'withdrawals',
        rowsOf('withdrawals').map((row) => VERDICTS[figures.accepted[row] ?? -1] ?? null),
        decision.computed.withdrawals.map(({ status }) => status),
      ),
      ...compare('rows in error', [figures.errors], [rowsInError(evaluation)]),
    ];
  },
});
