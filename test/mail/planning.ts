// Shared by the tests of the outbox: the plan of one run for given letters and rows of «Письма», in readable
// form.
import type { Cell } from '../../src/rules/kinds.js';
import type { Letter } from '../../src/rules/letters.js';
import type { OutboxEntry } from '../../src/mail/entries.js';
import { planOutbox } from '../../src/mail/outbox.js';
import { windowOf } from '../../src/sheets/evaluate.js';
import { at } from '../sheets/support.js';
import { evaluationOf, templatesOf } from './support.js';

export const NOW = '2023-10-06T12:00:00+03:00';
export const templates = templatesOf('p.one', 'p.two');
export interface Around {
  readonly now?: string;
  readonly ahead?: boolean;
  readonly reach?: 'none';
  readonly lateHours?: number;
  readonly entries?: readonly OutboxEntry[];
  readonly mode?: 'черновик' | 'авто';
  readonly older?: readonly Letter[];
}

export const plan = (letters: readonly Letter[] | null, around: Around = {}) =>
  planOutbox(
    [evaluationOf(letters, around.mode, 'Программа', around.older)],
    around.entries ?? [],
    templates,
    {
      now: at(around.now ?? NOW),
      reach: around.reach ?? (around.ahead ? 'ahead' : 'due'),
      letterWindow: windowOf(at(around.now ?? NOW), around.lateHours ?? 24),
    },
  );
/** «строка столбец=значение» */
export const updates = ({ update }: ReturnType<typeof plan>): string[] =>
  update.map(({ row, column, value }) => `${row} ${column}=${String(value)}`);
/** The new rows as values. */
export const appended = ({ append }: ReturnType<typeof plan>): Record<string, Cell>[] =>
  append.map((row) => Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell.value])));
/** The changed cells of the only changed row. */
export const cellsOf = ({ update }: ReturnType<typeof plan>): Record<string, Cell> =>
  Object.fromEntries(update.map(({ column, value }) => [column, value]));
