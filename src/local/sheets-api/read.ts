// spreadsheets.get and spreadsheets.values.batchGet on a workbook in memory.
import { parseRange, rangeText } from './a1.js';
import { colorOf } from './format.js';
import { parseMask, pick } from './field-mask.js';
import type { NO_RESULT as noResult } from '../../sheets/parse.js';
import { BadRequest } from '../errors.js';
import type { Cell, SheetBody } from '../workbook/body.js';
import { openSheets, type SheetState, type Workbook } from '../workbook/model.js';
import { isCovered, type Rect } from '../workbook/rect.js';
import { withinGrid } from './ranges.js';

export interface GetOptions {
  readonly fields?: string;
}

export interface BatchGetOptions {
  readonly ranges: readonly string[];
  /** As passed by the bundle; checked before use. */
  readonly valueRenderOption?: string;
  readonly dateTimeRenderOption?: string;
  readonly fields?: string;
}

/** The fields that `get` supports; a mask with any other is refused. */
const SPREADSHEET = parseMask(
  'spreadsheetId,sheets(properties(sheetId,title,index,hidden,sheetType,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount)),protectedRanges(protectedRangeId,range,description,warningOnly)),developerMetadata',
);
const VALUES = parseMask('spreadsheetId,valueRanges(range,majorDimension,values)');

export function getSpreadsheet({ state }: Workbook, id: string, { fields = '' }: GetOptions): unknown {
  const sheets = openSheets(state).map((sheet, index) => ({
    properties: propertiesOf(sheet, index),
    ...absentIfEmpty(
      'protectedRanges',
      state.host.protections.filter(({ range }) => range.sheetId === sheet.id),
    ),
  }));
  const developerMetadata = state.host.metadata
    .filter(({ sheetId }) => sheetId === null)
    .map(({ metadataId, metadataKey, metadataValue, visibility }) => ({
      metadataId,
      metadataKey,
      metadataValue,
      visibility,
      location: { locationType: 'SPREADSHEET', spreadsheet: true },
    }));
  const answer = { spreadsheetId: id, sheets, ...absentIfEmpty('developerMetadata', developerMetadata) };
  return pick(answer, parseMask(fields), SPREADSHEET);
}

/** `index`: its position among the sheets that Google would have. */
export function propertiesOf({ id, title, visibility, grid, body }: SheetState, index: number): object {
  const { tabColor, frozenRows, frozenColumns } = body.facets;
  return {
    sheetId: id,
    title,
    index,
    sheetType: 'GRID',
    ...(visibility === 'visible' ? {} : { hidden: true }),
    ...(tabColor === null ? {} : { tabColorStyle: { rgbColor: colorOf(tabColor) } }),
    gridProperties: {
      rowCount: grid.rows,
      columnCount: grid.columns,
      ...(frozenRows > 0 ? { frozenRowCount: frozenRows } : {}),
      ...(frozenColumns > 0 ? { frozenColumnCount: frozenColumns } : {}),
    },
  };
}

function absentIfEmpty(name: string, list: readonly unknown[]): object {
  return list.length === 0 ? {} : { [name]: list };
}

export function batchGet(workbook: Workbook, id: string, options: BatchGetOptions): unknown {
  const valueRanges = options.ranges.map((text) => {
    const { sheet, rect } = parseRange(workbook.state, text);
    const grid = sheet.grid;
    const area = rect ?? { top: 0, left: 0, bottom: grid.rows, right: grid.columns };
    if (area.top >= grid.rows || area.left >= grid.columns) {
      throw new BadRequest(
        `Range (${rangeText(sheet.title, { ...area, bottom: Math.min(area.bottom, area.top + 1), right: Math.min(area.right, area.left + 1) })}) exceeds grid limits. Max rows: ${String(grid.rows)}, max columns: ${String(grid.columns)}`,
      );
    }
    const clipped = withinGrid(sheet, area);
    const values = rowValues(sheet.body, clipped);
    return {
      range: rangeText(sheet.title, clipped),
      majorDimension: 'ROWS',
      ...(values.length === 0 ? {} : { values }),
    };
  });
  return pick({ spreadsheetId: id, valueRanges }, parseMask(options.fields ?? ''), VALUES);
}

/** Value of a formula that was saved without its result; the add-on recognises this text. */
const NO_RESULT: typeof noResult = '#НЕТ РЕЗУЛЬТАТА!';

function rowValues(body: SheetBody, area: Rect): Cell[][] {
  const { merges } = body.facets;
  const result: Cell[][] = [];
  const bottom = Math.min(area.bottom, body.rows.length);
  let used = 0;
  for (let r = area.top; r < bottom; r++) {
    const row = body.rows[r];
    const line: Cell[] = [];
    if (row) {
      const right = Math.min(area.right, row.values.length);
      let end = 0;
      for (let c = area.left; c < right; c++) {
        const covered = merges.length > 0 && isCovered(merges, r, c);
        const value = covered ? null : (row.values[c] ?? null);
        const uncomputed = value === null && !covered && row.extras?.[c]?.formula !== undefined;
        if (value !== null || uncomputed) end = line.length + 1;
        line.push(value ?? (uncomputed ? NO_RESULT : ''));
      }
      line.length = end;
    }
    result.push(line);
    if (line.length > 0) used = result.length;
  }
  result.length = used;
  return result;
}
