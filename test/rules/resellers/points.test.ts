// Points: both readings of the regulation, quarters, returns, forecasts, the threshold («Накопительная программа», rule 4).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Money, minor, money } from '../../../src/rules/money.js';
import {
  effectiveRate,
  missingToThreshold,
  quarterLines,
  type QuarterSum,
  type Terms,
  totalPoints,
} from '../../../src/rules/resellers/points.js';
import { day, type Typed } from '../harness.js';
import { accruals, bought, cellsOf, decideAt, PARTNER, partner, renewed, spent, ticks } from './fixtures.js';

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
    // S, whole sum, excess: 2 % up to 3 000 000, 4 % above
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
  ])('rate of %d: %d, %d', (sum, whole, excess) => {
    expect(effectiveRate(money(sum), WHOLE)).toBe(whole);
    expect(effectiveRate(money(sum), EXCESS)).toBeCloseTo(excess, 9);
  });

  test.each([
    [0, 3_000_000],
    [2_999_999.99, 0.01],
    [3_000_000, 0],
    [3_000_000.01, 0],
    [-100, 3_000_100],
  ])('%d lacks %d to the threshold', (sum, missing) => {
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

  test('вся сумма, год участия: the default reading', () => {
    expect(lines('2025-02-03')).toEqual([
      // Квартал, Закупки за квартал, Накоплено за период, Ставка, Баллы за квартал, Баллы всего, Вид
      ['2024-Q1', 2_000_000, 2_000_000, 2, 40_000, 40_000, 'итог'],
      ['2024-Q2', 2_000_000, 4_000_000, 4, 120_000, 160_000, 'итог'],
      ['2024-Q3', -1_500_000, 2_500_000, 2, -110_000, 50_000, 'итог'],
      ['2024-Q4', 0, 2_500_000, 2, 0, 50_000, 'итог'],
      // S restarts on 1 January; the points of the past year stay.
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

  test('a quarter is credited once now is past its last day', () => {
    const kinds = (now: string): unknown => lines(now).map((line) => `${String(line[0])} ${String(line[6])}`);
    expect(kinds('2024-03-31T23:59:59+05:00')).toEqual(['2024-Q1 прогноз']);
    expect(kinds('2024-04-01T00:00:00+05:00')).toEqual(['2024-Q1 итог', '2024-Q2 прогноз']);
  });

  test('quarters without purchases have their lines, from the first counted purchase to the current quarter', () => {
    const outcome = decideAt('2025-06-01', { purchases: [bought('2024-05-01', 100)] });
    expect(accruals(outcome).map((line) => line[0])).toEqual([
      '2024-Q2',
      '2024-Q3',
      '2024-Q4',
      '2025-Q1',
      '2025-Q2',
    ]);
  });

  test('rates, threshold and currency are settings', () => {
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

  test('partners stand by name, whatever the order of their rows', () => {
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
      'only the current quarter: a forecast is not credited',
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
    ['returns alone', '2024-07-01', [bought('2024-05-01', -1_000)], [-20, -20, 3_001_000]],
  ])('%s', (_, now, purchases, expected) => {
    expect(cells(now, purchases)).toEqual(expected);
  });

  test.each<[string, string, Typed, readonly number[]]>([
    ['a level on the list', 'Primary Reseller', {}, [20_000, 20_000, 2_000_000]],
    ['a level outside it: no rows, 0', 'Professional Reseller, Solution Provider', {}, [0, 0, 0]],
    [
      'the level in force decides',
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

  test('a word that is no level leaves the default in force and says so', () => {
    const outcome = decideAt('2024-07-01', {}, { settings: { 'Накопление для уровней': 'Gold' } });
    expect(outcome.problems).toHaveLength(1);
    expect(outcome.problems[0]).toContain('действует значение по умолчанию');
  });
});

describe('«Списания баллов»', () => {
  const purchases = [bought('2024-02-20', 1_000_000), bought('2024-05-20', 500_000)];
  const REFUSED = '«Баллы» — списано больше, чем было доступно в этот день: доступно';

  test.each<[string, string, readonly Typed[], readonly unknown[], number]>([
    ['all of an ended quarter', '2024-05-01', [spent('2024-04-01', 20_000)], [null], 0],
    [
      'on the quarter’s last day: its points are credited that day',
      '2024-05-01',
      [spent('2024-03-31', 20_000)],
      [null],
      0,
    ],
    ['the day before', '2024-05-01', [spent('2024-03-30', 1)], [`${REFUSED} 0`], 20_000],
    ['one hundredth too much', '2024-05-01', [spent('2024-04-01', 20_000.01)], [`${REFUSED} 20 000`], 20_000],
    [
      'in order of date, not of rows',
      '2024-05-01',
      [spent('2024-04-20', 15_000), spent('2024-04-10', 10_000)],
      [`${REFUSED} 10 000`, null],
      10_000,
    ],
    [
      'of one day the upper row first',
      '2024-05-01',
      [spent('2024-04-10', 15_000), spent('2024-04-10', 10_000)],
      [null, `${REFUSED} 5 000`],
      5_000,
    ],
    [
      'a refused row takes nothing',
      '2024-05-01',
      [spent('2024-04-10', 30_000), spent('2024-04-11', 20_000)],
      [`${REFUSED} 20 000`, null],
      0,
    ],
    [
      'later quarters do not help an earlier day',
      '2024-07-01',
      [spent('2024-06-29', 25_000)],
      [`${REFUSED} 20 000`],
      30_000,
    ],
    ['they do on their own last day', '2024-07-01', [spent('2024-06-30', 25_000)], [null], 5_000],
    [
      'today, the quarter’s last day: not past it yet',
      '2024-06-30',
      [spent('2024-06-30', 25_000)],
      [`${REFUSED} 20 000`],
      20_000,
    ],
    ['today', '2024-05-01', [spent('2024-05-01', 5_000)], [null], 15_000],
    [
      'tomorrow: not yet',
      '2024-05-01',
      [spent('2024-05-02', 5_000)],
      ['дата ещё не наступила: не учтено'],
      20_000,
    ],
  ])('%s', (_, now, redemptions, notes, available) => {
    const outcome = decideAt(now, { purchases, redemptions });
    const cells = outcome.computed['Списания баллов'] ?? [];
    const plain = (text: unknown): unknown =>
      typeof text === 'string' ? text.replace(/\u00a0/g, ' ') : text;
    expect(cells.map((row) => plain(row['ошибка'] ?? row['Примечание']))).toEqual(notes);
    expect(cellsOf(outcome, 'Реселлеры')['Доступно баллов']).toBe(available);
  });

  test.each<[string, number | string]>([
    ['zero', 0],
    ['below zero', -5],
    ['finer than 0.01', 0.005],
    ['words', 'сто'],
  ])('%s is a row error', (_, points) => {
    expect(
      decideAt('2024-05-01', { purchases, redemptions: [spent('2024-04-01', points)] }).problems,
    ).toHaveLength(1);
  });

  test('after returns what is available may be below zero; nothing more can be redeemed', () => {
    const outcome = decideAt('2024-07-01', {
      purchases: [bought('2024-02-20', 1_000_000), bought('2024-05-20', -600_000)],
      redemptions: [spent('2024-04-01', 20_000), spent('2024-07-01', 0.01)],
    });
    expect(cellsOf(outcome, 'Реселлеры')).toMatchObject({ Баллы: 8_000, 'Доступно баллов': -12_000 });
    expect(outcome.problems).toHaveLength(1);
  });

  test('unknown company: a row error; company in error: a note (rule 5)', () => {
    const outcome = decideAt('2024-05-01', {
      partners: [partner(renewed(2020))],
      redemptions: [spent('2024-04-01', 1, 'ТОО «Незнакомец»'), spent('2024-04-01', 1)],
    });
    expect(outcome.problems[1]).toBe(
      'Списания баллов!2[Компания]: такой компании нет на вкладке «Реселлеры»',
    );
    expect(outcome.problems).toHaveLength(2);
    expect(cellsOf(outcome, 'Списания баллов', 1)).toEqual({
      Примечание: 'строка компании с ошибкой: не учтено',
    });
  });
});

describe('properties', () => {
  const terms = fc.record({
    threshold: fc.integer({ min: 0, max: 10_000_000 }).map(minor),
    lowRate: fc.integer({ min: 0, max: 1_000 }).map((n) => n / 100),
    highRate: fc.integer({ min: 0, max: 1_000 }).map((n) => n / 100),
    basis: fc.constantFrom('вся сумма' as const, 'сверх порога' as const),
    period: fc.constantFrom('год участия' as const, 'всё время' as const),
  });
  const sums = fc
    .array(
      fc.tuple(fc.integer({ min: 8_090, max: 8_105 }), fc.integer({ min: -5_000_000, max: 8_000_000 })),
      { maxLength: 20 },
    )
    .map(
      (list) =>
        new Map<number, QuarterSum>(list.map(([quarter, sum]) => [quarter, { sum: minor(sum), rows: 1 }])),
    );

  test('the sum of the quarters’ points is the total, and the total of a year is the points of its sum', () => {
    fc.assert(
      fc.property(terms, sums, (own, given) => {
        const lines = quarterLines(given, 8_105, own);
        let sum = 0;
        let yearly = 0;
        for (const line of lines) {
          sum += line.points;
          if (own.period === 'год участия' && line.quarter % 4 === 0) yearly = 0;
          yearly += line.points;
          expect(line.sinceJoining).toBe(sum);
          expect(yearly).toBe(totalPoints(line.accumulated, own));
        }
      }),
    );
  });

  test('points follow a definition with exact whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), terms, (sum, own) => {
        // In units of 0.0001 hundredths, so that every product is whole.
        const low = BigInt(Math.round(own.lowRate * 100));
        const high = BigInt(Math.round(own.highRate * 100));
        const part = (units: number, rate: bigint): bigint => BigInt(units) * rate;
        const exact =
          sum <= own.threshold
            ? part(sum, low)
            : own.basis === 'вся сумма'
              ? part(sum, high)
              : part(own.threshold, low) + part(sum - own.threshold, high);
        const size = exact < 0n ? -exact : exact;
        const rounded = Number((size + 5_000n) / 10_000n);
        expect(totalPoints(minor(sum), own)).toBe(exact < 0n && rounded !== 0 ? -rounded : rounded);
      }),
    );
  });

  const rows = fc.record({
    purchases: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 700 }),
        sum: fc.integer({ min: -200_000_000, max: 400_000_000 }),
        who: fc.constantFrom(PARTNER, 'ТОО «Мир Образцов»', 'ТОО «Незнакомец»'),
      }),
      { maxLength: 25 },
    ),
    redemptions: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 700 }), points: fc.integer({ min: 1, max: 3_000_000 }) }),
      { maxLength: 10 },
    ),
  });
  const start = day('2024-01-01');
  const partners = [
    partner(renewed(2025)),
    partner({ Компания: 'ТОО «Мир Образцов»', 'Дата регистрации': day('2024-07-15') }),
  ];
  const typed = (
    given: typeof rows extends fc.Arbitrary<infer T> ? T : never,
  ): { purchases: Typed[]; redemptions: Typed[] } => ({
    purchases: given.purchases.map(({ at, sum, who }) => ({
      Дата: start + at,
      Компания: who,
      Сумма: sum / 100,
    })),
    redemptions: given.redemptions.map(({ at, points }) => ({
      Дата: start + at,
      Компания: PARTNER,
      Баллы: points / 100,
      'За что': 'скидка',
    })),
  });

  test('the order of partners and purchases changes no result', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { purchases, redemptions } = typed(given);
        const straight = decideAt('2025-08-15', { partners, purchases, redemptions });
        const turned = decideAt('2025-08-15', {
          partners: [...partners].reverse(),
          purchases: [...purchases].reverse(),
          redemptions,
        });
        expect(turned.outputs).toEqual(straight.outputs);
        expect([...(turned.computed['Реселлеры'] ?? [])].reverse()).toEqual(straight.computed['Реселлеры']);
        expect([...(turned.computed['Закупки'] ?? [])].reverse()).toEqual(straight.computed['Закупки']);
      }),
      { numRuns: 60 },
    );
  });

  test('a later now never changes an «итог» line of an ended quarter', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 400 }),
        (given, at, later) => {
          const { purchases } = typed(given);
          const settled = (days: number): readonly unknown[] => {
            const now = new Date(Date.UTC(2024, 0, 1 + days, 7)).toISOString();
            return (decideAt(now, { partners, purchases }).outputs['Накопление'] ?? []).filter(
              (row) => row['Вид'] === 'итог',
            );
          };
          const now = settled(at);
          expect(settled(at + later)).toEqual(expect.arrayContaining([...now]));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('accepted redemptions never exceed what was credited by their day', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const tabs = typed(given);
        const outcome = decideAt('2025-12-20', { partners, ...tabs });
        const accepted = tabs.redemptions.filter(
          (_, index) => !('ошибка' in cellsOf(outcome, 'Списания баллов', index)),
        );
        for (const row of accepted) {
          const on = Number(row['Дата']);
          const spentBy = accepted
            .filter((one) => Number(one['Дата']) <= on)
            .reduce<number>((sum, one) => sum + Number(one['Баллы']), 0);
          // The same rows, seen on the first day after the last quarter that had ended by then.
          const credited = (outcome.outputs['Накопление'] ?? [])
            .filter((line) => line['Компания'] === PARTNER && line['Вид'] === 'итог')
            .filter((line) => endSerial(String(line['Квартал'])) <= on)
            .reduce<number>((sum, line) => sum + Number(line['Баллы за квартал']), 0);
          // A return may later take credited points away again: only the day's own balance is promised.
          expect(spentBy - credited).toBeLessThanOrEqual(1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Serial of the last day of «2024-Q1». */
function endSerial(quarter: string): number {
  const [year = '', q = ''] = quarter.split('-Q');
  const months = ['03-31', '06-30', '09-30', '12-31'];
  return day(`${year}-${months[Number(q) - 1] ?? ''}`);
}

test('amounts add up in whole hundredths: three thousand times 0.10, 0.11, 0.12', () => {
  const purchases = Array.from({ length: 3_000 }, (_, index) =>
    bought('2024-05-20', 0.1 + (index % 3) / 100),
  );
  const outcome = decideAt('2024-07-01', { purchases });
  expect(accruals(outcome)[0]?.[1]).toBe(330);
  const total: Money = totalPoints(money(330), WHOLE);
  expect(cellsOf(outcome, 'Реселлеры')['Баллы']).toBe(total / 100);
});
