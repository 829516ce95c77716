// Pieces of explanations: lists that stay readable, sums written out.
import { ruDay } from '../day.js';
import { add, formatMoney, type Money, ZERO } from '../money.js';
import { type ReasonLine, shortLines } from '../programme.js';
import { count } from '../text.js';
import type { Line } from './lines.js';
import { tabs } from './tabs.js';

/** So many rows of one figure are listed; so many addends are written out. */
const LISTED = 200;
const WRITTEN = 12;

const NONE: readonly ReasonLine[] = [{ text: 'Таких строк нет.' }];

export const listed = (lines: readonly ReasonLine[]): readonly ReasonLine[] =>
  lines.length === 0 ? NONE : shortLines(lines, LISTED);

/** «1 000 + 500 = 1 500»; a long sum tells how many addends it has. */
export function sumText(amounts: readonly Money[]): string {
  const total = formatMoney(amounts.reduce(add, ZERO));
  if (amounts.length < 2) return total;
  if (amounts.length > WRITTEN)
    return `${count(amounts.length, 'строка', 'строки', 'строк')}, всего ${total}`;
  return `${amounts.map((amount, index) => addend(amount, index === 0)).join('')} = ${total}`;
}

function addend(amount: Money, first: boolean): string {
  const text = formatMoney(amount);
  if (first) return text;
  return amount < 0 ? ` − ${text.replace(/^[-−]/, '')}` : ` + ${text}`;
}

/** A ledger line as a step; `index` is its place in «Начисления». */
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
