// The manager's monthly digest, on the 1st: the previous month's payout register and the totals
// (referral.digest).
import { happened, isoDay, ruDay } from '../day.js';
import { type Letter, letter } from '../letters.js';
import { total } from '../money.js';
import { count } from '../text.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { creditsOn, itemList, statedMonths } from './letter-parts.js';
import { letters } from './letters.js';
import { sumOf } from './lines.js';
import type { ReferralFacts } from './model.js';
import { creditDay, type Month, monthOf } from './months.js';
import { monthName, rub } from './wording.js';

/**
 * One letter to the manager on the 1st: last month's payout register and the totals, whenever it is sent with the
 * figures of its day; none if there is nothing to report.
 */
export const digest = (facts: ReferralFacts, books: Books): readonly Letter[] =>
  statedMonths(facts).flatMap((month) => digestOf(month, facts, books));

function digestOf(month: Month, facts: ReferralFacts, books: Books): readonly Letter[] {
  const { manager } = facts.settings;
  if (manager === null) return [];
  const first = creditDay(month);
  const accepted = acceptedWithdrawals(books);
  const register = accepted.filter(({ row }) => monthOf(row.date) === month);
  const waiting = accepted.filter(({ row }) => row.date <= first && happened(row.paid, first) === null);
  const { ledger } = books;
  const credits = creditsOn(first, ledger.lines);
  const standings = ledger.settlements.map(({ standingOn }) => standingOn(first));
  const isQuiet = register.length + waiting.length + credits.size === 0;
  if (isQuiet && standings.every(({ balance }) => balance === 0)) return [];
  return [
    letter(letters.digest, {
      object: 'digest',
      to: manager,
      date: isoDay(first),
      occasion: facts.zone.at(first),
      values: () => ({
        месяц: monthName(month),
        дата: ruDay(first),
        выводы: itemList(
          register.map(({ row: { date, amount, method }, partner }) => ({
            text: `${ruDay(date)}, ${partner.row.name}: ${rub(amount)}${method === null ? '' : `, ${method}`}`,
            amount,
          })),
          'на вкладке «Выводы»',
        ),
        выведено: rub(sumOf(register.map(({ row }) => row))),
        начислено: rub(total([...credits.values()].map(sumOf))),
        партнёров: String(credits.size),
        балансы: rub(total(standings.map(({ balance }) => balance))),
        доступно: rub(total(standings.map(({ available }) => available))),
        'ждут выплаты':
          waiting.length === 0
            ? 'нет'
            : `${count(waiting.length, 'заявка', 'заявки', 'заявок')} на ${rub(sumOf(waiting.map(({ row }) => row)))}`,
      }),
    }),
  ];
}
