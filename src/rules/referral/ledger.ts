// «Начисления»: closed lines as frozen, open months by the rules, and corrections between the two (rule 8).
// Lines are collected by partner, then client, in order of name, into one list per date, so that they need no
// sorting.
import { joined, pushTo } from '../collections.js';
import type { Day } from '../day.js';
import type { Accruals } from './accruals.js';
import {
  addRuled,
  correction,
  type FrozenAccount,
  type Gaps,
  groupFrozen,
  openGaps,
  type Orphan,
  settleOrphan,
  subtractClosed,
} from './gaps.js';
import { addTo, type Closed, type Line, sumOf } from './lines.js';
import { creditDay, type Month, monthText } from './months.js';
import { byKey, type Client, type Partner, type Roster } from './roster.js';
import { type Movements, type Play, settle, type Settlement } from './settlement.js';
import { epochOfMonth } from './tariffs.js';
import type { TermsAt } from './terms.js';

/** A client's closed month for which the rules now give something else. */
export interface Drift {
  readonly client: Client;
  readonly month: Month;
  /** What the rules give as База minus that of the closed lines. */
  readonly base: number;
  /** Whether the client has a closed line for that month. */
  readonly hasLine: boolean;
}

export interface Ledger {
  /** By date of credit, partner, client. */
  readonly lines: readonly Line[];
  /** Parallel to the good rows of «Партнёры». */
  readonly settlements: readonly Settlement[];
  readonly orphans: readonly Orphan[];
  readonly drifts: readonly Drift[];
}

export interface LedgerSources {
  readonly roster: Roster;
  readonly accruals: Accruals;
  readonly termsAt: TermsAt;
  readonly today: Day;
}

/** The holder of an account: a partner, or a name that occurs in closed lines only. */
interface Holder {
  readonly key: string;
  readonly name: string;
  readonly partner: Partner | null;
}

/** The holders of accounts, by name. */
function holders({ partners }: Roster, accounts: ReadonlyMap<string, FrozenAccount>): readonly Holder[] {
  const all: Holder[] = partners.map((partner) => ({ key: partner.key, name: partner.row.name, partner }));
  const known = new Set(accounts.size > 0 ? partners.map(({ key }) => key) : []);
  for (const [key, { name }] of accounts) if (!known.has(key)) all.push({ key, name, partner: null });
  return all.sort(byKey);
}

/** One client within one holder's ledger; `client` is null when it is no longer the holder's. */
interface Seat {
  readonly key: string;
  readonly name: string;
  readonly client: Client | null;
  readonly frozen: readonly Line[];
}

const NO_LINES: readonly Line[] = [];

/** A holder's clients by name: those in the tab, and those that occur in closed lines only. */
function seatsOf({ partner }: Holder, account: FrozenAccount | undefined): readonly Seat[] {
  const clients = partner?.clients ?? [];
  const seats = clients.map((client): Seat => ({
    key: client.key,
    name: client.row.name,
    client,
    frozen: account?.byClient.get(client.key) ?? NO_LINES,
  }));
  if (!account) return seats;
  const known = new Set(clients.map(({ key }) => key));
  for (const [key, frozen] of account.byClient)
    if (!known.has(key)) seats.push({ key, name: frozen[0]?.client ?? '', client: null, frozen });
  return seats.sort(byKey);
}

/**
 * The lines of one seat: on one date first closed ones, then corrections, then open ones. Adds drifts of
 * closed months to `drifts`.
 */
function seatLines(
  { name, client, frozen }: Seat,
  partner: string,
  { accruals, closed, today }: LedgerSources & Play,
  ruled: Map<Day, number> | null,
  drifts: Drift[],
): readonly Line[] {
  const gaps: Gaps = new Map();
  for (const line of frozen) subtractClosed(gaps, line);
  const open: Line[] = [];
  for (const { month, base, amount } of (client && accruals.earned[client.index]?.credits) ?? []) {
    const date = creditDay(month);
    const { tariff } = epochOfMonth(client?.partner.epochs ?? [], month);
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
function countPaying({ client }: Seat, lines: readonly Line[], days: Map<Day, number>): void {
  let first: Day | null = null;
  let last: Day | null = null;
  for (const { date, amount } of lines) {
    if (amount > 0 && (first === null || date < first)) first = date;
    if (last === null || date > last) last = date;
  }
  if (first !== null) addTo(days, first, 1);
  if (first !== null && last !== null && client === null && sumOf(lines) <= 0) addTo(days, last, -1);
}

/**
 * Builds the ledger. `frozen` are the closed lines; `closed` tells how far the books are closed (null: not at
 * all).
 */
export function buildLedger(sources: LedgerSources, frozen: readonly Line[], closed: Closed | null): Ledger {
  const { roster, today } = sources;
  const play = { ...sources, closed };
  const byDate = new Map<Day, Line[]>();
  const settlements: Settlement[] = [];
  const orphans: Orphan[] = [];
  const drifts: Drift[] = [];
  const put = (line: Line): void => {
    pushTo(byDate, line.date, line);
  };

  const accounts = groupFrozen(frozen);
  const taken = new Set(accounts.size > 0 ? roster.clients.map((client) => client?.key) : []);
  for (const holder of holders(roster, accounts)) {
    const { partner } = holder;
    const account = accounts.get(holder.key);
    const booked: Movements = {
      credits: new Map(),
      ruled: closed && new Map(),
      payingChange: new Map(),
      frozen: account?.clientless ?? NO_LINES,
    };
    for (const seat of seatsOf(holder, account)) {
      const lines = seatLines(seat, holder.name, play, booked.ruled, drifts);
      for (const line of lines) {
        put(line);
        addTo(booked.credits, line.date, line.amount);
      }
      if (seat.client || !taken.has(seat.key)) countPaying(seat, lines, booked.payingChange);
    }
    booked.frozen.forEach(put);
    if (partner) {
      const settlement = settle(partner, booked, play);
      settlement.lines.forEach(put);
      settlements[partner.index] = settlement;
    } else if (account && closed) {
      const { orphan, lines } = settleOrphan(account, booked.credits, closed, today);
      lines.forEach(put);
      orphans.push(orphan);
    }
  }
  const lines = joined([...byDate].sort(([a], [b]) => a - b).map(([, ofDay]) => ofDay));
  return { lines, settlements, orphans, drifts };
}
