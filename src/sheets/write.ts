// Writes a plan: structure first, then the add-on's own tabs, computed columns last, in atomic pieces of at
// most about 2 MB. A run may be stopped between two pieces, so cells that must change together, such as those
// of one row, are never split between pieces.
import { diffOf, rowsTouched, type TabDiff } from './diff.js';
import { diffRequests } from './requests.js';
import type { Host, Request } from './ports.js';
import { growth, type StructuredTab } from './structure.js';

/** All changes of one tab. */
export interface TabWrite {
  readonly place: StructuredTab;
  readonly diff: TabDiff;
}

/** Characters of JSON; the API accepts more but gets slow. */
const PIECE = 2_000_000;
const CELL_OVERHEAD = 60;
const REQUEST_OVERHEAD = 200;

const cellSize = (value: unknown): number => CELL_OVERHEAD + (typeof value === 'string' ? value.length : 0);

/**
 * The requests of a plan in writing order, in lists that must not be split: a tab's structure with its first
 * rows, then further rows.
 */
export const writeRequests = (writes: readonly TabWrite[]): Request[][] =>
  writes
    .flatMap(({ place, diff }) =>
      inPieces(diff).map((part, index) => [
        ...(index === 0 ? [...place.requests, ...growth(place, rowsTouched(diff))] : []),
        ...diffRequests(part),
      ]),
    )
    .filter((requests) => requests.length > 0);

/** Splits a tab's changes between rows so that each part fits in one piece. */
function inPieces(diff: TabDiff): readonly TabDiff[] {
  const sizes = new Float64Array(rowsTouched(diff));
  for (const changes of diff.byColumn.values())
    for (const { row, value } of changes) sizes[row] = (sizes[row] ?? 0) + cellSize(value);
  const starts = [0];
  let size = 0;
  sizes.forEach((own, row) => {
    if (size > 0 && size + own > PIECE) {
      starts.push(row);
      size = 0;
    }
    size += own;
  });
  if (starts.length === 1) return [diff];
  return starts.map((from, index) => rowsBetween(diff, from, starts[index + 1] ?? sizes.length));
}

/** The changes of the rows [from, to). */
function rowsBetween(diff: TabDiff, from: number, to: number): TabDiff {
  const byColumn = new Map(
    [...diff.byColumn].flatMap(([column, changes]) => {
      const own = changes.filter(({ row }) => row >= from && row < to);
      return own.length > 0 ? [[column, own] as const] : [];
    }),
  );
  return diffOf(diff, byColumn);
}

/** Sends lists of requests, packing as many into a call as fit in a piece. No list is split. */
export function sendRequests(host: Host, lists: readonly (readonly Request[])[]): void {
  let piece: Request[] = [];
  let size = 0;
  for (const requests of lists) {
    const own = requests.reduce((sum, request) => sum + sizeOf(request), 0);
    if (piece.length > 0 && size + own > PIECE) {
      host.book.write(piece);
      piece = [];
      size = 0;
    }
    piece.push(...requests);
    size += own;
  }
  if (piece.length > 0) host.book.write(piece);
}

function sizeOf({ updateCells }: Request): number {
  let size = REQUEST_OVERHEAD;
  for (const { values = [] } of updateCells?.rows ?? [])
    for (const { userEnteredValue } of values) size += cellSize(userEnteredValue?.stringValue);
  return size;
}
