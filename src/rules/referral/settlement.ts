// One partner's account through time: credits, changes of tariff and withdrawals day by day (rules 5–7).
// Beside the account as the ledger shows it runs a second one, «by the rules as they stand»: where the two differ on
// account of a closed month, the difference becomes corrections (rule 8).
import { type Day, happened } from '../day.js';
import { minor, type Money, negate } from '../money.js';
import { availableOf, missingText, type Position, refusalOf } from './availability.js';
import { addTo, type Closed, type Line, monthOfLine } from './lines.js';
import { type Month, monthAfter, monthOf, monthText } from './months.js';
import type { WithdrawalRow } from './model.js';
import type { Partner } from './roster.js';
import type { Tariff } from './tabs.js';
import { epochOfMonth, epochOn } from './tariffs.js';
import type { TermsAt } from './terms.js';

/** What happened on a partner's account besides its changes of tariff and withdrawals; sums in hundredths. */
export interface Movements {
  /** Lines with a client, by date. */
  readonly credits: ReadonlyMap<Day, number>;
  /** The same by the rules as they stand; null while nothing is closed. */
  readonly ruled: ReadonlyMap<Day, number> | null;
  /** How many clients have their first positive line on a day. */
  readonly firstPaid: ReadonlyMap<Day, number>;
  /** Closed lines without a client: обнуление, and корректировка of one. */
  readonly frozen: readonly Line[];
}

export interface WithdrawalVerdict {
  readonly index: number;
  readonly status: 'принят' | 'отклонён';
  readonly reason: string | null;
  readonly tariff: Tariff;
  /** What was available when its turn came. */
  readonly available: Money;
}

export interface Settlement {
  /** Обнуления and their corrections, by date. */
  readonly lines: readonly Line[];
  readonly withdrawals: readonly WithdrawalVerdict[];
  readonly tariff: Tariff;
  readonly paying: number;
  readonly credited: Money;
  readonly zeroed: Money;
  readonly withdrawn: Money;
  readonly balance: Money;
  readonly available: Money;
  readonly since: Day | null;
  /** What stands in the way of a withdrawal; null when nothing does. */
  readonly missing: string | null;
}

/** Every day on which something about the account changed, up to today. */
function eventDays(
  partner: Partner,
  movements: Movements,
  withdrawals: readonly WithdrawalRow[],
  closed: Closed | null,
  today: Day,
): readonly Day[] {
  const days = [...movements.credits.keys()];
  if (movements.ruled) days.push(...movements.ruled.keys());
  for (const { date } of movements.frozen) days.push(date);
  for (const { from, row } of partner.epochs) if (row !== null) days.push(from);
  for (const index of partner.withdrawals) {
    const date = withdrawals[index]?.date;
    if (date !== undefined) days.push(date);
  }
  if (partner.row.contract !== null) days.push(partner.row.contract);
  if (closed) days.push(closed.correctionDay);
  days.sort((a, b) => a - b);
  return days.filter((d, index) => d <= today && d !== days[index - 1]);
}

/** Plays one partner's account up to today. */
export function settle(
  partner: Partner,
  movements: Movements,
  withdrawals: readonly WithdrawalRow[],
  closed: Closed | null,
  termsAt: TermsAt,
  today: Day,
): Settlement {
  const { row, epochs } = partner;
  const lines: Line[] = [];
  const verdicts: WithdrawalVerdict[] = [];
  const frozenZeroed = new Map<Day, number>();
  const frozenCredits = new Map<Day, number>();
  /** By month of the обнуление: what the rules say now minus what stands in the ledger. */
  const zeroingDrift = new Map<Month, number>();
  for (const line of movements.frozen) {
    addTo(line.basis === 'обнуление' ? frozenZeroed : frozenCredits, line.date, line.amount);
    addTo(zeroingDrift, monthOfLine(line), negate(line.amount));
  }

  let epoch = 0;
  let paying = 0;
  let credited = 0;
  let zeroed = 0;
  let withdrawn = 0;
  let ruledBalance = 0;
  let since: Day | null = null;
  let nextWithdrawal = 0;
  const balance = (): number => credited + zeroed - withdrawn;
  const positionOn = (d: Day, tariff: Tariff): Position => ({
    day: d,
    tariff,
    balance: minor(balance()),
    paying,
    contract: row.contract,
    legacy: row.legacy,
  });
  const tariffNow = epochOn(epochs, today).tariff;
  const termsNow = termsAt(monthOf(today));

  const bookDrift = (d: Day): void => {
    for (const month of [...zeroingDrift.keys()].sort((a, b) => a - b)) {
      const amount = zeroingDrift.get(month) ?? 0;
      if (amount === 0) continue;
      const { tariff } = epochOfMonth(epochs, monthAfter(month, -1));
      lines.push({
        ...zeroingLine(d, row.name, tariff, minor(amount)),
        month: monthText(month),
        basis: 'корректировка',
      });
      credited += amount;
    }
  };
  /** Rule 5: the balance at the start of the day, what is credited on it included, is gone. */
  const changeTariff = (d: Day, old: Tariff): void => {
    const early = closed !== null && d < closed.correctionDay;
    if (movements.ruled) {
      const lost = Math.max(ruledBalance, 0);
      ruledBalance -= lost;
      if (early) addTo(zeroingDrift, monthOf(d), -lost);
    }
    if (closed !== null && monthOf(d) <= closed.newest) return;
    const lost = Math.max(balance(), 0);
    if (lost === 0) return;
    lines.push(zeroingLine(d, row.name, old, minor(-lost)));
    zeroed -= lost;
    if (early) addTo(zeroingDrift, monthOf(d), lost);
  };
  const withdraw = (index: number, asked: WithdrawalRow, d: Day, tariff: Tariff): void => {
    const at = positionOn(d, tariff);
    const terms = termsAt(monthOf(d));
    // Rule 6: what has been paid out stays accepted.
    const isPaid = happened(asked.paid, today) !== null;
    const reason = isPaid ? null : refusalOf(asked.amount, asked.method, at, terms);
    verdicts.push({
      index,
      status: reason === null ? 'принят' : 'отклонён',
      reason,
      tariff,
      available: availableOf(at, terms),
    });
    if (reason !== null) return;
    withdrawn += asked.amount;
    ruledBalance -= asked.amount;
  };

  for (const d of eventDays(partner, movements, withdrawals, closed, today)) {
    credited += (movements.credits.get(d) ?? 0) + (frozenCredits.get(d) ?? 0);
    ruledBalance += movements.ruled?.get(d) ?? 0;
    paying += movements.firstPaid.get(d) ?? 0;
    if (d === closed?.correctionDay) bookDrift(d);
    zeroed += frozenZeroed.get(d) ?? 0;
    for (let next = epochs[epoch + 1]; next && next.from <= d; next = epochs[epoch + 1]) {
      changeTariff(next.from, epochs[epoch]?.tariff ?? row.tariff);
      epoch += 1;
    }
    const tariff = epochs[epoch]?.tariff ?? row.tariff;
    for (; nextWithdrawal < partner.withdrawals.length; nextWithdrawal += 1) {
      const index = partner.withdrawals[nextWithdrawal] ?? -1;
      const asked = withdrawals[index];
      if (!asked || asked.date > d) break;
      withdraw(index, asked, d, tariff);
    }
    // «Доступно с»: today's conditions at the end of that day.
    if (availableOf(positionOn(d, tariffNow), termsNow) <= 0) since = null;
    else since ??= d;
  }
  const at = positionOn(today, tariffNow);
  return {
    lines,
    withdrawals: verdicts,
    tariff: tariffNow,
    paying,
    credited: minor(credited),
    zeroed: minor(zeroed),
    withdrawn: minor(withdrawn),
    balance: at.balance,
    available: availableOf(at, termsNow),
    since,
    missing: missingText(at, termsNow),
  };
}

const zeroingLine = (date: Day, partner: string, tariff: Tariff, amount: Money): Line => ({
  date,
  month: null,
  partner,
  client: null,
  tariff,
  basis: 'обнуление',
  base: null,
  amount,
  closed: false,
});
