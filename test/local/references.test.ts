// References in formulas and rectangles of cells: moved, cut and renamed.
import { describe, expect, test } from '@jest/globals';
import { relocateFormula, renameInFormula, shiftFormula } from '../../src/local/workbook/formula-refs.js';
import { coalesce, parseRect, rectName, shiftRect, subtract } from '../../src/local/workbook/rect.js';

describe('references', () => {
  test.each([
    ['A1+$B$2+C$3+$D4', 1, 1, 'B2+$B$2+D$3+$D5'],
    ['SUM(A:A,2:3)', 1, 1, 'SUM(B:B,3:4)'],
    ['"A1"&LOG10(A1)&Лист1!A1', 1, 0, '"A1"&LOG10(A2)&Лист1!A2'],
    ['A1', -1, 0, '#REF!'],
  ])('%s moved by %i, %i', (formula, rows, columns, expected) => {
    expect(relocateFormula(formula, rows, columns)).toBe(expected);
  });

  test.each([
    ['A5+Б!A5', { at: 2, count: 3 }, 'A8+Б!A5'],
    ['SUM(A1:A5)', { at: 2, count: -2 }, 'SUM(A1:A3)'],
    ['A3', { at: 2, count: -1 }, '#REF!'],
    ["'А'!A$5", { at: 0, count: 1 }, "'А'!A$6"],
    ['SUM(A:A)', { at: 0, count: 1 }, 'SUM(A:A)'],
    ['[1]А!A5+[2]А!$A$5:B6+A5', { at: 0, count: 1 }, '[1]А!A5+[2]А!$A$5:B6+A6'],
    ["'[книга.xlsx]А'!A5+A5", { at: 0, count: 1 }, "'[книга.xlsx]А'!A5+A6"],
    [
      'SUM(Продажи[Q1],Продажи[[#This Row],[Q2]])',
      { at: 0, count: 1 },
      'SUM(Продажи[Q1],Продажи[[#This Row],[Q2]])',
    ],
    ['SUM(A5:INDEX(B:B,3),INDEX(B:B,3):B5)', { at: 0, count: 1 }, 'SUM(A6:INDEX(B:B,3),INDEX(B:B,3):B6)'],
  ])('%s after rows %j', (formula, shift, expected) => {
    expect(shiftFormula(formula, 'А', 'А', { axis: 'ROWS', ...shift })).toBe(expected);
  });

  test('a renamed and a deleted sheet', () => {
    expect(renameInFormula("'Лист 1'!A1+B1", 'Лист 1', 'Х')).toBe('Х!A1+B1');
    expect(renameInFormula("'Лист 1'!A1+B1", 'Лист 1', null)).toBe('#REF!+B1');
  });

  test('rectangles', () => {
    const rect = parseRect('B2:D10') ?? { top: 0, left: 0, bottom: 1, right: 1 };
    const hole = parseRect('C4:C5') ?? rect;
    const rest = subtract([rect], hole);
    expect(rest.map(rectName)).toEqual(['B2:D3', 'B6:D10', 'B4:B5', 'D4:D5']);
    expect(coalesce([...rest, hole]).map(rectName)).toEqual(['B2:D10']);
    expect(shiftRect(rect, { axis: 'ROWS', at: 0, count: -20 })).toBeNull();
  });
});
