// Two workbooks held against each other: the first row that differs, as a person would read it.
import { fail } from '../bundle/support.js';

export type Grids = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/** Blanks, controls and marks of direction: nobody sees them. */
const UNSEEN = /^[\s\p{Cc}\p{Cf}]*$/u;

/** Rows without what trails; a text that nobody sees is an empty cell to staff and to the add-on. */
function neat(rows: readonly (readonly unknown[])[] = []): readonly string[] {
  const lines = rows.map((row) => {
    const cells = row.map((cell) => (typeof cell === 'string' && UNSEEN.test(cell) ? null : cell));
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
