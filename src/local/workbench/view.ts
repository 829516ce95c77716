// The workbook as shown on the page: sheets with their columns, and windows of rows as formatted texts.
import { type Cell, NONE, pixelsOf, type SheetBody, usedSize } from '../workbook/body.js';
import {
  effectiveStyle,
  isBlankPlaceholder,
  type SheetState,
  openSheets,
  type Workbook,
} from '../workbook/model.js';
import { columnName, contains, MAX_COLUMNS, MAX_ROWS } from '../workbook/rect.js';
import type { StyleBook } from '../xlsx/styles.js';
import { folded } from './folding.js';
import { tallRows } from './heights.js';
import { readLooks } from './looks.js';
import { choicesOf, placeOf, type Tones, tonesOf } from './marks.js';
import { plainDate, showNumber } from './number-format.js';
import type { CellView, ColumnView, Look, RowsView, RowView, SheetView, TabView } from './protocol.js';

const DEFAULT_WIDTH = 100;
/** Number of empty rows below those in use, and the minimum number shown. */
const SPARE_ROWS = 40;
const FEWEST_ROWS = 60;
const SPARE_COLUMNS = 2;
const FEWEST_COLUMNS = 12;
/** More frozen rows or columns would leave no room to scroll. */
const MOST_FROZEN = 3;
/** Maximum number of rows per response. */
const MOST_ROWS = 500;

/** The add-on marks a tab by its colour: what staff fill, and what it writes. */
const ROLES: Readonly<Record<string, TabView['role']>> = { '1F5F8B': 'input', '2E6B4F': 'output' };

/** The sheets that staff see, those that a saved file would have. */
export function tabViews({ state }: Workbook): readonly TabView[] {
  const sheets = openSheets(state).filter(({ visibility }) => visibility === 'visible');
  return sheets
    .filter((sheet) => sheets.length === 1 || !isBlankPlaceholder(sheet))
    .map(({ id, title, body }) => {
      const color = body.facets.tabColor ?? '';
      return { id, title, color, role: ROLES[color] ?? null };
    });
}

export function sheetView(workbook: Workbook, sheet: SheetState, version: number): SheetView {
  const body = sheet.body;
  const { facets } = body;
  const used = usedSize(body);
  const looks = looksOf(workbook);
  const { lists, flags } = choicesOf(body, workbook.state);
  const frozen = Math.min(MOST_FROZEN, facets.frozenRows);
  const columns = columnViews(body, used.columns, looks);
  return {
    version,
    id: sheet.id,
    title: sheet.title,
    used: used.rows,
    shown: Math.min(MAX_ROWS, Math.max(FEWEST_ROWS, used.rows + SPARE_ROWS)),
    frozen,
    frozenColumns: Math.min(MOST_FROZEN, facets.frozenColumns),
    columns,
    tall: tallRows(body, frozen, columns, looks),
    notes: facets.notes.map(({ row, column, text }) => ({ row, column, text })),
    lists,
    flags,
    tones: tonesFor(body, workbook).looks,
  };
}

function columnViews(body: SheetBody, used: number, looks: readonly Look[]): readonly ColumnView[] {
  const count = Math.min(MAX_COLUMNS, Math.max(FEWEST_COLUMNS, used + SPARE_COLUMNS));
  return Array.from({ length: count }, (_, column) => {
    const span = body.facets.columns.find(({ first, last }) => column >= first && column <= last);
    const width = span?.width ?? null;
    return {
      name: columnName(column),
      width: span?.hidden ? 0 : width === null ? DEFAULT_WIDTH : pixelsOf(width),
      look: looks[span?.style ?? 0] ?? {},
    };
  });
}

export function rowsView(
  workbook: Workbook,
  sheet: SheetState,
  from: number,
  to: number,
  version: number,
): RowsView {
  const body = sheet.body;
  const known = looksOf(workbook);
  const looks: Record<number, Look> = {};
  const tones = tonesFor(body, workbook);
  const { flags } = choicesOf(body, workbook.state);
  const rows: RowView[] = [];
  for (let r = from; r < Math.min(to, body.rows.length, from + MOST_ROWS); r++) {
    const row = body.rows[r];
    const cells: (CellView | null)[] = [];
    row?.values.forEach((value, c) => {
      const own = row.styles[c] ?? NONE;
      if (value === null && own === NONE && row.style === NONE) return;
      const style = effectiveStyle(body, r, c);
      looks[style] ??= known[style] ?? {};
      const flag = flags.some((area) => contains(area, r, c));
      while (cells.length < c) cells.push(null);
      cells.push(cellView({ workbook, body, tones, row: r, column: c, value, style, flag }));
    });
    rows.push(cells);
  }
  return { version, rows, looks };
}

interface CellPlace {
  readonly workbook: Workbook;
  readonly body: SheetBody;
  readonly tones: Tones;
  readonly row: number;
  readonly column: number;
  readonly value: Cell;
  readonly style: number;
  readonly flag: boolean;
}

function cellView({ workbook, body, tones, row, column, value, style, flag }: CellPlace): CellView {
  const isDate = workbook.styles.isDate(style);
  const text = showCell(value, workbook.styles.numberFormat(style), isDate);
  const extra = body.rows[row]?.extras?.[column];
  const edit = extra?.formula === undefined ? editText(value, isDate) : `=${extra.formula}`;
  const tone = value === null ? null : tones.at(row, column, body.rows[row]?.values ?? []);
  const { target = null, location = null } = extra?.link ?? {};
  const jump = target === null && location !== null ? placeOf(location, workbook.state) : null;
  return {
    text,
    look: style,
    edit: edit === text ? undefined : edit,
    number: typeof value === 'number' || undefined,
    ticked: flag && typeof value === 'boolean' ? value : undefined,
    tone: tone ?? undefined,
    href: target !== null && /^https?:\/\//i.test(target) ? target : undefined,
    jump: jump ?? undefined,
  };
}

function showCell(value: Cell, format: string, isDate: boolean): string {
  if (value === null) return '';
  if (typeof value === 'number') return showNumber(value, format, isDate);
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return value;
}

const editText = (value: Cell, isDate: boolean): string =>
  typeof value === 'number' && isDate ? plainDate(value) : showCell(value, '', false);

/**
 * The next cell whose shown text contains `text` (folding.ts), searched row by row after the given cell, wrapping around;
 * null when there is none.
 */
export function findCell(
  workbook: Workbook,
  sheet: SheetState,
  text: string,
  after: { readonly row: number; readonly column: number },
): { readonly row: number; readonly column: number } | null {
  const body = sheet.body;
  const wanted = folded(text);
  const count = body.rows.length;
  // Below the data there is nothing left to search: it starts at the top again.
  const from = after.row < count ? after : { row: 0, column: -1 };
  const { styles } = workbook;
  // Most searches are for words, for which numbers need not be formatted.
  const couldBeNumber = /^[\d\s.,:%+-]+$/.test(wanted);
  for (let step = 0; step <= count; step++) {
    const r = (from.row + step) % Math.max(1, count);
    const row = body.rows[r];
    const found = row?.values.findIndex((value, c) => {
      if (value === null || (step === 0 && c <= from.column)) return false;
      if (typeof value === 'string') return folded(value).includes(wanted);
      if (typeof value === 'number' && !couldBeNumber) return false;
      const style = effectiveStyle(body, r, c);
      return folded(showCell(value, styles.numberFormat(style), styles.isDate(style))).includes(wanted);
    });
    if (found !== undefined && found !== -1) return { row: r, column: found };
  }
  return null;
}

const looksCache = new WeakMap<StyleBook, { readonly size: number; readonly looks: readonly Look[] }>();

function looksOf({ styles }: Workbook): readonly Look[] {
  const size = styles.size();
  const cached = looksCache.get(styles);
  if (cached?.size === size) return cached.looks;
  const looks = readLooks(styles.toXml());
  looksCache.set(styles, { size, looks });
  return looks;
}

const tonesCache = new WeakMap<object, Tones>();

function tonesFor({ facets: { formats } }: SheetBody, { styles }: Workbook): Tones {
  const cached = tonesCache.get(formats);
  if (cached) return cached;
  const tones = tonesOf(formats, styles);
  tonesCache.set(formats, tones);
  return tones;
}
