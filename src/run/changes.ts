// «Что изменится?»: the recompute as a dry run, before → after, nothing written.
import type { Programme } from '../rules/programme.js';
import type { Column, Tab } from '../rules/tabs.js';
import { plural } from '../rules/text.js';
import type { Host } from '../sheets/ports.js';
import { type Cell, shownCell } from '../rules/kinds.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { planRecompute } from './plan.js';
import { type ActionReport, changedCells, total } from './report.js';
import { evaluateScene } from './scene.js';

/** One cell that a recompute would change. */
export interface FutureChange {
  readonly tab: string;
  readonly row: number;
  readonly column: string;
  /** What the row is about: its first column. */
  readonly subject: Cell;
  readonly before: Cell;
  readonly after: Cell;
}

/** The changes of the recompute, and by tab and number column what they add up to. */
export function futureChanges(
  host: Host,
  programmes: readonly Programme[],
): ActionReport & {
  readonly result: {
    readonly changes: readonly FutureChange[];
    readonly totals: readonly {
      tab: string;
      column: string;
      before: number;
      after: number;
      difference: number;
    }[];
  };
} {
  const scene = evaluateScene(host, programmes);
  const plan = planRecompute(scene, { ahead: false });
  const changes: FutureChange[] = [];
  const totals = new Map<string, { tab: string; column: string; before: number; after: number }>();
  for (const { place, diff } of plan.writes) {
    const headers = new Map([...place.columns.at].map(([key, at]) => [at, place.tab.columns[key]]));
    for (const [at, list] of diff.byColumn)
      for (const change of list) {
        const column = headers.get(at);
        const header = column?.header ?? '';
        changes.push({
          tab: place.title,
          row: change.row + 1,
          column: header,
          subject: place.grid[change.row]?.[0] ?? '',
          before: shownCell(change.before, column?.kind.type),
          after: shownCell(change.after.value, column?.kind.type),
        });
        if (!addsUp(place.tab, column)) continue;
        const key = `${place.title}\n${header}`;
        const sum = totals.get(key) ?? { tab: place.title, column: header, before: 0, after: 0 };
        totals.set(key, {
          ...sum,
          before: sum.before + (typeof change.before === 'number' ? change.before : 0),
          after: sum.after + (typeof change.after.value === 'number' ? change.after.value : 0),
        });
      }
  }
  const changed = changedCells(plan.writes);
  const cells = total(changed);
  return {
    action: 'whatChanges',
    message:
      cells === 0
        ? 'Пересчёт ничего не изменит.'
        : `Пересчёт изменит ${cells} ${plural(cells, 'ячейку', 'ячейки', 'ячеек')}. Пока ничего не записано.`,
    rows: plan.rows,
    changed,
    errors: plan.errors,
    letters: { queued: plan.letters.queued, sent: 0, failed: plan.letters.failed },
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

/** Whether a sum over the column means something: points, money, hours; the house's own tabs only count days and rows. */
const addsUp = (tab: Tab, column: Column | undefined): boolean =>
  column?.kind.type === 'number' && !column.options.single && !Object.values<Tab>(sharedTabs).includes(tab);

/** Sums of cells: to the hundredth, without the dust of binary fractions. */
const round = (n: number): number => Math.round(n * 100) / 100;
