// Parts of explanations: rows with their amounts, written-out sums.
import { ruDay } from '../day.js';
import { formatMoney, type Money } from '../money.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { keyOf } from '../text.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { type Line, sumOf } from './lines.js';
import type { ChargeRow, ReferralFacts, WithdrawalRow } from './model.js';
import { termAfter } from './months.js';
import type { Client, Partner } from './roster.js';
import { tabs, type Tariff } from './tabs.js';
import type { Epoch } from './tariffs.js';
import type { Terms } from './terms.js';

/** A row and what it adds to a sum. */
export interface Addend {
  readonly line: ReasonLine;
  readonly amount: Money;
}

const NONE: readonly ReasonLine[] = [{ text: 'Таких строк нет.' }];

export const listed = (addends: readonly Addend[]): readonly ReasonLine[] =>
  addends.length === 0 ? NONE : addends.map(({ line }) => line);

/** «1 000 + 500 = 1 500» */
export const sumText = (addends: readonly Pick<Addend, 'amount'>[]): string =>
  writtenSum(
    addends.map(({ amount }) => amount),
    sumOf(addends),
    formatMoney,
  );

/** The explanation of a sum of rows. */
export const sumReason = (rule: string, clause: string, addends: readonly Addend[]): Reason => ({
  rule,
  clause,
  lines: listed(addends),
  sum: sumText(addends),
});

/** The lines of «Начисления» that match. */
export const pickLines = ({ ledger }: Books, wanted: (line: Line) => boolean): readonly Addend[] =>
  ledger.lines.flatMap((line, index) => {
    if (!wanted(line)) return [];
    const { date, client, partner, basis, month, amount } = line;
    const text = `${ruDay(date)}, ${client ?? partner}, ${basis ?? ''}${month === null ? '' : ` за ${month}`}: ${formatMoney(amount)}`;
    return [{ line: rowLine(tabs.ledger, { row: index + 2 }, text), amount }];
  });

/** The same of one partner, by the key of its name. */
export const pickOwn = (books: Books, key: string, wanted: (line: Line) => boolean): readonly Addend[] =>
  pickLines(books, (line) => keyOf(line.partner) === key && wanted(line));

/** The accepted withdrawals of a partner, by its key, that match. */
export const pickWithdrawals = (
  books: Books,
  key: string,
  wanted: (row: WithdrawalRow) => boolean = () => true,
): readonly Addend[] =>
  acceptedWithdrawals(books)
    .filter(({ partner, row }) => partner.key === key && wanted(row))
    .map(({ row }) => ({
      line: rowLine(tabs.withdrawals, row, `${ruDay(row.date)}, вывод: ${formatMoney(row.amount)}`),
      amount: row.amount,
    }));

export const chargeLine = (row: ChargeRow, more = ''): ReasonLine =>
  rowLine(tabs.charges, row, `${ruDay(row.date)}, ${row.kind}: ${formatMoney(row.amount)}${more}`);

/** The charges of a client that match; `index`: their position among the good rows. */
export const pickCharges = (
  { rows }: ReferralFacts,
  { roster }: Books,
  client: Client,
  wanted: (row: ChargeRow, index: number) => boolean,
): readonly Addend[] =>
  rows.charges
    .filter((row, index) => roster.chargeClient[index] === client && wanted(row, index))
    .map((row) => ({ line: chargeLine(row), amount: row.amount }));

/** Whose a client is; `more`: what else is said of the partner. */
export const ownerLine = ({ row }: Partner, more = ''): ReasonLine =>
  rowLine(tabs.partners, row, `Промокод ${row.code}: партнёр ${row.name}${more}`);

/** A client's term and training, which a percentage depends on. */
export function clientLine({ row }: Client, tariff: Tariff, { term, training }: Terms): ReasonLine {
  const since = row.trainedFrom === null ? '' : ` с ${ruDay(row.trainedFrom)}`;
  const trained = row.trained ? `, обучен${since}` : ', не обучен';
  const ofLegal = `, вознаграждение до ${ruDay(termAfter(row.registered, term))}${training ? trained : ''}`;
  const text = `Клиент ${row.name}: зарегистрирован ${ruDay(row.registered)}`;
  return rowLine(tabs.clients, row, tariff === 'юрлицо' ? text + ofLegal : text);
}

/** The change of tariff that began an epoch; none for the tariff of registration. */
export const changeLines = (epoch: Epoch | undefined): readonly ReasonLine[] =>
  epoch && epoch.row !== null
    ? [rowLine(tabs.changes, { row: epoch.row }, `Новый тариф: ${epoch.tariff}`)]
    : [];

/** «обученного », where only trained clients earn (parameter «Обучение обязательно»). */
export const trained = ({ training }: Pick<Terms, 'training'>): string => (training ? 'обученного ' : '');
