// Hand-made resellers, a case or more for every sentence of the spec; each is also compared whole with the oracle.
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  at,
  DAY,
  type Memory,
  noMemory,
  type RawCell,
  SEED,
  serial,
  type Settings,
  type Tables,
} from './oracle.js';
import { bundle, compare, setAll, type World, world } from './support.js';

let built = '';
beforeAll(async () => {
  built = await bundle();
});

type Row = Readonly<Record<string, RawCell>>;
const PROFESSIONAL: Row = { 'План продаж': true, 'Специалист по продажам': true };
const CORPORATE: Row = { ...PROFESSIONAL, Техперсонал: true };
const SOLUTION: Row = { 'План продаж': true, 'Совместные решения': true };
const SERVING: Row = { SWS: true, AWS: true, Инженер: true };
const company = (name: RawCell, more: Row = {}): Row => ({
  Компания: name,
  Email: 'a@x.kz',
  'Дата регистрации': serial('10.01.2024'),
  'Заявленный уровень': 'Primary Reseller',
  ...more,
});
const bought = (date: RawCell, sum: RawCell, name: RawCell = 'Тау'): Row => ({
  Дата: typeof date === 'string' && /^\d\d\.\d\d\.\d{4}$/.test(date) ? serial(date) : date,
  Компания: name,
  Сумма: sum,
});
const spent = (date: string, points: RawCell, name: RawCell = 'Тау'): Row => ({
  Дата: serial(date),
  Компания: name,
  Баллы: points,
  'За что': 'монитор',
});
const asked = (date: string, level: RawCell, more: Row = {}): Row => ({
  Дата: serial(date),
  Компания: 'Тау',
  Уровень: level,
  ...more,
});

interface Ran {
  readonly made: World;
  readonly reseller: (row?: number) => Row;
  readonly cell: (tab: string, row: number, header: string) => RawCell;
}
/** Types the tables, recomputes at the moment, compares with the oracle. */
function run(
  tables: Tables,
  when: string,
  options: {
    readonly settings?: Partial<Settings>;
    readonly made?: World;
    readonly memory?: Memory;
    readonly ahead?: boolean;
  } = {},
): Ran {
  const { made = world(built), memory = noMemory(), ahead = false } = options;
  const settings = { ...SEED, ...options.settings };
  setAll(made, settings);
  made.fillAll(tables);
  compare(made, tables, at(when), { settings, memory, ahead });
  const cell = (tab: string, row: number, header: string): RawCell =>
    made.lines(tab).find((line) => line.row === row)?.[header] ?? null;
  return {
    made,
    cell,
    reseller: (row = 2) => made.lines('Реселлеры').find((line) => line.row === row) ?? {},
  };
}
const day = (text: string): number => serial(text);

describe('rule 1: levels', () => {
  test.each<[string, Row, string, string | null]>([
    ['Primary Reseller', {}, 'Primary Reseller', null],
    ['Professional Reseller', PROFESSIONAL, 'Professional Reseller', null],
    ['Professional Reseller', { 'План продаж': true }, 'Primary Reseller', 'Специалист по продажам'],
    ['Professional Reseller', {}, 'Primary Reseller', 'План продаж, Специалист по продажам'],
    ['Corporate Reseller', CORPORATE, 'Corporate Reseller', null],
    ['Corporate Reseller', PROFESSIONAL, 'Professional Reseller', 'Техперсонал'],
    ['Corporate Reseller', { Техперсонал: true }, 'Primary Reseller', 'План продаж, Специалист по продажам'],
    ['Corporate Reseller', { ...SOLUTION, Техперсонал: true }, 'Primary Reseller', 'Специалист по продажам'],
    ['Solution Provider', SOLUTION, 'Solution Provider', null],
    ['Solution Provider', CORPORATE, 'Professional Reseller', 'Совместные решения'],
    ['Solution Provider', { 'Совместные решения': true }, 'Primary Reseller', 'План продаж'],
    ['Solution Provider', {}, 'Primary Reseller', 'План продаж, Совместные решения'],
    [' solution   provider ', { 'План продаж': 'Да', 'Совместные решения': '+' }, 'Solution Provider', null],
  ])('%s with %j is %s', (level, held, inForce, missing) => {
    const { reseller } = run(
      { Реселлеры: [company('Тау', { ...held, 'Заявленный уровень': level })] },
      '01.06.2024 12:00',
    );
    expect(reseller()).toMatchObject({ Уровень: inForce, 'Чего не хватает': missing });
  });

  const everything: Row = { ...CORPORATE, ...SOLUTION };
  test.each<[string, readonly Row[], string, string]>([
    [
      'approved today',
      [asked('01.06.2024', 'Corporate Reseller', { Решение: 'одобрено' })],
      '01.06.2024 00:00',
      'Corporate Reseller',
    ],
    [
      'dated tomorrow',
      [asked('02.06.2024', 'Corporate Reseller', { Решение: 'одобрено' })],
      '01.06.2024 23:59',
      'Primary Reseller',
    ],
    [
      'decided later than dated, not yet',
      [asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': day('02.06.2024') })],
      '01.06.2024 12:00',
      'Primary Reseller',
    ],
    [
      'decided later than dated, from that day on',
      [asked('01.05.2024', 'Corporate Reseller', { Решение: 'ОДОБРЕНО', 'Дата решения': '02.06.2024' })],
      '02.06.2024 00:00',
      'Corporate Reseller',
    ],
    [
      'refused',
      [asked('01.05.2024', 'Corporate Reseller', { Решение: 'отклонено' })],
      '01.06.2024 12:00',
      'Primary Reseller',
    ],
    ['undecided', [asked('01.05.2024', 'Corporate Reseller')], '01.06.2024 12:00', 'Primary Reseller'],
    [
      'the newest, whatever the order of rows',
      [
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено' }),
        asked('01.04.2024', 'Solution Provider', { Решение: 'одобрено' }),
      ],
      '01.06.2024 12:00',
      'Corporate Reseller',
    ],
    [
      'of one date the lower row',
      [
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено' }),
        asked('01.05.2024', 'Solution Provider', { Решение: 'одобрено' }),
      ],
      '01.06.2024 12:00',
      'Solution Provider',
    ],
    [
      'a newer one for a lower level',
      [
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'одобрено' }),
        asked('02.05.2024', 'Primary Reseller', { Решение: 'одобрено' }),
      ],
      '01.06.2024 12:00',
      'Primary Reseller',
    ],
    [
      'newest by the day it counts from',
      [
        asked('01.03.2024', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': day('20.05.2024') }),
        asked('01.04.2024', 'Solution Provider', { Решение: 'одобрено', 'Дата решения': day('10.05.2024') }),
      ],
      '01.06.2024 12:00',
      'Corporate Reseller',
    ],
  ])('asked level: %s', (_, applications, when, level) => {
    const { reseller } = run(
      { Реселлеры: [company('Тау', everything)], 'Заявки на уровень': applications },
      when,
    );
    expect(reseller()['Уровень']).toBe(level);
  });

  test('Можно одобрить: requirements and participation; blank once decided', () => {
    const tables: Tables = {
      Реселлеры: [company('Тау', PROFESSIONAL)],
      'Заявки на уровень': [
        asked('01.05.2024', 'Professional Reseller'),
        asked('01.05.2024', 'Corporate Reseller'),
        asked('01.05.2024', 'Corporate Reseller', { Решение: 'отклонено' }),
        asked('01.05.2024', 'Corporate Reseller', { Компания: 'Никто' }),
        asked('01.05.2024', 'Gold'),
      ],
    };
    const tab = 'Заявки на уровень';
    const { cell, made } = run(tables, '01.06.2024 12:00');
    expect([2, 3, 4, 5, 6].map((row) => cell(tab, row, 'Можно одобрить'))).toEqual([
      'да',
      'нет',
      null,
      null,
      null,
    ]);
    expect([2, 3].map((row) => cell(tab, row, 'Чего не хватает'))).toEqual([null, 'Техперсонал']);
    expect(made.errors().sort()).toEqual([`${tab}/5`, `${tab}/6`]);
    for (const when of ['09.01.2024 23:59', '01.01.2025 00:00'])
      expect(run(tables, when).cell(tab, 2, 'Можно одобрить')).toBe('нет');
  });

  test('the level stands whatever the participation', () => {
    const tables = {
      Реселлеры: [company('Тау', { ...CORPORATE, ...SERVING, 'Заявленный уровень': 'Corporate Reseller' })],
    };
    for (const when of ['09.01.2024 12:00', '01.01.2025 12:00'])
      expect(run(tables, when).reseller()).toMatchObject({
        Уровень: 'Corporate Reseller',
        'Сервисный статус': 'Service Reseller',
      });
  });
});

describe('rules 2 and 6: service status and benefits', () => {
  const SITE = 'отображение на сайте в списке партнёров';
  const SUPPLY = 'специальные условия поставки';
  const MARKETING = 'участие в совместных маркетинговых программах';
  const SERVICE = ['дополнительные условия поставки', 'отображение на сайте в списке сервисных партнёров'];
  test.each<[string, Row, string | null, readonly string[]]>([
    ['Primary Reseller', SERVING, null, ['участие в накопительной программе']],
    [
      'Professional Reseller',
      { ...PROFESSIONAL, ...SERVING },
      'Service Reseller',
      [SITE, SUPPLY, 'совместное участие в выставках', ...SERVICE],
    ],
    [
      'Corporate Reseller',
      { ...CORPORATE, ...SERVING },
      'Service Reseller',
      [
        SITE,
        SUPPLY,
        MARKETING,
        'предоставление демонстрационного оборудования',
        'дистанционное обучение',
        ...SERVICE,
      ],
    ],
    [
      'Solution Provider',
      { ...SOLUTION, ...SERVING },
      'Service Provider',
      [SITE, SUPPLY, MARKETING, ...SERVICE],
    ],
    ['Solution Provider', { ...SOLUTION, SWS: true, AWS: true }, null, [SITE, SUPPLY, MARKETING]],
    ['Solution Provider', { ...SOLUTION, SWS: true, Инженер: true }, null, [SITE, SUPPLY, MARKETING]],
    // The level in force decides, not the asked one.
    [
      'Solution Provider',
      { ...PROFESSIONAL, ...SERVING },
      'Service Reseller',
      [SITE, SUPPLY, 'совместное участие в выставках', ...SERVICE],
    ],
  ])('%s with %j: %s', (level, held, service, benefits) => {
    const { reseller } = run(
      { Реселлеры: [company('Тау', { ...held, 'Заявленный уровень': level })] },
      '01.06.2024 12:00',
    );
    expect(reseller()['Сервисный статус']).toBe(service);
    expect(String(reseller()['Преимущества']).split('; ')).toEqual(benefits);
  });
});

describe('rule 3: membership', () => {
  test.each<[string, Row, string, string, string]>([
    ['the day before registration', {}, '09.01.2024 23:59', 'ещё не началось', '31.12.2024'],
    ['the registration day', {}, '10.01.2024 00:00', 'действует', '31.12.2024'],
    ['the last minute', {}, '31.12.2024 23:59', 'действует', '31.12.2024'],
    ['New Year', {}, '01.01.2025 00:00', 'истекло', '31.12.2024'],
    [
      'a time in the registration date',
      { 'Дата регистрации': serial('10.01.2024 23:59') },
      '10.01.2024 00:00',
      'действует',
      '31.12.2024',
    ],
    [
      'registered on 31 December',
      { 'Дата регистрации': day('31.12.2023') },
      '01.01.2024 00:00',
      'истекло',
      '31.12.2023',
    ],
    [
      'registered on a leap day, as text',
      { 'Дата регистрации': '2024-02-29' },
      '29.02.2024 00:00',
      'действует',
      '31.12.2024',
    ],
    [
      'extended and agreed',
      { 'Продлено по год': 2026, Согласовано: 'да' },
      '31.12.2026 23:59',
      'действует',
      '31.12.2026',
    ],
    [
      'extended as text',
      { 'Продлено по год': '2 025', Согласовано: '+' },
      '31.12.2025 12:00',
      'действует',
      '31.12.2025',
    ],
    [
      'extended, not agreed',
      { 'Продлено по год': 2026, Согласовано: 'нет' },
      '01.01.2025 12:00',
      'истекло',
      '31.12.2024',
    ],
    ['agreed without a year', { Согласовано: true }, '01.01.2025 12:00', 'истекло', '31.12.2024'],
    [
      'extended to the registration year',
      { 'Продлено по год': 2024, Согласовано: true },
      '01.01.2025 12:00',
      'истекло',
      '31.12.2024',
    ],
  ])('%s', (_, more, when, participation, until) => {
    const { reseller } = run({ Реселлеры: [company('Тау', more)] }, when);
    expect(reseller()).toMatchObject({ Участие: participation, 'Действует до': day(until) });
  });
  test.each([{ Согласовано: true }, {}])(
    'extended to a year before the registration: row error, %j',
    (agreed) => {
      const { made, reseller } = run(
        { Реселлеры: [company('Тау', { 'Продлено по год': 2023, ...agreed })] },
        '01.06.2024 12:00',
      );
      expect(made.errors()).toEqual(['Реселлеры/2']);
      expect(reseller()).toMatchObject({ Уровень: null, Баллы: null, Участие: null, Преимущества: null });
    },
  );
  test('purchases outside the membership or dated after today count nowhere and say so', () => {
    const { cell, made, reseller } = run(
      {
        Реселлеры: [company('Тау')],
        Закупки: [
          bought('09.01.2024', 100),
          bought('10.01.2024', 200),
          bought(serial('01.06.2024 23:59'), 400),
          bought('02.06.2024', 800),
          bought('01.01.2025', 1600),
        ],
      },
      '01.06.2024 00:00',
    );
    expect([2, 3, 4, 5, 6].map((row) => cell('Закупки', row, 'Примечание') === null)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(made.accounts().map((row) => row[2])).toEqual([200, 400]);
    expect(reseller()['До порога']).toBe(2_999_400);
  });
  test('a purchase after the end of an expired membership', () => {
    const { cell, reseller } = run(
      { Реселлеры: [company('Тау')], Закупки: [bought('31.12.2024', 100), bought('01.01.2025', 100)] },
      '01.02.2025 12:00',
    );
    expect(cell('Закупки', 2, 'Примечание')).toBeNull();
    expect(cell('Закупки', 3, 'Примечание')).toContain('31.12.2024');
    expect(reseller()).toMatchObject({ Участие: 'истекло', Баллы: 2, 'До порога': 3_000_000 });
  });
});

describe('rule 4: points', () => {
  const member = [company('Тау', { 'Продлено по год': 2025, Согласовано: true })];
  test.each<[string, readonly Row[], Partial<Settings>, readonly (readonly RawCell[])[]]>([
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
      'a tiyn above: the higher rate of it all',
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
      'a return takes points back',
      [bought('31.03.2024', 4_000_000), bought('01.04.2024', -1_500_000)],
      {},
      [
        ['2024-Q1', 4e6, 4e6, 4, 160_000, 160_000, 'итог'],
        ['2024-Q2', -1.5e6, 2.5e6, 2, -110_000, 50_000, 'прогноз'],
      ],
    ],
    [
      'returns alone',
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
      'rounding at the total, not at the quarter',
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
      'сверх порога, a sum of nought',
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
      'only levels that earn',
      [bought('15.02.2024', 1000)],
      { levels: ['Professional Reseller', 'Solution Provider'] },
      [],
    ],
    [
      'levels that earn, in any case',
      [bought('15.05.2024', 1000)],
      { levels: ['primary  RESELLER'] },
      [['2024-Q2', 1000, 1000, 2, 20, 20, 'прогноз']],
    ],
    ['nothing counted: no rows', [], {}, []],
  ])('%s', (_, purchases, settings, expected) => {
    const isOdd = settings.levels?.[0] === 'primary  RESELLER';
    const made = world(built);
    const tables = { Реселлеры: member, Закупки: purchases };
    if (isOdd) {
      made.fillAll(tables);
      made.set('Накопление для уровней', 'primary  RESELLER');
      made.call('recompute', at('01.06.2024 12:00'));
    } else run(tables, '01.06.2024 12:00', { settings, made });
    expect(made.accounts().map((row) => row.slice(1))).toEqual(expected);
  });

  test('«год участия»: the sum restarts, points stay; «всё время»: it goes on', () => {
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

  test('a quarter is a forecast through its last day', () => {
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
    ['nothing bought', 0, 3_000_000],
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
  test.each<[string, readonly Row[], string, readonly number[], number]>([
    [
      'on the quarter’s last day its points are there',
      [spent('31.03.2024', 60_000)],
      '01.04.2024 12:00',
      [],
      0,
    ],
    ['the day before they are not', [spent('30.03.2024', 0.01)], '01.04.2024 12:00', [2], 60_000],
    [
      'exactly what is there, then a tiyn more',
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
      'of one day by row',
      [spent('04.04.2024', 50_000), spent('04.04.2024', 20_000), spent('04.04.2024', 10_000)],
      '04.04.2024 00:00',
      [3],
      0,
    ],
    [
      'a refused one takes nothing',
      [spent('04.04.2024', '60 000,01'), spent('05.04.2024', '60 000')],
      '06.04.2024 12:00',
      [2],
      0,
    ],
    [
      'later points do not help an earlier day',
      [spent('29.06.2024', 80_000), spent('30.06.2024', 80_000)],
      '01.07.2024 12:00',
      [2],
      60_000,
    ],
    ['dated after today: not yet', [spent('07.04.2024', 90_000)], '06.04.2024 23:59', [], 60_000],
    [
      'not more than nought',
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

  test('returns after a redemption may leave less than nought', () => {
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

  test('a level that does not earn has 0 everywhere, also of what it bought before', () => {
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

describe('rule 5 and the rows themselves', () => {
  test('unknown companies are errors; of a company in error none further', () => {
    const { made, cell } = run(
      {
        Реселлеры: [
          company('Тау', { Email: 'не адрес' }),
          null,
          company('ЁЛКА  Плюс'),
          company(' елка плюс '),
        ],
        Закупки: [
          bought('15.02.2024', 100, 'Никто'),
          bought('15.02.2024', 100),
          null,
          bought('15.02.2024', 100, 'Елка плюс'),
        ],
        'Списания баллов': [spent('15.02.2024', 1, 'Никто'), spent('15.02.2024', 1)],
        'Заявки на уровень': [
          asked('15.02.2024', 'Corporate Reseller', { Компания: 'Никто' }),
          asked('15.02.2024', 'Corporate Reseller'),
        ],
      },
      '20.02.2024 12:00',
    );
    expect(made.errors().sort()).toEqual([
      'Закупки/2',
      'Заявки на уровень/2',
      'Реселлеры/2',
      'Реселлеры/5',
      'Списания баллов/2',
    ]);
    expect(cell('Закупки', 2, 'Примечание')).toMatch(/^ошибка: /);
    expect(cell('Закупки', 5, 'Примечание')).toBeNull();
    expect(cell('Реселлеры', 4, 'Уровень')).toBe('Primary Reseller');
    expect(made.accounts()).toHaveLength(1);
  });
  test('values as people type them', () => {
    const { made, reseller } = run(
      {
        Реселлеры: [
          company('Тау', {
            'Дата регистрации': '10.01.2024',
            'План продаж': '1',
            'Специалист по продажам': 'TRUE',
            'Заявленный уровень': 'PROFESSIONAL\u00a0RESELLER',
            Email: ' A@X.kz ',
          }),
        ],
        Закупки: [
          bought('2024-02-15', '1\u00a0000 000,50 ₸'),
          bought(' 16.02.2024 ', '10 000 руб.', 'тау\u00a0'),
          bought('вчера', 1),
          bought('17.02.2024', 'много'),
          bought('30.02.2024 ', 1),
        ],
      },
      '20.02.2024 12:00',
    );
    expect(reseller()['Уровень']).toBe('Professional Reseller');
    expect(made.errors().sort()).toEqual(['Закупки/4', 'Закупки/5', 'Закупки/6']);
    expect(made.accounts().map((row) => row[2])).toEqual([1_010_000.5]);
  });
  test('days are of the programme’s zone', () => {
    const made = world(built);
    made.fillAll({ Реселлеры: [company('Тау')] });
    made.call('recompute', at('01.01.2025 01:00'));
    expect(made.lines('Реселлеры')[0]?.['Участие']).toBe('истекло');
    made.set('Часовой пояс', 'Europe/Moscow');
    made.call('recompute', at('01.01.2025 01:00'));
    expect(made.lines('Реселлеры')[0]?.['Участие']).toBe('действует');
  });
  test('columns in another order and staff’s own between them', () => {
    const made = world(built);
    const headers = [
      'мой столбец',
      'СУММА',
      ...made.headers('Закупки').filter((name) => !/^(Сумма|Дата)/.test(name)),
      'дата *',
      'ещё',
    ];
    made.fill('Реселлеры', [company('Тау')]);
    made.fill(
      'Закупки',
      [{ 'мой столбец': 'моё', СУММА: 1000, Компания: 'Тау', 'дата ': day('15.02.2024'), ещё: '=1+1' }],
      headers,
    );
    made.call('recompute', at('20.02.2024 12:00'));
    expect(made.accounts().map((row) => row[2])).toEqual([1000]);
    expect(made.lines('Закупки')[0]).toMatchObject({ 'мой столбец': 'моё', ещё: '=1+1', Примечание: null });
  });
  test.each(['Дата', 'Компания', 'Сумма'])(
    '«Закупки» without %s stops the programme with one line',
    (header) => {
      const made = world(built);
      made.fill('Реселлеры', [company('Тау')]);
      made.fill(
        'Закупки',
        [bought('15.02.2024', 5)],
        made.headers('Закупки').filter((name) => name.replace('*', '') !== header),
      );
      made.call('recompute', at('20.02.2024 12:00'));
      expect(made.lines('Ошибки')).toHaveLength(1);
      expect(made.lines('Реселлеры')[0]?.['Уровень'] ?? null).toBeNull();
    },
  );
  test('odd dates never crash', () => {
    const made = world(built);
    const dates: RawCell[] = [
      0,
      -1,
      1,
      60,
      2_958_465,
      2_958_466,
      1e9,
      '31.12.9999',
      '01.01.0001',
      '00.00.0000',
    ];
    made.fill('Реселлеры', [
      company('Тау'),
      ...dates.map((date, index) =>
        company(`К${index}`, { 'Дата регистрации': date, 'Продлено по год': 9999, Согласовано: true }),
      ),
    ]);
    made.fill(
      'Закупки',
      dates.flatMap((date, index) => [bought(date, 1), bought(date, 1, `К${index}`)]),
    );
    made.fill(
      'Списания баллов',
      dates.map((date) => ({ ...spent('01.02.2024', 1), Дата: date })),
    );
    made.fill(
      'Заявки на уровень',
      dates.flatMap((date) => [
        asked('01.02.2024', 'Corporate Reseller', { Дата: date }),
        asked('01.02.2024', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': date }),
      ]),
    );
    made.call('daily', at('20.02.2024 12:00'));
    expect(made.lines('Реселлеры')[0]?.['Участие']).toBe('действует');
  });
  test('dates at the edges of what can be written, registered long ago', () => {
    const made = world(built);
    const dates: RawCell[] = [1, 60, '01.01.0001', '31.12.9999', 2_958_465];
    made.fill(
      'Реселлеры',
      dates.map((date, index) => company(`К${index}`, { 'Дата регистрации': date })),
    );
    made.fill(
      'Закупки',
      dates.map((date, index) => bought(date, 1, `К${index}`)),
    );
    made.call('daily', at('20.02.2024 12:00'));
    expect(made.lines('Реселлеры')).toHaveLength(dates.length);
  });
  test('what staff typed stays inert', () => {
    const { made } = run(
      {
        Реселлеры: [
          company('=IMPORTXML("x")', { ...PROFESSIONAL, 'Заявленный уровень': 'Professional Reseller' }),
        ],
        Закупки: [bought('15.02.2024', 100, '=IMPORTXML("x")')],
      },
      '20.02.2024 12:00',
    );
    expect(made.workbook.formula('Накопление', 1, 0)).toBeNull();
    expect(made.partners('Список партнёров')).toEqual([
      ['=IMPORTXML("x")', 'Professional Reseller', null, day('31.12.2024')],
    ]);
  });
  test('bad settings: the default is used and the line listed', () => {
    const made = world(built);
    made.fillAll({ Реселлеры: [company('Тау')], Закупки: [bought('15.02.2024', 1000)] });
    for (const [name, value] of [
      ['Порог закупок', 'много'],
      ['Ставка до порога, %', -1],
      ['Накопление для уровней', 'Gold'],
      ['Предупреждать о продлении за, дней', 'скоро'],
      ['Расчёт баллов', 'как-нибудь'],
      ['Срок накопления', 'век'],
      ['Менеджер', 'я'],
    ] as const)
      made.set(name, value);
    made.call('recompute', at('01.04.2024 12:00'));
    expect(made.lines('Ошибки').filter((line) => line['Вкладка'] === 'Настройки')).toHaveLength(7);
    expect(made.accounts()[0]?.slice(4, 6)).toEqual([2, 20]);
  });
  test('settings in words: lists with ; and «всё время» with е', () => {
    const made = world(built);
    made.fillAll({
      Реселлеры: [
        company('Тау', { 'Дата регистрации': day('10.01.2023'), 'Продлено по год': 2024, Согласовано: true }),
      ],
      Закупки: [bought('15.02.2023', 2_000_000), bought('15.02.2024', 2_000_000)],
    });
    made.set('Срок накопления', 'ВСЕ время');
    made.set('Накопление для уровней', 'Solution Provider; primary reseller');
    made.set('Порог закупок', '3 000 000,00 ₸');
    made.call('recompute', at('01.04.2024 12:00'));
    expect(made.errors()).toEqual([]);
    expect(made.lines('Реселлеры')[0]?.['Баллы']).toBe(160_000);
  });
});

describe('output tabs', () => {
  test('«Список партнёров» and «Список сервисных партнёров»', () => {
    const professional = { ...PROFESSIONAL, 'Заявленный уровень': 'Professional Reseller' };
    const { made } = run(
      {
        Реселлеры: [
          company('Первичный', SERVING),
          company('Сервис', { ...professional, ...SERVING }),
          company('Простой', professional),
          company('Будущий', { ...professional, ...SERVING, 'Дата регистрации': day('02.06.2024') }),
          company('Бывший', { ...professional, ...SERVING, 'Дата регистрации': day('02.06.2023') }),
          company('Решения', { ...SOLUTION, ...SERVING, 'Заявленный уровень': 'Solution Provider' }),
        ],
      },
      '01.06.2024 12:00',
    );
    const names = (tab: string) =>
      made
        .partners(tab)
        .map((row) => String(row[0]))
        .sort();
    expect(names('Список партнёров')).toEqual(['Простой', 'Решения', 'Сервис']);
    expect(names('Список сервисных партнёров')).toEqual(['Решения', 'Сервис']);
  });
  test('rows left over are cleared; staff’s own columns stay', () => {
    const made = world(built);
    run(
      {
        Реселлеры: [company('Тау'), company('Беркут')],
        Закупки: [bought('15.02.2024', 1), bought('15.02.2024', 1, 'Беркут')],
      },
      '20.02.2024 12:00',
      { made },
    );
    made.workbook.set('Накопление', 1, 9, 'моё');
    const { made: again } = run(
      { Реселлеры: [company('Тау'), company('Беркут')], Закупки: [bought('15.02.2024', 1)] },
      '20.02.2024 12:00',
      { made },
    );
    expect(again.accounts().filter((row) => row[0] !== null)).toHaveLength(1);
    expect(made.workbook.get('Накопление', 1, 9)).toBe('моё');
  });
  test.each<[string, string, readonly [string, string, number][]]>([
    [
      'far off',
      '01.06.2024 12:00',
      [
        ['30.06.2024', 'впереди', 29],
        ['31.12.2024', 'впереди', 213],
      ],
    ],
    [
      'soon',
      '28.12.2024 12:00',
      [
        ['31.12.2024', 'скоро', 3],
        ['31.12.2024', 'скоро', 3],
      ],
    ],
    [
      'not yet soon',
      '27.12.2024 12:00',
      [
        ['31.12.2024', 'впереди', 4],
        ['31.12.2024', 'впереди', 4],
      ],
    ],
    [
      'today',
      '31.12.2024 23:59',
      [
        ['31.12.2024', 'сегодня', 0],
        ['31.12.2024', 'сегодня', 0],
      ],
    ],
    [
      'after it',
      '01.01.2025 00:00',
      [
        ['31.12.2024', 'просрочено', -1],
        ['31.03.2025', 'впереди', 89],
      ],
    ],
  ])('«Сроки»: %s', (_, when, expected) => {
    const { made } = run({ Реселлеры: [company('Тау')] }, when);
    expect(made.deadlines().map(({ due, state, left }) => [due, state, left])).toEqual(
      expected.map(([due, state, left]) => [day(due), state, left]),
    );
  });
  test('«Сроки»: an extended membership’s earlier end is done', () => {
    const { made } = run(
      { Реселлеры: [company('Тау', { 'Продлено по год': 2025, Согласовано: true })] },
      '01.06.2024 12:00',
    );
    expect(made.deadlines().map(({ due, state }) => [due, state])).toEqual([
      [day('30.06.2024'), 'впереди'],
      [day('31.12.2025'), 'впереди'],
      [day('31.12.2024'), 'выполнено'],
    ]);
  });
  test.each<[string, string, string]>([
    // Nauryz 21–23.03 and its moved 25.03: 19, 20, 26, 27, 28.
    ['18.03.2024', '28.03.2024', 'over Nauryz'],
    // 01.05, 07.05, 08.05 and 09.05 are off, Saturday 04.05 works: 30, 02, 03, 04, 06.
    ['29.04.2024', '06.05.2024', 'over May'],
    ['31.05.2024', '07.06.2024', 'from a Friday'],
    ['01.06.2024', '07.06.2024', 'from a Saturday'],
  ])('«Сроки»: an application of %s is answered by %s (%s)', (date, due) => {
    const tables = (decision: RawCell): Tables => ({
      Реселлеры: [company('Тау')],
      'Заявки на уровень': [asked(date, 'Primary Reseller', { Решение: decision })],
    });
    const open = run(tables(null), `${date} 12:00`).made.deadlines();
    expect(open.find(({ tab }) => tab === 'Заявки на уровень')?.due).toBe(day(due));
    expect(
      run(tables(null), '20.06.2024 00:00')
        .made.deadlines()
        .find(({ tab }) => tab === 'Заявки на уровень')?.state,
    ).toBe('просрочено');
    expect(
      run(tables('отклонено'), `${date} 12:00`)
        .made.deadlines()
        .filter(({ tab }) => tab === 'Заявки на уровень'),
    ).toEqual([]);
  });
});

describe('letters', () => {
  const codes = (made: World): string[] =>
    made
      .letters()
      .map(({ code }) => code.replace('resellers.', ''))
      .sort();
  test.each<[string, number]>([
    ['31.10.2024 08:00', 0],
    ['01.11.2024 00:00', 1],
    ['02.12.2024 08:00', 0],
    ['01.12.2024 08:00', 1],
    ['17.12.2024 08:00', 1],
    ['24.12.2024 23:59', 1],
    ['30.12.2024 08:00', 0],
  ])('renewal 60, 30, 14, 7 days before the end: %s → %i', (when, many) => {
    const { made } = run({ Реселлеры: [company('Тау')] }, when);
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(many);
  });
  test('renewal: once, ahead in the daily run, none when extended', () => {
    const memory = noMemory();
    const made = world(built);
    const tables = { Реселлеры: [company('Тау')] };
    run(tables, '30.11.2024 08:00', { made, memory, ahead: true });
    expect(made.letters().filter(({ code }) => code === 'resellers.renewal')).toEqual([
      { code: 'resellers.renewal', to: 'a@x.kz', notBefore: at('01.12.2024') },
    ]);
    run(tables, '01.12.2024 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(1);
    const extended = { Реселлеры: [company('Тау', { 'Продлено по год': 2025, Согласовано: true })] };
    run(extended, '17.12.2024 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(1);
    run(extended, '17.12.2025 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'renewal')).toHaveLength(2);
  });
  test('expired: once, the day after, none when extended', () => {
    const memory = noMemory();
    const made = world(built);
    const tables = { Реселлеры: [company('Тау')] };
    run(tables, '31.12.2024 08:00', { made, memory, ahead: true });
    expect(codes(made)).not.toContain('expired');
    run(tables, '01.01.2025 08:00', { made, memory, ahead: true });
    run(tables, '01.01.2025 20:00', { made, memory, ahead: true });
    run(tables, '02.01.2025 08:00', { made, memory, ahead: true });
    expect(codes(made).filter((code) => code === 'expired')).toHaveLength(1);
    const other = run(
      { Реселлеры: [company('Тау', { 'Продлено по год': 2025, Согласовано: true })] },
      '01.01.2025 08:00',
      { ahead: true },
    );
    expect(codes(other.made)).not.toContain('expired');
  });
  test('points: the day after the quarter, to companies with counted purchases in it', () => {
    const tables = {
      Реселлеры: [company('Тау', { Email: 't@x.kz' }), company('Беркут', { Email: 'b@x.kz' })],
      Закупки: [bought('31.03.2024', 4_000_000), bought('09.01.2024', 100, 'Беркут')],
    };
    expect(codes(run(tables, '31.03.2024 23:00', { ahead: true }).made)).not.toContain('points');
    const { made } = run(tables, '01.04.2024 08:00', { ahead: true });
    expect(made.letters().filter(({ code }) => code === 'resellers.points')).toEqual([
      { code: 'resellers.points', to: 't@x.kz', notBefore: at('01.04.2024') },
    ]);
    const [letter = ''] = made.texts('resellers.points');
    for (const figure of [/4.000.000/, /160.000/, /4 %/, /[Пп]орог/]) expect(letter).toMatch(figure);
    expect(codes(run(tables, '01.07.2024 08:00').made)).not.toContain('points');
    expect(codes(run(tables, '02.04.2024 00:30').made)).not.toContain('points');
  });
  test('level: the first computation is no change; each later change is one letter', () => {
    const memory = noMemory();
    const made = world(built);
    const asks = { 'Заявленный уровень': 'Corporate Reseller' };
    run({ Реселлеры: [company('Тау', { ...asks, ...PROFESSIONAL })] }, '03.06.2024 12:00', { made, memory });
    expect(codes(made)).not.toContain('level');
    run({ Реселлеры: [company('Тау', { ...asks, ...CORPORATE })] }, '04.06.2024 12:34', { made, memory });
    run({ Реселлеры: [company('Тау', { ...asks, ...CORPORATE })] }, '04.06.2024 12:35', { made, memory });
    expect(made.letters().filter(({ code }) => code === 'resellers.level')).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('04.06.2024 12:34') },
    ]);
    run({ Реселлеры: [company('Тау', { ...asks, ...PROFESSIONAL })] }, '04.06.2024 15:00', { made, memory });
    run({ Реселлеры: [company('Тау', { ...asks, ...CORPORATE })] }, '04.06.2024 16:00', { made, memory });
    expect(codes(made).filter((code) => code === 'level')).toHaveLength(3);
  });
  test('level: a decision is told on Дата решения, a refusal with its reason', () => {
    const refused = (date: RawCell): Tables => ({
      Реселлеры: [company('Тау')],
      'Заявки на уровень': [
        asked('27.05.2024', 'Corporate Reseller', {
          Решение: 'отклонено',
          'Дата решения': date,
          'Причина отказа': 'нет плана & людей',
        }),
      ],
    });
    const { made } = run(refused(day('04.06.2024')), '04.06.2024 18:00');
    expect(made.letters()).toEqual([{ code: 'resellers.level', to: 'a@x.kz', notBefore: at('04.06.2024') }]);
    expect(made.texts('resellers.level')[0]).toContain('нет плана & людей');
    // Too late, and too early but ahead.
    expect(run(refused(day('04.06.2024')), '05.06.2024 08:00').made.letters()).toEqual([]);
    expect(run(refused(day('06.06.2024')), '05.06.2024 08:00').made.letters()).toEqual([]);
    expect(run(refused(day('06.06.2024')), '05.06.2024 08:00', { ahead: true }).made.letters()).toHaveLength(
      1,
    );
  });
  test('level: an approval and the change it makes are one letter', () => {
    const memory = noMemory();
    const made = world(built);
    const open = asked('27.05.2024', 'Corporate Reseller');
    run({ Реселлеры: [company('Тау', CORPORATE)], 'Заявки на уровень': [open] }, '28.05.2024 08:00', {
      made,
      memory,
    });
    const approved = { ...open, Решение: 'одобрено', 'Дата решения': day('29.05.2024') };
    const { reseller } = run(
      { Реселлеры: [company('Тау', CORPORATE)], 'Заявки на уровень': [approved] },
      '29.05.2024 17:00',
      { made, memory },
    );
    expect(reseller()['Уровень']).toBe('Corporate Reseller');
    run({ Реселлеры: [company('Тау', CORPORATE)], 'Заявки на уровень': [approved] }, '30.05.2024 08:00', {
      made,
      memory,
      ahead: true,
    });
    expect(codes(made).filter((code) => code === 'level')).toHaveLength(1);
    expect(made.texts('resellers.level')[0]).toMatch(/одобрена[\s\S]*Corporate Reseller/);
  });
  test('level: an approval that is told too late still changes the level, and that is told', () => {
    const memory = noMemory();
    const made = world(built);
    const open = asked('20.05.2024', 'Corporate Reseller');
    run({ Реселлеры: [company('Тау', CORPORATE)], 'Заявки на уровень': [open] }, '21.05.2024 08:00', {
      made,
      memory,
    });
    const approved = { ...open, Решение: 'одобрено', 'Дата решения': day('22.05.2024') };
    run({ Реселлеры: [company('Тау', CORPORATE)], 'Заявки на уровень': [approved] }, '30.05.2024 17:00', {
      made,
      memory,
    });
    expect(made.letters().filter(({ code }) => code === 'resellers.level')).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('30.05.2024 17:00') },
    ]);
  });
  test('level: a decision of tomorrow does not swallow the change of today', () => {
    const memory = noMemory();
    const made = world(built);
    const asks = { 'Заявленный уровень': 'Professional Reseller' };
    const refusal = asked('27.05.2024', 'Corporate Reseller', {
      Решение: 'отклонено',
      'Дата решения': day('05.06.2024'),
    });
    run({ Реселлеры: [company('Тау', asks)] }, '03.06.2024 12:00', { made, memory });
    const tables = {
      Реселлеры: [company('Тау', { ...asks, ...PROFESSIONAL })],
      'Заявки на уровень': [refusal],
    };
    run(tables, '04.06.2024 12:00', { made, memory });
    expect(codes(made)).toEqual(['digest', 'level']);
    run(tables, '05.06.2024 12:00', { made, memory });
    expect(codes(made)).toEqual(['digest', 'level', 'level']);
  });
  test('level: a decision without a date is told by the first recompute that sees it', () => {
    const memory = noMemory();
    const made = world(built);
    const open = asked('20.05.2024', 'Corporate Reseller');
    run({ Реселлеры: [company('Тау')], 'Заявки на уровень': [open] }, '21.05.2024 08:00', { made, memory });
    const refused = { ...open, Решение: 'отклонено', 'Причина отказа': 'нет плана' };
    for (const when of ['30.05.2024 17:00', '30.05.2024 18:00', '31.05.2024 08:00'])
      run({ Реселлеры: [company('Тау')], 'Заявки на уровень': [refused] }, when, { made, memory });
    expect(made.letters()).toEqual([
      { code: 'resellers.level', to: 'a@x.kz', notBefore: at('30.05.2024 17:00') },
    ]);
  });
  test('occasions are 00:00 of Almaty, also on the day after its clocks went back', () => {
    const { made } = run(
      {
        Реселлеры: [company('Тау')],
        'Заявки на уровень': [
          asked('27.02.2024', 'Corporate Reseller', {
            Решение: 'отклонено',
            'Дата решения': day('01.03.2024'),
          }),
        ],
      },
      '01.03.2024 08:00',
    );
    expect(made.letters().map(({ notBefore }) => notBefore)).toEqual([at('01.03.2024')]);
  });
  test.each<[string, number]>([
    ['02.06.2024 08:00', 0],
    ['03.06.2024 00:00', 1],
    ['03.06.2024 08:00', 1],
    ['04.06.2024 08:00', 0],
    ['08.06.2024 08:00', 0],
    ['10.06.2024 08:00', 1],
  ])('digest: weekly, Monday: %s → %i', (when, many) => {
    expect(codes(run({ Реселлеры: [company('Тау')] }, when, { ahead: true }).made)).toEqual(
      Array(many).fill('digest'),
    );
    expect(codes(run({ Реселлеры: [company('Тау')] }, when, { settings: { manager: null } }).made)).toEqual(
      [],
    );
  });
});

test('«Почему такая цифра?» answers for every computed cell and output figure', () => {
  const { made } = run(
    {
      Реселлеры: [
        company('Тау', { ...PROFESSIONAL, ...SERVING, 'Заявленный уровень': 'Corporate Reseller' }),
        company('Беркут', { Email: 'нет' }),
      ],
      Закупки: [bought('15.02.2024', 100), bought('15.02.2023', 100), bought('15.02.2024', 100, 'Беркут')],
      'Списания баллов': [spent('31.03.2024', 1), spent('31.03.2025', 1), spent('31.03.2024', 1, 'Беркут')],
      'Заявки на уровень': [
        asked('15.05.2024', 'Corporate Reseller'),
        asked('15.05.2024', 'Corporate Reseller', { Компания: 'Беркут' }),
      ],
    },
    '01.06.2024 12:00',
  );
  const silent: string[] = [];
  const ask = (tab: string, row: number, header: string): void => {
    const answer = JSON.stringify(made.call('explain', at('01.06.2024 12:00'), [tab, row, header]));
    if (!/Раздел|Таблица|настройк|вкладка «Ошибки»/.test(answer))
      silent.push(`${tab}/${row}/${header}: ${answer}`);
  };
  for (const header of [
    'Уровень',
    'Сервисный статус',
    'Чего не хватает',
    'Действует до',
    'Участие',
    'Баллы',
    'Доступно баллов',
    'До порога',
    'Преимущества',
  ])
    ask('Реселлеры', 2, header);
  for (const row of [2, 3, 4]) ask('Закупки', row, 'Примечание');
  for (const row of [2, 3, 4]) ask('Списания баллов', row, 'Примечание');
  for (const row of [2, 3])
    for (const header of ['Можно одобрить', 'Чего не хватает']) ask('Заявки на уровень', row, header);
  for (const tab of ['Накопление', 'Список партнёров', 'Список сервисных партнёров'])
    for (const header of made.headers(tab)) ask(tab, 2, header);
  expect(silent).toEqual([]);
});

test('half a day of runs makes no second letter, whatever the minute', () => {
  const made = world(built);
  const memory = noMemory();
  const tables = { Реселлеры: [company('Тау')], Закупки: [bought('15.02.2024', 100)] };
  for (let now = at('31.12.2024 20:00'); now <= at('01.01.2025 08:00'); now += DAY / 8) {
    made.fillAll(tables);
    compare(made, tables, now, { memory, ahead: now % 720 === 480, settings: { ...SEED, manager: null } });
  }
  expect(
    made
      .letters()
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['resellers.expired']);
});
