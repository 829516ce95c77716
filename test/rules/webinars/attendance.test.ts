// «Явка», the forecast and the attendance rate (spec 02, rule 2).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forecast, registrationsNeeded, share } from '../../../src/rules/webinars/attendance.js';
import { at, type Typed } from '../harness.js';
import { CODE, figures, listener, season } from './scenes.js';

const row = (Email: string, Минут: number | string = ''): Typed => ({ Вебинар: CODE, Email, Минут });
const BOTH = [listener({ Email: 'a@example.com' }), listener({ Email: 'b@example.com' })];

describe('rows of «Явка»', () => {
  const REPEAT = 'повторное подключение: учтено в строке 2';
  test.each<[string, readonly Typed[], readonly (readonly [string | null, string | null])[], number]>([
    ['blank minutes count', [row('a@example.com')], [['да', null]], 1],
    ['1 minute counts', [row('a@example.com', 1)], [['да', null]], 1],
    ['less does not count', [row('a@example.com', 0.9)], [['нет', 'меньше 1 мин: не засчитано']], 0],
    ['0 minutes do not count', [row('a@example.com', 0)], [['нет', 'меньше 1 мин: не засчитано']], 0],
    [
      'reconnections are summed, on the first row',
      [row('a@example.com', 0.4), row('A@example.com', 0.6)],
      [
        ['да', null],
        [null, REPEAT],
      ],
      1,
    ],
    [
      'a reconnection with blank minutes counts',
      [row('a@example.com', 0), row('a@example.com')],
      [
        ['да', null],
        [null, REPEAT],
      ],
      1,
    ],
    ['not registered, counted', [row('c@example.com', 5)], [['да', 'не зарегистрирован']], 1],
    [
      'not registered, not counted',
      [row('c@example.com', 0)],
      [['нет', 'меньше 1 мин: не засчитано; не зарегистрирован']],
      0,
    ],
    [
      'two people',
      [row('a@example.com'), row('b@example.com')],
      [
        ['да', null],
        ['да', null],
      ],
      2,
    ],
  ])('%s', (_, rows, cells, attendees) => {
    const outcome = season({ Слушатели: BOTH, Явка: rows });
    expect(outcome.computed['Явка']).toEqual(
      cells.map(([counted, note]) => ({ Зачтено: counted, Примечание: note })),
    );
    expect(outcome.computed['Вебинары']?.[0]).toMatchObject({ Слушателей: attendees });
  });
  test.each<[string, Typed, string]>([
    ['negative minutes', row('a@example.com', -1), '«Минут» — число не может быть отрицательным'],
    ['a bad address', row('анна'), '«Email» — это не адрес электронной почты'],
    [
      'an unknown webinar',
      { ...row('a@example.com'), Вебинар: 'нет такого' },
      '«Вебинар» — вебинара с таким кодом нет',
    ],
  ])('row error: %s', (_, typed, fault) => {
    expect(season({ Явка: [typed] }).computed['Явка']).toEqual([{ ошибка: fault }]);
  });
  test('the minimum of minutes is a parameter', () => {
    const tabs = { Слушатели: BOTH, Явка: [row('a@example.com', 9.5), row('b@example.com', 10)] };
    expect(figures(tabs, { settings: { 'Минут для зачёта явки': 10 } })).toMatchObject({ Слушателей: 1 });
    expect(season(tabs, { settings: { 'Минут для зачёта явки': 9.75 } }).computed['Явка']).toEqual([
      { Зачтено: 'нет', Примечание: 'меньше 9,75 мин: не засчитано' },
      { Зачтено: 'да', Примечание: null },
    ]);
  });
  test('a rejected registration does not count as registered', () => {
    const tabs = { Слушатели: [listener({ Email: 'a@example.com', Имя: '' })], Явка: [row('a@example.com')] };
    expect(season(tabs).computed['Явка']).toEqual([{ Зачтено: 'да', Примечание: 'не зарегистрирован' }]);
  });
});

describe('«Явка, %» and «Прогноз явки»', () => {
  test.each([
    ['blank without registrations', [], [row('x@example.com')], null],
    ['guests do not count as registered', BOTH, [row('a@example.com'), row('x@example.com')], 50],
    ['rounded to 0.1', [...BOTH, listener()], [row('a@example.com'), row('b@example.com')], 66.7],
    ['nobody came', BOTH, [], 0],
  ])('%s', (_, registrations, rows, expected) => {
    expect(figures({ Слушатели: registrations, Явка: rows })).toMatchObject({ 'Явка, %': expected });
  });
  test('the forecast is shown until the webinar has ended', () => {
    const tabs = { Слушатели: BOTH };
    expect(figures(tabs, { now: '2024-03-14T12:29:59+05:00' })).toMatchObject({ 'Прогноз явки': '0–0' });
    expect(figures(tabs, { now: '2024-03-14T12:30:00+05:00' })).toMatchObject({ 'Прогноз явки': null });
  });
  test.each([
    [84, '25–33'],
    [83, '24–33'],
    [10, '3–4'],
    [0, '0–0'],
  ])('%s registrations: %s', (accepted, expected) => {
    expect(forecast(accepted, { showLow: 30, showHigh: 40 })).toBe(expected);
  });
  test('ceil(25 / 0.30) = 84 registrations in total; no number is enough if nobody is expected to come', () => {
    expect(registrationsNeeded({ quorum: 25, showLow: 30 })).toBe(84);
    expect(registrationsNeeded({ quorum: 30, showLow: 30 })).toBe(100);
    expect(registrationsNeeded({ quorum: 25, showLow: 0 })).toBe(Infinity);
  });
  test('property: the registrations needed are the fewest whose lower forecast reaches the required number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 100 }), (quorum, showLow) => {
        const needed = registrationsNeeded({ quorum, showLow });
        const low = (n: number): number => Number(forecast(n, { showLow, showHigh: 100 }).split('–')[0]);
        expect(low(needed)).toBeGreaterThanOrEqual(quorum);
        expect(low(needed - 1)).toBeLessThan(quorum);
      }),
    );
  });
  test.each([
    [1, 8, 12.5],
    [1, 16, 6.3],
    [29, 80, 36.3],
    [2, 3, 66.7],
    [0, 5, 0],
    [0, 0, null],
  ])('%s of %s is %s %%', (part, whole, expected) => {
    expect(share(part, whole)).toBe(expected);
  });
});

test('a webinar that has not begun has registrations but no points', () => {
  const tabs = { Слушатели: [listener(), listener({ 'Дата регистрации': at('2024-02-20 10:00') })] };
  expect(figures(tabs, { now: '2024-03-01T12:00:00+05:00' })).toEqual({
    Состояние: 'готов',
    Регистраций: 2,
    'Прогноз явки': '0–0',
    Слушателей: 0,
    'Явка, %': 0,
    Баллы: null,
    Бонусы: null,
    Основание: null,
  });
});

// «Работа с зарегистрированными»: 30–40 %.
describe('expected rates in the wrong order', () => {
  const shown = (settings: Readonly<Record<string, number>>) => {
    const outcome = season(
      { Слушатели: Array.from({ length: 30 }, () => listener()) },
      { now: '2024-03-01T12:00:00+05:00', settings },
    );
    return [outcome.computed['Вебинары']?.[0]?.['Прогноз явки'], outcome.problems];
  };
  const TOLD = '«Явка до, %» меньше, чем «Явка от, %»: действует 30–40 %';
  test('are told at the parameter, and the defaults apply', () => {
    const both = { 'Явка от, %': 60, 'Явка до, %': 50 };
    expect(shown(both)).toEqual(['9–12', [`Настройки!3[Значение]: ${TOLD}`]]);
    expect(shown({ 'Явка до, %': 20 })).toEqual(['9–12', [`Настройки!2[Значение]: ${TOLD}`]]);
    expect(shown({ 'Явка от, %': 50 })).toEqual(['9–12', [expect.stringContaining(TOLD)]]);
  });
  test('equal ones are not', () => {
    expect(shown({ 'Явка от, %': 50, 'Явка до, %': 50 })).toEqual(['15–15', []]);
  });
  test('the number of registrations that are missing follows the defaults too', () => {
    const comment = season(
      { Слушатели: [listener()] },
      { now: '2024-03-01T12:00:00+05:00', settings: { 'Явка от, %': 50 } },
    ).outputs['Проверки']?.find((row) => String(row['Требование']).startsWith('Регистраций хватает'))?.[
      'Комментарий'
    ];
    expect(comment).toContain('при явке 30 % нужно ещё 83');
  });
});
