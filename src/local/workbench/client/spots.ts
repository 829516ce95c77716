// Cells by their position, and what the sheet says about them.
import type { Area, CellView, SheetView } from '../protocol.js';

export interface Spot {
  readonly row: number;
  readonly column: number;
}

const inAreas = (areas: readonly Area[], { row, column }: Spot): boolean =>
  areas.some((area) => row >= area.top && row < area.bottom && column >= area.left && column < area.right);

/** The note of a cell. */
export const noteAt = (view: SheetView, { row, column }: Spot): string | undefined =>
  view.notes.find((note) => note.row === row && note.column === column)?.text;

/** The words of a cell's dropdown; null if it has none. */
export const wordsAt = (view: SheetView, spot: Spot): readonly string[] | null =>
  view.lists.find(({ areas }) => inAreas(areas, spot))?.words ?? null;

/** Whether a cell is a checkbox: a flag that holds no other text. */
export const isFlag = (view: SheetView, spot: Spot, cell: CellView | null): boolean =>
  spot.row >= view.frozen &&
  inAreas(view.flags, spot) &&
  (cell === null || cell.text === '' || cell.ticked !== undefined);
