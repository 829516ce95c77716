// Grouping, concatenating, caching.
import { describe, expect, test } from '@jest/globals';
import { groupBy, joined, onceEach } from '../../src/rules/collections.js';

test('groups and their entries are in the order of the list', () => {
  const groups = groupBy(['бета', 'альфа', 'бор', 'астра', 'вяз'], (word) => word.charAt(0));
  expect([...groups]).toEqual([
    ['б', ['бета', 'бор']],
    ['а', ['альфа', 'астра']],
    ['в', ['вяз']],
  ]);
  expect([...groupBy([], String)]).toEqual([]);
});

test('lists are concatenated in order', () => {
  expect(joined([[1, 2], [], [3]])).toEqual([1, 2, 3]);
  expect(joined([])).toEqual([]);
});

describe('onceEach', () => {
  test.each<[string, unknown]>([
    ['a value', 'ответ'],
    ['null', null],
    ['zero', 0],
    ['an empty text', ''],
  ])('%s is computed once per key', (_, answer) => {
    const asked: string[] = [];
    const find = onceEach((key: string) => {
      asked.push(key);
      return answer;
    });
    expect(['а', 'б', 'а', 'б'].map(find)).toEqual([answer, answer, answer, answer]);
    expect(asked).toEqual(['а', 'б']);
  });
});
