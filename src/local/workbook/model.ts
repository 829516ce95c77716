// The workbook in memory: immutable states, and transactions that produce the next state or none. A
// transaction copies only what it changes: a sheet's list of rows once, a row when it is first written.
import { columnStyle, newBody, newRow, NONE, type Row, type SheetBody, type SheetFacets } from './body.js';
import type { StringTable } from '../xlsx/strings.js';
import type { StyleBook } from '../xlsx/styles.js';
import { encodeHostState, type HostState } from './host-state.js';

export interface SheetState {
  readonly id: number;
  readonly title: string;
  /** As in the file; `veryHidden` is also missing from the user's list of hidden sheets. */
  readonly visibility: 'visible' | 'hidden' | 'veryHidden';
  /** Path of its part in the package; null before it is first saved. */
  readonly part: string | null;
  /** Size of the grid: writing outside it is an error, as in Google. Not saved. */
  readonly grid: Grid;
  /** The host's own sheet (long dropdown lists), not visible to any service. */
  readonly internal: boolean;
  /** The empty sheet of a new workbook. */
  readonly placeholder: boolean;
  readonly body: SheetBody;
}

export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

export interface Grid extends GridSize {
  /**
   * Cells that count towards Google's limit: of a sheet from a file only those with a value, however far
   * apart.
   */
  readonly cells: number;
}

export interface DefinedName {
  readonly name: string;
  /** Id of the sheet that the name is local to. */
  readonly sheet: number | null;
  readonly formula: string;
  /** Other attributes as in the source, without name and localSheetId. */
  readonly rest: string;
}

export interface WorkbookState {
  readonly sheets: readonly SheetState[];
  readonly names: readonly DefinedName[];
  readonly host: HostState;
}

export interface Workbook {
  state: WorkbookState;
  /** The state as saved in the file. */
  saved: WorkbookState;
  readonly styles: StyleBook;
  readonly strings: StringTable;
  /** The name of the file without its extension. */
  readonly fileTitle: string;
  /** The required extension: Excel refuses macros in an `.xlsx`, and an `.xlsm` without macros. */
  readonly format: 'xlsx' | 'xlsm' | 'xltx' | 'xltm';
  readonly origin: Origin;
}

/** The file that a workbook was read from: saving starts from it. */
export interface Origin {
  /** null: a new workbook. */
  readonly archive: Uint8Array | null;
  /** Path and text of the workbook's main part. */
  readonly main: string;
  readonly xml: string;
  /** Path of the custom document properties. */
  readonly custom: string;
  readonly date1904: boolean;
  /** Id of the sheet shown when the workbook is opened. */
  readonly active: number | undefined;
}

export const GOOGLE_ROWS = 1000;
export const GOOGLE_COLUMNS = 26;

export interface Transaction {
  readonly workbook: Workbook;
  state: WorkbookState;
  readonly token: object;
  readonly owned: Set<SheetBody>;
}

/** Applies all of `change` or nothing: an exception leaves the workbook unchanged. */
export function transact<T>(workbook: Workbook, change: (tx: Transaction) => T): T {
  const tx: Transaction = { workbook, state: workbook.state, token: {}, owned: new Set() };
  const result = change(tx);
  workbook.state = tx.state;
  return result;
}

/** Replaces some of what is stored beside the cells. */
export function changeHost(holder: { state: WorkbookState }, change: Partial<HostState>): void {
  holder.state = { ...holder.state, host: { ...holder.state.host, ...change } };
}

/** The sheets that Google would have, hidden ones too: all but the internal one. */
export function openSheets(state: WorkbookState): readonly SheetState[] {
  return state.sheets.filter((sheet) => !sheet.internal);
}

/** The sheet of a new workbook while it is blank: it is not saved once there are others. */
export const isBlankPlaceholder = ({ placeholder, body }: SheetState): boolean =>
  placeholder && body.rows.every((row) => !row || row.values.every((value) => value === null));

export function sheetById(state: WorkbookState, id: number): SheetState | undefined {
  return state.sheets.find((sheet) => sheet.id === id);
}

/** The sheet with an id that is known to exist. */
export function sheetIn(state: WorkbookState, id: number): SheetState {
  const sheet = sheetById(state, id);
  if (!sheet) throw new Error(`нет листа ${String(id)}`);
  return sheet;
}

/** The sheet with an id, unless it is internal. */
export function openSheetById(state: WorkbookState, id: number): SheetState | undefined {
  const sheet = sheetById(state, id);
  return sheet?.internal === true ? undefined : sheet;
}

/** Titles are compared regardless of case, as in Google. */
export function sheetByTitle(state: WorkbookState, title: string): SheetState | undefined {
  return (
    state.sheets.find((sheet) => sheet.title === title) ??
    state.sheets.find((sheet) => sheet.title.toLowerCase() === title.toLowerCase())
  );
}

/** The sheet with a title, unless it is internal. */
export function openSheetByTitle(state: WorkbookState, title: string): SheetState | undefined {
  const sheet = sheetByTitle(state, title);
  return sheet?.internal === true ? undefined : sheet;
}

export function changeSheet(tx: Transaction, id: number, change: Partial<SheetState>): void {
  const sheets = tx.state.sheets.map((sheet) => (sheet.id === id ? { ...sheet, ...change } : sheet));
  tx.state = { ...tx.state, sheets };
}

/** The body of a sheet as this transaction's own copy. */
export function ownBody(tx: Transaction, id: number): SheetBody {
  const { body } = sheetIn(tx.state, id);
  if (tx.owned.has(body)) return body;
  const copy: SheetBody = { ...body, rows: body.rows.slice() };
  tx.owned.add(copy);
  changeSheet(tx, id, { body: copy });
  return copy;
}

export function changeFacets(tx: Transaction, id: number, change: Partial<SheetFacets>): void {
  const body = ownBody(tx, id);
  body.facets = { ...body.facets, ...change };
}

export function ownRow(tx: Transaction, body: SheetBody, index: number): Row {
  const row = body.rows[index];
  if (row?.owner === tx.token) return row;
  const copy = newRow(tx.token, row);
  while (body.rows.length < index) body.rows.push(undefined);
  body.rows[index] = copy;
  return copy;
}

/** The format that applies to a cell: its own, else its row's, else its column's. */
export function effectiveStyle(body: SheetBody, row: number, column: number): number {
  const cells = body.rows[row];
  const own = cells?.styles[column] ?? NONE;
  if (own !== NONE) return own;
  if (cells && cells.style !== NONE) return cells.style;
  return columnStyle(body.facets.columns, column);
}

/** Title of the host's own sheet with dropdown lists that are too long for a cell rule. */
export const LISTS_TITLE = '_Списки';

/** Clients do not see internal sheets, so these need ids that no client will choose for a new sheet. */
export const INTERNAL_IDS = 2_000_000_000;

export function nextSheetId(state: WorkbookState, internal = false): number {
  const taken = state.sheets.filter((sheet) => sheet.internal === internal).map(({ id }) => id);
  return Math.max(internal ? INTERNAL_IDS : state.host.lastSheetId, ...taken) + 1;
}

export interface NewSheet {
  readonly id: number;
  readonly title: string;
  readonly index?: number | undefined;
  readonly rowCount?: number | undefined;
  readonly columnCount?: number | undefined;
  readonly visibility?: SheetState['visibility'];
  readonly internal?: boolean;
  readonly placeholder?: boolean;
}

export function addSheet(tx: Transaction, made: NewSheet): SheetState {
  const body = newBody();
  tx.owned.add(body);
  const rows = made.rowCount ?? GOOGLE_ROWS;
  const columns = made.columnCount ?? GOOGLE_COLUMNS;
  const grid = { rows, columns, cells: rows * columns };
  const sheet: SheetState = {
    id: made.id,
    title: made.title,
    visibility: made.visibility ?? 'visible',
    part: null,
    grid,
    internal: made.internal ?? false,
    placeholder: made.placeholder ?? false,
    body,
  };
  const sheets = tx.state.sheets.slice();
  // Positions count the sheets visible to staff.
  const next = openSheets(tx.state)[made.index ?? Infinity];
  if (next) sheets.splice(sheets.indexOf(next), 0, sheet);
  else sheets.push(sheet);
  tx.state = { ...tx.state, sheets };
  if (!sheet.internal) changeHost(tx, { lastSheetId: Math.max(tx.state.host.lastSheetId, sheet.id) });
  return sheet;
}

/** Whether saving would change the file. Grid sizes are not saved. */
export function isChanged({ state, saved }: Pick<Workbook, 'state' | 'saved'>): boolean {
  if (state === saved) return false;
  const kept = ({ id, title, visibility, body }: SheetState): readonly unknown[] => [
    id,
    title,
    visibility,
    body,
  ];
  const before = saved.sheets.flatMap(kept);
  const after = state.sheets.flatMap(kept);
  if (before.length !== after.length || before.some((value, i) => value !== after[i])) return true;
  return state.names !== saved.names || encodeHostState(state.host) !== encodeHostState(saved.host);
}
