// The contents of a sheet as plain data, never changed in place once committed. Rows are arrays rather than
// maps, so that a hundred thousand rows need no key per cell.
import type { Rect } from './rect.js';

export type Scalar = string | number | boolean;
export type Cell = Scalar | null;

/** Properties of a cell other than a plain value; cells without any (nearly all) cost nothing. */
export interface CellExtra {
  /** Formula text without `=`; the cell's value is its last known result. */
  readonly formula?: string;
  /** Attributes of the source's `<f>` (shared, array), written back while the formula is unchanged. */
  readonly formulaAttributes?: string;
  readonly error?: boolean;
  /** Index of a rich text in the string table, or inline rich text of the source. */
  readonly rich?: number | string;
  readonly link?: LinkTarget;
  /** Attributes of `<c>` that this host does not interpret (`cm`, `vm`). */
  readonly attributes?: string;
}

export interface Row {
  /** The transaction that may change this row in place. */
  readonly owner: object | null;
  readonly values: Cell[];
  /** Format index of each cell; NONE: no format of its own. */
  readonly styles: number[];
  extras: (CellExtra | undefined)[] | null;
  /** Format of the whole row; NONE: none. */
  readonly style: number;
  /** Attributes of `<row>` other than its number and spans. */
  readonly attributes: string;
  /** Position of the row in the source while it is unchanged; -1: must be written again. */
  start: number;
  end: number;
}

export const NONE = -1;

/** Widths in a file count characters of the default font: 7 pixels each, with 5 of padding. */
export const pixelsOf = (width: number): number => Math.round(width * 7 + 5);
export const widthOf = (pixels: number): number => Math.round(((pixels - 5) / 7) * 100) / 100;

export interface ColumnSpan {
  readonly first: number;
  /** Inclusive. */
  readonly last: number;
  readonly width: number | null;
  readonly hidden: boolean;
  readonly style: number;
  /** Other attributes as in the source (outline level and so on). */
  readonly rest: string;
}

export interface Validation {
  readonly rects: readonly Rect[];
  /** The element without its sqref; equal texts are equal rules. */
  readonly rule: string;
}

export interface FormatRule {
  readonly rects: readonly Rect[];
  /** `<cfRule>` without its priority. */
  readonly rule: string;
}

export interface Filter {
  readonly rect: Rect;
  /** `<autoFilter>` without its ref, with the criteria of its columns. */
  readonly rule: string;
}

export interface LinkTarget {
  /** A web address; null for a place in this workbook. */
  readonly target: string | null;
  readonly location: string | null;
  /** Tooltip and the like, as in the source. */
  readonly rest: string;
}

/** A link over several cells. A link on one cell belongs to the cell, so that it moves with it. */
export interface AreaLink extends LinkTarget {
  readonly rect: Rect;
}

export interface Note {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** The source's `<comment>` and shape, used while the note is unchanged. */
  readonly xml: string | null;
  readonly shape: string | null;
  readonly author: string;
}

/** The parts of a sheet that this host can change; everything else is kept as text. */
export interface SheetFacets {
  readonly frozenRows: number;
  readonly frozenColumns: number;
  readonly tabColor: string | null;
  readonly columns: readonly ColumnSpan[];
  readonly validations: readonly Validation[];
  readonly formats: readonly FormatRule[];
  readonly links: readonly AreaLink[];
  readonly merges: readonly Rect[];
  readonly filter: Filter | null;
  readonly notes: readonly Note[];
}

export interface SheetBody {
  /** XML of the sheet as read; '' for a new sheet. */
  readonly source: string;
  readonly head: string;
  /** Children of `<worksheet>` in the source's order; the text of sheetData is left out. */
  children: readonly { readonly name: string; readonly xml: string }[];
  /** The facets as read; one that is still the same object is written back unchanged. */
  readonly origin: SheetFacets;
  rows: (Row | undefined)[];
  facets: SheetFacets;
}

export const EMPTY_FACETS: SheetFacets = {
  frozenRows: 0,
  frozenColumns: 0,
  tabColor: null,
  columns: [],
  validations: [],
  formats: [],
  links: [],
  merges: [],
  filter: null,
  notes: [],
};

const HEAD =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">';

/**
 * Page set-up of a new sheet: A4 landscape, one page wide (xlsx/paper.ts: or more), title and page number
 * in the footer.
 */
const ON_PAPER: SheetBody['children'] = [
  { name: 'sheetPr', xml: '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' },
  {
    name: 'pageMargins',
    xml: '<pageMargins left="0.25" right="0.25" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
  },
  { name: 'pageSetup', xml: '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>' },
  {
    name: 'headerFooter',
    xml: '<headerFooter><oddFooter>&amp;L&amp;A&amp;RСтраница &amp;P из &amp;N</oddFooter></headerFooter>',
  },
];

export function newBody(): SheetBody {
  return { source: '', head: HEAD, children: ON_PAPER, origin: EMPTY_FACETS, rows: [], facets: EMPTY_FACETS };
}

export function newRow(owner: object | null, like?: Row): Row {
  return {
    owner,
    values: like ? like.values.slice() : [],
    styles: like ? like.styles.slice() : [],
    extras: like?.extras ? like.extras.slice() : null,
    style: like ? like.style : NONE,
    attributes: like ? like.attributes : '',
    start: -1,
    end: -1,
  };
}

/** Extends the row so that it can hold a cell at this column. */
export function reach(row: Row, column: number): void {
  while (row.values.length <= column) {
    row.values.push(null);
    row.styles.push(NONE);
  }
}

export function columnStyle(columns: readonly ColumnSpan[], column: number): number {
  for (const span of columns) if (column >= span.first && column <= span.last) return span.style;
  return 0;
}

/** Number of rows and columns up to the last cell with a value, a formula or a format of its own. */
export function usedSize(body: SheetBody): { rows: number; columns: number } {
  let rows = 0;
  let columns = 0;
  body.rows.forEach((row, index) => {
    if (!row || row.values.length === 0) return;
    rows = index + 1;
    if (row.values.length > columns) columns = row.values.length;
  });
  return { rows, columns };
}
