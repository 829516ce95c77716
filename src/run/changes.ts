// «Что изменится?»: a dry run of the recompute. Lists values before and after; writes nothing.
import type { Column, Tab } from '../rules/tabs.js';
import { count } from '../rules/text.js';
import { type Cell, cellText } from '../rules/kinds.js';
import { shownCell } from '../rules/kinds-time.js';
import type { TabDiff } from '../sheets/diff.js';
import { cellAt } from '../sheets/grid.js';
import { isShared } from '../sheets/shared-tabs.js';
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
} {
  const plan = planRecompute(scene, { ahead: false });
  const changes: FutureChange[] = [];
  const totals = new Map<string, Omit<FutureTotal, 'difference'>>();
  for (const { place, diff } of byInterest(plan.writes)) {
    const headers = new Map([...place.columns.at].map(([key, at]) => [at, place.tab.columns[key]]));
    const subjectOf = subjects(place, diff, headers);
    for (const [at, list] of diff.byColumn)
      for (const change of list) {
        const column = headers.get(at);
        const header = column?.header ?? '';
        changes.push({
          tab: place.title,
          row: change.row + 1,
          column: header,
          subject: subjectOf(change.row),
          before: shownCell(change.before, column?.kind.type),
          after: shownCell(change.value, column?.kind.type),
        });
        if (!addsUp(place.tab, column)) continue;
        const key = `${place.title}\n${header}`;
        const sum = totals.get(key) ?? { tab: place.title, column: header, before: 0, after: 0 };
        totals.set(key, {
          ...sum,
          before: sum.before + (typeof change.before === 'number' ? change.before : 0),
          after: sum.after + (typeof change.value === 'number' ? change.value : 0),
        });
      }
  }
  const changed = changedCells(plan.writes);
  const cells = total(changed);
  const message =
    cells === 0
      ? 'Пересчёт ничего не изменит.'
      : `Пересчёт изменит ${count(cells, 'ячейку', 'ячейки', 'ячеек')}. Пока ничего не записано.`;
  return {
    ...planReport('whatChanges', message, plan, changed),
    result: {
      changes: changes.sort((a, b) => (a.tab === b.tab ? a.row - b.row : 0)),
      totals: [...totals.values()]
        .map((sum) => ({
          ...sum,
          before: round(sum.before),
          after: round(sum.after),
          difference: round(sum.after - sum.before),
        }))
        .filter((sum) => sum.before !== 0 || sum.after !== 0),
    },
  };
}

/** The programmes' tabs before the shared ones, where days pass and lines move in every run. */
const byInterest = (writes: readonly TabWrite[]): readonly TabWrite[] => [
  ...writes.filter(({ place }) => !isShared(place.tab)),
  ...writes.filter(({ place }) => isShared(place.tab)),
];

/** What each row of a tab will be about; what it was about where the row is emptied. */
function subjects(
  { grid }: TabWrite['place'],
  { byColumn }: TabDiff,
  headers: ReadonlyMap<number, Column | undefined>,
): (row: number) => string {
  const named = [...headers].filter(([, column]) => column?.options.names);
  const places = (named.length > 0 ? named : [...headers].slice(0, 1)).map(([at, column]) => ({
    at,
    type: column?.kind.type,
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
const addsUp = (tab: Tab, column: Column | undefined): boolean =>
  column?.kind.type === 'number' && !column.options.single && !isShared(tab);

/** Rounds a total to hundredths, removing binary floating-point residue. */
const round = (n: number): number => Math.round(n * 100) / 100;
