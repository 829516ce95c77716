// The keyboard in the grid: moving, selecting, typing, ticking, following links, undoing, finding.
import type { Place } from '../protocol.js';
import type { Grid } from './grid.js';
import type { Spot } from './spots.js';
import type { Typing } from './typing.js';

export interface KeysOptions {
  readonly grid: Grid;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly find: () => void;
  readonly jump: (place: Place) => void;
}

/** Where a key leads from a cell. */
type Move = (from: Spot, event: KeyboardEvent) => Spot;

export function listenToKeys({ grid, undo, redo, find, jump }: KeysOptions, typing: Typing): void {
  const moves = movesIn(grid);
  const keys = editingKeys(grid, typing, jump);
  /** After Esc, Tab leaves the grid. */
  let isLeaving = false;
  grid.root.addEventListener('blur', () => {
    isLeaving = false;
  });
  grid.root.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const command = isCommand(event);
    const move = moves[event.key];
    const act = keys[event.key];
    if (event.key === 'Tab' && isLeaving) return;
    // The browser's «Назад» and «Вперёд».
    if (event.altKey && /^Arrow(?:Left|Right)$/.test(event.key)) return;
    if (event.key !== 'Shift') isLeaving = event.key === 'Escape';
    if (command && event.code === 'KeyZ') (event.shiftKey ? redo : undo)();
    else if (command && event.code === 'KeyY') redo();
    else if (command && event.code === 'KeyF') find();
    else if (event.altKey && event.key === 'ArrowDown') typing.begin();
    else if (move) {
      const isExtending = event.shiftKey && event.key !== 'Tab';
      if (isExtending) grid.extend(move(grid.end(), event));
      else grid.select(move(grid.spot(), event));
    } else if (act) act(event);
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

/** A place beyond the sheet means its edge. */
function movesIn(grid: Grid): Readonly<Record<string, Move>> {
  const lastRow = (): number => (grid.sheet()?.used ?? 1) - 1;
  return {
    ArrowDown: ({ row, column }, event) => ({ row: isCommand(event) ? lastRow() : row + 1, column }),
    ArrowUp: ({ row, column }, event) => ({ row: isCommand(event) ? 0 : row - 1, column }),
    ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
    ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
    Tab: ({ row, column }, { shiftKey }) => ({ row, column: column + (shiftKey ? -1 : 1) }),
    PageDown: ({ row, column }) => ({ row: grid.pageFrom(row, 1), column }),
    PageUp: ({ row, column }) => ({ row: grid.pageFrom(row, -1), column }),
    Home: ({ row }, { ctrlKey }) => ({ row: ctrlKey ? 0 : row, column: 0 }),
    End: ({ row, column }, { ctrlKey }) =>
      ctrlKey ? { row: lastRow(), column } : { row, column: lastHeader(grid) },
  };
}

function editingKeys(
  grid: Grid,
  { begin, clear }: Typing,
  jump: KeysOptions['jump'],
): Readonly<Record<string, (event: KeyboardEvent) => void>> {
  return {
    Enter: (event) => {
      const cell = grid.cell(grid.spot());
      const isFollowing = isCommand(event) || event.altKey;
      if (isFollowing && cell?.jump) jump(cell.jump);
      else if (isFollowing && cell?.href !== undefined)
        window.open(cell.href, '_blank', 'noopener,noreferrer');
      else begin();
    },
    F2: begin,
    Delete: clear,
    Backspace: clear,
  };
}

/** The last column with a header; the first one if there is none. */
function lastHeader(grid: Grid): number {
  let last = 0;
  for (let column = 0; column < (grid.sheet()?.columns.length ?? 0); column++)
    if ((grid.cell({ row: 0, column })?.text ?? '') !== '') last = column;
  return last;
}
