// «Что изменится?»: a dry run of the recompute. Lists values before and after; writes nothing.
import { groupBy, joined } from '../rules/collections.js';
import { type Column, isWritten, type Tab } from '../rules/tabs.js';
import { count } from '../rules/text.js';
import { type Cell, cellText } from '../rules/kinds.js';
import { shownCell } from '../rules/kinds-time.js';
import { type BoundColumn, boundColumns, cellIn, type Place } from '../sheets/bind.js';
import { gridAfter } from '../sheets/diff.js';
import { cellAt, type Grid, isBlank, sameCell } from '../sheets/grid.js';
import { deadlinesTab, errorsTab, isShared, lettersTab } from '../sheets/shared-tabs.js';
import type { TabWrite } from '../sheets/write.js';
import { planRecompute } from './plan.js';
import { type ActionReport, changedCells, planReport, total } from './report.js';
import type { DecidedScene } from './scene.js';

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
export function futureChanges(scene: DecidedScene): ActionReport & {
  readonly result: {
    readonly changes: readonly FutureChange[];
    readonly totals: readonly FutureTotal[];
  };
  /** Those of the changes that tell a person something. */
  readonly shown: readonly FutureChange[];
  /** In how many lines of «Сроки» only the days left change, which goes unshown. */
  readonly aged: number;
} {
  const plan = planRecompute(scene, { ahead: false });
  const writes = byInterest(plan.writes);
  const changed = changedCells(plan.writes);
  const cells = total(changed);
  const { shown, aged } = withoutAging(joined(writes.map(shownOf)));
  const message =
    cells === 0
      ? 'Пересчёт ничего не изменит.'
      : `Пересчёт изменит ${count(cells, 'ячейку', 'ячейки', 'ячеек')}. Пока ничего не записано.`;
  return {
    ...planReport('whatChanges', message, plan, changed),
    result: {
      changes: joined(writes.map(changesOf)),
      totals: writes.flatMap(totalsOf),
    },
    shown,
    aged,
  };
}

/** Leaves out the lines of «Сроки» in which only the days left change, as they do every day. */
function withoutAging(changes: readonly FutureChange[]): {
  readonly shown: readonly FutureChange[];
  readonly aged: number;
} {
  const lines = groupBy(changes, ({ tab, row, subject }) => [tab, row, subject].join());
  const told = [...lines.values()].filter((own) =>
    own.some(({ column }) => column !== deadlinesTab.columns.left.header),
  );
  return { shown: joined(told), aged: lines.size - told.length };
}

/**
 * Of a letter all but the key, of a new one that it comes, its text being in «Предпросмотр писем»; of the lists that a
 * run writes anew what becomes of each line, wherever it moves.
 */
function shownOf(write: TabWrite): readonly FutureChange[] {
  const { place, diff } = write;
  if (diff.cells > 0 && isWritten(place.tab)) return lineChanges(write);
  const all = changesOf(write);
  if (place.tab !== lettersTab) return all;
  const { key, status } = lettersTab.columns;
  const isNew = (row: number): boolean => isBlank(cellIn(place, place.grid[row - 1], 'key'));
  return all.filter(({ row, column }) => (isNew(row) ? column === status.header : column !== key.header));
}

/** One change, its values as staff read them. `row`: 1-based. */
function changeOf(
  { title }: Place,
  { header, kind }: Column,
  { row, subject }: Pick<Line, 'row' | 'subject'>,
  before: Cell,
  after: Cell,
): FutureChange {
  const [from, to] = [shownCell(before, kind.type), shownCell(after, kind.type)];
  return { tab: title, row, column: header, subject, before: from, after: to };
}

/** A line of a list. */
interface Line {
  /** 1-based. */
  readonly row: number;
  readonly subject: string;
  /** In the order of the bound columns. */
  readonly cells: readonly Cell[];
}

/** The changes of a list: the lines before and after are paired by what they are about. */
export function lineChanges({ place, diff }: TabWrite): readonly FutureChange[] {
  const columns = boundColumns(place);
  const before = linesOf(place, place.grid, columns);
  const after = linesOf(place, gridAfter(place.grid, diff), columns);
  const gone = [...before]
    .filter(([key]) => !after.has(key))
    .map(([, line]) => ({ line, was: line, is: null }));
  const kept = [...after].map(([key, line]) => ({ line, was: before.get(key) ?? null, is: line }));
  return [...kept, ...gone]
    .sort((a, b) => a.line.row - b.line.row)
    .flatMap(({ line, was, is }) =>
      columns.flatMap(({ column }, index) => {
        const [old, next] = [was?.cells[index] ?? '', is?.cells[index] ?? ''];
        return sameCell(old, next) ? [] : [changeOf(place, column, line, old, next)];
      }),
    );
}

/**
 * The lines of a list by what they are about, those about the same by number. A line of «Ошибки» is the same only if
 * all of it is.
 */
function linesOf({ tab }: Place, grid: Grid, columns: readonly BoundColumn[]): ReadonlyMap<string, Line> {
  const named = naming(columns);
  const lines = new Map<string, Line>();
  const numbers = new Map<string, number>();
  grid.forEach((all, index) => {
    const cells = columns.map(({ at }) => all[at] ?? '');
    if (index === 0 || cells.every(isBlank)) return;
    const subject = subjectOf(named, ({ at }) => all[at] ?? '');
    const about = tab === errorsTab ? JSON.stringify(cells) : subject;
    const number = numbers.get(about) ?? 0;
    numbers.set(about, number + 1);
    lines.set(`${number} ${about}`, { row: index + 1, subject, cells });
  });
  return lines;
}

/** The columns that name a row, else the first one. */
function naming(columns: readonly BoundColumn[]): readonly BoundColumn[] {
  const named = columns.filter(({ column }) => column.options.names);
  return named.length > 0 ? named : columns.slice(0, 1);
}

/** What a row is about, by its cells in these columns. */
const subjectOf = (named: readonly BoundColumn[], cellOf: (one: BoundColumn) => Cell): string =>
  named
    .map((one) => cellText(shownCell(cellOf(one), one.column.kind.type)))
    .filter((text) => text !== '')
    .join(', ');

/** The changes of one tab by row. */
function changesOf(write: TabWrite): readonly FutureChange[] {
  const { place, diff } = write;
  const columns = boundColumns(place);
  const subjectAt = subjects(write, columns);
  const changes = joined(
    columns.map(({ column, at }) =>
      (diff.byColumn.get(at) ?? []).map(({ row, before, value }) =>
        changeOf(place, column, { row: row + 1, subject: subjectAt(row) }, before, value),
      ),
    ),
  );
  return [...changes].sort((a, b) => a.row - b.row);
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
function subjects({ place, diff }: TabWrite, columns: readonly BoundColumn[]): (row: number) => string {
  const named = naming(columns);
  const after = new Map(
    named.map(({ at }) => [at, new Map((diff.byColumn.get(at) ?? []).map(({ row, value }) => [row, value]))]),
  );
  return (row) =>
    subjectOf(named, ({ at }) => {
      const is = after.get(at)?.get(row) ?? '';
      return is === '' ? cellAt(place.grid, row, at) : is;
    });
}

/**
 * Whether summing the column makes sense, as for points, money or hours. The shared tabs only count days and
 * rows.
 */
const addsUp = (tab: Tab, { kind, options }: Column): boolean =>
  kind.type === 'number' && !options.single && !isShared(tab);

/** Rounds a total to hundredths, removing binary floating-point residue. */
const round = (n: number): number => Math.round(n * 100) / 100;
