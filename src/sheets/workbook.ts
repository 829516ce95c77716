// Opens the workbook for a run: finds the sheets of the wanted tabs and reads them all in one call.
import { TABS_PROPERTY } from '../names.js';
import type { Cell } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { bindColumns, findSheet, placeOf, type SheetInfo, type TabSource } from './bind.js';
import { columnLetter, type Grid, quoted, sameCell } from './grid.js';
import type { Host } from './ports.js';
import type { StructuredTab } from './structure.js';

/** The key under which a tab's sheet is remembered: `marathon/blocks`, `shared/letters`. */
export type TabKey = `${string}/${string}`;

/** A tab that the run wants. */
export interface WantedTab {
  readonly key: TabKey;
  readonly tab: Tab;
  /** Keys of the columns to read; without the list the whole tab is read. */
  readonly columns?: readonly string[];
}

export interface FoundTab {
  readonly sheet: SheetInfo;
  readonly grid: Grid;
  /** The cells actually in the sheet, where `grid` already includes what the run is about to write. */
  readonly asRead?: Grid;
  /** The sheet is not in the workbook yet: an action of this run creates it. */
  readonly created?: boolean;
  /** No run has bound a sheet to this tab yet: this one only has the title, and may be staff's own. */
  readonly unbound?: boolean;
}

export const sourceOf = (tab: Tab, { sheet, grid }: FoundTab): TabSource => ({
  tab,
  title: sheet.title,
  sheetId: sheet.sheetId,
  grid,
});

export interface OpenWorkbook {
  readonly sheets: readonly SheetInfo[];
  /** The highest sheet id that is remembered, also of a tab that has been deleted; 0 if none is. */
  readonly lastId: number;
  readonly found: ReadonlyMap<TabKey, FoundTab>;
}

/** An id for a new sheet: never a remembered one, or a later run would take the new tab for the deleted one. */
export const nextSheetId = ({ sheets, lastId }: Pick<OpenWorkbook, 'sheets' | 'lastId'>): number =>
  Math.max(lastId, ...sheets.map(({ sheetId }) => sheetId)) + 1;

type Memory = Readonly<Record<string, number>>;

const readMemory = (host: Host): Memory =>
  remembered(host, TABS_PROPERTY, (id): id is number => Number.isInteger(id));

/** Reads the values by name that the host stores under a key. Damaged JSON counts as empty. */
export function remembered<T>(
  host: Host,
  key: string,
  isValue: (value: unknown) => value is T,
): Readonly<Record<string, T>> {
  try {
    const kept: unknown = JSON.parse(host.store.get(key) ?? '{}');
    const entries: readonly (readonly [string, unknown])[] = Object.entries(kept ?? {});
    return Object.fromEntries(entries.filter((entry): entry is [string, T] => isValue(entry[1])));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * The remembered ids that count. A sheet keeps its id whatever titles staff give it and others. Only if a tab's own
 * sheet is gone and its title belongs to the sheet remembered for another tab, titles decide for both. An id
 * remembered for several tabs counts only for the one whose title its sheet has.
 */
function trusted(memory: Memory, wanted: readonly WantedTab[], sheets: readonly SheetInfo[]): Memory {
  const titleById = new Map(sheets.map(({ sheetId, title }) => [sheetId, keyOf(title)]));
  const titleByKey = new Map<string, string>(wanted.map(({ key, tab }) => [key, keyOf(tab.title)]));
  const isGone = (key: string): boolean => memory[key] !== undefined && !titleById.has(memory[key]);
  const ownerless = new Set([...titleByKey].flatMap(([key, title]) => (isGone(key) ? [title] : [])));
  const ids = Object.values(memory);
  return Object.fromEntries(
    Object.entries(memory).filter(([key, id]) => {
      const title = titleById.get(id);
      if (title === undefined || title === titleByKey.get(key)) return true;
      return !ownerless.has(title) && ids.indexOf(id) === ids.lastIndexOf(id);
    }),
  );
}

/** The ranges of a tab's header and of some of its columns; the whole tab when `columns` is null. */
export function rangesOf(title: string, columns: readonly number[] | null): readonly string[] {
  const tab = quoted(title);
  if (columns === null) return [tab];
  return [`${tab}!1:1`, ...columns.map((at) => `${tab}!${columnLetter(at)}:${columnLetter(at)}`)];
}

/** The values read from these ranges as a grid that holds only those columns' cells. */
export function gridOfColumns([head = [], ...read]: readonly Grid[], columns: readonly number[]): Grid {
  const height = Math.max(1, ...read.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) => {
    if (row === 0) return head[0] ?? [];
    const cells: Cell[] = [];
    columns.forEach((column, index) => {
      while (cells.length < column) cells.push('');
      cells[column] = read[index]?.[row]?.[0] ?? '';
    });
    return cells;
  });
}

/**
 * Reads with one `get` and one `batchGet`, however many tabs there are; one more `batchGet` if only some
 * columns are wanted and staff have moved them.
 */
export function openWorkbook(host: Host, wanted: readonly WantedTab[]): OpenWorkbook {
  const sheets = host.book.describe();
  const kept = readMemory(host);
  const memory = trusted(kept, wanted, sheets);
  const taken = new Set(Object.values(memory));
  const bound = wanted.flatMap(({ key, tab, columns }): BoundTab[] => {
    const sheet = findSheet(tab.title, memory[key], sheets, taken);
    if (!sheet) return [];
    const keys = Object.keys(tab.columns);
    // Google rejects ranges beyond a sheet's last column.
    const some = columns && keys.length <= sheet.columnCount ? columns.map((one) => keys.indexOf(one)) : null;
    return [{ key, tab, sheet, some }];
  });
  const grids = readTabs(host, bound);
  const isMoved = ({ tab, some }: BoundTab, header: readonly Cell[]): boolean => {
    const { at } = bindColumns(tab, header);
    const keys = Object.keys(tab.columns);
    return some?.some((column) => at.get(keys[column] ?? '') !== column) ?? false;
  };
  const moved = bound.filter((one, index) => isMoved(one, grids[index]?.[0] ?? []));
  const whole = readTabs(
    host,
    moved.map((one) => ({ ...one, some: null })),
  );
  const gridOf = (one: BoundTab, index: number): Grid => whole[moved.indexOf(one)] ?? grids[index] ?? [];
  return {
    sheets,
    lastId: Math.max(0, ...Object.values(kept)),
    found: new Map(
      bound.map((one, index) => {
        const unbound = kept[one.key] === undefined;
        return [one.key, { sheet: one.sheet, grid: gridOf(one, index), unbound }];
      }),
    ),
  };
}

interface BoundTab {
  readonly key: TabKey;
  readonly tab: Tab;
  readonly sheet: SheetInfo;
  /** Positions of the wanted columns as set-up lays the tab out; null when the whole tab is wanted. */
  readonly some: readonly number[] | null;
}

/** Reads the ranges of several tabs in one call, if there are any: the values of each tab's ranges. */
function readRanges(host: Host, tabs: readonly (readonly string[])[]): readonly (readonly Grid[])[] {
  const grids = tabs.length > 0 ? [...host.book.read(tabs.flat())] : [];
  return tabs.map((ranges) => grids.splice(0, ranges.length));
}

/** Reads tabs, or some of their columns, in one call. */
const readTabs = (host: Host, tabs: readonly BoundTab[]): readonly Grid[] =>
  readRanges(
    host,
    tabs.map(({ sheet, some }) => rangesOf(sheet.title, some)),
  ).map((grids, index) => {
    const some = tabs[index]?.some;
    return some ? gridOfColumns(grids, some) : (grids[0] ?? []);
  });

/** Reads the tabs again in one call and finds their columns anew. */
export function reread(host: Host, places: readonly StructuredTab[]): readonly StructuredTab[] {
  const grids = readRanges(
    host,
    places.map(({ title }) => rangesOf(title, null)),
  );
  return places.map((place, index) => ({
    ...place,
    ...placeOf({ ...place, grid: grids[index]?.[0] ?? [] }),
    requests: [],
  }));
}

/** Remembers which sheet belongs to which tab, so that a renamed tab stays bound. Stores only changes. */
export function rememberTabs(host: Host, ids: ReadonlyMap<TabKey, number>): void {
  const memory = readMemory(host);
  if ([...ids].some(([key, id]) => memory[key] !== id))
    host.store.set(TABS_PROPERTY, JSON.stringify({ ...memory, ...Object.fromEntries(ids) }));
}

/** Cells that must not change before the run writes: a tab's own headers, and its own cells or some of them. */
export interface Guard {
  readonly title: string;
  readonly grid: Grid;
  /** 0-based columns of the tab: staff's own beside them may hold formulas that follow what a run writes. */
  readonly own: readonly number[];
  /** The columns whose cells count and are read; null: all the own ones, with the whole tab. */
  readonly columns: readonly number[] | null;
}

/** Reads the guarded cells again in one call; true when none has changed. */
export function unchanged(host: Host, guards: readonly Guard[]): boolean {
  const now = readRanges(
    host,
    guards.map(({ title, columns }) => rangesOf(title, columns)),
  );
  return guards.every(({ grid, columns, own }, index) => {
    const [first = [], ...rest] = now[index] ?? [];
    const sameOwn = (was: Cells, is: Cells): boolean =>
      own.every((at) => sameCell(was[at] ?? '', is[at] ?? ''));
    if (columns === null) return sameRows(grid, first, sameOwn);
    return (
      sameOwn(grid[0] ?? [], first[0] ?? []) &&
      columns.every((at, place) =>
        sameRows(grid, rest[place] ?? [], (was, is) => sameCell(was[at] ?? '', is[0] ?? '')),
      )
    );
  });
}

type Cells = Grid[number];
const NO_CELLS: Cells = [];

function sameRows(before: Grid, now: Grid, same: (was: Cells, is: Cells) => boolean): boolean {
  const height = Math.max(before.length, now.length);
  for (let row = 0; row < height; row += 1)
    if (!same(before[row] ?? NO_CELLS, now[row] ?? NO_CELLS)) return false;
  return true;
}
