// «Почему такая цифра?»: every figure has its rows, its clause and arithmetic that adds up.
import { describe, expect, test } from '@jest/globals';
import { resellers } from '../../../src/rules/resellers/index.js';
import { day, type Outcome } from '../harness.js';
import { applied, bought, decideAt, PARTNER, partner, renewed, spent, ticks } from './fixtures.js';

const outcome = decideAt('2024-07-15', {
  partners: [
    partner({ 'Заявленный уровень': 'Solution Provider', ...ticks('ПСWAИ'), ...renewed(2025) }),
    partner({ Компания: 'ТОО «Айва»' }),
  ],
  purchases: [
    bought('2024-01-15', 700),
    { ...bought('2024-02-20', 2_000_000), Документ: 'Накладная 7' },
    bought('2024-05-20', 2_500_000),
    bought('2024-06-20', -500_000),
    bought('2024-07-10', 100_000),
    bought('2024-05-01', 10_000, 'ТОО «Айва»'),
    bought('2024-05-02', 10, 'Незнакомец'),
  ],
  redemptions: [spent('2024-07-01', 60_000), spent('2024-07-02', 900_000)],
  applications: [
    applied('2024-06-01', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': day('2024-06-05') }),
    applied('2024-07-12', 'Solution Provider'),
  ],
});
const sumOf = (own: Outcome, tab: string, row: number, header: string): string =>
  (own.explain(tab, row, header)?.sum ?? '').replace(/\u00a0/g, ' ');

test('every filled figure of every tab has an explanation with a rule and a clause', () => {
  const asked: string[] = [];
  const ask = (tab: string, row: number, cells: Readonly<Record<string, unknown>>): void => {
    for (const [header, value] of Object.entries(cells)) {
      if (value === null || header === 'ошибка') continue;
      const reason = outcome.explain(tab, row, header);
      asked.push(`${tab}!${row} ${header}`);
      expect([tab, header, reason?.rule ?? '', reason?.clause ?? '']).not.toContain('');
      expect([tab, header, reason?.sum ?? '']).not.toContain('');
    }
  };
  for (const [tab, rows] of Object.entries(outcome.computed))
    rows.forEach((cells, index) => ask(tab, index + 2, cells));
  for (const [tab, rows] of Object.entries(outcome.outputs))
    rows.forEach((cells, index) => ask(tab, index + 2, cells));
  expect(asked.length).toBeGreaterThan(60);
});

test('every line refers to an existing row', () => {
  const titles = new Set(Object.values(resellers.tabs).map((tab) => tab.title));
  const last = new Map(
    [...Object.entries(outcome.computed), ...Object.entries(outcome.outputs)].map(([tab, rows]) => [
      tab,
      rows.length + 1,
    ]),
  );
  for (const header of ['Баллы', 'Доступно баллов', 'До порога', 'Уровень', 'Действует до']) {
    const lines = outcome.explain('Реселлеры', 2, header)?.lines ?? [];
    expect([header, lines.length]).not.toEqual([header, 0]);
    for (const line of lines) {
      expect(titles).toContain(line.tab);
      expect(line.row).toBeGreaterThan(1);
      expect(line.row).toBeLessThanOrEqual(last.get(line.tab ?? '') ?? 0);
    }
  }
});

describe('«Накопление»: rows, rate, clause, calculation', () => {
  // Ordered by company: ТОО «Айва» has rows 2 and 3, the other company 4 (Q1), 5 (Q2), 6 (Q3).
  test.each([
    [4, 'Закупки за квартал', '2 000 000'],
    [5, 'Закупки за квартал', '2 500 000 − 500 000 = 2 000 000'],
    [5, 'Накоплено за период', '2 000 000 + 2 500 000 − 500 000 = 4 000 000'],
    [5, 'Ставка', '4 000 000 > 3 000 000: 4 %'],
    [4, 'Ставка', '2 000 000 ≤ 3 000 000: 2 %'],
    [5, 'Баллы за квартал', '4 000 000 × 4 % = 160 000; 160 000 − 40 000 = 120 000'],
    [6, 'Баллы за квартал', '4 100 000 × 4 % = 164 000; 164 000 − 160 000 = 4 000'],
    [6, 'Баллы всего', '40 000 + 120 000 + 4 000 = 164 000'],
  ])('row %i, %s', (row, header, sum) => {
    expect(sumOf(outcome, 'Накопление', row, header)).toBe(sum);
  });

  test('the points of a quarter list only the purchases that count in the period', () => {
    const reason = outcome.explain('Накопление', 5, 'Баллы за квартал');
    expect(reason?.lines.map(({ tab, row }) => `${tab} ${row}`)).toEqual([
      'Закупки 3',
      'Закупки 4',
      'Закупки 5',
    ]);
    expect(reason?.lines[0]?.text.replace(/\u00a0/g, ' ')).toBe('20.02.2024: закупка 2 000 000, Накладная 7');
    expect(reason?.clause).toContain('Накопительная программа');
  });

  test('сверх порога: the calculation contains both parts', () => {
    const own = decideAt(
      '2024-07-15',
      { purchases: [bought('2024-05-20', 4_000_000)] },
      { settings: { 'Расчёт баллов': 'сверх порога' } },
    );
    expect(sumOf(own, 'Накопление', 2, 'Ставка')).toBe(
      '(3 000 000 × 2 % + 1 000 000 × 4 % = 100 000) / 4 000 000 = 2,5 %',
    );
    expect(sumOf(own, 'Накопление', 2, 'Баллы за квартал')).toContain(
      '3 000 000 × 2 % + 1 000 000 × 4 % = 100 000',
    );
  });
});

describe('«Реселлеры»', () => {
  test.each([
    ['Уровень', 'не хватает: Техперсонал; Corporate Reseller → Professional Reseller'],
    ['Сервисный статус', 'Service Reseller'],
    ['Чего не хватает', 'Техперсонал'],
    ['Действует до', 'последний день участия — 31.12.2025'],
    ['Участие', 'с 10.02.2024 по 31.12.2025, сегодня 15.07.2024: действует'],
    ['Баллы', '40 000 + 120 000 = 160 000'],
    ['Доступно баллов', '40 000 + 120 000 = 160 000; 160 000 − 60 000 = 100 000'],
    ['До порога', '4 100 000 > 3 000 000: 0'],
  ])('%s', (header, sum) => {
    expect(sumOf(outcome, 'Реселлеры', 2, header)).toBe(sum);
  });

  test('the level lists the application for it, and the requirements of each level down', () => {
    const lines = outcome.explain('Реселлеры', 2, 'Уровень')?.lines ?? [];
    expect(lines[0]).toMatchObject({
      tab: 'Заявки на уровень',
      row: 2,
      text: 'заявка от 01.06.2024 одобрена с 05.06.2024: Corporate Reseller',
    });
    expect(lines.map(({ text }) => text)).toContain('Corporate Reseller: Техперсонал — нет');
    expect(lines.map(({ text }) => text)).toContain('Professional Reseller: План продаж — да');
  });

  test('a level without points says why', () => {
    const own = decideAt('2024-07-15', {}, { settings: { 'Накопление для уровней': 'Corporate Reseller' } });
    expect(own.explain('Реселлеры', 2, 'Баллы')?.rule).toContain('«Накопление для уровней»');
  });
});

test('notes, applications and lists', () => {
  expect(sumOf(outcome, 'Закупки', 2, 'Примечание')).toBe('до начала участия (с 10.02.2024): не учтено');
  expect(sumOf(outcome, 'Закупки', 3, 'Примечание')).toBe('учтена');
  expect(outcome.explain('Закупки', 8, 'Примечание')).toBeNull();
  expect(sumOf(outcome, 'Списания баллов', 2, 'Примечание')).toBe('учтено');
  expect(sumOf(outcome, 'Заявки на уровень', 2, 'Можно одобрить')).toBe('решение: одобрено');
  expect(sumOf(outcome, 'Заявки на уровень', 3, 'Можно одобрить')).toBe('нет');
  expect(sumOf(outcome, 'Заявки на уровень', 3, 'Чего не хватает')).toBe('Совместные решения');
  expect(sumOf(outcome, 'Список партнёров', 2, 'Компания')).toBe(PARTNER);
  expect(sumOf(outcome, 'Список сервисных партнёров', 2, 'Сервисный статус')).toBe('Service Reseller');
});
