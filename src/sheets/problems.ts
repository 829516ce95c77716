// Problems found in a workbook: where, what, how to mend it. They become the rows of «Ошибки».
import type { Cell, Fault, Kind } from '../rules/kinds.js';
import type { Place, TabSource } from './bind.js';
import { cellAt } from './grid.js';

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

/** What is wrong and how to mend it; an error unless `severity` says otherwise. */
type Trouble = Pick<Fault, 'what' | 'how'> & Partial<Pick<SheetProblem, 'severity'>>;

/** A problem of a cell, by row (1-based) and column key; of the whole tab when both are null. */
export function cellProblem(
  { tab, title, sheetId, grid, columns }: Place,
  row: number | null,
  key: string | null,
  { what, how, severity = 'error' }: Trouble,
): SheetProblem {
  const column = tab.columns[key ?? ''];
  const columnIndex = columns.at.get(key ?? '') ?? null;
  return {
    tab: title,
    sheetId,
    row,
    columnIndex,
    header: column?.header ?? '',
    value: row === null || columnIndex === null ? '' : cellAt(grid, row - 1, columnIndex),
    type: column?.kind.type,
    what,
    how,
    severity,
  };
}

/** A problem of the header row. */
export const headerProblem = (
  { title, sheetId }: Pick<TabSource, 'title' | 'sheetId'>,
  header: string,
  { what, how, severity = 'error' }: Trouble,
): SheetProblem => ({
  ...unplaced(title),
  sheetId,
  row: 1,
  header,
  what,
  how,
  severity,
});
