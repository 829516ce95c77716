// A tab's cells as plain data, and A1 addresses.
import type { Cell } from '../rules/kinds.js';

/** Rows of cells, the header first; ragged: trailing empty cells and rows may be absent. */
export type Grid = readonly (readonly Cell[])[];

/** A cell that is absent reads as empty. */
export const cellAt = (grid: Grid, row: number, column: number): Cell => grid[row]?.[column] ?? '';

/** Blanks, controls, marks of direction, zero-width characters: a cell of these alone looks empty, so it is. */
const VISIBLE = new RegExp(
  '[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\ufeff]',
);

export function isBlank(cell: Cell | undefined): boolean {
  if (cell === undefined || cell === '') return true;
  if (typeof cell !== 'string') return false;
  // Most texts begin with a letter or a digit: that is seen at once.
  const first = cell.charCodeAt(0);
  const isSeen = (first > 0x20 && first < 0x7f) || (first >= 0x400 && first < 0x530);
  return !isSeen && !VISIBLE.test(cell);
}

/** What an unticked checkbox holds; LibreOffice saves it as 0. */
export const isUnticked = (cell: Cell | undefined): boolean => cell === false || cell === 0;

/** 0 → A, 26 → AA. */
export function columnLetter(index: number): string {
  let rest = index + 1;
  let letters = '';
  while (rest > 0) {
    const digit = (rest - 1) % 26;
    letters = String.fromCharCode(65 + digit) + letters;
    rest = (rest - 1 - digit) / 26;
  }
  return letters;
}

/** A title as A1 notation quotes it. */
export const quoted = (title: string): string => `'${title.replace(/'/g, "''")}'`;

/** Equal as cells: numbers up to the last digits that a file format keeps (a serial's seconds, a sum's kopecks survive). */
export function sameCell(a: Cell, b: Cell): boolean {
  if (a === b) return true;
  return (
    typeof a === 'number' &&
    typeof b === 'number' &&
    Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))
  );
}

/** Whether no two rows hold the same in all of these columns. Rows are numbered by what they hold, column by column. */
export function tellApart(grid: Grid, columns: readonly number[]): boolean {
  let alike = new Array<number>(grid.length).fill(0);
  let groups = Math.min(grid.length, 1);
  for (const column of columns) {
    const words = new Map<Cell, number>();
    const pairs = new Map<number, number>();
    alike = grid.map((cells, row) => {
      const word = numberIn(words, cells[column] ?? '');
      return numberIn(pairs, (alike[row] ?? 0) * grid.length + word);
    });
    groups = pairs.size;
    if (groups === grid.length) return true;
  }
  return groups === grid.length;
}

/** The number under which a key was first seen. */
function numberIn<K>(seen: Map<K, number>, key: K): number {
  const known = seen.get(key);
  if (known !== undefined) return known;
  seen.set(key, seen.size);
  return seen.size - 1;
}
