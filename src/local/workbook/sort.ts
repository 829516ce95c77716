// Sorts the rows below the header, with their formats, links and relative formulas.
import { type Cell, newRow, NONE, reach, type Row } from './body.js';
import { relocateFormula } from './formula-refs.js';
import { unshare } from './cells.js';
import { ownBody, ownRow, type Transaction } from './model.js';

export function sortRows(tx: Transaction, id: number, column: number, descending: boolean): void {
  unshare(tx, id);
  const body = ownBody(tx, id);
  const lines = Array.from(body.rows.slice(1), (row, at) => ({ from: at + 1, row: newRow(null, row) }));
  const keyOf = ({ values }: Row): Cell => values[column] ?? null;
  lines.sort((a, b) => compareCells(keyOf(a.row), keyOf(b.row), descending));
  lines.forEach(({ from, row }, at) => {
    const to = at + 1;
    if (from !== to) copyCells(ownRow(tx, body, to), row, to - from);
  });
}

function copyCells(target: Row, source: Row, down: number): void {
  const width = Math.max(target.values.length, source.values.length);
  reach(target, width - 1);
  for (let c = 0; c < width; c++) {
    target.values[c] = source.values[c] ?? null;
    target.styles[c] = source.styles[c] ?? NONE;
    const extra = source.extras?.[c];
    if (!extra && !target.extras) continue;
    (target.extras ??= [])[c] =
      extra?.formula === undefined ? extra : { ...extra, formula: relocateFormula(extra.formula, down, 0) };
  }
}

/**
 * Google's order: numbers, then texts regardless of case, then booleans; empty cells last in both directions.
 */
function compareCells(a: Cell, b: Cell, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const rank = (value: Cell): number => ['number', 'string', 'boolean'].indexOf(typeof value);
  let order = rank(a) - rank(b);
  if (order === 0) {
    order =
      typeof a === 'string' && typeof b === 'string'
        ? a.localeCompare(b, 'ru', { sensitivity: 'base' })
        : Number(a) - Number(b);
  }
  return descending ? -order : order;
}
