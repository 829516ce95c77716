// Writing: one call unless it is too large; pieces of about 2 MB keep order and content; structure first.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { integer, text } from '../../src/rules/kinds.js';
import { column, outputTab } from '../../src/rules/tabs.js';
import { diffCells, diffOutput } from '../../src/sheets/diff.js';
import type { WantedCell } from '../../src/sheets/wanted.js';
import type { Request } from '../../src/sheets/ports.js';
import { existingTab, newTab } from '../../src/sheets/structure.js';
import { sendRequests, writeRequests } from '../../src/sheets/write.js';
import { applyUpdate, fakeBook, fakeHost, sheet } from './support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const PIECE = 2_000_000;
const send = (byTab: readonly (readonly Request[])[]): (readonly Request[])[] => {
  const host = fakeHost(fakeBook(sheet(1, 'А', []), sheet(2, 'Б', [])), NOW);
  sendRequests(host, byTab);
  return [...host.book.writes];
};
/** `rows` rows of one cell with `length` characters each, numbered so that their order can be checked. */
const tall = (sheetId: number, rows: number, length: number, rowIndex = 1): Request => ({
  updateCells: {
    start: { sheetId, rowIndex, columnIndex: 2 },
    rows: Array.from({ length: rows }, (_, index) => ({
      values: [{ userEnteredValue: { stringValue: String(index).padEnd(length, 'я') } }],
    })),
    fields: 'userEnteredValue',
  },
});
const shape = (pieces: readonly (readonly Request[])[]): string[][] =>
  pieces.map((piece) =>
    piece.map(({ updateCells, ...rest }) =>
      updateCells
        ? `${updateCells.start?.rowIndex ?? 0}+${updateCells.rows?.length ?? 0}`
        : Object.keys(rest).join(),
    ),
  );

describe('requests are sent', () => {
  test('in one call if they fit', () => {
    expect(shape(send([[tall(1, 100, 100)], [tall(2, 100, 100)], []]))).toEqual([['1+100', '1+100']]);
  });

  test('not at all if there are none', () => {
    expect(send([[], []])).toEqual([]);
  });

  test('in pieces of about 2 MB, without cutting a list', () => {
    const pieces = send([[tall(1, 30, 49_000)], [tall(1, 20, 49_000, 31)], [tall(2, 10, 49_000)]]);
    expect(shape(pieces)).toEqual([['1+30'], ['31+20', '1+10']]);
    expect(shape(send([[tall(1, 60, 49_000), tall(2, 1, 10)], [tall(1, 1, 10, 70)]]))).toEqual([
      ['1+60', '1+1'],
      ['70+1'],
    ]);
  });

  test('a tab is created in the same piece as its first cells', () => {
    const make: Request = { addSheet: { properties: { sheetId: 9, title: 'В' } } };
    expect(shape(send([[make, tall(1, 30, 49_000)], [tall(2, 30, 49_000)]]))).toEqual([
      ['addSheet', '1+30'],
      ['1+30'],
    ]);
  });
});

describe('the requests of a plan', () => {
  const tab = outputTab('Итоги', 'Пример.', { name: column('Имя', text), total: column('Итого', integer) });
  const rows = (count: number): Record<string, WantedCell>[] =>
    Array.from({ length: count }, (_, index) => ({
      name: { value: `имя ${index}` },
      total: { value: index },
    }));

  test('for a new tab: the tab, its rows beyond the grid, then the cells', () => {
    const place = newTab(tab, 4, null);
    const [requests = []] = writeRequests([{ place, diff: diffOutput(place, rows(1500), {}) }]);
    const kinds = requests.flatMap((request) => Object.keys(request));
    expect(kinds[0]).toBe('addSheet');
    expect(kinds[kinds.length - 1]).toBe('updateCells');
    expect(requests.find(({ appendDimension }) => appendDimension)?.appendDimension?.length).toBe(501);
    expect(kinds.indexOf('appendDimension')).toBeLessThan(kinds.length - 1);
  });

  test('too many for one piece: split between rows, no row in two lists', () => {
    const place = newTab(tab, 4, null);
    const diff = diffOutput(
      place,
      rows(100).map((row) => ({ ...row, name: { value: 'я'.repeat(49_000) } })),
      {},
    );
    const [first = [], ...further] = writeRequests([{ place, diff }]);
    expect(Object.keys(first[0] ?? {})).toEqual(['addSheet']);
    expect(shape([first.slice(-1), ...further])).toEqual([['1+40'], ['41+40'], ['81+20']]);
  });

  test('whatever changes: nothing lost, nothing twice, nothing out of order, every row complete', () => {
    const cells = fc.uniqueArray(
      fc.record({
        row: fc.integer({ min: 1, max: 150 }),
        column: fc.constantFrom('name', 'total'),
        length: fc.constantFrom(4, 9_000, 49_000),
      }),
      { maxLength: 200, selector: ({ row, column: key }) => `${key} ${row}` },
    );
    const info = { sheetId: 4, title: 'Итоги', rowCount: 200, columnCount: 5 };
    fc.assert(
      fc.property(cells, (list) => {
        const grid = [['Имя', 'Итого'], ...Array.from({ length: 150 }, () => ['', ''])];
        const place = existingTab(tab, info, grid, true);
        const wanted = list.map(({ row, column: key, length }) => ({
          row: row + 1,
          column: key,
          value: String(row).padEnd(length, 'я'),
        }));
        const lists = writeRequests([{ place, diff: diffCells(place, wanted) }]);
        const made: (string | number | boolean)[][] = grid.map((row) => [...row]);
        const touched = lists.map((requests) => {
          const own = new Set<number>();
          for (const { updateCells } of requests) {
            if (!updateCells) continue;
            applyUpdate(made, updateCells);
            updateCells.rows?.forEach((_, index) => own.add((updateCells.start?.rowIndex ?? 0) + index));
          }
          return own;
        });
        const expected: (string | number | boolean)[][] = grid.map((row) => [...row]);
        for (const { row, column: key, value } of wanted)
          expected[row - 1]?.splice(key === 'name' ? 0 : 1, 1, value);
        expect(made).toEqual(expected);
        expect(touched.reduce((sum, { size }) => sum + size, 0)).toBe(
          new Set(touched.flatMap((own) => [...own])).size,
        );
        for (const requests of lists) expect(JSON.stringify(requests).length).toBeLessThan(PIECE * 1.1);
      }),
      { numRuns: 25 },
    );
  });

  test('a tab without changes needs no requests', () => {
    const info = { sheetId: 4, title: 'Итоги', rowCount: 10, columnCount: 5 };
    const place = existingTab(
      tab,
      info,
      [
        ['Имя', 'Итого'],
        ['имя 0', 0],
      ],
      true,
    );
    expect(writeRequests([{ place, diff: diffOutput(place, rows(1), {}) }])).toEqual([]);
  });
});
