// «Выводы» and the partners' accounts by hand: each account is computed once, day by day, and decides the
// withdrawals on the way.
import type { Grid } from '../../src/sheets/grid.js';
import { lookup, sortRows } from '../by-hand.js';
import { centsOf, columnsOf, dayOf, isFilled, isUsed, optionalDay, wordOf } from '../cells.js';
import type { Partner, Partners } from './register.js';

const MINIMUM = 200_000;
const PAYING_CLIENTS = 2;
const METHODS = new Map([
  ['аккаунт', 0],
  ['расчётный счёт', 0],
  ['карта', 1],
]);
const NO_METHOD = 2;

/** By row. */
export interface Withdrawals {
  readonly days: Float64Array;
  readonly sums: Float64Array;
  readonly methods: Int8Array;
  readonly isPaid: Uint8Array;
  /** 1 accepted, 0 refused, −1 neither. Set once the accounts have been computed. */
  readonly accepted: Int8Array;
  readonly errors: number;
}

/** Adds the rows of each partner to its list. */
export function readWithdrawals(grid: Grid, { partners, byName }: Partners, today: number): Withdrawals {
  const days = new Float64Array(grid.length);
  const sums = new Float64Array(grid.length);
  const methods = new Int8Array(grid.length);
  const isPaid = new Uint8Array(grid.length);
  const accepted = new Int8Array(grid.length).fill(-1);
  let errors = 0;
  const own = columnsOf(grid, 'Дата', 'Партнёр', 'Сумма', 'Способ', 'Выплачено');
  const [date = -1, partner = -1, sum = -1, method = -1, paid = -1] = own;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const day = dayOf(row[date]);
    const cents = centsOf(row[sum]);
    const how = wordOf(row[method], METHODS, NO_METHOD);
    const paidOn = optionalDay(row[paid]);
    const whose = isFilled(row[partner]) ? partners[lookup(byName, String(row[partner]))] : undefined;
    if (Number.isNaN(day) || !(cents > 0) || how < 0 || Number.isNaN(paidOn) || !whose) {
      errors += 1;
      continue;
    }
    if (day > today) continue;
    days[r] = day;
    sums[r] = cents;
    methods[r] = how;
    isPaid[r] = paidOn > 0 && paidOn <= today ? 1 : 0;
    whose.withdrawals.push(r);
  }
  return { days, sums, methods, isPaid, accepted, errors };
}

/** Sums in hundredths. */
export interface Account {
  readonly name: string;
  readonly paying: number;
  readonly credited: number;
  readonly zeroed: number;
  readonly withdrawn: number;
  readonly balance: number;
  readonly available: number;
}

/** How much of a balance a partner may withdraw on a day. */
function availableOf(partner: Partner, balance: number, paying: number, day: number, tariff: number): number {
  if (balance <= 0) return 0;
  if (tariff === 1) return balance;
  if (balance < MINIMUM) return 0;
  const { legacy, contract } = partner;
  return legacy || (contract > 0 && contract <= day && paying >= PAYING_CLIENTS) ? balance : 0;
}

const ascending = (a: number, b: number): number => a - b;

/** Computes an account; all credits and withdrawals of the partner must have been collected. */
export function accountOf(partner: Partner, asked: Withdrawals, today: number): Account {
  const { epochs, credits, firsts, withdrawals } = partner;
  const { sums, methods, isPaid, accepted } = asked;
  sortRows(withdrawals, asked.days);
  const days = new Set<number>(credits.keys());
  for (let e = 1; e < epochs.length; e += 1) days.add(epochs[e]?.from ?? 0);
  for (const r of withdrawals) days.add(asked.days[r] ?? 0);
  let [credited, zeroed, withdrawn, paying, epoch, next] = [0, 0, 0, 0, 0, 0];
  for (const day of [...days].sort(ascending)) {
    credited += credits.get(day) ?? 0;
    paying += firsts.get(day) ?? 0;
    if (epochs[epoch + 1]?.from === day) {
      epoch += 1;
      zeroed -= Math.max(credited + zeroed - withdrawn, 0);
    }
    const tariff = epochs[epoch]?.tariff ?? 0;
    for (let r = withdrawals[next]; r !== undefined && asked.days[r] === day; r = withdrawals[(next += 1)]) {
      const method = methods[r] ?? NO_METHOD;
      const sum = sums[r] ?? 0;
      const fits = method === NO_METHOD || method === tariff;
      const isGranted =
        isPaid[r] === 1 ||
        (fits && sum <= availableOf(partner, credited + zeroed - withdrawn, paying, day, tariff));
      accepted[r] = isGranted ? 1 : 0;
      if (isGranted) withdrawn += sum;
    }
  }
  const balance = credited + zeroed - withdrawn;
  return {
    name: partner.name,
    paying,
    credited,
    zeroed,
    withdrawn,
    balance,
    available: availableOf(partner, balance, paying, today, epochs[epoch]?.tariff ?? 0),
  };
}
