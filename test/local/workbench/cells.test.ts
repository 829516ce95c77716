// Cells of the workbench: what typed text becomes, how a value is shown, what the clock shows in a time zone.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainDate, showNumber } from '../../../src/local/workbench/number-format.js';
import { readStamp, readTyped, type Target } from '../../../src/local/workbench/typed.js';
import { newWorkbook } from '../../../src/local/host.js';
import { folded } from '../../../src/local/workbench/folding.js';
import { findCell } from '../../../src/local/workbench/view.js';
import { keyOf } from '../../../src/rules/text.js';
import { sheetIn } from '../../../src/local/workbook/model.js';
import { instantAt, serialAt } from '../../../src/local/workbench/zone.js';
import { host } from '../support.js';

const GENERAL: Target = { format: '', isDate: false, isFlag: false };
const TEXT: Target = { ...GENERAL, format: '@' };
const DATE: Target = { ...GENERAL, format: 'dd.mm.yyyy', isDate: true };
const TIME: Target = { ...DATE, format: 'hh:mm' };
const FLAG: Target = { ...GENERAL, isFlag: true };

describe('typed text', () => {
  test.each([
    ['', GENERAL, null],
    ['  ', GENERAL, null],
    ['12', GENERAL, 12],
    ['-1,5', GENERAL, -1.5],
    ['10 000,50', GENERAL, 10000.5],
    ['10\u00a0000', GENERAL, 10000],
    ['0', GENERAL, 0],
    ['007', GENERAL, '007'],
    ['+79000000000', GENERAL, '+79000000000'],
    ['10 00', GENERAL, '10 00'],
    ['12 руб.', GENERAL, '12 руб.'],
    ["'12", GENERAL, '12'],
    ['12', TEXT, '12'],
    ['21.09.2023', TEXT, '21.09.2023'],
    ['=1+1', GENERAL, '=1+1'],
    ['ИСТИНА', GENERAL, true],
    ['да', GENERAL, 'да'],
    ['да', FLAG, true],
    ['TRUE', FLAG, true],
    ['-', FLAG, false],
    ['может', FLAG, 'может'],
    ['31.02.2023', GENERAL, '31.02.2023'],
    ['21.09.2023 25:00', GENERAL, '21.09.2023 25:00'],
    ['5.10', GENERAL, 5.1],
    ['5.10', DATE, '5.10'],
    ['05.10', DATE, '05.10'],
    ['5.10 9:00', DATE, '5.10 9:00'],
    ['5.10.24', DATE, 45570],
    ['9.30', TIME, '9.30'],
    ['-0.5', TIME, '-0.5'],
    ['45570', DATE, 45570],
  ])('«%s» in a cell of %j is %j', (text, target, value) => {
    expect(readTyped(text, target)).toEqual({ value, format: null });
  });

  test.each([
    ['21.09.2023', 45190, 'dd.mm.yyyy'],
    ['1.9.23', 45170, 'dd.mm.yyyy'],
    ['2023-09-21', 45190, 'dd.mm.yyyy'],
    ['21.09.2023 12:00', 45190.5, 'dd.mm.yyyy hh:mm'],
    ['2023-09-21 18:00:00', 45190.75, 'dd.mm.yyyy hh:mm'],
    ['6:00', 0.25, 'hh:mm'],
  ])('«%s» is a serial, with its format where the cell has none', (text, value, format) => {
    expect(readTyped(text, GENERAL)).toEqual({ value, format });
    expect(readTyped(text, DATE)).toEqual({ value, format: null });
  });

  test('a date with its time is read; a time alone and a word are not dates', () => {
    expect(readStamp(' 21.09.2023   12:00 ')).toBe(45190.5);
    expect(readStamp('12:00')).toBeNull();
    expect(readStamp('завтра')).toBeNull();
  });
});

describe('a number under its format', () => {
  test.each([
    [1234.5, '', '1234,5'],
    [0.1 + 0.2, 'General', '0,3'],
    [1234.5, '#,##0.00', '1\u00a0234,50'],
    [-1234567.891, '#,##0.00', '-1\u00a0234\u00a0567,89'],
    [0.004, '0.00', '0,00'],
    [-0.004, '0.00', '0,00'],
    [7, '0', '7'],
    [7, '000', '007'],
    [0.155, '0.0%', '15,5%'],
    [5, '0.##', '5'],
    [1500, '#,##0" ₽"', '1\u00a0500 ₽'],
    [1500, '#,##0 [$₸-43F]', '1\u00a0500 ₸'],
    [-3, '0;[Red]-0;"нет"', '-3'],
    [0, '"да";"да";"нет"', 'нет'],
    [1, '"да";"да";"нет"', 'да'],
    [12345.5, '0.00E+00', '12345,5'],
    [-0.5, '# ?/?', '-0,5'],
    [1.5, '0" шт./"', '2 шт./'],
  ])('%d under «%s» is «%s»', (value, code, text) => {
    expect(showNumber(value, code, false)).toBe(text);
  });

  test.each([
    [45190, 'dd.mm.yyyy', '21.09.2023'],
    [45190 + 11 / 24, 'dd.mm.yyyy hh:mm', '21.09.2023 11:00'],
    [45190, '', '21.09.2023'],
    [45190.5, '', '21.09.2023 12:00'],
    [0.5, 'hh:mm', '12:00'],
    [1.25, '[h]:mm', '30:00'],
    [45190.5, 'd mmmm yyyy "г."', '21 сентября 2023 г.'],
    [45190.5, 'ddd, h:mm:ss', 'чт, 12:00:00'],
    [45190, 'mm.yy', '09.23'],
  ])('%d under «%s» is «%s»', (value, code, text) => {
    expect(showNumber(value, code, true)).toBe(text);
  });

  test('an editor starts with what would be typed', () => {
    expect(plainDate(45190)).toBe('21.09.2023');
    expect(plainDate(45190.5)).toBe('21.09.2023 12:00');
    expect(plainDate(0.25)).toBe('06:00');
  });
});

test.each([
  ['Europe/Moscow', '2023-11-03T07:00:00Z', '03.11.2023 10:00'],
  ['Asia/Almaty', '2024-02-29T17:59:00Z', '29.02.2024 23:59'],
  ['Asia/Almaty', '2024-03-01T18:00:00Z', '01.03.2024 23:00'],
  ['Europe/Berlin', '2023-07-01T00:00:00Z', '01.07.2023 02:00'],
])('in %s the clock at %s shows %s, and back', (zone, iso, text) => {
  const instant = Date.parse(iso);
  const serial = serialAt(zone, instant);
  expect(plainDate(serial)).toBe(text);
  expect(instantAt(zone, serial)).toBe(instant);
});

test('texts are the same as in the bundle', () => {
  const special = Array.from('Её*eЙ .-_@\u00a0\u00ad\u200b\u200d\ufeff\u0301\u0306\n\t');
  const piece = fc.constantFrom('и\u0306', 'İ', ...special);
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 12 }), (pieces) => {
      // Between letters: at the ends of a text the bundle leaves out blanks and stars.
      const text = `я${pieces.join('')}я`;
      expect(folded(text)).toBe(keyOf(text));
    }),
  );
});

describe('the search', () => {
  const book = newWorkbook();
  book.setRows('Лист1', [['да'], ['нет'], ['да', 'да']]);
  const sheet = sheetIn(book.core.state, 0);

  test.each([
    ['before the first match', [0, -1], [0, 0]],
    ['at a match', [0, 0], [2, 0]],
    ['at a match with another in its row', [2, 0], [2, 1]],
    ['at the last match', [2, 1], [0, 0]],
    ['just below the data', [3, 0], [0, 0]],
    ['far below the data', [61, 5], [0, 0]],
  ] as const)('with the cursor %s %j goes to %j', (_, [row, column], [r, c]) => {
    expect(findCell(book.core, sheet, 'да', { row, column })).toEqual({ row: r, column: c });
  });

  test.each([
    ['ёлка, Ель', 'ель'],
    ['ёлка', 'ЕЛКА'],
    ['Иванов\u00a0\u00a0Пётр', 'иванов петр'],
    ['не\u00adразрыв', 'неразрыв'],
    ['Сергей', 'серге\u0438\u0306'],
    [12_500, '12 500'],
  ])('finds in %j what is typed as «%s»', (value, text) => {
    const styled = newWorkbook();
    styled.setRows('Лист1', [['а', 'б'], [value]]);
    const format = { numberFormat: { type: 'NUMBER', pattern: '#,##0' } };
    host(styled).update({
      repeatCell: { range: { sheetId: 0 }, cell: { userEnteredFormat: format }, fields: 'userEnteredFormat' },
    });
    const found = findCell(styled.core, sheetIn(styled.core.state, 0), text, { row: 0, column: 1 });
    expect(found).toEqual({ row: 1, column: 0 });
  });

  test.each([61, 0])('finds nothing from row %d where there is nothing', (row) => {
    expect(findCell(book.core, sheet, 'может', { row, column: 0 })).toBeNull();
  });
});
