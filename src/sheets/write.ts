// Writes a plan: structure first, then the add-on's own tabs, computed columns last; atomic, in pieces of at most about 2 MB.
import { diffRequests, rowsTouched, type TabDiff } from './diff.js';
import type { Host, Request } from './ports.js';
import { growth, type StructuredTab } from './structure.js';

/** All changes of one tab. */
export interface TabWrite {
  readonly place: StructuredTab;
  readonly diff: TabDiff;
}

/** Characters of JSON; the API takes more, but answers slowly. */
const PIECE = 2_000_000;
const CELL_OVERHEAD = 60;

/** The requests of a plan, a list a tab, in the order of writing. */
export const writeRequests = (writes: readonly TabWrite[]): Request[][] =>
  writes
    .map(({ place, diff }) => [...place.requests, ...growth(place, rowsTouched(diff)), ...diffRequests(diff)])
    .filter((requests) => requests.length > 0);

/** Sends the requests; one call unless they are too large for one. */
export function sendRequests(host: Host, byTab: readonly (readonly Request[])[]): void {
  let piece: Request[] = [];
  let size = 0;
  for (const requests of byTab)
    for (const request of requests) {
      for (const part of splitLarge(request)) {
        const own = sizeOf(part);
        if (piece.length > 0 && size + own > PIECE) {
          host.book.write(piece);
          piece = [];
          size = 0;
        }
        piece.push(part);
        size += own;
      }
    }
  if (piece.length > 0) host.book.write(piece);
}

type Rows = GoogleAppsScript.Sheets.Schema.RowData[];

const rowSize = (row: GoogleAppsScript.Sheets.Schema.RowData): number =>
  (row.values ?? []).reduce(
    (sum, cell) => sum + CELL_OVERHEAD + (cell.userEnteredValue?.stringValue?.length ?? 0),
    0,
  );

const sizeOf = (request: Request): number =>
  (request.updateCells?.rows ?? []).reduce((sum, row) => sum + rowSize(row), 200);

/** A tall `updateCells` as several of at most a piece each. */
function splitLarge(request: Request): Request[] {
  const update = request.updateCells;
  const start = update?.start;
  if (!update?.rows || !start || sizeOf(request) <= PIECE) return [request];
  const parts: Request[] = [];
  let rows: Rows = [];
  let size = 0;
  let first = 0;
  update.rows.forEach((row, index) => {
    const own = rowSize(row);
    if (rows.length > 0 && size + own > PIECE) {
      parts.push({
        updateCells: { ...update, start: { ...start, rowIndex: (start.rowIndex ?? 0) + first }, rows },
      });
      rows = [];
      size = 0;
      first = index;
    }
    rows.push(row);
    size += own;
  });
  parts.push({
    updateCells: { ...update, start: { ...start, rowIndex: (start.rowIndex ?? 0) + first }, rows },
  });
  return parts;
}
