// A subject of the bench: a programme, its generated workbook, its hand-written pass, and their comparison.
import type { Programme } from '../src/rules/programme.js';
import type { Evaluation } from '../src/sheets/evaluate.js';
import type { Grid } from '../src/sheets/grid.js';
import { programmeSources, type Scene } from '../src/run/scene.js';
import type { Data } from './data.js';

export interface Subject<F = unknown> {
  readonly id: string;
  /** What `size` counts. */
  readonly unit: string;
  /** How many of them make 1,000, 10,000 and 100,000 rows. */
  readonly sizes: readonly [number, number, number];
  readonly data: (size: number) => Data;
  /** The hand-written pass over the grids of the input tabs, by key. */
  readonly pass: (grids: Readonly<Record<string, Grid>>, scene: Scene) => F;
  /** Where the figures of the pass and the engine differ; empty when they agree. */
  readonly differences: (figures: F, evaluation: Evaluation) => readonly string[];
}

/** Drops the type of a subject's figures: from here on they only go from its pass to its comparison. */
export const subject = <F>(one: Subject<F>): Subject => one as Subject;

/** The grids that a pass reads. */
export const gridsOf = (scene: Scene, programme: Programme): Record<string, Grid> =>
  Object.fromEntries(
    Object.entries(programmeSources(scene.workbook, programme)).map(([key, source]) => [
      key,
      source?.grid ?? [],
    ]),
  );

/** The engine's number of rows in error in all tabs. */
export const rowsInError = ({ faults }: Evaluation): number =>
  Object.values(faults).reduce((sum, rows) => sum + rows.size, 0);

/** Describes the first few differences between two lists. */
export function compare(what: string, ours: readonly unknown[], engine: readonly unknown[]): string[] {
  if (ours.length !== engine.length) return [`${what}: ${ours.length} against ${engine.length}`];
  const found: string[] = [];
  ours.forEach((value, index) => {
    const [a, b] = [JSON.stringify(value), JSON.stringify(engine[index])];
    if (a !== b && found.length < 3) found.push(`${what} [${index}]: ${a} against ${b}`);
  });
  return found;
}
