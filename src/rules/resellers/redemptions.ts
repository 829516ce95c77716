// Redemptions: each is judged as of its own day, in order of date, then row; one that exceeds what was
// available is an error and deducts nothing (rule 4).
import type { Day } from '../day.js';
import { add, formatMoney, type Money, subtract, ZERO } from '../money.js';
import { type Problem, rowError } from '../programme.js';
import type { Account, Ledger } from './accounts.js';
import { creditedThrough } from './points.js';
import { quarterEnd, quarterOf } from './quarters.js';
import type { Facts } from './model.js';
import { BROKEN_COMPANY, NOT_YET, unknownCompany } from './register.js';
import type { tabs } from './tabs.js';

type RedemptionRow = Facts['rows']['redemptions'][number];

export interface Redemptions {
  /** Примечание of each row, in the order of the sheet. */
  readonly notes: readonly (string | null)[];
  /** Accepted points up to today, parallel to the good rows of «Реселлеры». */
  readonly redeemed: readonly Money[];
  readonly problems: readonly Problem<typeof tabs>[];
}

/** Points credited by the end of a day: a quarter's points are credited on its last day. */
export function creditedOn(account: Account, day: Day, today: Day): Money {
  const own = quarterOf(day);
  const last = quarterEnd(own) <= day ? own : own - 1;
  return creditedThrough(account.lines, Math.min(last, quarterOf(today) - 1));
}

export function judgeRedemptions(facts: Facts, { accounts, find }: Ledger): Redemptions {
  const problems: Problem<typeof tabs>[] = [];
  const notes: (string | null)[] = [];
  const due: (RedemptionRow[] | undefined)[] = [];
  for (const row of facts.rows.redemptions) {
    const account = find(row.company);
    let note: string | null = null;
    if (account === null) problems.push(unknownCompany('redemptions', row.row));
    else if (account === 'broken') note = BROKEN_COMPANY;
    else if (row.date > facts.today) note = NOT_YET;
    else (due[account.index] ??= []).push(row);
    notes.push(note);
  }
  const redeemed = accounts.map((account, index): Money => {
    const rows = due[index];
    let taken = ZERO;
    if (!account || !rows) return taken;
    // The sort is stable: rows of one day stay in the order of the sheet.
    rows.sort((a, b) => a.date - b.date);
    for (const row of rows) {
      const available = subtract(creditedOn(account, row.date, facts.today), taken);
      if (row.points <= available) taken = add(taken, row.points);
      else problems.push(beyondAvailable(row, available));
    }
    return taken;
  });
  return { notes, redeemed, problems };
}

const beyondAvailable = (row: RedemptionRow, available: Money): Problem<typeof tabs> =>
  rowError('redemptions', row.row, 'points', {
    what: `списано больше, чем было доступно в этот день: доступно ${formatMoney(available)}`,
    how: 'Уменьшите число баллов или исправьте дату списания.',
  });
