// Tables in Markdown, as in the README, and the summary of goals.
import type { Figure } from './measure.js';

const digits = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
};

export const number = (value: number): string =>
  Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, ' ') : digits(value);
/** `12.3 ± 0.4` */
export const figure = ({ median, spread }: Figure): string => `${digits(median)} ± ${digits(spread)}`;

export function table(
  title: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = headers.map((header, at) =>
    Math.max(header.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (at === 0 ? (cells[at] ?? '').padEnd(width) : (cells[at] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`### ${title}`, '', line(headers), rule, ...rows.map(line), ''].join('\n');
}

export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  /** Null: not measured this time. */
  readonly reached: boolean | null;
}

export const summary = (goals: readonly Goal[]): string =>
  table(
    'Summary',
    ['what', 'goal', 'measured', 'reached'],
    goals.map(({ what, goal, measured, reached }) => [
      what,
      goal,
      measured,
      reached === null ? 'not measured' : reached ? 'yes' : 'no',
    ]),
  );
