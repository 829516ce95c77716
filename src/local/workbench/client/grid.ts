// The selected sheet as a grid. Only rows in view are in the document, however long the sheet is.
import type { Area, CellView, Look, RowView, SheetView, Target } from '../protocol.js';
import { clear, h } from './dom.js';
import { openRows, type Rows } from './rows.js';

const ROW_HEIGHT = 30;
const FROZEN_HEIGHT = 44;
const LETTERS_HEIGHT = 22;
/** Number of rows drawn beyond each edge of the view. */
const OVERSCAN = 8;

export interface Spot {
  readonly row: number;
  readonly column: number;
}

export interface GridEvents {
  readonly onSelect: () => void;
  readonly onStale: () => void;
  readonly onProblem: (error: unknown) => void;
}

export interface Grid {
  readonly root: HTMLElement;
  /** Shows a sheet; `spot` becomes the selected cell. */
  readonly show: (sheet: SheetView, spot: Spot, keepScroll: boolean) => void;
  readonly sheet: () => SheetView | null;
  readonly spot: () => Spot;
  /** The selected cell, or the given one, as drawn. */
  readonly target: (spot?: Spot) => Target | null;
  readonly cell: (spot: Spot) => CellView | null;
  readonly select: (spot: Spot) => void;
  /** The element of a cell; null if it is not drawn. */
  readonly element: (spot: Spot) => HTMLElement | null;
  /** Whether a cell is visible, not scrolled out under the header or an edge. */
  readonly inView: (spot: Spot) => boolean;
  /** Number of rows that fit on the screen. */
  readonly page: () => number;
}

export const inAreas = (areas: readonly Area[], { row, column }: Spot): boolean =>
  areas.some((area) => row >= area.top && row < area.bottom && column >= area.left && column < area.right);

/** The note of a cell. */
export const noteAt = (view: SheetView, { row, column }: Spot): string | undefined =>
  view.notes.find((note) => note.row === row && note.column === column)?.text;

export function openGrid({ onSelect, onStale, onProblem }: GridEvents): Grid {
  const letters = h('div', { class: 'row letters', role: 'row' });
  const frozen = h('div', {});
  const head = h('div', { class: 'head' }, letters, frozen);
  const canvas = h('div', { class: 'canvas' }, head);
  const root = h('div', { class: 'grid', role: 'grid', tabindex: 0, 'aria-label': 'Таблица' }, canvas);
  const drawn = new Map<number, HTMLElement>();
  let sheet: SheetView | null = null;
  let rows: Rows | null = null;
  let spot: Spot = { row: 0, column: 0 };
  let waiting = false;
  /** The version of the rows on the screen. */
  let version = 0;

  const headHeight = (): number => LETTERS_HEIGHT + (sheet?.frozen ?? 0) * FROZEN_HEIGHT;
  const topOf = (row: number): number => headHeight() + (row - (sheet?.frozen ?? 0)) * ROW_HEIGHT;

  const drawRow = (view: SheetView, index: number): HTMLElement => {
    const content = rows?.row(index);
    const element = h(
      'div',
      { class: content === undefined ? 'row loading' : 'row', role: 'row', 'aria-rowindex': index + 1 },
      h('div', { class: 'gutter', role: 'rowheader', 'data-row': index }, String(index + 1)),
    );
    const runsOn = index < view.frozen ? -1 : lastOf(content ?? []);
    view.columns.forEach((column, at) => {
      if (column.width === 0) return;
      const cell = content?.[at] ?? null;
      const look = cell && rows ? rows.look(cell) : index < view.frozen ? {} : column.look;
      const drawnCell = drawCell(view, { row: index, column: at }, cell, look, column.width);
      if (at === runsOn) drawnCell.classList.add('runs-on');
      element.append(at < view.frozenColumns ? keptAtLeft(drawnCell, leftOf(at)) : drawnCell);
    });
    return element;
  };

  /**
   * Column of the row's last text if there is no header to its right: as in any spreadsheet, it may overflow.
   */
  const lastOf = (content: RowView): number => {
    const isFilled = (cell: CellView | null): boolean => cell !== null && cell.text !== '';
    const at = content.length - 1 - [...content].reverse().findIndex(isFilled);
    const cell = content[at];
    const beyond =
      rows
        ?.row(0)
        ?.slice(at + 1)
        .some(isFilled) ?? false;
    return !cell || beyond || cell.number || cell.tone !== undefined || cell.text.includes('\n') ? -1 : at;
  };

  /** Rows to draw: those in view and a few more. */
  const window = (view: SheetView): readonly [first: number, last: number] => [
    Math.max(view.frozen, Math.floor(root.scrollTop / ROW_HEIGHT) - OVERSCAN),
    Math.min(
      view.shown,
      Math.ceil((root.scrollTop + root.clientHeight) / ROW_HEIGHT) + view.frozen + OVERSCAN,
    ),
  ];
  /** Requests missing rows of the window; true when none are missing. */
  const ready = (view: SheetView, source: Rows): boolean => {
    const [first, last] = window(view);
    source.ensure(0, view.frozen);
    source.ensure(first, last);
    for (let row = first; row < last; row++) if (source.row(row) === undefined) return false;
    return view.frozen === 0 || source.row(0) !== undefined;
  };

  /** Redraws everything in view (`anew`), or only adds what has come into view. */
  const draw = (anew: boolean): void => {
    waiting = false;
    if (!sheet || !rows) return;
    const view = sheet;
    const [first, last] = window(view);
    root.setAttribute('aria-busy', String(!ready(view, rows)));
    if (anew) {
      clear(frozen);
      for (let r = 0; r < view.frozen; r++) frozen.append(drawRow(view, r));
    }
    for (const [index, element] of drawn) {
      if (!anew && index >= first && index < last) continue;
      element.remove();
      drawn.delete(index);
    }
    for (let index = first; index < last; index++) {
      if (drawn.has(index)) continue;
      const element = drawRow(view, index);
      element.style.top = `${String(topOf(index))}px`;
      drawn.set(index, element);
      canvas.append(element);
    }
    mark();
  };
  const later = (anew: boolean): void => {
    if (waiting && !anew) return;
    waiting = true;
    requestAnimationFrame(() => {
      draw(anew);
    });
  };
  root.addEventListener('scroll', () => {
    later(false);
  });
  new ResizeObserver(() => {
    later(false);
  }).observe(root);

  /** Shows which cell is selected. */
  const mark = (): void => {
    for (const old of root.querySelectorAll('.selected, .current')) {
      old.classList.remove('selected', 'current');
      old.removeAttribute('aria-selected');
    }
    const element = elementAt(spot);
    element?.classList.add('selected');
    element?.setAttribute('aria-selected', 'true');
    root.setAttribute('aria-activedescendant', idOf(spot));
    root.querySelector(`.gutter[data-row="${String(spot.row)}"]`)?.classList.add('current');
    letters.querySelector(`[data-column="${String(spot.column)}"]`)?.classList.add('current');
  };
  const elementAt = (at: Spot): HTMLElement | null => root.querySelector<HTMLElement>(`#${idOf(at)}`);

  const leftOf = (column: number): number =>
    sheet?.columns.slice(0, column).reduce((sum, { width }) => sum + width, 0) ?? 0;

  /** Width covered by frozen columns; on a narrow screen they scroll too (style.css). */
  const keptWidth = (): number =>
    matchMedia('(max-width: 560px)').matches ? 0 : leftOf(sheet?.frozenColumns ?? 0);

  /** Scrolls as little as needed to make the cell visible. */
  const reveal = ({ row, column }: Spot): void => {
    if (!sheet) return;
    const gutter = letters.firstElementChild?.clientWidth ?? 0;
    if (row >= sheet.frozen) {
      const top = (row - sheet.frozen) * ROW_HEIGHT;
      const room = root.clientHeight - headHeight() - ROW_HEIGHT;
      if (root.scrollTop > top) root.scrollTop = top;
      else if (root.scrollTop < top - room) root.scrollTop = top - room;
    } else if (!frozen.matches(':active')) {
      // Reaching the header by keyboard scrolls to the top; clicking it, always visible as it is, does not.
      root.scrollTop = 0;
    }
    const kept = keptWidth();
    const left = leftOf(column) - kept;
    const width = sheet.columns[column]?.width ?? 0;
    const room = root.clientWidth - gutter - kept;
    if (left < 0) {
      // Likewise for frozen columns: only keyboard navigation scrolls back to the first column.
      if (!root.matches(':active')) root.scrollLeft = 0;
    } else if (root.scrollLeft > left || width > room) root.scrollLeft = left;
    else if (root.scrollLeft < left + width - room) root.scrollLeft = left + width - room;
  };

  return {
    root,
    sheet: () => sheet,
    spot: () => spot,
    target: ({ row, column } = spot) => sheet && { sheet: sheet.id, version, row, column },
    cell: (at) => rows?.cell(at.row, at.column) ?? null,
    element: elementAt,
    inView: ({ row, column }) => {
      const box = elementAt({ row, column })?.getBoundingClientRect();
      if (!box) return false;
      const view = root.getBoundingClientRect();
      const top = view.top + (row < (sheet?.frozen ?? 0) ? 0 : headHeight());
      const kept = column < (sheet?.frozenColumns ?? 0) ? 0 : keptWidth();
      const left = view.left + (letters.firstElementChild?.clientWidth ?? 0) + kept;
      return box.bottom > top && box.top < view.bottom && box.right > left && box.left < view.right;
    },
    page: () => Math.max(1, Math.floor((root.clientHeight - headHeight()) / ROW_HEIGHT) - 1),
    show: (view, at, keepScroll) => {
      sheet = view;
      // When the rows of the shown sheet are fetched again, the old ones stay until then, to avoid flicker.
      let settling = keepScroll;
      const settle = (): void => {
        if (fresh !== rows || (settling && !ready(view, fresh))) return;
        settling = false;
        version = view.version;
        later(true);
        onSelect();
      };
      const fresh = openRows(view, {
        onRows: settle,
        onStale,
        onProblem,
      });
      rows = fresh;
      spot = within(view, at);
      const width = leftOf(view.columns.length);
      canvas.style.setProperty('--columns', `${String(width)}px`);
      canvas.style.setProperty('--gutter', `${String(Math.max(40, 16 + String(view.shown).length * 8))}px`);
      canvas.style.height = `${String(topOf(view.shown))}px`;
      root.setAttribute('aria-busy', 'true');
      root.setAttribute('aria-rowcount', String(view.shown));
      root.setAttribute('aria-colcount', String(view.columns.length));
      root.setAttribute('aria-label', `Вкладка «${view.title}»`);
      clear(letters);
      letters.append(h('div', { class: 'gutter' }));
      view.columns.forEach(({ name, width: own }, column) => {
        if (own === 0) return;
        const letter = sized(h('div', { class: 'letter', 'data-column': column }, name), own);
        letters.append(column < view.frozenColumns ? keptAtLeft(letter, leftOf(column)) : letter);
      });
      if (!keepScroll) {
        root.scrollTop = 0;
        root.scrollLeft = 0;
      }
      settle();
    },
    select: (at) => {
      if (!sheet) return;
      spot = within(sheet, at);
      reveal(spot);
      draw(false);
      onSelect();
    },
  };
}

function within(sheet: SheetView, { row, column }: Spot): Spot {
  const clamp = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));
  return { row: clamp(row, sheet.shown), column: clamp(column, sheet.columns.length) };
}

const idOf = ({ row, column }: Spot): string => `cell-${String(row)}-${String(column)}`;

function sized<T extends HTMLElement>(element: T, width: number): T {
  element.style.width = `${String(width)}px`;
  return element;
}

/** Keeps an element of a frozen column `left` pixels from the row numbers while others scroll. */
function keptAtLeft<T extends HTMLElement>(element: T, left: number): T {
  element.classList.add('kept');
  element.style.left = `calc(var(--gutter) + ${String(left)}px)`;
  return element;
}

function drawCell(
  view: SheetView,
  spot: Spot,
  cell: CellView | null,
  look: Look,
  width: number,
): HTMLElement {
  const isHead = spot.row < view.frozen;
  const element = sized(
    h('div', {
      class: isHead ? 'cell head-cell' : 'cell',
      role: isHead ? 'columnheader' : 'gridcell',
      id: idOf(spot),
      'data-row': spot.row,
      'data-column': spot.column,
      'aria-colindex': spot.column + 1,
    }),
    width,
  );
  paint(element, look);
  const isFlag =
    !isHead && inAreas(view.flags, spot) && (cell === null || cell.text === '' || cell.ticked !== undefined);
  const align = look.align ?? (isFlag ? 'center' : cell?.number ? 'right' : undefined);
  if (align !== undefined) element.classList.add(align);
  if (isFlag) element.append(tick(cell));
  else if (cell && cell.text !== '') element.append(content(cell, view));
  if (!isHead && view.lists.some(({ areas }) => inAreas(areas, spot))) element.classList.add('listed');
  const note = noteAt(view, spot);
  if (note !== undefined) {
    element.classList.add('noted');
    element.setAttribute('aria-description', note);
  }
  return element;
}

function paint(element: HTMLElement, look: Look): void {
  const { style } = element;
  if (look.fill !== undefined) style.background = `#${look.fill}`;
  if (look.color !== undefined) style.color = `#${look.color}`;
  if (look.bold) style.fontWeight = '600';
  if (look.italic) style.fontStyle = 'italic';
  const lines = [look.underline ? 'underline' : '', look.strike ? 'line-through' : ''].join(' ').trim();
  if (lines !== '') style.textDecoration = lines;
}

function tick(cell: CellView | null): HTMLElement {
  const ticked = cell?.ticked === true;
  return h('span', {
    class: cell === null || cell.text === '' ? 'tick blank' : 'tick',
    role: 'checkbox',
    'aria-checked': String(ticked),
    'aria-label': ticked ? 'да' : 'нет',
  });
}

function content(cell: CellView, view: SheetView): HTMLElement {
  const tone = cell.tone === undefined ? undefined : view.tones[cell.tone];
  if (cell.href !== undefined)
    return h(
      'a',
      { href: cell.href, target: '_blank', rel: 'noopener noreferrer', class: 'text' },
      cell.text,
    );
  if (cell.jump) return h('span', { class: 'text jump' }, cell.text);
  const text = h('span', { class: tone?.fill === undefined ? 'text' : 'text pill' }, cell.text);
  if (tone) paint(text, tone);
  return text;
}
