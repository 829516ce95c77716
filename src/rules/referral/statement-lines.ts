// The account in a statement: the balance of the statement before, what has moved it since, and what the 1st has
// credited and taken off, so that these add up to the balance on the 1st.
import { oncePer } from '../collections.js';
import { type Day, ruDay } from '../day.js';
import { negate, subtract, ZERO } from '../money.js';
import type { Books } from './books.js';
import { byPartner, type Item, itemList } from './letter-parts.js';
import { type Line, sumOf } from './lines.js';
import { readMonth } from './months.js';
import type { Settlement, Standing, WithdrawalVerdict } from './settlement.js';
import { monthName, rub } from './wording.js';

/** A balance at the end of a day. */
export type Told = Pick<Standing, 'day' | 'balance'>;

/** What has moved a balance, with a text for the letter. */
interface Movement extends Item {
  readonly date: Day;
  /** Credited by a line of «Начисления», not taken off by an обнуление or a withdrawal. */
  readonly isCredit: boolean;
}

function ofLedger({ date, client, basis, base, amount, month }: Line): Movement {
  if (basis === 'обнуление')
    return { date, amount, isCredit: false, text: `баланс обнулён при смене тарифа: ${rub(amount)}` };
  const corrected = readMonth(month);
  const why =
    basis === 'корректировка'
      ? `корректировка${corrected === null ? '' : ` за ${monthName(corrected)}`}`
      : `${basis ?? ''}, списано ${rub(base ?? ZERO)}`;
  return { date, amount, isCredit: true, text: `${client ?? 'смена тарифа'}: ${rub(amount)} (${why})` };
}

function ofWithdrawal({ row }: WithdrawalVerdict): Movement {
  const amount = negate(row.amount);
  return { date: row.date, amount, isCredit: false, text: `принята заявка на вывод: ${rub(amount)}` };
}

const linesOf = oncePer(({ ledger }: Books) => byPartner(ledger.lines, () => true));

/** What has moved a partner's balance, by date; on one day balances are credited, then zeroed, then withdrawn from. */
function movements(
  { partner, withdrawals }: Settlement,
  books: Books,
  from: Day,
  to: Day,
): readonly Movement[] {
  const isIn = (date: Day): boolean => date >= from && date <= to;
  const lines = linesOf(books).get(partner.key) ?? [];
  const taken = withdrawals.filter(({ status, row }) => status === 'принят' && isIn(row.date));
  return [
    ...lines.filter(({ date }) => isIn(date)).map(ofLedger),
    ...taken.map(ofWithdrawal),
    // The sort is stable.
  ].sort((a, b) => a.date - b.date);
}

/** Three lists have room in a letter. */
const LONGEST = 100;
/** Partners do not see the workbook. */
const list = (items: readonly Item[], head = ''): readonly string[] =>
  items.length === 0 ? [] : [head + itemList(items, 'полный список по запросу', LONGEST)];

const dated = ({ amount, date, text }: Movement): Item => ({ amount, text: `${ruDay(date)} ${text}` });

/**
 * What stands between the last statement (`told`) and this one. What its own figures do not explain has been entered
 * or changed afterwards for days that it had covered: what was taken off on its very day, else one line for all.
 */
export function accountText(settlement: Settlement, books: Books, told: Told, now: Told): string {
  const all = movements(settlement, books, told.day, now.day);
  const since = all.filter(({ date }) => date > told.day);
  const today = (isCredit: boolean): readonly Item[] =>
    since.filter((one) => one.date === now.day && one.isCredit === isCredit);
  const rest = subtract(subtract(now.balance, told.balance), sumOf(since));
  const taken = all.filter(({ date, isCredit }) => date === told.day && !isCredit);
  const [then, day] = [ruDay(told.day), ruDay(now.day)];
  const late: readonly Item[] =
    sumOf(taken) === rest
      ? taken.map(dated)
      : [{ amount: rest, text: `уточнены начисления и выводы по ${then}: ${rub(rest)}` }];
  return [
    ...(told.balance === 0 ? [] : [`На балансе ${then} было ${rub(told.balance)}.`]),
    ...list([...(rest === 0 ? [] : late), ...since.filter(({ date }) => date < now.day).map(dated)]),
    ...list(today(true), `Начислено ${day}:\n`),
    ...list(today(false), `Снято ${day}:\n`),
  ].join('\n');
}
