// spreadsheets.get and spreadsheets.values.batchGet on a workbook in memory.
import { parseRange, rangeText } from './a1.js';
import { readFormatRule } from './conditional.js';
import { colorOf } from './format.js';
import { covers, parseMask, pick } from './field-mask.js';
import { gridRangeOf } from './ranges.js';
import type { NO_RESULT as noResult } from '../../sheets/parse.js';
import { BadRequest } from '../errors.js';
import type { Cell, SheetBody } from '../workbook/body.js';
import { visibleSheets, type Workbook } from '../workbook/model.js';
import { isCovered, type Rect } from '../workbook/rect.js';

export interface GetOptions {
  readonly fields?: string;
}

export interface BatchGetOptions {
  readonly ranges: readonly string[];
  /** As passed by the bundle; checked before use. */
  readonly valueRenderOption?: string;
  readonly dateTimeRenderOption?: string;
  readonly majorDimension?: 'ROWS' | 'COLUMNS';
}

/** The fields that `get` supports; a mask with any other is refused. */
const KNOWN = parseMask(
  'spreadsheetId,spreadsheetUrl,properties(title,locale,timeZone),sheets(properties(sheetId,title,index,hidden,sheetType,tabColorStyle,gridProperties(rowCount,columnCount,frozenRowCount,frozenColumnCount)),protectedRanges(protectedRangeId,range,description,warningOnly),conditionalFormats,developerMetadata,basicFilter(range)),developerMetadata',
);

export function getSpreadsheet(workbook: Workbook, id: string, url: string, options: GetOptions): unknown {
  const { state, styles } = workbook;
  const mask = parseMask(options.fields ?? '');
  const sheets = visibleSheets(state).map((sheet, index) => {
    const { facets } = sheet.body;
    const own = <T extends { readonly range: { readonly sheetId: number } }>(
      list: readonly T[],
    ): readonly T[] => list.filter(({ range }) => range.sheetId === sheet.id);
    const metadata = state.host.metadata
      .filter(({ sheetId }) => sheetId === sheet.id)
      .map((item) => ({
        ...item,
        location: { locationType: 'SHEET', sheetId: sheet.id },
      }));
    return {
      properties: {
        sheetId: sheet.id,
        title: sheet.title,
        index,
        sheetType: 'GRID',
        ...(sheet.visibility === 'visible' ? {} : { hidden: true }),
        ...(facets.tabColor === null ? {} : { tabColorStyle: { rgbColor: colorOf(facets.tabColor) } }),
        gridProperties: {
          rowCount: sheet.grid.rows,
          columnCount: sheet.grid.columns,
          ...(facets.frozenRows > 0 ? { frozenRowCount: facets.frozenRows } : {}),
          ...(facets.frozenColumns > 0 ? { frozenColumnCount: facets.frozenColumns } : {}),
        },
      },
      ...absentIfEmpty('protectedRanges', own(state.host.protections)),
      ...absentIfEmpty(
        'conditionalFormats',
        // Each rule has to be parsed.
        covers(mask, 'sheets', 'conditionalFormats')
          ? facets.formats.map((rule) => readFormatRule(rule, sheet.id, styles))
          : [],
      ),
      ...absentIfEmpty('developerMetadata', metadata),
      ...(facets.filter ? { basicFilter: { range: gridRangeOf(sheet.id, facets.filter.rect) } } : {}),
    };
  });
  const answer = {
    spreadsheetId: id,
    properties: {
      title: state.host.title ?? workbook.fileTitle,
      locale: state.host.locale,
      timeZone: state.host.timeZone,
    },
    sheets,
    spreadsheetUrl: url,
    ...absentIfEmpty(
      'developerMetadata',
      state.host.metadata
        .filter(({ sheetId }) => sheetId === null)
        .map((item) => ({ ...item, location: { locationType: 'SPREADSHEET', spreadsheet: true } })),
    ),
  };
  return pick(answer, mask, KNOWN);
}

function absentIfEmpty(name: string, list: readonly unknown[]): object {
  return list.length === 0 ? {} : { [name]: list };
}

export function batchGet(workbook: Workbook, id: string, options: BatchGetOptions): unknown {
  const byColumns = options.majorDimension === 'COLUMNS';
  const valueRanges = options.ranges.map((text) => {
    const { sheet, rect } = parseRange(workbook.state, text);
    const grid = sheet.grid;
    const whole = { top: 0, left: 0, bottom: grid.rows, right: grid.columns };
    const area = rect ?? whole;
    if (area.top >= grid.rows || area.left >= grid.columns) {
      throw new BadRequest(
        `Range (${rangeText(sheet.title, { ...area, bottom: Math.min(area.bottom, area.top + 1), right: Math.min(area.right, area.left + 1) })}) exceeds grid limits. Max rows: ${String(grid.rows)}, max columns: ${String(grid.columns)}`,
      );
    }
    const clipped = {
      ...area,
      bottom: Math.min(area.bottom, grid.rows),
      right: Math.min(area.right, grid.columns),
    };
    const values = byColumns ? columnValues(sheet.body, clipped) : rowValues(sheet.body, clipped);
    return {
      range: rangeText(sheet.title, clipped),
      majorDimension: options.majorDimension ?? 'ROWS',
      ...(values.length === 0 ? {} : { values }),
    };
  });
  return { spreadsheetId: id, valueRanges };
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

function columnValues(body: SheetBody, area: Rect): Cell[][] {
  const rows = rowValues(body, area);
  const columns: Cell[][] = [];
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      while (columns.length <= c) columns.push([]);
      const column = columns[c];
      if (!column || value === '') return;
      while (column.length < r) column.push('');
      column.push(value);
    });
  });
  return columns;
}
