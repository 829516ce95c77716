// Membership: from registration to 31 December, renewals, purchases outside of it, the lists for the site,
// the deadlines (rule 3).
import { describe, expect, test } from '@jest/globals';
import { tabs } from '../../../src/rules/resellers/tabs.js';
import { day, type Typed, zoneOf } from '../harness.js';
import { applied, bought, cellsOf, decideAt, PARTNER, partner, renewed, ticks } from './fixtures.js';

const PROFESSIONAL = { 'Заявленный уровень': 'Professional Reseller', ...ticks('ПС') };

describe('«Действует до» and «Участие» («Срок участия в программе»)', () => {
  test.each<[string, Typed, string, string, string]>([
    ['the registration day', {}, '2024-02-10', '2024-12-31', 'действует'],
    ['the day before registration', {}, '2024-02-09', '2024-12-31', 'ещё не началось'],
    ['the last day', {}, '2024-12-31', '2024-12-31', 'действует'],
    ['1 January', {}, '2025-01-01', '2024-12-31', 'истекло'],
    ['renewed and agreed', renewed(2025), '2025-01-01', '2025-12-31', 'действует'],
    ['renewed, not agreed', renewed(2025, false), '2025-01-01', '2024-12-31', 'истекло'],
    ['agreed without a year', { Согласовано: true }, '2025-01-01', '2024-12-31', 'истекло'],
    ['renewed to the registration year', renewed(2024), '2024-06-01', '2024-12-31', 'действует'],
    ['renewed for several years', renewed(2027), '2026-06-01', '2027-12-31', 'действует'],
    [
      'registered on 31 December',
      { 'Дата регистрации': day('2024-12-31') },
      '2025-01-01',
      '2024-12-31',
      'истекло',
    ],
    [
      'registered on 1 January',
      { 'Дата регистрации': day('2024-01-01') },
      '2024-06-01',
      '2024-12-31',
      'действует',
    ],
  ])('%s', (_, row, now, validTo, participation) => {
    const cells = cellsOf(decideAt(now, { partners: [partner(row)] }), 'Реселлеры');
    expect(cells).toMatchObject({ 'Действует до': validTo, Участие: participation });
  });

  test('the last day ends at midnight in the programme’s time zone, not in UTC', () => {
    const at = (now: string): unknown => cellsOf(decideAt(now, {}), 'Реселлеры')['Участие'];
    expect(at('2024-12-31T23:59:59+05:00')).toBe('действует');
    expect(at('2025-01-01T00:00:00+05:00')).toBe('истекло');
  });

  test.each([2023, 1999])('a renewal to %i, before the registration year, is a row error', (year) => {
    const outcome = decideAt('2024-06-03', { partners: [partner(renewed(year, false))] });
    expect(outcome.problems).toEqual([
      'Реселлеры!2[Продлено по год]: год продления раньше года регистрации (10.02.2024)',
    ]);
    expect(cellsOf(outcome, 'Реселлеры')).toHaveProperty('ошибка');
  });

  test.each([
    [25, 'год вне пределов 1900…2100'],
    [9_999, 'год вне пределов 1900…2100'],
    [20_255, 'год вне пределов 1900…2100'],
    [2024.5, 'нужно целое число'],
  ])('«%s» is not a year', (year, what) => {
    expect(decideAt('2024-06-03', { partners: [partner({ 'Продлено по год': year })] }).problems).toEqual([
      `Реселлеры!2[Продлено по год]: ${what}`,
    ]);
  });

  describe('the line of a row in error remembers the level of the last recompute', () => {
    const listed = (note: string) => [
      { Программа: 'Реселлеры', Объект: PARTNER.toUpperCase(), Что: 'Окончание участия', Примечание: note },
    ];
    const BROKEN = 'Corporate Reseller; строка компании с ошибкой: не учтено';
    test.each<[string, Typed, string, string | null]>([
      ['by its address', { Email: 'нет' }, 'Corporate Reseller', '2024-12-31'],
      ['and remembers it on', { Email: 'нет' }, BROKEN, '2024-12-31'],
      ['renewed', { Email: 'нет', ...renewed(2026) }, BROKEN, '2026-12-31'],
      ['a renewal before its registration', renewed(2023), BROKEN, '2024-12-31'],
      ['no day of registration', { 'Дата регистрации': 'вчера' }, BROKEN, '2024-12-31'],
      ['no level known', { Email: 'нет' }, '', null],
      ['another company', { Email: 'нет', Компания: 'Бета' }, BROKEN, null],
    ])('%s', (_, over, note, due) => {
      const { deadlines } = decideAt('2024-06-03', { partners: [partner(over)] }, { listed: listed(note) });
      const line = { object: PARTNER, state: 'lifted', note: BROKEN, source: 'Реселлеры!2' };
      expect(deadlines.filter(({ what }) => what === 'Окончание участия')).toEqual(
        due === null ? [] : [{ ...line, what: 'Окончание участия', due }],
      );
    });
  });

  test.each(['2025 г.', 2024.5])('where «%s» is entered, the advice speaks of a year', (typed) => {
    const { kind } = tabs.resellers.columns.renewedTo;
    expect(kind.read(typed, zoneOf('Asia/Almaty'))).toMatchObject({
      how: 'Впишите год от 1900 до 2100, например 2025.',
    });
  });

  test('of two rows with the same company the first counts, the second is a row error', () => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner(), partner({ Компания: 'тоо «ромашка-пример»' })],
    });
    expect(outcome.problems).toEqual(['Реселлеры!3[Компания]: такое значение уже есть в строке 2']);
    expect(cellsOf(outcome, 'Реселлеры')['Участие']).toBe('действует');
  });
});

describe('purchases outside the membership do not count', () => {
  test.each<[string, string, string | null, number]>([
    ['the day before registration', '2024-02-09', 'до начала участия (с 10.02.2024): не учтено', 0],
    ['the registration day', '2024-02-10', null, 5],
    ['the last day', '2024-12-31', null, 2],
    ['the day after', '2025-01-01', 'после окончания участия (по 31.12.2024): не учтено', 0],
    ['today', '2025-02-03', 'после окончания участия (по 31.12.2024): не учтено', 0],
    ['tomorrow', '2025-02-04', 'дата ещё не наступила: не учтено', 0],
  ])('%s', (_, date, note, lines) => {
    const outcome = decideAt('2025-02-03', { purchases: [bought(date, 1000)] });
    expect(cellsOf(outcome, 'Закупки')).toEqual({ Примечание: note });
    expect(outcome.outputs['Накопление']).toHaveLength(lines);
    expect(outcome.problems).toEqual([]);
  });

  test('after a renewal a purchase in its years counts again', () => {
    const purchases = [bought('2025-06-01', 1000)];
    const note = (row: Typed): unknown =>
      cellsOf(decideAt('2026-03-02', { partners: [partner(row)], purchases }), 'Закупки')['Примечание'];
    expect(note({})).toBe('после окончания участия (по 31.12.2024): не учтено');
    expect(note(renewed(2025))).toBeNull();
  });

  test('an unknown company is a row error; a company in error gets no further error (rule 5)', () => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner(renewed(2023))],
      purchases: [bought('2024-05-01', 10, 'ТОО «Незнакомец»'), bought('2024-05-01', 10)],
    });
    expect(outcome.problems.map((text) => text.slice(0, 20))).toEqual([
      'Реселлеры!2[Продлено',
      'Закупки!2[Компания]:',
    ]);
    expect(cellsOf(outcome, 'Закупки', 1)).toEqual({ Примечание: 'строка компании с ошибкой: не учтено' });
  });
});

describe('lists for the site', () => {
  const named = (company: string, over: Typed): Typed => partner({ Компания: company, ...over });
  const outcome = decideAt('2025-02-03', {
    partners: [
      named('Яблоко-Пример', { ...PROFESSIONAL, ...renewed(2025) }),
      named('Айва-Пример', {
        'Заявленный уровень': 'Solution Provider',
        ...ticks('ПРWAИ'),
        ...renewed(2025),
      }),
      named('Primary-Пример', { ...ticks('ПСWAИ'), ...renewed(2025) }),
      named('Истёк-Пример', { ...PROFESSIONAL, ...ticks('ПСWAИ') }),
      named('Завтра-Пример', { ...PROFESSIONAL, 'Дата регистрации': day('2025-03-01') }),
    ],
  });

  test('«Список партнёров»: all levels except Primary with participation действует, by name', () => {
    expect(outcome.outputs['Список партнёров']).toEqual([
      {
        Компания: 'Айва-Пример',
        Уровень: 'Solution Provider',
        'Сервисный статус': 'Service Provider',
        'Действует до': '2025-12-31',
      },
      {
        Компания: 'Яблоко-Пример',
        Уровень: 'Professional Reseller',
        'Сервисный статус': null,
        'Действует до': '2025-12-31',
      },
    ]);
  });

  test('«Список сервисных партнёров»: those of them with a service status', () => {
    expect(outcome.outputs['Список сервисных партнёров']).toEqual([outcome.outputs['Список партнёров']?.[0]]);
  });
});

describe('«Сроки»', () => {
  const quarter = {
    object: '2024-Q2',
    what: 'Конец квартала',
    due: '2024-06-30',
    state: 'open',
    source: 'Настройки',
  };

  test('one row for the current quarter, even without partners', () => {
    expect(decideAt('2024-06-30', { partners: [] }).deadlines).toMatchObject([quarter]);
    expect(decideAt('2024-07-01', { partners: [] }).deadlines).toMatchObject([
      { object: '2024-Q3', due: '2024-09-30' },
    ]);
  });

  test.each<[string, Typed, readonly (readonly [string, string])[]]>([
    ['not extended', {}, [['2024-12-31', 'open']]],
    [
      'extended: the old end is выполнено, the new one open',
      renewed(2025),
      [
        ['2024-12-31', 'done'],
        ['2025-12-31', 'open'],
      ],
    ],
    [
      'extended for several years',
      renewed(2026),
      [
        ['2024-12-31', 'done'],
        ['2025-12-31', 'done'],
        ['2026-12-31', 'open'],
      ],
    ],
    ['not agreed', renewed(2025, false), [['2024-12-31', 'open']]],
  ])('membership: %s', (_, row, ends) => {
    const outcome = decideAt('2024-06-03', { partners: [partner(row)] });
    const own = outcome.deadlines.filter(({ what }) => what === 'Окончание участия');
    expect(own.map(({ due, state }) => [due, state])).toEqual(ends);
    expect(new Set(own.map(({ object, source }) => `${object} ${source}`))).toEqual(
      new Set([`${PARTNER} Реселлеры!2`]),
    );
  });

  test.each<[string, Typed, string | null]>([
    // Wednesday 01.05.2024: the working days are 2, 3, Saturday 4 (worked), 6 and, after the holidays 7 to 9,
    // the 10th.
    ['without a decision: 5 working days', {}, '2024-05-10'],
    ['approved', { Решение: 'одобрено' }, null],
    ['refused', { Решение: 'отклонено' }, null],
  ])('application: %s', (_, decision, due) => {
    const calendar = [
      ['2024-05-01', 'нерабочий'],
      ['2024-05-04', 'рабочий'],
      ['2024-05-07', 'нерабочий'],
      ['2024-05-08', 'нерабочий'],
      ['2024-05-09', 'нерабочий'],
    ].map(([date = '', kind = '']) => ({ Страна: 'РК', Дата: day(date), День: kind }));
    const outcome = decideAt(
      '2024-05-02',
      { applications: [applied('2024-05-01', 'Corporate Reseller', decision)] },
      { calendar },
    );
    const own = outcome.deadlines.filter(({ what }) => what === 'Ответ на заявку');
    expect(own.map((deadline) => deadline.due)).toEqual(due === null ? [] : [due]);
    if (due !== null)
      expect(own[0]).toMatchObject({ object: PARTNER, state: 'open', source: 'Заявки на уровень!2' });
  });

  test('«Ответ на заявку, рабочих дней» changes the day', () => {
    const outcome = decideAt(
      '2024-06-03',
      { applications: [applied('2024-06-03', 'Corporate Reseller')] },
      { settings: { 'Ответ на заявку, рабочих дней': 1 } },
    );
    expect(outcome.deadlines.find(({ what }) => what === 'Ответ на заявку')?.due).toBe('2024-06-04');
  });
});
