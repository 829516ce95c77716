// Opens the workbook for a run: finds the sheets of the wanted tabs and reads them all in one call.
import type { Cell } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { bindColumns, findSheet, type SheetInfo } from './bind.js';
import { columnLetter, type Grid, quoted, sameCell } from './grid.js';
import type { Host } from './ports.js';
import type { StructuredTab } from './structure.js';

/** A tab the run wants, under the name by which its sheet is remembered: `marathon/blocks`. */
export interface WantedTab {
  readonly key: string;
  readonly tab: Tab;
  /** Keys of the columns that the run looks at; the whole tab where there is no such list. */
  readonly columns?: readonly string[] | undefined;
}

export interface FoundTab {
  readonly sheet: SheetInfo;
  readonly grid: Grid;
  /** What stands in the sheet while `grid` is what the run is about to write there. */
  readonly asRead?: Grid;
}

export interface OpenWorkbook {
  readonly sheets: readonly SheetInfo[];
  readonly found: ReadonlyMap<string, FoundTab>;
}

const MEMORY = 'tabs';
type Memory = Readonly<Record<string, number>>;

function readMemory(host: Host): Memory {
  const text = host.store.get(MEMORY);
  if (text === null) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).filter(([, id]) => Number.isInteger(id)));
  } catch {
    // A damaged memory is as good as none: tabs are found by title.
    return {};
  }
}

/** Remembered ids are of no use when a tab's own title stands on a sheet remembered for another tab: the file was renumbered. */
function trusted(memory: Memory, wanted: readonly WantedTab[], sheets: readonly SheetInfo[]): Memory {
  const idByTitle = new Map(sheets.map((sheet) => [keyOf(sheet.title), sheet.sheetId]));
  const keyById = new Map(Object.entries(memory).map(([key, id]) => [id, key]));
  const renumbered = wanted.some(({ key, tab }) => {
    const id = idByTitle.get(keyOf(tab.title));
    const owner = id === undefined ? undefined : keyById.get(id);
    return owner !== undefined && owner !== key;
  });
  return renumbered ? {} : memory;
}

/** First and last of columns that stand side by side. */
type Stretch = readonly [number, number];

/** Where these columns stand as set-up lays a tab out. */
function stretches(tab: Tab, columns: readonly string[]): Stretch[] {
  const found: [number, number][] = [];
  Object.keys(tab.columns).forEach((key, at) => {
    const last = found[found.length - 1];
    if (!columns.includes(key)) return;
    if (last?.[1] === at - 1) last[1] = at;
    else found.push([at, at]);
  });
  return found;
}

/** Whether the header has these columns where set-up lays them out. */
function asLaidOut(tab: Tab, columns: readonly string[], header: readonly Cell[]): boolean {
  const { at } = bindColumns(tab, header);
  const keys = Object.keys(tab.columns);
  return columns.every((key) => at.get(key) === keys.indexOf(key));
}

/** A grid with the cells of some columns alone, below its whole header. */
function gridOf(header: readonly Cell[], parts: readonly Stretch[], grids: readonly Grid[]): Grid {
  const height = Math.max(1, ...grids.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) => {
    if (row === 0) return header;
    const cells: Cell[] = [];
    parts.forEach(([from], index) => {
      grids[index]?.[row]?.forEach((cell, at) => {
        cells[from + at] = cell;
      });
    });
    return Array.from(cells, (cell: Cell | undefined) => cell ?? '');
  });
}

/** One `get` and one `batchGet`, whatever the number of tabs; one more where staff have moved columns of which not all are wanted. */
export function openWorkbook(host: Host, wanted: readonly WantedTab[]): OpenWorkbook {
  const sheets = host.book.describe();
  const memory = trusted(readMemory(host), wanted, sheets);
  const taken = new Set(Object.values(memory));
  const bound: BoundTab[] = [];
  for (const { key, tab, columns } of wanted) {
    const sheet = findSheet(tab.title, memory[key], sheets, taken);
    // Google refuses to read beyond a sheet's last column.
    const isWide = sheet !== null && Object.keys(tab.columns).length <= sheet.columnCount;
    if (sheet) bound.push({ key, tab, sheet, columns: isWide ? columns : undefined });
  }
  const grids = readTabs(host, bound);
  const moved = bound.filter(
    ({ tab, columns }, index) => columns && !asLaidOut(tab, columns, grids[index]?.[0] ?? []),
  );
  const whole = readTabs(
    host,
    moved.map((one) => ({ ...one, columns: undefined })),
  );
  return {
    sheets,
    found: new Map(
      bound.map((one, index) => {
        const grid = whole[moved.indexOf(one)] ?? grids[index] ?? [];
        return [one.key, { sheet: one.sheet, grid }];
      }),
    ),
  };
}

interface BoundTab extends WantedTab {
  readonly sheet: SheetInfo;
}

/** Reads tabs, or the wanted columns of them where they should stand, in one call. */
function readTabs(host: Host, tabs: readonly BoundTab[]): readonly Grid[] {
  const asked = tabs.map(({ tab, sheet, columns }) => ({
    title: quoted(sheet.title),
    parts: columns ? stretches(tab, columns) : null,
  }));
  const ranges = asked.map(({ title, parts }) =>
    parts
      ? [`${title}!1:1`, ...parts.map(([from, to]) => `${title}!${columnLetter(from)}:${columnLetter(to)}`)]
      : [title],
  );
  const grids = [...(tabs.length > 0 ? host.book.read(ranges.flat()) : [])];
  return asked.map(({ parts }, index) => {
    const [first = [], ...rest] = grids.splice(0, ranges[index]?.length);
    return parts ? gridOf(first[0] ?? [], parts, rest) : first;
  });
}

/** Tabs as they stand now, their columns found again: one call. */
export function reread(host: Host, places: readonly StructuredTab[]): readonly StructuredTab[] {
  const grids = places.length > 0 ? host.book.read(places.map(({ title }) => quoted(title))) : [];
  return places.map((place, index) => {
    const grid = grids[index] ?? [];
    return { ...place, grid, columns: bindColumns(place.tab, grid[0] ?? []), requests: [] };
  });
}

/** Remembers which sheet is which tab, so that a renamed tab stays bound. Writes only what is new. */
export function rememberTabs(host: Host, ids: ReadonlyMap<string, number>): void {
  const memory = readMemory(host);
  const next: Record<string, number> = { ...memory };
  for (const [key, id] of ids) next[key] = id;
  if ([...ids].some(([key, id]) => memory[key] !== id)) host.store.set(MEMORY, JSON.stringify(next));
}

/** What must not have changed under the run's hands: some columns of a tab, and its header. */
export interface Guard {
  readonly title: string;
  readonly grid: Grid;
  /** 0-based columns; null: the whole tab. */
  readonly columns: readonly number[] | null;
}

/** One range to read again: a column by its position, the header row, or the whole tab. */
interface Part {
  readonly guard: Guard;
  readonly of: number | 'header' | 'all';
}

const partsOf = (guard: Guard): Part[] =>
  guard.columns === null
    ? [{ guard, of: 'all' }]
    : [{ guard, of: 'header' }, ...guard.columns.map((column): Part => ({ guard, of: column }))];

function rangeOf({ guard, of }: Part): string {
  const title = quoted(guard.title);
  if (of === 'all') return title;
  return of === 'header' ? `${title}!1:1` : `${title}!${columnLetter(of)}:${columnLetter(of)}`;
}

/** Reads the guarded cells again, in one call. True when they stand as they did. */
export function unchanged(host: Host, guards: readonly Guard[]): boolean {
  if (guards.length === 0) return true;
  const parts = guards.flatMap(partsOf);
  const grids = host.book.read(parts.map(rangeOf));
  return parts.every(({ guard, of }, index) => {
    const now = grids[index] ?? [];
    if (of === 'header') return sameRow(guard.grid[0] ?? [], now[0] ?? []);
    return sameGrid(guard.grid, now, of === 'all' ? null : of);
  });
}

function sameGrid(before: Grid, now: Grid, column: number | null): boolean {
  const height = Math.max(before.length, now.length);
  for (let row = 0; row < height; row += 1) {
    if (column === null) {
      if (!sameRow(before[row] ?? [], now[row] ?? [])) return false;
    } else if (!sameCell(before[row]?.[column] ?? '', now[row]?.[0] ?? '')) return false;
  }
  return true;
}

function sameRow(before: readonly Cell[], now: readonly Cell[]): boolean {
  const width = Math.max(before.length, now.length);
  for (let at = 0; at < width; at += 1) if (!sameCell(before[at] ?? '', now[at] ?? '')) return false;
  return true;
}
