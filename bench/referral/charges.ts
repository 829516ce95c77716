// «Списания» by hand: checked in one pass, added up by client and month, credited month by month.
import type { Grid } from '../../src/sheets/grid.js';
import { firstOf, lookup, monthOf, percent } from '../by-hand.js';
import { centsOf, columnsOf, dayOf, flagOf, isFilled, isUsed, wordOf } from '../cells.js';
import type { Clients, Epoch, Partner } from './register.js';

const RATE = 15;
const REWARD = 300_000;
const THRESHOLD = 500_000;
const KINDS = new Map([
  ['абонентская плата', 0],
  ['телефония', 1],
  ['обзвон роботом', 2],
]);

/** The charges that count; a month is year × 12 + month − 1. */
export interface Charges {
  /** The month of the earliest charge and the current month. */
  readonly origin: number;
  readonly current: number;
  /** Number of months from the first to the current one. */
  readonly span: number;
  /** By client and month: `sums[client × span + month − origin]`. */
  readonly sums: Float64Array;
  readonly touched: Uint8Array;
  /** By row: the client's position plus 1, or 0; and the month. */
  readonly clients: Int32Array;
  readonly months: Int32Array;
  readonly errors: number;
}

function epochAt(epochs: readonly Epoch[], day: number): number {
  let at = epochs.length - 1;
  while (at > 0 && (epochs[at]?.from ?? 0) > day) at -= 1;
  return at;
}

/** The month of the earliest charge. */
function originOf(grid: Grid, date: number, today: number): number {
  let origin = monthOf(today);
  for (let r = 1; r < grid.length; r += 1) {
    const day = dayOf(grid[r]?.[date]);
    if (day <= today) origin = Math.min(origin, monthOf(day));
  }
  return origin;
}

export function readCharges(
  grid: Grid,
  partners: readonly Partner[],
  register: Clients,
  today: number,
): Charges {
  const { clientAt, owner, since, until, trained, barred } = register;
  const own = columnsOf(grid, 'Дата', 'Клиент', 'Вид', 'Сумма', 'Подтверждено');
  const [date = -1, client = -1, kind = -1, amount = -1, confirmed = -1] = own;
  const current = monthOf(today);
  const origin = originOf(grid, date, today);
  const span = current - origin + 1;
  const sums = new Float64Array(owner.length * span);
  const touched = new Uint8Array(owner.length * span);
  const clients = new Int32Array(grid.length);
  const months = new Int32Array(grid.length);
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
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
    clients[r] = whose + 1;
    months[r] = month;
  }
  return { origin, current, span, sums, touched, clients, months, errors };
}

export interface Credits {
  /** By client: the month and the period of the reward; 0 and −1 for none. */
  readonly paidIn: Int32Array;
  readonly paidEpoch: Int32Array;
  /** By client and month, indexed like the sums: whether the month is credited by percent. */
  readonly isCredited: Uint8Array;
}

/** The credits of each client, month by month; they are added to its partner. */
export function creditClients(charges: Charges, partners: readonly Partner[], { owner }: Clients): Credits {
  const { origin, current, span, sums, touched } = charges;
  const paidIn = new Int32Array(owner.length);
  const paidEpoch = new Int32Array(owner.length).fill(-1);
  const isCredited = new Uint8Array(owner.length * span);
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
        isCredited[at] = 1;
      }
      const due = firstOf(month + 1);
      credits.set(due, (credits.get(due) ?? 0) + sum);
      if (sum > 0 && first === 0) first = due;
    }
    if (first > 0) firsts.set(first, (firsts.get(first) ?? 0) + 1);
  }
  return { paidIn, paidEpoch, isCredited };
}

/** By row: the month whose credit used the charge, or 0. */
export function monthsOfUse(
  charges: Charges,
  credits: Credits,
  partners: readonly Partner[],
  { owner }: Clients,
): Int32Array {
  const { origin, span, clients, months } = charges;
  const { paidIn, paidEpoch, isCredited } = credits;
  const used = new Int32Array(clients.length);
  for (let r = 1; r < clients.length; r += 1) {
    const whose = (clients[r] ?? 0) - 1;
    if (whose < 0) continue;
    const month = months[r] ?? 0;
    const paid = paidIn[whose] ?? 0;
    if (paid > 0 && month > paid) continue;
    if (isCredited[whose * span + month - origin]) used[r] = month;
    else if (paid > 0) {
      const epochs = partners[owner[whose] ?? -1]?.epochs ?? [];
      if (epochAt(epochs, firstOf(month + 1) - 1) === paidEpoch[whose]) used[r] = paid;
    }
  }
  return used;
}
