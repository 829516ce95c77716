// Parts of explanations: lists of readable length, written-out sums.
import { ruDay } from '../day.js';
import { add, formatMoney, type Money, ZERO } from '../money.js';
import { type Reason, type ReasonLine, shortLines, writtenSum } from '../reasons.js';
import type { Line } from './lines.js';
import { tabs } from './tabs.js';

/** Maximum number of rows listed for one figure. */
const LISTED = 200;

const NONE: readonly ReasonLine[] = [{ text: 'Таких строк нет.' }];

export const listed = (lines: readonly ReasonLine[]): readonly ReasonLine[] =>
  lines.length === 0 ? NONE : shortLines(lines, LISTED);

/** «1 000 + 500 = 1 500» */
export const sumText = (amounts: readonly Money[]): string =>
  writtenSum(amounts, amounts.reduce(add, ZERO), formatMoney);

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

/** A ledger line as a step; `index` is its position in «Начисления». */
export const ledgerLine = (line: Line, index: number): ReasonLine => ({
  text: `${ruDay(line.date)}, ${line.client ?? line.partner}, ${line.basis ?? ''}${line.month === null ? '' : ` за ${line.month}`}: ${formatMoney(line.amount)}`,
  tab: tabs.ledger.title,
  row: index + 2,
});

export const SECTIONS = {
  before: '«Что важно понимать до входа в Партнерку»',
  sizes: '«Размер вознаграждения»',
  credits: '«Как начисляем вознаграждение»',
  payouts: '«Как вывести деньги»',
} as const;
