// The grids of sheets: writing outside is an error, as in Google, and all of them together have a limit.
import { ServiceError } from '../errors.js';
import { type SheetBody, usedSize } from './body.js';
import {
  changeSheet,
  GOOGLE_COLUMNS,
  GOOGLE_ROWS,
  type Grid,
  type GridSize,
  sheetIn,
  type SheetState,
  type Transaction,
  openSheets,
  type WorkbookState,
} from './model.js';
import { type Axis, cellName, MAX_COLUMNS, MAX_ROWS } from './rect.js';

/** Google's limit of cells in a spreadsheet. */
export const MAX_CELLS = 10_000_000;

/** The cells of a workbook that count towards that limit. */
export const cellsIn = (state: WorkbookState): number =>
  openSheets(state).reduce((sum, { grid }) => sum + grid.cells, 0);

/** The grid that Google would give a new sheet, enlarged to what is in use. */
export function gridOf(body: SheetBody): Grid {
  const used = usedSize(body);
  let filled = 0;
  for (const row of body.rows) for (const value of row?.values ?? []) if (value !== null) filled++;
  return {
    rows: Math.max(GOOGLE_ROWS, used.rows),
    columns: Math.max(GOOGLE_COLUMNS, used.columns),
    cells: filled,
  };
}

/** Throws a ServiceError when an .xlsx sheet has no room because its last row or column is in use. */
export function setGrid(tx: Transaction, id: number, { rows, columns }: GridSize): void {
  const sheet = sheetIn(tx.state, id);
  const old = sheet.grid;
  if (rows > MAX_ROWS || columns > MAX_COLUMNS) throw new ServiceError(noRoom(sheet, rows > MAX_ROWS));
  const grid = { rows, columns, cells: Math.max(0, old.cells + rows * columns - old.rows * old.columns) };
  changeSheet(tx, id, { grid });
}

/** Adds rows or columns to the grid, or removes them (`count` < 0). */
export function growGrid(tx: Transaction, id: number, axis: Axis, count: number): void {
  const { rows, columns } = sheetIn(tx.state, id).grid;
  setGrid(tx, id, axis === 'ROWS' ? { rows: rows + count, columns } : { rows, columns: columns + count });
}

/** Enlarges the grid to at least this size. */
export function coverGrid(tx: Transaction, id: number, { rows, columns }: GridSize): void {
  const { grid } = sheetIn(tx.state, id);
  if (rows <= grid.rows && columns <= grid.columns) return;
  setGrid(tx, id, { rows: Math.max(rows, grid.rows), columns: Math.max(columns, grid.columns) });
}

function noRoom({ title, body }: SheetState, below: boolean): string {
  const cell = lastCell(body, below ? 'ROWS' : 'COLUMNS');
  return below
    ? `Вкладка «${title}»: ниже занятой ячейки ${cell} в файле .xlsx строк нет. Удалите лишнюю строку в самом низу и повторите.`
    : `Вкладка «${title}»: правее занятой ячейки ${cell} в файле .xlsx столбцов нет. Удалите лишний столбец справа и повторите.`;
}

/** The address of the last used cell in the lowest row or the rightmost column. */
export function lastCell({ rows }: SheetBody, axis: Axis): string {
  let last = { row: 0, column: 0 };
  rows.forEach((row, r) => {
    if (!row) return;
    const column = row.values.length - 1;
    if (column >= 0 && (axis === 'ROWS' || column > last.column)) last = { row: r, column };
  });
  return cellName(last.row, last.column);
}
