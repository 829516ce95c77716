// Writing: one call unless it is too large for one; pieces of about 2 MB keep the order and the content; structure first.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { integer, text } from '../../src/rules/kinds.js';
import { column, outputTab } from '../../src/rules/tabs.js';
import { diffOutput, type WantedCell } from '../../src/sheets/diff.js';
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
/** `rows` rows of one cell of `length` characters each, numbered so that their order can be told. */
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
  test('in one call when they fit', () => {
    expect(shape(send([[tall(1, 100, 100)], [tall(2, 100, 100)], []]))).toEqual([['1+100', '1+100']]);
  });

  test('not at all when there are none', () => {
    expect(send([[], []])).toEqual([]);
  });

  test('in pieces of at most 2 MB of text, rows in their order and place', () => {
    const pieces = send([[tall(1, 100, 49_000)]]);
    expect(pieces.length).toBe(3);
    expect(shape(pieces).flat()).toEqual(['1+40', '41+40', '81+20']);
    for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(PIECE * 1.1);
  });

  test('a tab is not torn from its structure: what makes it comes first', () => {
    const make: Request = { addSheet: { properties: { sheetId: 9, title: 'В' } } };
    expect(shape(send([[make, tall(1, 30, 49_000)], [tall(2, 30, 49_000)]]))).toEqual([
      ['addSheet', '1+30'],
      ['1+30'],
    ]);
  });

  test('whatever their sizes: nothing lost, nothing twice, nothing out of order', () => {
    const requests = fc.array(
      fc.record({
        sheetId: fc.constantFrom(1, 2),
        rows: fc.integer({ min: 1, max: 120 }),
        length: fc.constantFrom(4, 9_000, 49_000),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(requests, (list) => {
        const asked = list.map(({ sheetId, rows, length }, index) =>
          tall(sheetId, rows, length, 1 + index * 200),
        );
        const apply = (all: readonly Request[]): unknown[] =>
          [1, 2].map((id) => {
            const rows: (string | number | boolean)[][] = [];
            for (const { updateCells } of all)
              if (updateCells?.start?.sheetId === id) applyUpdate(rows, updateCells);
            return rows;
          });
        const sent = send([asked]).flat();
        expect(apply(sent)).toEqual(apply(asked));
        expect(sent.every(({ updateCells }) => updateCells?.fields === 'userEnteredValue')).toBe(true);
      }),
      { numRuns: 15 },
    );
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
    const place = newTab(tab, 'output', 4, null);
    const [requests = []] = writeRequests([{ place, diff: diffOutput(place, rows(1500)) }]);
    const kinds = requests.flatMap((request) => Object.keys(request));
    expect(kinds[0]).toBe('addSheet');
    expect(kinds[kinds.length - 1]).toBe('updateCells');
    expect(requests.find(({ appendDimension }) => appendDimension)?.appendDimension?.length).toBe(501);
    expect(kinds.indexOf('appendDimension')).toBeLessThan(kinds.length - 1);
  });

  test('a tab without changes asks for nothing', () => {
    const info = { sheetId: 4, title: 'Итоги', rowCount: 10, columnCount: 5 };
    const place = existingTab(
      tab,
      'output',
      info,
      [
        ['Имя', 'Итого'],
        ['имя 0', 0],
      ],
      true,
    );
    expect(writeRequests([{ place, diff: diffOutput(place, rows(1)) }])).toEqual([]);
  });
});
