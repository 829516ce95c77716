// «Начисления»: closed lines as frozen, open months by the rules, and corrections between the two (rule 8).
// Lines are collected by partner, then client, in order of name, into one list per date, so that they need no
// sorting.
import { groupBy, joined, pushTo } from '../collections.js';
import type { Day } from '../day.js';
import { minor, type Money, total } from '../money.js';
import { keyOf } from '../text.js';
import type { Accruals } from './accruals.js';
import { addRuled, correction, type Gaps, openGaps, subtractClosed } from './gaps.js';
import { addTo, type Line, monthOfLine, sumOf } from './lines.js';
import { creditDay, type Month, monthText } from './months.js';
import { byKey, type Client, type Roster } from './roster.js';
import { type Movements, type Play, settle, type Settlement } from './settlement.js';

/** A client's closed month for which the rules now give something else. */
export interface Drift {
  readonly client: Client;
  readonly month: Month;
  /** What the rules give as База minus that of the closed lines. */
  readonly base: number;
  /** Whether the client has a closed line for that month. */
  readonly hasLine: boolean;
}

/** A partner's name that occurs in closed lines only: its row is missing or in error. */
interface Orphan {
  readonly name: string;
  readonly credited: Money;
  readonly zeroed: Money;
}

export interface Ledger {
  /** By date of credit, partner, client. */
  readonly lines: readonly Line[];
  /** Parallel to the good rows of «Партнёры». */
  readonly settlements: readonly Settlement[];
  readonly orphans: readonly Orphan[];
  readonly drifts: readonly Drift[];
}

interface LedgerSources extends Play {
  readonly roster: Roster;
  readonly accruals: Accruals;
}

const NO_LINES: readonly Line[] = [];

/** A partner or client with its closed lines. */
interface Seat<T> {
  readonly key: string;
  readonly name: string;
  /** Null for a name that occurs in closed lines only. */
  readonly own: T | null;
  readonly frozen: readonly Line[];
}

/** The partners, or the clients of one of them, by name: those in the tab, and those that occur in closed lines only. */
function seatsOf<T extends { readonly key: string; readonly row: { readonly name: string } }>(
  all: readonly T[],
  frozen: ReadonlyMap<string | null, readonly Line[]>,
  column: 'partner' | 'client',
): readonly Seat<T>[] {
  const left = new Map(frozen);
  const seats = all.map((own): Seat<T> => {
    const { key } = own;
    left.delete(key);
    return { key, name: own.row.name, own, frozen: frozen.get(key) ?? NO_LINES };
  });
  for (const [key, lines] of left)
    if (key !== null) seats.push({ key, name: lines[0]?.[column] ?? '', own: null, frozen: lines });
  return seats.sort(byKey);
}

/**
 * The lines of one client, or of none: on one date first closed ones, then corrections, then open ones. Adds drifts
 * of closed months to `drifts`.
 */
function linesOf(
  { name, own: client, frozen }: Omit<Seat<Client>, 'key' | 'name'> & { readonly name: string | null },
  partner: string,
  { accruals, closed, today }: LedgerSources,
  ruled: Map<Day, number> | null,
  drifts: Drift[],
): readonly Line[] {
  const gaps: Gaps = new Map();
  for (const line of frozen) subtractClosed(gaps, line);
  const open: Line[] = [];
  for (const { month, tariff, base, amount } of (client && accruals.earned[client.index]?.credits) ?? []) {
    const date = creditDay(month);
    if (ruled) addTo(ruled, date, amount);
    if (closed !== null && month <= closed.newest) {
      addRuled(gaps, month, tariff, base, amount);
      continue;
    }
    open.push({
      date,
      month: monthText(month),
      partner,
      client: name,
      tariff,
      basis: tariff === 'юрлицо' ? 'процент' : 'разовое',
      base,
      amount,
      closed: false,
    });
  }
  if (closed === null) return open;
  const corrections: Line[] = [];
  for (const [month, gap] of openGaps(gaps)) {
    if (client) drifts.push({ client, month, base: gap.base, hasLine: gap.hasLine });
    if (closed.correctionDay <= today)
      corrections.push(correction(closed, month, { partner, client: name }, gap));
  }
  return [...frozen, ...corrections, ...open];
}

/**
 * Rule 7: a client counts from its first positive line on. One whose row is missing or in error, but whose closed lines
 * stand, still does, until corrections have taken back what they gave.
 */
function countPaying(client: Client | null, lines: readonly Line[], days: Map<Day, number>): void {
  let first: Day | null = null;
  let last: Day | null = null;
  for (const { date, amount } of lines) {
    if (amount > 0 && (first === null || date < first)) first = date;
    if (last === null || date > last) last = date;
  }
  if (first !== null) addTo(days, first, 1);
  if (first !== null && last !== null && client === null && sumOf(lines) <= 0) addTo(days, last, -1);
}

/** Builds the ledger and settles all accounts. */
export function buildLedger(sources: LedgerSources): Ledger {
  const { roster, closed } = sources;
  const byDate = new Map<Day, Line[]>();
  const settlements: Settlement[] = [];
  const orphans: Orphan[] = [];
  const drifts: Drift[] = [];
  const put = (line: Line): void => {
    pushTo(byDate, line.date, line);
  };

  const frozen = [...(closed?.lines ?? [])].sort(
    (a, b) => a.date - b.date || monthOfLine(a) - monthOfLine(b),
  );
  const accounts = groupBy(frozen, ({ partner }) => keyOf(partner));
  const taken = new Set(frozen.length > 0 ? roster.clients.map((client) => client?.key) : []);
  for (const account of seatsOf(roster.partners, accounts, 'partner')) {
    const { name, own: partner } = account;
    const byClient = groupBy(account.frozen, ({ client }) => (client === null ? null : keyOf(client)));
    const clientless = byClient.get(null) ?? NO_LINES;
    const booked: Movements = {
      credits: new Map(),
      zeroed: new Map(),
      ruled: closed && new Map(),
      payingChange: new Map(),
      clientless,
    };
    const book = (line: Line): void => {
      put(line);
      addTo(line.basis === 'обнуление' ? booked.zeroed : booked.credits, line.date, line.amount);
    };
    for (const seat of seatsOf(partner?.clients ?? [], byClient, 'client')) {
      const lines = linesOf(seat, name, sources, booked.ruled, drifts);
      lines.forEach(book);
      if (seat.own || !taken.has(seat.key)) countPaying(seat.own, lines, booked.payingChange);
    }
    if (partner) {
      clientless.forEach(book);
      const settlement = settle(partner, booked, sources);
      settlement.lines.forEach(put);
      settlements[partner.index] = settlement;
    } else {
      // The rules give it nothing, so its обнуления are corrected to zero too.
      linesOf({ name: null, own: null, frozen: clientless }, name, sources, null, drifts).forEach(book);
      const totalOf = (sums: ReadonlyMap<Day, number>): Money => total([...sums.values()].map(minor));
      orphans.push({ name, credited: totalOf(booked.credits), zeroed: totalOf(booked.zeroed) });
    }
  }
  const lines = joined([...byDate].sort(([a], [b]) => a - b).map(([, ofDay]) => ofDay));
  return { lines, settlements, orphans, drifts };
}
