// Problems found in a workbook: where, what, how to mend it. They become the rows of «Ошибки».
import type { Cell, Kind } from '../rules/kinds.js';

export interface SheetProblem {
  /** The tab's title as it stands in the workbook; '' when about a programme as a whole. */
  readonly tab: string;
  readonly sheetId: number | null;
  /** 1-based; null: about the tab. */
  readonly row: number | null;
  /** 0-based position; null: no single cell. */
  readonly columnIndex: number | null;
  /** The header as staff see it, '' when none. */
  readonly header: string;
  /** What stands in the cell. */
  readonly value: Cell;
  /** What its column holds: a date is shown as one. */
  readonly type?: Kind<unknown>['type'];
  readonly what: string;
  readonly how: string;
  readonly severity: 'error' | 'warning';
}
