// Parts of explanations: rows with their amounts, written-out sums.
import { ruDay } from '../day.js';
import { formatMoney, type Money, total } from '../money.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { acceptedWithdrawals, type Books } from './books.js';
import type { Line } from './lines.js';
import type { ChargeRow, ClientRow, WithdrawalRow } from './model.js';
import type { Partner } from './roster.js';
import { tabs } from './tabs.js';
import type { Epoch } from './tariffs.js';
import type { Terms } from './terms.js';

const NONE: readonly ReasonLine[] = [{ text: 'Таких строк нет.' }];

export const listed = (lines: readonly ReasonLine[]): readonly ReasonLine[] =>
  lines.length === 0 ? NONE : lines;

/** «1 000 + 500 = 1 500» */
export const sumText = (amounts: readonly Money[]): string =>
  writtenSum(amounts, total(amounts), formatMoney);

/** Rows with their amounts. */
export interface Picked {
  readonly lines: readonly ReasonLine[];
  readonly amounts: readonly Money[];
}

/** The explanation of a sum of rows. */
export const sumReason = (rule: string, clause: string, { lines, amounts }: Picked): Reason => ({
  rule,
  clause,
  lines: listed(lines),
  sum: sumText(amounts),
});

/** The lines of «Начисления» that match. */
export function pick({ ledger }: Books, wanted: (line: Line) => boolean): Picked {
  const lines: ReasonLine[] = [];
  const amounts: Money[] = [];
  ledger.lines.forEach((line, index) => {
    if (!wanted(line)) return;
    const { date, client, partner, basis, month, amount } = line;
    const text = `${ruDay(date)}, ${client ?? partner}, ${basis ?? ''}${month === null ? '' : ` за ${month}`}: ${formatMoney(amount)}`;
    lines.push(rowLine(tabs.ledger, { row: index + 2 }, text));
    amounts.push(amount);
  });
  return { lines, amounts };
}

/** The accepted withdrawals of a partner, by its key, that match. */
export function pickWithdrawals(
  books: Books,
  key: string,
  wanted: (row: WithdrawalRow) => boolean = () => true,
): Picked {
  const rows = acceptedWithdrawals(books)
    .filter(({ partner, row }) => partner.key === key && wanted(row))
    .map(({ row }) => row);
  return {
    lines: rows.map((row) =>
      rowLine(tabs.withdrawals, row, `${ruDay(row.date)}, вывод: ${formatMoney(row.amount)}`),
    ),
    amounts: rows.map(({ amount }) => amount),
  };
}

export const chargeLine = (row: ChargeRow, more = ''): ReasonLine =>
  rowLine(tabs.charges, row, `${ruDay(row.date)}, ${row.kind}: ${formatMoney(row.amount)}${more}`);

export const pickCharges = (rows: readonly ChargeRow[]): Picked => ({
  lines: rows.map((row) => chargeLine(row)),
  amounts: rows.map(({ amount }) => amount),
});

/** Whose a client is; `more`: what else is said of the partner. */
export const ownerLine = ({ row }: Partner, more = ''): ReasonLine =>
  rowLine(tabs.partners, row, `Промокод ${row.code}: партнёр ${row.name}${more}`);

/** The change of tariff that began an epoch; none for the tariff of registration. */
export const changeLines = (epoch: Epoch | undefined): readonly ReasonLine[] =>
  epoch && epoch.row !== null
    ? [rowLine(tabs.changes, { row: epoch.row }, `Новый тариф: ${epoch.tariff}`)]
    : [];

/** « с 01.11.2023», the day from which a client is trained. */
export const sinceText = ({ trainedFrom }: ClientRow): string =>
  trainedFrom === null ? '' : ` с ${ruDay(trainedFrom)}`;

/** «обученного », where only trained clients earn (parameter «Обучение обязательно»). */
export const trained = ({ training }: Pick<Terms, 'training'>): string => (training ? 'обученного ' : '');
