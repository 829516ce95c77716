// The lines of a statement: what has moved a partner's balance since the statement before, so that the balance
// before, the lines and the balance on the day add up.
import { groupBy } from '../collections.js';
import { type Day, ruDay } from '../day.js';
import { type Money, negate, ZERO } from '../money.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { byPartner, type Item } from './letter-parts.js';
import type { Line } from './lines.js';
import { readMonth } from './months.js';
import type { Partner } from './roster.js';
import { monthName, rub } from './wording.js';

interface StatementLine extends Item {
  readonly date: Day;
}

const dated = (date: Day, amount: Money, what: string, why = ''): StatementLine => ({
  date,
  amount,
  text: `${ruDay(date)} ${what}: ${rub(amount)}${why}`,
});

function ofLedger({ date, client, basis, base, amount, month }: Line): StatementLine {
  if (basis === 'обнуление') return dated(date, amount, 'баланс обнулён при смене тарифа');
  const corrected = readMonth(month);
  const why =
    basis === 'корректировка'
      ? `корректировка${corrected === null ? '' : ` за ${monthName(corrected)}`}`
      : `${basis ?? ''}, списано ${rub(base ?? ZERO)}`;
  return dated(date, amount, client ?? 'смена тарифа', ` (${why})`);
}

/**
 * What has moved each balance since the credits of one day, up to those of another, by date. What was taken off on the
 * former day is in both statements: staff may have entered it after the first was written.
 */
export function statementLines(
  before: Day,
  first: Day,
  books: Books,
): (partner: Partner) => readonly StatementLine[] {
  const lines = byPartner(
    books.ledger.lines,
    ({ date, basis }) => date <= first && (date > before || (date === before && basis === 'обнуление')),
  );
  const asked = groupBy(
    acceptedWithdrawals(books).filter(({ row: { date } }) => date >= before && date <= first),
    ({ partner }) => partner,
  );
  return (partner) =>
    [
      ...(lines.get(partner.key) ?? []).map(ofLedger),
      ...(asked.get(partner) ?? []).map(({ row: { date, amount } }) =>
        dated(date, negate(amount), 'принята заявка на вывод'),
      ),
      // The sort is stable: on one day balances are credited, then zeroed, then withdrawn from.
    ].sort((a, b) => a.date - b.date);
}
