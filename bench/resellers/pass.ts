// The reseller programme by hand: names are resolved once, purchases are added up in one array by company and
// quarter, points are computed once.
// No remarks, benefits, lists for the site, answers to open applications, deadlines or letters; nothing is
// compared with the sheet.
import type { Grid } from '../../src/sheets/grid.js';
import { monthOf, percent } from '../by-hand.js';
import { centsOf, columnsOf, dayOf, isFilled, isSound, isUsed } from '../cells.js';
import { companyOf, readApplications, readRegister, type Register, UNKNOWN } from './register.js';

export interface ResellersGrids {
  readonly resellers: Grid;
  readonly purchases: Grid;
  readonly redemptions: Grid;
  readonly applications: Grid;
}

/** Points and sums in hundredths. */
export interface Account {
  readonly name: string;
  readonly level: number;
  readonly isService: boolean;
  readonly points: number;
  readonly available: number;
  readonly toThreshold: number;
}

export interface ResellersFigures {
  /** By row of «Реселлеры»; absent for a row in error. */
  readonly accounts: ReadonlyMap<number, Account>;
  /**
   * In the same order, for each account: points per quarter, from the first counted purchase to the current
   * quarter.
   */
  readonly quarters: readonly (readonly number[])[];
  /** By row of «Закупки»: 1 counts, 0 does not, −1 in error. */
  readonly counted: Int8Array;
  readonly errors: number;
}

const THRESHOLD = 300_000_000;
const LOW_RATE = 2;
const HIGH_RATE = 4;

/** What each level requires, one bit per column: план продаж, специалист, техперсонал, совместные решения. */
const REQUIRED = [0, 0b0011, 0b0111, 0b1001] as const;
const BELOW = [0, 0, 1, 1] as const;
const quarterOf = (day: number): number => Math.floor(monthOf(day) / 3);
const pointsOf = (sum: number): number => percent(sum, sum <= THRESHOLD ? LOW_RATE : HIGH_RATE);

/** Counted purchases by company and quarter: `sums[position × span + quarter − origin]`. */
interface Purchases {
  readonly origin: number;
  readonly span: number;
  readonly sums: Float64Array;
  /** The first quarter with a counted purchase, by position; 0 for none. */
  readonly first: Int32Array;
  readonly counted: Int8Array;
  readonly errors: number;
}

/** The first quarter that may count: nothing counts before the first registration. */
function originOf({ from }: Register, current: number): number {
  let origin = current;
  for (const day of from) origin = Math.min(origin, quarterOf(day));
  return origin;
}

function readPurchases(grid: Grid, register: Register, today: number): Purchases {
  const { from, to } = register;
  const current = quarterOf(today);
  const origin = originOf(register, current);
  const span = current - origin + 1;
  const sums = new Float64Array(from.length * span);
  const first = new Int32Array(from.length);
  const counted = new Int8Array(grid.length).fill(-1);
  let errors = 0;
  const own = columnsOf(grid, 'Дата', 'Компания', 'Сумма', 'Документ');
  const [date = -1, company = -1, amount = -1, document = -1] = own;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const day = dayOf(row[date]);
    const sum = centsOf(row[amount]);
    const whose = companyOf(register, row[company]);
    if (Number.isNaN(day) || Number.isNaN(sum) || !isSound(row[document]) || whose === UNKNOWN) {
      errors += 1;
      continue;
    }
    const counts = whose >= 0 && day <= today && day >= (from[whose] ?? 0) && day <= (to[whose] ?? 0);
    counted[r] = counts ? 1 : 0;
    if (!counts) continue;
    const quarter = quarterOf(day);
    const at = whose * span + quarter - origin;
    sums[at] = (sums[at] ?? 0) + sum;
    const known = first[whose] ?? 0;
    if (known === 0 || quarter < known) first[whose] = quarter;
  }
  return { origin, span, sums, first, counted, errors };
}

/** Points of one company by quarter, as credited so far. */
interface Points {
  /** Its first quarter; 0 for none. */
  readonly begin: number;
  readonly quarters: readonly number[];
  /** Total of all quarters up to each one, inclusive. */
  readonly since: readonly number[];
  /** The purchases of the current period. */
  readonly accumulated: number;
}

function accrue({ origin, span, sums, first }: Purchases, whose: number): Points {
  const quarters: number[] = [];
  const since: number[] = [];
  const begin = first[whose] ?? 0;
  if (begin === 0) return { begin, quarters, since, accumulated: 0 };
  let [accumulated, before, all] = [0, 0, 0];
  for (let quarter = begin; quarter < origin + span; quarter += 1) {
    if (quarter % 4 === 0) accumulated = before = 0;
    accumulated += sums[whose * span + quarter - origin] ?? 0;
    const total = pointsOf(accumulated);
    all += total - before;
    quarters.push(total - before);
    since.push(all);
    before = total;
  }
  return { begin, quarters, since, accumulated };
}

/** What a company has been credited up to a quarter, inclusive. */
const creditedBy = (points: Points | undefined, through: number): number =>
  points?.since[through - points.begin] ?? 0;

const quartersOf = ({ quarters }: Points): readonly number[] => quarters;

interface Redemption {
  readonly whose: number;
  readonly day: number;
  readonly points: number;
}

const byDay = (a: Redemption, b: Redemption): number => a.day - b.day;

/** Redeemed points by position: each redemption is checked against what was credited by its day. */
function readRedemptions(
  grid: Grid,
  register: Register,
  accrued: readonly Points[],
  today: number,
): { readonly taken: Float64Array; readonly errors: number } {
  const own = columnsOf(grid, 'Дата', 'Компания', 'Баллы', 'За что');
  const [date = -1, company = -1, points = -1, reason = -1] = own;
  const order: Redemption[] = [];
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const day = dayOf(row[date]);
    const sum = centsOf(row[points]);
    const whose = companyOf(register, row[company]);
    if (Number.isNaN(day) || !(sum > 0) || !isFilled(row[reason]) || whose === UNKNOWN) errors += 1;
    else if (whose >= 0 && day <= today) order.push({ whose, day, points: sum });
  }
  const taken = new Float64Array(register.rows.length);
  const ended = quarterOf(today) - 1;
  for (const one of order.sort(byDay)) {
    // A quarter's points are available on its last day: the day after that belongs to the next quarter.
    const through = Math.min(quarterOf(one.day + 1) - 1, ended);
    const before = taken[one.whose] ?? 0;
    if (one.points <= creditedBy(accrued[one.whose], through) - before)
      taken[one.whose] = before + one.points;
    else errors += 1;
  }
  return { taken, errors };
}

/** By row of «Реселлеры»; `ended` is the last quarter that is over. */
function accountsOf(
  register: Register,
  asked: readonly number[],
  accrued: readonly Points[],
  taken: Float64Array,
  ended: number,
): Map<number, Account> {
  const accounts = new Map<number, Account>();
  for (let whose = 0; whose < register.rows.length; whose += 1) {
    const held = register.held[whose] ?? 0;
    let level = asked[whose] ?? 0;
    while (((REQUIRED[level] ?? 0) & ~held) !== 0) level = BELOW[level] ?? 0;
    const earned = creditedBy(accrued[whose], ended);
    accounts.set(register.rows[whose] ?? 0, {
      name: register.names[whose] ?? '',
      level,
      isService: level > 0 && register.isService[whose] === true,
      points: earned,
      available: earned - (taken[whose] ?? 0),
      toThreshold: Math.max(THRESHOLD - (accrued[whose]?.accumulated ?? 0), 0),
    });
  }
  return accounts;
}

/** `today` as a serial. */
export function resellersPass(grids: ResellersGrids, today: number): ResellersFigures {
  const register = readRegister(grids.resellers);
  const { asked, errors: wrongApplications } = readApplications(grids.applications, register, today);
  const purchases = readPurchases(grids.purchases, register, today);
  const accrued: Points[] = [];
  for (let whose = 0; whose < register.rows.length; whose += 1) accrued.push(accrue(purchases, whose));
  const { taken, errors: wrongRedemptions } = readRedemptions(grids.redemptions, register, accrued, today);
  return {
    accounts: accountsOf(register, asked, accrued, taken, quarterOf(today) - 1),
    quarters: accrued.map(quartersOf),
    counted: purchases.counted,
    errors: register.errors + wrongApplications + purchases.errors + wrongRedemptions,
  };
}
