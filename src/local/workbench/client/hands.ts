// What hands do in the grid: selecting, typing, ticking, copying, pasting, the menu of a row.
import type { EditOutcome, Place, Question } from '../protocol.js';
import { post } from './api.js';
import { ask } from './dialogs.js';
import { around } from './dom.js';
import { type Editor, type Leave, openEditor } from './editor.js';
import { type Grid, inAreas, type Spot } from './grid.js';
import { contextMenu } from './menu.js';
import { toast } from './toasts.js';
import type { Tooltip } from './tooltip.js';

export interface HandsOptions {
  readonly grid: Grid;
  readonly tooltip: Tooltip;
  /** The workbook has been changed. */
  readonly changed: () => Promise<void>;
  readonly undo: () => void;
  readonly find: () => void;
  readonly explain: () => void;
  readonly jump: (place: Place) => void;
  readonly onProblem: (error: unknown) => void;
}

export interface Hands {
  /** Types into the selected cell, as if by its editor. */
  readonly type: (text: string) => void;
}

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

  /** Sends an edit; one that needs a second thought is asked about and sent again. */
  const send = async (
    name: 'edit' | 'editRows',
    request: object,
    question: Question | null = null,
  ): Promise<boolean> => {
    if (question) {
      const { press } = await ask(question);
      grid.root.focus();
      if (press !== 'YES') return false;
    }
    const outcome = await post<EditOutcome>(name, { ...request, sure: question !== null });
    if (outcome.kind === 'question') return send(name, request, outcome.question);
    if (outcome.hint !== null) toast(outcome.hint);
    await options.changed();
    return true;
  };
  const write = (
    cells: readonly { readonly row: number; readonly column: number; readonly text: string }[],
  ): void => {
    const sheet = grid.sheet();
    if (sheet && cells.length > 0) send('edit', { sheet: sheet.id, cells }).catch(onProblem);
  };
  const type = (text: string): void => {
    write([{ ...grid.spot(), text }]);
  };
  const move = (rows: number, columns: number): void => {
    const { row, column } = grid.spot();
    grid.select({ row: row + rows, column: column + columns });
  };
  const toggle = (spot: Spot): void => {
    write([{ ...spot, text: grid.cell(spot)?.ticked === true ? 'нет' : 'да' }]);
  };

  const leave = (to: Leave): void => {
    grid.root.focus();
    if (to === 'down') move(1, 0);
    else if (to === 'right') move(0, 1);
    else if (to === 'left') move(0, -1);
  };
  const edit = (replace: boolean): void => {
    const spot = grid.spot();
    const anchor = grid.element(spot);
    if (!anchor || editing) return;
    options.tooltip.hide();
    const cell = grid.cell(spot);
    const text = cell?.edit ?? cell?.text ?? '';
    const editor = openEditor({
      anchor,
      text,
      words: wordsAt(spot),
      replace,
      onCommit: (typed, to) => {
        editing = null;
        leave(to);
        if (typed !== text) write([{ ...spot, text: typed }]);
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
    else edit(false);
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
    Delete: () => type(''),
    Backspace: () => type(''),
  };
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
    if (command && event.code === 'KeyZ') options.undo();
    else if (command && event.code === 'KeyF') options.find();
    else if (act) act(event);
    else if (event.key === ' ' && isFlag(grid.spot())) toggle(grid.spot());
    else if (event.key.length === 1 && !command && !event.altKey) {
      // The letter itself goes into the field that has the focus by now.
      edit(true);
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
    // The grid keeps the focus, not the cell; links work still.
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
    // The grid scrolls by itself too, when Enter has led below the last row in view: what is being typed goes on.
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
    const rows = (action: 'insert' | 'delete', row: number): void => {
      send('editRows', { sheet: sheet.id, action, row }).catch(onProblem);
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

  grid.root.addEventListener('copy', (event) => {
    const cell = grid.cell(grid.spot());
    event.clipboardData?.setData('text/plain', cell?.edit ?? cell?.text ?? '');
    event.preventDefault();
  });
  grid.root.addEventListener('paste', (event) => {
    const { row, column } = grid.spot();
    const lines = tableOf(event.clipboardData?.getData('text/plain') ?? '');
    event.preventDefault();
    write(
      lines.flatMap((cells, down) =>
        cells.map((text, right) => ({ row: row + down, column: column + right, text })),
      ),
    );
  });

  const noteOf = (element: HTMLElement | null): string | undefined => {
    if (!element) return undefined;
    const { row, column } = spotOf(element);
    return grid.sheet()?.notes.find((note) => note.row === row && note.column === column)?.text;
  };
  grid.root.addEventListener('pointerover', (event) => {
    const cell = around(event, '.cell');
    const note = noteOf(cell);
    if (cell && note !== undefined) options.tooltip.show(cell, note);
    else options.tooltip.hide();
  });
  grid.root.addEventListener('pointerleave', options.tooltip.hide);

  return { type };
}

/** Pasted text as rows of cells: tabs between, quotes around what holds a tab or a line's end. */
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
