// Copying, cutting and pasting in the grid.
import type { Area, EditRequest } from '../protocol.js';
import type { Edits } from './edits.js';
import type { Grid } from './grid.js';
import { toast } from './toasts.js';
import { NOT_AT_HAND, type Typing } from './typing.js';

export interface ClipboardOptions {
  readonly grid: Grid;
  readonly onProblem: (error: unknown) => void;
}

export function listenToClipboard(
  { grid, onProblem }: ClipboardOptions,
  { clear }: Typing,
  { write }: Edits,
): void {
  /** Whether it has copied. */
  const copy = (event: ClipboardEvent): boolean => {
    const content = grid.content();
    event.preventDefault();
    if (!content) {
      toast(NOT_AT_HAND, 'bad');
      return false;
    }
    const lines = content.map((row) => row.map((cell) => quoted(cell?.edit ?? cell?.text ?? '')).join('\t'));
    event.clipboardData?.setData('text/plain', lines.join('\n'));
    return true;
  };
  grid.root.addEventListener('copy', copy);
  grid.root.addEventListener('cut', (event) => {
    if (copy(event)) clear();
  });
  grid.root.addEventListener('paste', (event) => {
    const target = grid.target();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    event.preventDefault();
    // A picture, for example: it must not empty the cell.
    if (!target || text === '') return;
    const table = tableOf(text);
    const repeats = isRepeated(table, grid.area());
    if (repeats && !grid.content()) {
      toast(NOT_AT_HAND, 'bad');
      return;
    }
    const cells = cellsOf(table, grid.area(), repeats);
    write(target, cells).catch(onProblem);
  });
}

type Table = readonly (readonly string[])[];

const widthOf = (table: Table): number => table.reduce((most, { length }) => Math.max(most, length), 0);

/** Whether a pasted table is repeated over the selected area, as in any spreadsheet: it fills a larger one evenly. */
function isRepeated(table: Table, { top, left, bottom, right }: Area): boolean {
  const [down, aside] = [(bottom - top) / table.length, (right - left) / widthOf(table)];
  return Number.isInteger(down) && Number.isInteger(aside) && down * aside > 1;
}

/** The cells that a pasted table fills, from the first one of the area. */
function cellsOf(table: Table, { top, left, bottom, right }: Area, repeats: boolean): EditRequest['cells'] {
  const width = widthOf(table);
  const [rows, columns] = repeats ? [bottom - top, right - left] : [table.length, width];
  return Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return { row: top + row, column: left + column, text: table[row % table.length]?.[column % width] };
  }).flatMap(({ text, ...place }) => (text === undefined ? [] : [{ ...place, text }]));
}

/** A cell as spreadsheets copy it: one that could be taken for several is quoted. */
const quoted = (text: string): string => (/[\t\r\n]|^"/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** Splits pasted text into rows of cells: separated by tabs, quoted if they contain a tab or a line break. */
function tableOf(text: string): Table {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/g;
  for (const [, quoted, plain = '', end = ''] of text.replace(/(\r\n|\n|\r)$/, '').matchAll(cell)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replace(/""/g, '"'));
    if (end === '') break;
    if (end !== '\t') rows.push([]);
  }
  return rows;
}
