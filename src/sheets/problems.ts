// Problems found in a workbook: where, what, how to mend it. They become the rows of «Ошибки».
import type { Cell, Kind } from '../rules/kinds.js';

export interface SheetProblem {
  /** The tab's title in the workbook. */
  readonly tab: string;
  readonly sheetId: number | null;
  /** 1-based; null for a problem of the whole tab. */
  readonly row: number | null;
  /** 0-based position; null when no single cell is meant. */
  readonly columnIndex: number | null;
  /** The header as staff see it; '' when there is none. */
  readonly header: string;
  /** The cell's value. */
  readonly value: Cell;
  /** The column's type, so that a date is shown as a date. */
  readonly type?: Kind<unknown>['type'] | undefined;
  readonly what: string;
  readonly how: string;
  readonly severity: 'error' | 'warning';
}

/** The place of a problem of a whole tab that the workbook may lack. */
export const unplaced = (tab: string): Omit<SheetProblem, 'what' | 'how' | 'severity'> => ({
  tab,
  sheetId: null,
  row: null,
  columnIndex: null,
  header: '',
  value: '',
});
