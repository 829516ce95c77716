// Lists of partners, rows left over in them, and «Сроки».
// Hand-made rows, at least one case per sentence of the spec; each workbook is also compared with the oracle
// as a whole.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import type { RawCell, Tables } from '../cells.js';
import { asked, bought, company, PROFESSIONAL, run, SERVING, SOLUTION } from './rows.js';
import { type World, world } from './support.js';

describe('output tabs', () => {
  test('«Список партнёров» and «Список сервисных партнёров»', () => {
    const professional = { ...PROFESSIONAL, 'Заявленный уровень': 'Professional Reseller' };
    const { made } = run(
      {
        Реселлеры: [
          company('Первичный', SERVING),
          company('Сервис', { ...professional, ...SERVING }),
          company('Простой', professional),
          company('Будущий', { ...professional, ...SERVING, 'Дата регистрации': serial('02.06.2024') }),
          company('Бывший', { ...professional, ...SERVING, 'Дата регистрации': serial('02.06.2023') }),
          company('Решения', { ...SOLUTION, ...SERVING, 'Заявленный уровень': 'Solution Provider' }),
        ],
      },
      '01.06.2024 12:00',
    );
    const names = (tab: Parameters<World['partners']>[0]) =>
      made
        .partners(tab)
        .map((row) => String(row[0]))
        .sort();
    expect(names('Список партнёров')).toEqual(['Простой', 'Решения', 'Сервис']);
    expect(names('Список сервисных партнёров')).toEqual(['Решения', 'Сервис']);
  });
  test('leftover rows are cleared; staff’s own columns are kept', () => {
    const made = world();
    run(
      {
        Реселлеры: [company('Тау'), company('Беркут')],
        Закупки: [bought('15.02.2024', 1), bought('15.02.2024', 1, 'Беркут')],
      },
      '20.02.2024 12:00',
      { made },
    );
    made.workbook.set('Накопление', 1, 9, 'моё');
    const { made: again } = run(
      { Реселлеры: [company('Тау'), company('Беркут')], Закупки: [bought('15.02.2024', 1)] },
      '20.02.2024 12:00',
      { made },
    );
    expect(again.accounts().filter((row) => row[0] !== null)).toHaveLength(1);
    expect(made.workbook.get('Накопление', 1, 9)).toBe('моё');
  });
  test.each<[string, string, readonly [string, string, number][]]>([
    [
      'long before',
      '01.06.2024 12:00',
      [
        ['30.06.2024', 'впереди', 29],
        ['31.12.2024', 'впереди', 213],
      ],
    ],
    [
      'soon',
      '28.12.2024 12:00',
      [
        ['31.12.2024', 'скоро', 3],
        ['31.12.2024', 'скоро', 3],
      ],
    ],
    [
      'a day before «скоро»',
      '27.12.2024 12:00',
      [
        ['31.12.2024', 'впереди', 4],
        ['31.12.2024', 'впереди', 4],
      ],
    ],
    [
      'today',
      '31.12.2024 23:59',
      [
        ['31.12.2024', 'сегодня', 0],
        ['31.12.2024', 'сегодня', 0],
      ],
    ],
    [
      'the day after',
      '01.01.2025 00:00',
      [
        ['31.12.2024', 'просрочено', -1],
        ['31.03.2025', 'впереди', 89],
      ],
    ],
  ])('«Сроки»: %s', (_, when, expected) => {
    const { made } = run({ Реселлеры: [company('Тау')] }, when);
    expect(made.deadlines().map(({ due, state, left }) => [due, state, left])).toEqual(
      expected.map(([due, state, left]) => [serial(due), state, left]),
    );
  });
  test('«Сроки»: the earlier end of an extended membership is done', () => {
    const { made } = run(
      { Реселлеры: [company('Тау', { 'Продлено по год': 2025, Согласовано: true })] },
      '01.06.2024 12:00',
    );
    expect(made.deadlines().map(({ due, state }) => [due, state])).toEqual([
      [serial('30.06.2024'), 'впереди'],
      [serial('31.12.2025'), 'впереди'],
      [serial('31.12.2024'), 'выполнено'],
    ]);
  });
  test.each<[string, string, string]>([
    // Nauryz 21–23.03 and its moved day off 25.03: the five days are 19, 20, 26, 27, 28.
    ['18.03.2024', '28.03.2024', 'over Nauryz'],
    // 01.05, 07.05, 08.05 and 09.05 are days off, Saturday 04.05 is worked: the five days are 30, 02, 03, 04,
    // 06.
    ['29.04.2024', '06.05.2024', 'over May'],
    ['31.05.2024', '07.06.2024', 'from a Friday'],
    ['01.06.2024', '07.06.2024', 'from a Saturday'],
  ])('«Сроки»: an application dated %s must be answered by %s (%s)', (date, due) => {
    const tables = (decision: RawCell): Tables => ({
      Реселлеры: [company('Тау')],
      'Заявки на уровень': [asked(date, 'Primary Reseller', { Решение: decision })],
    });
    const open = run(tables(null), `${date} 12:00`).made.deadlines();
    expect(open.find(({ tab }) => tab === 'Заявки на уровень')?.due).toBe(serial(due));
    expect(
      run(tables(null), '20.06.2024 00:00')
        .made.deadlines()
        .find(({ tab }) => tab === 'Заявки на уровень')?.state,
    ).toBe('просрочено');
    expect(
      run(tables('отклонено'), `${date} 12:00`)
        .made.deadlines()
        .filter(({ tab }) => tab === 'Заявки на уровень'),
    ).toEqual([]);
  });
});
