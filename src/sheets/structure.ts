// Structure: adds missing tabs and columns and never alters existing ones. Returns the requests and the tab
// as it will be.
import type { Cell } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { boundColumns, type Place, placeOf, type SheetInfo } from './bind.js';
import { type Grid, isBlank } from './grid.js';
import { columnRequests, growRequests, isWide, sheetRequests, tabColor } from './layout.js';
import type { Request } from './ports.js';

/** Minimum number of rows of a new tab. */
const NEW_ROWS = 1_000;
/** The header and a row below it: Google freezes no row, and formats none, where there is nothing below. */
const FEWEST_ROWS = 2;

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
export function newTab(tab: Tab, sheetId: number, index: number | null): StructuredTab {
  const header = Object.values(tab.columns).map((column) => column.header);
  const place = placeOf({ tab, sheetId, title: tab.title, grid: [header] });
  const placed = boundColumns(place);
  const columnCount = Math.max(placed.length, 26);
  const naming = placed.findIndex(({ column }) => column.options.names);
  return {
    ...place,
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
              // Of a wide tab the first columns, which name the row, stay in view.
              ...(isWide(tab) ? { frozenColumnCount: Math.max(1, naming + 1) } : {}),
            },
            tabColorStyle: { rgbColor: tabColor(tab) },
          },
        },
      },
      ...columnRequests(sheetId, tab, placed),
      ...sheetRequests(sheetId, tab),
    ],
  };
}

/**
 * Completes an existing tab: an empty sheet is laid out whole; one with cells only gets the columns it lacks,
 * at the right end.
 */
export function existingTab(tab: Tab, sheet: SheetInfo, grid: Grid, addColumns: boolean): StructuredTab {
  const { sheetId, title, rowCount, columnCount } = sheet;
  const standing: StructuredTab = {
    ...placeOf({ tab, sheetId, title, grid }),
    rowCount,
    columnCount,
    created: false,
    addedHeaders: [],
    requests: [],
  };
  const { missing } = standing.columns;
  if (!addColumns || missing.length === 0) return standing;

  // Staff may keep notes to the right of the last header: new columns are added beyond them.
  const end = grid.reduce((widest, row) => Math.max(widest, widthOf(row)), 0);
  const added = missing.map((key) => tab.columns[key]?.header ?? key);
  const header = [...(grid[0] ?? [])];
  while (header.length < end) header.push('');
  header.splice(end, added.length, ...added);
  const place = placeOf({ tab, sheetId, title, grid: [header, ...grid.slice(1)] });
  const needed = end + added.length;
  const empty = grid.every((row) => row.every((cell) => isBlank(cell)));
  const requests: Request[] = [];
  if (rowCount < FEWEST_ROWS)
    requests.push({ appendDimension: { sheetId, dimension: 'ROWS', length: FEWEST_ROWS - rowCount } });
  if (needed > columnCount)
    requests.push({ appendDimension: { sheetId, dimension: 'COLUMNS', length: needed - columnCount } });
  if (empty)
    requests.push({
      updateSheetProperties: {
        properties: { sheetId, gridProperties: { frozenRowCount: 1 } },
        fields: 'gridProperties.frozenRowCount',
      },
    });
  const placed = boundColumns(place).filter(({ at }) => at >= end);
  requests.push(...columnRequests(sheetId, tab, placed));
  if (empty) requests.push(...sheetRequests(sheetId, tab));
  return {
    ...standing,
    ...place,
    rowCount: Math.max(rowCount, FEWEST_ROWS),
    columnCount: Math.max(columnCount, needed),
    addedHeaders: empty ? [] : added,
    requests,
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
    ? growRequests(place.sheetId, place.tab, boundColumns(place), place.rowCount, rowsNeeded)
    : [];
