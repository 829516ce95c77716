// Rules 2, 3 and 5…8: what each row earns.
import { describe, expect, test } from '@jest/globals';
import { at, type Typed } from '../harness.js';
import { application, attempt, sale, stage, task, visit } from './fixtures.js';

const PEOPLE = [application('anna'), application('boris', { 'Дата регистрации': at('2023-09-11 10:00') })];

/** Баллы and Примечание of each row, or its error. */
function earned(
  tab: string,
  rows: readonly Typed[],
  more: { readonly settings?: Readonly<Record<string, number>>; readonly now?: string } = {},
): readonly unknown[] {
  const { computed } = stage({ ...more, tabs: { Регистрации: PEOPLE, [tab]: rows } });
  return (computed[tab] ?? []).map((row) => row['ошибка'] ?? [row['Баллы'], row['Примечание']]);
}
const NO_PARTICIPANT = '«Email» — участника с таким адресом нет';
const NO_BLOCK = '«Блок» — такого блока нет';

describe('rule 2: rows name a participant and a block', () => {
  test.each<[string, Typed]>([
    ['Посещения', visit('nobody', 1)],
    ['Результаты тестов', attempt('nobody', 1, '2023-09-22 12:00', 8)],
    ['Задания', task('nobody', 'Слоган')],
    ['Продажи', sale('nobody')],
  ])('«%s» with an unknown address', (tab, row) => {
    expect(earned(tab, [row])).toEqual([NO_PARTICIPANT]);
  });

  test('«Дополнительные баллы» with an unknown address', () => {
    const { problems, outputs } = stage({
      tabs: {
        Регистрации: PEOPLE,
        'Дополнительные баллы': [{ Email: 'nobody@example.com', Баллы: 5, 'За что': 'Активность' }],
      },
    });
    expect(problems).toContain('Дополнительные баллы!2[Email]: участника с таким адресом нет');
    expect(outputs['Рейтинг']?.map((row) => row['Итого'])).toEqual([0, 0]);
  });

  test('a refused applicant is not a participant', () => {
    const { computed } = stage({
      tabs: { Регистрации: [application('anna', { 'На портале': false })], Посещения: [visit('anna', 1)] },
    });
    expect(computed['Посещения']).toEqual([{ ошибка: NO_PARTICIPANT }]);
  });

  test('an unknown block; an unknown block and an unknown participant together', () => {
    expect(earned('Посещения', [visit('anna', 7), visit('nobody', 7)])).toEqual([
      NO_BLOCK,
      `${NO_BLOCK}; ${NO_PARTICIPANT}`,
    ]);
    expect(earned('Результаты тестов', [attempt('anna', 7, '2023-09-22 12:00', 1)])).toEqual([NO_BLOCK]);
  });

  test('addresses are compared without case', () => {
    expect(earned('Посещения', [{ Блок: 1, Email: ' ANNA@Example.COM ' }])).toEqual([[1, null]]);
  });
});

describe('rule 3: attendance', () => {
  test('1 for each participant and block online; blank is онлайн; duplicates and recordings earn 0', () => {
    expect(
      earned('Посещения', [
        visit('anna', 1, 'запись'),
        visit('anna', 1, ''),
        visit('anna', 1),
        visit('anna', 2),
        visit('boris', 1, 'Онлайн'),
      ]),
    ).toEqual([
      [0, 'просмотр в записи баллов не даёт'],
      [1, null],
      [0, 'повтор: посещение учтено в строке 3'],
      [1, null],
      [1, null],
    ]);
  });

  test('the points are a setting', () => {
    expect(earned('Посещения', [visit('anna', 1)], { settings: { 'Балл за посещение': 2.5 } })).toEqual([
      [2.5, null],
    ]);
  });
});

describe('rule 5: quizzes', () => {
  test.each([
    ['before opening', '2023-09-21 10:59:59', [0, 'до открытия теста']],
    ['at the opening instant', '2023-09-21 11:00', [7, null]],
    ['a second before closing', '2023-10-05 10:59:59', [7, null]],
    // «Half-open instants: a window [open, close) no longer contains its closing instant.»
    ['at the closing instant', '2023-10-05 11:00', [0, 'после закрытия теста']],
    ['after closing', '2023-10-06 09:00', [0, 'после закрытия теста']],
  ])('%s: %s', (_, finished, expected) => {
    expect(earned('Результаты тестов', [attempt('anna', 1, finished, 7)])).toEqual([expected]);
  });

  test('only the earliest attempt counts, by Завершён, then by row', () => {
    expect(
      earned('Результаты тестов', [
        attempt('anna', 1, '2023-09-24 12:00', 8),
        attempt('anna', 1, '2023-09-22 12:00', 3),
        attempt('anna', 1, '2023-09-22 12:00', 5),
        attempt('anna', 2, '2023-09-29 12:00', 4),
        attempt('boris', 1, '2023-09-23 12:00', 6),
      ]),
    ).toEqual([
      [0, 'засчитывается только самая ранняя попытка, из строки 3'],
      [3, null],
      [0, 'засчитывается только самая ранняя попытка, из строки 3'],
      [4, null],
      [6, null],
    ]);
  });

  test('an earliest attempt outside the window uses up the only attempt', () => {
    expect(
      earned('Результаты тестов', [
        attempt('anna', 1, '2023-09-21 10:00', 8),
        attempt('anna', 1, '2023-09-22 10:00', 8),
      ]),
    ).toEqual([
      [0, 'до открытия теста'],
      [0, 'засчитывается только самая ранняя попытка, из строки 2'],
    ]);
  });

  test.each<[number | string, string]>([
    [-1, '«Верных ответов» — число вне пределов 0…8'],
    [9, '«Верных ответов» — число вне пределов 0…8'],
    ['7,5', '«Верных ответов» — нужно целое число'],
    ['много', '«Верных ответов» — это не число'],
  ])('%p right answers is a row error and not an attempt', (correct, fault) => {
    expect(
      earned('Результаты тестов', [
        attempt('anna', 1, '2023-09-22 12:00', correct),
        attempt('anna', 1, '2023-09-23 12:00', 2),
      ]),
    ).toEqual([fault, [2, null]]);
  });

  test.each([
    [0, 0],
    [8, 8],
  ])('%p right answers earn %p', (correct, points) => {
    expect(earned('Результаты тестов', [attempt('anna', 1, '2023-09-22 12:00', correct)])).toEqual([
      [points, null],
    ]);
  });

  test('the number of questions and the points per answer are settings', () => {
    const settings = { 'Вопросов в тесте': 10, 'Балл за верный ответ': 0.1 };
    expect(earned('Результаты тестов', [attempt('anna', 1, '2023-09-22 12:00', 3)], { settings })).toEqual([
      [0.3, null],
    ]);
    expect(earned('Результаты тестов', [attempt('anna', 1, '2023-09-22 12:00', 10)], { settings })).toEqual([
      [1, null],
    ]);
  });

  test.each([
    ['2023-09-25T11:59:59+03:00', [0, 'время завершения ещё не наступило']],
    ['2023-09-25T12:00:00+03:00', [8, null]],
  ])('an attempt at 25.09.2023 12:00, seen at %s', (now, expected) => {
    expect(earned('Результаты тестов', [attempt('anna', 1, '2023-09-25 12:00', 8)], { now })).toEqual([
      expected,
    ]);
  });
});

describe('rule 6: tasks', () => {
  test('each accepted task once, by the first accepted row; names compare like headers', () => {
    expect(
      earned('Задания', [
        task('anna', 'Слоган', { Принято: false }),
        task('anna', 'Слоган'),
        task('anna', ' СЛОГАН  '),
        task('anna', 'Ещё один', { Вид: 'дополнительное' }),
        task('anna', 'Еще  один'),
        task('boris', 'Слоган'),
      ]),
    ).toEqual([
      [0, 'не принято'],
      [3, null],
      [0, 'повтор: задание зачтено в строке 3'],
      [3, null],
      [0, 'повтор: задание зачтено в строке 5'],
      [3, null],
    ]);
  });

  test('a date, even in the future, does not matter', () => {
    expect(earned('Задания', [task('anna', 'Слоган', { Дата: at('2024-01-01') })])).toEqual([[3, null]]);
  });
});

describe('rule 7: sales', () => {
  test.each<[string, Typed, unknown]>([
    ['a good one', {}, [3, null]],
    ['renewal', { Вид: 'продление' }, [0, 'не новая']],
    ['additional purchase', { Вид: 'дозакупка' }, [0, 'не новая']],
    ['upgrade', { Вид: 'Upgrade' }, [0, 'не новая']],
    ['exactly the minimum', { 'Сумма РРЦ': '10 000,00 руб.' }, [3, null]],
    ['a kopeck below it', { 'Сумма РРЦ': '9 999,99' }, [0, 'сумма меньше минимума']],
    ['the day before the marathon', { Дата: at('2023-09-20') }, [0, 'вне периода']],
    ['the first day', { Дата: at('2023-09-21') }, [3, null]],
    ['the last day', { Дата: at('2023-11-03 18:00') }, [3, null]],
    ['the day after', { Дата: at('2023-11-04') }, [0, 'вне периода']],
    ['unconfirmed', { Подтверждена: false }, [0, 'не подтверждена']],
    // «Примечание is the first of …»
    [
      'all faults together',
      { Вид: 'upgrade', 'Сумма РРЦ': 1, Дата: at('2023-01-01'), Подтверждена: '' },
      [0, 'не новая'],
    ],
    [
      'small, outside the period, unconfirmed',
      { 'Сумма РРЦ': 1, Дата: at('2023-01-01'), Подтверждена: '' },
      [0, 'сумма меньше минимума'],
    ],
    ['outside the period, unconfirmed', { Дата: at('2023-01-01'), Подтверждена: '' }, [0, 'вне периода']],
    ['unknown kind', { Вид: 'аренда' }, '«Вид» — такого слова нет в списке'],
    ['sum is not a number', { 'Сумма РРЦ': 'договорная' }, '«Сумма РРЦ» — это не число'],
  ])('%s', (_, more, expected) => {
    expect(earned('Продажи', [sale('anna', more)])).toEqual([expected]);
  });

  test.each([
    ['2023-10-09T23:59:59+03:00', [0, 'вне периода']],
    ['2023-10-10T00:00:00+03:00', [3, null]],
  ])('a sale dated 10.10.2023, seen at %s: it does not count before its date', (now, expected) => {
    expect(earned('Продажи', [sale('anna')], { now })).toEqual([expected]);
  });

  test('the number is not limited; points and minimum are settings', () => {
    const rows = Array.from({ length: 30 }, () => sale('anna', { 'Сумма РРЦ': 500 }));
    const settings = { 'Балл за продажу': 4, 'Минимальная сумма продажи': 500 };
    expect(earned('Продажи', rows, { settings })).toEqual(rows.map(() => [4, null]));
  });
});
