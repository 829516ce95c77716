// Draws the sheet's rows and cells as elements.
import type { CellView, Look, RowView, SheetView } from '../protocol.js';
import { h } from './dom.js';
import type { Rows } from './rows.js';
import { hintAt, isFlag, noteAt, type Spot, wordsAt } from './spots.js';
import { leftOf } from './viewport.js';

/** Id of a cell's element. */
export const idOf = ({ row, column }: Spot): string => `cell-${String(row)}-${String(column)}`;

/** The position of a cell's element. */
export const spotOf = ({ dataset }: HTMLElement): Spot => ({
  row: Number(dataset['row']),
  column: Number(dataset['column']),
});

/** The row of letters above the columns. */
export function drawLetters(view: SheetView): readonly HTMLElement[] {
  const letters = view.columns.flatMap(({ name, width }, column) => {
    if (width === 0) return [];
    const letter = sized(h('div', { class: 'letter', 'data-column': column }, name), width);
    return [keptIfFrozen(letter, view, column)];
  });
  return [h('div', { class: 'gutter' }), ...letters];
}

export function drawRow(view: SheetView, rows: Rows, index: number): HTMLElement {
  const content = rows.row(index);
  const element = h(
    'div',
    { class: content === undefined ? 'row loading' : 'row', role: 'row', 'aria-rowindex': index + 1 },
    h('div', { class: 'gutter', role: 'rowheader', 'data-row': index }, String(index + 1)),
  );
  const runsOn = index < view.frozen ? -1 : lastOf(content ?? [], rows);
  view.columns.forEach((column, at) => {
    if (column.width === 0) return;
    const cell = content?.[at] ?? null;
    const look = cell ? rows.look(cell) : index < view.frozen ? {} : column.look;
    const drawn = drawCell(view, { row: index, column: at }, cell, look, column.width);
    if (at === runsOn) drawn.classList.add('runs-on');
    else if (index >= view.frozen && wraps(cell, look)) {
      drawn.classList.add('wraps');
      element.classList.add('wrapped');
    }
    element.append(keptIfFrozen(drawn, view, at));
  });
  return element;
}

/**
 * Column of the row's last text if there is no header to its right: as in any spreadsheet, it may overflow.
 */
function lastOf(content: RowView, rows: Rows): number {
  const isFilled = (cell: CellView | null): boolean => cell !== null && cell.text !== '';
  const at = content.length - 1 - [...content].reverse().findIndex(isFilled);
  const cell = content[at];
  const beyond = rows
    .row(0)
    ?.slice(at + 1)
    .some(isFilled);
  if (!cell || beyond || cell.number || cell.tone !== undefined || cell.text.includes('\n')) return -1;
  return wraps(cell, rows.look(cell)) ? -1 : at;
}

/** Numbers stay on one line. */
const wraps = (cell: CellView | null, { wrap }: Look): boolean =>
  wrap === true && cell !== null && cell.text !== '' && !cell.number;

function sized<T extends HTMLElement>(element: T, width: number): T {
  element.style.width = `${String(width)}px`;
  return element;
}

/** Keeps an element of a frozen column in its place beside the row numbers while others scroll. */
function keptIfFrozen<T extends HTMLElement>(element: T, view: SheetView, column: number): T {
  if (column >= view.frozenColumns) return element;
  element.classList.add('kept');
  element.style.left = `calc(var(--gutter) + ${String(leftOf(view, column))}px)`;
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
  const isTick = isFlag(view, spot, cell);
  const align = look.align ?? (isTick ? 'center' : cell?.number ? 'right' : undefined);
  if (align !== undefined) element.classList.add(align);
  if (look.vertical !== undefined) element.classList.add(look.vertical === 'top' ? 'at-top' : 'at-middle');
  if (isTick) element.append(tick(cell));
  else if (cell && cell.text !== '') element.append(content(cell, view));
  if (!isHead && wordsAt(view, spot) !== null) element.classList.add('listed');
  if (noteAt(view, spot) !== undefined) element.classList.add('noted');
  const hint = hintAt(view, spot, cell);
  if (hint !== undefined) element.setAttribute('aria-description', hint);
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
  if (cell.jump) return h('span', { class: 'text jump', role: 'link' }, cell.text);
  const text = h('span', { class: tone?.fill === undefined ? 'text' : 'text pill' }, cell.text);
  if (tone) paint(text, tone);
  return text;
}
