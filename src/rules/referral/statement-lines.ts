// The account in a statement: the balance of the statement before, what has moved it since, and what the 1st has
// credited and taken off, so that these add up to the balance on the 1st.
import { oncePer } from '../collections.js';
import { type Day, ruDay } from '../day.js';
import { type Money, negate, subtract, ZERO } from '../money.js';
import type { Books } from './books.js';
import { byPartner, type Item, itemList } from './letter-parts.js';
import { type Line, sumOf } from './lines.js';
import { readMonth } from './months.js';
import type { Settlement } from './settlement.js';
import { monthName, rub } from './wording.js';

/** A balance at the end of a day. */
export interface Told {
  readonly day: Day;
  readonly balance: Money;
}

interface Movement {
  readonly date: Day;
  readonly amount: Money;
  /** Credited by a line of «Начисления», not taken off by an обнуление or a withdrawal. */
  readonly isCredit: boolean;
  readonly what: string;
  readonly why: string;
}

function ofLedger({ date, client, basis, base, amount, month }: Line): Movement {
  if (basis === 'обнуление')
    return { date, amount, isCredit: false, what: 'баланс обнулён при смене тарифа', why: '' };
  const corrected = readMonth(month);
  const why =
    basis === 'корректировка'
      ? `корректировка${corrected === null ? '' : ` за ${monthName(corrected)}`}`
      : `${basis ?? ''}, списано ${rub(base ?? ZERO)}`;
  return { date, amount, isCredit: true, what: client ?? 'смена тарифа', why: ` (${why})` };
}

const linesOf = oncePer(({ ledger }: Books) => byPartner(ledger.lines, () => true));

/** All that has moved a partner's balance, by date; on one day balances are credited, then zeroed, then withdrawn from. */
const movements = ({ partner, withdrawals }: Settlement, books: Books): readonly Movement[] =>
  [
    ...(linesOf(books).get(partner.key) ?? []).map(ofLedger),
    ...withdrawals
      .filter(({ status }) => status === 'принят')
      .map(({ row: { date, amount } }): Movement => {
        const what = 'принята заявка на вывод';
        return { date, amount: negate(amount), isCredit: false, what, why: '' };
      }),
    // The sort is stable.
  ].sort((a, b) => a.date - b.date);

/** Three lists have room in a letter. */
const LONGEST = 100;
/** Partners do not see the workbook. */
const list = (items: readonly Item[], head = ''): readonly string[] =>
  items.length === 0
    ? []
    : [...(head === '' ? [] : [`${head}:`]), itemList(items, 'полный список по запросу', LONGEST)];

const ofDay = ({ amount, what, why }: Movement): Item => ({ amount, text: `${what}: ${rub(amount)}${why}` });
const dated = (one: Movement): Item => ({
  amount: one.amount,
  text: `${ruDay(one.date)} ${ofDay(one).text}`,
});

/**
 * What stands between the last statement (`told`) and this one. What its own figures do not explain has been entered
 * or changed afterwards for days that it had covered: what was taken off on its very day, else one line for all.
 */
export function accountText(settlement: Settlement, books: Books, told: Told, now: Told): string {
  const all = movements(settlement, books);
  const since = all.filter(({ date }) => date > told.day && date <= now.day);
  const rest = subtract(subtract(now.balance, told.balance), sumOf(since));
  const taken = all.filter(({ date, isCredit }) => date === told.day && !isCredit);
  const late: readonly Item[] =
    rest === 0
      ? []
      : sumOf(taken) === rest
        ? taken.map(dated)
        : [{ amount: rest, text: `уточнены начисления и выводы по ${ruDay(told.day)}: ${rub(rest)}` }];
  const today = since.filter(({ date }) => date === now.day);
  const day = ruDay(now.day);
  return [
    ...(told.balance === 0 ? [] : [`На балансе ${ruDay(told.day)} было ${rub(told.balance)}.`]),
    ...list([...late, ...since.filter(({ date }) => date < now.day).map(dated)]),
    ...list(today.filter(({ isCredit }) => isCredit).map(ofDay), `Начислено ${day}`),
    ...list(today.filter(({ isCredit }) => !isCredit).map(ofDay), `Снято ${day}`),
  ].join('\n');
}
