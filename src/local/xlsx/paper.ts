// How a new sheet is laid out: its pages on paper, and the height of rows with texts of several lines.
import { columnStyle, pixelsOf, type SheetBody, usedSize } from '../workbook/body.js';
import { quoteTitle } from '../workbook/formula-refs.js';
import { columnName } from '../workbook/rect.js';

/**
 * Pixels across a page of A4 landscape at 71 % of its size; at its full size the margins (workbook/body.ts) leave 1,074.
 * Narrower print is hard to read, most of all where the font that stands in for Arial makes the columns wider: below 6
 * points.
 */
export const LEGIBLE = 1510;

const DEFAULT_WIDTH = 64;
const LETTER = 7;

/** Pixels of the columns from the first to `count`; widths in a file count characters. */
function pixels({ facets }: SheetBody, count: number): number {
  let width = count * DEFAULT_WIDTH;
  for (const span of facets.columns) {
    const used = Math.min(span.last, count - 1) - span.first + 1;
    if (span.width !== null && used > 0) width += used * (pixelsOf(span.width) - DEFAULT_WIDTH);
  }
  return width;
}

/** Columns that every page repeats if there are several side by side: at least the first one, which names the row. */
const repeated = ({ facets }: SheetBody): number => Math.max(1, facets.frozenColumns);

/** Pixels by which the longest text of the last column goes beyond it: they are printed too. */
function overflow(body: SheetBody, last: number): number {
  const longest = body.rows.reduce((most, row) => Math.max(most, String(row?.values[last] ?? '').length), 0);
  return Math.max(0, longest * LETTER - pixels(body, last + 1) + pixels(body, last));
}

/** So many pages side by side keep the text legible. `wraps`: whether texts of a format wrap. */
export function pagesWide(body: SheetBody, wraps: (style: number) => boolean = () => true): number {
  const last = usedSize(body).columns - 1;
  const beyond = wraps(columnStyle(body.facets.columns, last)) ? 0 : overflow(body, last);
  const width = pixels(body, last + 1) + beyond;
  if (width <= LEGIBLE) return 1;
  const again = pixels(body, repeated(body));
  return Math.ceil((width - again) / Math.max(LEGIBLE / 2, LEGIBLE - again));
}

/** In points, of Arial 10. */
const LINE_HEIGHT = 12.75;

/**
 * Height of a row in points for its highest text, given with the width of its cell in characters; null: one line is
 * enough. Excel finds it by itself, LibreOffice only on the screen: on paper the lines would cover the row below.
 */
export function rowHeight(texts: readonly (readonly [text: string, width: number])[]): number | null {
  const lines = texts.map(([text, width]) =>
    text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / width)), 0),
  );
  const most = Math.max(1, ...lines);
  return most === 1 ? null : most * LINE_HEIGHT;
}

/** What each page repeats: the header, and on pages side by side the first columns; null: nothing. */
export function printTitles(title: string, body: SheetBody): string | null {
  const { frozenRows } = body.facets;
  const sheet = quoteTitle(title);
  const rows = frozenRows > 0 ? [`${sheet}!$1:$${String(frozenRows)}`] : [];
  const columns = pagesWide(body) > 1 ? [`${sheet}!$A:$${columnName(repeated(body) - 1)}`] : [];
  return [...columns, ...rows].join(',') || null;
}
