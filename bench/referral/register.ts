// «Партнёры», «Смена тарифа» and «Клиенты» by hand: the partners, their terms over time, and their clients.
import { parseEmail } from '../../src/rules/email.js';
import { keyOf } from '../../src/rules/text.js';
import type { Grid } from '../../src/sheets/grid.js';
import { dateOf, firstOf, lookup, monthOf } from '../by-hand.js';
import { columnsOf, dayOf, flagOf, isEmpty, isFilled, isNew, isUsed, optionalDay, wordOf } from '../cells.js';

const TERM_MONTHS = 24;
const TARIFFS = new Map([
  ['юрлицо', 0],
  ['физлицо', 1],
]);

export interface Epoch {
  readonly from: number;
  readonly tariff: number;
}
export interface Partner {
  readonly name: string;
  readonly registered: number;
  readonly email: string;
  readonly contract: number;
  readonly legacy: boolean;
  readonly tariff: number;
  readonly changes: { readonly date: number; readonly tariff: number; readonly row: number }[];
  epochs: readonly Epoch[];
  /** Credits by day, and the number of first positive credits by day. */
  readonly credits: Map<number, number>;
  readonly firsts: Map<number, number>;
  readonly withdrawals: number[];
}

export interface Partners {
  readonly partners: readonly Partner[];
  /** Positions by name. */
  readonly byName: Map<string, number>;
  readonly byCode: Map<string, number>;
  readonly errors: number;
}

/** Arrays by position. */
export interface Clients {
  readonly clientAt: Map<string, number>;
  /** The position of the partner. */
  readonly owner: readonly number[];
  /** Days of registration, and the days on which the term ends. */
  readonly since: readonly number[];
  readonly until: readonly number[];
  /** The first day whose charges count for a юрлицо. */
  readonly trained: readonly number[];
  readonly barred: readonly boolean[];
  readonly errors: number;
}

/** The same day of the month 24 months later, or that month's last day. */
function termEnd(serial: number): number {
  const date = dateOf(serial);
  const month = monthOf(serial) + TERM_MONTHS;
  return Math.min(firstOf(month) + date.getUTCDate() - 1, firstOf(month + 1) - 1);
}

export function readPartners(grid: Grid): Partners {
  const partners: Partner[] = [];
  const byName = new Map<string, number>();
  const byCode = new Map<string, number>();
  let errors = 0;
  const own = columnsOf(
    grid,
    'Партнёр',
    'Тариф',
    'Дата регистрации',
    'Промокод',
    'Email',
    'Договор подписан',
    'Прежние условия',
  );
  const [name = -1, tariff = -1, registered = -1, code = -1, email = -1, contract = -1, legacy = -1] = own;
  const names = new Set<string>();
  const codes = new Set<string>();
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const isNamed = isNew(row[name], names);
    const isCoded = isNew(row[code], codes);
    const plan = wordOf(row[tariff], TARIFFS, -1);
    const from = dayOf(row[registered]);
    const address = parseEmail(String(row[email] ?? ''));
    const signed = optionalDay(row[contract]);
    const isLegacy = flagOf(row[legacy]);
    if (
      !isNamed ||
      !isCoded ||
      plan < 0 ||
      Number.isNaN(from) ||
      address === null ||
      Number.isNaN(signed) ||
      isLegacy < 0
    ) {
      errors += 1;
      continue;
    }
    const title = String(row[name]).trim();
    byName.set(keyOf(title), partners.length);
    byCode.set(keyOf(String(row[code])), partners.length);
    partners.push({
      name: title,
      registered: from,
      email: address,
      contract: signed,
      legacy: isLegacy === 1,
      tariff: plan,
      changes: [],
      epochs: [],
      credits: new Map(),
      firsts: new Map(),
      withdrawals: [],
    });
  }
  return { partners, byName, byCode, errors };
}

/** Puts the tariff periods of each partner in order; returns the number of rows in error. */
export function readChanges(grid: Grid, { partners, byName }: Partners, today: number): number {
  let errors = 0;
  const own = columnsOf(grid, 'Дата', 'Партнёр', 'Новый тариф');
  const [date = -1, partner = -1, tariff = -1] = own;
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const day = dayOf(row[date]);
    const plan = wordOf(row[tariff], TARIFFS, -1);
    const whose = isFilled(row[partner]) ? partners[lookup(byName, String(row[partner]))] : undefined;
    if (Number.isNaN(day) || plan < 0 || !whose || day < whose.registered) {
      errors += 1;
      continue;
    }
    if (day <= today) whose.changes.push({ date: day, tariff: plan, row: r });
  }
  for (const one of partners) {
    const epochs: Epoch[] = [{ from: one.registered, tariff: one.tariff }];
    one.changes.sort((a, b) => a.date - b.date || a.row - b.row);
    one.changes.forEach((change, index) => {
      if (one.changes[index + 1]?.date === change.date || change.tariff === epochs[epochs.length - 1]?.tariff)
        return;
      epochs.push({ from: change.date, tariff: change.tariff });
    });
    one.epochs = epochs;
  }
  return errors;
}

export function readClients(grid: Grid, { partners, byCode }: Partners): Clients {
  const clientAt = new Map<string, number>();
  const owner: number[] = [];
  const since: number[] = [];
  const until: number[] = [];
  const trained: number[] = [];
  const barred: boolean[] = [];
  let errors = 0;
  const own = columnsOf(grid, 'Клиент', 'Промокод', 'Дата регистрации', 'Обучен', 'Обучен с', 'Email');
  const [name = -1, code = -1, registered = -1, taught = -1, taughtFrom = -1, email = -1] = own;
  const names = new Set<string>();
  const ends = new Map<number, number>();
  for (let r = 1; r < grid.length; r += 1) {
    const row = grid[r];
    if (!row || !isUsed(row, own)) continue;
    const title = row[name];
    const key = isFilled(title) ? keyOf(String(title)) : '';
    const isUnique = key !== '' && names.size !== names.add(key).size;
    const day = dayOf(row[registered]);
    const isTrained = flagOf(row[taught]);
    const from = optionalDay(row[taughtFrom]);
    const address = isEmpty(row[email]) ? '' : parseEmail(String(row[email]));
    const whose = isFilled(row[code]) ? lookup(byCode, String(row[code])) : -1;
    const partner = partners[whose];
    if (
      !isUnique ||
      Number.isNaN(day) ||
      isTrained < 0 ||
      Number.isNaN(from) ||
      address === null ||
      !partner
    ) {
      errors += 1;
      continue;
    }
    let end = ends.get(day);
    if (end === undefined) ends.set(day, (end = termEnd(day)));
    clientAt.set(key, owner.length);
    owner.push(whose);
    since.push(day);
    until.push(end);
    trained.push(isTrained === 1 ? from : Infinity);
    barred.push((address !== '' && address === partner.email) || day < partner.registered);
  }
  return { clientAt, owner, since, until, trained, barred, errors };
}
