// sortRange: reorders the rows of a range with their formats, links and relative formulas.
import { newRow, NONE, reach, type Row } from '../workbook/body.js';
import { relocateFormula } from '../workbook/formula-refs.js';
import { ownBody, ownRow, type Transaction, unshare } from '../workbook/model.js';
import type { Rect } from '../workbook/rect.js';
import { rectOf, withinGrid } from './ranges.js';
import type { RequestOf } from './schemas.js';

export function sortRange(tx: Transaction, { range, sortSpecs: specs = [] }: RequestOf<'sortRange'>): object {
  const { sheet, rect } = rectOf(tx.state, range);
  const body = ownBody(tx, sheet.id);
  unshare(tx, body);
  const area = withinGrid(sheet, rect);
  const bottom = Math.min(area.bottom, body.rows.length);
  const lines = Array.from({ length: Math.max(0, bottom - area.top) }, (_, i) => ({
    from: area.top + i,
    row: newRow(null, body.rows[area.top + i]),
  }));
  lines.sort((a, b) => {
    for (const { dimensionIndex = 0, sortOrder } of specs) {
      const order = compareCells(
        a.row.values[dimensionIndex] ?? null,
        b.row.values[dimensionIndex] ?? null,
        sortOrder === 'DESCENDING',
      );
      if (order !== 0) return order;
    }
    return a.from - b.from;
  });
  lines.forEach(({ from, row }, i) => {
    const to = area.top + i;
    if (from !== to) copySegment(ownRow(tx, body, to), row, area, to - from);
  });
  return {};
}

function copySegment(target: Row, source: Row, area: Rect, down: number): void {
  const right = Math.min(area.right, Math.max(target.values.length, source.values.length));
  reach(target, right - 1);
  for (let c = area.left; c < right; c++) {
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
function compareCells(a: unknown, b: unknown, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const rank = (value: unknown): number => ['number', 'string', 'boolean'].indexOf(typeof value);
  let order = rank(a) - rank(b);
  if (order === 0) {
    order =
      typeof a === 'string' && typeof b === 'string'
        ? a.localeCompare(b, 'ru', { sensitivity: 'base' })
        : Number(a) - Number(b);
  }
  return descending ? -order : order;
}
