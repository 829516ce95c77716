// Grouping, concatenating, caching.
import { describe, expect, test } from '@jest/globals';
import { entryOf, groupBy, joined, onceEach, oncePer } from '../../src/rules/collections.js';

test('groups and their entries are in the order of the list', () => {
  const groups = groupBy(['бета', 'альфа', 'бор', 'астра', 'вяз'], (word) => word.charAt(0));
  expect([...groups]).toEqual([
    ['б', ['бета', 'бор']],
    ['а', ['альфа', 'астра']],
    ['в', ['вяз']],
  ]);
  expect([...groupBy([], String)]).toEqual([]);
});

test('an entry is made once for each key', () => {
  const map = new Map<string, { readonly name: string }>();
  const made = ['а', 'б', 'а'].map((key) => entryOf(map, key, (name) => ({ name })));
  expect(made).toEqual([{ name: 'а' }, { name: 'б' }, { name: 'а' }]);
  expect(made[2]).toBe(made[0]);
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

test('oncePer: once for each object, whatever it contains', () => {
  const asked: string[] = [];
  const find = oncePer(({ name }: { readonly name: string }) => {
    asked.push(name);
    return name === 'а' ? null : name;
  });
  const [one, same, other] = [{ name: 'а' }, { name: 'а' }, { name: 'б' }];
  expect([one, one, same, other, other].map(find)).toEqual([null, null, null, 'б', 'б']);
  expect(asked).toEqual(['а', 'а', 'б']);
});
