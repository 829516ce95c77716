// Who participates and when tests close (rules 1, 2, 4), sentence by sentence: hand-made rows through the
// built bundle, expected values worked out by hand.
import { describe, expect, test } from '@jest/globals';
import { serial } from '../calendar.js';
import { type Cells, MISTAKE, type RawCell } from '../cells.js';
import { A, AFTER, B, block, C, pair, person, staged, TWO } from './rows.js';

describe('rule 1: registrations', () => {
  test.each<[string, RawCell, RawCell, string, RawCell]>([
    ['a day too early', serial('03.09.2023 23:59'), true, 'отклонён', 'регистрация вне срока'],
    ['the first instant', serial('04.09.2023'), true, 'участник', null],
    ['the last minute', serial('05.10.2023 23:59'), true, 'участник', null],
    ['after the last minute', serial('06.10.2023'), true, 'отклонён', 'регистрация вне срока'],
    ['a text date', '05.10.2023', '+', 'участник', null],
    ['an ISO text', '2023-10-05 23:59:59', 'ДА', 'участник', null],
    ['not on the portal', serial('10.09.2023'), 'нет', 'отклонён', 'нет на портале'],
    ['a blank flag is нет', serial('10.09.2023'), null, 'отклонён', 'нет на портале'],
    ['the first reason is given', serial('01.09.2023'), false, 'отклонён', 'регистрация вне срока'],
  ])('%s', (_, date, portal, status, reason) => {
    const made = staged({
      Регистрации: [person('Аня', A, { 'Дата регистрации': date, 'На портале': portal })],
    });
    expect(pair(made, 'Регистрации', 2)).toEqual([status, reason]);
  });

  test('nickname and e-mail ignore letter case only; earlier is by date, then by row; a refused application takes neither', () => {
    const on = (date: string) => ({ 'Дата регистрации': serial(date) });
    const made = staged({
      Регистрации: [
        person('Лиса', A, on('12.09.2023 10:00')),
        null,
        person('ЛИСА', B, on('12.09.2023 09:59')),
        person('Лиса ', C, on('12.09.2023 10:00')),
        person('Ёж', 'B@X.ru', on('13.09.2023')),
        person('Еж', 'd@x.ru', on('13.09.2023')),
        person('ёж', 'e@x.ru', on('13.09.2023')),
        person('Кот', 'f@x.ru', { ...on('11.09.2023'), 'На портале': false }),
        person('кот', 'f@x.ru', on('14.09.2023')),
      ],
    });
    expect(made.column('Регистрации', 'Причина')).toEqual([
      'никнейм занят',
      null,
      null,
      'никнейм занят',
      'email занят',
      null,
      null,
      'нет на портале',
      null,
    ]);
    expect(made.column('Рейтинг', 'Никнейм')).toEqual(['Еж', 'ЛИСА', 'кот', 'ёж']);
  });

  test.each<[string, Cells]>([
    ['a comma in the nickname', { Никнейм: 'А, Б' }],
    ['no nickname', { Никнейм: '\u00a0' }],
    ['no name', { ФИО: null }],
    ['no company', { Компания: '' }],
    ['two addresses', { Email: 'a@x.ru, b@x.ru' }],
    ['an invalid date', { 'Дата регистрации': '31.09.2023' }],
    ['no date', { 'Дата регистрации': null }],
    ['an invalid flag', { 'На портале': 'наверное' }],
  ])('a row error: %s', (_, more) => {
    const made = staged({ Регистрации: [person('Аня', A, more), person('Боря', B)] });
    expect(pair(made, 'Регистрации', 2)).toEqual([null, MISTAKE]);
    expect(made.errors()).toEqual(['Регистрации/2']);
    expect(made.column('Рейтинг', 'Никнейм')).toEqual(['Боря']);
  });
});

describe('rules 2 and 4: blocks', () => {
  test('the seed: 14 days, 7 for the last, the same wall-clock time', () => {
    expect(staged({}).column('Блоки', 'Тест закрывается')).toEqual(
      ['05.10', '12.10', '19.10', '26.10', '02.11', '02.11'].map((one) => serial(`${one}.2023 11:00`)),
    );
  });
  test('every block with the latest start counts as the last; Тест до overrides; a leap day and the end of a month', () => {
    const made = staged({
      Блоки: [
        block(1, '15.02.2024 11:00'),
        block(2, '24.02.2024 18:30'),
        null,
        block('3', '2024-02-24 18:30'),
        block(4, '24.02.2024 18:30', { 'Тест до': '25.02.2024' }),
      ],
    });
    expect(made.column('Блоки', 'Тест закрывается')).toEqual([
      serial('29.02.2024 11:00'),
      serial('02.03.2024 18:30'),
      null,
      serial('02.03.2024 18:30'),
      serial('25.02.2024'),
    ]);
  });
  test('the setting names the last block; an unknown number is reported, and the latest block is the last', () => {
    const made = staged({});
    made.set('Последний блок', '2');
    made.recompute(AFTER);
    expect(made.column('Блоки', 'Тест закрывается').slice(1, 2)).toEqual([serial('05.10.2023 11:00')]);
    expect(made.column('Блоки', 'Тест закрывается').slice(5)).toEqual([serial('09.11.2023 11:00')]);
    made.set('Последний блок', 9);
    made.recompute(AFTER);
    expect(made.column('Блоки', 'Тест закрывается').slice(5)).toEqual([serial('02.11.2023 11:00')]);
    expect(made.lines('Ошибки')).toHaveLength(1);
  });
  test('the wall-clock time stays the same across a clock change', () => {
    const made = staged({ Блоки: [block(1, '16.10.2023 02:30'), block(2, '20.11.2023 11:00')] });
    made.set('Часовой пояс', 'Europe/Berlin');
    made.recompute(AFTER);
    expect(made.column('Блоки', 'Тест закрывается')[0]).toBeCloseTo(serial('30.10.2023 02:30'), 7);
  });
  test('row errors: a repeated number however typed, Тест до not after Начало, missing cells', () => {
    const made = staged({
      Блоки: [
        block(1, '21.09.2023 11:00'),
        block('1', '28.09.2023 11:00'),
        block(2, '28.09.2023 11:00', { 'Тест до': serial('28.09.2023 11:00') }),
        block(3, '28.09.2023 11:00', { 'Тест до': serial('28.09.2023 11:01') }),
        block(4, 'скоро'),
        block(5, '28.09.2023 11:00', { Тема: null }),
        block(1.5, '28.09.2023 11:00'),
      ],
      Посещения: [
        { Блок: 2, Email: A },
        { Блок: 3, Email: A },
      ],
    });
    expect(made.errors()).toEqual(['Блоки/3', 'Блоки/4', 'Блоки/6', 'Блоки/7', 'Блоки/8', 'Посещения/2']);
    expect(made.column('Блоки', 'Тест закрывается').map((cell) => cell !== null)).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      false,
    ]);
    expect(made.column('Посещения', 'Баллы')).toEqual([null, 1]);
  });
});

test('rule 2: the e-mail of a non-participant and an unknown block are row errors in every tab', () => {
  const made = staged({
    Регистрации: [...TWO, person('Вера', C, { 'На портале': false })],
    Посещения: [
      { Блок: 1, Email: C },
      { Блок: 7, Email: A },
    ],
    'Результаты тестов': [
      { Блок: 1, Email: C, Завершён: serial('22.09.2023'), 'Верных ответов': 8 },
      { Блок: 7, Email: A, Завершён: serial('22.09.2023'), 'Верных ответов': 8 },
    ],
    Задания: [{ Задание: 'Мем', Email: C, Принято: true }],
    Продажи: [
      {
        Дата: serial('22.09.2023'),
        Email: C,
        Продукт: 'п',
        Вид: 'новая',
        'Сумма РРЦ': 10_000,
        Подтверждена: true,
      },
    ],
    'Дополнительные баллы': [{ Email: C, Баллы: 5, 'За что': 'активность' }],
  });
  const tabs = ['Посещения', 'Результаты тестов', 'Задания', 'Продажи'];
  for (const tab of tabs) expect(pair(made, tab, 2)).toEqual([null, MISTAKE]);
  expect(pair(made, 'Посещения', 3)).toEqual([null, MISTAKE]);
  expect(pair(made, 'Результаты тестов', 3)).toEqual([null, MISTAKE]);
  expect(made.errors()).toHaveLength(7);
  expect(made.column('Рейтинг', 'Итого')).toEqual([0, 0]);
});
