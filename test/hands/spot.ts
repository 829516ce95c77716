// Where an edit is made: a tab, a row and a column of the current workbook, and the random number that
// decides the rest.
import { fail } from '../bundle/failures.js';
import type { WorkbookModel } from '../../src/local/host.js';
import type { Cell } from '../../src/rules/kinds.js';
import type { Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import type { World } from './world.js';

export interface Spot {
  readonly world: World;
  readonly book: WorkbookModel;
  readonly title: string;
  readonly tab: Tab | null;
  readonly rows: readonly (readonly (Cell | null)[])[];
  /** From 0, below the header: a row in use or the first empty one. */
  readonly row: number;
  /** From 0, among the columns in use. */
  readonly column: number;
  readonly width: number;
  readonly pick: number;
}

export const of = <T>(list: readonly T[], index: number): T =>
  list[index % list.length] ?? fail('an empty list');
export const isFree = (book: WorkbookModel, title: string): boolean =>
  book.titles().every((one) => keyOf(one) !== keyOf(title));

export const cellName = (row: number, column: number): string => `R${row + 1}C${column + 1}`;
