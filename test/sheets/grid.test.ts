// Cells as plain data: A1 addresses, quoted titles, blank cells, equality that tolerates the rounding of file
// formats.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { amount } from '../../src/rules/kinds.js';
import { minor } from '../../src/rules/money.js';
import { instant, UTC } from '../../src/rules/zone.js';
import { cellAt, columnLetter, isBlank, quoted, sameCell, tellApart } from '../../src/sheets/grid.js';

describe('A1 addresses', () => {
  test.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [52, 'BA'],
    [701, 'ZZ'],
    [702, 'AAA'],
    [18_277, 'ZZZ'],
  ])('column %i is %s', (index, letters) => {
    expect(columnLetter(index)).toBe(letters);
  });

  test('the letters read back as the column they were made of', () => {
    const back = (letters: string): number =>
      Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    fc.assert(
      fc.property(fc.nat(20_000), (index) => {
        expect(back(columnLetter(index))).toBe(index);
      }),
    );
  });

  test.each([
    ['Блоки', "'Блоки'"],
    ["Anna's tab", "'Anna''s tab'"],
    ["''", "''''''"],
    ['A1', "'A1'"],
  ])('the title %s is written %s', (title, text) => {
    expect(quoted(title)).toBe(text);
  });
});

describe('cells', () => {
  test('cells that the host leaves out on the right and below read as empty', () => {
    const grid = [['a'], [], ['', 2]];
    expect([cellAt(grid, 0, 1), cellAt(grid, 1, 0), cellAt(grid, 9, 9), cellAt(grid, 2, 1)]).toEqual([
      '',
      '',
      '',
      2,
    ]);
  });

  test.each([
    [undefined, true],
    ['', true],
    ['  ', true],
    ['\u00a0', true],
    ['\n', true],
    [0, false],
    [false, false],
    ['0', false],
  ])('%j blank: %s', (cell, blank) => {
    expect(isBlank(cell)).toBe(blank);
  });

  test.each([
    ['the same text', 'а', 'а', true],
    ['another case', 'А', 'а', false],
    ['a number and its text', 1, '1', false],
    ['false and an empty cell', false, '', false],
    ['rounding errors of binary fractions', 0.1 + 0.2, 0.3, true],
    ['a serial that lost its last digits', 45_190.458333333336, 45_190.4583333333, true],
    ['serials a second apart', 45_190, 45_190 + 1 / 86_400, false],
    ['sums a kopeck apart', 1_234_567.89, 1_234_567.9, false],
    ['a billion a kopeck apart', 1_000_000_000, 1_000_000_000.01, false],
    ['twenty billion a kopeck apart', 20_000_000_000, 20_000_000_000.01, false],
    ['a large sum and its binary neighbour', 20_000_000_000.1, 20_000_000_000.100_004, true],
    ['zero and a tiny number', 0, 1e-9, false],
    ['zeros of either sign', 0, -0, true],
  ])('%s', (_, a, b, same) => {
    expect([sameCell(a, b), sameCell(b, a)]).toEqual([same, same]);
  });
});

describe('equality of amounts and of serials', () => {
  /** What a file that keeps 15 digits returns. */
  const saved = (value: number): number => Number(value.toPrecision(15));

  test('a kopeck more is always seen; what files round off is not', () => {
    const hundredths = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_998 });
    fc.assert(
      fc.property(hundredths, (units) => {
        const [cell, more] = [units, units + 1].map((one) => amount.write(minor(one), UTC)) as [
          number,
          number,
        ];
        expect(sameCell(cell, more)).toBe(false);
        expect(sameCell(cell, saved(cell))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a second more is always seen; what files round off is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 253_402_300_798 }), (second) => {
        const [cell, more] = [second, second + 1].map((one) => UTC.toSerial(instant(one * 1_000))) as [
          number,
          number,
        ];
        expect(sameCell(cell, more)).toBe(false);
        expect(sameCell(cell, saved(cell))).toBe(true);
        expect(UTC.fromSerial(saved(cell))).toBe(second * 1_000);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('whether columns distinguish all rows', () => {
  const grid = [
    ['Имя', 'Дата', 'Сумма'],
    ['а', 1, 5],
    ['а', 2, 5],
    ['б', 1, 5],
    ['б', 2, '5'],
  ];
  test.each([
    ['one column with a repeat', [0], false],
    ['two without a common repeat', [0, 1], true],
    ['a number and the same number as text are different', [0, 2], false],
    ['the same in another order', [2, 1, 0], true],
    ['no columns', [], false],
    ['a column beyond the grid', [7], false],
  ])('%s: %j %s', (_, columns, apart) => {
    expect(tellApart(grid, columns)).toBe(apart);
  });

  test('columns with more combinations than a number can hold', () => {
    // Only the seventh column tells the second half of the rows from the first.
    const rows = (last: (row: number) => number): number[][] =>
      Array.from({ length: 1_000 }, (_, row) => [...Array<number>(6).fill(row % 500), last(row)]);
    expect(
      tellApart(
        rows((row) => Math.floor(row / 500)),
        [0, 1, 2, 3, 4, 5, 6],
      ),
    ).toBe(true);
    expect(
      tellApart(
        rows(() => 0),
        [0, 1, 2, 3, 4, 5, 6],
      ),
    ).toBe(false);
    expect(
      tellApart(
        rows((row) => (row === 999 ? 0 : Math.floor(row / 500))),
        [0, 1, 2, 3, 4, 5, 6],
      ),
    ).toBe(false);
  });

  test('agrees with a comparison of every two rows', () => {
    const cell = fc.constantFrom('', 'а', 'б', '1', 1, 2, true, false);
    const rows = fc.array(fc.array(cell, { maxLength: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.uniqueArray(fc.nat(2), { maxLength: 3 }), (some, columns) => {
        const keys = some.map((row) => JSON.stringify(columns.map((column) => row[column] ?? '')));
        expect(tellApart(some, columns)).toBe(new Set(keys).size === some.length);
      }),
    );
  });
});
