// What an erasure changes in the programmes' tabs.
import { parseEmail } from '../rules/email.js';
import { erasedEmail } from '../rules/erased.js';
import { Fault } from '../rules/kinds.js';
import type { Column, Tab } from '../rules/tabs.js';
import type { Zone } from '../rules/zone.js';
import type { CellUpdate } from '../sheets/diff.js';
import { markOf } from './erase-people.js';
import { cellOf, personalKeys, type Source, stands, textAt } from './erase-sources.js';
import type { Sweep } from './erase-sweep.js';

/** Whether every run writes all rows of a tab anew. */
export const isResult = ({ role }: Tab): boolean => role === 'output' || role === 'ledger';

/** Mentions in results that no recompute will write anew, because the programme is stopped or disconnected. */
export function resultUpdates(source: Source, sweep: Sweep): CellUpdate[] {
  const { tab, grid, columnsByKey } = source;
  const results = columnsByKey.filter(([, { options }]) => isResult(tab) || options.computed);
  return grid.flatMap((_, row) =>
    results.flatMap(([column]): CellUpdate[] => {
      const cell = row === 0 ? '' : cellOf(source, row, column);
      const swept = typeof cell === 'string' ? sweep.all(cell) : cell;
      return swept === cell ? [] : [{ row: row + 1, column, value: swept }];
    }),
  );
}

export function rowUpdates(
  source: Source,
  own: ReadonlyMap<number, string>,
  marks: ReadonlyMap<string, string>,
  sweep: Sweep,
): CellUpdate[] {
  const updates: CellUpdate[] = [];
  const named = new Set(marks.values());
  const put = (row: number, column: string, value: string): void => {
    updates.push({ row: row + 1, column, value });
  };
  for (const [row, mark] of own)
    for (const [key, column] of personalKeys(source)) {
      const text = textAt(source, row, key);
      if (!stands(text)) continue;
      if (column.options.personal !== 'email') {
        put(row, key, isRefused(column, text, source.zone) ? '' : markOf(column, text, mark));
        continue;
      }
      const address = parseEmail(text);
      // A row may hold several people's addresses: only this person's is replaced. What is not an address goes
      // too; it leaves a blank, unless the row has nothing else by which to know that it was erased.
      if (address === null) put(row, key, named.has(mark) ? '' : erasedEmail(mark));
      else if (marks.get(address) === mark) put(row, key, erasedEmail(mark));
    }
  // Repetitions in other rows: logs, remarks and free texts are swept completely, other people's cells of
  // contacts only.
  const texts = source.columnsByKey.filter(
    ([, column]) =>
      !column.options.computed && (source.tab.role === 'log' || column.options.personal !== undefined),
  );
  for (let row = 1; row < source.grid.length; row += 1) {
    for (const [key, column] of texts) {
      const { personal } = column.options;
      if (own.has(row) && personal !== 'mention') continue;
      const cell = cellOf(source, row, key);
      // A phone may be a number.
      if ((typeof cell !== 'string' && !Number.isInteger(cell)) || cell === '') continue;
      const whole = source.tab.role === 'log' || personal === 'other' || personal === 'mention';
      const text = String(cell);
      const swept = whole && text === cell ? sweep.all(text) : sweep.contacts(text);
      if (swept !== text) put(row, key, swept);
    }
  }
  return updates;
}

/** Whether a column refuses a text. A mark in its place would mend the row, which would count from then on. */
function isRefused({ kind, options }: Column, text: string, zone: Zone): boolean {
  const value = kind.read(text, zone);
  return value instanceof Fault || (options.check?.(value) ?? null) !== null;
}
