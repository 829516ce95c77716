// How a new sheet is laid out on paper.
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

/** What each page repeats: the header, and beside a second page the frozen columns too; null: nothing. */
export function printTitles(title: string, body: SheetBody): string | null {
  const { frozenRows, frozenColumns } = body.facets;
  const sheet = quoteTitle(title);
  const rows = frozenRows > 0 ? [`${sheet}!$1:$${String(frozenRows)}`] : [];
  const columns =
    frozenColumns > 0 && pagesWide(body) > 1 ? [`${sheet}!$A:$${columnName(frozenColumns - 1)}`] : [];
  return [...columns, ...rows].join(',') || null;
}
