// A tab's cells as plain data, and A1 notation.
import type { Cell } from '../rules/kinds.js';

/** Rows of cells, the header first. Ragged: trailing empty cells and rows may be missing. */
export type Grid = readonly (readonly Cell[])[];

/** The cell at 0-based positions; '' when it is missing. */
export const cellAt = (grid: Grid, row: number, column: number): Cell => grid[row]?.[column] ?? '';

/**
 * Anything but blanks, control characters, direction marks and zero-width characters: a cell of these alone
 * looks empty and counts as blank.
 */
const VISIBLE = new RegExp(
  '[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\ufeff]',
);

export function isBlank(cell: Cell | undefined): boolean {
  if (cell === undefined || cell === '') return true;
  if (typeof cell !== 'string') return false;
  // Fast path: most texts begin with a letter or a digit.
  const first = cell.charCodeAt(0);
  const isSeen = (first > 0x20 && first < 0x7f) || (first >= 0x400 && first < 0x530);
  return !isSeen && !VISIBLE.test(cell);
}

/** Whether a cell makes a row: anything but blanks and an unticked checkbox, which LibreOffice saves as 0. */
export const isFilled = (cell: Cell | undefined, isFlag: boolean): boolean =>
  !isBlank(cell) && !(isFlag && (cell === false || cell === 0));

/** Whether there is anything below the header; a row of nothing but unticked checkboxes is none. */
export const hasRows = (grid: Grid): boolean =>
  grid.slice(1).some((row) => row.some((cell) => isFilled(cell, true)));

/** A column's letters from its 0-based index: 0 → A, 26 → AA. */
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

/** A tab's title quoted for A1 notation. */
export const quoted = (title: string): string => `'${title.replace(/'/g, "''")}'`;

/** Less than a kopeck, and more than a double loses of any amount. */
const LARGEST_NOISE = 1e-3;

/**
 * Equality of cells. Numbers are compared to the precision that file formats keep: to milliseconds of a serial,
 * and finer than a kopeck however large the amount.
 */
export function sameCell(a: Cell, b: Cell): boolean {
  if (a === b) return true;
  return (
    typeof a === 'number' &&
    typeof b === 'number' &&
    Math.abs(a - b) <= Math.min(LARGEST_NOISE, 1e-12 * Math.max(1, Math.abs(a), Math.abs(b)))
  );
}

/** Whether these columns identify every row: no two rows hold the same values in all of them. */
export function tellApart(grid: Grid, columns: readonly number[]): boolean {
  // One number per row for its values in the columns so far: equal values, equal numbers.
  const codes = new Float64Array(grid.length);
  let range = Math.min(grid.length, 1);
  for (const column of columns) {
    const cells = new Map<Cell, number>();
    const seen = new Map<number, number>();
    for (let row = 0; row < grid.length; row += 1) {
      const cell = numberIn(cells, grid[row]?.[column] ?? '');
      codes[row] = numberIn(seen, (codes[row] ?? 0) + range * cell);
    }
    range = seen.size;
    if (range === grid.length) return true;
  }
  return range === grid.length;
}

/** The number of a key in order of first appearance. */
function numberIn<K>(seen: Map<K, number>, key: K): number {
  const known = seen.get(key);
  if (known !== undefined) return known;
  seen.set(key, seen.size);
  return seen.size - 1;
}
