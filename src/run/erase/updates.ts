// What an erasure changes in the programmes' tabs.
import { parseEmail } from '../../rules/email.js';
import { erasedEmail } from '../../rules/erased.js';
import { Fault } from '../../rules/kinds.js';
import { type Column, isWritten } from '../../rules/tabs.js';
import { keyOf } from '../../rules/text.js';
import type { Zone } from '../../rules/zone.js';
import type { CellUpdate } from '../../sheets/diff.js';
import { fullName, markOf } from './people.js';
import { cellOf, type Source, stands, textAt } from './sources.js';
import type { Sweep } from './sweep.js';

/** Mentions in results that no recompute will write anew, because the programme is stopped or disconnected. */
export function resultUpdates(source: Source, sweep: Sweep): CellUpdate[] {
  const { tab, grid, all } = source;
  const results = all.filter(([, { options }]) => isWritten(tab) || options.computed);
  return grid.flatMap((_, row) =>
    results.flatMap(([column]): CellUpdate[] => {
      const cell = row === 0 ? '' : cellOf(source, row, column);
      const swept = typeof cell === 'string' ? sweep.all(cell) : cell;
      return swept === cell ? [] : [{ row: row + 1, column, value: swept }];
    }),
  );
}

/** What an erasure knows. */
export interface Erased {
  /** The people's rows of the tab. */
  readonly own: ReadonlyMap<number, string>;
  /** Address → mark. */
  readonly marks: ReadonlyMap<string, string>;
  /** Full name (`fullName`) → what replaces it. */
  readonly names: ReadonlyMap<string, string>;
  /** Keys of the names by which tabs refer to each other. */
  readonly kept: ReadonlySet<string>;
  readonly sweep: Sweep;
}

export function rowUpdates(source: Source, { own, marks, names, kept, sweep }: Erased): CellUpdate[] {
  const updates: CellUpdate[] = [];
  const put = (row: number, column: string, value: string): void => {
    updates.push({ row: row + 1, column, value });
  };
  const { emails } = source;
  for (const [row, mark] of own) {
    const isKnown = emails.some((key) => marks.get(parseEmail(textAt(source, row, key)) ?? '') === mark);
    for (const [key, column] of source.personal) {
      const text = textAt(source, row, key);
      if (!stands(text)) continue;
      if (column.options.personal !== 'email') {
        put(row, key, isRefused(column, text, source.zone) ? '' : markOf(column, text, mark));
        continue;
      }
      const address = parseEmail(text);
      // A row may hold several people's addresses: only this person's is replaced. What is not an address goes
      // too; it leaves a blank if it put the row in error, or if the row has another address to know it by.
      if (address === null)
        put(row, key, isKnown || isRefused(column, text, source.zone) ? '' : erasedEmail(mark));
      else if (marks.get(address) === mark) put(row, key, erasedEmail(mark));
    }
  }
  // Repetitions in other rows: logs, remarks and free texts are swept completely, other cells of contacts only.
  const texts = source.all.filter(([, column]) => !column.options.computed);
  const isLog = source.tab.role === 'log';
  for (let row = 1; row < source.grid.length; row += 1) {
    for (const [key, column] of texts) {
      const { personal } = column.options;
      if (own.has(row) && personal !== undefined && personal !== 'mention') continue;
      const cell = cellOf(source, row, key);
      // A phone may be a number.
      if ((typeof cell !== 'string' && !Number.isInteger(cell)) || cell === '') continue;
      const text = String(cell);
      // Most cells of other columns have no address.
      if (!isLog && personal === undefined && (!text.includes('@') || kept.has(keyOf(text)))) continue;
      // A name without an address beside it, such as a speaker's.
      const isAlone = personal === 'name' && emails.every((email) => textAt(source, row, email) === '');
      const isFree = isLog || personal === 'other' || personal === 'mention';
      const swept =
        (isAlone ? names.get(fullName([text])) : undefined) ??
        (isFree && text === cell ? sweep.all(text) : sweep.contacts(text));
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
