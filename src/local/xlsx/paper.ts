// How a new sheet is laid out: its pages on paper, and the height of rows with texts of several lines.
import { type SheetBody, usedSize } from '../workbook/body.js';
import { quoteTitle } from '../workbook/formula-refs.js';
import { columnName } from '../workbook/rect.js';

/** Characters across a page of A4 landscape at about half size: narrower print cannot be read. */
const LEGIBLE = 270;
const DEFAULT_WIDTH = 8.43;

/** So many pages side by side keep the text legible. */
export function pagesWide(body: SheetBody): number {
  const { columns } = usedSize(body);
  let width = columns * DEFAULT_WIDTH;
  for (const span of body.facets.columns) {
    const used = Math.min(span.last, columns - 1) - span.first + 1;
    if (span.width !== null && used > 0) width += used * (span.width - DEFAULT_WIDTH);
  }
  return Math.max(1, Math.ceil(width / LEGIBLE));
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

/** What each page repeats: the header, and beside a second page the frozen columns too; null: nothing. */
export function printTitles(title: string, body: SheetBody): string | null {
  const { frozenRows, frozenColumns } = body.facets;
  const sheet = quoteTitle(title);
  const rows = frozenRows > 0 ? [`${sheet}!$1:$${String(frozenRows)}`] : [];
  const columns =
    frozenColumns > 0 && pagesWide(body) > 1 ? [`${sheet}!$A:$${columnName(frozenColumns - 1)}`] : [];
  return [...columns, ...rows].join(',') || null;
}
