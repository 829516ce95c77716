// Marks of letters in «Письма»: status, reason, time and attempts, written at the rows where the letters stand.
import type { Instant } from '../rules/zone.js';
import { type CellUpdate, diffCells, diffRequests, type Place } from '../sheets/diff.js';
import type { Host } from '../sheets/ports.js';
import type { OutboxEntry, ZoneOf } from './outbox.js';

export const UNSURE =
  'отправка прервалась: неизвестно, ушло ли письмо. Проверьте и поставьте «в очереди» или «отправлено».';

/** A new value of one cell of a letter's row. */
export interface Mark {
  readonly column: string;
  readonly value: string | number;
}

export const marks = (status: string, reason: string): readonly Mark[] => [
  { column: 'status', value: status },
  { column: 'reason', value: reason },
];

/** «отправлено», with its time in the programme's zone. */
export const sentMarks = (entry: OutboxEntry, zoneOf: ZoneOf, at: Instant): readonly Mark[] => [
  { column: 'sent', value: zoneOf(entry.programme).toSerial(at) },
  ...marks('отправлено', ''),
];

export const marksAt = (row: number, list: readonly Mark[]): readonly CellUpdate[] =>
  list.map(({ column, value }) => ({ row, column, cell: { value } }));

/** Writes some cells of «Письма»; returns how many. */
export function writeMarks(host: Host, place: Place, updates: readonly CellUpdate[]): number {
  if (updates.length === 0) return 0;
  // The grid stays as it was read while statuses move on from letter to letter: every update is written.
  const diff = diffCells(place, updates, true);
  host.book.write(diffRequests(diff));
  return diff.cells;
}
