// The visible part of the sheet: where rows and columns are, which of them are in view, scrolling to a cell.
import type { SheetView } from '../protocol.js';
import type { Spot } from './spots.js';

const ROW_HEIGHT = 30;
const FROZEN_HEIGHT = 44;
const LETTERS_HEIGHT = 22;
/** Number of rows drawn beyond each edge of the view. */
const OVERSCAN = 8;

/** The elements of the grid: what scrolls, the letters of the columns, the frozen rows. */
export interface Frame {
  readonly root: HTMLElement;
  readonly letters: HTMLElement;
  readonly frozen: HTMLElement;
}

export interface Viewport {
  /** Rows to draw below the frozen ones: those in view and a few more. */
  readonly window: (view: SheetView) => readonly [first: number, last: number];
  /** Number of rows that fit on the screen. */
  readonly page: (view: SheetView) => number;
  /** Scrolls as little as needed to make the cell visible. */
  readonly reveal: (view: SheetView, spot: Spot) => void;
  /** Whether a cell is visible, not scrolled out under the header or an edge. */
  readonly shows: (view: SheetView, spot: Spot, element: HTMLElement) => boolean;
}

const headHeight = (view: SheetView): number => LETTERS_HEIGHT + view.frozen * FROZEN_HEIGHT;
export const topOf = (view: SheetView, row: number): number =>
  headHeight(view) + (row - view.frozen) * ROW_HEIGHT;
export const leftOf = (view: SheetView, column: number): number =>
  view.columns.slice(0, column).reduce((sum, { width }) => sum + width, 0);

/** Width covered by frozen columns; on a narrow screen they scroll too (style.css). */
const keptWidth = (view: SheetView): number =>
  matchMedia('(max-width: 560px)').matches ? 0 : leftOf(view, view.frozenColumns);

export function openViewport({ root, letters, frozen }: Frame): Viewport {
  const gutter = (): number => letters.firstElementChild?.clientWidth ?? 0;

  const revealRow = (view: SheetView, row: number): void => {
    if (row >= view.frozen) {
      const top = (row - view.frozen) * ROW_HEIGHT;
      const room = root.clientHeight - headHeight(view) - ROW_HEIGHT;
      if (root.scrollTop > top) root.scrollTop = top;
      else if (root.scrollTop < top - room) root.scrollTop = top - room;
    } else if (!frozen.matches(':active')) {
      // Reaching the header by keyboard scrolls to the top; clicking it, always visible as it is, does not.
      root.scrollTop = 0;
    }
  };
  const revealColumn = (view: SheetView, column: number): void => {
    const kept = keptWidth(view);
    const left = leftOf(view, column) - kept;
    const width = view.columns[column]?.width ?? 0;
    const room = root.clientWidth - gutter() - kept;
    if (left < 0) {
      // Likewise for frozen columns: only keyboard navigation scrolls back to the first column.
      if (!root.matches(':active')) root.scrollLeft = 0;
    } else if (root.scrollLeft > left || width > room) root.scrollLeft = left;
    else if (root.scrollLeft < left + width - room) root.scrollLeft = left + width - room;
  };

  return {
    window: (view) => [
      Math.max(view.frozen, Math.floor(root.scrollTop / ROW_HEIGHT) - OVERSCAN),
      Math.min(
        view.shown,
        Math.ceil((root.scrollTop + root.clientHeight) / ROW_HEIGHT) + view.frozen + OVERSCAN,
      ),
    ],
    page: (view) => Math.max(1, Math.floor((root.clientHeight - headHeight(view)) / ROW_HEIGHT) - 1),
    reveal: (view, { row, column }) => {
      revealRow(view, row);
      revealColumn(view, column);
    },
    shows: (view, { row, column }, element) => {
      const box = element.getBoundingClientRect();
      const edge = root.getBoundingClientRect();
      const top = edge.top + (row < view.frozen ? 0 : headHeight(view));
      const left = edge.left + gutter() + (column < view.frozenColumns ? 0 : keptWidth(view));
      return box.bottom > top && box.top < edge.bottom && box.right > left && box.left < edge.right;
    },
  };
}
