// «Реселлеры» and «Заявки на уровень» by hand: who participates during which time and at which level, by
// name.
import { parseEmail } from '../../src/rules/email.js';
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import { firstOf, lookup, monthOf } from '../by-hand.js';
import {
  columnsOf,
  dayOf,
  flagOf,
  isEmpty,
  isFilled,
  isNew,
  isSound,
  isUsed,
  numberOf,
  optionalDay,
  wordOf,
} from '../cells.js';

const YEARS = [1900, 2100] as const;
const LEVELS = new Map([
  ['Primary Reseller', 0],
  ['Professional Reseller', 1],
  ['Corporate Reseller', 2],
  ['Solution Provider', 3],
]);
const DECISIONS = new Map([
  ['одобрено', 1],
  ['отклонено', 0],
]);
const UNDECIDED = 2;
export const UNKNOWN = -1;
const BROKEN = -2;

/** 31 December. */
const yearEnd = (year: number): number => firstOf((year + 1) * 12) - 1;

/** «Реселлеры» as arrays by position. */
export interface Register {
  /** Positions by name; BROKEN for a row in error. */
  readonly byName: Map<string, number>;
  readonly names: string[];
  readonly rows: number[];
  readonly from: number[];
  readonly to: number[];
  readonly claimed: number[];
  /** Bits as in REQUIRED. */
  readonly held: number[];
  readonly isService: boolean[];
  readonly errors: number;
}

/** Bits of the ticked boxes; −1 when a cell is neither ticked nor unticked. */
function bitsOf(row: Grid[number], columns: readonly number[]): number {
  let bits = 0;
  for (let at = 0; at < columns.length; at += 1) {
    const ticked = flagOf(row[columns[at] ?? -1]);
    if (ticked < 0) return -1;
    bits |= ticked << at;
  }
  return bits;
}

export function readRegister(grid: Grid): Register {
  const main = columnsOf(
    grid,
    'Компания',
    'БИН',
    'Email',
    'Дата регистрации',
    'Заявленный уровень',
    'Продлено по год',
    'Согласовано',
  );
  const [company = -1, bin = -1, email = -1, registered = -1, claimed = -1, renewed = -1, agreed = -1] = main;
  const requirements = columnsOf(
    grid,
    'План продаж',
    'Специалист по продажам',
    'Техперсонал',
    'Совместные решения',
  );
  const services = columnsOf(grid, 'SWS', 'AWS', 'Инженер');
  const own = [...main, ...requirements, ...services];
  const seen = new Set<string>();
  const all: Omit<Register, 'errors'> = {
    byName: new Map(),
    names: [],
    rows: [],
    from: [],
    to: [],
    claimed: [],
    held: [],
    isService: [],
  };
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const isNamed = isNew(row[company], seen);
    const key = isNamed ? keyOf(String(row[company])) : '';
    const day = dayOf(row[registered]);
    const level = wordOf(row[claimed], LEVELS, -1);
    const held = bitsOf(row, requirements);
    const service = bitsOf(row, services);
    const year = Math.floor(monthOf(day) / 12);
    const until = isEmpty(row[renewed]) ? year : numberOf(row[renewed]);
    const isAgreed = flagOf(row[agreed]);
    if (
      !isNamed ||
      !isSound(row[bin]) ||
      parseEmail(String(row[email] ?? '')) === null ||
      Number.isNaN(day) ||
      level < 0 ||
      held < 0 ||
      service < 0 ||
      !Number.isInteger(until) ||
      until < YEARS[0] ||
      until > YEARS[1] ||
      isAgreed < 0 ||
      until < year
    ) {
      errors += 1;
      if (isNamed) all.byName.set(key, BROKEN);
      continue;
    }
    all.byName.set(key, all.rows.length);
    all.names.push(String(row[company]).trim());
    all.rows.push(r);
    all.from.push(day);
    all.to.push(yearEnd(isAgreed === 1 ? until : year));
    all.claimed.push(level);
    all.held.push(held);
    all.isService.push(service === (1 << services.length) - 1);
  }
  return { ...all, errors };
}

/** The position of a named company, or UNKNOWN or BROKEN. */
export const companyOf = (register: Register, raw: Grid[number][number] | undefined): number =>
  isFilled(raw) ? lookup(register.byName, String(raw)) : UNKNOWN;

/** The levels requested as of today, by position: those of the newest approved applications. */
export function readApplications(
  grid: Grid,
  register: Register,
  today: number,
): { readonly asked: readonly number[]; readonly errors: number } {
  const own = columnsOf(grid, 'Дата', 'Компания', 'Уровень', 'Решение', 'Дата решения', 'Причина отказа');
  const [date = -1, company = -1, level = -1, decision = -1, decided = -1, refusal = -1] = own;
  const asked = [...register.claimed];
  const since = new Float64Array(asked.length);
  let errors = 0;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const day = dayOf(row[date]);
    const wanted = wordOf(row[level], LEVELS, -1);
    const verdict = wordOf(row[decision], DECISIONS, UNDECIDED);
    const on = optionalDay(row[decided]);
    const whose = companyOf(register, row[company]);
    if (
      Number.isNaN(day) ||
      wanted < 0 ||
      verdict < 0 ||
      Number.isNaN(on) ||
      !isSound(row[refusal]) ||
      whose === UNKNOWN
    ) {
      errors += 1;
      continue;
    }
    const counts = on === 0 ? day : on;
    if (verdict !== 1 || day > today || counts > today || whose < 0 || counts < (since[whose] ?? 0)) continue;
    since[whose] = counts;
    asked[whose] = wanted;
  }
  return { asked, errors };
}
