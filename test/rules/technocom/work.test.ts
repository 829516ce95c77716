// Hours, licences, training and representatives: one row per sentence (разделы 2, 6, 7, 8 of the regulation).
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { hoursRow, licence, scene } from './scenes.js';

const UNKNOWN = { ошибка: '«Партнёр» — такого партнёра нет на вкладке «Представители»' };

describe('Часы головного офиса (п. 6.1)', () => {
  const hours = (rows: readonly Typed[], now = '2024-12-01', more: Parameters<typeof scene>[2] = {}) =>
    scene(now, { 'Часы головного офиса': rows }, more);
  const figures = (rows: readonly Typed[]) =>
    hours(rows).computed['Часы головного офиса']?.map((row) => [row['С начала года'], row['Сверх лимита']]);

  test.each<[string, readonly Typed[], readonly (readonly [number, number])[]]>([
    ['Оценка while there is no Факт', [hoursRow({ 'Оценка часов': 10 })], [[10, 0]]],
    ['Факт часов, when there is one', [hoursRow({ 'Оценка часов': 10, 'Факт часов': 7.5 })], [[7.5, 0]]],
    ['a Факт of zero is a Факт', [hoursRow({ 'Факт часов': 0 })], [[0, 0]]],
    ['exactly the limit is not over it', [hoursRow({ 'Оценка часов': 80 })], [[80, 0]]],
    [
      'Сверх лимита = the part of this row above the limit',
      [hoursRow({ 'Оценка часов': 75 }), hoursRow({ 'Оценка часов': 8 }), hoursRow({ 'Оценка часов': 4 })],
      [
        [75, 0],
        [83, 3],
        [87, 4],
      ],
    ],
    [
      'by date, not by row',
      [
        hoursRow({ 'Дата работ': '2024-05-01', 'Оценка часов': 60 }),
        hoursRow({ 'Дата работ': '2024-04-01', 'Оценка часов': 30 }),
      ],
      [
        [90, 10],
        [30, 0],
      ],
    ],
    [
      'with the same date by row',
      [hoursRow({ 'Оценка часов': 50 }), hoursRow({ 'Оценка часов': 40 })],
      [
        [50, 0],
        [90, 10],
      ],
    ],
    [
      'Дата работ, else Дата запроса',
      [
        hoursRow({ 'Дата запроса': '2024-06-01', 'Оценка часов': 5 }),
        hoursRow({ 'Дата запроса': '2024-07-01', 'Дата работ': '2024-05-01', 'Оценка часов': 2 }),
      ],
      [
        [7, 0],
        [2, 0],
      ],
    ],
    [
      'the calendar year of Дата работ',
      [
        hoursRow({ 'Дата запроса': '2023-12-20', 'Дата работ': '2024-01-10', 'Оценка часов': 70 }),
        hoursRow({ 'Дата запроса': '2023-12-20', 'Оценка часов': 70 }),
      ],
      [
        [70, 0],
        [70, 0],
      ],
    ],
    [
      'partners apart; официальный 160',
      [hoursRow({ 'Оценка часов': 70 }), hoursRow({ Партнёр: 'Бета', 'Оценка часов': 165 })],
      [
        [70, 0],
        [165, 5],
      ],
    ],
    ['золотой = официальный', [hoursRow({ Партнёр: 'Гамма', 'Оценка часов': 161 })], [[161, 1]]],
    [
      'no errors of binary fractions',
      [hoursRow({ 'Оценка часов': 80.1 }), hoursRow({ 'Оценка часов': 0.2 })],
      [
        [80.1, 0.1],
        [80.3, 0.2],
      ],
    ],
  ])('%s', (_rule, rows, expected) => {
    expect(figures(rows)).toEqual(expected);
  });

  test.each([['Оценка часов'], ['Факт часов']])('negative hours are a row error: %s', (column) => {
    expect(hours([hoursRow({ [column]: -1 })]).computed['Часы головного офиса']?.[0]?.['ошибка']).toContain(
      'не может быть отрицательным',
    );
  });
  test('an unknown partner is a row error', () => {
    expect(hours([hoursRow({ Партнёр: 'Дельта' })]).computed['Часы головного офиса']).toEqual([UNKNOWN]);
  });
  test('«Часов за год» for today’s calendar year; Лимит by role and by settings', () => {
    const rows = [
      hoursRow({ 'Оценка часов': 20 }),
      hoursRow({ 'Оценка часов': 30, 'Дата запроса': '2023-03-01' }),
    ];
    const representatives = (now: string, settings = {}) =>
      hours(rows, now, { settings }).computed['Представители']?.map((row) => [
        row['Часов за год'],
        row['Лимит'],
      ]);
    expect(representatives('2024-12-01')).toEqual([
      [20, 80],
      [0, 160],
      [0, 160],
    ]);
    expect(representatives('2023-12-01')).toEqual([
      [30, 80],
      [0, 160],
      [0, 160],
    ]);
    expect(representatives('2024-12-01', { 'Часы авторизованного': 15, 'Часы официального': 25 })).toEqual([
      [20, 15],
      [0, 25],
      [0, 25],
    ]);
  });
  test('Примечание: several remarks are joined; the last day to answer is in time', () => {
    const notes = (now: string) =>
      scene(now, {
        Представители: [{ Партнёр: 'Альфа', Роль: 'кто-то', Email: 'alpha@example.com' }],
        'Часы головного офиса': [hoursRow({ 'Дата запроса': '2024-03-04' })],
      }).computed['Часы головного офиса']?.[0]?.['Примечание'];
    expect(notes('2024-03-07')).toBe('лимит неизвестен: в строке партнёра ошибка');
    expect(notes('2024-03-08')).toBe(
      'лимит неизвестен: в строке партнёра ошибка; ответственный не назначен в срок (п. 6.2)',
    );
  });
  test.each([
    [{}, true],
    [{ Бухгалтерия: 'b@example.com' }, false],
  ])('Примечание over the limit: whether accounting can be told (%j)', (settings, silent) => {
    const row = hours([hoursRow({ 'Оценка часов': 90 })], '2024-12-01', { settings });
    const note = String(row.computed['Часы головного офиса']?.[0]?.['Примечание']);
    expect(note.includes('; бухгалтерии не сообщено: пуста настройка «Бухгалтерия»')).toBe(silent);
  });
  test('Примечание: over the limit; not answered in time', () => {
    const [over, waiting, fresh] =
      hours(
        [
          hoursRow({ 'Оценка часов': 81, Назначен: '2024-03-02' }),
          hoursRow({ Партнёр: 'Бета' }),
          hoursRow({ Партнёр: 'Бета', 'Дата запроса': '2024-11-29' }),
        ],
        '2024-12-01',
      ).computed['Часы головного офиса'] ?? [];
    expect(over?.['Примечание']).toContain('сверх лимита в 80 ч:');
    expect(waiting?.['Примечание']).toBe('ответственный не назначен в срок (п. 6.2)');
    expect(fresh?.['Примечание']).toBeNull();
  });
  test('the answer is due 3 working days after Дата запроса; done with «Назначен»', () => {
    const { deadlines } = hours([
      hoursRow({ 'Дата запроса': '2024-03-06 18:00' }),
      hoursRow({ Назначен: '2024-03-04 09:00' }),
      hoursRow({ Назначен: '2025-03-04 09:00' }),
    ]);
    expect(deadlines.map(({ due, state }) => [due, state])).toEqual([
      ['2024-03-12', 'open'], // 08.03 is a holiday
      ['2024-03-06', 'done'],
      ['2024-03-06', 'open'], // Dated later than now.
    ]);
  });
});

describe('Лицензии (п. 7.1, 8.2)', () => {
  const DRAFT = { 'Проект и счёт отправлены': '2024-03-05' };
  const SCANS = { ...DRAFT, 'Сканы получены': '2024-03-07' };
  const PAID = { ...SCANS, Оплачено: '2024-01-31' };
  const paid = { ...SCANS, Оплачено: '2024-03-31' };
  const ACT = { ...paid, 'Акт или сертификат отправлен': '2024-04-10' };
  const SENT = { ...ACT, 'Оригиналы отправлены': '2024-04-12' };
  const BACK = { ...SENT, 'Оригиналы возвращены': '2024-04-19' };
  const steps = (now: string, cells: Typed) =>
    scene(now, { Лицензии: [licence(cells)] }).computed['Лицензии']?.[0];

  test.each<[string, string, Typed, string | null, string | null, string]>([
    ['Проект и счёт: 5 working days from Запрос', '2024-03-04', {}, 'Проект и счёт', '2024-03-11', 'в срок'],
    ['the last day', '2024-03-11', {}, 'Проект и счёт', '2024-03-11', 'в срок'],
    ['the day after the last day', '2024-03-12', {}, 'Проект и счёт', '2024-03-11', 'просрочено'],
    ['Сканы: 5 working days from the previous step', '2024-03-06', DRAFT, 'Сканы', '2024-03-13', 'в срок'],
    ['Оплата: 5 working days', '2024-03-08', SCANS, 'Оплата', '2024-03-15', 'в срок'],
    [
      'Оплата: Срок оплаты по договору',
      '2024-03-08',
      { ...SCANS, 'Срок оплаты по договору': '2024-06-01' },
      'Оплата',
      '2024-06-01',
      'в срок',
    ],
    [
      'Акт: 1 month from Оплачено, or the month’s last day',
      '2024-04-01',
      paid,
      'Акт',
      '2024-04-30',
      'в срок',
    ],
    ['Оригиналы: 7 days', '2024-04-11', ACT, 'Оригиналы', '2024-04-17', 'в срок'],
    ['Возврат: 7 days', '2024-04-20', SENT, 'Возврат', '2024-04-19', 'просрочено'],
    ['завершено leaves Шаг and Срок шага blank', '2024-04-20', BACK, null, null, 'завершено'],
    [
      'the first empty date, even if later ones are filled',
      '2024-03-08',
      { 'Сканы получены': '2024-03-07' },
      'Проект и счёт',
      '2024-03-11',
      'в срок',
    ],
    ['a date in the future counts as blank', '2024-03-04', DRAFT, 'Проект и счёт', '2024-03-11', 'в срок'],
    [
      'equal dates are allowed',
      '2024-03-06',
      { 'Проект и счёт отправлены': '2024-03-01' },
      'Сканы',
      '2024-03-11',
      'в срок',
    ],
  ])('%s', (_rule, now, cells, step, due, state) => {
    expect(steps(now, cells)).toEqual({ Шаг: step, 'Срок шага': due, Состояние: state });
  });

  test.each<[string, Typed, string]>([
    [
      'before Запрос',
      { 'Проект и счёт отправлены': '2024-02-29' },
      '«Проект и счёт отправлены» — дата раньше, чем «Запрос»',
    ],
    [
      'before the nearest filled one, Запрос included',
      { 'Сканы получены': '2024-02-29' },
      '«Сканы получены» — дата раньше, чем «Запрос»',
    ],
    ['before the previous step', PAID, '«Оплачено» — дата раньше, чем «Сканы получены»'],
  ])('a date before the previous step is a row error: %s', (_rule, cells, error) => {
    expect(steps('2024-04-01', cells)).toEqual({ ошибка: error });
  });
  test('Срок оплаты по договору is not a step: any date is allowed', () => {
    expect(steps('2024-03-08', { ...SCANS, 'Срок оплаты по договору': '2024-02-01' })).toMatchObject({
      Шаг: 'Оплата',
      Состояние: 'просрочено',
    });
  });
  test('an unknown partner is a row error', () => {
    expect(steps('2024-04-01', { Партнёр: 'Дельта' })).toEqual(UNKNOWN);
  });
  test('«Сроки»: the next step, with the partner or the head office responsible', () => {
    const rows = [licence({}), licence({ Номер: 'Л-8', ...DRAFT }), licence({ Номер: 'Л-9', ...BACK })];
    const { decision } = scene('2024-04-20', { Лицензии: rows });
    expect(decision.deadlines.map(({ object, what, responsible }) => [object, what, responsible])).toEqual([
      ['Лицензия Л-7, Ромашка-Пример', 'Проект и счёт (п. 7.1)', 'Головной офис'],
      ['Лицензия Л-8, Ромашка-Пример', 'Сканы (п. 7.1)', 'Альфа'],
    ]);
  });
});

describe('Обучение (раздел 2)', () => {
  const blocks = {
    'Знакомство с компанией': '2024-02-01',
    Продукты: '2024-02-02',
    Продажи: '2024-02-03',
    'Взаимодействие с головным офисом': '2024-02-04',
  };
  const course = (cells: Typed): Typed => ({ Партнёр: 'Альфа', Сотрудник: 'Иван Примеров', ...cells });
  const trained = (...rows: readonly Typed[]) => scene('2024-03-01', { Обучение: rows.map(course) });

  test.each<[string, Typed, string, string | null]>([
    ['all four blocks and Аттестация', { ...blocks, Аттестация: '2024-02-05' }, 'да', null],
    ['without attestation', blocks, 'нет', 'Аттестация'],
    [
      'no dates: all missing columns are listed',
      {},
      'нет',
      'Знакомство с компанией, Продукты, Продажи, Взаимодействие с головным офисом, Аттестация',
    ],
    [
      'attested, but a block is missing',
      { ...blocks, Продажи: '', Аттестация: '2024-02-05' },
      'нет',
      'Продажи',
    ],
    ['a date in the future does not count', { ...blocks, Аттестация: '2024-03-02' }, 'нет', 'Аттестация'],
  ])('%s', (_rule, cells, certificate, left) => {
    expect(trained(cells).computed['Обучение']).toEqual([{ Сертификат: certificate, Осталось: left }]);
  });
  test('a partner is Аттестован when one employee has Сертификат = да', () => {
    const attested = (...rows: readonly Typed[]) =>
      trained(...rows).computed['Представители']?.map((row) => row['Аттестован']);
    expect(attested({}, { ...blocks, Аттестация: '2024-02-05' })).toEqual([true, false, false]);
    expect(attested(blocks, { Аттестация: '2024-02-05' })).toEqual([false, false, false]);
  });
  test('an unknown partner is a row error', () => {
    expect(trained({ Партнёр: 'Дельта' }).computed['Обучение']?.[0]?.['ошибка']).toContain(
      'такого партнёра нет',
    );
  });
});
