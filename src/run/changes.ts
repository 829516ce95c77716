// «Что изменится?»: a dry run of the recompute. Lists values before and after; writes nothing.
import { joined } from '../rules/collections.js';
import type { Column, Tab } from '../rules/tabs.js';
import { count } from '../rules/text.js';
import { type Cell, cellText } from '../rules/kinds.js';
import { shownCell } from '../rules/kinds-time.js';
import { type BoundColumn, boundColumns } from '../sheets/bind.js';
import type { CellChange } from '../sheets/diff.js';
import { cellAt } from '../sheets/grid.js';
import { errorsTab, isShared, lettersTab } from '../sheets/shared-tabs.js';
import type { TabWrite } from '../sheets/write.js';
import { planRecompute } from './plan.js';
import { type ActionReport, changedCells, planReport, total } from './report.js';
import type { Scene } from './scene.js';

/** One cell that a recompute would change. */
export interface FutureChange {
  readonly tab: string;
  readonly row: number;
  readonly column: string;
  /** What the row is about: its cells in the columns that name it, else in the first one. */
  readonly subject: string;
  readonly before: Cell;
  readonly after: Cell;
}

/** The sum of the changed cells of a numeric column. */
export interface FutureTotal {
  readonly tab: string;
  readonly column: string;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
}

/** The changes that a recompute would make, with totals by tab and numeric column. */
export function futureChanges(scene: Scene): ActionReport & {
  readonly result: {
    readonly changes: readonly FutureChange[];
    readonly totals: readonly FutureTotal[];
  };
  /** Those of the changes that tell a person something. */
  readonly shown: readonly FutureChange[];
} {
  const plan = planRecompute(scene, { ahead: false });
  const writes = byInterest(plan.writes);
  const changed = changedCells(plan.writes);
  const cells = total(changed);
  const message =
    cells === 0
      ? 'Пересчёт ничего не изменит.'
      : `Пересчёт изменит ${count(cells, 'ячейку', 'ячейки', 'ячеек')}. Пока ничего не записано.`;
  return {
    ...planReport('whatChanges', message, plan, changed),
    result: {
      changes: joined(writes.map(({ place, diff }) => changesOf(place, diff.byColumn))),
      totals: writes.flatMap(totalsOf),
    },
    shown: joined(writes.map(shownOf)),
  };
}

/** What changes in the cells of a tab, by position of the column. */
type Changes = ReadonlyMap<number, readonly Pick<CellChange, 'row' | 'before' | 'value'>[]>;

/** All but the letters' keys; of «Ошибки» the lines that come or go, however the others move. */
function shownOf({ place, diff: { byColumn } }: TabWrite): readonly FutureChange[] {
  if (place.tab === errorsTab) return changesOf(place, linesMoved(place, byColumn));
  const all = changesOf(place, byColumn);
  return place.tab === lettersTab
    ? all.filter(({ column }) => column !== lettersTab.columns.key.header)
    : all;
}

/** The changes of a list, without those of lines that only move. */
function linesMoved({ grid, columns: { at } }: TabWrite['place'], byColumn: Changes): Changes {
  const columns = [...at.values()];
  const before = grid.map((cells) => columns.map((column) => cells[column] ?? ''));
  const after = before.map((line) => [...line]);
  columns.forEach((column, index) => {
    for (const { row, value } of byColumn.get(column) ?? [])
      (after[row] ??= columns.map(() => ''))[index] = value;
  });
  const keyOf = (line: readonly Cell[] = []): string => JSON.stringify(line);
  const [old, next] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  const pairs = Array.from(after, (line, row) => ({
    row,
    was: next.has(keyOf(before[row])) ? [] : before[row],
    is: old.has(keyOf(line)) ? [] : line,
  }));
  return new Map(
    columns.map((column, index) => [
      column,
      pairs
        .map(({ row, was, is }) => ({ row, before: was?.[index] ?? '', value: is[index] ?? '' }))
        .filter((change) => change.before !== change.value),
    ]),
  );
}

/** The changes of one tab by row. */
function changesOf(place: TabWrite['place'], byColumn: Changes): readonly FutureChange[] {
  const columns = boundColumns(place);
  const subjectOf = subjects(place, byColumn, columns);
  return joined(
    columns.map(({ column, at }) =>
      (byColumn.get(at) ?? []).map((change) => ({
        tab: place.title,
        row: change.row + 1,
        column: column.header,
        subject: subjectOf(change.row),
        before: shownCell(change.before, column.kind.type),
        after: shownCell(change.value, column.kind.type),
      })),
    ),
  )
    .slice()
    .sort((a, b) => a.row - b.row);
}

/** The totals of one tab by column. */
const totalsOf = ({ place, diff }: TabWrite): readonly FutureTotal[] =>
  boundColumns(place).flatMap(({ column, at }) => {
    const changes = diff.byColumn.get(at);
    if (!changes || !addsUp(place.tab, column)) return [];
    const before = sumOf(changes.map((change) => change.before));
    const after = sumOf(changes.map(({ value }) => value));
    const sum = { before: round(before), after: round(after), difference: round(after - before) };
    return sum.before === 0 && sum.after === 0 ? [] : [{ tab: place.title, column: column.header, ...sum }];
  });

const sumOf = (cells: readonly Cell[]): number =>
  cells.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);

/** The programmes' tabs before the shared ones, where days pass and lines move in every run. */
const byInterest = (writes: readonly TabWrite[]): readonly TabWrite[] => [
  ...writes.filter(({ place }) => !isShared(place.tab)),
  ...writes.filter(({ place }) => isShared(place.tab)),
];

/** What each row of a tab will be about; what it was about where the row is emptied. */
function subjects(
  { grid }: TabWrite['place'],
  byColumn: Changes,
  columns: readonly BoundColumn[],
): (row: number) => string {
  const named = columns.filter(({ column }) => column.options.names);
  const places = (named.length > 0 ? named : columns.slice(0, 1)).map(({ column, at }) => ({
    at,
    type: column.kind.type,
    after: new Map((byColumn.get(at) ?? []).map(({ row, value }) => [row, value])),
  }));
  return (row) =>
    places
      .map(({ at, type, after }) => {
        const [was, is] = [cellAt(grid, row, at), after.get(row) ?? ''];
        return cellText(shownCell(is === '' ? was : is, type));
      })
      .filter((text) => text !== '')
      .join(', ');
}

/**
 * Whether summing the column makes sense, as for points, money or hours. The shared tabs only count days and
 * rows.
 */
const addsUp = (tab: Tab, { kind, options }: Column): boolean =>
  kind.type === 'number' && !options.single && !isShared(tab);

/** Rounds a total to hundredths, removing binary floating-point residue. */
const round = (n: number): number => Math.round(n * 100) / 100;
