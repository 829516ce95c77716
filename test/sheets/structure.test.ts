// Structure (spec 00, set-up): missing tabs are created, missing columns are added at the right end and
// reported, data is never changed.
import { describe, expect, test } from '@jest/globals';
import { type Cell, flag, integer, text } from '../../src/rules/kinds.js';
import { column, inputTab, type Tab } from '../../src/rules/tabs.js';
import type { Request } from '../../src/sheets/ports.js';
import { existingTab, growth, newTab } from '../../src/sheets/structure.js';
import { applyUpdate, headersOf, trimmed } from './support.js';

const tab = inputTab('Учёт', 'О чём вкладка.', {
  who: column('Кто', text, { required: true }),
  paid: column('Оплачено', flag),
  points: column('Баллы', integer, { computed: true }),
});
const kindsOf = (requests: readonly Request[]): string[] =>
  requests.flatMap((request) => Object.keys(request));
/** The cells after the requests. */
function after(requests: readonly Request[], before: readonly (readonly Cell[])[]): Cell[][] {
  const rows = before.map((row) => [...row]);
  for (const { updateCells } of requests) if (updateCells) applyUpdate(rows, updateCells);
  return trimmed(rows);
}
const sheet = (columnCount = 26, rowCount = 1000) => ({
  sheetId: 3,
  title: 'Учёт за осень',
  rowCount,
  columnCount,
});
const existing = (grid: readonly (readonly Cell[])[], addColumns = true, columnCount = 26, rowCount = 1000) =>
  existingTab(tab, sheet(columnCount, rowCount), grid, addColumns);

describe('a tab that the workbook lacks', () => {
  const made = newTab(tab, 12, 4);

  test('is created with its header, row 1 frozen, at its place among the tabs', () => {
    expect(made.requests[0]?.addSheet?.properties).toMatchObject({
      sheetId: 12,
      title: 'Учёт',
      index: 4,
      gridProperties: { rowCount: 1000, columnCount: 26, frozenRowCount: 1 },
    });
    expect(after(made.requests, [])).toEqual([headersOf(tab)]);
  });

  test('has its first columns frozen too, up to the one that names the row, if it is wider than a screen', () => {
    const wide = (count: number, naming?: number): Tab =>
      inputTab(
        'Широкая',
        '',
        Object.fromEntries(
          Array.from({ length: count }, (_, n) => [
            `c${String(n)}`,
            column(`С${String(n)}`, text, n === naming ? { names: true } : {}),
          ]),
        ),
      );
    const frozen = (count: number, naming?: number): number | undefined =>
      newTab(wide(count, naming), 12, null).requests[0]?.addSheet?.properties?.gridProperties
        ?.frozenColumnCount;
    expect([frozen(11), frozen(12), frozen(12, 0), frozen(12, 2)]).toEqual([undefined, 1, 1, 3]);
  });

  test('is known with its columns before it is created', () => {
    expect([...made.columns.at]).toEqual([
      ['who', 0],
      ['paid', 1],
      ['points', 2],
    ]);
    expect({ created: made.created, title: made.title, added: made.addedHeaders }).toEqual({
      created: true,
      title: 'Учёт',
      added: [],
    });
  });

  test('is created at the end if no place is given', () => {
    expect(newTab(tab, 12, null).requests[0]?.addSheet?.properties).not.toHaveProperty('index');
  });
});

describe('an existing tab', () => {
  test.each<[string, Cell[][]]>([
    [
      'whole',
      [
        ['Кто', 'Оплачено', 'Баллы'],
        ['Анна', true],
      ],
    ],
    [
      'complete, in another order, with columns of staff',
      [
        ['Моё', 'баллы', 'КТО *', 'Оплачено'],
        ['x', 1, 'Анна'],
      ],
    ],
  ])('%s: nothing to do', (_, grid) => {
    expect(existing(grid)).toMatchObject({
      requests: [],
      addedHeaders: [],
      created: false,
      title: 'Учёт за осень',
    });
  });

  test('gets missing columns at the right end, which is reported; all other cells stay', () => {
    const grid = [
      ['Моё', 'Кто'],
      ['x', 'Анна'],
      ['', 'Борис'],
    ];
    const found = existing(grid);
    expect(found.addedHeaders).toEqual(['Оплачено', 'Баллы']);
    expect(after(found.requests, grid)).toEqual([
      ['Моё', 'Кто', 'Оплачено', 'Баллы'],
      ['x', 'Анна'],
      ['', 'Борис'],
    ]);
    expect(found.columns.at.get('points')).toBe(3);
    expect(found.grid[0]).toEqual(['Моё', 'Кто', 'Оплачено', 'Баллы']);
  });

  test('is left alone when it is only read', () => {
    expect(existing([['Кто']], false).requests).toEqual([]);
  });

  test('a new column is not put over staff’s data without a header on the right', () => {
    const grid = [
      ['Кто', 'Оплачено'],
      ['Анна', true, 'заметка без заголовка'],
      ['Борис', false, '', 'и ещё'],
    ];
    const found = existing(grid);
    expect(found.columns.at.get('points')).toBe(4);
    expect(after(found.requests, grid)).toEqual([['Кто', 'Оплачено', '', '', 'Баллы'], ...grid.slice(1)]);
  });

  test('a grid that is too narrow grows first', () => {
    const grid = [['Кто', 'а', 'б']];
    const found = existing(grid, true, 3);
    expect(found.requests[0]).toEqual({ appendDimension: { sheetId: 3, dimension: 'COLUMNS', length: 2 } });
    expect(found.columnCount).toBe(5);
  });

  test.each<[string, Cell[][], number, number]>([
    ['an empty sheet of one row', [], 1, 2],
    ['one that has the row of headers alone', [['Кто']], 1, 2],
    ['two rows are enough', [['Кто']], 2, 0],
  ])('a row is left below the header: %s', (_, grid, rowCount, rows) => {
    const found = existing(grid, true, 26, rowCount);
    const grown = found.requests.map(({ appendDimension }) => appendDimension);
    const first = { sheetId: 3, dimension: 'ROWS', length: 1 };
    expect(grown.filter(Boolean)).toEqual(rows > 0 ? [first] : []);
    expect(grown[0]).toEqual(rows > 0 ? first : undefined);
    expect(found.rowCount).toBe(2);
    expect(growth(found, 3)[0]?.appendDimension?.length).toBe(1);
  });

  test('an empty sheet with the right title is laid out completely, without a report of added columns', () => {
    const found = existing([]);
    expect(after(found.requests, [])).toEqual([headersOf(tab)]);
    expect(found.addedHeaders).toEqual([]);
    expect(kindsOf(found.requests)).toContain('updateSheetProperties');
    expect(found.requests[0]?.updateSheetProperties).toEqual({
      properties: { sheetId: 3, gridProperties: { frozenRowCount: 1 } },
      fields: 'gridProperties.frozenRowCount',
    });
  });
});

describe('growth', () => {
  const place = existing([['Кто', 'Оплачено', 'Баллы']]);
  test.each([
    [0, 0],
    [1000, 0],
    [1001, 1],
    [6000, 5000],
  ])('a write down to row %i adds %i rows', (needed, length) => {
    const requests = growth(place, needed);
    expect(requests[0]?.appendDimension?.length ?? 0).toBe(length);
  });

  test('new rows are formatted like the others in their columns', () => {
    const formats = growth(place, 1010).filter(({ repeatCell }) => repeatCell);
    expect(formats.map(({ repeatCell }) => repeatCell?.range)).toEqual(
      [0, 1, 2].map((at) => ({
        sheetId: 3,
        startRowIndex: 1000,
        endRowIndex: 1010,
        startColumnIndex: at,
        endColumnIndex: at + 1,
      })),
    );
  });

  test('new rows have the checkboxes of the others', () => {
    expect(growth(place, 1010).flatMap(({ setDataValidation }) => setDataValidation ?? [])).toEqual([
      {
        range: {
          sheetId: 3,
          startRowIndex: 1000,
          endRowIndex: 1010,
          startColumnIndex: 1,
          endColumnIndex: 2,
        },
        rule: { condition: { type: 'BOOLEAN' }, strict: false },
      },
    ]);
  });
});
