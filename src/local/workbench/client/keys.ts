// The keyboard in the grid: moving, typing, ticking, undoing, finding.
import type { Grid } from './grid.js';
import type { Typing } from './typing.js';

export interface KeysOptions {
  readonly grid: Grid;
  readonly undo: () => void;
  readonly find: () => void;
}

type Key = (event: KeyboardEvent) => void;

export function listenToKeys({ grid, undo, find }: KeysOptions, typing: Typing): void {
  const keys = { ...movingKeys(grid, typing), ...editingKeys(grid, typing) };
  /** After Esc, Tab leaves the grid. */
  let isLeaving = false;
  grid.root.addEventListener('blur', () => {
    isLeaving = false;
  });
  grid.root.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const command = isCommand(event);
    const act = keys[event.key];
    if (event.key === 'Tab' && isLeaving) return;
    if (event.key !== 'Shift') isLeaving = event.key === 'Escape';
    if (command && event.code === 'KeyZ') {
      // There is no redo, and Ctrl+Shift+Z must not undo once more.
      if (!event.shiftKey) undo();
    } else if (command && event.code === 'KeyF') find();
    else if (act) act(event);
    else if (event.key === ' ' && typing.isFlag(grid.spot())) typing.toggle(grid.spot());
    else if (event.key.length === 1 && !command && !event.altKey) {
      // The browser then enters the letter into the field, which has the focus.
      typing.edit('');
      return;
    } else return;
    event.preventDefault();
  });
}

const isCommand = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => ctrlKey || metaKey;

function movingKeys(grid: Grid, typing: Typing): Readonly<Record<string, Key>> {
  const toEdge = (): void => {
    grid.select({ ...grid.spot(), row: (grid.sheet()?.used ?? 1) - 1 });
  };
  return {
    ArrowDown: (event) => {
      if (event.altKey) typing.begin();
      else if (isCommand(event)) toEdge();
      else grid.move(1, 0);
    },
    ArrowUp: (event) => {
      if (isCommand(event)) grid.select({ ...grid.spot(), row: 0 });
      else grid.move(-1, 0);
    },
    ArrowRight: () => {
      grid.move(0, 1);
    },
    ArrowLeft: () => {
      grid.move(0, -1);
    },
    Tab: ({ shiftKey }) => {
      grid.move(0, shiftKey ? -1 : 1);
    },
    PageDown: () => {
      grid.page(1);
    },
    PageUp: () => {
      grid.page(-1);
    },
    Home: ({ ctrlKey }) => {
      grid.select({ row: ctrlKey ? 0 : grid.spot().row, column: 0 });
    },
    End: ({ ctrlKey }) => {
      if (ctrlKey) toEdge();
      else grid.select({ ...grid.spot(), column: lastHeader(grid) });
    },
  };
}

function editingKeys(grid: Grid, { begin, put }: Typing): Readonly<Record<string, Key>> {
  const empty = (): void => {
    put(grid.target(), '');
  };
  return { Enter: begin, F2: begin, Delete: empty, Backspace: empty };
}

/** The last column with a header; the first one if there is none. */
function lastHeader(grid: Grid): number {
  let last = 0;
  for (let column = 0; column < (grid.sheet()?.columns.length ?? 0); column++)
    if ((grid.cell({ row: 0, column })?.text ?? '') !== '') last = column;
  return last;
}
