// Copying, cutting and pasting in the grid.
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
    const lines = tableOf(text);
    const { top: row, left: column } = grid.area();
    const cells = lines.flatMap((line, down) =>
      line.map((text, right) => ({ row: row + down, column: column + right, text })),
    );
    write(target, cells).catch(onProblem);
  });
}

/** A cell as spreadsheets copy it: one that could be taken for several is quoted. */
const quoted = (text: string): string => (/[\t\r\n]|^"/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

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
