// One edited row, everything else unchanged: how long such a run takes compared with the first run, and how
// much data each transfers.
import { programmeOf, recompute, settle, workbookOf } from './engine.js';
import { type Figure, figureOf, stopwatch } from './measure.js';
import type { Traffic } from './memory-host.js';
import type { Subject } from './subject.js';

export interface RunCost extends Traffic {
  readonly ms: Figure;
}

export interface IncrementRow {
  readonly id: string;
  readonly size: number;
  readonly first: RunCost;
  readonly edited: RunCost;
}

/** The cell that staff edit: keys of its tab and column, and the two values it alternates between. */
export interface Edit {
  readonly tab: string;
  readonly column: string;
  readonly values: readonly [string | number | boolean, string | number | boolean];
}

const nothing = (): Traffic => ({ reads: 0, writes: 0, bytesRead: 0, bytesWritten: 0, cellsWritten: 0 });

export function incrementRow(one: Subject, edit: Edit, size: number, count: number): IncrementRow {
  const programme = programmeOf(one.id);
  const data = one.data(size);
  const timed = (host: ReturnType<typeof workbookOf>): { ms: number; traffic: Traffic } => {
    Object.assign(host.traffic, nothing());
    globalThis.gc?.();
    const elapsed = stopwatch();
    recompute(host);
    return { ms: elapsed(), traffic: { ...host.traffic } };
  };
  const firsts = Array.from({ length: count }, () => timed(workbookOf(programme, data)));
  const host = settle(workbookOf(programme, data));
  const tab = programme.tabs[edit.tab];
  if (!tab) throw new Error(`no tab ${edit.tab}`);
  const cells = host.cells(tab.title);
  const at = Object.keys(tab.columns).indexOf(edit.column);
  const row = cells[Math.floor(cells.length / 2)] ?? [];
  const edits = Array.from({ length: count }, (_, round) => {
    row[at] = edit.values[round % 2] ?? '';
    host.touched(tab.title);
    return timed(host);
  });
  const cost = (runs: readonly { ms: number; traffic: Traffic }[]): RunCost => ({
    ...(runs[runs.length - 1]?.traffic ?? nothing()),
    ms: figureOf(runs.map(({ ms }) => ms)),
  });
  return { id: one.id, size, first: cost(firsts), edited: cost(edits) };
}
