// How high the workbench expects rows to be that it has not drawn yet.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook } from '../../../src/local/host.js';
import { sheetView } from '../../../src/local/workbench/view.js';
import { sheetIn } from '../../../src/local/workbook/model.js';
import { host } from '../support.js';

const WORD = 'регистрация';
const words = (count: number): string => Array.from({ length: count }, () => WORD).join(' ');

/** The tall rows of a tab whose first column is 200 pixels wide and wraps; the second one does not. */
function tallOf(rows: readonly (readonly (string | number)[])[], ...requests: readonly object[]): unknown {
  const book = newWorkbook();
  book.setRows('Лист1', rows);
  const format = {
    repeatCell: {
      range: { sheetId: 0, startColumnIndex: 0, endColumnIndex: 1 },
      cell: { userEnteredFormat: { wrapStrategy: 'WRAP' } },
      fields: 'userEnteredFormat.wrapStrategy',
    },
  };
  host(book).update(format, sized('COLUMNS', 0, 200), ...requests);
  return sheetView(book.core, sheetIn(book.core.state, 0), 1).tall;
}

const sized = (dimension: string, at: number, pixelSize: number): object => ({
  updateDimensionProperties: {
    range: { sheetId: 0, dimension, startIndex: at, endIndex: at + 1 },
    properties: { pixelSize },
    fields: 'pixelSize',
  },
});
const frozen = {
  updateSheetProperties: {
    properties: { sheetId: 0, gridProperties: { frozenRowCount: 1 } },
    fields: 'gridProperties.frozenRowCount',
  },
};

describe('a row is expected to be', () => {
  test.each([
    ['one line high: a short text', [WORD], null],
    ['two lines high: a third word has no room', [words(3)], 49],
    ['three lines high: two words a line', [words(5)], 68],
    ['three lines high: line breaks of its own', ['а\nб\nв'], 68],
    ['four lines high: an empty line counts', ['а\n\n\nв'], 87],
    ['two lines high: a long word is broken', ['a'.repeat(45)], 49],
    ['one line high: the column does not wrap', ['', words(9)], null],
    ['one line high: a number', [1e20], null],
    ['as high as the highest of its cells', [words(3), words(9)], 49],
  ])('%s', (_, row, height) => {
    expect(tallOf([[''], row])).toEqual(height === null ? [] : [{ row: 1, height }]);
  });

  test('as high as it was set by hand, whatever its texts, but not lower than a line', () => {
    const rows = [[''], [words(9)], [words(9)], ['']];
    expect(tallOf(rows, sized('ROWS', 1, 60), sized('ROWS', 2, 12))).toEqual([
      { row: 1, height: 60, fixed: true },
      { row: 2, height: 30, fixed: true },
    ]);
  });

  test('a line high, if nobody sees its wrapped column', () => {
    const hidden = {
      updateDimensionProperties: {
        range: { sheetId: 0, dimension: 'COLUMNS', startIndex: 0, endIndex: 1 },
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    };
    expect(tallOf([[''], [words(9)]], hidden)).toEqual([]);
  });

  test('as high as every frozen row, if it is one', () => {
    expect(tallOf([[words(9)], [WORD]], frozen)).toEqual([]);
  });
});
