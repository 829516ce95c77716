// Texts of reminders and statements in limiting cases, and the rows that explain a level and the lists for
// the site.
import { describe, expect, test } from '@jest/globals';
import { type Outcome, plain, reckoned, type Scene } from '../harness.js';
import { applied, bought, decideAt, PARTNER, partner, renewed, type Tabs, ticks } from './fixtures.js';

const letterOf = (code: string, now: string, tabs: Tabs, settings: Scene['settings'] = {}): string =>
  plain(decideAt(now, tabs, { settings }).letters.find((one) => one.code === `resellers.${code}`)?.text);

// «Срок участия в программе»: until 31 December inclusive.
test.each([
  ['2024-12-31', '0', 'сегодня последний день'],
  ['2024-12-30', '1', 'остался 1 день'],
  ['2024-12-29', '2', 'осталось 2 дня'],
  ['2024-12-26', '5', 'осталось 5 дней'],
  ['2024-12-10', '21', 'остался 21 день'],
])('a renewal reminder on %s, %s days before the end', (now, lead, words) => {
  const text = letterOf('renewal', now, {}, { 'Предупреждать о продлении за, дней': lead });
  expect(text).toContain(` действует до 31.12.2024 включительно: ${words}. `);
  // It is extended «по согласованию сторон»: nothing is promised.
  expect(text).toContain(
    ' ответьте на это письмо до 31.12.2024: обсудим продление. Требования уровня Primary Reseller выполнены.\n',
  );
});

test('the letter about the end of a membership promises nothing either', () => {
  expect(letterOf('expired', '2025-01-01', {})).toContain(
    'Чтобы вернуться в программу, ответьте на это письмо: обсудим продление.\n',
  );
});

test('the digest of the last day of a quarter', () => {
  const text = letterOf('digest', '2024-09-30', {}, { Менеджер: 'manager@example.com' });
  expect(text).toContain('III квартал 2024 года заканчивается 30.09.2024 (сегодня последний день): ');
});

// «Накопительная программа»: the higher rate applies above the threshold, not at it.
test.each([
  [2_999_999.5, 'До порога 3 000 000 KZT, свыше которого действует ставка 4 %, не хватает: 0,50 KZT.'],
  [
    3_000_000,
    'Порог 3 000 000 KZT достигнут: ставка 4 % начнёт действовать, когда сумма закупок его превысит.',
  ],
  [3_000_000.01, 'Порог 3 000 000 KZT превышен: ставка 4 % действует на всю сумму.'],
])('the statement of a quarter with purchases of %d', (sum, words) => {
  expect(letterOf('points', '2024-07-01', { purchases: [bought('2024-05-20', sum)] })).toContain(
    `\n\n${words}\n\n`,
  );
});

test('the statement of a quarter above the threshold, with «Расчёт баллов»: сверх порога', () => {
  const text = letterOf(
    'points',
    '2024-07-01',
    { purchases: [bought('2024-05-20', 5_000_000)] },
    { 'Расчёт баллов': 'сверх порога' },
  );
  expect(text).toContain('\nСтавка: 2,8 %\n');
  expect(text).toContain(
    '\n\nПорог 3 000 000 KZT превышен: с суммы сверх него — 4 %, с остальной — 2 %.\n\n',
  );
});

test('amounts and percentages are not torn apart at the end of a line', () => {
  const [letter] = decideAt('2024-07-01', { purchases: [bought('2024-05-20', 10)] }).letters.filter(
    ({ code }) => code === 'resellers.points',
  );
  expect(letter?.text).toContain('Закупки за квартал: 10\u00a0KZT\n');
  expect(letter?.text).toContain('Ставка: 2\u00a0%\n');
});

test('the subject of a renewal asks for it', () => {
  const [letter] = decideAt('2024-12-17', {}).letters.filter(({ code }) => code === 'resellers.renewal');
  expect(plain(letter?.subject)).toBe(
    `Продлите участие ${PARTNER}: действует до 31.12.2024, осталось 14 дней`,
  );
});

// «Срок участия в программе»: the sum starts again each year.
const ENDED = ' Участие закончилось 31.12.2024: закупки после этого дня не учитываются.';
test.each<[string, number, string]>([
  ['год участия', 2024, ENDED],
  ['всё время', 2024, ENDED],
  ['год участия', 2025, ' С 1 января 2025 года закупки накапливаются заново.'],
  ['всё время', 2025, ''],
])('the last quarter with «Срок накопления»: %s, membership until the end of %i', (period, until, after) => {
  const text = letterOf(
    'points',
    '2025-01-01',
    { partners: [partner(renewed(until))], purchases: [bought('2024-12-20', 10)] },
    { 'Срок накопления': period },
  );
  const words = 'До порога 3 000 000 KZT, свыше которого действует ставка 4 %, не хватает: 2 999 990 KZT.';
  expect(text).toContain(`\n\n${words}${after}\n\n`);
});

describe('a statement that waits: the outbox asks with a longer window', () => {
  const asked = (tabs: Tabs, now: string, lateDays = 100) =>
    decideAt(now, tabs, { lateHours: lateDays * 24 }).decision.letters.filter(
      ({ code }) => code === 'resellers.points',
    );
  const purchases = [bought('2024-02-15', 1_000_000)];
  test('takes the figures of today', () => {
    const [one] = asked({ purchases: [...purchases, bought('2024-03-10', -400_000)] }, '2024-04-10');
    expect(one?.values()).toMatchObject({ баллы: '12\u00a0000' });
  });
  test('is called for in later quarters too', () => {
    const dates = (lateDays: number) =>
      asked({ purchases: [...purchases, bought('2024-05-15', 10)] }, '2024-07-01', lateDays).map(
        ({ date }) => date,
      );
    expect(dates(100)).toEqual(['2024-04-01', '2024-07-01']);
    expect(dates(1)).toEqual(['2024-07-01']);
  });
  test('is not called for without purchases in the quarter', () => {
    expect(asked({ purchases: [bought('2024-04-05', 10)] }, '2024-04-10')).toEqual([]);
  });
});

test('a statement in another currency', () => {
  const text = letterOf('points', '2024-07-01', { purchases: [bought('2024-05-20', 10)] }, { Валюта: 'USD' });
  expect(text).toContain('Закупки за квартал: 10 USD\n');
});

describe('explanations of levels and lists', () => {
  const outcome = decideAt('2024-07-15', {
    partners: [
      partner({ 'Заявленный уровень': 'Professional Reseller', ...ticks('ПС') }),
      partner({ Компания: 'Берег', 'Заявленный уровень': 'Corporate Reseller', ...ticks('ПСWAИ') }),
      partner({ Компания: 'Вяз', Email: 'нет' }),
    ],
    purchases: [bought('2024-05-01', 10, 'Вяз')],
    applications: [applied('2024-07-12', 'Professional Reseller')],
  });
  const told = (tab: string, row: number, header: string, shown: Outcome = outcome) =>
    reckoned(shown, tab, row, header);
  // «Таблица уровней»: of the lower levels only those that were tried are listed.
  const PROFESSIONAL = [
    'Professional Reseller: План продаж — да @Реселлеры!2',
    'Professional Reseller: Специалист по продажам — да @Реселлеры!2',
  ];
  const ASKED = 'заявленный уровень: Professional Reseller @Реселлеры!2';
  test('a level whose requirements are met', () => {
    expect(told('Реселлеры', 2, 'Уровень')).toEqual([
      ASKED,
      ...PROFESSIONAL,
      '= требования выполнены: Professional Reseller',
    ]);
    expect(told('Реселлеры', 2, 'Чего не хватает')).toEqual([ASKED, ...PROFESSIONAL, '= хватает всего']);
  });
  test('an application whose requirements are met', () => {
    expect(told('Заявки на уровень', 2, 'Чего не хватает')).toEqual([
      'заявка от 12.07.2024 на уровень Professional Reseller @Заявки на уровень!2',
      ...PROFESSIONAL,
      '= хватает всего',
    ]);
  });
  test('the explanation of benefits ends with the benefits of the cell', () => {
    expect(told('Реселлеры', 2, 'Преимущества').at(-1)).toBe(
      `= ${String(outcome.computed['Реселлеры']?.[0]?.['Преимущества'])}`,
    );
  });
  test('«Список сервисных партнёров» only has companies with a service status', () => {
    expect(outcome.outputs['Список партнёров']?.map((row) => row['Компания'])).toEqual(['Берег', PARTNER]);
    expect(outcome.explain('Список партнёров', 3, 'Компания')?.lines[0]?.text).toBe(
      'уровень: Professional Reseller; сервисный статус: нет',
    );
    expect(outcome.explain('Список сервисных партнёров', 2, 'Компания')?.sum).toBe('Берег');
    expect(outcome.explain('Список сервисных партнёров', 3, 'Компания')).toBeNull();
  });
  test('a purchase of a company in error refers to «Ошибки»', () => {
    expect(outcome.explain('Закупки', 2, 'Примечание')).toEqual({
      rule: 'Пока строка компании на вкладке «Реселлеры» с ошибкой, её закупки, списания и заявки не учитываются.',
      clause: 'вкладка «Ошибки»',
      lines: [],
    });
  });
});
