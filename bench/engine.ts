// The engine on a workbook in memory: set up by the add-on itself, filled with generated rows, run as from
// the menu.
import type { Programme } from '../src/rules/programme.js';
import { programmes } from '../src/rules/registry.js';
import { recomputeNow } from '../src/run/shell.js';
import { planRecompute, type RunPlan } from '../src/run/plan.js';
import { type DecidedScene, decideScene, readScene, type Scene } from '../src/run/scene.js';
import { connect } from '../src/run/setup.js';
import { lettersTab } from '../src/sheets/shared-tabs.js';
import type { Data } from './data.js';
import { type MemoryHost, memoryHost } from './memory-host.js';

export function programmeOf(id: string): Programme {
  const found = programmes.find((programme) => programme.id === id);
  if (!found) throw new Error(`no programme ${id}`);
  return found;
}

/** A workbook of one programme with the rows of `data`, not yet recomputed. */
export function workbookOf(programme: Programme, data: Data): MemoryHost {
  const host = memoryHost(data.now);
  connect(host, programmes, [programme.id]);
  for (const [key, { columns, rows }] of Object.entries(data.tables)) {
    const tab = programme.tabs[key];
    if (!tab) throw new Error(`no tab ${key}`);
    const headers = Object.keys(tab.columns);
    const cells = host.cells(tab.title);
    const places = columns.map((column) => headers.indexOf(column));
    const width = Math.max(...places) + 1;
    for (const row of rows) {
      const typed = new Array<Data['tables'][string]['rows'][number][number]>(width).fill('');
      places.forEach((place, index) => {
        typed[place] = row[index] ?? '';
      });
      cells.push(typed);
    }
    host.touched(tab.title);
  }
  return host;
}

/** What a run reads. The strings are new each time, as if received from the network. */
export const read = (host: MemoryHost): Scene => readScene(host, programmes);

export interface Planned {
  readonly scene: DecidedScene;
  readonly plan: RunPlan;
}

/** Everything between reading and writing: parse, decide, and compare with the current cells. */
export function plan(host: MemoryHost, scene: Scene): Planned {
  const decided = decideScene(host, scene);
  return { scene: decided, plan: planRecompute(decided, { ahead: false }) };
}

export const recompute = (host: MemoryHost): void => {
  recomputeNow(host, programmes, { action: 'recompute', title: 'Пересчитать', ahead: false });
  host.wait();
};

/** The usual state of a workbook: recomputed before, its letters sent. */
export function settle(host: MemoryHost): MemoryHost {
  recompute(host);
  const status = Object.keys(lettersTab.columns).indexOf('status');
  for (const row of host.cells(lettersTab.title).slice(1)) row[status] = 'отправлено';
  host.touched(lettersTab.title);
  return host;
}
