// Structure: adds missing tabs and columns and never alters existing ones. Returns the requests and the tab
// as it will be.
import type { Cell } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { bindColumns, type SheetInfo } from './bind.js';
import type { Place } from './diff.js';
import { isBlank, type Grid } from './grid.js';
import {
  columnRequests,
  growRequests,
  type Look,
  type PlacedColumn,
  sheetRequests,
  tabColor,
} from './layout.js';
import type { Request } from './ports.js';

/** Minimum number of rows of a new tab. */
const NEW_ROWS = 1_000;
/**
 * Tabs with more columns than this do not fit on a screen: the first column, which names the row, is frozen.
 */
const WIDE = 12;

export interface StructuredTab extends Place {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly requests: readonly Request[];
  /** The sheet is created by this run. */
  readonly created: boolean;
  /** Headers added to an existing sheet. */
  readonly addedHeaders: readonly string[];
}

/** Creates a tab that the workbook lacks. */
export function newTab(tab: Tab, look: Look, sheetId: number, index: number | null): StructuredTab {
  const placed = placeAll(tab, 0);
  const columnCount = Math.max(placed.length, 26);
  return {
    ...placeOf(tab, { sheetId, title: tab.title, grid: [headers(tab)] }),
    rowCount: NEW_ROWS,
    columnCount,
    created: true,
    addedHeaders: [],
    requests: [
      {
        addSheet: {
          properties: {
            sheetId,
            title: tab.title,
            ...(index === null ? {} : { index }),
            gridProperties: {
              rowCount: NEW_ROWS,
              columnCount,
              frozenRowCount: 1,
              ...(placed.length > WIDE ? { frozenColumnCount: 1 } : {}),
            },
            tabColorStyle: { rgbColor: tabColor(look) },
          },
        },
      },
      ...columnRequests(sheetId, tab, look, placed),
      ...sheetRequests(sheetId, tab),
    ],
  };
}

/**
 * Completes an existing tab: an empty sheet is laid out whole; one with cells only gets the columns it lacks,
 * at the right end.
 */
export function existingTab(
  tab: Tab,
  look: Look,
  sheet: SheetInfo,
  grid: Grid,
  addColumns: boolean,
): StructuredTab {
  const empty = grid.every((row) => row.every((cell) => isBlank(cell)));
  const bound = bindColumns(tab, grid[0] ?? []);
  const base = { ...placeOf(tab, { sheetId: sheet.sheetId, title: sheet.title, grid }), created: false };
  if (!addColumns || bound.missing.length === 0)
    return {
      ...base,
      rowCount: sheet.rowCount,
      columnCount: sheet.columnCount,
      requests: [],
      addedHeaders: [],
    };

  // Staff may keep notes to the right of the last header: new columns are added beyond them.
  const end = grid.reduce((widest, row) => Math.max(widest, widthOf(row)), bound.end);
  const placed: PlacedColumn[] = bound.missing.flatMap((key, index) => {
    const column = tab.columns[key];
    return column ? [{ column, at: end + index }] : [];
  });
  const needed = end + placed.length;
  const header = [...(grid[0] ?? [])];
  for (const { column, at } of placed) header[at] = column.header;
  for (let at = 0; at < header.length; at += 1) header[at] ??= '';
  return {
    ...placeOf(tab, { sheetId: sheet.sheetId, title: sheet.title, grid: [header, ...grid.slice(1)] }),
    created: false,
    rowCount: sheet.rowCount,
    columnCount: Math.max(sheet.columnCount, needed),
    addedHeaders: empty ? [] : placed.map(({ column }) => column.header),
    requests: [
      ...(needed > sheet.columnCount
        ? [
            {
              appendDimension: {
                sheetId: sheet.sheetId,
                dimension: 'COLUMNS',
                length: needed - sheet.columnCount,
              },
            },
          ]
        : []),
      ...(empty
        ? [
            {
              updateSheetProperties: {
                properties: { sheetId: sheet.sheetId, gridProperties: { frozenRowCount: 1 } },
                fields: 'gridProperties.frozenRowCount',
              },
            },
          ]
        : []),
      ...columnRequests(sheet.sheetId, tab, look, placed),
      ...(empty ? sheetRequests(sheet.sheetId, tab) : []),
    ],
  };
}

function widthOf(row: readonly Cell[]): number {
  let width = row.length;
  while (width > 0 && isBlank(row[width - 1])) width -= 1;
  return width;
}

/** Adds the rows that a write needs beyond the grid. */
export const growth = (place: StructuredTab, rowsNeeded: number): Request[] =>
  rowsNeeded > place.rowCount
    ? growRequests(place.sheetId, place.tab, placedColumns(place), place.rowCount, rowsNeeded)
    : [];

const headers = (tab: Tab): string[] => Object.values(tab.columns).map((column) => column.header);
const placeAll = (tab: Tab, from: number): PlacedColumn[] =>
  Object.values(tab.columns).map((column, index) => ({ column, at: from + index }));
const placeOf = (tab: Tab, at: { sheetId: number; title: string; grid: Grid }): Place => ({
  tab,
  ...at,
  columns: bindColumns(tab, at.grid[0] ?? []),
});
const placedColumns = ({ tab, columns }: Place): PlacedColumn[] =>
  [...columns.at].flatMap(([key, at]) => {
    const column = tab.columns[key];
    return column ? [{ column, at }] : [];
  });
