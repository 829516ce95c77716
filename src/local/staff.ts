// An open workbook as the local tools hold it: its core, and readings and edits of it by sheet title, made as staff
// make them, bypassing all services.
import type { Cell } from './workbook/body.js';
import { coverGrid, growGrid } from './workbook/grid.js';
import { setValue } from './workbook/cells.js';
import {
  addSheet,
  nextSheetId,
  ownBody,
  openSheetByTitle,
  type SheetState,
  transact,
  type Transaction,
  openSheets,
  type Workbook,
} from './workbook/model.js';
import { sortRows } from './workbook/sort.js';
import { changeDimension } from './sheets-api/moves.js';
import { deleteSheet, updateSheetProperties } from './sheets-api/structure.js';

export interface WorkbookModel {
  readonly core: Workbook;
  readonly titles: () => readonly string[];
  readonly sheet: (title: string) => {
    readonly id: number;
    readonly title: string;
    readonly hidden: boolean;
    readonly rows: number;
    readonly columns: number;
  };
  /** Values from A1 to the last used cell; null: empty. */
  readonly values: (title: string) => Cell[][];
  readonly get: (title: string, row: number, column: number) => Cell;
  readonly formula: (title: string, row: number, column: number) => string | null;
  readonly note: (title: string, row: number, column: number) => string | null;
  /** Rows and columns are 0-based. */
  readonly set: (title: string, row: number, column: number, value: Cell) => void;
  readonly setFormula: (title: string, row: number, column: number, formula: string, result: Cell) => void;
  /** Replaces all values of the sheet. */
  readonly setRows: (title: string, rows: readonly (readonly Cell[])[]) => void;
  /** Inserts a row before `row`. */
  readonly insertRow: (title: string, row: number, values?: readonly Cell[]) => void;
  readonly deleteRow: (title: string, row: number) => void;
  readonly insertColumn: (title: string, column: number) => void;
  readonly deleteColumn: (title: string, column: number) => void;
  /** Sorts the rows below the header by a column. */
  readonly sortRows: (title: string, column: number, descending?: boolean) => void;
  readonly renameSheet: (title: string, to: string) => void;
  readonly moveSheet: (title: string, index: number) => void;
  readonly deleteSheet: (title: string) => void;
  readonly addSheet: (title: string, rows?: readonly (readonly Cell[])[]) => number;
}

export function modelOf(core: Workbook): WorkbookModel {
  const find = (title: string): SheetState => {
    const sheet = openSheetByTitle(core.state, title);
    if (!sheet) throw new Error(`нет листа «${title}»; есть: ${titles().join(', ')}`);
    return sheet;
  };
  const titles = (): readonly string[] => openSheets(core.state).map(({ title }) => title);
  const edit = (title: string, change: (tx: Transaction, sheet: SheetState) => void): void => {
    transact(core, (tx) => {
      change(tx, find(title));
    });
  };
  const fill = (tx: Transaction, id: number, rows: readonly (readonly Cell[])[]): void => {
    coverGrid(tx, id, {
      rows: rows.length,
      columns: rows.reduce((max, row) => Math.max(max, row.length), 0),
    });
    const body = ownBody(tx, id);
    body.rows.forEach((row, r) =>
      row?.values.forEach((value, c) => {
        if (value !== null && (rows[r]?.[c] ?? null) === null) setValue(tx, id, r, c, null);
      }),
    );
    rows.forEach((row, r) => {
      row.forEach((value, c) => {
        setValue(tx, id, r, c, value);
      });
    });
  };
  /** Edits one cell; the grid grows to hold it. */
  const editCell = (
    title: string,
    row: number,
    column: number,
    change: (tx: Transaction, id: number) => void,
  ): void => {
    // A test that looks a header up would otherwise edit nothing when there is none.
    if (row < 0 || column < 0) throw new Error(`нет ячейки ${String(row)}, ${String(column)} на «${title}»`);
    edit(title, (tx, { id }) => {
      coverGrid(tx, id, { rows: row + 1, columns: column + 1 });
      change(tx, id);
    });
  };
  const resize = (title: string, axis: 'ROWS' | 'COLUMNS', at: number, count: number): void => {
    edit(title, (tx, { id }) => {
      growGrid(tx, id, axis, count);
      changeDimension(tx, id, { axis, at, count });
    });
  };
  return {
    core,
    titles,
    sheet: (title) => {
      const sheet = find(title);
      return { id: sheet.id, title: sheet.title, hidden: sheet.visibility !== 'visible', ...sheet.grid };
    },
    values: (title) => {
      const rows = find(title).body.rows.map((row) => {
        const values = row ? row.values.slice() : [];
        while (values.length > 0 && values[values.length - 1] === null) values.pop();
        return values;
      });
      while (rows.length > 0 && rows[rows.length - 1]?.length === 0) rows.pop();
      return rows;
    },
    get: (title, row, column) => find(title).body.rows[row]?.values[column] ?? null,
    formula: (title, row, column) => find(title).body.rows[row]?.extras?.[column]?.formula ?? null,
    note: (title, row, column) =>
      find(title).body.facets.notes.find((note) => note.row === row && note.column === column)?.text ?? null,
    set: (title, row, column, value) => {
      editCell(title, row, column, (tx, id) => {
        setValue(tx, id, row, column, value);
      });
    },
    setFormula: (title, row, column, formula, result) => {
      editCell(title, row, column, (tx, id) => {
        setValue(tx, id, row, column, result, formula.replace(/^=/, ''));
      });
    },
    setRows: (title, rows) => {
      edit(title, (tx, { id }) => {
        fill(tx, id, rows);
      });
    },
    insertRow: (title, row, values = []) => {
      resize(title, 'ROWS', row, 1);
      edit(title, (tx, { id }) => {
        values.forEach((value, c) => {
          setValue(tx, id, row, c, value);
        });
      });
    },
    deleteRow: (title, row) => {
      resize(title, 'ROWS', row, -1);
    },
    insertColumn: (title, column) => {
      resize(title, 'COLUMNS', column, 1);
    },
    deleteColumn: (title, column) => {
      resize(title, 'COLUMNS', column, -1);
    },
    sortRows: (title, column, descending = false) => {
      edit(title, (tx, { id }) => {
        sortRows(tx, id, column, descending);
      });
    },
    renameSheet: (title, to) => {
      edit(title, (tx, { id }) => {
        updateSheetProperties(tx, { properties: { sheetId: id, title: to }, fields: 'title' });
      });
    },
    moveSheet: (title, index) => {
      edit(title, (tx, { id }) => {
        updateSheetProperties(tx, { properties: { sheetId: id, index }, fields: 'index' });
      });
    },
    deleteSheet: (title) => {
      edit(title, (tx, { id }) => {
        deleteSheet(tx, { sheetId: id });
      });
    },
    addSheet: (title, rows = []) => {
      const id = nextSheetId(core.state);
      transact(core, (tx) => {
        addSheet(tx, { id, title });
        fill(tx, id, rows);
      });
      return id;
    },
  };
}
