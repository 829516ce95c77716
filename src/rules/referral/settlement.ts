// One partner's account over time: credits, changes of tariff and withdrawals, day by day (rules 5–7). A
// second account runs in parallel, by the current rules: where the two differ because of a closed month, the
// difference becomes corrections (rule 8).
import { type Day, happened } from '../day.js';
import { minor, type Money } from '../money.js';
import { availableOf, missingText, type Position, refusalOf } from './availability.js';
import { addRuled, correction, type Gaps, openGaps, subtractClosed } from './gaps.js';
import type { Closed, Line } from './lines.js';
import { monthAfter, monthOf } from './months.js';
import type { WithdrawalRow } from './model.js';
import type { Partner } from './roster.js';
import type { Tariff } from './tabs.js';
import { epochOfMonth, epochOn } from './tariffs.js';
import type { TermsAt } from './terms.js';

/** Movements on a partner's account, apart from open обнуления and withdrawals; sums in hundredths. */
export interface Movements {
  /** Lines other than обнуления, summed by date. */
  readonly credits: Map<Day, number>;
  /** Closed обнуления, summed by date. */
  readonly zeroed: Map<Day, number>;
  /** Credits by the current rules; null while nothing is closed. */
  readonly ruled: Map<Day, number> | null;
  /** Day → number of clients that count as paying from it on, less those that do not any more. */
  readonly payingChange: Map<Day, number>;
  /** Closed lines without a client: обнуления and their corrections. */
  readonly clientless: readonly Line[];
}

export interface WithdrawalVerdict {
  readonly row: WithdrawalRow;
  readonly partner: Partner;
  readonly status: 'принят' | 'отклонён';
  readonly reason: string | null;
  readonly tariff: Tariff;
  /** What was available when the withdrawal was processed. */
  readonly available: Money;
}

/** What a partner has at the end of a day, and may then withdraw. */
export interface Standing {
  readonly day: Day;
  readonly balance: Money;
  readonly available: Money;
  /** What prevents a withdrawal; null when nothing does. */
  readonly missing: string | null;
}

/** Today's standing, and how it came about. */
export interface Settlement extends Standing {
  readonly partner: Partner;
  /** Обнуления and their corrections, by date. */
  readonly lines: readonly Line[];
  readonly withdrawals: readonly WithdrawalVerdict[];
  readonly tariff: Tariff;
  /** The date of the first positive line for a client; null without any. */
  readonly firstCredit: Day | null;
  readonly paying: number;
  readonly credited: Money;
  readonly zeroed: Money;
  readonly withdrawn: Money;
  readonly since: Day | null;
  /** The standing on a day up to today, by the rows as they are now. */
  readonly standingOn: (day: Day) => Standing;
}

/** Inputs common to all accounts. */
export interface Play {
  /** Null while nothing is closed. */
  readonly closed: Closed | null;
  readonly termsAt: TermsAt;
  readonly today: Day;
}

/** All days up to today on which the account changes. */
function eventDays(
  partner: Partner,
  { credits, zeroed, ruled }: Movements,
  { closed, today }: Play,
): readonly Day[] {
  const days = [...credits.keys(), ...zeroed.keys()];
  if (ruled) days.push(...ruled.keys());
  for (const { from, row } of partner.epochs) if (row !== null) days.push(from);
  for (const { date } of partner.withdrawals) days.push(date);
  if (partner.row.contract !== null) days.push(partner.row.contract);
  if (closed) days.push(closed.correctionDay);
  days.sort((a, b) => a - b);
  return days.filter((d, index) => d <= today && d !== days[index - 1]);
}

/** An account after the days processed so far; sums in hundredths. */
interface Account {
  readonly play: Play;
  readonly partner: Partner;
  readonly lines: Line[];
  readonly verdicts: WithdrawalVerdict[];
  /** Обнуления by the current rules minus those of the ledger, by month. */
  readonly gaps: Gaps;
  paying: number;
  credited: number;
  zeroed: number;
  withdrawn: number;
  /** The balance by the current rules; only used once something is closed. */
  ruled: number;
}

const balanceOf = ({ credited, zeroed, withdrawn }: Account): number => credited + zeroed - withdrawn;

const positionOn = (account: Account, day: Day, tariff: Tariff): Position => ({
  day,
  tariff,
  balance: minor(balanceOf(account)),
  paying: account.paying,
  contract: account.partner.row.contract,
  legacy: account.partner.row.legacy,
});

/** Rule 8: differences of обнуления in closed months become corrections. */
function correctZeroings(account: Account, closed: Closed): void {
  const { row, epochs } = account.partner;
  const who = { partner: row.name, client: null };
  for (const [month, gap] of openGaps(account.gaps)) {
    const { tariff } = epochOfMonth(epochs, monthAfter(month, -1));
    account.lines.push(correction(closed, month, who, { ...gap, tariff }));
    account.credited += gap.amount;
  }
}

/** Rule 5: zeroes the balance as of the start of the day, including what is credited on it. */
function changeTariff(account: Account, d: Day, tariff: Tariff): void {
  const { partner, play, lines, gaps } = account;
  const { closed } = play;
  const isEarly = closed !== null && d < closed.correctionDay;
  if (closed !== null) {
    const lost = Math.max(account.ruled, 0);
    account.ruled -= lost;
    if (isEarly) addRuled(gaps, monthOf(d), tariff, 0, -lost);
    if (monthOf(d) <= closed.newest) return;
  }
  const lost = Math.max(balanceOf(account), 0);
  if (lost === 0) return;
  account.zeroed -= lost;
  if (isEarly) addRuled(gaps, monthOf(d), tariff, 0, lost);
  lines.push({
    date: d,
    month: null,
    partner: partner.row.name,
    client: null,
    tariff,
    basis: 'обнуление',
    base: null,
    amount: minor(-lost),
    closed: false,
  });
}

/**
 * Rule 6: accepts or refuses a withdrawal by what is available when its turn comes; one already paid out
 * stays accepted.
 */
function withdraw(account: Account, row: WithdrawalRow, d: Day, tariff: Tariff): void {
  const at = positionOn(account, d, tariff);
  const terms = account.play.termsAt(monthOf(d));
  const isPaid = happened(row.paid, account.play.today) !== null;
  const reason = isPaid ? null : refusalOf(row.amount, row.method, at, terms);
  account.verdicts.push({
    row,
    partner: account.partner,
    status: reason === null ? 'принят' : 'отклонён',
    reason,
    tariff,
    available: availableOf(at, terms),
  });
  if (reason !== null) return;
  account.withdrawn += row.amount;
  account.ruled -= row.amount;
}

/** Runs one partner's account up to today. */
export function settle(partner: Partner, movements: Movements, play: Play): Settlement {
  const { row, epochs } = partner;
  const { closed, termsAt, today } = play;
  const account: Account = {
    play,
    partner,
    lines: [],
    verdicts: [],
    gaps: new Map(),
    paying: 0,
    credited: 0,
    zeroed: 0,
    withdrawn: 0,
    ruled: 0,
  };
  for (const line of movements.clientless) subtractClosed(account.gaps, line);
  const tariffNow = epochOn(epochs, today).tariff;
  const termsNow = termsAt(monthOf(today));

  let { tariff } = row;
  let changes = 0;
  let taken = 0;
  let since: Day | null = null;
  /** The empty account, then the account at the end of each of the days. */
  const ends = [positionOn(account, today, tariff)];
  for (const d of eventDays(partner, movements, play)) {
    account.credited += movements.credits.get(d) ?? 0;
    account.ruled += movements.ruled?.get(d) ?? 0;
    account.paying += movements.payingChange.get(d) ?? 0;
    if (d === closed?.correctionDay) correctZeroings(account, closed);
    account.zeroed += movements.zeroed.get(d) ?? 0;
    const change = epochs[changes + 1];
    if (change?.from === d) {
      changeTariff(account, d, tariff);
      changes += 1;
      ({ tariff } = change);
    }
    for (let next = partner.withdrawals[taken]; next && next.date <= d; next = partner.withdrawals[taken]) {
      withdraw(account, next, d, tariff);
      taken += 1;
    }
    // «Доступно с» uses today's conditions and the position at the end of that day.
    if (availableOf(positionOn(account, d, tariffNow), termsNow) <= 0) since = null;
    else since ??= d;
    ends.push(positionOn(account, d, tariff));
  }
  const standingOn = (day: Day): Standing => {
    const at = { ...ends.reduce((last, end) => (end.day <= day ? end : last)), day };
    const terms = termsAt(monthOf(day));
    return { day, balance: at.balance, available: availableOf(at, terms), missing: missingText(at, terms) };
  };
  return {
    ...standingOn(today),
    partner,
    lines: account.lines,
    withdrawals: account.verdicts,
    tariff: tariffNow,
    firstCredit: [...movements.payingChange.keys()].sort((a, b) => a - b)[0] ?? null,
    paying: account.paying,
    credited: minor(account.credited),
    zeroed: minor(account.zeroed),
    withdrawn: minor(account.withdrawn),
    since,
    standingOn,
  };
}
