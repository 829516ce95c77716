// Diff: compares a tab's current cells with the wanted ones and returns the smallest set of changed cells.
import { pushTo } from '../rules/collections.js';
import { type Cell, cellText, GENERAL } from '../rules/kinds.js';
import type { Column } from '../rules/tabs.js';
import type { Zone } from '../rules/zone.js';
import { type BoundColumn, boundColumns, type Place } from './bind.js';
import { cellAt, type Grid, isBlank, isFilled, sameCell } from './grid.js';
import { FAULTY, formatOf } from './layout.js';
import type { ParsedTab } from './parse.js';
import {
  inert,
  inertText,
  type Link,
  ownFormat,
  type WantedCell,
  type WantedRow,
  written,
} from './wanted.js';

const EMPTY: WantedCell = { value: '' };

/** One changed cell and what it held before. A single object, because a first run makes a million. */
export interface CellChange extends WantedCell {
  /** 0-based. */
  readonly row: number;
  readonly before: Cell;
  readonly format: string | undefined;
  readonly link: Link | undefined;
}

/** The changes of one tab: 0-based column position → its changes, top down. */
export interface TabDiff {
  readonly sheetId: number;
  readonly byColumn: ReadonlyMap<number, readonly CellChange[]>;
  readonly cells: number;
}

/** The changes of one tab. */
export function diffOf({ sheetId }: Pick<TabDiff, 'sheetId'>, byColumn: TabDiff['byColumn']): TabDiff {
  let cells = 0;
  for (const changes of byColumn.values()) cells += changes.length;
  return { sheetId, byColumn, cells };
}

/** Changes as they are found. */
type Found = Map<number, CellChange[]>;

/** Notes a change of a cell, by 0-based row and column. */
function note(
  found: Found,
  row: number,
  at: number,
  before: Cell,
  value: Cell,
  format: string | undefined,
  link?: Link,
): void {
  pushTo(found, at, { row, before, value, format, link });
}

/** Whether a cell already holds a value; no value may be shown by blanks. */
const holds = (before: Cell, value: Cell): boolean =>
  sameCell(before, value) || (value === '' && isBlank(before));

/**
 * Dates are written together with their format: a tab made by staff may have none, or a library may have lost it, and
 * would show 45204.46.
 */
const dateFormat = ({ kind }: Column, cell: Cell): string | undefined =>
  typeof cell === 'number' && (kind.type === 'day' || kind.type === 'instant') ? kind.format : undefined;

/** Notes what the rules give for a column, unless its cell already holds it; without values it is emptied. */
function compare(
  found: Found,
  row: number,
  { key, column, at }: BoundColumn,
  cells: readonly Cell[] | undefined,
  values: Readonly<Record<string, unknown>> | undefined,
  zone: Zone,
): void {
  const before = cells?.[at] ?? '';
  const value = values?.[key];
  const cell = written(column, value, zone);
  if (holds(before, cell)) return;
  const safe = inert(cell);
  if (safe === cell || !holds(before, safe))
    note(found, row, at, before, safe, dateFormat(column, cell) ?? ownFormat(column, value, cell));
}

/** «ошибка: …», and what stays behind it. */
const faultyText = (fault: string, { options: { keeps } }: Column, before: Cell): Cell =>
  inertText([`${FAULTY} ${fault}`, ...((keeps && cellText(before).match(keeps)) ?? [])].join('; '));

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
  const { grid, rows } = parsed;
  const found: Found = new Map();
  // Good rows are in the order of the sheet.
  let next = 0;
  const own = boundColumns(parsed).filter(({ column }) => column.options.computed);
  for (let row = 1; row < grid.length; row += 1) {
    const cells = grid[row];
    const fault = faults.get(row + 1);
    const isGood = rows[next]?.row === row + 1;
    const values = isGood && fault === undefined ? decided[next] : undefined;
    if (isGood) next += 1;
    for (const bound of own) {
      const { column, at } = bound;
      if (fault === undefined || !column.options.remark) compare(found, row, bound, cells, values, zone);
      else {
        const before = cells?.[at] ?? '';
        const told = faultyText(fault, column, before);
        if (!holds(before, told)) note(found, row, at, before, told, undefined);
      }
    }
  }
  return diffOf(parsed, found);
}

/** Compares an output tab with its wanted rows (cells by column key); surplus rows of the last run become `blank`. */
export function diffOutput(place: Place, wanted: readonly WantedRow[], blank: WantedRow): TabDiff {
  const { grid } = place;
  const found: Found = new Map();
  const own = [...place.columns.at];
  const last = Math.max(grid.length, wanted.length + 1);
  for (let row = 1; row < last; row += 1) {
    const cells = wanted[row - 1] ?? blank;
    // Links are not read back, so a row's link is rewritten whenever another cell of the row changes.
    const stale = own.some(([key, at]) => !sameCell(cellAt(grid, row, at), (cells[key] ?? EMPTY).value));
    for (const [key, at] of own) {
      const before = cellAt(grid, row, at);
      const { value, format, link } = cells[key] ?? EMPTY;
      if ((stale && link !== undefined) || !holds(before, value))
        note(found, row, at, before, value, format, link);
    }
  }
  return diffOf(place, found);
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
  const { grid } = place;
  const found: Found = new Map();
  const last = Math.max(grid.length - 1, decided.length);
  const own = boundColumns(place);
  for (let index = 0; index < last; index += 1) {
    const zone = zoneOf(index);
    const cells = grid[index + 1];
    const values = decided[index];
    for (const bound of own) compare(found, index + 1, bound, cells, values, zone);
  }
  return diffOf(place, found);
}

/** Appends rows below the last used row of a log tab, or from the 0-based row `first`. */
export function diffAppended(place: Place, rows: readonly WantedRow[], first = usedRows(place)): TabDiff {
  const found: Found = new Map();
  for (const { key, column, at } of boundColumns(place)) {
    const pattern = formatOf(column);
    const usual = pattern === GENERAL ? undefined : pattern;
    rows.forEach((row, index) => {
      const { value, format, link } = row[key] ?? EMPTY;
      if (value !== '') note(found, first + index, at, '', value, format ?? usual, link);
    });
  }
  return diffOf(place, found);
}

/** Number of rows in use, including the header; a row that holds nothing but unticked checkboxes is not used. */
export function usedRows(place: Place): number {
  const { grid } = place;
  const own = boundColumns(place);
  for (let row = grid.length - 1; row > 0; row -= 1)
    for (const { column, at } of own)
      if (isFilled(cellAt(grid, row, at), column.kind.type === 'flag')) return row + 1;
  return 1;
}

/** One cell by row (1-based) and column key. */
export interface CellUpdate extends WantedCell {
  readonly row: number;
  readonly column: string;
}

/**
 * Changes of single cells. `always`: also write cells whose value `place.grid` already shows, because the
 * sheet has changed since it was read.
 */
export function diffCells(place: Place, cells: readonly CellUpdate[], always = false): TabDiff {
  const found: Found = new Map();
  for (const { row, column: key, value, format, link } of [...cells].sort((a, b) => a.row - b.row)) {
    const at = place.columns.at.get(key);
    const column = place.tab.columns[key];
    if (at === undefined || !column) continue;
    const before = cellAt(place.grid, row - 1, at);
    if (always || !holds(before, value))
      note(found, row - 1, at, before, value, format ?? dateFormat(column, value), link);
  }
  return diffOf(place, found);
}

/** Merges two sets of changes of one sheet; where both change a cell, the second wins. */
export function mergeDiffs(first: TabDiff, second: TabDiff): TabDiff {
  const byColumn = new Map(first.byColumn);
  for (const [column, changes] of second.byColumn) {
    const earlier = byColumn.get(column);
    if (!earlier) byColumn.set(column, changes);
    else {
      const byRow = new Map([...earlier, ...changes].map((change) => [change.row, change]));
      byColumn.set(
        column,
        [...byRow.values()].sort((a, b) => a.row - b.row),
      );
    }
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
