// Diff: the requests turn what stands into what should, touch changed cells only, and then have nothing more to do.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, instantKind, integer, momentKind, number, oneOf, text } from '../../src/rules/kinds.js';
import { day } from '../../src/rules/day.js';
import { column, inputTab, logTab, outputTab, type Tab } from '../../src/rules/tabs.js';
import {
  diffAppended,
  diffCells,
  diffComputed,
  diffDecided,
  diffOutput,
  diffRequests,
  inertText,
  mergeDiffs,
  type Place,
  rowsTouched,
  type TabDiff,
  type WantedCell,
  wantedCell,
} from '../../src/sheets/diff.js';
import { cellAt, isBlank, sameCell } from '../../src/sheets/grid.js';
import { applyUpdate, at, fail, parsed, placeOf, trimmed, UTC } from './support.js';

/** The grid after the diff's requests, and which cells they touched («строка:столбец», from 0). */
function applied(diff: TabDiff, before: readonly (readonly Cell[])[]): { grid: Cell[][]; touched: string[] } {
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

/** Cells whose value differs, «строка:столбец»; an empty cell and one of blanks are the same. */
function differing(a: readonly (readonly Cell[])[], b: readonly (readonly Cell[])[]): string[] {
  const out: string[] = [];
  const width = Math.max(...[...a, ...b].map((row) => row.length), 0);
  for (let row = 0; row < Math.max(a.length, b.length); row += 1)
    for (let c = 0; c < width; c += 1) {
      const [x, y] = [cellAt(a, row, c), cellAt(b, row, c)];
      if (!sameCell(x, y) && !(isBlank(x) && isBlank(y))) out.push(`${row}:${c}`);
    }
  return out;
}

const anyCell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Cell>('', '', ' ', 'а', 'б', '=1+1', '+7', 0, 1, 2.5, 45_190.5) },
  fc.boolean(),
  fc.string(),
  fc.integer(),
);
const output = outputTab('Итоги', 'Пример.', {
  place: column('Место', integer),
  name: column('Имя', text),
  due: column('Срок', momentKind),
  total: column('Итого', number),
});
/** Declared columns among staff's own, in any order, some of them missing; staff's own columns to the right. */
const outputHeader = fc
  .shuffledSubarray(['Место', 'Имя', 'Срок', 'Итого', 'Моё'], { minLength: 1 })
  .map((list) => [...list, 'Справа']);
const wantedRow = fc.record({
  place: fc.record({ value: fc.constantFrom<Cell>('', 1, 2, 3) }),
  name: fc.record({ value: fc.constantFrom<Cell>('', 'а', 'б', '=1+1', '+7') }, { requiredKeys: ['value'] }),
  due: fc.oneof(
    fc.constant<WantedCell>({ value: 45_190, format: 'dd.mm.yyyy' }),
    fc.constant<WantedCell>({ value: 45_190.5, format: 'dd.mm.yyyy hh:mm' }),
    fc.constant<WantedCell>({ value: '' }),
  ),
  total: fc.record({ value: fc.constantFrom<Cell>(0, 1, 2.5) }),
});
const isMine = ([row, c]: readonly [number, number], place: Place): boolean =>
  row > 0 && [...place.columns.at.values()].includes(c);
const coordinates = (text: string): [number, number] => {
  const [row, c] = text.split(':').map(Number);
  return [row ?? -1, c ?? -1];
};

describe('an output tab becomes what is wanted', () => {
  const scene = outputHeader.chain((header) =>
    fc.record({
      header: fc.constant(header),
      body: fc.array(fc.array(anyCell, { maxLength: header.length }), { maxLength: 8 }),
      wanted: fc.array(wantedRow, { maxLength: 8 }),
    }),
  );

  test('whatever stood there: exactly the wanted rows, nothing of staff touched, changed cells only, and once', () => {
    fc.assert(
      fc.property(scene, ({ header, body, wanted }) => {
        const before = [header, ...body];
        const place = placeOf(output, before);
        const diff = diffOutput(place, wanted);
        const { grid, touched } = applied(diff, before);
        // What is wanted stands there; rows left over from last time are cleared.
        const target = before.map((row) => [...row]);
        for (const [key, c] of place.columns.at)
          for (let row = 1; row < Math.max(before.length, wanted.length + 1); row += 1) {
            while (target.length <= row) target.push([]);
            const cells = target[row] ?? fail('no row');
            while (cells.length < c) cells.push('');
            cells[c] = wanted[row - 1]?.[key as keyof (typeof wanted)[number]].value ?? '';
          }
        expect(differing(grid, target)).toEqual([]);
        // Only changed cells are written, each once.
        expect(touched.sort()).toEqual(differing(before, target).sort());
        expect(touched.every((one) => isMine(coordinates(one), place))).toBe(true);
        expect(diff.cells).toBe(touched.length);
        // The second time there is nothing to do.
        expect(diffRequests(diffOutput(placeOf(output, grid), wanted))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("rows left over from last time are cleared, staff's own columns stay", () => {
    const before = [
      ['Место', 'Имя', 'Срок', 'Итого', 'Заметка'],
      [1, 'а', '', 5, 'моё'],
      [2, 'б', '', 3, 'моё тоже'],
      [3, 'в', '', 1, ''],
    ];
    const { grid } = applied(diffOutput(placeOf(output, before), [{ name: { value: 'г' } }]), before);
    expect(trimmed(grid)).toEqual([before[0], ['', 'г', '', '', 'моё'], ['', '', '', '', 'моё тоже']]);
  });

  test('a link is not read back: it is written again whenever its row changes, and never alone', () => {
    const row = (name: string, total: number) => ({
      name: { value: name, link: '#gid=1&range=B2' },
      total: { value: total },
    });
    const before = [
      ['Имя', 'Итого'],
      ['а', 1],
      ['б', 2],
    ];
    const place = placeOf(output, before);
    expect(diffOutput(place, [row('а', 1), row('б', 2)]).cells).toBe(0);
    expect(applied(diffOutput(place, [row('а', 1), row('б', 3)]), before).touched).toEqual(['2:0', '2:1']);
  });
});

describe('rows that the rules decided', () => {
  const decided = fc.record({
    place: fc.constantFrom(null, 1, 2, 3),
    name: fc.oneof(fc.constantFrom(null, 'а', 'б', '=1+1', 'х\u0001у', '\ud800'), fc.string()),
    due: fc.constantFrom(null, { day: day('2023-09-21') }, { at: at('2023-09-21 11:00') }),
    total: fc.constantFrom(0, 1, 2.5),
  });
  const scene = outputHeader.chain((header) =>
    fc.record({
      header: fc.constant(header),
      body: fc.array(fc.array(anyCell, { maxLength: header.length }), { maxLength: 8 }),
      rows: fc.array(decided, { maxLength: 8 }),
    }),
  );

  test('change the same cells as the cells that they make', () => {
    fc.assert(
      fc.property(scene, ({ header, body, rows }) => {
        const place = placeOf(output, [header, ...body]);
        const cells = rows.map((row) => {
          const values: Readonly<Record<string, unknown>> = row;
          return Object.fromEntries(
            Object.entries(output.columns).map(([key, one]) => [key, wantedCell(one, values[key], UTC)]),
          );
        });
        const [ours, wanted] = [diffDecided(place, rows, () => UTC), diffOutput(place, cells)];
        expect(diffRequests(ours)).toEqual(diffRequests(wanted));
        expect(ours.cells).toBe(wanted.cells);
      }),
    );
  });
});

describe('computed columns of an input tab', () => {
  const input = inputTab('Учёт', 'Пример.', {
    who: column('Кто', text, { required: true }),
    points: column('Баллы', integer, { computed: true }),
    note: column('Примечание', text, { computed: true }),
  });
  const decidedRow = fc.record({
    points: fc.constantFrom<number | null>(null, 0, 1, 3),
    note: fc.constantFrom<string | null>(null, 'повтор', '=1+1'),
  });
  const scene = fc.record({
    header: fc.shuffledSubarray(['Баллы', 'Примечание', 'Моё']).map((rest) => ['Кто', ...rest]),
    body: fc.array(fc.array(anyCell, { maxLength: 5 }), { maxLength: 8 }),
    decided: fc.array(decidedRow, { minLength: 8, maxLength: 8 }),
    faulty: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
  });

  test('good rows take the decided values, rows in error say why, other rows are emptied; inputs never change', () => {
    fc.assert(
      fc.property(scene, ({ header, body, decided, faulty }) => {
        const before = [header, ...body];
        const tab = parsed(input, before);
        const faults = new Map<number, string>([
          ...tab.problems.flatMap(({ row, what }) => (row === null || row < 2 ? [] : [[row, what] as const])),
          ...faulty.map((row) => [row, 'правило'] as const),
        ]);
        const { grid, touched } = applied(diffComputed(tab, decided, faults, UTC), before);
        for (let row = 1; row < before.length; row += 1) {
          const index = tab.rows.findIndex((one) => one.row === row + 1);
          const counts = index >= 0 && !faults.has(row + 1);
          const wanted: Readonly<Record<string, Cell>> = counts
            ? { points: decided[index]?.points ?? '', note: decided[index]?.note ?? '' }
            : { points: '', note: faults.has(row + 1) ? `ошибка: ${faults.get(row + 1) ?? ''}` : '' };
          for (const key of ['points', 'note']) {
            const c = tab.columns.at.get(key);
            if (c !== undefined)
              expect(differing([[cellAt(grid, row, c)]], [[wanted[key] ?? '']])).toEqual([]);
          }
        }
        const mine = [tab.columns.at.get('points'), tab.columns.at.get('note')];
        expect(touched.every((one) => coordinates(one)[0] > 0 && mine.includes(coordinates(one)[1]))).toBe(
          true,
        );
        expect(touched.sort()).toEqual(differing(before, grid).sort());
        const again = parsed(input, grid);
        expect(diffRequests(diffComputed(again, decided, faults, UTC))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('a tab without remarks stays silent: its cells are only emptied', () => {
    const bare = inputTab('Учёт', 'Пример.', {
      who: column('Кто', text, { required: true }),
      points: column('Баллы', integer, { computed: true }),
    });
    const before = [
      ['Кто', 'Баллы'],
      ['а', 5],
    ];
    const { grid } = applied(
      diffComputed(parsed(bare, before), [], new Map([[2, 'нет такого']]), UTC),
      before,
    );
    expect(trimmed(grid)).toEqual([['Кто', 'Баллы'], ['а']]);
  });
});

describe('requests are few', () => {
  const log = logTab('Журнал', 'Пример.', {
    a: column('А', text),
    b: column('Б', text),
    c: column('В', text),
  });
  const place = placeOf(log, [['А', 'Б', 'В']]);
  const rectangles = (diff: TabDiff): string[] =>
    diffRequests(diff).map(({ updateCells }) => {
      const { rowIndex = 0, columnIndex = 0 } = updateCells?.start ?? {};
      return `${rowIndex}:${columnIndex} ${updateCells?.rows?.length ?? 0}×${updateCells?.rows?.[0]?.values?.length ?? 0}`;
    });

  test('neighbouring columns of the same rows are one rectangle', () => {
    const row = { a: { value: 'x' }, b: { value: 'y' }, c: { value: 'z' } };
    expect(
      rectangles(
        diffAppended(
          place,
          Array.from({ length: 500 }, () => row),
        ),
      ),
    ).toEqual(['1:0 500×3']);
  });

  test('what differs by row stands apart, and nothing between is written', () => {
    const before = [
      ['А', 'Б', 'В'],
      ['1', '2', '3'],
      ['1', '2', '3'],
      ['1', '2', '3'],
    ];
    const wanted = [
      { a: { value: 'x' }, b: { value: '2' }, c: { value: 'x' } },
      { a: { value: '1' }, b: { value: '2' }, c: { value: '3' } },
      { a: { value: 'x' }, b: { value: 'x' }, c: { value: '3' } },
    ];
    const diff = diffOutput(placeOf(log, before), wanted);
    expect(applied(diff, before).touched.sort()).toEqual(['1:0', '1:2', '3:0', '3:1']);
    expect(diff.cells).toBe(4);
  });
});

describe('rows are added below the last one in use', () => {
  const log = logTab('Письма', 'Пример.', {
    key: column('Ключ', text),
    when: column('Создано', instantKind),
    off: column('Отменён', oneOf(['да', 'нет'])),
  });
  const rows = [{ key: { value: 'новая' }, when: { value: 45_190.5 } }];
  const first = (...body: Cell[][]): number =>
    [
      ...diffAppended(placeOf(log, [['Ключ', 'Создано', 'Отменён', 'Моё'], ...body]), rows).byColumn.values(),
    ][0]?.[0]?.row ?? -1;

  test.each<[string, Cell[][], number]>([
    ['an empty tab', [], 1],
    ['after the last', [['а'], ['б']], 3],
    ['below a hole', [['а'], [], ['б']], 4],
    ['unticked checkboxes are not in use', [['а'], ['', '', false], ['', '', false]], 2],
    ["staff's own columns are not in use", [['а'], ['', '', '', 'заметка']], 2],
  ])('%s', (_, body, row) => {
    expect(first(...body)).toBe(row);
  });

  test('with the format of their column, which the row may not have yet', () => {
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

  test('are written when they differ, or always when the sheet has moved on', () => {
    const cells = [
      { row: 2, column: 'a', cell: { value: '1' } },
      { row: 2, column: 'b', cell: { value: 'x' } },
      { row: 2, column: 'нет такого', cell: { value: 'x' } },
    ];
    expect(diffCells(place, cells).cells).toBe(1);
    expect(diffCells(place, cells, true).cells).toBe(2);
  });

  test('of two changes of one cell the later stands', () => {
    const one = diffCells(place, [
      { row: 2, column: 'a', cell: { value: 'раньше' } },
      { row: 2, column: 'b', cell: { value: 'только раньше' } },
    ]);
    const two = diffCells(place, [{ row: 2, column: 'a', cell: { value: 'позже' } }]);
    const merged = mergeDiffs(one, two);
    expect(merged.cells).toBe(2);
    expect(applied(merged, before).grid[1]).toEqual(['позже', 'только раньше']);
  });

  test('tell how far down they reach', () => {
    expect(rowsTouched(diffCells(place, [{ row: 9, column: 'b', cell: { value: 'x' } }]))).toBe(9);
    expect(rowsTouched(diffCells(place, []))).toBe(0);
  });
});

describe('text that the add-on writes is always inert', () => {
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
    ['control characters go', 'а\u0000б\u0007в\u001f\ufffe', 'абв'],
    ['line breaks and tabs stay', 'а\nб\tв', 'а\nб\tв'],
    ['a lone surrogate is replaced', 'а\ud83dб', 'а\ufffdб'],
    ['a pair stays', 'а😀б', 'а😀б'],
    ['50 000 characters fit', 'я'.repeat(50_000), 'я'.repeat(50_000)],
    ['more are cut', 'я'.repeat(50_001), `${'я'.repeat(49_999)}…`],
    ['never in the middle of a character', `${'я'.repeat(49_998)}😀😀`, `${'я'.repeat(49_998)}…`],
  ])('%s', (_, value, written) => {
    expect(inertText(value)).toBe(written);
  });
});

describe('the cell that a value makes', () => {
  const tab: Tab = output;
  const made = (key: string, value: unknown): WantedCell =>
    wantedCell(tab.columns[key] ?? fail(key), value, UTC);
  test.each<[string, string, unknown, WantedCell]>([
    ['nothing empties the cell', 'name', null, { value: '' }],
    ['a zero is a value', 'total', 0, { value: 0 }],
    [
      'a day in a column of moments',
      'due',
      { day: day('2023-09-21') },
      { value: 45_190, format: 'dd.mm.yyyy' },
    ],
    [
      'an instant there',
      'due',
      { at: at('2023-09-21T11:00:00Z') },
      { value: 45_190 + 11 / 24, format: 'dd.mm.yyyy hh:mm' },
    ],
  ])('%s', (_, key, value, cell) => {
    expect(made(key, value)).toEqual(cell);
  });
});
