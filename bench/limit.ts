// The engine compared with the limit: parse + decide + diff on arrays, and the hand-written pass on the same
// arrays.
import { decideScene, programmeSources } from '../src/run/scene.js';
import { planRecompute } from '../src/run/plan.js';
import { parseTab } from '../src/sheets/parse.js';
import { plan, programmeOf, read, settle, workbookOf } from './engine.js';
import { type Figure, ratioOf, type Rounds, sideBySide, stopwatch, timeOf } from './measure.js';
import type { MemoryHost } from './memory-host.js';
import { gridsOf, type Subject } from './subject.js';

export interface LimitRow {
  readonly size: number;
  readonly rows: number;
  readonly cells: number;
  readonly state: 'first run' | 'again';
  readonly pass: Figure;
  readonly parse: Figure;
  readonly decide: Figure;
  readonly diff: Figure;
  readonly whole: Figure;
  readonly ratio: Figure;
}

/** Throws when the pass and the engine disagree: then comparing their times makes no sense. */
function check(one: Subject, host: MemoryHost): void {
  const programme = programmeOf(one.id);
  const scene = read(host);
  const { scene: decided } = plan(host, scene);
  const [evaluation] = decided.evaluations;
  if (!evaluation) throw new Error(`${one.id}: nothing was evaluated`);
  const differences = one.differences(one.pass(gridsOf(scene, programme), scene), evaluation);
  if (differences.length > 0)
    throw new Error(`${one.id}: the pass and the engine disagree:\n${differences.join('\n')}`);
}

function rounds(one: Subject, host: MemoryHost, count: number): Rounds {
  const programme = programmeOf(one.id);
  const marks: { decided: number[]; planned: number[] } = { decided: [], planned: [] };
  const times = sideBySide(
    [
      {
        name: 'pass',
        prepare: () => {
          const scene = read(host);
          const grids = gridsOf(scene, programme);
          return () => one.pass(grids, scene);
        },
      },
      {
        name: 'parse',
        prepare: () => {
          const scene = read(host);
          const sources = Object.values(programmeSources(scene.workbook, programme));
          return () =>
            sources.map((source) => source && source.tab.role !== 'output' && parseTab(source, scene.zone));
        },
      },
      {
        name: 'whole',
        prepare: () => {
          const scene = read(host);
          return () => {
            const deciding = stopwatch();
            const decided = decideScene(host, scene);
            marks.decided.push(deciding());
            const planning = stopwatch();
            planRecompute(decided, { ahead: false });
            marks.planned.push(planning());
          };
        },
      },
    ],
    count,
  );
  const parse = times.parse ?? [];
  return {
    ...times,
    decide: marks.decided.slice(-parse.length).map((time, round) => time - (parse[round] ?? 0)),
    diff: marks.planned.slice(-parse.length),
  };
}

export function limitRows(one: Subject, size: number, count: number): readonly LimitRow[] {
  const programme = programmeOf(one.id);
  const data = one.data(size);
  const tables = Object.values(data.tables);
  const host = workbookOf(programme, data);
  check(one, host);
  const row = (state: LimitRow['state']): LimitRow => {
    const times = rounds(one, host, count);
    return {
      size,
      rows: tables.reduce((sum, table) => sum + table.rows.length, 0),
      cells: tables.reduce((sum, table) => sum + table.rows.length * table.columns.length, 0),
      state,
      pass: timeOf(times, 'pass'),
      parse: timeOf(times, 'parse'),
      decide: timeOf(times, 'decide'),
      diff: timeOf(times, 'diff'),
      whole: timeOf(times, 'whole'),
      ratio: ratioOf(times, 'whole', 'pass'),
    };
  };
  const first = row('first run');
  settle(host);
  return [first, row('again')];
}
