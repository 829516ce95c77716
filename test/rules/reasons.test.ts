// The parts of an explanation: lines that point to rows, lists that are cut, sums that are written out.
import { describe, expect, test } from '@jest/globals';
import { rowLine, shortLines, writtenSum } from '../../src/rules/reasons.js';
import { inputTab } from '../../src/rules/tabs.js';
import { formatNumber } from '../../src/rules/text.js';

test('a line that points to a row', () => {
  const tab = inputTab('Блоки', 'О чём.', {});
  expect(rowLine(tab, { row: 5 }, 'начало')).toEqual({ text: 'начало', tab: 'Блоки', row: 5 });
});

test('of many lines the first ones, and how many there are more', () => {
  const lines = ['а', 'б', 'в'].map((text) => ({ text }));
  expect(shortLines(lines, 3)).toEqual(lines);
  expect(shortLines(lines, 1)).toEqual([{ text: 'а' }, { text: '… и ещё 2 строки' }]);
});

describe('a written sum', () => {
  test.each<[readonly number[], number, string]>([
    [[7.5, 2.25, 4.25], 14, '7,5 + 2,25 + 4,25 = 14'],
    [[1_000, 500, -200], 1_300, '1\u00a0000 + 500 − 200 = 1\u00a0300'],
    [[0.1], 0.1, '0,1'],
    [[], 0, '0'],
    [Array.from({ length: 21 }, () => 0.1), 2.1, '21 строка, всего 2,1'],
  ])('of %j', (addends, total, written) => {
    expect(writtenSum(addends, total, formatNumber)).toBe(written);
  });
});
