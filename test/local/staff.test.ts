// The workbook as the tests and the workbench edit it, without any service.
import { expect, test } from '@jest/globals';
import { newWorkbook, readWorkbook, workbookBytes } from '../../src/local/host.js';
import { modelOf } from '../../src/local/staff.js';

test('rows are sorted by numbers, texts, logical values, empty cells', () => {
  const workbook = newWorkbook();
  workbook.addSheet('С', [['h'], ['б'], [true], [10], [null], ['А'], [2]]);
  workbook.sortRows('С', 0);
  expect(workbook.values('С')).toEqual([['h'], [2], [10], ['А'], ['б'], [true]]);
  workbook.sortRows('С', 0, true);
  expect(workbook.values('С')).toEqual([['h'], [true], ['б'], ['А'], [10], [2]]);
});

test('a formula has the result that was set last', () => {
  const book = newWorkbook();
  for (const result of [1, 2, '', null]) {
    book.setFormula('Лист1', 0, 0, '=B1', result);
    expect([book.get('Лист1', 0, 0), book.formula('Лист1', 0, 0)]).toEqual([result, 'B1']);
  }
});

test.each([
  [-1, 0],
  [0, -1],
])('there is no cell %d, %d', (row, column) => {
  const book = newWorkbook();
  expect(() => book.set('Лист1', row, column, 'x')).toThrow('нет ячейки');
  expect(() => book.setFormula('Лист1', row, column, 'A2', 1)).toThrow('нет ячейки');
});

test('a copy in memory is saved like its original, and apart from it', () => {
  const book = newWorkbook();
  book.addSheet('А', [['x']]);
  const copy = modelOf({ ...book.core });
  expect(workbookBytes(copy)).toEqual(workbookBytes(book));
  copy.set('А', 0, 0, 'y');
  const [own, others] = [book, copy].map((one) => readWorkbook(workbookBytes(one), 'k.xlsx').values('А'));
  expect([own, others]).toEqual([[['x']], [['y']]]);
});
