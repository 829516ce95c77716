// Diff, cell by cell: added rows, single cells, inert texts, the cell made from a value.
import { describe, expect, test } from '@jest/globals';
import { type Cell, flag, instantKind, text } from '../../src/rules/kinds.js';
import { day } from '../../src/rules/day.js';
import { column, logTab, outputTab, type Tab } from '../../src/rules/tabs.js';
import {
  diffAppended,
  diffCells,
  diffOutput,
  diffRequests,
  inertText,
  mergeDiffs,
  rowsTouched,
  type WantedCell,
  wantedCell,
} from '../../src/sheets/diff.js';
import { at, fail, placeOf, UTC } from './support.js';
import { applied, output } from './diffs.js';

describe('rows are added below the last one in use', () => {
  const log = logTab('Письма', 'Пример.', {
    key: column('Ключ', text),
    when: column('Создано', instantKind),
    off: column('Отменён', flag),
  });
  const rows = [{ key: { value: 'новая' }, when: { value: 45_190.5 } }];
  const first = (...body: Cell[][]): number =>
    [
      ...diffAppended(placeOf(log, [['Ключ', 'Создано', 'Отменён', 'Моё'], ...body]), rows).byColumn.values(),
    ][0]?.[0]?.row ?? -1;

  test.each<[string, Cell[][], number]>([
    ['an empty tab', [], 1],
    ['after the last', [['а'], ['б']], 3],
    ['below a gap', [['а'], [], ['б']], 4],
    ['unticked checkboxes are not in use', [['а'], ['', '', false], ['', '', false]], 2],
    ['checkboxes saved by LibreOffice are not in use', [['а'], ['', '', 0]], 2],
    ['a zero in another column is in use', [['а'], ['', 0]], 3],
    ["staff's own columns are not in use", [['а'], ['', '', '', 'заметка']], 2],
  ])('%s', (_, body, row) => {
    expect(first(...body)).toBe(row);
  });

  test('have the format of their column, which the sheet’s row may not have yet', () => {
    const { updateCells } = diffRequests(diffAppended(placeOf(log, [['Создано']]), rows))[0] ?? {};
    expect(updateCells).toEqual({
      start: { sheetId: 7, rowIndex: 1, columnIndex: 0 },
      rows: [
        {
          values: [
            {
              userEnteredValue: { numberValue: 45_190.5 },
              userEnteredFormat: { numberFormat: { type: 'DATE_TIME', pattern: 'dd.mm.yyyy hh:mm' } },
            },
          ],
        },
      ],
      fields: 'userEnteredValue,userEnteredFormat.numberFormat',
    });
  });
});

describe('single cells', () => {
  const tab = outputTab('Итоги', 'Пример.', { a: column('А', text), b: column('Б', text) });
  const before = [
    ['А', 'Б'],
    ['1', '2'],
  ];
  const place = placeOf(tab, before);

  test('are written when they differ, or always when the sheet has changed since', () => {
    const cells = [
      { row: 2, column: 'a', cell: { value: '1' } },
      { row: 2, column: 'b', cell: { value: 'x' } },
      { row: 2, column: 'нет такого', cell: { value: 'x' } },
    ];
    expect(diffCells(place, cells).cells).toBe(1);
    expect(diffCells(place, cells, true).cells).toBe(2);
  });

  test('of two changes of one cell the later counts', () => {
    const one = diffCells(place, [
      { row: 2, column: 'a', cell: { value: 'раньше' } },
      { row: 2, column: 'b', cell: { value: 'только раньше' } },
    ]);
    const two = diffCells(place, [{ row: 2, column: 'a', cell: { value: 'позже' } }]);
    const merged = mergeDiffs(one, two);
    expect(merged.cells).toBe(2);
    expect(applied(merged, before).grid[1]).toEqual(['позже', 'только раньше']);
  });

  test('say how far down they reach', () => {
    expect(rowsTouched(diffCells(place, [{ row: 9, column: 'b', cell: { value: 'x' } }]))).toBe(9);
    expect(rowsTouched(diffCells(place, []))).toBe(0);
  });
});

describe('text written by the add-on is always inert', () => {
  test.each([
    '=IMPORTXML("http://x")',
    '+7 900',
    '@x',
    '-1',
    "'quoted",
    '1/2',
    '00123',
    'TRUE',
    '=HYPERLINK("a")',
  ])('%s arrives as a literal stringValue', (value) => {
    const tab = outputTab('Итоги', 'Пример.', { name: column('Имя', text) });
    const diff = diffOutput(placeOf(tab, [['Имя']]), [{ name: wantedCell(tab.columns.name, value, UTC) }]);
    expect(diffRequests(diff)[0]?.updateCells?.rows).toEqual([
      { values: [{ userEnteredValue: { stringValue: value } }] },
    ]);
  });

  test.each<[string, string, string]>([
    ['control characters are removed', 'а\u0000б\u0007в\u001f\ufffe', 'абв'],
    ['line breaks and tabs stay', 'а\nб\tв', 'а\nб\tв'],
    ['a lone surrogate is replaced', 'а\ud83dб', 'а\ufffdб'],
    ['a surrogate pair stays', 'а😀б', 'а😀б'],
    ['32 767 characters fit', 'я'.repeat(32_767), 'я'.repeat(32_767)],
    ['more are cut', 'я'.repeat(32_768), `${'я'.repeat(32_766)}…`],
    ['never in the middle of a character', `${'я'.repeat(32_765)}😀😀`, `${'я'.repeat(32_765)}…`],
  ])('%s', (_, value, written) => {
    expect(inertText(value)).toBe(written);
  });
});

describe('the cell made from a value', () => {
  const tab: Tab = output;
  const made = (key: string, value: unknown): WantedCell =>
    wantedCell(tab.columns[key] ?? fail(key), value, UTC);
  test.each<[string, string, unknown, WantedCell]>([
    ['no value empties the cell', 'name', null, { value: '' }],
    ['a zero is a value', 'total', 0, { value: 0 }],
    [
      'a day in a column of moments',
      'due',
      { day: day('2023-09-21') },
      { value: 45_190, format: 'dd.mm.yyyy' },
    ],
    [
      'an instant in a column of moments',
      'due',
      { at: at('2023-09-21T11:00:00Z') },
      { value: 45_190 + 11 / 24, format: 'dd.mm.yyyy hh:mm' },
    ],
  ])('%s', (_, key, value, cell) => {
    expect(made(key, value)).toEqual(cell);
  });
});
