// User input in the grid: selecting, typing, ticking, copying, pasting, the menu of a row.
import type { EditOutcome, EditRequest, Place, Question, RowsRequest, Target } from '../protocol.js';
import { post, Problem } from './api.js';
import { ask } from './dialogs.js';
import { around } from './dom.js';
import { type Editor, type Leave, openEditor } from './editor.js';
import { type Grid, inAreas, noteAt, type Spot } from './grid.js';
import { contextMenu } from './menu.js';
import { toast } from './toasts.js';
import type { Tooltip } from './tooltip.js';

export interface HandsOptions {
  readonly grid: Grid;
  readonly tooltip: Tooltip;
  /** Called after the workbook has changed. */
  readonly changed: () => Promise<void>;
  readonly undo: () => void;
  readonly find: () => void;
  readonly explain: () => void;
  readonly jump: (place: Place) => void;
  readonly onProblem: (error: unknown) => void;
}

export interface Hands {
  /** Types into a cell as if through its editor. */
  readonly type: (text: string, target: Target) => void;
  /** Whether there is typed text that has not been saved yet. */
  readonly isDirty: () => boolean;
}

type Cells = EditRequest['cells'];

export function openHands(options: HandsOptions): Hands {
  const { grid, onProblem } = options;
  let editing: { readonly spot: Spot; readonly editor: Editor } | null = null;

  const wordsAt = (spot: Spot): readonly string[] =>
    grid.sheet()?.lists.find(({ areas }) => inAreas(areas, spot))?.words ?? [];
  const isFlag = (spot: Spot): boolean => {
    const sheet = grid.sheet();
    const cell = grid.cell(spot);
    if (!sheet || spot.row < sheet.frozen || !inAreas(sheet.flags, spot)) return false;
    return cell === null || cell.text === '' || cell.ticked !== undefined;
  };

  /**
   * Sends an edit. If the server asks for confirmation, asks the user and sends it again; if the edit is
   * outdated, tells the user to repeat it.
   */
  const send = async (
    name: 'edit' | 'editRows',
    request: Omit<EditRequest, 'sure'> | Omit<RowsRequest, 'sure'>,
    again: string,
    question: Question | null = null,
  ): Promise<void> => {
    if (question) {
      const { press } = await ask(question, true);
      grid.root.focus();
      if (press !== 'YES') {
        unsay();
        return;
      }
    }
    const outcome = await post<EditOutcome>(name, { ...request, sure: question !== null });
    if (outcome.kind === 'question') return send(name, request, again, outcome.question);
    if (outcome.kind === 'stale') toast(`Книга изменилась: проверьте строку и ${again}`, 'bad');
    else if (outcome.hint !== null) toast(outcome.hint);
    options.changed().catch(onProblem);
  };
  /** Restores the cell's text in the bar. */
  const unsay = (): void => {
    grid.select(grid.spot());
  };
  let unwritten = 0;
  const write = async ({ sheet, version }: Target, cells: Cells): Promise<void> => {
    const only = cells.length === 1 ? (cells[0]?.text ?? '') : '';
    const again = only === '' ? 'повторите правку.' : `впишите ещё раз: «${only}»`;
    unwritten++;
    try {
      await send('edit', { sheet, version, cells }, again);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(`${error.message} Не записано${only === '' ? '.' : `: «${only}»`}`);
    } finally {
      unwritten--;
    }
  };
  const put = (target: Target | null, text: string): void => {
    if (target) write(target, [{ row: target.row, column: target.column, text }]).catch(onProblem);
  };
  /** Sends typed text; if it cannot be saved, opens the editor with it, unless the user is busy elsewhere. */
  const type = (text: string, target: Target): void => {
    write(target, [{ row: target.row, column: target.column, text }]).catch((error: unknown) => {
      onProblem(error);
      unsay();
      const isFree = document.activeElement === grid.root || document.activeElement === document.body;
      if (editing || !isFree || grid.sheet()?.id !== target.sheet || text === '') return;
      grid.select(target);
      edit(text);
    });
  };
  const move = (rows: number, columns: number): void => {
    const { row, column } = grid.spot();
    grid.select({ row: row + rows, column: column + columns });
  };
  const toggle = (spot: Spot): void => {
    put(grid.target(spot), grid.cell(spot)?.ticked === true ? 'нет' : 'да');
  };

  const leave = (to: Leave): void => {
    grid.root.focus();
    if (to === 'down') move(1, 0);
    else if (to === 'right') move(0, 1);
    else if (to === 'left') move(0, -1);
  };
  /** Opens the editor over the selected cell with the cell's text, or with `start` if given. */
  const edit = (start?: string): void => {
    const spot = grid.spot();
    const target = grid.target();
    if (!editing && !grid.inView(spot)) grid.select(spot);
    const anchor = grid.element(spot);
    if (!anchor || !target || editing) return;
    options.tooltip.hide();
    const cell = grid.cell(spot);
    const text = cell?.edit ?? cell?.text ?? '';
    const editor = openEditor({
      anchor,
      text,
      words: wordsAt(spot),
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
  const begin = (): void => {
    if (isFlag(grid.spot())) toggle(grid.spot());
    else edit();
  };

  const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ArrowDown: (event) => (event.altKey ? begin() : event.ctrlKey || event.metaKey ? toEdge() : move(1, 0)),
    ArrowUp: (event) =>
      event.ctrlKey || event.metaKey ? grid.select({ ...grid.spot(), row: 0 }) : move(-1, 0),
    ArrowRight: () => move(0, 1),
    ArrowLeft: () => move(0, -1),
    PageDown: () => move(grid.page(), 0),
    PageUp: () => move(-grid.page(), 0),
    Home: (event) => grid.select({ row: event.ctrlKey ? 0 : grid.spot().row, column: 0 }),
    End: (event) => (event.ctrlKey ? toEdge() : grid.select({ ...grid.spot(), column: usedColumns() - 1 })),
    Enter: () => begin(),
    F2: () => begin(),
    Delete: () => put(grid.target(), ''),
    Backspace: () => put(grid.target(), ''),
    Tab: ({ shiftKey }) => move(0, shiftKey ? -1 : 1),
  };
  /** After Esc, Tab leaves the grid. */
  let isLeaving = false;
  grid.root.addEventListener('blur', () => {
    isLeaving = false;
  });
  const toEdge = (): void => {
    grid.select({ ...grid.spot(), row: (grid.sheet()?.used ?? 1) - 1 });
  };
  const usedColumns = (): number => {
    const sheet = grid.sheet();
    let last = 1;
    for (let column = 0; column < (sheet?.columns.length ?? 0); column++)
      if ((grid.cell({ row: 0, column })?.text ?? '') !== '') last = column + 1;
    return last;
  };

  grid.root.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    const act = keys[event.key];
    if (event.key === 'Tab' && isLeaving) return;
    if (event.key !== 'Shift') isLeaving = event.key === 'Escape';
    if (command && event.code === 'KeyZ') {
      // There is no redo, and Ctrl+Shift+Z must not undo once more.
      if (!event.shiftKey) options.undo();
    } else if (command && event.code === 'KeyF') options.find();
    else if (act) act(event);
    else if (event.key === ' ' && isFlag(grid.spot())) toggle(grid.spot());
    else if (event.key.length === 1 && !command && !event.altKey) {
      // The browser then enters the letter into the field, which has the focus.
      edit('');
      return;
    } else return;
    event.preventDefault();
  });

  const spotOf = (element: HTMLElement): Spot => ({
    row: Number(element.dataset['row']),
    column: Number(element.dataset['column']),
  });
  grid.root.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const cell = around(event, '.cell');
    const gutter = around(event, '.gutter[data-row]');
    if (!cell && !gutter) return;
    editing?.editor.close();
    // The focus stays on the grid, not on the cell; links still work.
    if (!around(event, 'a')) event.preventDefault();
    grid.root.focus({ preventScroll: true });
    if (cell) grid.select(spotOf(cell));
    else if (gutter) grid.select({ row: Number(gutter.dataset['row']), column: 0 });
  });
  grid.root.addEventListener('click', (event) => {
    const cell = around(event, '.cell');
    if (!cell) return;
    const spot = spotOf(cell);
    const jump = grid.cell(spot)?.jump;
    if (around(event, '.tick')) toggle(spot);
    else if (around(event, '.jump') && jump) options.jump(jump);
  });
  grid.root.addEventListener('dblclick', (event) => {
    const cell = around(event, '.cell');
    if (cell && !around(event, '.tick') && !around(event, '.jump')) begin();
  });
  grid.root.addEventListener('scroll', () => {
    options.tooltip.hide();
    if (!editing) return;
    // The grid also scrolls by itself, when Enter has moved below the last visible row; the editor stays
    // open.
    const anchor = grid.inView(editing.spot) ? grid.element(editing.spot) : null;
    if (anchor) editing.editor.follow(anchor);
    else editing.editor.close();
  });

  grid.root.addEventListener('contextmenu', (event) => {
    const cell = around(event, '.cell');
    const gutter = around(event, '.gutter[data-row]');
    const sheet = grid.sheet();
    if (!sheet || (!cell && !gutter)) return;
    event.preventDefault();
    const spot = cell ? spotOf(cell) : { row: Number(gutter?.dataset['row']), column: grid.spot().column };
    grid.select(spot);
    const version = grid.target()?.version ?? 0;
    const rows = (action: 'insert' | 'delete', row: number): void => {
      send('editRows', { sheet: sheet.id, version, action, row }, 'повторите.').catch(onProblem);
    };
    contextMenu(event.clientX, event.clientY, [
      ...(cell && spot.row >= sheet.frozen ? [{ caption: 'Почему такая цифра?', run: options.explain }] : []),
      { caption: 'Вставить строку ниже', run: () => rows('insert', spot.row + 1) },
      ...(spot.row >= sheet.frozen
        ? [
            { caption: 'Вставить строку выше', run: () => rows('insert', spot.row) },
            { caption: 'Удалить строку', run: () => rows('delete', spot.row) },
          ]
        : []),
    ]);
  });

  const copy = (event: ClipboardEvent): string => {
    const cell = grid.cell(grid.spot());
    const text = cell?.edit ?? cell?.text ?? '';
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    return text;
  };
  grid.root.addEventListener('copy', copy);
  grid.root.addEventListener('cut', (event) => {
    if (copy(event) !== '') put(grid.target(), '');
  });
  grid.root.addEventListener('paste', (event) => {
    const target = grid.target();
    const lines = tableOf(event.clipboardData?.getData('text/plain') ?? '');
    event.preventDefault();
    if (!target) return;
    const { row, column } = target;
    const cells = lines.flatMap((line, down) =>
      line.map((text, right) => ({ row: row + down, column: column + right, text })),
    );
    write(target, cells).catch(onProblem);
  });

  grid.root.addEventListener('pointerover', (event) => {
    const cell = around(event, '.cell');
    const view = grid.sheet();
    const note = cell && view ? noteAt(view, spotOf(cell)) : undefined;
    if (cell && note !== undefined) options.tooltip.show(cell, note);
    else options.tooltip.hide();
  });
  grid.root.addEventListener('pointerleave', options.tooltip.hide);

  return { type, isDirty: () => unwritten > 0 || (editing?.editor.isDirty() ?? false) };
}

/** Splits pasted text into rows of cells: separated by tabs, quoted if they contain a tab or a line break. */
function tableOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g;
  for (const [, quoted, plain = '', end = ''] of text.replace(/(\r\n|\n|\r)$/, '').matchAll(cell)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}
