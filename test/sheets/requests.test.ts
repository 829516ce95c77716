// The Sheets API requests for a changed cell: value, format, link, each with a field mask that names nothing
// else.
import { describe, expect, test } from '@jest/globals';
import { text } from '../../src/rules/kinds.js';
import { column, outputTab } from '../../src/rules/tabs.js';
import {
  type CellUpdate,
  diffAppended,
  diffCells,
  diffOutput,
  mergeDiffs,
  type TabDiff,
} from '../../src/sheets/diff.js';
import { diffRequests } from '../../src/sheets/requests.js';
import type { WantedCell } from '../../src/sheets/wanted.js';
import { placeOf } from './support.js';

const tab = outputTab('Итоги', 'Пример.', { a: column('А', text), b: column('Б', text) });
const filled = placeOf(tab, [['А', 'Б'], ...Array.from({ length: 4 }, () => ['1', '2'])]);
const update = (row: number, key: string, cell: WantedCell): CellUpdate => ({ row, column: key, ...cell });
const x: WantedCell = { value: 'x' };
const LINK = '#gid=1&range=B2';

/** «строка:столбец строки×столбцы [поля]», from 0. */
const rectangles = (diff: TabDiff): string[] =>
  diffRequests(diff).map(({ updateCells }) => {
    const { rowIndex = 0, columnIndex = 0 } = updateCells?.start ?? {};
    const size = `${updateCells?.rows?.length ?? 0}×${updateCells?.rows?.[0]?.values?.length ?? 0}`;
    return `${rowIndex}:${columnIndex} ${size} [${updateCells?.fields ?? ''}]`;
  });

describe('a cell', () => {
  const numberFormat = (type: string, pattern: string) => ({ numberFormat: { type, pattern } });
  test.each<[string, WantedCell, object, string]>([
    ['empty', { value: '' }, { userEnteredValue: {} }, 'userEnteredValue'],
    ['a text', { value: '=1+1' }, { userEnteredValue: { stringValue: '=1+1' } }, 'userEnteredValue'],
    ['a number', { value: 0 }, { userEnteredValue: { numberValue: 0 } }, 'userEnteredValue'],
    ['a flag', { value: false }, { userEnteredValue: { boolValue: false } }, 'userEnteredValue'],
    ...(
      [
        ['dd.mm.yyyy', 'DATE'],
        ['dd.mm.yyyy hh:mm', 'DATE_TIME'],
        ['hh:mm', 'TIME'],
        ['#,##0.00', 'NUMBER'],
        ['@', 'TEXT'],
      ] as const
    ).map(([format, type]): [string, WantedCell, object, string] => [
      `formatted ${format}`,
      { value: 5, format },
      { userEnteredValue: { numberValue: 5 }, userEnteredFormat: numberFormat(type, format) },
      'userEnteredValue,userEnteredFormat.numberFormat',
    ]),
    [
      'no link any more, nor its look',
      { value: 'x', link: null },
      { userEnteredValue: { stringValue: 'x' }, userEnteredFormat: {} },
      'userEnteredValue,userEnteredFormat.textFormat.link,userEnteredFormat.textFormat.foregroundColorStyle,userEnteredFormat.textFormat.underline',
    ],
    [
      'a link',
      { value: 'x', link: LINK },
      { userEnteredValue: { stringValue: 'x' }, userEnteredFormat: { textFormat: { link: { uri: LINK } } } },
      'userEnteredValue,userEnteredFormat.textFormat.link',
    ],
    [
      'both',
      { value: 5, format: '0', link: LINK },
      {
        userEnteredValue: { numberValue: 5 },
        userEnteredFormat: { ...numberFormat('NUMBER', '0'), textFormat: { link: { uri: LINK } } },
      },
      'userEnteredValue,userEnteredFormat.numberFormat,userEnteredFormat.textFormat.link',
    ],
  ])('%s', (_, cell, values, fields) => {
    expect(diffRequests(diffCells(filled, [update(2, 'a', cell)]))).toEqual([
      {
        updateCells: {
          start: { sheetId: 7, rowIndex: 1, columnIndex: 0 },
          rows: [{ values: [values] }],
          fields,
        },
      },
    ]);
  });
});

describe('rectangles', () => {
  test.each<[string, readonly CellUpdate[], readonly string[]]>([
    [
      'cells in any order',
      [update(4, 'b', x), update(3, 'a', x), update(4, 'a', x), update(3, 'b', x)],
      ['2:0 2×2 [userEnteredValue]'],
    ],
    [
      'columns from left to right, whichever row comes first',
      [update(2, 'b', x), update(3, 'a', x), update(3, 'b', x)],
      ['2:0 1×1 [userEnteredValue]', '1:1 2×1 [userEnteredValue]'],
    ],
    [
      'a column that continues where its neighbour ends',
      [update(2, 'a', x), update(2, 'b', x), update(4, 'b', x)],
      ['1:0 1×1 [userEnteredValue]', '1:1 1×1 [userEnteredValue]', '3:1 1×1 [userEnteredValue]'],
    ],
    [
      'a neighbour that also carries a link',
      [update(2, 'a', x), update(2, 'b', { ...x, link: LINK })],
      ['1:0 1×1 [userEnteredValue]', '1:1 1×1 [userEnteredValue,userEnteredFormat.textFormat.link]'],
    ],
    [
      'the next row that also carries a format',
      [update(2, 'a', x), update(3, 'a', { value: 5, format: '0' })],
      ['1:0 1×1 [userEnteredValue]', '2:0 1×1 [userEnteredValue,userEnteredFormat.numberFormat]'],
    ],
    [
      'runs of different lengths',
      [update(2, 'a', x), update(3, 'a', x), update(2, 'b', x)],
      ['1:0 2×1 [userEnteredValue]', '1:1 1×1 [userEnteredValue]'],
    ],
  ])('%s', (_, cells, expected) => {
    expect(rectangles(diffCells(filled, cells))).toEqual(expected);
  });

  test('neighbouring columns of the same rows are one', () => {
    const rows = Array.from({ length: 500 }, () => ({ a: x, b: x }));
    expect(rectangles(diffAppended(placeOf(tab, [['А', 'Б']]), rows))).toEqual([
      '1:0 500×2 [userEnteredValue,userEnteredFormat.numberFormat]',
    ]);
  });

  test('two sets of changes in one column are one run, from top to bottom', () => {
    const merged = mergeDiffs(
      diffCells(filled, [update(3, 'a', x), update(5, 'a', x)]),
      diffCells(filled, [update(4, 'a', x), update(2, 'a', x)]),
    );
    expect(merged.cells).toBe(4);
    expect(rectangles(merged)).toEqual(['1:0 4×1 [userEnteredValue]']);
  });
});

test('a row that is no longer needed is cleared, not filled with blanks', () => {
  expect(diffRequests(diffOutput(filled, [{ a: x }], {})).length).toBeGreaterThan(0);
  const last = diffRequests(diffOutput(placeOf(tab, [['А'], ['1']]), [], {}));
  expect(last[0]?.updateCells?.rows).toEqual([{ values: [{ userEnteredValue: {} }] }]);
});
