// «Начисления»: closed lines as frozen, open months by the rules, and corrections between the two (rule 8).
// Lines are collected by partner, then client, in order of name, into one list per date, so that they need no
// sorting.
import type { Day } from '../day.js';
import { keyOf } from '../text.js';
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
import { addTo, type Closed, type Line } from './lines.js';
import { creditDay, type Month, monthText } from './months.js';
import type { WithdrawalRow } from './model.js';
import { orderByKey, type Partner, type Roster } from './roster.js';
import { type Movements, type Play, settle, type Settlement } from './settlement.js';
import { epochOfMonth } from './tariffs.js';
import type { TermsAt } from './terms.js';

/** A client's closed month for which the rules now give something else. */
interface Drift {
  readonly client: number;
  readonly month: Month;
  /** Whether the client has a closed line for that month. */
  readonly hasLine: boolean;
}

export interface Ledger {
  /** By date of credit, partner, client. */
  readonly lines: readonly Line[];
  /** Parallel to the good rows of «Партнёры». */
  readonly settlements: readonly Settlement[];
  /** The date of each partner's first positive line. */
  readonly firstCredit: readonly (Day | null)[];
  readonly orphans: readonly Orphan[];
  readonly drifts: readonly Drift[];
}

export interface LedgerSources {
  readonly roster: Roster;
  readonly accruals: Accruals;
  readonly withdrawals: readonly WithdrawalRow[];
  readonly termsAt: TermsAt;
  readonly today: Day;
}

/** One client within one partner's ledger; `index` is −1 when the client is no longer the partner's. */
interface Seat {
  readonly key: string;
  readonly partner: string;
  readonly client: string;
  readonly index: number;
  readonly frozen: readonly Line[];
}

/** Movements while they are being collected. */
interface Booked extends Movements {
  readonly credits: Map<Day, number>;
  readonly ruled: Map<Day, number> | null;
  readonly firstPaid: Map<Day, number>;
}

const NO_LINES: readonly Line[] = [];

/** A partner's clients by name: those in the tab, and those that occur in closed lines only. */
function seatsOf(
  roster: Roster,
  name: string,
  partner: Partner | null,
  account: FrozenAccount | undefined,
): readonly Seat[] {
  const seats: Seat[] = [];
  const live = new Set<string>();
  for (const index of partner?.clients ?? []) {
    const client = roster.clients[index];
    if (!client) continue;
    if (account) live.add(client.key);
    const frozen = account?.byClient.get(client.key) ?? NO_LINES;
    seats.push({ key: client.key, partner: name, client: client.row.name, index, frozen });
  }
  if (!account) return seats;
  for (const [key, frozen] of account.byClient)
    if (!live.has(key))
      seats.push({ key, partner: name, client: frozen[0]?.client ?? '', index: -1, frozen });
  return orderByKey(seats.map((seat) => seat.key)).flatMap((at) => seats[at] ?? []);
}

/**
 * The lines of one seat: on one date first closed ones, then corrections, then open ones. Adds drifts of
 * closed months to `drifts`.
 */
function seatLines(
  seat: Seat,
  partner: Partner | null,
  { accruals, today }: LedgerSources,
  closed: Closed | null,
  ruled: Map<Day, number> | null,
  drifts: Drift[],
): readonly Line[] {
  const gaps: Gaps = new Map();
  for (const line of seat.frozen) subtractClosed(gaps, line);
  const open: Line[] = [];
  const to = seat.index < 0 ? 0 : (accruals.from[seat.index + 1] ?? 0);
  for (let at = seat.index < 0 ? 0 : (accruals.from[seat.index] ?? 0); at < to; at += 1) {
    const month = accruals.month[at];
    const base = accruals.base[at];
    const amount = accruals.amount[at];
    if (month === undefined || base === undefined || amount === undefined || !partner) continue;
    const date = creditDay(month);
    const { tariff } = epochOfMonth(partner.epochs, month);
    if (ruled) addTo(ruled, date, amount);
    if (closed !== null && month <= closed.newest) {
      addRuled(gaps, month, tariff, base, amount);
      continue;
    }
    open.push({
      date,
      month: monthText(month),
      partner: seat.partner,
      client: seat.client,
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
    if (seat.index >= 0) drifts.push({ client: seat.index, month, hasLine: gap.hasLine });
    if (closed.correctionDay <= today) corrections.push(correction(closed, month, seat, gap));
  }
  return [...seat.frozen, ...corrections, ...open];
}

interface Holder {
  readonly key: string;
  readonly name: string;
  /** −1 for a name that occurs in closed lines only. */
  readonly index: number;
}

/** The holders of accounts, by name. */
function holders(
  { partners, byName }: Roster,
  accounts: ReadonlyMap<string, FrozenAccount>,
): readonly Holder[] {
  const known = byName.flatMap((index): Holder[] => {
    const partner = partners[index];
    return partner ? [{ key: partner.key, name: partner.row.name, index }] : [];
  });
  const live = new Set(accounts.size > 0 ? known.map(({ key }) => key) : []);
  const orphans = [...accounts].flatMap(([key, { name }]): Holder[] =>
    live.has(key) ? [] : [{ key, name, index: -1 }],
  );
  if (orphans.length === 0) return known;
  const all = [...known, ...orphans];
  return orderByKey(all.map(({ key }) => key)).flatMap((at) => all[at] ?? []);
}

/**
 * Builds the ledger. `frozen` are the closed lines; `closed` tells how far the books are closed (null: not at
 * all).
 */
export function buildLedger(sources: LedgerSources, frozen: readonly Line[], closed: Closed | null): Ledger {
  const { roster, withdrawals, termsAt, today } = sources;
  const play: Play = { withdrawals, closed, termsAt, today };
  const byDate = new Map<Day, Line[]>();
  const settlements: Settlement[] = [];
  const firstCredit: (Day | null)[] = roster.partners.map(() => null);
  const orphans: Orphan[] = [];
  const drifts: Drift[] = [];
  const put = (line: Line): void => {
    const list = byDate.get(line.date);
    if (list) list.push(line);
    else byDate.set(line.date, [line]);
  };

  const accounts = groupFrozen(frozen, keyOf);
  // Reused for every partner: there may be a hundred thousand.
  const credits = new Map<Day, number>();
  const ruled = closed === null ? null : new Map<Day, number>();
  const firstPaid = new Map<Day, number>();
  for (const { index, key, name } of holders(roster, accounts)) {
    const partner = roster.partners[index] ?? null;
    const account = accounts.get(key);
    const booked: Booked = { credits, ruled, firstPaid, frozen: account?.clientless ?? NO_LINES };
    credits.clear();
    ruled?.clear();
    firstPaid.clear();
    for (const seat of seatsOf(roster, name, partner, account)) {
      let first: Day | null = null;
      for (const line of seatLines(seat, partner, sources, closed, booked.ruled, drifts)) {
        put(line);
        addTo(booked.credits, line.date, line.amount);
        if (line.amount > 0 && (first === null || line.date < first)) first = line.date;
      }
      if (first === null || seat.index < 0) continue;
      addTo(booked.firstPaid, first, 1);
      const known = firstCredit[index] ?? null;
      if (known === null || first < known) firstCredit[index] = first;
    }
    booked.frozen.forEach(put);
    if (partner) {
      const settlement = settle(partner, booked, play);
      settlement.lines.forEach(put);
      settlements[index] = settlement;
    } else if (account && closed) {
      const { orphan, lines } = settleOrphan(account, booked.credits, closed, today);
      lines.forEach(put);
      orphans.push(orphan);
    }
  }
  return { lines: inOrderOfDate(byDate), settlements, firstCredit, orphans, drifts };
}

function inOrderOfDate(byDate: ReadonlyMap<Day, readonly Line[]>): readonly Line[] {
  const lines: Line[] = [];
  for (const d of [...byDate.keys()].sort((a, b) => a - b))
    for (const line of byDate.get(d) ?? []) lines.push(line);
  return lines;
}
