// The Sheets API requests for a changed cell: value, format, link, each with a field mask that names nothing
// else.
import { describe, expect, test } from '@jest/globals';
import { dayKind, flag, instantKind, integer, number, text } from '../../src/rules/kinds.js';
import { day } from '../../src/rules/day.js';
import { type Column, column, inputTab, logTab, outputTab } from '../../src/rules/tabs.js';
import {
  type CellUpdate,
  diffAppended,
  diffCells,
  diffComputed,
  diffOutput,
  diffRequests,
  inertText,
  mergeDiffs,
  type TabDiff,
  type WantedCell,
  wantedCell,
} from '../../src/sheets/diff.js';
import { at, parsed, placeOf, UTC } from './support.js';

const tab = outputTab('Итоги', 'Пример.', { a: column('А', text), b: column('Б', text) });
const filled = placeOf(tab, [['А', 'Б'], ...Array.from({ length: 4 }, () => ['1', '2'])]);
const update = (row: number, key: string, cell: WantedCell): CellUpdate => ({ row, column: key, cell });
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

  test('two sets of changes in one column are one run, from top to bottom', () => {
    const merged = mergeDiffs(
      diffCells(filled, [update(3, 'a', x), update(5, 'a', x)]),
      diffCells(filled, [update(4, 'a', x), update(2, 'a', x)]),
    );
    expect(merged.cells).toBe(4);
    expect(rectangles(merged)).toEqual(['1:0 4×1 [userEnteredValue]']);
  });
});

describe('the format written with a value', () => {
  test("a computed date carries its column's format: a tab created by staff may have no layout", () => {
    const input = inputTab('Учёт', 'Пример.', {
      who: column('Кто', text, { required: true }),
      due: column('Срок', dayKind, { computed: true }),
      sent: column('Когда', instantKind, { computed: true }),
      total: column('Итого', number, { computed: true }),
      why: column('Примечание', text, { computed: true, remark: true }),
    });
    const before = [['Кто', 'Срок', 'Когда', 'Итого', 'Примечание'], ['а'], ['б', 45_190, 45_190.5, 3, 'да']];
    const decided = [
      { due: day('2023-09-21'), sent: at('2023-09-21T12:00:00Z'), total: 5, why: 'да' },
      { due: null, sent: null, total: null, why: null },
    ];
    const { byColumn } = diffComputed(parsed(input, before), decided, new Map(), UTC);
    expect(
      [...byColumn.values()].map((changes) => changes.map(({ value, format }) => ({ value, format }))),
    ).toEqual([
      [{ value: 45_190, format: 'dd.mm.yyyy' }, { value: '' }],
      [{ value: 45_190.5, format: 'dd.mm.yyyy hh:mm' }, { value: '' }],
      [{ value: 5 }, { value: '' }],
      [{ value: 'да' }, { value: '' }],
    ]);
  });

  test('a row added to a log carries the formats of its columns; its own take precedence, empty cells are not written', () => {
    const log = logTab('Журнал', 'Пример.', {
      when: column('Когда', instantKind),
      count: column('Сколько', number),
      how: column('Как', text),
      late: column('Поздно', flag),
    });
    const place = placeOf(log, [['Когда', 'Сколько', 'Как', 'Поздно']]);
    const own: WantedCell = { value: 45_190, format: 'dd.mm.yyyy' };
    const { byColumn, cells } = diffAppended(place, [
      { when: own, count: { value: 5 }, how: x, late: { value: '' } },
    ]);
    expect([...byColumn]).toEqual([
      [0, [{ row: 1, before: '', ...own }]],
      [1, [{ row: 1, before: '', value: 5 }]],
      [2, [{ row: 1, before: '', value: 'x', format: '@' }]],
    ]);
    expect(cells).toBe(3);
  });
});

test.each([
  ['an absent value', null],
  ['a value that the rules left out', undefined],
])('%s empties the cell', (_, value) => {
  const columns: readonly Column[] = [column('А', text), column('А', integer), column('А', flag)];
  for (const one of columns) expect(wantedCell(one, value, UTC)).toEqual({ value: '' });
});

test('texts of the rules are inert in cells, and only cut at their end', () => {
  expect(wantedCell(column('А', text), 'а\u0000б', UTC)).toEqual({ value: 'аб' });
  expect(inertText(`😀${'я'.repeat(32_767)}`)).toBe(`😀${'я'.repeat(32_764)}…`);
});

test('a row that is no longer needed is cleared, not filled with blanks', () => {
  expect(diffRequests(diffOutput(filled, [{ a: x }])).length).toBeGreaterThan(0);
  const last = diffRequests(diffOutput(placeOf(tab, [['А'], ['1']]), []));
  expect(last[0]?.updateCells?.rows).toEqual([{ values: [{ userEnteredValue: {} }] }]);
});
