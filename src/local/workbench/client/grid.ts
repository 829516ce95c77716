// The selected sheet as a grid. Only rows in view are in the document, however long the sheet is.
import type { Area, CellView, RowView, SheetView, Target } from '../protocol.js';
import { clear, h } from './dom.js';
import { drawLetters, drawRow, idOf, spotOf } from './drawing.js';
import { openRows, type Rows } from './rows.js';
import { areaOf, isWithin, type Spot } from './spots.js';
import { type Frame, leftOf, openViewport } from './viewport.js';

export interface GridEvents {
  readonly onSelect: () => void;
  readonly onStale: () => void;
  readonly onProblem: (error: unknown) => void;
}

export interface Grid {
  readonly root: HTMLElement;
  /** Until the sheet is here, the grid says that it is busy. */
  readonly awaits: (sheet: Promise<SheetView>) => Promise<SheetView>;
  /** Shows a sheet; `spot` becomes the selected cell. */
  readonly show: (sheet: SheetView, spot: Spot, keepScroll: boolean) => void;
  readonly sheet: () => SheetView | null;
  /** The selected cell, where typed text goes. */
  readonly spot: () => Spot;
  /** The other end of the selection; the selected cell itself if it is the only one. */
  readonly end: () => Spot;
  readonly area: () => Area;
  /** The rows of the selection; null while some are not fetched, or if there are too many. */
  readonly content: () => readonly RowView[] | null;
  /** The selected cell, or the given one, as drawn. */
  readonly target: (spot?: Spot) => Target | null;
  readonly cell: (spot: Spot) => CellView | null;
  readonly select: (spot: Spot) => void;
  /** Selects all cells from the selected one to another. */
  readonly extend: (to: Spot) => void;
  /** The element of a cell; null if it is not drawn. */
  readonly element: (spot: Spot) => HTMLElement | null;
  /** Whether a cell is visible, not scrolled out under the header or an edge. */
  readonly inView: (spot: Spot) => boolean;
  /** The row one screen below (1) or above (−1) another one. */
  readonly pageFrom: (row: number, way: 1 | -1) => number;
}

const ABOUT = {
  'aria-multiselectable': true,
  'aria-description':
    'Tab — следующая ячейка. Esc, затем Tab — выйти из таблицы. Shift+F10 — вставить или удалить строку.',
};
/** Fewer than are cached (rows.ts). */
const MOST_SELECTED_ROWS = 5_000;

export function openGrid({ onSelect, onStale, onProblem }: GridEvents): Grid {
  const letters = h('div', { class: 'row letters', role: 'row' });
  const frozen = h('div', {});
  const canvas = h('div', { class: 'canvas' }, h('div', { class: 'head' }, letters, frozen));
  const root = h(
    'div',
    { class: 'grid', role: 'grid', tabindex: 0, 'aria-label': 'Таблица', ...ABOUT },
    canvas,
  );
  const frame: Frame = { root, canvas, letters, frozen };
  const viewport = openViewport(frame);
  const drawn = new Map<number, HTMLElement>();
  let sheet: SheetView | null = null;
  let rows: Rows | null = null;
  let spot: Spot = { row: 0, column: 0 };
  let end: Spot = spot;
  let waiting = false;
  /** Whether the rows on the screen are those of before. */
  let isStale = false;
  /** The number of sheets on their way. */
  let awaited = 0;
  /** Takes over the sheet that has been fetched again, once its rows in view are here. Until then the old ones stay. */
  let coming: (() => void) | null = null;

  /** Requests missing rows of the window; true when none are missing. */
  const ready = (view: SheetView, source: Rows): boolean => {
    const [first, last] = viewport.window(view);
    source.ensure(0, view.frozen);
    source.ensure(first, last);
    const { top, bottom } = areaOf(spot, end);
    if (bottom - top <= MOST_SELECTED_ROWS) source.ensure(top, bottom);
    for (let row = first; row < last; row++) if (source.row(row) === undefined) return false;
    return view.frozen === 0 || source.row(0) !== undefined;
  };

  /** Redraws everything in view, if it is stale, or only adds what has come into view. */
  const draw = (): void => {
    waiting = false;
    coming?.();
    if (!sheet || !rows) return;
    const view = sheet;
    const anew = isStale;
    isStale = false;
    const [first, last] = viewport.window(view);
    const isWhole = coming === null && ready(view, rows);
    root.setAttribute('aria-busy', String(!isWhole || awaited > 0));
    if (anew) {
      clear(frozen);
      for (let row = 0; row < view.frozen; row++) frozen.append(drawRow(view, rows, row));
    }
    for (const [index, element] of drawn) {
      if (!anew && index >= first && index < last) continue;
      element.remove();
      drawn.delete(index);
    }
    for (let index = first; index < last; index++) {
      if (drawn.has(index)) continue;
      const element = drawRow(view, rows, index);
      drawn.set(index, element);
      canvas.append(element);
    }
    if (viewport.place(view, drawn, spot)) later(false);
    mark(frame, spot, areaOf(spot, end));
  };
  const later = (anew: boolean): void => {
    isStale ||= anew;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(draw);
  };
  root.addEventListener('scroll', () => {
    later(false);
  });
  new ResizeObserver(() => {
    later(false);
  }).observe(root);

  const elementAt = (at: Spot): HTMLElement | null => root.querySelector<HTMLElement>(`#${idOf(at)}`);
  /** Fits the grid to the size and columns of a sheet. */
  const fit = (view: SheetView): void => {
    const width = leftOf(view, view.columns.length);
    canvas.style.setProperty('--columns', `${String(width)}px`);
    canvas.style.setProperty('--gutter', `${String(Math.max(40, 16 + String(view.shown).length * 8))}px`);
    root.setAttribute('aria-rowcount', String(view.shown));
    root.setAttribute('aria-colcount', String(view.columns.length));
    root.setAttribute('aria-label', `Вкладка «${view.title}»`);
    letters.replaceChildren(...drawLetters(view));
  };
  const extend = (to: Spot): void => {
    if (!sheet) return;
    end = within(sheet, to);
    viewport.reveal(sheet, end);
    draw();
    onSelect();
  };

  return {
    root,
    sheet: () => sheet,
    spot: () => spot,
    end: () => end,
    area: () => areaOf(spot, end),
    content: () => {
      const { top, left, bottom, right } = areaOf(spot, end);
      if (bottom - top > MOST_SELECTED_ROWS) return null;
      const content: RowView[] = [];
      for (let at = top; at < bottom; at++) {
        const row = rows?.row(at);
        if (row === undefined) return null;
        content.push(Array.from({ length: right - left }, (_, column) => row[left + column] ?? null));
      }
      return content;
    },
    target: ({ row, column } = spot) => sheet && { sheet: sheet.id, version: sheet.version, row, column },
    cell: (at) => rows?.cell(at.row, at.column) ?? null,
    element: elementAt,
    inView: (at) => {
      const element = elementAt(at);
      return sheet !== null && element !== null && viewport.shows(sheet, at, element);
    },
    pageFrom: (row, way) => (sheet ? viewport.pageFrom(sheet, row, way) : row),
    awaits: async (coming) => {
      awaited++;
      root.setAttribute('aria-busy', 'true');
      try {
        return await coming;
      } finally {
        awaited--;
        later(false);
      }
    },
    show: (view, at, keepScroll) => {
      let isShown = false;
      const settle = (): void => {
        if (isShown) {
          if (fresh === rows) {
            later(true);
            onSelect();
          }
          return;
        }
        if (coming !== settle || (keepScroll && !ready(view, fresh))) return;
        isShown = true;
        coming = null;
        sheet = view;
        rows = fresh;
        // Meanwhile the user may have gone on.
        spot = within(view, keepScroll ? spot : at);
        end = keepScroll ? within(view, end) : spot;
        fit(view);
        viewport.lay(view, keepScroll);
        later(true);
        onSelect();
      };
      const fresh = openRows(view, { onRows: settle, onStale, onProblem });
      coming = settle;
      root.setAttribute('aria-busy', 'true');
      settle();
    },
    select: (at) => {
      if (sheet) spot = within(sheet, at);
      extend(spot);
    },
    extend,
  };
}

/** Shows which cells are selected. */
function mark({ root, letters }: Frame, spot: Spot, area: Area): void {
  for (const old of root.querySelectorAll('.selected, .ranged, .current')) {
    old.classList.remove('selected', 'ranged', 'current');
    old.removeAttribute('aria-selected');
  }
  if (area.bottom - area.top + area.right - area.left > 2)
    for (const cell of root.querySelectorAll<HTMLElement>('.cell'))
      if (isWithin(area, spotOf(cell))) {
        cell.classList.add('ranged');
        cell.setAttribute('aria-selected', 'true');
      }
  const element = root.querySelector(`#${idOf(spot)}`);
  element?.classList.add('selected');
  element?.setAttribute('aria-selected', 'true');
  root.setAttribute('aria-activedescendant', idOf(spot));
  root.querySelector(`.gutter[data-row="${String(spot.row)}"]`)?.classList.add('current');
  letters.querySelector(`[data-column="${String(spot.column)}"]`)?.classList.add('current');
}

function within(sheet: SheetView, { row, column }: Spot): Spot {
  const clamp = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));
  return { row: clamp(row, sheet.shown), column: clamp(column, sheet.columns.length) };
}
