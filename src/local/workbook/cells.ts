// Changes of single cells within a transaction: values, formulas, formats.
import { ServiceError } from '../errors.js';
import { type Cell, type CellExtra, reach } from './body.js';
import { relocateFormula } from './formula-refs.js';
import { effectiveStyle, ownBody, ownRow, sheetIn, type SheetState, type Transaction } from './model.js';
import { cellName } from './rect.js';

/** Text that a spreadsheet program would read as a formula or a number if it were typed. */
const LOOKS_TYPED = /^[=+\-@']/;

/** Excel reports a file with a longer text as damaged. */
const LONGEST_IN_FILE = 32_767;

/** Throws a ServiceError when a cell of an `.xlsx` cannot store the value. */
export function checkText({ title }: SheetState, row: number, column: number, value: Cell): void {
  if (typeof value !== 'string' || value.length <= LONGEST_IN_FILE) return;
  throw new ServiceError(
    `Вкладка «${title}», ячейка ${cellName(row, column)}: в файле .xlsx ячейка держит не больше 32 767 знаков, а здесь ${value.length.toLocaleString('ru')}. Сократите текст.`,
  );
}

/** Writes a value (`null`: none), or a formula (without `=`) with `value` as its last known result. */
export function setValue(
  tx: Transaction,
  id: number,
  row: number,
  column: number,
  value: Cell,
  formula?: string,
): void {
  const current = sheetIn(tx.state, id).body.rows[row];
  const oldValue = current?.values[column] ?? null;
  const old = current?.extras?.[column];
  // An empty text is a possible result of a formula; null means no result.
  const text = value === '' && formula === undefined ? null : value;
  if (oldValue === text && old?.formula === formula && old?.error !== true) return;
  const body = ownBody(tx, id);
  if (old?.formulaAttributes?.includes('shared')) unshare(tx, id);
  const cells = ownRow(tx, body, row);
  reach(cells, column);
  cells.values[column] = text;
  if (cells.extras) cells.extras[column] = undefined;
  if (formula !== undefined) (cells.extras ??= [])[column] = { formula };
  const quote = typeof text === 'string' && LOOKS_TYPED.test(text) && formula === undefined;
  const style = effectiveStyle(body, row, column);
  const { styles } = tx.workbook;
  if (styles.hasQuotePrefix(style) !== quote)
    cells.styles[column] = styles.derive(style, { quotePrefix: quote });
}

/** Writes what staff have typed: unlike a value that replaces another, it keeps the link of the cell, as in Excel. */
export function typeValue(tx: Transaction, id: number, row: number, column: number, value: Cell): void {
  const link = sheetIn(tx.state, id).body.rows[row]?.extras?.[column]?.link;
  setValue(tx, id, row, column, value);
  const cells = sheetIn(tx.state, id).body.rows[row];
  if (link && value !== null && cells && !cells.extras?.[column]?.link)
    (cells.extras ??= [])[column] = { link };
}

export function setStyle(tx: Transaction, id: number, row: number, column: number, style: number): void {
  if (effectiveStyle(sheetIn(tx.state, id).body, row, column) === style) return;
  const cells = ownRow(tx, ownBody(tx, id), row);
  reach(cells, column);
  cells.styles[column] = style;
}

/**
 * Changes what the cells of a sheet hold besides their values; a cell for which `change` returns the same object stays
 * as it is.
 */
export function changeExtras(
  tx: Transaction,
  id: number,
  change: (extra: CellExtra, row: number, column: number) => CellExtra,
): void {
  sheetIn(tx.state, id).body.rows.forEach((row, r) => {
    row?.extras?.forEach((extra, c) => {
      const next = extra && change(extra, r, c);
      if (!next || next === extra) return;
      const cells = ownRow(tx, ownBody(tx, id), r);
      (cells.extras ??= [])[c] = next;
    });
  });
}

/** Expands shared formulas before one of them is removed: the others refer to the first only by number. */
export function unshare(tx: Transaction, id: number): void {
  const masters = new Map<string, { row: number; column: number; formula: string }>();
  changeExtras(tx, id, (extra, row, column) => {
    const { formula, formulaAttributes } = extra;
    if (formula === undefined || !formulaAttributes?.includes('shared')) return extra;
    const index = /\ssi="(\d+)"/.exec(formulaAttributes)?.[1] ?? '';
    // A number may be used twice: a cell with a text of its own begins anew.
    if (formula !== '') masters.set(index, { row, column, formula });
    const master = masters.get(index);
    if (!master) return extra;
    const own = relocateFormula(master.formula, row - master.row, column - master.column);
    return { ...extra, formula: own, formulaAttributes: '' };
  });
}
