// Points by quarter, what is missing to the threshold, redemptions (rule 4).
// Hand-made rows, at least one case per sentence of the spec; each workbook is also compared with the oracle
// as a whole.
import { describe, expect, test } from '@jest/globals';
import type { Cells, RawCell } from '../cells.js';
import type { Settings } from './oracle/terms.js';
import { bought, company, run, spent } from './rows.js';
import { world } from './support.js';

describe('rule 4: points', () => {
  const member = [company('Тау', { 'Продлено по год': 2025, Согласовано: true })];
  test.each<[string, readonly Cells[], Partial<Settings>, readonly (readonly RawCell[])[]]>([
    [
      'exactly the threshold: the lower rate',
      [bought('15.02.2024', 3_000_000)],
      {},
      [
        ['2024-Q1', 3e6, 3e6, 2, 60_000, 60_000, 'итог'],
        ['2024-Q2', 0, 3e6, 2, 0, 60_000, 'прогноз'],
      ],
    ],
    [
      'a tiyn above: the higher rate for the whole sum',
      [bought('15.02.2024', 3_000_000.01)],
      {},
      [
        ['2024-Q1', 3_000_000.01, 3_000_000.01, 4, 120_000, 120_000, 'итог'],
        ['2024-Q2', 0, 3_000_000.01, 4, 0, 120_000, 'прогноз'],
      ],
    ],
    [
      'crossing in the second quarter',
      [bought('31.03.2024', 2_000_000), bought('01.04.2024', 2_000_000)],
      {},
      [
        ['2024-Q1', 2e6, 2e6, 2, 40_000, 40_000, 'итог'],
        ['2024-Q2', 2e6, 4e6, 4, 120_000, 160_000, 'прогноз'],
      ],
    ],
    [
      'a return reduces the points',
      [bought('31.03.2024', 4_000_000), bought('01.04.2024', -1_500_000)],
      {},
      [
        ['2024-Q1', 4e6, 4e6, 4, 160_000, 160_000, 'итог'],
        ['2024-Q2', -1.5e6, 2.5e6, 2, -110_000, 50_000, 'прогноз'],
      ],
    ],
    [
      'only returns',
      [bought('15.02.2024', -100)],
      {},
      [
        ['2024-Q1', -100, -100, 2, -2, -2, 'итог'],
        ['2024-Q2', 0, -100, 2, 0, -2, 'прогноз'],
      ],
    ],
    [
      'half a tiyn rounds up',
      [bought('15.02.2024', 0.25)],
      {},
      [
        ['2024-Q1', 0.25, 0.25, 2, 0.01, 0.01, 'итог'],
        ['2024-Q2', 0, 0.25, 2, 0, 0.01, 'прогноз'],
      ],
    ],
    [
      'minus half a tiyn rounds down',
      [bought('15.02.2024', '-0,25 ₸')],
      {},
      [
        ['2024-Q1', -0.25, -0.25, 2, -0.01, -0.01, 'итог'],
        ['2024-Q2', 0, -0.25, 2, 0, -0.01, 'прогноз'],
      ],
    ],
    [
      'the total is rounded, not the quarter',
      [bought('15.02.2024', 0.25), bought('15.05.2024', 0.25)],
      {},
      [
        ['2024-Q1', 0.25, 0.25, 2, 0.01, 0.01, 'итог'],
        ['2024-Q2', 0.25, 0.5, 2, 0, 0.01, 'прогноз'],
      ],
    ],
    [
      'сверх порога',
      [bought('15.02.2024', 2_000_000), bought('15.05.2024', 2_000_000)],
      { method: 'сверх порога' },
      [
        ['2024-Q1', 2e6, 2e6, 2, 40_000, 40_000, 'итог'],
        ['2024-Q2', 2e6, 4e6, 2.5, 60_000, 100_000, 'прогноз'],
      ],
    ],
    [
      'сверх порога, a sum of zero',
      [bought('15.02.2024', 100), bought('16.02.2024', -100)],
      { method: 'сверх порога' },
      [
        ['2024-Q1', 0, 0, 2, 0, 0, 'итог'],
        ['2024-Q2', 0, 0, 2, 0, 0, 'прогноз'],
      ],
    ],
    [
      'other rates and threshold',
      [bought('15.02.2024', 1000.01)],
      { threshold: 1000, low: 1.5, high: 7.5 },
      [
        ['2024-Q1', 1000.01, 1000.01, 7.5, 75, 75, 'итог'],
        ['2024-Q2', 0, 1000.01, 7.5, 0, 75, 'прогноз'],
      ],
    ],
    [
      'only levels that earn points',
      [bought('15.02.2024', 1000)],
      { levels: ['Professional Reseller', 'Solution Provider'] },
      [],
    ],
    [
      'levels that earn points, in any letter case',
      [bought('15.05.2024', 1000)],
      { levels: ['primary  RESELLER'] },
      [['2024-Q2', 1000, 1000, 2, 20, 20, 'прогноз']],
    ],
    ['nothing counted: no rows', [], {}, []],
  ])('%s', (_, purchases, settings, expected) => {
    const isOdd = settings.levels?.[0] === 'primary  RESELLER';
    const made = world();
    const tables = { Реселлеры: member, Закупки: purchases };
    if (isOdd) {
      made.fillAll(tables);
      made.set('Накопление для уровней', 'primary  RESELLER');
      made.recompute('01.06.2024 12:00');
    } else run(tables, '01.06.2024 12:00', { settings, made });
    expect(made.accounts().map((row) => row.slice(1))).toEqual(expected);
  });

  test('«год участия»: the sum restarts, points stay; «всё время»: the sum continues', () => {
    const tables = {
      Реселлеры: member,
      Закупки: [bought('31.12.2024', 2_000_000), bought('01.01.2025', 2_000_000)],
    };
    const year = run(tables, '01.04.2025 00:05');
    expect(year.made.accounts().map((row) => row.slice(1))).toEqual([
      ['2024-Q4', 2e6, 2e6, 2, 40_000, 40_000, 'итог'],
      ['2025-Q1', 2e6, 2e6, 2, 40_000, 80_000, 'итог'],
      ['2025-Q2', 0, 2e6, 2, 0, 80_000, 'прогноз'],
    ]);
    expect(year.reseller()).toMatchObject({ Баллы: 80_000, 'До порога': 1_000_000 });
    const ever = run(tables, '01.04.2025 00:05', { settings: { period: 'всё время' } });
    expect(ever.made.accounts().map((row) => row.slice(1))).toEqual([
      ['2024-Q4', 2e6, 2e6, 2, 40_000, 40_000, 'итог'],
      ['2025-Q1', 2e6, 4e6, 4, 120_000, 160_000, 'итог'],
      ['2025-Q2', 0, 4e6, 4, 0, 160_000, 'прогноз'],
    ]);
    expect(ever.reseller()).toMatchObject({ Баллы: 160_000, 'До порога': 0 });
  });

  test('a quarter is a forecast up to and including its last day', () => {
    const tables = { Реселлеры: member, Закупки: [bought('31.03.2024', 1000)] };
    const last = run(tables, '31.03.2024 23:59');
    expect([last.reseller()['Баллы'], last.made.accounts().map((row) => row[7])]).toEqual([0, ['прогноз']]);
    const next = run(tables, '01.04.2024 00:00');
    expect([next.reseller()['Баллы'], next.made.accounts().map((row) => row[7])]).toEqual([
      20,
      ['итог', 'прогноз'],
    ]);
  });

  test.each<[string, number, number]>([
    ['no purchases', 0, 3_000_000],
    ['a tiyn below', 2_999_999.99, 0.01],
    ['exactly the threshold', 3_000_000, 0],
    ['above it', 3_000_000.01, 0],
    ['a return', -1000, 3_001_000],
  ])('До порога: %s', (_, sum, missing) => {
    const purchases = sum === 0 ? [] : [bought('15.02.2024', sum)];
    expect(run({ Реселлеры: member, Закупки: purchases }, '16.02.2024 12:00').reseller()['До порога']).toBe(
      missing,
    );
  });

  const earned = [bought('15.02.2024', 3_000_000), bought('15.05.2024', 500_000)];
  test.each<[string, readonly Cells[], string, readonly number[], number]>([
    [
      'on the quarter’s last day its points are available',
      [spent('31.03.2024', 60_000)],
      '01.04.2024 12:00',
      [],
      0,
    ],
    ['the day before they are not available', [spent('30.03.2024', 0.01)], '01.04.2024 12:00', [2], 60_000],
    [
      'exactly what is available, then a tiyn more',
      [spent('01.04.2024', 60_000), spent('02.04.2024', 0.01)],
      '03.04.2024 12:00',
      [3],
      0,
    ],
    [
      'by date, not by row',
      [spent('05.04.2024', 40_000), spent('04.04.2024', 40_000)],
      '06.04.2024 12:00',
      [2],
      20_000,
    ],
    [
      'on one day by row',
      [spent('04.04.2024', 50_000), spent('04.04.2024', 20_000), spent('04.04.2024', 10_000)],
      '04.04.2024 00:00',
      [3],
      0,
    ],
    [
      'a refused one uses up nothing',
      [spent('04.04.2024', '60 000,01'), spent('05.04.2024', '60 000')],
      '06.04.2024 12:00',
      [2],
      0,
    ],
    [
      'later points do not count on an earlier day',
      [spent('29.06.2024', 80_000), spent('30.06.2024', 80_000)],
      '01.07.2024 12:00',
      [2],
      60_000,
    ],
    ['dated after today: not counted yet', [spent('07.04.2024', 90_000)], '06.04.2024 23:59', [], 60_000],
    [
      'zero or negative',
      [spent('04.04.2024', 0), spent('04.04.2024', -5)],
      '06.04.2024 12:00',
      [2, 3],
      60_000,
    ],
  ])('redemptions: %s', (_, redemptions, when, wrong, left) => {
    const { made, reseller } = run(
      { Реселлеры: member, Закупки: earned, 'Списания баллов': redemptions },
      when,
    );
    expect(made.errors()).toEqual(wrong.map((row) => `Списания баллов/${row}`));
    expect(reseller()['Доступно баллов']).toBe(left);
  });

  test('returns after a redemption can make the balance negative', () => {
    const { reseller } = run(
      {
        Реселлеры: member,
        Закупки: [bought('15.02.2024', 3_000_000), bought('15.05.2024', -3_000_000)],
        'Списания баллов': [spent('01.04.2024', 60_000)],
      },
      '01.07.2024 12:00',
    );
    expect(reseller()).toMatchObject({ Баллы: 0, 'Доступно баллов': -60_000 });
  });

  test('a level that earns no points has 0 everywhere, even for earlier purchases', () => {
    const { reseller, made } = run(
      { Реселлеры: member, Закупки: earned, 'Списания баллов': [spent('01.04.2024', 1)] },
      '01.07.2024 12:00',
      {
        settings: { levels: ['Corporate Reseller'] },
      },
    );
    expect(reseller()).toMatchObject({ Баллы: 0, 'Доступно баллов': 0, 'До порога': 0 });
    expect(made.errors()).toEqual(['Списания баллов/2']);
  });
});
