// Marks of letters in «Письма»: status, reason, time and attempts, written to the letters' current rows.
import type { Cell } from '../rules/kinds.js';
import type { Instant } from '../rules/zone.js';
import { type CellUpdate, diffAppended, diffCells, mergeDiffs } from '../sheets/diff.js';
import { diffRequests } from '../sheets/requests.js';
import type { Host } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { sendRequests, writeRequests } from '../sheets/write.js';
import type { OutboxEntry, ZoneOf } from './entries.js';

export const UNSURE =
  'отправка прервалась: неизвестно, ушло ли письмо. Спросите получателя или посмотрите «Отправленные» в почте и поставьте «отправлено», а если не ушло — «в очереди».';

/** A new value of one cell of a letter's row. */
export type Mark = Pick<CellUpdate, 'column' | 'value'>;

/** The cells of a letter's row, by column. */
export type LetterCells = Readonly<Record<string, Cell>>;

export const marks = (status: string, reason: string): readonly Mark[] => [
  { column: 'status', value: status },
  { column: 'reason', value: reason },
];

/** «отправлено», with its time in the programme's zone. */
export const sentMarks = (entry: OutboxEntry, zoneOf: ZoneOf, at: Instant): readonly Mark[] => [
  { column: 'sent', value: zoneOf(entry.programme).toSerial(at) },
  ...marks('отправлено', ''),
];

/** Back in the queue, with its attempts so far. */
export const backMarks = ({ attempts }: OutboxEntry): readonly Mark[] => [
  ...marks('в очереди', ''),
  { column: 'attempts', value: attempts },
];

export const marksAt = (row: number, list: readonly Mark[]): readonly CellUpdate[] =>
  list.map((mark) => ({ row, ...mark }));

/** Writes cells of «Письма», and appends whole rows below its last one. Returns the number of cells. */
export function writeMarks(
  host: Host,
  place: StructuredTab,
  updates: readonly CellUpdate[],
  rows: readonly LetterCells[] = [],
): number {
  if (updates.length === 0 && rows.length === 0) return 0;
  // `place.grid` is not updated as statuses change from letter to letter, so every update is written.
  const changed = diffCells(place, updates, true);
  if (rows.length === 0) {
    host.book.write(diffRequests(changed));
    return changed.cells;
  }
  const added = diffAppended(
    place,
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, { value }]))),
  );
  const diff = mergeDiffs(changed, added);
  // Rows have been deleted since the grid's size was read: new ones are added below the last one in use.
  sendRequests(host, writeRequests([{ place: { ...place, rowCount: place.grid.length }, diff }]));
  return diff.cells;
}
