// Compares two workbooks and shows the first row that differs in a readable form.
import { fail } from '../bundle/failures.js';

export type Grids = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/** Blanks, control characters and direction marks: invisible. */
const UNSEEN = /^[\s\p{Cc}\p{Cf}]*$/u;
export const isUnseen = (cell: unknown): boolean => typeof cell === 'string' && UNSEEN.test(cell);

/**
 * Rows without trailing empty cells; a text of invisible characters counts as an empty cell, for staff and
 * for the add-on.
 */
function neat(rows: readonly (readonly unknown[])[] = []): readonly string[] {
  const lines = rows.map((row) => {
    const cells = row.map((cell) => (isUnseen(cell) ? null : cell));
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
    return JSON.stringify(cells);
  });
  while (lines[lines.length - 1] === '[]') lines.pop();
  return lines;
}

/** Throws at the first row that differs. */
export function compare(what: string, actual: Grids, expected: Grids): void {
  for (const title of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    const [is, should] = [neat(actual[title]), neat(expected[title])];
    const row = Array.from({ length: Math.max(is.length, should.length) }).findIndex(
      (_, index) => is[index] !== should[index],
    );
    if (row >= 0)
      fail(
        `${what}: «${title}», строка ${row + 1}\n  стоит  ${is[row] ?? 'ничего'}\n  должно ${should[row] ?? 'ничего'}\n  шапка  ${is[0] ?? ''}`,
      );
  }
}
