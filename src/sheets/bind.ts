// Binding: matches tabs to sheets and declared columns to headers. A sheet is found by its remembered id,
// else by its title; a column by its header.
import { groupBy } from '../rules/collections.js';
import type { Cell } from '../rules/kinds.js';
import type { Column, Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { type Grid, isBlank } from './grid.js';

/** What the host reports about a sheet. */
export interface SheetInfo {
  readonly sheetId: number;
  readonly title: string;
  readonly rowCount: number;
  readonly columnCount: number;
}

/** Positions of a tab's columns. */
export interface ColumnBinding {
  /**
   * Column key → 0-based position. A header that is missing or occurs twice has no entry: with two, there is
   * no telling which one is the add-on's.
   */
  readonly at: ReadonlyMap<string, number>;
  /** Keys of declared columns that the sheet lacks. */
  readonly missing: readonly string[];
  /** Declared headers that occur more than once. */
  readonly doubled: readonly string[];
}

/** A tab found in a workbook. */
export interface TabSource {
  readonly tab: Tab;
  readonly title: string;
  readonly sheetId: number;
  readonly grid: Grid;
}

/** A tab found in a workbook or about to be created there, with the positions of its columns. */
export interface Place extends TabSource {
  readonly columns: ColumnBinding;
}

/** A column of a tab and its 0-based position. */
export interface BoundColumn {
  readonly key: string;
  readonly column: Column;
  readonly at: number;
}

export const placeOf = (source: TabSource): Place => ({
  ...source,
  columns: bindColumns(source.tab, source.grid[0] ?? []),
});

/** A row's cell in a column; '' when the sheet lacks the column. */
export const cellIn = (
  { columns }: Pick<Place, 'columns'>,
  cells: readonly Cell[] | undefined,
  key: string,
): Cell => cells?.[columns.at.get(key) ?? -1] ?? '';

/** The declared columns that the sheet has, with their 0-based positions. */
export const boundColumns = ({ tab, columns }: Pick<Place, 'tab' | 'columns'>): readonly BoundColumn[] =>
  [...columns.at].flatMap(([key, at]) => {
    const column = tab.columns[key];
    return column ? [{ key, column, at }] : [];
  });

/** The sheet of a tab: the remembered one if it still exists, else the one that has the tab's title. */
export function findSheet(
  title: string,
  remembered: number | undefined,
  sheets: readonly SheetInfo[],
  taken: ReadonlySet<number>,
): SheetInfo | null {
  const byId = sheets.find((sheet) => sheet.sheetId === remembered);
  if (byId) return byId;
  const key = keyOf(title);
  return sheets.find((sheet) => keyOf(sheet.title) === key && !taken.has(sheet.sheetId)) ?? null;
}

/** Finds the declared headers in row 1. */
export function bindColumns(tab: Tab, header: readonly Cell[]): ColumnBinding {
  const used = [...header.keys()].filter((at) => !isBlank(header[at]));
  const positions = groupBy(used, (at) => keyOf(String(header[at])));
  const at = new Map<string, number>();
  const missing: string[] = [];
  const doubled: string[] = [];
  for (const [key, column] of Object.entries(tab.columns)) {
    const [first, second] = positions.get(keyOf(column.header)) ?? [];
    if (first === undefined) missing.push(key);
    else if (second === undefined) at.set(key, first);
    else doubled.push(column.header);
  }
  return { at, missing, doubled };
}
