// Points: both interpretations of the regulation, quarters, returns, forecasts, the threshold («Накопительная
// программа», rule 4).
import { describe, expect, test } from '@jest/globals';
import { type Money, money } from '../../../src/rules/money.js';
import {
  effectiveRate,
  missingToThreshold,
  type Terms,
  totalPoints,
} from '../../../src/rules/resellers/points.js';
import type { Typed } from '../harness.js';
import { accruals, bought, cellsOf, decideAt, partner, renewed, ticks } from './fixtures.js';

const WHOLE: Terms = {
  threshold: money(3_000_000),
  lowRate: 2,
  highRate: 4,
  basis: 'вся сумма',
  period: 'год участия',
};
const EXCESS: Terms = { ...WHOLE, basis: 'сверх порога' };

describe('points of an accumulated sum', () => {
  test.each([
    // Columns: purchases, whole sum, excess. 2 % up to 3 000 000, 4 % above.
    [0, 0, 0],
    [1, 0.02, 0.02],
    [1_000_000, 20_000, 20_000],
    [2_999_999.99, 60_000, 60_000],
    [3_000_000, 60_000, 60_000],
    [3_000_000.01, 120_000, 60_000],
    [3_000_001, 120_000.04, 60_000.04],
    [4_000_000, 160_000, 100_000],
    [-1_000_000, -20_000, -20_000],
    // Rounded half away from zero to 0.01.
    [0.24, 0, 0],
    [0.25, 0.01, 0.01],
    [-0.25, -0.01, -0.01],
    [12.75, 0.26, 0.26],
    [12.74, 0.25, 0.25],
  ])('%d → %d (вся сумма), %d (сверх порога)', (sum, whole, excess) => {
    expect(totalPoints(money(sum), WHOLE)).toBe(money(whole));
    expect(totalPoints(money(sum), EXCESS)).toBe(money(excess));
  });

  test.each([
    [3_000_000, 2, 2],
    [3_000_000.01, 4, 2.0000000066],
    [4_000_000, 4, 2.5],
    [5_000_000, 4, 2.8],
    [0, 2, 2],
    [-5, 2, 2],
  ])('rate for %d: %d, %d', (sum, whole, excess) => {
    expect(effectiveRate(money(sum), WHOLE)).toBe(whole);
    expect(effectiveRate(money(sum), EXCESS)).toBeCloseTo(excess, 9);
  });

  test.each([
    [0, 3_000_000],
    [2_999_999.99, 0.01],
    [3_000_000, 0],
    [3_000_000.01, 0],
    [-100, 3_000_100],
  ])('with %d, %d is missing to the threshold', (sum, missing) => {
    expect(missingToThreshold(money(sum), WHOLE)).toBe(money(missing));
  });
});

describe('«Накопление» by quarters', () => {
  const purchases = [
    bought('2024-02-15', 2_000_000),
    bought('2024-05-20', '2 000 000,00'),
    bought('2024-08-01', -1_500_000),
    bought('2025-01-09', 500_000),
    bought('2025-02-01', 100_000),
  ];
  const partners = [partner(renewed(2026))];
  const lines = (now: string, settings = {}): readonly (readonly unknown[])[] =>
    accruals(decideAt(now, { partners, purchases }, { settings }));

  test('вся сумма, год участия (the default)', () => {
    expect(lines('2025-02-03')).toEqual([
      // Columns: Квартал, Закупки за квартал, Накоплено за период, Ставка, Баллы за квартал, Баллы всего,
      // Вид.
      ['2024-Q1', 2_000_000, 2_000_000, 2, 40_000, 40_000, 'итог'],
      ['2024-Q2', 2_000_000, 4_000_000, 4, 120_000, 160_000, 'итог'],
      ['2024-Q3', -1_500_000, 2_500_000, 2, -110_000, 50_000, 'итог'],
      ['2024-Q4', 0, 2_500_000, 2, 0, 50_000, 'итог'],
      // The sum starts again on 1 January; the points of the past year stay.
      ['2025-Q1', 600_000, 600_000, 2, 12_000, 62_000, 'прогноз'],
    ]);
  });

  test('сверх порога', () => {
    expect(lines('2025-02-03', { 'Расчёт баллов': 'сверх порога' })).toEqual([
      ['2024-Q1', 2_000_000, 2_000_000, 2, 40_000, 40_000, 'итог'],
      ['2024-Q2', 2_000_000, 4_000_000, 2.5, 60_000, 100_000, 'итог'],
      ['2024-Q3', -1_500_000, 2_500_000, 2, -50_000, 50_000, 'итог'],
      ['2024-Q4', 0, 2_500_000, 2, 0, 50_000, 'итог'],
      ['2025-Q1', 600_000, 600_000, 2, 12_000, 62_000, 'прогноз'],
    ]);
  });

  test('всё время: the sum never restarts', () => {
    expect(lines('2025-02-03', { 'Срок накопления': 'всё время' }).slice(3)).toEqual([
      ['2024-Q4', 0, 2_500_000, 2, 0, 50_000, 'итог'],
      ['2025-Q1', 600_000, 3_100_000, 4, 74_000, 124_000, 'прогноз'],
    ]);
  });

  test('a quarter is credited after its last day', () => {
    const kinds = (now: string): unknown => lines(now).map((line) => `${String(line[0])} ${String(line[6])}`);
    expect(kinds('2024-03-31T23:59:59+05:00')).toEqual(['2024-Q1 прогноз']);
    expect(kinds('2024-04-01T00:00:00+05:00')).toEqual(['2024-Q1 итог', '2024-Q2 прогноз']);
  });

  test('quarters without purchases have lines too, from the first counted purchase to the current quarter', () => {
    const outcome = decideAt('2025-06-01', { purchases: [bought('2024-05-01', 100)] });
    expect(accruals(outcome).map((line) => line[0])).toEqual([
      '2024-Q2',
      '2024-Q3',
      '2024-Q4',
      '2025-Q1',
      '2025-Q2',
    ]);
  });

  test('rates and threshold are settings', () => {
    const settings = {
      'Порог закупок': '1 000 000',
      'Ставка до порога, %': '1,5',
      'Ставка свыше порога, %': 3,
    };
    expect(lines('2024-04-01', settings)[0]).toEqual([
      '2024-Q1',
      2_000_000,
      2_000_000,
      3,
      60_000,
      60_000,
      'итог',
    ]);
  });

  test('partners are sorted by name, whatever the order of rows', () => {
    const two = [partner({ Компания: 'Яблоко' }), partner({ Компания: 'Айва' })];
    const bothBuy = [bought('2024-05-01', 100, 'Яблоко'), bought('2024-05-01', 100, 'Айва')];
    const outcome = decideAt('2024-06-03', { partners: two, purchases: bothBuy });
    expect(outcome.outputs['Накопление']?.map((row) => row['Компания'])).toEqual(['Айва', 'Яблоко']);
  });
});

describe('«Баллы», «Доступно баллов», «До порога»', () => {
  const cells = (now: string, purchases: readonly Typed[], row: Typed = {}, settings = {}): unknown => {
    const {
      Баллы,
      'Доступно баллов': available,
      'До порога': missing,
    } = cellsOf(decideAt(now, { partners: [partner(row)], purchases }, { settings }), 'Реселлеры');
    return [Баллы, available, missing];
  };

  test.each<[string, string, readonly Typed[], readonly number[]]>([
    ['no purchases', '2024-06-03', [], [0, 0, 3_000_000]],
    [
      'only the current quarter: the forecast is not credited',
      '2024-06-03',
      [bought('2024-05-01', 1_000_000)],
      [0, 0, 2_000_000],
    ],
    ['an ended quarter', '2024-07-01', [bought('2024-05-01', 1_000_000)], [20_000, 20_000, 2_000_000]],
    ['exactly the threshold', '2024-07-01', [bought('2024-05-01', 3_000_000)], [60_000, 60_000, 0]],
    ['a tiyn above', '2024-07-01', [bought('2024-05-01', 3_000_000.01)], [120_000, 120_000, 0]],
    [
      'a new year of membership',
      '2025-01-01',
      [bought('2024-05-01', 1_000_000)],
      [20_000, 20_000, 3_000_000],
    ],
    ['only returns', '2024-07-01', [bought('2024-05-01', -1_000)], [-20, -20, 3_001_000]],
  ])('%s', (_, now, purchases, expected) => {
    expect(cells(now, purchases)).toEqual(expected);
  });

  test.each<[string, string, Typed, readonly number[]]>([
    ['a level in the list', 'Primary Reseller', {}, [20_000, 20_000, 2_000_000]],
    ['a level not in the list: no rows, 0', 'Professional Reseller, Solution Provider', {}, [0, 0, 0]],
    [
      'the level in force counts',
      'professional reseller; Corporate Reseller',
      { 'Заявленный уровень': 'Corporate Reseller', ...ticks('ПС') },
      [20_000, 20_000, 2_000_000],
    ],
    ['все', 'Все', {}, [20_000, 20_000, 2_000_000]],
  ])('«Накопление для уровней»: %s', (_, levels, row, expected) => {
    const purchases = [bought('2024-05-01', 1_000_000)];
    expect(cells('2024-07-01', purchases, row, { 'Накопление для уровней': levels })).toEqual(expected);
    const outcome = decideAt(
      '2024-07-01',
      { partners: [partner(row)], purchases },
      { settings: { 'Накопление для уровней': levels } },
    );
    expect(outcome.outputs['Накопление']).toHaveLength(expected[0] === 0 ? 0 : 2);
    expect(cellsOf(outcome, 'Закупки')['Примечание']).toBe(
      expected[0] === 0 ? 'уровень компании не участвует в накоплении: не учтено' : null,
    );
  });

  test('an unknown level is reported, and the default applies', () => {
    const outcome = decideAt('2024-07-01', {}, { settings: { 'Накопление для уровней': 'Gold' } });
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]).toContain('действует значение по умолчанию');
  });
});

test('amounts are added without rounding errors: three thousand times 0.10, 0.11, 0.12', () => {
  const purchases = Array.from({ length: 3_000 }, (_, index) =>
    bought('2024-05-20', 0.1 + (index % 3) / 100),
  );
  const outcome = decideAt('2024-07-01', { purchases });
  expect(accruals(outcome)[0]?.[1]).toBe(330);
  const total: Money = totalPoints(money(330), WHOLE);
  expect(cellsOf(outcome, 'Реселлеры')['Баллы']).toBe(total / 100);
});
