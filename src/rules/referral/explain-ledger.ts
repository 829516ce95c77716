// «Почему такая цифра?» for «Начисления»: credits, обнуления, corrections; and for «Закрытые месяцы».
import { ruDay } from '../day.js';
import { add, formatMoney, negate, total, ZERO } from '../money.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import { count, formatNumber, keyOf } from '../text.js';
import type { Books } from './books.js';
import {
  changeLines,
  chargeLine,
  listed,
  ownerLine,
  pick,
  pickCharges,
  pickWithdrawals,
  sinceText,
  sumReason,
  sumText,
  trained,
} from './explain-parts.js';
import { closingOf } from './closings.js';
import { type Line, monthOfLine } from './lines.js';
import { type ChargeRow, CLAUSES, type ReferralFacts } from './model.js';
import { lastDay, type Month, monthOf, monthText, termAfter } from './months.js';
import type { Client } from './roster.js';
import { tabs } from './tabs.js';
import { epochOfMonth } from './tariffs.js';
import type { Terms } from './terms.js';

const clientOf = ({ roster }: Books, { client: name }: Line): Client | null =>
  name === null ? null : (roster.clients.find((client) => client?.key === keyOf(name)) ?? null);

/** The charges behind a client's credit of a month. */
const chargesBehind = (
  { rows }: ReferralFacts,
  { roster, accruals }: Books,
  client: Client,
  month: Month,
): readonly ChargeRow[] =>
  rows.charges.filter(
    (_, index) => roster.chargeClient[index] === client && accruals.verdicts[index]?.creditedIn === month,
  );

/** What a client's credit depends on besides its charges (rules 3, 5). */
function conditions(
  { row, partner }: Client,
  month: Month,
  { term, training }: Terms,
): readonly ReasonLine[] {
  const epoch = epochOfMonth(partner.epochs, month);
  const ofLegal =
    epoch.tariff === 'юрлицо'
      ? `, вознаграждение до ${ruDay(termAfter(row.registered, term))}${training ? `, ${row.trained ? `обучен${sinceText(row)}` : 'не обучен'}` : ''}`
      : '';
  return [
    rowLine(tabs.clients, row, `Клиент ${row.name}: зарегистрирован ${ruDay(row.registered)}${ofLegal}`),
    ownerLine(partner, `; тариф на ${ruDay(lastDay(month))} — ${epoch.tariff}`),
    ...changeLines(epoch),
  ];
}

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
  const { lines: charges, amounts } = pickCharges(client ? chargesBehind(facts, books, client, month) : []);
  // A closed line keeps its base even if its charges have changed since.
  const isBase = line.base === null || line.base === total(amounts);
  const sum = isBase ? sumText(amounts) : `при закрытии списано ${formatMoney(line.base)}`;
  const frozen: readonly ReasonLine[] = line.closed
    ? [
        {
          text: `Месяц закрыт: строка стоит так, как была закрыта, ${formatMoney(line.amount)}.`,
          tab: tabs.closings.title,
        },
      ]
    : [];
  const isOnce = line.basis === 'разовое';
  const lines = [
    ...frozen,
    ...(client ? conditions(client, month, terms) : []),
    ...listed(charges),
    // The threshold is reached over several months.
    ...(client ? uncounted(facts, books, client, (one) => one === month || (isOnce && one < month)) : []),
  ];
  if (isOnce)
    return {
      rule: `Физлицо получает ${formatMoney(terms.reward)} один раз за клиента, у которого к концу месяца списано за абонентскую плату и телефонию от ${formatMoney(terms.threshold)}; обзвон роботом не считается.`,
      clause: CLAUSES.credits,
      lines,
      sum: `${sum} ≥ ${formatMoney(terms.threshold)} → ${formatMoney(line.amount)}`,
    };
  return {
    rule: `Юрлицо получает ${formatNumber(terms.rate)} % подтверждённой абонентской платы ${trained(terms)}клиента за месяц, ${count(terms.term, 'месяц', 'месяца', 'месяцев')} с его регистрации; начисляется 1-го числа следующего месяца.`,
    clause: `${CLAUSES.sizes}; ${CLAUSES.credits}`,
    lines,
    sum: `${isBase && amounts.length === 1 ? '' : `${sum}; `}${formatMoney(line.base ?? ZERO)} × ${formatNumber(terms.rate)} % = ${formatMoney(line.amount)}`,
  };
}

/** Everything on the partner's account before a change of tariff. */
function explainZeroing(books: Books, line: Line): Reason {
  const key = keyOf(line.partner);
  const isEarlier = ({ date, basis }: Line): boolean =>
    date < line.date || (date === line.date && basis !== 'обнуление');
  const credited = pick(books, (one) => isEarlier(one) && keyOf(one.partner) === key);
  const taken = pickWithdrawals(books, key, ({ date }) => date < line.date);
  const amounts = [...credited.amounts, ...taken.amounts.map(negate)];
  const change = books.roster.partners
    .find((partner) => partner.key === key)
    ?.epochs.find((epoch) => epoch.row !== null && epoch.from === line.date);
  return {
    rule: `При смене тарифа баланс обнуляется: на начало ${ruDay(line.date)} снято всё, что было на балансе, вместе с начисленным в этот день.`,
    clause: CLAUSES.before,
    lines: [...changeLines(change), ...listed([...credited.lines, ...taken.lines])],
    // A closed line keeps its sum even if the preceding withdrawals have changed since.
    sum:
      total(amounts) === negate(line.amount)
        ? `на балансе было: ${sumText(amounts)}; обнуление ${formatMoney(line.amount)}`
        : `при закрытии месяца на балансе было ${formatMoney(negate(line.amount))}`,
  };
}

/**
 * A correction: what the rules now give for the closed month, what was closed before it, and the difference. One of an
 * open month is about its обнуление, which has zeroed closed sums.
 */
function explainCorrection(facts: ReferralFacts, books: Books, line: Line): Reason {
  const month = monthOfLine(line);
  const accountOf = ({ partner, client }: Line): string =>
    JSON.stringify([keyOf(partner), client === null ? null : keyOf(client)]);
  const account = accountOf(line);
  const isOpen = books.closed === null || month > books.closed.newest;
  // Corrections of this date or later are not part of what this one corrected, even if they are closed.
  const { lines: before, amounts } = pick(
    books,
    (one) =>
      (one.closed || isOpen) &&
      one.date < line.date &&
      monthOfLine(one) === month &&
      accountOf(one) === account,
  );
  const standing = total(amounts);
  const figures = (what: string): string =>
    `по данным ${formatMoney(add(standing, line.amount))} − ${what} ${formatMoney(standing)} = ${formatMoney(line.amount)}`;
  if (isOpen)
    return {
      rule: `При смене тарифа за ${monthText(month)} обнулён баланс с закрытыми суммами, а исходные данные дают другие: разница начислена ${ruDay(line.date)}, вместе с корректировками закрытых месяцев.`,
      clause: CLAUSES.before,
      lines: listed(before),
      sum: figures('обнулено'),
    };
  const client = clientOf(books, line);
  const used =
    client?.partner.key === keyOf(line.partner)
      ? pickCharges(chargesBehind(facts, books, client, month)).lines
      : [];
  const when = line.closed
    ? 'Когда закрывали корректировку, исходные данные давали'
    : 'Сегодня исходные данные дают';
  return {
    rule: `${monthText(month)} закрыт, его строки не меняются. ${when} за него другую сумму: разница начислена ${ruDay(line.date)}, следующего 1-го числа после дня начисления последнего закрытого месяца.`,
    clause: CLAUSES.credits,
    lines: [...used, ...(before.length > 0 ? before : [{ text: 'Закрытых строк до неё нет.' }])],
    sum: figures('закрыто'),
  };
}

/** «Закрыто»: with which month, or what would close the line. */
function explainClosed({ closings, closed }: Books, line: Line): Reason {
  const month = monthOfLine(line);
  const closing = closingOf(closings)(line);
  const open =
    closed !== null && month <= closed.newest
      ? 'Корректировка закроется со следующим месяцем'
      : `Месяц ${monthText(month)} ещё не закрыт`;
  return {
    rule: 'Закрытая строка больше не меняется.',
    clause: CLAUSES.credits,
    lines: !line.closed
      ? [{ text: `${open} («Закрыть месяц…»).` }]
      : closing
        ? [rowLine(tabs.closings, closing, `Закрыт месяц ${monthText(closing.month)}`)]
        : [],
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
    '«Закрыть месяц…» закрыл все открытые строки по этот месяц.',
    CLAUSES.credits,
    pick(books, (line) => line.closed && closedBy(line) === closing),
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
