// Grid ranges of requests as rectangles within a sheet's grid.
import { BadRequest } from '../errors.js';
import { openSheetById, type SheetState, type WorkbookState } from '../workbook/model.js';
import { MAX_COLUMNS, MAX_ROWS, type Rect } from '../workbook/rect.js';

type GridRange = GoogleAppsScript.Sheets.Schema.GridRange;

export function sheetOf(state: WorkbookState, id: number | undefined): SheetState {
  // In proto3 an absent number is zero.
  const sheet = openSheetById(state, id ?? 0);
  if (!sheet) throw new BadRequest(`No grid with id: ${String(id ?? 0)}`);
  return sheet;
}

/** Open ends become MAX_ROWS and MAX_COLUMNS; with `open` so do ends at the edge of the grid. */
export function rectOf(
  state: WorkbookState,
  range: GridRange | undefined,
  open = false,
): { sheet: SheetState; rect: Rect } {
  if (!range) throw new BadRequest('range is required');
  const sheet = sheetOf(state, range.sheetId);
  const grid = sheet.grid;
  const { startRowIndex = 0, endRowIndex, startColumnIndex = 0, endColumnIndex } = range;
  const edge = (name: string, end: number | undefined, start: number, size: number, max: number): number => {
    const what = name === 'Row' ? 'row' : 'column';
    if (start < 0) throw new BadRequest(`start${name}Index[${String(start)}] must be >= 0`);
    if (start >= size)
      throw new BadRequest(
        `GridRange.start${name}Index[${String(start)}] is after last ${what} in grid[${String(size)}]`,
      );
    if (end === undefined) return max;
    if (end > size)
      throw new BadRequest(
        `GridRange.end${name}Index[${String(end)}] is after last ${what} in grid[${String(size)}]`,
      );
    if (end <= start)
      throw new BadRequest(
        `end${name}Index[${String(end)}] must be after start${name}Index[${String(start)}]`,
      );
    return open && end === size ? max : end;
  };
  const bottom = edge('Row', endRowIndex, startRowIndex, grid.rows, MAX_ROWS);
  const right = edge('Column', endColumnIndex, startColumnIndex, grid.columns, MAX_COLUMNS);
  return { sheet, rect: { top: startRowIndex, left: startColumnIndex, bottom, right } };
}

/** Cuts a rectangle to the sheet's grid. */
export function withinGrid(sheet: SheetState, rect: Rect): Rect {
  const grid = sheet.grid;
  return { ...rect, bottom: Math.min(rect.bottom, grid.rows), right: Math.min(rect.right, grid.columns) };
}
