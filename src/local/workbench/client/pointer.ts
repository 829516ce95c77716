// The pointer in the grid: selecting, ticking, following links, notes of cells, the menu of a row.
import type { Place, RowsRequest } from '../protocol.js';
import { around } from './dom.js';
import { spotOf } from './drawing.js';
import type { Edits } from './edits.js';
import type { Grid } from './grid.js';
import { contextMenu, type Entry } from './menu.js';
import { noteAt, type Spot } from './spots.js';
import type { Tooltip } from './tooltip.js';
import type { Typing } from './typing.js';

export interface PointerOptions {
  readonly grid: Grid;
  readonly tooltip: Tooltip;
  readonly explain: () => void;
  readonly jump: (place: Place) => void;
  readonly onProblem: (error: unknown) => void;
}

export function listenToPointer(options: PointerOptions, typing: Typing, edits: Edits): void {
  const { grid, tooltip, jump } = options;
  /** Whether the pointer went down on a cell and is still down. */
  let isDragging = false;
  document.addEventListener('pointerup', () => {
    isDragging = false;
  });
  grid.root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const spot = spotUnder(event, 0);
    if (!spot) return;
    typing.close();
    // The focus stays on the grid, not on the cell; links still work.
    if (!around(event, 'a')) event.preventDefault();
    grid.root.focus({ preventScroll: true });
    isDragging = true;
    if (event.shiftKey) grid.extend(spot);
    else grid.select(spot);
  });
  grid.root.addEventListener('click', (event) => {
    const cell = around(event, '.cell');
    if (!cell) return;
    const spot = spotOf(cell);
    const place = grid.cell(spot)?.jump;
    if (around(event, '.tick')) typing.toggle(spot);
    else if (around(event, '.jump') && place) jump(place);
  });
  grid.root.addEventListener('dblclick', (event) => {
    const cell = around(event, '.cell');
    if (cell && !around(event, '.tick') && !around(event, '.jump')) typing.begin();
  });
  grid.root.addEventListener('contextmenu', (event) => {
    const byKey = event.target === grid.root && event.button !== 2;
    const spot = byKey ? grid.spot() : spotUnder(event, grid.spot().column);
    if (!spot || !grid.sheet()) return;
    event.preventDefault();
    grid.select(spot);
    const { x, y } = byKey ? belowCell(grid, spot) : event;
    contextMenu(x, y, rowMenu(options, edits, byKey || around(event, '.cell') !== null));
  });
  grid.root.addEventListener('scroll', () => {
    tooltip.hide();
    typing.follow();
  });
  grid.root.addEventListener('pointerover', (event) => {
    const cell = around(event, '.cell');
    if (isDragging && cell) grid.extend(spotOf(cell));
    const view = grid.sheet();
    const note = cell && view ? noteAt(view, spotOf(cell)) : undefined;
    if (cell && note !== undefined) tooltip.show(cell, note);
    else tooltip.hide();
  });
  grid.root.addEventListener('pointerleave', tooltip.hide);
}

/** The cell under the pointer; beside a row number, the cell of that row in the given column. */
function spotUnder(event: Event, column: number): Spot | null {
  const cell = around(event, '.cell');
  if (cell) return spotOf(cell);
  const gutter = around(event, '.gutter[data-row]');
  return gutter && { row: Number(gutter.dataset['row']), column };
}

/** Where the menu of a cell opens by keyboard. */
function belowCell(grid: Grid, spot: Spot): { readonly x: number; readonly y: number } {
  const { left, bottom } = (grid.element(spot) ?? grid.root).getBoundingClientRect();
  return { x: left, y: bottom };
}

/** The menu of the selected row; `onCell`: it was opened on a cell, not on a row number. */
function rowMenu(
  { grid, explain, onProblem }: PointerOptions,
  { editRows }: Edits,
  onCell: boolean,
): readonly Entry[] {
  const target = grid.target();
  if (!target) return [];
  const { sheet, version, row: own } = target;
  const isBelowHeader = own >= (grid.sheet()?.frozen ?? 0);
  const change = (caption: string, action: RowsRequest['action'], row: number): Entry => ({
    caption,
    run: () => {
      editRows({ sheet, version, action, row }).catch(onProblem);
    },
  });
  return [
    ...(onCell && isBelowHeader ? [{ caption: 'Почему такая цифра?', run: explain }] : []),
    change('Вставить строку ниже', 'insert', own + 1),
    ...(isBelowHeader
      ? [change('Вставить строку выше', 'insert', own), change('Удалить строку', 'delete', own)]
      : []),
  ];
}
