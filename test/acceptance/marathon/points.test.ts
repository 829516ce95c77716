// What each row earns (rules 3, 5 to 8), sentence by sentence: hand-made rows through the built bundle,
// expected values worked out by hand.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import { type Cells, MISTAKE, NOTED, type RawCell, type RawRow } from '../cells.js';
import { A, AFTER, B, C, pair, person, staged } from './rows.js';

test('rule 3: online attendance earns once, however the row is typed; a recording earns nothing', () => {
  const made = staged({
    Посещения: [
      { Блок: 1, Email: A, Формат: 'запись' },
      { Блок: '1', Email: ' A@X.RU', Формат: ' Онлайн ' },
      null,
      { Блок: 1, Email: A },
      { Блок: 2, Email: A, Формат: 'очно' },
      { Блок: 6, Email: B },
    ],
  });
  expect([2, 3, 5, 6, 7].map((row) => pair(made, 'Посещения', row))).toEqual([
    [0, NOTED],
    [1, null],
    [0, NOTED],
    [null, MISTAKE],
    [1, null],
  ]);
});

describe('rule 5: quizzes', () => {
  const quiz = (no: RawCell, email: string, finished: string, right: RawCell): RawRow => ({
    Блок: no,
    Email: email,
    Завершён: serial(finished),
    'Верных ответов': right,
  });
  test('the window [Начало, Тест закрывается)', () => {
    const made = staged({
      'Результаты тестов': [
        quiz(1, A, '21.09.2023 10:59', 8),
        quiz(2, A, '28.09.2023 11:00', 8),
        quiz(3, A, '19.10.2023 10:59', 7),
        quiz(4, A, '26.10.2023 11:00', 8),
        quiz(6, A, '02.11.2023 11:00', 8),
        quiz(5, A, '20.10.2023 11:00', 0),
      ],
    });
    expect([2, 3, 4, 5, 6, 7].map((row) => pair(made, 'Результаты тестов', row))).toEqual([
      [0, NOTED],
      [8, null],
      [7, null],
      [0, NOTED],
      [0, NOTED],
      [0, null],
    ]);
  });
  test('only the earliest attempt counts, by Завершён, then by row, even if it earned nothing; a row in error is not an attempt', () => {
    const made = staged({
      'Результаты тестов': [
        quiz(1, A, '23.09.2023 12:00', 8),
        quiz(1, A, '22.09.2023 12:00', 3),
        quiz(1, A, '22.09.2023 12:00', 8),
        quiz(1, A, '21.09.2023 12:00', 9),
        quiz(1, A, '21.09.2023 12:00', 2.5),
        quiz(1, A, '21.09.2023 12:00', -1),
        quiz(2, A, '28.09.2023 10:00', 8),
        quiz(2, A, '28.09.2023 12:00', 8),
      ],
    });
    expect([2, 3, 4, 5, 6, 7, 8, 9].map((row) => pair(made, 'Результаты тестов', row))).toEqual([
      [0, NOTED],
      [3, null],
      [0, NOTED],
      [null, MISTAKE],
      [null, MISTAKE],
      [null, MISTAKE],
      [0, NOTED],
      [0, NOTED],
    ]);
    expect(made.column('Рейтинг', 'Тесты')).toEqual([3, 0]);
  });
  test('an attempt later than now does not count yet, one exactly at now does', () => {
    const rows = [quiz(1, A, '22.09.2023 12:00', 8)];
    const early = staged({ 'Результаты тестов': rows }, '22.09.2023 11:59');
    expect(pair(early, 'Результаты тестов', 2)).toEqual([0, NOTED]);
    expect(pair(staged({ 'Результаты тестов': rows }, '22.09.2023 12:00'), 'Результаты тестов', 2)).toEqual([
      8,
      null,
    ]);
  });
  test('points and the number of questions are settings', () => {
    const made = staged({
      'Результаты тестов': [quiz(1, A, '22.09.2023', 10), quiz(2, A, '29.09.2023', 11)],
    });
    made.set('Вопросов в тесте', 10);
    made.set('Балл за верный ответ', '0,1');
    made.recompute(AFTER);
    expect(pair(made, 'Результаты тестов', 2)).toEqual([1, null]);
    expect(made.errors()).toEqual(['Результаты тестов/3']);
  });
});

test('rule 6: tasks are compared like headers and earn once; the first accepted row decides the Вид', () => {
  const task = (name: RawCell, kind: RawCell, accepted: RawCell, email = A): RawRow => ({
    Задание: name,
    Вид: kind,
    Email: email,
    Принято: accepted,
  });
  const made = staged({
    Задания: [
      task('Ёлка  в офисе', 'творческое', 'нет'),
      task('елка в\u00a0ОФИСЕ *', 'Дополнительное', 'да'),
      task('Ёлка в офисе', 'творческое', 'да'),
      task('Мем', null, 1),
      task('Мем', 'разное', 1),
      task('Мем', null, true, B),
      task('', null, true, B),
    ],
  });
  expect([2, 3, 4, 5, 6, 7, 8].map((row) => pair(made, 'Задания', row))).toEqual([
    [0, NOTED],
    [3, null],
    [0, NOTED],
    [3, null],
    [null, MISTAKE],
    [3, null],
    [null, MISTAKE],
  ]);
  expect(made.rating()).toEqual([
    [1, 'Аня', 0, 0, 6, 0, 0, 6],
    [2, 'Боря', 0, 0, 3, 0, 0, 3],
  ]);
  expect(made.nominations()[1]).toEqual(['Креативные продажи', 3, 'Аня,Боря', null, 'нужен розыгрыш', null]);
});

describe('rule 7: sales', () => {
  const sale = (more: Cells): RawRow => ({
    Дата: serial('10.10.2023'),
    Email: A,
    Продукт: 'PRO32',
    Вид: 'новая',
    'Сумма РРЦ': 10_000,
    Подтверждена: true,
    ...more,
  });
  test.each<[string, Cells, RawCell, RawCell]>([
    ['counts', {}, 3, null],
    ['text', { 'Сумма РРЦ': '10 000,00 руб.', Вид: 'НОВАЯ', Подтверждена: '+' }, 3, null],
    ['on the first day', { Дата: '21.09.2023' }, 3, null],
    ['late on the last day', { Дата: serial('03.11.2023 23:59') }, 3, null],
    ['a day before the first', { Дата: '2023-09-20' }, 0, 'вне периода'],
    ['the day after the last', { Дата: serial('04.11.2023') }, 0, 'вне периода'],
    ['a kopeck below the minimum', { 'Сумма РРЦ': '9\u00a0999,99' }, 0, 'сумма меньше минимума'],
    ['renewal', { Вид: 'Upgrade', 'Сумма РРЦ': 1, Дата: '01.01.2023', Подтверждена: null }, 0, 'не новая'],
    [
      'below the minimum and outside the period',
      { 'Сумма РРЦ': 1, Дата: '01.01.2023', Подтверждена: null },
      0,
      'сумма меньше минимума',
    ],
    ['outside the period and unconfirmed', { Дата: '01.01.2023', Подтверждена: null }, 0, 'вне периода'],
    ['unconfirmed', { Подтверждена: '-' }, 0, 'не подтверждена'],
    ['no product', { Продукт: null }, null, MISTAKE],
    ['an unknown kind', { Вид: 'обмен' }, null, MISTAKE],
    ['a fraction of a kopeck', { 'Сумма РРЦ': 10_000.005 }, null, MISTAKE],
    ['no sum', { 'Сумма РРЦ': null }, null, MISTAKE],
  ])('%s', (_, more, points, note) => {
    expect(pair(staged({ Продажи: [sale(more)] }), 'Продажи', 2)).toEqual([points, note]);
  });
  test('the number is not limited; a sale dated today counts, one dated tomorrow does not yet', () => {
    const made = staged({ Продажи: Array.from({ length: 40 }, () => sale({})) }, '10.10.2023 00:00');
    expect(made.column('Рейтинг', 'Продажи')).toEqual([120, 0]);
    expect(made.nominations()[3]?.slice(1)).toEqual([40, 'Аня', 'Аня', 'единственный лучший', null]);
    expect(pair(staged({ Продажи: [sale({})] }, '09.10.2023 23:59'), 'Продажи', 2)).toEqual([
      0,
      'вне периода',
    ]);
  });
});

test('rule 8 and «Рейтинг»: points as entered; places 1, 2, 2, 4; decimal sums that are equal share a place', () => {
  const more = (email: string, points: RawCell): RawRow => ({
    Email: email,
    Баллы: points,
    'За что': 'активность',
  });
  const made = staged({
    Регистрации: [
      person('\u{1F600}', A),
      person('\uFB00', B),
      person('Яна', C),
      person('=1+1', 'd@x.ru'),
      person(7, 'e@x.ru'),
    ],
    'Дополнительные баллы': [
      more(A, 0.1),
      more(A, '0,2'),
      more(B, 0.3),
      more(C, 5),
      more('d@x.ru', '-2'),
      more('e@x.ru', 'много'),
      { Email: 'e@x.ru', Баллы: 1 },
    ],
  });
  expect(made.rating()).toEqual([
    [1, 'Яна', 0, 0, 0, 0, 5, 5],
    [2, '\uFB00', 0, 0, 0, 0, 0.3, 0.3],
    [2, '\u{1F600}', 0, 0, 0, 0, 0.3, 0.3],
    [4, '7', 0, 0, 0, 0, 0, 0],
    [5, '=1+1', 0, 0, 0, 0, -2, -2],
  ]);
  expect(made.workbook.formula('Рейтинг', 5, 1)).toBeNull();
  expect(made.errors()).toEqual(['Дополнительные баллы/7', 'Дополнительные баллы/8']);
  expect(JSON.stringify(made.workbook.values('Рейтинг'))).not.toContain('@x.ru');
});
