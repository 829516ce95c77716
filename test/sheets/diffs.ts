// Shared by the tests of the diff: applying its requests to a grid, and arbitrary tabs and rows.
import fc from 'fast-check';
import { type Cell, integer, number, text } from '../../src/rules/kinds.js';
import { momentKind } from '../../src/rules/kinds-time.js';
import { column, outputTab } from '../../src/rules/tabs.js';
import type { Place } from '../../src/sheets/bind.js';
import type { TabDiff } from '../../src/sheets/diff.js';
import { diffRequests } from '../../src/sheets/requests.js';
import type { WantedCell } from '../../src/sheets/wanted.js';
import { cellAt, isBlank, sameCell } from '../../src/sheets/grid.js';
import { applyUpdate } from './support.js';

/** The grid after the diff's requests, and the cells they touched («строка:столбец», from 0). */
export function applied(
  diff: TabDiff,
  before: readonly (readonly Cell[])[],
): { grid: Cell[][]; touched: string[] } {
  const grid = before.map((row) => [...row]);
  const touched: string[] = [];
  for (const { updateCells } of diffRequests(diff)) {
    if (!updateCells) throw new Error('a diff makes updateCells only');
    applyUpdate(grid, updateCells);
    const { rowIndex = 0, columnIndex = 0 } = updateCells.start ?? {};
    (updateCells.rows ?? []).forEach(({ values = [] }, r) =>
      values.forEach((_, c) => touched.push(`${rowIndex + r}:${columnIndex + c}`)),
    );
  }
  return { grid, touched };
}

/** Cells whose values differ, «строка:столбец»; an empty cell equals one that contains only blanks. */
export function differing(a: readonly (readonly Cell[])[], b: readonly (readonly Cell[])[]): string[] {
  const out: string[] = [];
  const width = Math.max(...[...a, ...b].map((row) => row.length), 0);
  for (let row = 0; row < Math.max(a.length, b.length); row += 1)
    for (let c = 0; c < width; c += 1) {
      const [x, y] = [cellAt(a, row, c), cellAt(b, row, c)];
      if (!sameCell(x, y) && !(isBlank(x) && isBlank(y))) out.push(`${row}:${c}`);
    }
  return out;
}

export const anyCell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Cell>('', '', ' ', 'а', 'б', '=1+1', '+7', 0, 1, 2.5, 45_190.5) },
  fc.boolean(),
  fc.string(),
  fc.integer(),
);
export const output = outputTab('Итоги', 'Пример.', {
  place: column('Место', integer),
  name: column('Имя', text),
  due: column('Срок', momentKind),
  total: column('Итого', number),
});
/**
 * Declared columns and staff's own, in any order, some declared ones missing; staff's own columns on the
 * right.
 */
export const outputHeader = fc
  .shuffledSubarray(['Место', 'Имя', 'Срок', 'Итого', 'Моё'], { minLength: 1 })
  .map((list) => [...list, 'Справа']);
export const wantedRow = fc.record({
  place: fc.record({ value: fc.constantFrom<Cell>('', 1, 2, 3) }),
  name: fc.record({ value: fc.constantFrom<Cell>('', 'а', 'б', '=1+1', '+7') }, { requiredKeys: ['value'] }),
  due: fc.oneof(
    fc.constant<WantedCell>({ value: 45_190, format: 'dd.mm.yyyy' }),
    fc.constant<WantedCell>({ value: 45_190.5, format: 'dd.mm.yyyy hh:mm' }),
    fc.constant<WantedCell>({ value: '' }),
  ),
  total: fc.record({ value: fc.constantFrom<Cell>(0, 1, 2.5) }),
});
export const isMine = ([row, c]: readonly [number, number], place: Place): boolean =>
  row > 0 && [...place.columns.at.values()].includes(c);
export const coordinates = (text: string): [number, number] => {
  const [row, c] = text.split(':').map(Number);
  return [row ?? -1, c ?? -1];
};
