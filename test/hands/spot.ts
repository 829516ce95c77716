// Where a hand comes down: a tab, a row and a column of the workbook as it stands, and the draw that decides the rest.
import { fail } from '../bundle/support.js';
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
  /** A row below the header, and one more column than are in use: where a hand may come down. */
  readonly row: number;
  readonly column: number;
  readonly width: number;
  readonly pick: number;
}

export const of = <T>(list: readonly T[], index: number): T =>
  list[index % list.length] ?? fail('an empty list');
export const isFree = (book: WorkbookModel, title: string): boolean =>
  book.titles().every((one) => keyOf(one) !== keyOf(title));

export const cellName = (row: number, column: number): string => `R${row + 1}C${column + 1}`;
