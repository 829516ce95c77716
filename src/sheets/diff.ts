// Diff: compares a tab's current cells with the wanted ones and returns the smallest set of changed cells.
import { pushTo } from '../rules/collections.js';
import { type Cell, cellText, GENERAL } from '../rules/kinds.js';
import type { Column } from '../rules/tabs.js';
import type { Zone } from '../rules/zone.js';
import { boundColumns, type Place } from './bind.js';
import { cellAt, type Grid, isBlank, isUnticked, sameCell } from './grid.js';
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
    pushTo(byColumn, column, change);
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

/**
 * Dates are written together with their format: a tab made by staff may have none, or a library may have lost it, and
 * would show 45204.46.
 */
const dateFormat = ({ kind }: Column, cell: Cell): string | undefined =>
  typeof cell === 'number' && (kind.type === 'day' || kind.type === 'instant') ? kind.format : undefined;
const datedFormat = (column: Column, value: unknown, cell: Cell): string | undefined =>
  dateFormat(column, cell) ?? ownFormat(column, value, cell);

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
  const collector = collect(parsed);
  // Good rows are in the order of the sheet.
  let next = 0;
  const own = boundColumns(parsed).filter(({ column }) => column.options.computed);
  for (let row = 2; row <= grid.length; row += 1) {
    const cells = grid[row - 1];
    const fault = faults.get(row);
    const isGood = rows[next]?.row === row;
    const values = isGood && fault === undefined ? decided[next] : undefined;
    if (isGood) next += 1;
    for (const { key, column, at } of own) {
      const before = cells?.[at] ?? '';
      if (values) {
        const value = values[key];
        const cell = written(column, value, zone);
        if (!holds(before, cell))
          collector.put(row - 1, at, before, inert(cell), datedFormat(column, value, cell));
      } else if (fault !== undefined && column.options.remark)
        collector.put(row - 1, at, before, faultyText(fault, column, before), undefined);
      else collector.put(row - 1, at, before, '', undefined);
    }
  }
  return collector.done();
}

/**
 * Compares an output tab with its wanted rows (cells by column key); surplus rows of the last run become `blank`.
 */
export function diffOutput(place: Place, wanted: readonly WantedRow[], blank: WantedRow = {}): TabDiff {
  const { grid } = place;
  const collector = collect(place);
  const bound = [...place.columns.at.entries()];
  const last = Math.max(grid.length - 1, wanted.length);
  for (let index = 0; index < last; index += 1) {
    const row = wanted[index] ?? blank;
    // Links are not read back, so a row's link is rewritten whenever another cell of the row changes.
    const stale = bound.some(
      ([key, at]) => !sameCell(cellAt(grid, index + 1, at), (row[key] ?? EMPTY).value),
    );
    for (const [key, at] of bound) {
      const after = row[key] ?? EMPTY;
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
  const { grid } = place;
  const collector = collect(place);
  const last = Math.max(grid.length - 1, decided.length);
  const own = boundColumns(place);
  for (let index = 0; index < last; index += 1) {
    const zone = zoneOf(index);
    const row = decided[index];
    const cells = grid[index + 1];
    for (const { key, at, column } of own) {
      const value = row?.[key];
      const before = cells?.[at] ?? '';
      const cell = written(column, value, zone);
      if (!holds(before, cell))
        collector.put(index + 1, at, before, inert(cell), datedFormat(column, value, cell));
    }
  }
  return collector.done();
}

/** Appends rows below the last used row of a log tab, or from the 0-based row `first`. */
export function diffAppended(place: Place, rows: readonly WantedRow[], first = usedRows(place)): TabDiff {
  const collector = collect(place);
  for (const { key, column, at } of boundColumns(place)) {
    const pattern = formatOf(column);
    const format = pattern === GENERAL ? undefined : pattern;
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
export function usedRows(place: Place): number {
  const { grid } = place;
  const own = boundColumns(place);
  for (let row = grid.length - 1; row > 0; row -= 1)
    for (const { column, at } of own) {
      const cell = cellAt(grid, row, at);
      if (!isBlank(cell) && !(column.kind.type === 'flag' && isUnticked(cell))) return row + 1;
    }
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
  const collector = collect(place);
  for (const cell of [...cells].sort((a, b) => a.row - b.row)) {
    const [row, at] = [cell.row - 1, place.columns.at.get(cell.column)];
    const column = place.tab.columns[cell.column];
    if (at === undefined || !column) continue;
    const format = cell.format ?? dateFormat(column, cell.value);
    collector.compare(row, at, cellAt(place.grid, row, at), { ...cell, format }, always);
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
