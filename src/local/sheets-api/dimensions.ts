// Requests about rows and columns: append, delete, resize, hide.
import { BadRequest } from '../errors.js';
import { type ColumnSpan, widthOf } from '../workbook/body.js';
import { growGrid } from '../workbook/grid.js';
import {
  changeFacets,
  ownBody,
  ownRow,
  sheetIn,
  type SheetState,
  type Transaction,
} from '../workbook/model.js';
import { leaves, parseMask, required } from './field-mask.js';
import { changeDimension, checkSize } from './moves.js';
import { sheetOf } from './ranges.js';
import type { RequestOf } from './schemas.js';

type DimensionRange = GoogleAppsScript.Sheets.Schema.DimensionRange;

export function appendDimension(
  tx: Transaction,
  { sheetId, dimension, length = 0 }: RequestOf<'appendDimension'>,
): object {
  const sheet = sheetOf(tx.state, sheetId);
  if (length < 1) throw new BadRequest('length must be positive');
  growGrid(tx, sheet.id, dimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS', length);
  checkSize(tx);
  return {};
}

export function deleteDimension(tx: Transaction, { range }: RequestOf<'deleteDimension'>): object {
  const { sheet, axis, start, end } = dimensionOf(tx, range);
  const count = end - start;
  const left = (axis === 'ROWS' ? sheet.grid.rows : sheet.grid.columns) - count;
  if (left < 1) throw new BadRequest(`You can't delete all the ${axis.toLowerCase()} on the sheet.`);
  if (axis === 'ROWS' && left <= sheet.body.facets.frozenRows) {
    throw new BadRequest('Sorry, it is not possible to delete all non-frozen rows.');
  }
  changeDimension(tx, sheet.id, { axis, at: start, count: -count });
  growGrid(tx, sheet.id, axis, -count);
  return {};
}

function dimensionOf(
  tx: Transaction,
  range: DimensionRange | undefined,
): { sheet: SheetState; axis: 'ROWS' | 'COLUMNS'; start: number; end: number } {
  const sheet = sheetOf(tx.state, range?.sheetId);
  const axis = range?.dimension === 'COLUMNS' ? 'COLUMNS' : 'ROWS';
  if (range?.dimension !== axis) throw new BadRequest('dimension is required');
  const size = axis === 'ROWS' ? sheet.grid.rows : sheet.grid.columns;
  const { startIndex: start = 0, endIndex: end = size } = range;
  if (start < 0 || end <= start)
    throw new BadRequest(`endIndex[${String(end)}] must be after startIndex[${String(start)}]`);
  if (end > size) {
    throw new BadRequest(
      `Cannot delete a ${axis === 'ROWS' ? 'row' : 'column'} that is after the last one [${String(size)}]`,
    );
  }
  return { sheet, axis, start, end };
}

export function updateDimensionProperties(
  tx: Transaction,
  { range, properties = {}, fields: given }: RequestOf<'updateDimensionProperties'>,
): object {
  const fields = required(given);
  const { sheet, axis, start, end } = dimensionOf(tx, range);
  for (const field of leaves(parseMask(fields)).flatMap((name) =>
    name === '*' ? ['pixelSize', 'hiddenByUser'] : [name],
  )) {
    if (field !== 'pixelSize' && field !== 'hiddenByUser')
      throw new BadRequest(`поле ${field} не реализовано в локальном запуске`);
    const { pixelSize = 100, hiddenByUser = false } = properties;
    if (axis === 'COLUMNS') {
      changeColumns(tx, sheet.id, start, end, (span) =>
        field === 'pixelSize' ? { ...span, width: widthOf(pixelSize) } : { ...span, hidden: hiddenByUser },
      );
      continue;
    }
    const change =
      field === 'pixelSize'
        ? ` ht="${String(pixelSize * 0.75)}" customHeight="1"`
        : hiddenByUser
          ? ' hidden="1"'
          : '';
    const dropped = field === 'pixelSize' ? /\s(ht|customHeight)="[^"]*"/g : /\shidden="[^"]*"/g;
    for (let r = start; r < end; r++) {
      const old = sheetIn(tx.state, sheet.id).body.rows[r];
      const attributes = (old?.attributes ?? '').replace(dropped, '') + change;
      if (attributes === (old?.attributes ?? '')) continue;
      const body = ownBody(tx, sheet.id);
      const row = ownRow(tx, body, r);
      body.rows[r] = { ...row, attributes };
    }
  }
  return {};
}

/** Changes columns [first, end), splitting spans that extend beyond them. */
export function changeColumns(
  tx: Transaction,
  id: number,
  first: number,
  end: number,
  change: (span: ColumnSpan) => ColumnSpan,
): void {
  const old = sheetIn(tx.state, id).body.facets.columns;
  const next: ColumnSpan[] = [];
  let at = first;
  const plain = (from: number, to: number): void => {
    if (from < to)
      next.push(change({ first: from, last: to - 1, width: null, hidden: false, style: 0, rest: '' }));
  };
  for (const span of [...old].sort((a, b) => a.first - b.first)) {
    if (span.last < first || span.first >= end) {
      next.push(span);
      continue;
    }
    if (span.first < first) next.push({ ...span, last: first - 1 });
    const from = Math.max(first, span.first);
    const to = Math.min(end, span.last + 1);
    plain(at, from);
    next.push(change({ ...span, first: from, last: to - 1 }));
    at = to;
    if (span.last >= end) next.push({ ...span, first: end });
  }
  plain(at, end);
  const kept = joinSpans(next.sort((a, b) => a.first - b.first));
  if (JSON.stringify(kept) !== JSON.stringify(old)) changeFacets(tx, id, { columns: kept });
}

function joinSpans(spans: readonly ColumnSpan[]): readonly ColumnSpan[] {
  const joined: ColumnSpan[] = [];
  for (const span of spans) {
    const last = joined[joined.length - 1];
    const alike =
      last &&
      JSON.stringify({ ...last, first: 0, last: 0 }) === JSON.stringify({ ...span, first: 0, last: 0 });
    if (last && alike && last.last === span.first - 1)
      joined[joined.length - 1] = { ...last, last: span.last };
    else if (span.width !== null || span.hidden || span.style !== 0 || span.rest !== '') joined.push(span);
  }
  return joined;
}
