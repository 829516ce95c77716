// What staff do to see less of a sheet: hiding rows, columns and tabs, filtering, and sorting with a filter.
import { batchUpdate } from '../../src/local/sheets-api/batch-update.js';
import type { Spot } from './spot.js';

/** Hides some rows or columns, or shows all of them again. */
function hide(
  { book, title, pick }: Spot,
  dimension: 'ROWS' | 'COLUMNS',
  from: number,
  size: number,
): string {
  const sheetId = book.sheet(title).id;
  const isBack = pick % 4 === 3;
  const startIndex = isBack ? 0 : from;
  const endIndex = isBack ? size : Math.min(size, from + 1 + (pick % 3));
  batchUpdate(book.core, {
    requests: [
      {
        updateDimensionProperties: {
          range: { sheetId, dimension, startIndex, endIndex },
          properties: { hiddenByUser: !isBack },
          fields: 'hiddenByUser',
        },
      },
    ],
  });
  const what = dimension === 'ROWS' ? 'строки' : 'столбцы';
  return isBack ? `${what} снова видны` : `скрыты ${what} ${startIndex + 1}–${endIndex}`;
}

/** Rows below the header that staff can see. */
const seenRows = ({ book, title, rows }: Spot): number[] => {
  const lines = book.core.state.sheets.find(({ id }) => id === book.sheet(title).id)?.body.rows ?? [];
  return rows.flatMap((_, row) => (row > 0 && !lines[row]?.attributes.includes('hidden') ? [row] : []));
};

export const VIEWS = {
  hideRows: (spot: Spot): string => hide(spot, 'ROWS', spot.row, spot.book.sheet(spot.title).rows),
  hideColumns: (spot: Spot): string => hide(spot, 'COLUMNS', spot.column, spot.width),
  hideTab: ({ book, title, pick }: Spot): string => {
    const { id: sheetId, hidden } = book.sheet(title);
    const isLast = book.titles().every((one) => one === title || book.sheet(one).hidden);
    if (isLast || (!hidden && pick % 2 === 1)) return '';
    const properties = { sheetId, hidden: !hidden };
    batchUpdate(book.core, { requests: [{ updateSheetProperties: { properties, fields: 'hidden' } }] });
    return hidden ? 'вкладка показана' : 'вкладка скрыта';
  },
  filter: ({ book, title, rows, row, column, width, pick }: Spot): string => {
    const { id: sheetId } = book.sheet(title);
    const isOff = pick % 4 === 3;
    const range = { sheetId, startRowIndex: 0, endRowIndex: rows.length, endColumnIndex: width };
    const shown = (at: number): boolean =>
      isOff || at === 0 || rows[at]?.[column] === rows[row]?.[column] || pick % 5 === 0;
    batchUpdate(book.core, {
      requests: [
        isOff ? { clearBasicFilter: { sheetId } } : { setBasicFilter: { filter: { range } } },
        ...rows.map((_, at) => ({
          updateDimensionProperties: {
            range: { sheetId, dimension: 'ROWS', startIndex: at, endIndex: at + 1 },
            properties: { hiddenByUser: !shown(at) },
            fields: 'hiddenByUser',
          },
        })),
      ],
    });
    return isOff ? 'фильтр снят' : `фильтр по столбцу ${column + 1}`;
  },
  sortSeen: (spot: Spot): string => {
    // Rows hidden by a filter stay where they are; the visible ones are reordered.
    const { book, title, rows, column, width } = spot;
    const places = seenRows(spot);
    const key = (row: number): string => String(rows[row]?.[column] ?? '\uffff');
    const sorted = [...places].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
    places.forEach((to, index) => {
      const from = rows[sorted[index] ?? to] ?? [];
      for (let at = 0; at < width; at += 1) book.set(title, to, at, from[at] ?? null);
    });
    return `видимые строки отсортированы по столбцу ${column + 1}`;
  },
} as const;
