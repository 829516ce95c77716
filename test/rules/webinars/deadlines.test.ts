// «Сроки» (spec 02): each has the name of the column that fulfils it, and is done, lifted or open.
import { describe, expect, test } from '@jest/globals';
import { at, day, type Typed } from '../harness.js';
import { REPORTS, season, UNSTARTED, webinar } from './scenes.js';

const HEADERS = ['Программа подана', 'Смета подана', 'Материалы переданы', ...REPORTS.slice(0, -1)];
const due = (
  more: Typed,
  settings: Readonly<Record<string, string | number>> = {},
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    season(
      { Вебинары: [webinar({ ...UNSTARTED, ...more })] },
      { now: '2024-02-01T12:00:00+06:00', settings },
    ).deadlines.map((one) => [one.what, one.due]),
  );
const from = (dates: readonly string[]) =>
  Object.fromEntries(HEADERS.map((header, index) => [header, dates[index] ?? dates[dates.length - 1]]));
const on = (start: string, end: string): Typed => ({ Начало: at(start), Окончание: at(end) });

describe('dates', () => {
  test.each<[string, Typed, readonly string[]]>([
    // A Thursday before Nauryz: 21–23 March are holidays, 25 March is a moved day off.
    [
      '14.03.2024',
      {},
      [
        '2024-02-29',
        '2024-02-29',
        '2024-03-07',
        '2024-03-15',
        '2024-03-26',
        '2024-03-26',
        '2024-03-26',
        '2024-03-26',
        '2024-03-26',
        '2024-03-19',
      ],
    ],
    // A Friday: the next working day is Monday.
    [
      '26.04.2024',
      on('2024-04-26 11:00', '2024-04-26 12:00'),
      [
        '2024-04-12',
        '2024-04-12',
        '2024-04-19',
        '2024-04-29',
        '2024-05-04',
        '2024-05-04',
        '2024-05-04',
        '2024-05-04',
        '2024-05-04',
        '2024-05-02',
      ],
    ],
    // A Saturday; and across the end of the year.
    [
      '28.12.2024',
      on('2024-12-28 11:00', '2024-12-28 12:00'),
      [
        '2024-12-14',
        '2024-12-14',
        '2024-12-21',
        '2024-12-30',
        '2025-01-08',
        '2025-01-08',
        '2025-01-08',
        '2025-01-08',
        '2025-01-08',
        '2025-01-05',
      ],
    ],
    // Across midnight: days before are counted from the day of the start, days after from the day of the end.
    [
      'night',
      on('2024-03-11 23:00', '2024-03-12 01:00'),
      [
        '2024-02-26',
        '2024-02-26',
        '2024-03-04',
        '2024-03-13',
        '2024-03-19',
        '2024-03-19',
        '2024-03-19',
        '2024-03-19',
        '2024-03-19',
        '2024-03-15',
      ],
    ],
  ])('a webinar of %s', (_, more, dates) => {
    expect(due(more)).toEqual(from(dates));
  });
  test('the days are parameters', () => {
    const settings = {
      'Программа до, дней': 20,
      'Смета до, дней': 10,
      'Материалы до, дней': 3,
      'Количественный отчёт, раб. дней': 2,
      'Документы, раб. дней': 4,
      'Рассылка после, раб. дней': 1,
    };
    expect(due({}, settings)).toEqual(
      from([
        '2024-02-23',
        '2024-03-04',
        '2024-03-11',
        '2024-03-18',
        '2024-03-20',
        '2024-03-20',
        '2024-03-20',
        '2024-03-20',
        '2024-03-20',
        '2024-03-15',
      ]),
    );
  });
});

describe('states', () => {
  const states = (more: Typed, now = '2024-03-20T12:00:00+05:00') =>
    season({ Вебинары: [webinar(more)] }, { now }).deadlines.map((one) => one.state);
  const open = (count: number, rest: string) => [
    ...Array.from({ length: count }, () => 'done'),
    ...Array.from({ length: 10 - count }, () => rest),
  ];
  test.each<[string, Typed, readonly string[]]>([
    ['a date fulfils it', {}, open(3, 'open')],
    ['a date in the future does not', { 'Материалы переданы': day('2024-03-21') }, open(2, 'open')],
    ['a late date does too', { 'Материалы переданы': day('2024-03-20') }, open(3, 'open')],
    ['refused: lifted, even what was done', { Отказ: day('2024-03-10') }, open(0, 'lifted')],
    ['excluded: lifted', { 'Программа подана': day('2024-03-05') }, open(0, 'lifted')],
    [
      'the exclusion was lifted: open again',
      { 'Программа подана': day('2024-03-05'), 'Исключение снято': day('2024-03-06') },
      open(3, 'open'),
    ],
  ])('%s', (_, more, expected) => {
    expect(states(more)).toEqual(expected);
  });
});

test('each names its webinar, its partner and its row', () => {
  const outcome = season({ Вебинары: [webinar(UNSTARTED)] }, { now: '2024-02-20T12:00:00+06:00' });
  expect(outcome.deadlines[0]).toMatchObject({
    object: 'В-1',
    what: 'Программа подана',
    source: 'Вебинары!2',
  });
  expect(outcome.deadlines[0]?.note).toContain('после 02.03.2024 — исключение');
  expect(outcome.decision.deadlines.every((one) => one.responsible === 'Ромашка-Пример')).toBe(true);
  expect(outcome.deadlines[4]?.note).toContain('бонусы не начисляются');
});
