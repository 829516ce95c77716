// The referral programme by hand: names resolved once, sums in one array a client and month, each partner's account played once.
// Each loop stands in a function of its own: a compiler that meets all of them in one optimises it over and over.
// No ledger lines, reasons, «Доступно с», deadlines, letters; no month is closed; nothing is compared with the sheet.
import type { Grid } from '../../src/sheets/grid.js';
import { firstOf, lookup, monthOf, percent } from '../by-hand.js';
import { centsOf, columnsOf, dayOf, flagOf, isFilled, isUsed, optionalDay, wordOf } from '../cells.js';
import { type Epoch, readChanges, readClients, readPartners } from './register.js';

export interface ReferralGrids {
  readonly partners: Grid;
  readonly changes: Grid;
  readonly clients: Grid;
  readonly charges: Grid;
  readonly withdrawals: Grid;
}

/** Hundredths. */
export interface Account {
  readonly name: string;
  readonly paying: number;
  readonly credited: number;
  readonly zeroed: number;
  readonly withdrawn: number;
  readonly balance: number;
  readonly available: number;
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

const RATE = 15;
const REWARD = 300_000;
const THRESHOLD = 500_000;
const MINIMUM = 200_000;
const PAYING_CLIENTS = 2;

const KINDS = new Map([
  ['абонентская плата', 0],
  ['телефония', 1],
  ['обзвон роботом', 2],
]);
const METHODS = new Map([
  ['аккаунт', 0],
  ['расчётный счёт', 0],
  ['карта', 1],
]);
const NO_METHOD = 2;

function epochAt(epochs: readonly Epoch[], day: number): number {
  let at = epochs.length - 1;
  while (at > 0 && (epochs[at]?.from ?? 0) > day) at -= 1;
  return at;
}

/** `today` as a serial. */
export function referralPass(grids: ReferralGrids, today: number): ReferralFigures {
  const { partners, byName, byCode, ...wrong } = readPartners(grids.partners);
  const wrongChanges = readChanges(grids.changes, partners, byName, today);
  const { clientAt, owner, since, until, trained, barred, ...others } = readClients(
    grids.clients,
    partners,
    byCode,
  );
  let errors = wrong.errors + wrongChanges + others.errors;

  // «Списания»: checked, and summed by client and month where they count.
  const { length } = grids.charges;
  const used = new Int32Array(length);
  const chargeClient = new Int32Array(length);
  const chargeMonth = new Int32Array(length);
  const current = monthOf(today);
  const cells = grids.charges;
  const own = columnsOf(cells, 'Дата', 'Клиент', 'Вид', 'Сумма', 'Подтверждено');
  const [date = -1, client = -1, kind = -1, amount = -1, confirmed = -1] = own;
  let origin = current;
  const findOrigin = (): void => {
    for (let r = 1; r < length; r += 1) {
      const day = dayOf(cells[r]?.[date]);
      if (day <= today) origin = Math.min(origin, monthOf(day));
    }
  };
  findOrigin();
  const span = current - origin + 1;
  const sums = new Float64Array(owner.length * span);
  const touched = new Uint8Array(owner.length * span);
  const passCharges = (): void => {
    for (let r = 1; r < length; r += 1) {
      const row = cells[r];
      if (!row || !isUsed(row, own)) continue;
      const day = dayOf(row[date]);
      const what = wordOf(row[kind], KINDS, -1);
      const sum = centsOf(row[amount]);
      const isConfirmed = flagOf(row[confirmed]);
      const whose = isFilled(row[client]) ? lookup(clientAt, String(row[client])) : -1;
      if (Number.isNaN(day) || what < 0 || Number.isNaN(sum) || isConfirmed < 0 || whose < 0) {
        errors += 1;
        continue;
      }
      if (day > today || isConfirmed === 0 || barred[whose] || day < (since[whose] ?? 0) || what === 2)
        continue;
      const month = monthOf(day);
      const epochs = partners[owner[whose] ?? -1]?.epochs ?? [];
      const epoch = epochs[epochs.length === 1 ? 0 : epochAt(epochs, firstOf(month + 1) - 1)];
      if (!epoch || day < epoch.from) continue;
      if (epoch.tariff === 0 && (what === 1 || day < (trained[whose] ?? 0) || day >= (until[whose] ?? 0)))
        continue;
      const at = whose * span + month - origin;
      sums[at] = (sums[at] ?? 0) + sum;
      touched[at] = 1;
      chargeClient[r] = whose + 1;
      chargeMonth[r] = month;
    }
  };
  passCharges();

  // The credits of each client, month by month.
  const paidIn = new Int32Array(owner.length);
  const paidEpoch = new Int32Array(owner.length).fill(-1);
  const creditedMonth = new Uint8Array(owner.length * span);
  const creditClients = (): void => {
    for (let whose = 0; whose < owner.length; whose += 1) {
      const partner = partners[owner[whose] ?? -1];
      if (!partner) continue;
      const { epochs, credits, firsts } = partner;
      let accumulated = 0;
      let running = -1;
      let first = 0;
      for (let m = 0; m < span; m += 1) {
        const at = whose * span + m;
        if (!touched[at]) continue;
        const month = origin + m;
        const epoch = epochs.length === 1 ? 0 : epochAt(epochs, firstOf(month + 1) - 1);
        let sum = sums[at] ?? 0;
        if (epochs[epoch]?.tariff === 1) {
          if (epoch !== running) accumulated = 0;
          running = epoch;
          accumulated += sum;
          if (paidIn[whose] || accumulated < THRESHOLD || month === current) continue;
          paidIn[whose] = month;
          paidEpoch[whose] = epoch;
          sum = REWARD;
        } else {
          if (paidIn[whose] || month === current) continue;
          sum = percent(sum, RATE);
          if (sum === 0) continue;
          creditedMonth[at] = 1;
        }
        const due = firstOf(month + 1);
        credits.set(due, (credits.get(due) ?? 0) + sum);
        if (sum > 0 && first === 0) first = due;
      }
      if (first > 0) firsts.set(first, (firsts.get(first) ?? 0) + 1);
    }
  };
  creditClients();

  // Which credit used each charge.
  const markUsed = (): void => {
    for (let r = 1; r < length; r += 1) {
      const whose = (chargeClient[r] ?? 0) - 1;
      if (whose < 0) continue;
      const month = chargeMonth[r] ?? 0;
      const paid = paidIn[whose] ?? 0;
      if (paid > 0 && month > paid) continue;
      if (creditedMonth[whose * span + month - origin]) used[r] = month;
      else if (paid > 0) {
        const epochs = partners[owner[whose] ?? -1]?.epochs ?? [];
        if (epochAt(epochs, firstOf(month + 1) - 1) === paidEpoch[whose]) used[r] = paid;
      }
    }
  };
  markUsed();

  // «Выводы»
  const asked = grids.withdrawals;
  const accepted = new Int8Array(asked.length).fill(-1);
  const askedDay = new Float64Array(asked.length);
  const askedSum = new Float64Array(asked.length);
  const askedMethod = new Int8Array(asked.length);
  const isPaid = new Uint8Array(asked.length);
  const passWithdrawals = (): void => {
    const columns = columnsOf(asked, 'Дата', 'Партнёр', 'Сумма', 'Способ', 'Выплачено');
    const [on = -1, partner = -1, sum = -1, method = -1, paid = -1] = columns;
    for (let r = 1; r < asked.length; r += 1) {
      const row = asked[r];
      if (!row || !isUsed(row, columns)) continue;
      const day = dayOf(row[on]);
      const cents = centsOf(row[sum]);
      const how = wordOf(row[method], METHODS, NO_METHOD);
      const paidOn = optionalDay(row[paid]);
      const whose = isFilled(row[partner]) ? partners[lookup(byName, String(row[partner]))] : undefined;
      if (Number.isNaN(day) || !(cents > 0) || how < 0 || Number.isNaN(paidOn) || !whose) {
        errors += 1;
        continue;
      }
      if (day > today) continue;
      askedDay[r] = day;
      askedSum[r] = cents;
      askedMethod[r] = how;
      isPaid[r] = paidOn > 0 && paidOn <= today ? 1 : 0;
      whose.withdrawals.push(r);
    }
  };
  passWithdrawals();

  const accounts = partners.map((partner): Account => {
    const { epochs, credits, firsts, withdrawals, legacy, contract } = partner;
    withdrawals.sort((a, b) => (askedDay[a] ?? 0) - (askedDay[b] ?? 0) || a - b);
    const days = new Set<number>(credits.keys());
    for (let e = 1; e < epochs.length; e += 1) days.add(epochs[e]?.from ?? 0);
    for (const r of withdrawals) days.add(askedDay[r] ?? 0);
    let [credited, zeroed, withdrawn, paying, epoch, next] = [0, 0, 0, 0, 0, 0];
    const availableOn = (day: number, tariff: number): number => {
      const balance = credited + zeroed - withdrawn;
      if (balance <= 0) return 0;
      if (tariff === 1) return balance;
      if (balance < MINIMUM) return 0;
      return legacy || (contract > 0 && contract <= day && paying >= PAYING_CLIENTS) ? balance : 0;
    };
    for (const day of [...days].sort((a, b) => a - b)) {
      credited += credits.get(day) ?? 0;
      paying += firsts.get(day) ?? 0;
      if (epochs[epoch + 1]?.from === day) {
        epoch += 1;
        zeroed -= Math.max(credited + zeroed - withdrawn, 0);
      }
      const tariff = epochs[epoch]?.tariff ?? 0;
      for (let r = withdrawals[next]; r !== undefined && askedDay[r] === day; r = withdrawals[(next += 1)]) {
        const method = askedMethod[r] ?? NO_METHOD;
        const fits = method === NO_METHOD || method === tariff;
        const isGranted = isPaid[r] === 1 || (fits && (askedSum[r] ?? 0) <= availableOn(day, tariff));
        accepted[r] = isGranted ? 1 : 0;
        if (isGranted) withdrawn += askedSum[r] ?? 0;
      }
    }
    return {
      name: partner.name,
      paying,
      credited,
      zeroed,
      withdrawn,
      balance: credited + zeroed - withdrawn,
      available: availableOn(today, epochs[epoch]?.tariff ?? 0),
    };
  });
  return { accounts, accepted, used, errors };
}
