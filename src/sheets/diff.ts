// Diff: compares a tab's current cells with the wanted ones and returns the smallest set of changed cells,
// also as Sheets API requests.
import type { Cell } from '../rules/kinds.js';
import type { Column, Tab } from '../rules/tabs.js';
import { CELL_LIMIT } from '../rules/text.js';
import type { Zone } from '../rules/zone.js';
import type { Place } from './bind.js';
import { cellAt, type Grid, isBlank, isUnticked, sameCell } from './grid.js';
import { numberFormat } from './layout.js';
import type { ParsedTab } from './parse.js';
import type { Request } from './ports.js';

/** A cell as it should be; sets its own format or link if given. */
export interface WantedCell {
  readonly value: Cell;
  readonly format?: string | undefined;
  /** Link target on the cell's text: `#gid=…&range=B5`. */
  readonly link?: string | undefined;
}

/** The cells of a row by column key. */
export type WantedRow = Readonly<Record<string, WantedCell>>;

/** One changed cell and what it held before. A single object, because a first run makes a million. */
export interface CellChange extends WantedCell {
  /** 0-based. */
  readonly row: number;
  readonly before: Cell;
  readonly format: string | undefined;
  readonly link: string | undefined;
}

/** The changes of one tab: 0-based column position → its changes, top down. */
export interface TabDiff {
  readonly sheetId: number;
  readonly title: string;
  readonly byColumn: ReadonlyMap<number, readonly CellChange[]>;
  readonly cells: number;
}

const UNPRINTABLE = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]', 'g');
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A cheap test for text that may contain such characters; most texts contain none. */
const SUSPECT = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff\\ud800-\\udfff]');

/**
 * Makes a text safe to store in a cell: drops control characters, replaces lone surrogates, cuts it to
 * Excel's limit.
 */
export function inertText(text: string): string {
  if (text.length <= CELL_LIMIT && !SUSPECT.test(text)) return text;
  const clean = text.replace(UNPRINTABLE, '').replace(LONE_SURROGATE, '\ufffd');
  return clean.length <= CELL_LIMIT
    ? clean
    : `${clean.slice(0, CELL_LIMIT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A column's value as a cell takes it; null and undefined empty it. */
const written = ({ kind }: Column, value: unknown, zone: Zone): Cell =>
  value === null || value === undefined ? '' : kind.write(value, zone);
const inert = (cell: Cell): Cell => (typeof cell === 'string' ? inertText(cell) : cell);

/** The format of one value, for columns that mix formats. */
const ownFormat = ({ kind }: Column, value: unknown, cell: Cell): string | undefined =>
  typeof cell === 'string' ? undefined : kind.formatOf?.(value);

/** The cell for a column's value; null and undefined empty it. */
export function wantedCell(column: Column, value: unknown, zone: Zone): WantedCell {
  const cell = written(column, value, zone);
  const format = ownFormat(column, value, cell);
  return format === undefined ? { value: inert(cell) } : { value: inert(cell), format };
}
const EMPTY: WantedCell = { value: '' };

/** The cells of a new row, by column key: each column's value. */
export function wantedRow(
  { columns }: Pick<Tab, 'columns'>,
  values: Readonly<Record<string, unknown>>,
  zone: Zone,
): WantedRow {
  const cells: Record<string, WantedCell> = {};
  for (const key in columns) {
    const column = columns[key];
    if (column) cells[key] = wantedCell(column, values[key], zone);
  }
  return cells;
}

/** The changes of one tab. */
export function diffOf(
  { sheetId, title }: Pick<TabDiff, 'sheetId' | 'title'>,
  byColumn: TabDiff['byColumn'],
): TabDiff {
  let cells = 0;
  for (const changes of byColumn.values()) cells += changes.length;
  return { sheetId, title, byColumn, cells };
}

/** Collects changes column by column. */
function collect(place: Place): {
  compare: (row: number, column: number, before: Cell, after: WantedCell, always?: boolean) => void;
  /** The same for a value with its format. */
  put: (row: number, column: number, before: Cell, value: Cell, format: string | undefined) => void;
  /** Adds a cell in an unused row. */
  append: (row: number, column: number, cell: WantedCell, format: string | undefined) => void;
  done: () => TabDiff;
} {
  const byColumn = new Map<number, CellChange[]>();
  const add = (column: number, change: CellChange): void => {
    const list = byColumn.get(column);
    if (list) list.push(change);
    else byColumn.set(column, [change]);
  };
  return {
    compare: (row, column, before, { value, format, link }, always = false) => {
      if (always || !holds(before, value)) add(column, { row, before, value, format, link });
    },
    put: (row, column, before, value, format) => {
      if (!holds(before, value)) add(column, { row, before, value, format, link: undefined });
    },
    append: (row, column, { value, link }, format) => {
      add(column, { row, before: '', value, format, link });
    },
    done: () => diffOf(place, byColumn),
  };
}

/** Whether a cell already holds a value; no value may be shown by blanks. */
const holds = (before: Cell, value: Cell): boolean =>
  sameCell(before, value) || (value === '' && isBlank(before));

/** Dates are written together with their format: a tab made by staff may have none, and would show 45204.46. */
const datedFormat = (column: Column, value: unknown, cell: Cell): string | undefined =>
  typeof cell === 'number' && (column.kind.type === 'day' || column.kind.type === 'instant')
    ? column.kind.format
    : ownFormat(column, value, cell);

/**
 * Computed columns of an input tab: good rows take the rules' values, rows in error are emptied and say «ошибка: …»,
 * other rows are emptied.
 */
export function diffComputed(
  parsed: ParsedTab,
  decided: readonly Readonly<Record<string, unknown>>[],
  faults: ReadonlyMap<number, string>,
  zone: Zone,
): TabDiff {
  const { tab, grid, columns, rows } = parsed;
  const collector = collect(parsed);
  const good = new Int32Array(grid.length + 1).fill(-1);
  rows.forEach((row, index) => {
    if (!faults.has(row.row)) good[row.row] = index;
  });
  const own = Object.entries(tab.columns).flatMap(([key, column]) => {
    const at = columns.at.get(key);
    return column.options.computed && at !== undefined ? [{ key, column, at }] : [];
  });
  for (let row = 2; row <= grid.length; row += 1) {
    const cells = grid[row - 1];
    const values = decided[good[row] ?? -1];
    const fault = values ? undefined : faults.get(row);
    for (const { key, column, at } of own) {
      const before = cells?.[at] ?? '';
      if (values) {
        const value = values[key];
        const cell = written(column, value, zone);
        if (!holds(before, cell))
          collector.put(row - 1, at, before, inert(cell), datedFormat(column, value, cell));
      } else if (fault !== undefined && column.options.remark)
        collector.put(row - 1, at, before, inertText(`ошибка: ${fault}`), undefined);
      else collector.put(row - 1, at, before, '', undefined);
    }
  }
  return collector.done();
}

/**
 * Compares an output tab with its wanted rows (cells by column key); surplus rows of the last run are
 * cleared.
 */
export function diffOutput(place: Place, wanted: readonly WantedRow[]): TabDiff {
  const { grid } = place;
  const collector = collect(place);
  const bound = [...place.columns.at.entries()];
  const last = Math.max(grid.length - 1, wanted.length);
  for (let index = 0; index < last; index += 1) {
    const row = wanted[index];
    // Links are not read back, so a row's link is rewritten whenever another cell of the row changes.
    const stale = bound.some(
      ([key, at]) => !sameCell(cellAt(grid, index + 1, at), (row?.[key] ?? EMPTY).value),
    );
    for (const [key, at] of bound) {
      const after = row?.[key] ?? EMPTY;
      collector.compare(index + 1, at, cellAt(grid, index + 1, at), after, stale && after.link !== undefined);
    }
  }
  return collector.done();
}

/**
 * Compares an output tab with the decided rows; surplus rows of the last run are cleared. `zoneOf` returns
 * the zone in which the row with this index shows its times.
 */
export function diffDecided(
  place: Place,
  decided: readonly Readonly<Record<string, unknown>>[],
  zoneOf: (index: number) => Zone,
): TabDiff {
  const { grid, tab, columns } = place;
  const collector = collect(place);
  const last = Math.max(grid.length - 1, decided.length);
  const own = [...columns.at].flatMap(([key, at]) => {
    const column = tab.columns[key];
    return column ? [{ key, at, column }] : [];
  });
  for (let index = 0; index < last; index += 1) {
    const zone = zoneOf(index);
    const row = decided[index];
    const cells = grid[index + 1];
    for (const { key, at, column } of own) {
      const value = row?.[key];
      const before = cells?.[at] ?? '';
      const cell = written(column, value, zone);
      if (!holds(before, cell))
        collector.put(index + 1, at, before, inert(cell), ownFormat(column, value, cell));
    }
  }
  return collector.done();
}

type CellData = GoogleAppsScript.Sheets.Schema.CellData;

/** A cell's value as the Sheets API takes it. */
export function enteredValue(value: Cell): GoogleAppsScript.Sheets.Schema.ExtendedValue {
  if (value === '') return {};
  if (typeof value === 'string') return { stringValue: value };
  return typeof value === 'number' ? { numberValue: value } : { boolValue: value };
}

function cellData(cell: WantedCell): CellData {
  const data: CellData = { userEnteredValue: enteredValue(cell.value) };
  if (cell.format === undefined && cell.link === undefined) return data;
  return {
    ...data,
    userEnteredFormat: {
      ...(cell.format === undefined ? {} : { numberFormat: numberFormat(cell.format) }),
      ...(cell.link === undefined ? {} : { textFormat: { link: { uri: cell.link } } }),
    },
  };
}

const fieldsOf = (cell: WantedCell): string =>
  `userEnteredValue${cell.format === undefined ? '' : ',userEnteredFormat.numberFormat'}${cell.link === undefined ? '' : ',userEnteredFormat.textFormat.link'}`;

interface Block {
  readonly start: number;
  readonly fields: string;
  /** One list per column, all of the same length. */
  readonly columns: (readonly CellChange[])[];
}

/** The changes as `updateCells` requests: rectangles that cover changed cells only. */
export function diffRequests(diff: TabDiff): Request[] {
  const requests: Request[] = [];
  let open: { column: number; blocks: Block[] } | null = null;
  const close = (): void => {
    if (!open) return;
    for (const block of open.blocks) requests.push(blockRequest(diff.sheetId, open.column, block));
    open = null;
  };
  for (const column of [...diff.byColumn.keys()].sort((a, b) => a - b)) {
    const blocks = runs(diff.byColumn.get(column) ?? []);
    // An adjacent column with the same runs of rows extends the rectangles.
    if (open !== null && joins(open, column, blocks)) {
      open.blocks.forEach((block, index) => block.columns.push(blocks[index]?.columns[0] ?? []));
    } else {
      close();
      open = { column, blocks };
    }
  }
  close();
  return requests;
}

function joins(
  open: { readonly column: number; readonly blocks: readonly Block[] },
  column: number,
  blocks: readonly Block[],
): boolean {
  const width = open.blocks[0]?.columns.length ?? 0;
  return (
    open.column + width === column &&
    open.blocks.length === blocks.length &&
    open.blocks.every((block, index) => {
      const other = blocks[index];
      return (
        other?.start === block.start &&
        other.fields === block.fields &&
        other.columns[0]?.length === block.columns[0]?.length
      );
    })
  );
}

function runs(changes: readonly CellChange[]): Block[] {
  const blocks: Block[] = [];
  let current: CellChange[] = [];
  let fields = '';
  for (const change of changes) {
    const last = current[current.length - 1];
    const own = fieldsOf(change);
    if (last?.row === change.row - 1 && own === fields) current.push(change);
    else {
      current = [change];
      fields = own;
      blocks.push({ start: change.row, fields, columns: [current] });
    }
  }
  return blocks;
}

function blockRequest(sheetId: number, column: number, block: Block): Request {
  const height = block.columns[0]?.length ?? 0;
  const rows = Array.from({ length: height }, (_, index) => ({
    values: block.columns.map((list) => {
      const change = list[index];
      return change ? cellData(change) : {};
    }),
  }));
  return {
    updateCells: {
      start: { sheetId, rowIndex: block.start, columnIndex: column },
      rows,
      fields: block.fields,
    },
  };
}

/** Appends rows below the last used row of a log tab. */
export function diffAppended(place: Place, rows: readonly WantedRow[]): TabDiff {
  const collector = collect(place);
  const first = usedRows(place);
  for (const [key, at] of place.columns.at) {
    const pattern = place.tab.columns[key]?.kind.format;
    const format = pattern === 'General' ? undefined : pattern;
    rows.forEach((row, index) => {
      const cell = row[key] ?? EMPTY;
      if (cell.value === '') return;
      collector.append(first + index, at, cell, cell.format ?? format);
    });
  }
  return collector.done();
}

/**
 * Number of rows in use, including the header; a row that holds nothing but unticked checkboxes is not used.
 */
export function usedRows({ tab, grid, columns }: Place): number {
  for (let row = grid.length - 1; row > 0; row -= 1)
    for (const [key, at] of columns.at) {
      const cell = cellAt(grid, row, at);
      const isFlag = tab.columns[key]?.kind.type === 'flag';
      if (!isBlank(cell) && !(isFlag && isUnticked(cell))) return row + 1;
    }
  return 1;
}

/** One cell by row (1-based) and column key. */
export interface CellUpdate {
  readonly row: number;
  readonly column: string;
  readonly cell: WantedCell;
}

/**
 * Changes of single cells. `always`: also write cells whose value `place.grid` already shows, because the
 * sheet has changed since it was read.
 */
export function diffCells(place: Place, cells: readonly CellUpdate[], always = false): TabDiff {
  const collector = collect(place);
  for (const { row, column, cell } of [...cells].sort((a, b) => a.row - b.row)) {
    const at = place.columns.at.get(column);
    if (at !== undefined) collector.compare(row - 1, at, cellAt(place.grid, row - 1, at), cell, always);
  }
  return collector.done();
}

/** Merges two sets of changes of one sheet; where both change a cell, the second wins. */
export function mergeDiffs(first: TabDiff, second: TabDiff): TabDiff {
  const byColumn = new Map(first.byColumn);
  for (const [column, changes] of second.byColumn) {
    const earlier = byColumn.get(column);
    if (!earlier) {
      byColumn.set(column, changes);
      continue;
    }
    const merged = new Map(earlier.map((change) => [change.row, change]));
    for (const change of changes) merged.set(change.row, change);
    byColumn.set(
      column,
      [...merged.values()].sort((a, b) => a.row - b.row),
    );
  }
  return diffOf(first, byColumn);
}

/** The tab's cells after the changes have been applied. */
export function gridAfter(grid: Grid, diff: TabDiff): Grid {
  const next = grid.map((row) => [...row]);
  for (const [at, changes] of diff.byColumn)
    for (const change of changes) {
      while (next.length <= change.row) next.push([]);
      const row = next[change.row] ?? [];
      while (row.length < at) row.push('');
      row[at] = change.value;
    }
  return next;
}

/** Number of rows up to the last one that a diff touches; 0 when it touches none. */
export function rowsTouched(diff: TabDiff): number {
  let last = 0;
  for (const changes of diff.byColumn.values())
    last = Math.max(last, (changes[changes.length - 1]?.row ?? -1) + 1);
  return last;
}
