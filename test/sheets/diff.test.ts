// Diff: its requests change only the cells that differ and produce the wanted content; applied again, it
// finds nothing to do.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Cell, integer, text } from '../../src/rules/kinds.js';
import { day } from '../../src/rules/day.js';
import { column, inputTab } from '../../src/rules/tabs.js';
import { diffComputed, diffDecided, diffOutput } from '../../src/sheets/diff.js';
import { diffRequests } from '../../src/sheets/requests.js';
import { wantedCell } from '../../src/sheets/wanted.js';
import { cellAt } from '../../src/sheets/grid.js';
import { at, fail, parsed, placeOf, trimmed, UTC } from './support.js';
import {
  anyCell,
  applied,
  coordinates,
  differing,
  isMine,
  output,
  outputHeader,
  wantedRow,
} from './diffs.js';

describe('an output tab gets the wanted content', () => {
  const scene = outputHeader.chain((header) =>
    fc.record({
      header: fc.constant(header),
      body: fc.array(fc.array(anyCell, { maxLength: header.length }), { maxLength: 8 }),
      wanted: fc.array(wantedRow, { maxLength: 8 }),
    }),
  );

  test('from any content: exactly the wanted rows, nothing of staff’s changed, only differing cells written, once', () => {
    fc.assert(
      fc.property(scene, ({ header, body, wanted }) => {
        const before = [header, ...body];
        const place = placeOf(output, before);
        const diff = diffOutput(place, wanted, {});
        const { grid, touched } = applied(diff, before);
        // The wanted rows are there; rows left over from last time are cleared.
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
        // A second diff finds nothing to do.
        expect(diffRequests(diffOutput(placeOf(output, grid), wanted, {}))).toEqual([]);
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
    const { grid } = applied(diffOutput(placeOf(output, before), [{ name: { value: 'г' } }], {}), before);
    expect(trimmed(grid)).toEqual([before[0], ['', 'г', '', '', 'моё'], ['', '', '', '', 'моё тоже']]);
  });

  test('links are not read: a link is written again whenever its row changes, and never alone', () => {
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
    expect(diffOutput(place, [row('а', 1), row('б', 2)], {}).cells).toBe(0);
    expect(applied(diffOutput(place, [row('а', 1), row('б', 3)], {}), before).touched).toEqual([
      '2:0',
      '2:1',
    ]);
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

  test('change the same cells as the cells made from them', () => {
    fc.assert(
      fc.property(scene, ({ header, body, rows }) => {
        const place = placeOf(output, [header, ...body]);
        const cells = rows.map((row) => {
          const values: Readonly<Record<string, unknown>> = row;
          return Object.fromEntries(
            Object.entries(output.columns).map(([key, one]) => [key, wantedCell(one, values[key], UTC)]),
          );
        });
        const [ours, wanted] = [diffDecided(place, rows, () => UTC), diffOutput(place, cells, {})];
        expect(diffRequests(ours)).toEqual(diffRequests(wanted));
        expect(ours.cells).toBe(wanted.cells);
      }),
    );
  });
});

test.each(['х\u0001у', '\ud800', 'я'.repeat(40_000)])(
  'a text that no cell can hold as it is (case %#) is written once',
  (name) => {
    const header = ['Имя'];
    const rows = [{ place: null, name, due: null, total: null }];
    const first = diffDecided(placeOf(output, [header]), rows, () => UTC);
    expect(first.cells).toBe(1);
    const { grid } = applied(first, [header]);
    expect(diffDecided(placeOf(output, grid), rows, () => UTC).cells).toBe(0);
  },
);

describe('computed columns of an input tab', () => {
  const input = inputTab('Учёт', 'Пример.', {
    who: column('Кто', text, { required: true }),
    points: column('Баллы', integer, { computed: true }),
    note: column('Примечание', text, { computed: true, remark: true }),
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

  test('good rows get the decided values, rows in error say why, other rows are emptied; inputs never change', () => {
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

  test('what the rules read back stays behind the error, however often it is written', () => {
    const keeping = inputTab('Учёт', 'Пример.', {
      who: column('Кто', text, { required: true }),
      note: column('Примечание', text, { computed: true, remark: true, keeps: /принят \d|держал/g }),
    });
    let grid: Cell[][] = [
      ['Кто', 'Примечание'],
      ['а', 'скидки нет; держал; принят 4'],
    ];
    for (const fault of ['нет такого', 'не число']) {
      ({ grid } = applied(diffComputed(parsed(keeping, grid), [], new Map([[2, fault]]), UTC), grid));
      expect(grid[1]).toEqual(['а', `ошибка: ${fault}; держал; принят 4`]);
    }
  });

  test('without a column for remarks the computed cells of a row in error are only emptied', () => {
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
