// The cheapest possible version of what any engine does besides the arithmetic of a pass: code generated for
// each tab from its columns, with the decisions taken as given. This is a lower bound only: Apps Script
// should not run text as code.
import { compileFunction } from 'node:vm';
import type { Decision, Programme } from '../src/rules/programme.js';
import type { Column, Tab } from '../src/rules/tabs.js';
import { type DecidedScene, decideScene, programmeSources, type Scene } from '../src/run/scene.js';
import { bindColumns } from '../src/sheets/bind.js';
import type { Grid } from '../src/sheets/grid.js';
import { datedDeadlines } from '../src/sheets/outputs.js';
import { sharedTabs } from '../src/sheets/shared-tabs.js';
import { programmeOf, read, settle, workbookOf } from './engine.js';
import { type Figure, ratioOf, sideBySide, type Variant } from './measure.js';
import { gridsOf, type Subject } from './subject.js';

type Row = Readonly<Record<string, unknown>>;

/** One job over a tab: its grid and, for some jobs, the rows that the rules decided for it. */
interface Job {
  readonly key: string;
  readonly grid: Grid;
  readonly decided: readonly Row[];
  /** Column keys and their positions. */
  readonly columns: readonly (readonly [string, number])[];
}

/** Jobs of one kind are compiled once, like the engine. */
function compiler(body: (columns: Job['columns']) => string): (job: Job) => unknown {
  const made = new Map<string, (grid: Grid, decided: readonly Row[]) => unknown>();
  return (job) => {
    let run = made.get(job.key);
    if (!run) {
      run = compileFunction(body(job.columns), ['grid', 'decided']) as NonNullable<typeof run>;
      made.set(job.key, run);
    }
    return run(job.grid, job.decided);
  };
}

/** Creates an object per row from what staff typed. */
const readRows = compiler(
  (columns) =>
    `const rows = []; for (let i = 1; i < grid.length; i++) { const c = grid[i]; if (c) rows.push({ row: i + 1, ${columns.map(([key, at]) => `${key}: c[${at}] ?? ''`).join(', ')} }); } return rows;`,
);
/** Creates an object per row from what the rules decided. */
const makeRows = compiler(
  (columns) =>
    `const rows = []; for (const row of decided) rows.push({ ${columns.map(([key]) => `${key}: row.${key}`).join(', ')} }); return rows;`,
);
/** Compares each decided value with its cell. */
const compareRows = compiler(
  (columns) =>
    `let other = 0; for (let i = 0; i < decided.length; i++) { const c = grid[i + 1]; const row = decided[i]; if (c) { ${columns.map(([key, at]) => `if ((c[${at}] ?? '') !== (row.${key} ?? '')) other++;`).join(' ')} } } return other;`,
);

function jobOf(
  key: string,
  tab: Tab,
  grid: Grid,
  decided: readonly Row[],
  isTaken: (column: Column) => boolean,
): Job {
  const { at } = bindColumns(tab, grid[0] ?? []);
  const columns = Object.entries(tab.columns).flatMap(([name, column]) => {
    const place = at.get(name);
    return place !== undefined && isTaken(column) ? [[name, place] as const] : [];
  });
  return { key, grid, decided, columns };
}

const isComputed = ({ options }: Column): boolean => options.computed === true;

/** The tabs that a run reads. */
function typedJobs(programme: Programme, scene: Scene): Job[] {
  const sources = programmeSources(scene.workbook, programme);
  return Object.entries(programme.tabs).flatMap(([key, tab]) => {
    const grid = sources[key]?.grid;
    return grid && tab.role !== 'output' ? [jobOf(key, tab, grid, [], (column) => !isComputed(column))] : [];
  });
}

/** The tabs that a run compares with the decision, including «Сроки». */
function decidedJobs(programme: Programme, scene: DecidedScene): Job[] {
  const sources = programmeSources(scene.workbook, programme);
  const decision = scene.evaluations[0]?.decided?.decision;
  if (!decision) return [];
  const jobs = Object.entries(programme.tabs).flatMap(([key, tab]) => {
    const grid = sources[key]?.grid;
    const rows = rowsOf(decision, key);
    return grid && rows ? [jobOf(key, tab, grid, rows, tab.role === 'output' ? () => true : isComputed)] : [];
  });
  const grid = scene.workbook.found.get('shared/deadlines')?.grid;
  const rows = datedDeadlines(scene.evaluations, 'Настройки') as readonly unknown[];
  if (grid) jobs.push(jobOf('deadlines', sharedTabs.deadlines, grid, rows as readonly Row[], () => true));
  return jobs;
}

/** The rows that the rules decided for a tab. */
const rowsOf = (decision: Decision, key: string): readonly Row[] | undefined =>
  (decision.computed as Decided)[key] ?? (decision.outputs as Decided)[key];
type Decided = Readonly<Record<string, readonly Row[] | undefined>>;

/** Duration of each job, as a multiple of the pass. */
export interface Cheapest {
  readonly rows: Figure;
  readonly wanted: Figure;
  readonly compared: Figure;
  readonly letters: Figure;
}

/** Measures one size, with a workbook that has been recomputed before. */
export function cheapest(one: Subject, size: number, rounds: number): Cheapest {
  const programme = programmeOf(one.id);
  const host = settle(workbookOf(programme, one.data(size)));
  const job = (name: string, prepare: (scene: Scene) => () => unknown): Variant => ({
    name,
    prepare: () => prepare(read(host)),
  });
  const times = sideBySide(
    [
      job('pass', (scene) => {
        const grids = gridsOf(scene, programme);
        return () => one.pass(grids, scene);
      }),
      job('rows', (scene) => {
        const typed = typedJobs(programme, scene);
        return () => typed.map(readRows);
      }),
      job('wanted', (scene) => {
        const decided = decidedJobs(programme, decideScene(host, scene));
        return () => decided.map(makeRows);
      }),
      job('compared', (scene) => {
        const decided = decidedJobs(programme, decideScene(host, scene));
        return () => decided.map(compareRows);
      }),
      job('letters', (scene) => {
        const grid = scene.workbook.found.get('shared/letters')?.grid ?? [];
        return () => new Map(grid.map((row, index) => [row[0], index]));
      }),
    ],
    rounds,
  );
  const of = (name: string): Figure => ratioOf(times, name, 'pass');
  return { rows: of('rows'), wanted: of('wanted'), compared: of('compared'), letters: of('letters') };
}
