// Where letters stand by now: staff move rows and columns of «Письма» while letters are being sent.
import { cellText } from '../rules/kinds.js';
import { keyOf } from '../rules/text.js';
import { bindColumns } from '../sheets/bind.js';
import type { CellUpdate } from '../sheets/diff.js';
import type { Grid } from '../sheets/grid.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { columnRanges, gridOfColumns, reread } from '../sheets/workbook.js';
import { identityOfKey } from './keys.js';
import { type LetterCells, type Mark, marks, marksAt, UNSURE } from './marks.js';
import type { OutboxEntry } from './entries.js';

/** The identity of a row's letter. */
export const identityAt = (place: StructuredTab, cells: Grid[number]): string =>
  identityOfKey(cellText(cells[place.columns.at.get('key') ?? -1] ?? ''));

export const cellsByColumn = (place: StructuredTab, cells: Grid[number]): LetterCells =>
  Object.fromEntries([...place.columns.at].map(([key, at]) => [key, cells[at] ?? '']));

/** Whether the columns stand where they stood. */
export function sameHeader(place: StructuredTab, head: Grid | undefined): boolean {
  const { at } = bindColumns(place.tab, head?.[0] ?? []);
  return (
    at.size === place.columns.at.size &&
    [...at].every(([key, column]) => place.columns.at.get(key) === column)
  );
}

/** The tab as it stands now, its columns found again. What has been sent is known from the flight record when they cannot be. */
export function rebound(host: Host, place: StructuredTab): StructuredTab {
  const [now = place] = reread(host, [place]);
  if (['key', 'to', 'subject', 'text', 'status'].some((key) => !now.columns.at.has(key)))
    throw new StaleWorkbook('a header of the outbox is gone');
  return now;
}

/** The uppermost waiting row of every letter, else its uppermost row. */
export function located(place: StructuredTab): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const waits = new Set<string>();
  place.grid.forEach((cells, index) => {
    const identity = identityAt(place, cells);
    const isWaiting = keyOf(cellText(cells[place.columns.at.get('status') ?? -1] ?? '')) === 'в очереди';
    if (rows.has(identity) && (!isWaiting || waits.has(identity))) return;
    if (isWaiting) waits.add(identity);
    rows.set(identity, index + 1);
  });
  return rows;
}

/** Keys and statuses as they stand now, at the columns where they stand now. */
export function standing(host: Host, place: StructuredTab): StructuredTab {
  const columns = ['key', 'status'].map((key) => place.columns.at.get(key) ?? 0);
  const read = host.book.read(columnRanges(place.title, columns));
  return sameHeader(place, read[0]) ? { ...place, grid: gridOfColumns(read, columns) } : rebound(host, place);
}

/** The outcomes at the rows where their letters stand now: staff may have moved rows while letters were in the air. */
export function placed(
  entries: readonly OutboxEntry[],
  place: StructuredTab,
  outcomes: ReadonlyMap<string, readonly Mark[]>,
): CellUpdate[] {
  const before = new Map(entries.map((entry) => [entry.identity, entry.status]));
  const statusAt = place.columns.at.get('status') ?? -1;
  const statusOf = (cells: Grid[number]): string => keyOf(cellText(cells[statusAt] ?? ''));
  // Of copied rows the one that was marked is the letter.
  const letters = new Map<string, number>();
  const marked = new Set<string>();
  place.grid.forEach((cells, index) => {
    const identity = identityAt(place, cells);
    const isMarked = statusOf(cells) === 'отправляется';
    if (letters.has(identity) && (!isMarked || marked.has(identity))) return;
    if (isMarked) marked.add(identity);
    letters.set(identity, index);
  });
  return place.grid.flatMap((cells, index) => {
    const identity = identityAt(place, cells);
    const row = index + 1;
    const outcome = letters.get(identity) === index ? outcomes.get(identity) : undefined;
    // One that goes back into the queue stays out of it when staff have cancelled it meanwhile.
    const isBack = outcome?.some(({ value }) => value === 'в очереди') && statusOf(cells) !== 'отправляется';
    if (outcome && !isBack) return marksAt(row, outcome);
    if (index === 0 || statusOf(cells) !== 'отправляется') return [];
    // A mark that fell on a row which had just moved there: the letter gets back the status it had, an empty row nothing.
    if (identity === '')
      return marksAt(
        row,
        ['status', 'attempts'].map((column) => ({ column, value: '' })),
      );
    const status = before.get(identity);
    return marksAt(row, status ? [{ column: 'status', value: status }] : marks('ошибка', UNSURE));
  });
}
