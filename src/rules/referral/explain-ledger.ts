// «Почему такая цифра?» for «Начисления»: credits, обнуления, corrections; and for «Закрытые месяцы».
import { ruDay } from '../day.js';
import { add, formatMoney, negate, ZERO } from '../money.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import { count, formatNumber, keyOf } from '../text.js';
import type { Books } from './books.js';
import {
  type Addend,
  changeLines,
  chargeLine,
  clientLine,
  listed,
  ownerLine,
  pickCharges,
  pickLines,
  pickOwn,
  pickWithdrawals,
  sumReason,
  sumText,
  trained,
} from './explain-parts.js';
import { closingOf } from './closings.js';
import { type Line, monthOfLine, sumOf } from './lines.js';
import type { ReferralFacts } from './model.js';
import { lastDay, type Month, monthOf, monthText } from './months.js';
import type { Client } from './roster.js';
import { tabs } from './tabs.js';
import { epochOfMonth } from './tariffs.js';
import { CLAUSES, rub } from './wording.js';

const clientOf = ({ roster }: Books, { client: name }: Line): Client | null =>
  name === null ? null : (roster.clients.find((client) => client?.key === keyOf(name)) ?? null);

/** The charges behind a client's credit of a month. */
const chargesBehind = (facts: ReferralFacts, books: Books, client: Client, month: Month): readonly Addend[] =>
  pickCharges(facts, books, client, (_, index) => books.accruals.verdicts[index]?.creditedIn === month);

/** The client's charges of the months of a credit that do not count, and why. */
const uncounted = (
  { rows }: ReferralFacts,
  { roster, accruals, charges }: Books,
  client: Client,
  isOfMonths: (month: Month) => boolean,
): readonly ReasonLine[] =>
  rows.charges.flatMap((row, index) => {
    const note = charges[index]?.note ?? null;
    return roster.chargeClient[index] === client &&
      note !== null &&
      accruals.verdicts[index]?.creditedIn === null &&
      isOfMonths(monthOf(row.date))
      ? [chargeLine(row, ` — не учтено: ${note}`)]
      : [];
  });

function explainCredit(facts: ReferralFacts, books: Books, line: Line): Reason {
  const client = clientOf(books, line);
  const month = monthOfLine(line);
  const terms = books.termsAt(month);
  const isOnce = line.basis === 'разовое';
  const charges = client ? chargesBehind(facts, books, client, month) : [];
  // A closed line keeps its base even if its charges have changed since.
  const isBase = line.base === null || line.base === sumOf(charges);
  const sum = isBase ? sumText(charges) : `при закрытии списано ${formatMoney(line.base)}`;
  const lines: ReasonLine[] = [];
  if (line.closed) {
    const text = `Месяц закрыт: строка остаётся такой, какой её закрыли, — ${formatMoney(line.amount)}.`;
    lines.push({ text, tab: tabs.closings.title });
  }
  if (client) {
    const epoch = epochOfMonth(client.partner.epochs, month);
    lines.push(
      clientLine(client, epoch.tariff, terms),
      ownerLine(client.partner, `; тариф на ${ruDay(lastDay(month))} — ${epoch.tariff}`),
      ...changeLines(epoch),
    );
  }
  lines.push(...listed(charges));
  // The threshold is reached over several months.
  if (client)
    lines.push(...uncounted(facts, books, client, (one) => one === month || (isOnce && one < month)));
  if (isOnce)
    return {
      rule: `Физлицо получает ${rub(terms.reward)} один раз за клиента, у которого к концу месяца списано за абонентскую плату и телефонию от ${rub(terms.threshold)}; обзвон роботом не считается.`,
      clause: CLAUSES.credits,
      lines,
      sum: `${sum} ≥ ${formatMoney(terms.threshold)} → ${formatMoney(line.amount)}`,
    };
  return {
    rule: `Юрлицо получает ${formatNumber(terms.rate)} % подтверждённой абонентской платы ${trained(terms)}клиента за месяц в течение ${count(terms.term, 'месяца', 'месяцев', 'месяцев')} с его регистрации; начисляется 1-го числа следующего месяца.`,
    clause: `${CLAUSES.sizes}; ${CLAUSES.credits}`,
    lines,
    sum: `${isBase && charges.length === 1 ? '' : `${sum}; `}${formatMoney(line.base ?? ZERO)} × ${formatNumber(terms.rate)} % = ${formatMoney(line.amount)}`,
  };
}

/** Everything on the partner's account before a change of tariff. */
function explainZeroing(books: Books, { date, partner: name, amount }: Line): Reason {
  const key = keyOf(name);
  const addends = [
    ...pickOwn(books, key, (one) => one.date < date || (one.date === date && one.basis !== 'обнуление')),
    ...pickWithdrawals(books, key, (row) => row.date < date).map(({ line, amount: taken }) => ({
      line,
      amount: negate(taken),
    })),
  ];
  const change = books.roster.partners
    .find((partner) => partner.key === key)
    ?.epochs.find((epoch) => epoch.row !== null && epoch.from === date);
  return {
    rule: `При смене тарифа баланс обнуляется: на начало ${ruDay(date)} снято всё, что было на балансе, вместе с начисленным в этот день.`,
    clause: CLAUSES.before,
    lines: [...changeLines(change), ...listed(addends)],
    // A closed line keeps its sum even if the preceding withdrawals have changed since.
    sum:
      sumOf(addends) === negate(amount)
        ? `на балансе было: ${sumText(addends)}; обнуление ${formatMoney(amount)}`
        : `при закрытии месяца на балансе было ${formatMoney(negate(amount))}`,
  };
}

/**
 * A correction: what the rules now give for the closed month, what was closed before it, and the difference. One of an
 * open month is about its обнуление, which has zeroed closed sums.
 */
function explainCorrection(facts: ReferralFacts, books: Books, line: Line): Reason {
  const month = monthOfLine(line);
  const partner = keyOf(line.partner);
  const clientKey = ({ client }: Line): string | null => (client === null ? null : keyOf(client));
  const isOpen = books.closed === null || month > books.closed.newest;
  // Corrections of this date or later are not part of what this one corrected, even if they are closed.
  const before = pickOwn(
    books,
    partner,
    (one) =>
      (one.closed || isOpen) &&
      one.date < line.date &&
      monthOfLine(one) === month &&
      clientKey(one) === clientKey(line),
  );
  const client = isOpen ? null : clientOf(books, line);
  const used = client?.partner.key === partner ? chargesBehind(facts, books, client, month) : [];
  const when = line.closed
    ? 'Когда закрывали корректировку, исходные данные давали'
    : 'Сегодня исходные данные дают';
  const standing = sumOf(before);
  return {
    rule: isOpen
      ? `При смене тарифа в ${monthText(month)} обнулён баланс с закрытыми суммами, а исходные данные дают другие: разница начислена ${ruDay(line.date)}, вместе с корректировками закрытых месяцев.`
      : `Месяц ${monthText(month)} закрыт, его строки не меняются. ${when} за него другую сумму: разница начислена ${ruDay(line.date)}, 1-го числа после дня начисления последнего закрытого месяца.`,
    clause: isOpen ? CLAUSES.before : CLAUSES.credits,
    lines: listed([...used, ...before]),
    sum: `по данным ${formatMoney(add(standing, line.amount))} − ${isOpen ? 'обнулено' : 'закрыто'} ${formatMoney(standing)} = ${formatMoney(line.amount)}`,
  };
}

/** «Закрыто»: with which month, or what would close the line. */
function explainClosed({ closings, closed }: Books, line: Line): Reason {
  const month = monthOfLine(line);
  const closing = line.closed ? closingOf(closings)(line) : null;
  const lines: ReasonLine[] = [];
  if (closing)
    lines.push(rowLine(tabs.closings, closing, `Закрыта вместе с месяцем ${monthText(closing.month)}`));
  if (!line.closed) {
    const isCorrection = closed !== null && month <= closed.newest;
    const text = isCorrection
      ? 'Корректировка закроется со следующим месяцем'
      : `Месяц ${monthText(month)} ещё не закрыт`;
    lines.push({ text: `${text} («Закрыть месяц…»).` });
  }
  return {
    rule: 'Закрытая строка больше не меняется.',
    clause: CLAUSES.credits,
    lines,
    sum: line.closed ? 'да' : 'нет',
  };
}

/** A row of «Закрытые месяцы»: the lines that it has closed, and whether they still match its fingerprint. */
export function explainClosing(
  { rows }: ReferralFacts,
  books: Books,
  index: number,
  column: string,
): Reason | null {
  const { closings, closingProblems } = books;
  const closing = closings.find(({ row }) => row === rows.closings[index]?.row);
  if (!closing) return null;
  const closedBy = closingOf(closings);
  const reason = sumReason(
    'По команде «Закрыть месяц…» закрыты все открытые строки по этот месяц.',
    CLAUSES.credits,
    pickLines(books, (line) => line.closed && closedBy(line) === closing),
  );
  if (column !== 'fingerprint') return reason;
  return {
    ...reason,
    rule: tabs.closings.columns.fingerprint.options.note,
    sum: closingProblems.some(({ row }) => row === closing.row)
      ? 'не сходится: см. «Ошибки»'
      : 'сходится: строки не менялись',
  };
}

export function explainLedger(
  facts: ReferralFacts,
  books: Books,
  index: number,
  column: string,
): Reason | null {
  const line = books.ledger.lines[index];
  if (!line) return null;
  if (column === 'closed') return explainClosed(books, line);
  if (line.basis === 'обнуление') return explainZeroing(books, line);
  return line.basis === 'корректировка'
    ? explainCorrection(facts, books, line)
    : explainCredit(facts, books, line);
}
