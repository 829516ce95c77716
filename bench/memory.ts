// Peak memory of a run: the workbook as read, and what the run needs in addition. To be measured in a process that
// has done nothing else.
import { plan, programmeOf, read, workbookOf } from './engine.js';
import type { Subject } from './subject.js';

export interface MemoryFigures {
  readonly rows: number;
  /** Bytes per row: the cells as read, and the peak of what the run needs in addition. */
  readonly readBytes: number;
  readonly runBytes: number;
}

const KB = 1_024;
const peak = (): number => process.resourceUsage().maxRSS * KB;

export function memoryFigures(one: Subject, size: number): MemoryFigures {
  const host = workbookOf(programmeOf(one.id), one.data(size));
  const tables = Object.values(one.data(size).tables);
  globalThis.gc?.();
  const { rss: empty } = process.memoryUsage();
  const scene = read(host);
  globalThis.gc?.();
  const { rss: before } = process.memoryUsage();
  plan(host, scene);
  const rows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  return { rows, readBytes: (before - empty) / rows, runBytes: (peak() - before) / rows };
}
