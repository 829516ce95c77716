// The visible part of the sheet: where rows and columns are, which of them are in view, scrolling to a cell.
import type { SheetView } from '../protocol.js';
import { type Heights, heightsOf } from './heights.js';
import type { Spot } from './spots.js';

const FROZEN_HEIGHT = 44;
const LETTERS_HEIGHT = 22;
/** Number of rows drawn beyond each edge of the view. */
const OVERSCAN = 8;

/** The elements of the grid: what scrolls, what is scrolled, the letters of the columns, the frozen rows. */
export interface Frame {
  readonly root: HTMLElement;
  readonly canvas: HTMLElement;
  readonly letters: HTMLElement;
  readonly frozen: HTMLElement;
}

export interface Viewport {
  /** Takes over a sheet. `keepScroll`: the first row in view stays where it is. */
  readonly lay: (view: SheetView, keepScroll: boolean) => void;
  /**
   * Places the drawn rows, each as high as its texts need. Whether that has moved any: then other rows may be in
   * view. The first row in view stays where it is, and so that `spot` stays in view.
   */
  readonly place: (view: SheetView, drawn: ReadonlyMap<number, HTMLElement>, spot: Spot) => boolean;
  /** Rows to draw below the frozen ones: those in view and a few more. */
  readonly window: (view: SheetView) => readonly [first: number, last: number];
  /** The row one screen below (1) or above (−1) another one. */
  readonly pageFrom: (view: SheetView, row: number, way: 1 | -1) => number;
  /** Scrolls as little as needed to make the cell visible. */
  readonly reveal: (view: SheetView, spot: Spot) => void;
  /** Whether a cell is visible, not scrolled out under the header or an edge. */
  readonly shows: (view: SheetView, spot: Spot, element: HTMLElement) => boolean;
}

const px = (length: number): string => `${String(length)}px`;
const headHeight = (view: SheetView): number => LETTERS_HEIGHT + view.frozen * FROZEN_HEIGHT;
export const leftOf = (view: SheetView, column: number): number =>
  view.columns.slice(0, column).reduce((sum, { width }) => sum + width, 0);

/** Width covered by frozen columns; on a narrow screen they scroll too (style.css). */
const keptWidth = (view: SheetView): number =>
  matchMedia('(max-width: 560px)').matches ? 0 : leftOf(view, view.frozenColumns);

export function openViewport({ root, canvas, letters, frozen }: Frame): Viewport {
  /** Heights of the drawn rows of the sheet that is shown. */
  let measured = new Map<number, number>();
  let heights: Heights = heightsOf({ frozen: 0, shown: 0, tall: [] }, measured);
  const roomBelowHead = (view: SheetView): number => root.clientHeight - headHeight(view);
  const gutter = (): number => letters.firstElementChild?.clientWidth ?? 0;

  const revealRow = (view: SheetView, row: number): void => {
    if (row >= view.frozen) {
      const top = heights.topOf(row);
      const end = top + heights.heightOf(row) - roomBelowHead(view);
      if (root.scrollTop > top) root.scrollTop = top;
      else if (root.scrollTop < end) root.scrollTop = Math.min(top, end);
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

  /** Whether a row is in view from top to end. */
  const isWhole = (view: SheetView, row: number): boolean => {
    const top = heights.topOf(row) - root.scrollTop;
    return row >= view.frozen && top >= 0 && top + heights.heightOf(row) <= roomBelowHead(view);
  };
  /** Takes over other heights. The first row in view stays where it is. */
  const relay = (view: SheetView): void => {
    const first = heights.rowAt(root.scrollTop);
    const beyond = root.scrollTop - heights.topOf(first);
    heights = heightsOf(view, measured);
    canvas.style.height = px(headHeight(view) + heights.total);
    root.scrollTop = heights.topOf(first) + beyond;
  };

  return {
    lay: (view, keepScroll) => {
      measured = new Map();
      relay(view);
      if (keepScroll) return;
      root.scrollTop = 0;
      root.scrollLeft = 0;
    },
    place: (view, drawn, { row }) => {
      let isMoved = false;
      for (const [index, element] of drawn) {
        if (!element.classList.contains('wrapped') || heights.isFixed(index)) continue;
        const height = element.offsetHeight;
        if (height !== heights.heightOf(index)) isMoved = true;
        measured.set(index, height);
      }
      if (isMoved) {
        const wasWhole = isWhole(view, row);
        relay(view);
        if (wasWhole) revealRow(view, row);
      }
      for (const [index, element] of drawn) {
        element.style.top = px(headHeight(view) + heights.topOf(index));
        const follows = element.classList.contains('wrapped') && !heights.isFixed(index);
        element.style.height = follows ? '' : px(heights.heightOf(index));
      }
      return isMoved;
    },
    window: (view) => [
      Math.max(view.frozen, heights.rowAt(root.scrollTop) - OVERSCAN),
      Math.min(view.shown, heights.rowAt(root.scrollTop + root.clientHeight) + 1 + OVERSCAN),
    ],
    pageFrom: (view, row, way) => {
      const top = heights.topOf(row);
      const last = roomBelowHead(view) - heights.heightOf(row);
      const found = heights.rowAt(top + way * last);
      return way === 1 ? Math.max(found, row + 1) : Math.min(found, row - 1);
    },
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
