// Typing into cells: the editor over the selected one, checkboxes, and texts that could not be saved.
import type { Target } from '../protocol.js';
import { type Editor, type Leave, openEditor } from './editor.js';
import { type Edits, unsay } from './edits.js';
import type { Grid } from './grid.js';
import { isFlag, type Spot, wordsAt } from './spots.js';
import { toast } from './toasts.js';
import type { Tooltip } from './tooltip.js';

export interface TypingOptions {
  readonly grid: Grid;
  readonly tooltip: Tooltip;
  readonly onProblem: (error: unknown) => void;
}

export interface Typing {
  /** Empties the selected cells. */
  readonly clear: () => void;
  /** Writes a text; if it cannot be saved, opens the editor with it, unless the user is busy elsewhere. */
  readonly type: (text: string, target: Target) => void;
  /** Opens the editor over the selected cell with the cell's text, or with `start` if given. */
  readonly edit: (start?: string) => void;
  /** Ticks the selected checkbox; opens the editor over any other cell. */
  readonly begin: () => void;
  readonly isFlag: (spot: Spot) => boolean;
  readonly toggle: (spot: Spot) => void;
  /** Closes the editor and saves what was typed. */
  readonly close: () => void;
  /** Moves the editor with its cell after scrolling; closes it if the cell is out of view. */
  readonly follow: () => void;
  /** Whether the editor holds text that has not been saved yet. */
  readonly isDirty: () => boolean;
}

/** Said of a selection whose content is not known. */
export const NOT_AT_HAND =
  'Не выполнено: выделено больше 5 000 строк, или они ещё загружаются. Повторите или выделите меньше.';

export function openTyping({ grid, tooltip, onProblem }: TypingOptions, { write }: Edits): Typing {
  let editing: { readonly spot: Spot; readonly editor: Editor } | null = null;

  const writeText = (target: Target, text: string): Promise<void> =>
    write(target, [{ row: target.row, column: target.column, text }]);
  const put = (target: Target | null, text: string): void => {
    if (target) writeText(target, text).catch(onProblem);
  };
  const type = (text: string, target: Target): void => {
    writeText(target, text).catch((error: unknown) => {
      onProblem(error);
      unsay(grid);
      const isFree = document.activeElement === grid.root || document.activeElement === document.body;
      if (editing || !isFree || grid.sheet()?.id !== target.sheet || text === '') return;
      grid.select(target);
      edit(text);
    });
  };
  const isFlagAt = (spot: Spot): boolean => {
    const sheet = grid.sheet();
    return sheet !== null && isFlag(sheet, spot, grid.cell(spot));
  };
  const toggle = (spot: Spot): void => {
    put(grid.target(spot), grid.cell(spot)?.ticked === true ? 'нет' : 'да');
  };
  const clear = (): void => {
    const target = grid.target();
    const { top, left, bottom, right } = grid.area();
    const content = grid.content();
    if (bottom - top === 1 && right - left === 1) put(target, '');
    else if (!content) toast(NOT_AT_HAND, 'bad');
    else {
      const cells = content.flatMap((row, down) =>
        row.flatMap((cell, at) =>
          cell === null || (cell.edit ?? cell.text) === ''
            ? []
            : [{ row: top + down, column: left + at, text: '' }],
        ),
      );
      if (target && cells.length > 0) write(target, cells).catch(onProblem);
    }
  };
  const leave = (to: Leave): void => {
    const { row, column } = grid.spot();
    grid.root.focus();
    if (to === 'down') grid.select({ row: row + 1, column });
    else if (to === 'right') grid.select({ row, column: column + 1 });
    else if (to === 'left') grid.select({ row, column: column - 1 });
  };
  const edit = (start?: string): void => {
    const spot = grid.spot();
    const target = grid.target();
    if (!editing && !grid.inView(spot)) grid.select(spot);
    const anchor = grid.element(spot);
    const sheet = grid.sheet();
    if (!anchor || !target || !sheet || editing) return;
    tooltip.hide();
    const cell = grid.cell(spot);
    const text = cell?.edit ?? cell?.text ?? '';
    const editor = openEditor({
      anchor,
      text,
      words: wordsAt(sheet, spot) ?? [],
      start: start ?? text,
      onCommit: (typed, to) => {
        editing = null;
        leave(grid.sheet()?.id === target.sheet ? to : 'stay');
        if (typed !== text) type(typed, target);
      },
      onCancel: () => {
        editing = null;
        grid.root.focus();
      },
    });
    editing = { spot, editor };
  };

  return {
    clear,
    type,
    edit,
    begin: () => {
      if (isFlagAt(grid.spot())) toggle(grid.spot());
      else edit();
    },
    isFlag: isFlagAt,
    toggle,
    close: () => editing?.editor.close(),
    follow: () => {
      if (!editing) return;
      // The grid also scrolls by itself, when Enter has moved below the last visible row; the editor stays
      // open.
      const anchor = grid.inView(editing.spot) ? grid.element(editing.spot) : null;
      if (anchor) editing.editor.follow(anchor);
      else editing.editor.close();
    },
    isDirty: () => editing?.editor.isDirty() ?? false,
  };
}
