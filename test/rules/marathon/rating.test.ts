// Rule 8 and «Рейтинг»: sums, places, and what the tab must not show.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at } from '../harness.js';
import { application, attempt, emailOf, sale, stage, task, visit } from './fixtures.js';

const extra = (nickname: string, points: number) => ({
  Email: emailOf(nickname),
  Баллы: points,
  'За что': 'Активность',
});

describe('«Рейтинг»', () => {
  test('points per column, additional points unchanged, Итого is their sum', () => {
    const { outputs } = stage({
      tabs: {
        Регистрации: [application('anna'), application('boris')],
        Посещения: [visit('anna', 1), visit('anna', 2), visit('anna', 3, 'запись')],
        'Результаты тестов': [
          attempt('anna', 1, '2023-09-22 12:00', 7),
          attempt('anna', 1, '2023-09-23 12:00', 8),
        ],
        Задания: [task('anna', 'Слоган'), task('anna', 'Звонок', { Вид: 'дополнительное' })],
        Продажи: [sale('anna'), sale('anna', { Подтверждена: false })],
        'Дополнительные баллы': [extra('anna', 2.5), extra('anna', -4), extra('boris', -1)],
      },
    });
    expect(outputs['Рейтинг']).toEqual([
      {
        Место: 1,
        Никнейм: 'anna',
        Посещения: 2,
        Тесты: 7,
        Задания: 6,
        Продажи: 3,
        'Доп. баллы': -1.5,
        Итого: 16.5,
      },
      {
        Место: 2,
        Никнейм: 'boris',
        Посещения: 0,
        Тесты: 0,
        Задания: 0,
        Продажи: 0,
        'Доп. баллы': -1,
        Итого: -1,
      },
    ]);
  });

  test.each([
    ['anna@mail.example.com', 'anna@…'],
    ['Анна, анна@почта.рф', null],
    ['анна@почта.рф', 'анна@…'],
    ['+7 (900) 123-45-67', '+7 (9…'],
    ['Аня 89001234567', 'Аня 8900…'],
    ['8–900–123–45–67', '8–90…'],
    ['8\u2011900\u2011123\u201145\u201167', '8\u201190…'],
    ['8/900/123_45_67', '8/90…'],
    ['ivan@corp.ru/petr@corp.ru', 'ivan@…'],
    ['@nick.name', '@nick.name'],
    ['a@b', 'a@b'],
    ['007-2023', '007-2023'],
  ])('no contacts: the nickname «%s» reads %p', (nickname, shown) => {
    const made = stage({ tabs: { Регистрации: [application(nickname, { Email: emailOf('anna') })] } });
    expect(made.outputs['Рейтинг']?.map((row) => row['Никнейм'])).toEqual(shown === null ? [] : [shown]);
    expect(made.page()?.sections[0]?.rows.map(([, name]) => name)).toEqual(shown === null ? [] : [shown]);
    const warned =
      'Регистрации!2[Никнейм]: (предупреждение) в никнейме адрес или телефон: в рейтинге и на странице он виден не целиком';
    if (shown !== null) expect(made.problems).toEqual(shown === nickname ? [] : [warned]);
  });

  test('equal Итого share a place and the next is skipped (1, 2, 2, 4); participants with 0 are listed, refused applicants are not', () => {
    const { outputs } = stage({
      tabs: {
        Регистрации: ['dora', 'carl', 'boris', 'anna']
          .map((name) => application(name))
          .concat([application('late', { 'Дата регистрации': at('2023-10-20 10:00') })]),
        'Дополнительные баллы': [extra('boris', 9), extra('dora', 5), extra('anna', 5)],
      },
    });
    expect(outputs['Рейтинг']?.map((row) => [row['Место'], row['Никнейм'], row['Итого']])).toEqual([
      [1, 'boris', 9],
      [2, 'anna', 5],
      [2, 'dora', 5],
      [4, 'carl', 0],
    ]);
  });

  test('ties are sorted by nickname by code point: upper case first, «ё» after «я», emoji last', () => {
    const nicknames = ['😀', 'ё', 'я', 'а', 'Яя', '﹏', 'b', 'Bb', '10', '9'];
    const { outputs } = stage({
      tabs: {
        Регистрации: nicknames.map((name) => application(name)),
      },
    });
    expect(outputs['Рейтинг']?.map((row) => row['Никнейм'])).toEqual([
      '10',
      '9',
      'Bb',
      'b',
      'Яя',
      'а',
      'я',
      'ё',
      '﹏',
      '😀',
    ]);
  });

  test('sums that only differ by binary rounding share a place', () => {
    const { outputs } = stage({
      tabs: {
        Регистрации: [application('anna'), application('boris')],
        'Дополнительные баллы': [extra('anna', 0.1), extra('anna', 0.2), extra('boris', 0.3)],
      },
    });
    expect(outputs['Рейтинг']?.map((row) => [row['Место'], row['Итого']])).toEqual([
      [1, 0.3],
      [1, 0.3],
    ]);
  });

  test('no contact columns', () => {
    const { outputs } = stage({ tabs: { Регистрации: [application('anna', { Телефон: '+7 000' })] } });
    expect(Object.keys(outputs['Рейтинг']?.[0] ?? {})).toEqual([
      'Место',
      'Никнейм',
      'Посещения',
      'Тесты',
      'Задания',
      'Продажи',
      'Доп. баллы',
      'Итого',
    ]);
  });

  test('any visits and additional points: every participant once, sums agree, places are 1 + the number with more', () => {
    const people = ['a', 'b', 'c', 'd', 'e'];
    const someone = fc.constantFrom(...people);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(someone, fc.integer({ min: 1, max: 6 })), { maxLength: 20 }),
        fc.array(fc.tuple(someone, fc.integer({ min: -5, max: 5 })), { maxLength: 20 }),
        (visits, extras) => {
          const { computed, outputs } = stage({
            tabs: {
              Регистрации: people.map((name) => application(name)),
              Посещения: visits.map(([name, number]) => visit(name, number)),
              'Дополнительные баллы': extras.map(([name, points]) => extra(name, points)),
            },
          });
          const rating = outputs['Рейтинг'] ?? [];
          expect(rating.map((row) => row['Никнейм']).sort()).toEqual(people);
          const total = rating.reduce((sum, row) => sum + Number(row['Итого']), 0);
          const rows = (computed['Посещения'] ?? []).reduce((sum, row) => sum + Number(row['Баллы']), 0);
          expect(total).toBe(rows + extras.reduce((sum, [, points]) => sum + points, 0));
          for (const row of rating) {
            const more = rating.filter((other) => Number(other['Итого']) > Number(row['Итого'])).length;
            expect(row['Место']).toBe(more + 1);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
