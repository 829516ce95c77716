// Where the letters are now: staff may move rows and columns of «Письма» while letters are being sent.
import { cellText } from '../rules/kinds.js';
import type { LetterStatus } from '../rules/letters.js';
import { keyOf } from '../rules/text.js';
import { bindColumns, cellIn } from '../sheets/bind.js';
import type { CellUpdate } from '../sheets/diff.js';
import type { Grid } from '../sheets/grid.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { gridOfColumns, rangesOf, reread } from '../sheets/workbook.js';
import { identityOfKey } from './keys.js';
import { type LetterCells, type Mark, marks, marksAt, UNSURE } from './marks.js';
import type { OutboxEntry } from './entries.js';

/** The identity of a row's letter. */
export const identityAt = (place: StructuredTab, cells: Grid[number]): string =>
  identityOfKey(cellText(cellIn(place, cells, 'key')));

export const cellsByColumn = (place: StructuredTab, cells: Grid[number]): LetterCells =>
  Object.fromEntries([...place.columns.at].map(([key, at]) => [key, cells[at] ?? '']));

/** Whether the columns are where they were. */
export function sameHeader(place: StructuredTab, head: Grid | undefined): boolean {
  const { at } = bindColumns(place.tab, head?.[0] ?? []);
  return (
    at.size === place.columns.at.size &&
    [...at].every(([key, column]) => place.columns.at.get(key) === column)
  );
}

/**
 * Reads the tab again and finds its columns anew. Throws `StaleWorkbook` if a vital one is missing; the
 * flight record still tells what was sent.
 */
export function rebound(host: Host, place: StructuredTab): StructuredTab {
  const [now = place] = reread(host, [place]);
  if (['key', 'to', 'subject', 'text', 'status'].some((key) => !now.columns.at.has(key)))
    throw new StaleWorkbook('a header of the outbox is gone');
  return now;
}

const statusAt = (place: StructuredTab, cells: Grid[number]): string =>
  keyOf(cellText(cellIn(place, cells, 'status')));

/** Row of each letter (1-based): of several copies the first one with this status, else the first one. */
export function located(
  place: StructuredTab,
  preferred: LetterStatus = 'в очереди',
): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const certain = new Set<string>();
  place.grid.forEach((cells, index) => {
    const identity = identityAt(place, cells);
    const isPreferred = statusAt(place, cells) === preferred;
    if (rows.has(identity) && (!isPreferred || certain.has(identity))) return;
    if (isPreferred) certain.add(identity);
    rows.set(identity, index + 1);
  });
  return rows;
}

/** Reads keys and statuses again, finding the columns anew if they have moved. */
export function standing(host: Host, place: StructuredTab): StructuredTab {
  const columns = ['key', 'status'].map((key) => place.columns.at.get(key) ?? 0);
  const read = host.book.read(rangesOf(place.title, columns));
  return sameHeader(place, read[0]) ? { ...place, grid: gridOfColumns(read, columns) } : rebound(host, place);
}

/** The marks for the letters' current rows: staff may have moved rows while letters were being sent. */
export function placed(
  entries: readonly OutboxEntry[],
  place: StructuredTab,
  outcomes: ReadonlyMap<string, readonly Mark[]>,
): CellUpdate[] {
  const before = new Map(entries.map((entry) => [entry.identity, entry.status]));
  const letters = located(place, 'отправляется');
  return place.grid.flatMap((cells, index) => {
    const identity = identityAt(place, cells);
    const isMarked = statusAt(place, cells) === 'отправляется';
    const row = index + 1;
    const outcome = letters.get(identity) === row ? outcomes.get(identity) : undefined;
    // A letter that returns to the queue stays out of it if staff have meanwhile cancelled it.
    const isBack = outcome?.some(({ value }) => value === 'в очереди') && !isMarked;
    if (outcome && !isBack) return marksAt(row, outcome);
    if (index === 0 || !isMarked) return [];
    // The mark was written to a row that had just moved there: a letter gets its former status back, an empty
    // row is cleared.
    if (identity === '')
      return marksAt(
        row,
        ['status', 'attempts'].map((column) => ({ column, value: '' })),
      );
    const status = before.get(identity);
    return marksAt(row, status ? [{ column: 'status', value: status }] : marks('ошибка', UNSURE));
  });
}
