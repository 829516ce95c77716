// Diff, cell by cell: added rows, single cells, the format written with a value.
import { describe, expect, test } from '@jest/globals';
import { type Cell, flag, number, text } from '../../src/rules/kinds.js';
import { dayKind, instantKind } from '../../src/rules/kinds-time.js';
import { day } from '../../src/rules/day.js';
import { column, inputTab, logTab, outputTab } from '../../src/rules/tabs.js';
import {
  diffAppended,
  diffCells,
  diffComputed,
  diffDecided,
  mergeDiffs,
  rowsTouched,
  type TabDiff,
} from '../../src/sheets/diff.js';
import { diffRequests } from '../../src/sheets/requests.js';
import type { WantedCell } from '../../src/sheets/wanted.js';
import { at, parsed, placeOf, UTC } from './support.js';
import { applied } from './diffs.js';

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
      { row: 2, column: 'a', value: '1' },
      { row: 2, column: 'b', value: 'x' },
      { row: 2, column: 'нет такого', value: 'x' },
    ];
    expect(diffCells(place, cells).cells).toBe(1);
    expect(diffCells(place, cells, true).cells).toBe(2);
  });

  test('of two changes of one cell the later counts', () => {
    const one = diffCells(place, [
      { row: 2, column: 'a', value: 'раньше' },
      { row: 2, column: 'b', value: 'только раньше' },
    ]);
    const two = diffCells(place, [{ row: 2, column: 'a', value: 'позже' }]);
    const merged = mergeDiffs(one, two);
    expect(merged.cells).toBe(2);
    expect(applied(merged, before).grid[1]).toEqual(['позже', 'только раньше']);
  });

  test('say how far down they reach', () => {
    expect(rowsTouched(diffCells(place, [{ row: 9, column: 'b', value: 'x' }]))).toBe(9);
    expect(rowsTouched(diffCells(place, []))).toBe(0);
  });
});

describe('the format written with a value', () => {
  const formats = ({ byColumn }: TabDiff): (string | undefined)[][] =>
    [...byColumn.values()].map((changes) => changes.map(({ format }) => format));

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
    expect(formats(diffDecided(placeOf(input, before), decided, () => UTC))).toEqual([
      // Both names, which the rows have not.
      [undefined, undefined],
      ['dd.mm.yyyy', undefined],
      ['dd.mm.yyyy hh:mm', undefined],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    const fill = [
      { row: 2, column: 'due', value: 45_190 },
      { row: 2, column: 'total', value: 45_190 },
    ];
    expect(formats(diffCells(placeOf(input, before), fill))).toEqual([['dd.mm.yyyy'], [undefined]]);
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
      { when: own, count: { value: 5 }, how: { value: 'x' }, late: { value: '' } },
    ]);
    expect([...byColumn]).toEqual([
      [0, [{ row: 1, before: '', ...own }]],
      [1, [{ row: 1, before: '', value: 5 }]],
      [2, [{ row: 1, before: '', value: 'x', format: '@' }]],
    ]);
    expect(cells).toBe(3);
  });
});
