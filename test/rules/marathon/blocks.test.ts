// Rules 2 and 4: blocks and their test windows.
import { describe, expect, test } from '@jest/globals';
import { at, type Typed } from '../harness.js';
import { application, block, SIX_BLOCKS, stage, visit } from './fixtures.js';

const closings = (rows: readonly Typed[], settings = {}): readonly unknown[] =>
  (stage({ tabs: { Блоки: rows }, settings }).computed['Блоки'] ?? []).map(
    (row) => row['ошибка'] ?? row['Тест закрывается'],
  );

describe('«Тест закрывается»', () => {
  test('the six blocks of the seed: the first closes on 05.10.2023 11:00, the last two on 02.11.2023 11:00', () => {
    expect(closings(SIX_BLOCKS)).toEqual([
      '2023-10-05T11:00',
      '2023-10-12T11:00',
      '2023-10-19T11:00',
      '2023-10-26T11:00',
      '2023-11-02T11:00',
      '2023-11-02T11:00',
    ]);
  });

  test('«Тест до» overrides the computed time, also for the last block', () => {
    const testUntil = { 'Тест до': at('2023-11-01 09:30') };
    expect(
      closings([block(1, '2023-10-19 11:00', testUntil), block(2, '2023-10-26 11:00', testUntil)]),
    ).toEqual(['2023-11-01T09:30', '2023-11-01T09:30']);
  });

  test('every block with the latest Начало counts as the last', () => {
    expect(
      closings([block(1, '2023-10-26 11:00'), block(2, '2023-10-19 11:00'), block(3, '2023-10-26 11:00')]),
    ).toEqual(['2023-11-02T11:00', '2023-11-02T11:00', '2023-11-02T11:00']);
  });

  test('the setting names the last block, whatever its date', () => {
    const rows = [block(1, '2023-10-05 11:00'), block(2, '2023-10-26 11:00')];
    expect(closings(rows, { 'Последний блок': 1 })).toEqual(['2023-10-12T11:00', '2023-11-09T11:00']);
  });

  test('a setting that names an unknown block is reported, and the latest block is the last', () => {
    const { computed, problems } = stage({
      tabs: { Блоки: [block(1, '2023-10-05 11:00'), block(2, '2023-10-26 11:00')] },
      settings: { 'Последний блок': 9 },
    });
    expect(computed['Блоки']?.map((row) => row['Тест закрывается'])).toEqual([
      '2023-10-19T11:00',
      '2023-11-02T11:00',
    ]);
    expect(problems).toEqual([
      expect.stringContaining('блока 9 нет на вкладке «Блоки»; последним считается самый поздний'),
    ]);
  });

  test('both periods are settings', () => {
    expect(
      closings(SIX_BLOCKS.slice(0, 2), { 'Окно теста, дней': 10, 'Окно последнего теста, дней': 3 }),
    ).toEqual(['2023-10-01T11:00', '2023-10-01T11:00']);
  });

  test('the wall-clock time stays the same across a clock change', () => {
    const rows = [block(1, '2023-10-20 11:00'), block(2, '2023-11-20 11:00')];
    // Berlin's clocks go back on 29.10.2023.
    expect(closings(rows, { 'Часовой пояс': 'Europe/Berlin' })[0]).toBe('2023-11-03T11:00');
  });
});

describe('rows in error', () => {
  test('of rows with the same Блок the first counts, however the number is spelt', () => {
    const rows = [
      block(1, '2023-09-21 11:00'),
      block(1, '2023-09-28 11:00'),
      block(2, '2023-10-05 11:00', { Блок: '01' }),
    ];
    expect(closings(rows)).toEqual([
      '2023-09-28T11:00',
      '«Блок» — такое значение уже есть в строке 2',
      '«Блок» — такое значение уже есть в строке 2',
    ]);
  });

  test.each([
    ['2023-09-21 10:59', '«Тест до» — «Тест до» не позже «Начала»'],
    ['2023-09-21 11:00', '«Тест до» — «Тест до» не позже «Начала»'],
    ['2023-09-21 11:01', '2023-09-21T11:01'],
  ])('Тест до %s for a start at 11:00: %s', (testUntil, expected) => {
    expect(closings([block(1, '2023-09-21 11:00', { 'Тест до': at(testUntil) })])).toEqual([expected]);
  });

  test('rows that name a block in error are in error too and earn nothing', () => {
    const { computed, outputs } = stage({
      tabs: {
        Регистрации: [application('anna')],
        Блоки: [block(1, '2023-09-21 11:00', { 'Тест до': at('2023-09-20 11:00') })],
        Посещения: [visit('anna', 1)],
      },
    });
    expect(computed['Посещения']).toEqual([{ ошибка: '«Блок» — такого блока нет' }]);
    expect(outputs['Рейтинг']?.[0]?.['Итого']).toBe(0);
  });
});
