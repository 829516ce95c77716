// Texts: how headers and codes are compared, order by code point, Russian numbers in messages.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  agree,
  byCodePoint,
  bySpelling,
  count,
  exact,
  finder,
  formatNumber,
  keyOf,
  plural,
  points,
  quotedList,
  remark,
  tidy,
} from '../../src/rules/text.js';
import { anyText } from './texts.js';

const NBSP = '\u00a0';

describe('comparison like headers (spec 00, «Tabs and columns»)', () => {
  test.each([
    ['Дата регистрации*', 'дата  регистрации'],
    ['Email', ' EMAIL '],
    ['Чёрный', 'черный'],
    ['ЁЛКА', 'елка'],
    [`Дата${NBSP}регистрации *`, 'Дата регистрации'],
    ['Дата\nрегистрации', 'Дата регистрации'],
    ['Компания**', 'компания'],
    ['a\u200bb', 'a b'],
    [' ** *', ''],
  ])('«%s» = «%s»', (a, b) => {
    expect(keyOf(a)).toBe(keyOf(b));
  });

  test.each([
    ['Баллы', 'Балл'],
    ['*Звезда', 'Звезда'],
    ['a*b', 'ab'],
    ['План продаж', 'Планпродаж'],
    ['и', 'й'],
  ])('«%s» ≠ «%s»', (a, b) => {
    expect(keyOf(a)).not.toBe(keyOf(b));
  });

  test('letter case and blanks at the ends do not matter', () => {
    const words = fc.string({
      unit: fc.constantFrom('а', 'б', 'в', 'ё', 'Ё', 'X', 'y', ' ', '1', '-', '.', '@'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, (word) => {
        expect(keyOf(` ${word.toUpperCase()}${NBSP}`)).toBe(keyOf(word));
        expect(keyOf(keyOf(word))).toBe(keyOf(word));
        // Direction marks are ignored; a word with one takes the slower path of the comparison.
        expect(keyOf(`${word}\u200e`)).toBe(keyOf(word));
      }),
    );
  });
});

describe('order by code point', () => {
  test.each<[string, string, number]>([
    ['a', 'b', -1],
    ['Z', 'a', -1],
    ['я', 'ё', -1],
    ['a', 'aa', -1],
    ['', 'a', -1],
    ['same', 'same', 0],
    // By code units the emoji (a surrogate pair) would come before U+FF5E.
    ['～', '😀', -1],
    ['\uffff', '\u{10000}', -1],
    ['\ud800\udffe', '\ud800\udfff', -1],
  ])('«%s» and «%s»', (a, b, sign) => {
    expect(Math.sign(byCodePoint(a, b))).toBe(sign);
    expect(Math.sign(byCodePoint(b, a)) + sign).toBe(0);
  });

  test('equals the order of UTF-8 bytes', () => {
    const text = anyText({ maxLength: 6 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });
});

describe('numbers in messages', () => {
  test.each([
    [1, 'строка'],
    [2, 'строки'],
    [4, 'строки'],
    [5, 'строк'],
    [0, 'строк'],
    [11, 'строк'],
    [14, 'строк'],
    [21, 'строка'],
    [22, 'строки'],
    [111, 'строк'],
    [121, 'строка'],
    [-1, 'строка'],
  ])('%i %s', (n, word) => {
    expect(plural(n, 'строка', 'строки', 'строк')).toBe(word);
  });

  test.each([
    [1, 'уйдёт'],
    [2, 'уйдут'],
    [11, 'уйдут'],
    [21, 'уйдёт'],
  ])('%i %s', (n, word) => {
    expect(agree(n, 'уйдёт', 'уйдут')).toBe(word);
  });

  test.each([
    [0, '0'],
    [-0.001, '0'],
    [1_000, '1 000'],
    [999, '999'],
    [1_234_567.5, '1 234 567,5'],
    [1_234_567.25, '1 234 567,25'],
    [-1_000, '−1 000'],
    [100.1, '100,1'],
    [0.05, '0,05'],
  ])('%d is written «%s»', (n, text) => {
    expect(formatNumber(n)).toBe(text.replace(/ /g, NBSP));
  });

  test.each([
    [0.1 + 0.2, 0.3],
    [8.1 + 0.2, 8.3],
    [1 / 3, 0.333333],
    [-2.5, -2.5],
  ])('%d is %d', (sum, paper) => {
    expect(tidy(sum)).toBe(paper);
  });

  test('digits and counts', () => {
    expect(formatNumber(3.14159, 4)).toBe('3,1416');
    expect(formatNumber(2.5, 0)).toMatch(/^[23]$/);
    expect(count(1_002, 'строка', 'строки', 'строк')).toBe(`1${NBSP}002 строки`);
    expect([33.333, 2].map(exact)).toEqual(['33,333', '2']);
    expect([1, 2, 5, 2.5].map(points)).toEqual(['1 балл', '2 балла', '5 баллов', '2,5 балла']);
  });
});

test('the parts of a remark', () => {
  expect(remark(['нет даты', 'есть CAPTCHA'])).toBe('нет даты; есть CAPTCHA');
  expect(remark(['нет даты'])).toBe('нет даты');
  expect(remark([])).toBeNull();
});

test('a name is looked up once per spelling', () => {
  const asked: string[] = [];
  const find = bySpelling((key) => {
    asked.push(key);
    return key === 'ежик' ? 1 : null;
  });
  expect(['Ёжик', ' ЁЖИК*', 'Ёжик', 'уж', 'уж'].map(find)).toEqual([1, 1, 1, null, null]);
  expect(asked).toEqual(['ежик', 'ежик', 'уж']);
});

test('entries are found by name; of several with one name the first one counts', () => {
  const find = finder([
    ['Ёжик', 1],
    ['уж', 0],
    ['ежик*', 2],
  ]);
  expect(['ЁЖИК', 'Уж', 'лось'].map(find)).toEqual([1, 0, null]);
});

test('a list in quotes', () => {
  expect(quotedList(['а', 'б'])).toBe('«а», «б»');
  expect(quotedList([])).toBe('');
});
