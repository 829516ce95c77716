// Cells by their position, and what the sheet says about them.
import type { Area, CellView, SheetView } from '../protocol.js';

export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** The cells from one corner to the other. */
export const areaOf = (one: Spot, other: Spot): Area => ({
  top: Math.min(one.row, other.row),
  left: Math.min(one.column, other.column),
  bottom: Math.max(one.row, other.row) + 1,
  right: Math.max(one.column, other.column) + 1,
});

/** The name of an area: `B7`, or `B7:D9`. */
export function nameOf({ columns }: SheetView, { top, left, bottom, right }: Area): string {
  const name = (row: number, column: number): string => `${columns[column]?.name ?? ''}${String(row + 1)}`;
  const [first, last] = [name(top, left), name(bottom - 1, right - 1)];
  return first === last ? first : `${first}:${last}`;
}

/** The corners of an area by its name; null when it is none. */
export function cornersOf(name: string): readonly [Spot, Spot] | null {
  const [first, last, ...more] = name.split(':').map(spotOf);
  if (!first || last === null || more.length > 0) return null;
  return [first, last ?? first];
}

function spotOf(typed: string): Spot | null {
  const [, letters, digits] = /^([A-Za-z]{1,3})(\d{1,7})$/.exec(typed.trim()) ?? [];
  if (letters === undefined) return null;
  const column =
    Array.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(digits) - 1, column };
}

export const isWithin = ({ top, left, bottom, right }: Area, { row, column }: Spot): boolean =>
  row >= top && row < bottom && column >= left && column < right;

const inAreas = (areas: readonly Area[], spot: Spot): boolean => areas.some((area) => isWithin(area, spot));

/** The note of a cell. */
export const noteAt = (view: SheetView, { row, column }: Spot): string | undefined =>
  view.notes.find((note) => note.row === row && note.column === column)?.text;

/** What there is to say of a cell: its note, or how to follow its link. */
export const hintAt = (view: SheetView, spot: Spot, cell: CellView | null): string | undefined =>
  noteAt(view, spot) ??
  (cell?.jump !== undefined || cell?.href !== undefined ? 'Ctrl+Enter — перейти по ссылке.' : undefined);

/** The words of a cell's dropdown; null if it has none. */
export const wordsAt = (view: SheetView, spot: Spot): readonly string[] | null =>
  view.lists.find(({ areas }) => inAreas(areas, spot))?.words ?? null;

/** Whether a cell is a checkbox: a flag that holds no other text. */
export const isFlag = (view: SheetView, spot: Spot, cell: CellView | null): boolean =>
  spot.row >= view.frozen &&
  inAreas(view.flags, spot) &&
  (cell === null || cell.text === '' || cell.ticked !== undefined);
