// Peak memory of a run, in a separate process: the workbook as read, and what the run needs in addition.
import { spawnSync } from 'node:child_process';
import { plan, programmeOf, read, workbookOf } from './engine.js';
import type { Subject } from './subject.js';

export interface MemoryFigures {
  readonly rows: number;
  /** Bytes per row: the cells as read, and the peak of what the run needs in addition. */
  readonly readBytes: number;
  readonly runBytes: number;
}

interface Told {
  readonly rows: number;
  readonly empty: number;
  readonly read: number;
  readonly peak: number;
}

const KB = 1_024;
const peak = (): number => process.resourceUsage().maxRSS * KB;

/** The work of the child process: measures and prints its own figures. */
export function tellMemory(one: Subject, size: number): void {
  const host = workbookOf(programmeOf(one.id), one.data(size));
  const tables = Object.values(one.data(size).tables);
  globalThis.gc?.();
  const { rss: empty } = process.memoryUsage();
  const scene = read(host);
  globalThis.gc?.();
  const { rss: before } = process.memoryUsage();
  plan(host, scene);
  const told: Told = {
    rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
    empty,
    read: before,
    peak: peak(),
  };
  process.stdout.write(`${JSON.stringify(told)}\n`);
}

export function memoryFigures(one: Subject, size: number): MemoryFigures {
  const [script = ''] = process.argv.slice(1);
  const child = spawnSync(process.execPath, ['--expose-gc', script, '--child', one.id, String(size)], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`the child process failed: ${child.stderr}`);
  const { rows, empty, read: afterRead, peak: highest } = JSON.parse(child.stdout) as Told;
  return { rows, readBytes: (afterRead - empty) / rows, runBytes: (highest - afterRead) / rows };
}
