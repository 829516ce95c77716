// Requests that write cells: given rows, one cell repeated over a range.
import { BadRequest } from '../errors.js';
import { NONE, reach, usedSize } from '../workbook/body.js';
import { effectiveStyle, ownBody, ownRow, sheetIn, type Transaction } from '../workbook/model.js';
import { MAX_COLUMNS, MAX_ROWS, type Rect } from '../workbook/rect.js';
import type { StylePatch } from '../xlsx/styles.js';
import { cellMask, type CellMask, patchCell, writeCell } from './cells.js';
import { changeColumns } from './dimensions.js';
import { formatPatch } from './format.js';
import { rectOf, sheetOf, withinGrid } from './ranges.js';
import type { RequestOf } from './schemas.js';
import { setValidation } from './validation.js';

export function updateCells(tx: Transaction, request: RequestOf<'updateCells'>): object {
  const mask = cellMask(request.fields);
  const rows = request.rows ?? [];
  if (request.range && request.start) throw new BadRequest('oneof field area is already set');
  if (request.range) {
    const { sheet, rect } = rectOf(tx.state, request.range);
    const area = withinGrid(sheet, rect);
    if (rows.length > area.bottom - area.top) throw beyond('row', area.bottom);
    // Cells of the range without data in `rows` are cleared, as far as the sheet is in use.
    const bottom = Math.max(area.top + rows.length, Math.min(area.bottom, usedSize(sheet.body).rows));
    for (let r = area.top; r < bottom; r++) {
      const values = rows[r - area.top]?.values ?? [];
      if (values.length > area.right - area.left) throw beyond('column', area.right);
      const right = Math.max(
        area.left + values.length,
        Math.min(area.right, sheet.body.rows[r]?.values.length ?? 0),
      );
      for (let c = area.left; c < right; c++)
        writeCell(tx, sheet.id, r, c, values[c - area.left] ?? {}, mask);
    }
    return {};
  }
  const { start } = request;
  if (!start) throw new BadRequest('area is required');
  const { sheetId, rowIndex = 0, columnIndex = 0 } = start;
  writeRows(tx, sheetOf(tx.state, sheetId).id, rowIndex, columnIndex, rows, mask);
  return {};
}

type RowData = GoogleAppsScript.Sheets.Schema.RowData;

function writeRows(
  tx: Transaction,
  id: number,
  top: number,
  left: number,
  rows: readonly RowData[],
  mask: CellMask,
): void {
  const grid = sheetOf(tx.state, id).grid;
  if (top < 0 || left < 0) throw new BadRequest('GridCoordinate must not be negative');
  if (top >= grid.rows)
    throw new BadRequest(
      `GridCoordinate.rowIndex[${String(top)}] is after last row in grid[${String(grid.rows)}]`,
    );
  if (left >= grid.columns)
    throw new BadRequest(
      `GridCoordinate.columnIndex[${String(left)}] is after last column in grid[${String(grid.columns)}]`,
    );
  if (top + rows.length > grid.rows) throw beyond('row', grid.rows);
  rows.forEach(({ values = [] }, r) => {
    if (left + values.length > grid.columns) throw beyond('column', grid.columns);
    values.forEach((cell, c) => {
      writeCell(tx, id, top + r, left + c, cell, mask);
    });
  });
}

function beyond(what: 'row' | 'column', size: number): BadRequest {
  return new BadRequest(
    `Attempting to write ${what}: ${String(size)}, beyond the last requested ${what} of: ${String(size - 1)}`,
  );
}

export function repeatCell(tx: Transaction, request: RequestOf<'repeatCell'>): object {
  const mask = cellMask(request.fields);
  const cell = request.cell ?? {};
  const { sheet, rect } = rectOf(tx.state, request.range, true);
  const { id } = sheet;
  const area = withinGrid(sheet, rect);
  if (mask.format !== null) formatArea(tx, id, rect, formatPatch(cell.userEnteredFormat ?? {}, mask.format));
  if (mask.validation) setValidation(tx, id, rect, cell.dataValidation);
  const rest: CellMask = { ...mask, format: null, validation: false };
  if (!rest.value && !rest.note && !rest.link) return {};
  const clears = Object.keys(cell.userEnteredValue ?? {}).length === 0 && (cell.note ?? '') === '';
  const bottom = clears ? Math.min(area.bottom, usedSize(sheet.body).rows) : area.bottom;
  for (let r = area.top; r < bottom; r++)
    for (let c = area.left; c < area.right; c++) writeCell(tx, id, r, c, cell, rest);
  return {};
}

/** An open-ended range also changes the format of the columns, which applies to future rows. */
function formatArea(tx: Transaction, id: number, rect: Rect, patch: StylePatch): void {
  const { styles } = tx.workbook;
  const sheet = sheetOf(tx.state, id);
  if (rect.bottom < MAX_ROWS) {
    const area = withinGrid(sheet, rect);
    for (let r = area.top; r < area.bottom; r++)
      for (let c = area.left; c < area.right; c++) patchCell(tx, id, r, c, patch);
    return;
  }
  const width = rect.right === MAX_COLUMNS ? sheet.grid.columns : rect.right;
  const { rows } = sheet.body;
  // Rows above keep their present look, whether they have been written or not.
  for (let r = 0; r < rect.top; r++) for (let c = rect.left; c < width; c++) pin(tx, id, r, c);
  // Below, cells with their own format change; the others follow their column.
  for (let r = rect.top; r < rows.length; r++) {
    const right = Math.min(width, rows[r]?.styles.length ?? 0);
    for (let c = rect.left; c < right; c++) if (rows[r]?.styles[c] !== NONE) patchCell(tx, id, r, c, patch);
  }
  changeColumns(tx, id, rect.left, rect.right, (span) => ({
    ...span,
    style: styles.derive(span.style, patch),
  }));
}

function pin(tx: Transaction, id: number, row: number, column: number): void {
  const { body } = sheetIn(tx.state, id);
  if ((body.rows[row]?.styles[column] ?? NONE) !== NONE) return;
  const style = effectiveStyle(body, row, column);
  const cells = ownRow(tx, ownBody(tx, id), row);
  reach(cells, column);
  cells.styles[column] = style;
}
