// What an action reports, and the sentences that it consists of.
import { agree, count, plural, quotedList } from '../rules/text.js';
import { mergeDiffs, type TabDiff } from '../sheets/diff.js';
import type { TabWrite } from '../sheets/write.js';
import type { RunPlan } from './plan.js';

export interface ActionReport {
  readonly action: string;
  /** For staff, in Russian. */
  readonly message: string;
  /** Data rows by tab title. */
  readonly rows: Readonly<Record<string, number>>;
  /** Number of cells written by tab title; «Журнал» is not counted. */
  readonly changed: Readonly<Record<string, number>>;
  readonly errors: number;
  /** `queued`: letters that the run has created; where it only sends, those that are left in the queue. */
  readonly letters: { readonly queued: number; readonly sent: number; readonly failed: number };
  /** What the action found or made, if it returns anything. */
  readonly result?: unknown;
}

/** A report in which nothing is counted; actions that count something add it. */
export const bareReport = (action: string, message: string): ActionReport => ({
  action,
  message,
  rows: {},
  changed: {},
  errors: 0,
  letters: { queued: 0, sent: 0, failed: 0 },
});

/** The report of a recompute that changes, or would change, these cells. `more`: letters that the plan does not count. */
export const planReport = (
  action: string,
  message: string,
  { rows, errors, letters }: RunPlan,
  changed: ActionReport['changed'],
  more = { queued: 0, failed: 0 },
): ActionReport => ({
  action,
  message,
  rows,
  changed,
  errors,
  letters: { queued: letters.queued + more.queued, sent: 0, failed: letters.failed + more.failed },
});

/** A text as a sentence of its own. */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Joins sentences, skipping empty ones. */
export const sentences = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');

/** Number of cells by tab title; one that is written twice counts once. */
export function changedCells(writes: readonly TabWrite[]): Record<string, number> {
  const diffs = new Map<string, TabDiff>();
  for (const { place, diff } of writes) {
    const earlier = diffs.get(place.title);
    if (diff.cells > 0) diffs.set(place.title, earlier ? mergeDiffs(earlier, diff) : diff);
  }
  return Object.fromEntries([...diffs].map(([title, { cells }]) => [title, cells]));
}

/** Adds up the cells of two writes by tab title. */
export function summed(
  first: ActionReport['changed'],
  second: ActionReport['changed'],
): ActionReport['changed'] {
  const sums: Record<string, number> = { ...first };
  for (const [tab, cells] of Object.entries(second)) sums[tab] = (sums[tab] ?? 0) + cells;
  return sums;
}

export const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

/** «изменено 12 ячеек, замечаний на вкладке «Ошибки»: 3, новых писем: 5» */
export function recomputeSummary(
  changed: Readonly<Record<string, number>>,
  errors: number,
  queued: number,
): string {
  const cells = total(changed);
  const parts = [
    cells === 0
      ? 'ничего не изменилось'
      : `${agree(cells, 'изменена', 'изменено')} ${count(cells, 'ячейка', 'ячейки', 'ячеек')}`,
  ];
  if (errors > 0) parts.push(`замечаний на вкладке «Ошибки»: ${errors}`);
  if (queued > 0) parts.push(`новых писем: ${queued}`);
  return parts.join(', ');
}

/** A sentence that names the programmes that were not recomputed; '' when all were. */
export function stoppedSentence(titles: readonly string[]): string {
  if (titles.length === 0) return '';
  const what = plural(
    titles.length,
    'пересчитана программа',
    'пересчитаны программы',
    'пересчитаны программы',
  );
  return `Не ${what} ${quotedList(titles)}: почему — на вкладке «Ошибки». Прежние итоги оставлены как были.`;
}
