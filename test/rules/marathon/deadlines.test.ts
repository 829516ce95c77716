// «Сроки» of the marathon.
import { describe, expect, test } from '@jest/globals';
import { at } from '../harness.js';
import { application, attempt, block, SIX_BLOCKS, stage } from './fixtures.js';

const PEOPLE = [application('anna'), application('boris')];

test('the start and the test of each block, the end of registration, the final; a block’s deadlines name its row', () => {
  const { deadlines } = stage({ now: '2023-09-01T12:00:00+03:00', tabs: { Регистрации: PEOPLE } });
  expect(deadlines).toHaveLength(SIX_BLOCKS.length * 2 + 2);
  expect(deadlines.slice(0, 2)).toEqual([
    {
      object: 'Блок 1. Тема 1',
      what: 'Начало блока',
      due: '2023-09-21T11:00',
      state: 'open',
      note: '',
      source: 'Блоки!2',
    },
    {
      object: 'Блок 1. Тема 1',
      what: 'Закрытие теста',
      due: '2023-10-05T11:00',
      state: 'open',
      note: 'Без попытки: 2 из 2.',
      source: 'Блоки!2',
    },
  ]);
  expect(deadlines.slice(-2)).toEqual([
    {
      object: 'Марафон',
      what: 'Закрытие регистрации',
      due: '2023-10-05',
      state: 'open',
      note: '',
      source: 'Настройки',
    },
    { object: 'Марафон', what: 'Финал', due: '2023-11-03', state: 'open', note: '', source: 'Настройки' },
  ]);
});

const stateOf = (what: string, now: string, tabs = {}): string | undefined =>
  stage({ now, tabs: { Регистрации: PEOPLE, ...tabs } }).deadlines.find((deadline) => deadline.what === what)
    ?.state;

test.each([
  ['Начало блока', '2023-09-21T10:59:59+03:00', 'open'],
  ['Начало блока', '2023-09-21T11:00:00+03:00', 'done'],
  ['Закрытие теста', '2023-10-05T10:59:59+03:00', 'open'],
  ['Закрытие теста', '2023-10-05T11:00:00+03:00', 'done'],
  ['Закрытие регистрации', '2023-10-05T23:59:59+03:00', 'open'],
  ['Закрытие регистрации', '2023-10-06T00:00:00+03:00', 'done'],
  ['Финал', '2023-11-03T23:59:59+03:00', 'open'],
  ['Финал', '2023-11-04T00:00:00+03:00', 'done'],
])('«%s» at %s: %s', (what, now, state) => {
  expect(stateOf(what, now)).toBe(state);
});

describe('the closing of a test is done as soon as every participant has an attempt', () => {
  const now = '2023-09-25T12:00:00+03:00';
  const anna = attempt('anna', 1, '2023-09-22 12:00', 3);
  test.each([
    ['both', [anna, attempt('boris', 1, '2023-09-22 13:00', 0)], 'done', 'Без попытки: 0 из 2.'],
    [
      'both, one before the opening',
      [anna, attempt('boris', 1, '2023-09-21 10:00', 5)],
      'done',
      'Без попытки: 0 из 2.',
    ],
    ['one', [anna], 'open', 'Без попытки: 1 из 2.'],
    [
      'one participant twice',
      [anna, attempt('anna', 1, '2023-09-23 12:00', 5)],
      'open',
      'Без попытки: 1 из 2.',
    ],
    [
      'one for another block',
      [anna, attempt('boris', 2, '2023-09-22 13:00', 5)],
      'open',
      'Без попытки: 1 из 2.',
    ],
    [
      'one in a row in error',
      [anna, attempt('boris', 1, '2023-09-22 13:00', 9)],
      'open',
      'Без попытки: 1 из 2.',
    ],
    [
      'one dated in the future',
      [anna, attempt('boris', 1, '2023-09-26 13:00', 5)],
      'open',
      'Без попытки: 1 из 2.',
    ],
  ])('%s', (_, rows, state, note) => {
    const { deadlines } = stage({ now, tabs: { Регистрации: PEOPLE, 'Результаты тестов': rows } });
    expect(deadlines.find((deadline) => deadline.what === 'Закрытие теста')).toMatchObject({ state, note });
  });

  test('without participants it stays open', () => {
    const { deadlines } = stage({ now, tabs: {} });
    expect(deadlines.find((deadline) => deadline.what === 'Закрытие теста')).toMatchObject({
      state: 'open',
      note: 'Без попытки: 0 из 0.',
    });
  });
});

test('a block in error has no deadlines', () => {
  const { deadlines } = stage({
    tabs: { Блоки: [block(1, '2023-09-21 11:00', { 'Тест до': at('2023-09-21') })] },
  });
  expect(deadlines.map(({ what }) => what)).toEqual(['Закрытие регистрации', 'Финал']);
});
