// Random resellers: the bundle and the oracle must agree on every cell, deadline, error and letter in
// successive runs.
import { test } from '@jest/globals';
import fc from 'fast-check';
import { at, serial } from '../calendar.js';
import type { RawCell, RawRow, Tables } from '../cells.js';
import { of, often, rows } from '../samples.js';
import { noMemory, type Settings } from './oracle/terms.js';
import { compare, setAll, world } from './support.js';

const dates = (...texts: readonly string[]): fc.Arbitrary<RawCell> =>
  fc.oneof(
    { weight: 4, arbitrary: of<RawCell>(...texts.map(serial)) },
    { weight: 2, arbitrary: of<RawCell>(...texts) },
    { weight: 1, arbitrary: of<RawCell>(...texts.map((one) => serial(`${one} 23:59`))) },
  );

const NAMES = ['Ёлка', 'Беркут ТОО', 'Тау'];
const name = often(
  25,
  of<RawCell>(...NAMES, 'елка', ' БЕРКУТ  ТОО', 'Тау\u00a0'),
  of<RawCell>('Никто', null, '=A1'),
);
const level = often(
  40,
  of<RawCell>('Primary Reseller', 'Professional Reseller', 'Corporate Reseller', 'Solution Provider'),
  of<RawCell>('corporate  reseller', 'SOLUTION PROVIDER *', 'Gold', null),
);
const flag = often(
  150,
  of<RawCell>(true, true, 'да', '+', 'ДА', 1, false, 'нет', null),
  of<RawCell>('может быть', 2),
);
const own: Readonly<Record<string, fc.Arbitrary<RawCell>>> = {
  Email: often(50, of<RawCell>('a@x.kz', 'b@x.kz', ' C@x.KZ '), of<RawCell>('нет', null)),
  'Дата регистрации': often(
    50,
    dates('01.01.2022', '15.03.2023', '31.12.2022', '29.02.2024', '01.07.2024', '01.01.2024', '20.05.2025'),
    of<RawCell>('30.02.2024', null, true),
  ),
  'Заявленный уровень': level,
  'План продаж': flag,
  'Специалист по продажам': flag,
  Техперсонал: flag,
  'Совместные решения': flag,
  SWS: flag,
  AWS: flag,
  Инженер: flag,
  'Продлено по год': often(
    20,
    of<RawCell>(null, 2023, 2024, '2025', 2025, 2026),
    of<RawCell>(2021, 2024.5, 'да'),
  ),
  Согласовано: of<RawCell>(true, 'да', true, false, null),
};
const companies = fc
  .array(fc.record(own), { minLength: 3, maxLength: 3 })
  .chain((all) =>
    fc.record({
      named: fc.constant(all.map((cells, index) => ({ Компания: NAMES[index] ?? null, ...cells }))),
      more: fc.option(fc.record({ Компания: name, ...own }), { freq: 3 }),
    }),
  )
  .map(
    ({ named, more }) => (more ? [...named.slice(0, 2), null, more, ...named.slice(2)] : named) as RawRow[],
  );
const DATES = [
  '31.12.2022',
  '14.03.2023',
  '15.03.2023',
  '31.03.2023',
  '31.12.2023',
  '01.01.2024',
  '29.02.2024',
  '31.03.2024',
  '01.04.2024',
  '30.06.2024',
  '30.09.2024',
  '01.10.2024',
  '31.12.2024',
  '01.01.2025',
  '31.03.2025',
] as const;
const tablesArb: fc.Arbitrary<Tables> = fc.record({
  Реселлеры: companies,
  Закупки: rows(
    {
      Дата: often(30, dates(...DATES), of<RawCell>('вчера', null)),
      Компания: name,
      Сумма: often(
        30,
        of<RawCell>(
          3_000_000,
          2_999_999.99,
          0.01,
          '1 500 000,50 ₸',
          '-500\u00a0000',
          -3_000_000,
          12.25,
          0.25,
          1_000_000,
        ),
        of<RawCell>('много', null),
      ),
    },
    14,
  ),
  'Списания баллов': rows(
    {
      Дата: often(30, dates(...DATES), of<RawCell>('31.02.2024')),
      Компания: name,
      Баллы: often(
        15,
        of<RawCell>(1, 60_000, '20 000', 0.25, 40_000, 120_000),
        of<RawCell>(0, -1, 'все', null),
      ),
      'За что': often(20, of<RawCell>('монитор'), of<RawCell>(null)),
    },
    7,
  ),
  'Заявки на уровень': rows(
    {
      Дата: often(
        25,
        dates('20.12.2023', '29.02.2024', '18.03.2024', '29.04.2024', '28.06.2024', '01.10.2024'),
        of<RawCell>(null),
      ),
      Компания: name,
      Уровень: level,
      Решение: often(20, of<RawCell>(null, null, 'одобрено', 'Одобрено', 'ОТКЛОНЕНО'), of<RawCell>('думаем')),
      'Дата решения': of<RawCell>(null, null, serial('29.02.2024'), '01.04.2024', serial('01.07.2024')),
      'Причина отказа': of<RawCell>(null, 'нет плана'),
    },
    6,
  ),
});
const settingsArb: fc.Arbitrary<Settings> = fc.record({
  threshold: of(3_000_000, 3_000_000, 1_000_000.5),
  low: of(2, 2, 2.35),
  high: of(4, 4, 0.15),
  method: of('вся сумма' as const, 'сверх порога' as const),
  period: of('год участия' as const, 'всё время' as const),
  levels: of(null, null, ['Professional Reseller', 'Solution Provider'], ['Primary Reseller']),
  renewal: of([60, 30, 14, 7], [60, 30, 14, 7], [1, 0]),
  answerDays: of(5, 5, 1),
  warnDays: of(3, 3, 0),
  manager: of('boss@x.kz', 'boss@x.kz', null),
});
const MOMENTS = [
  '31.12.2022 08:00',
  '01.11.2023 08:00',
  '17.12.2023 23:00',
  '30.12.2023 08:00',
  '31.12.2023 23:59',
  '01.01.2024 00:00',
  '01.01.2024 08:00',
  '01.01.2024 23:59',
  '29.02.2024 12:00',
  '31.03.2024 08:00',
  '01.04.2024 00:00',
  '01.04.2024 08:00',
  '02.04.2024 08:00',
  '30.06.2024 12:00',
  '01.07.2024 08:00',
  '01.11.2024 08:00',
  '31.12.2024 08:00',
  '01.01.2025 00:00',
  '01.01.2025 08:00',
  '01.04.2025 08:00',
].map(at);

test('every cell, deadline, error row and letter, over successive runs', () => {
  fc.assert(
    fc.property(
      fc.array(tablesArb, { minLength: 1, maxLength: 2 }),
      settingsArb,
      fc.array(fc.record({ now: of(...MOMENTS), ahead: fc.boolean() }), { minLength: 1, maxLength: 4 }),
      (versions, settings, moments) => {
        const made = world();
        setAll(made, settings);
        const memory = noMemory();
        const ordered = [...moments].sort((a, b) => a.now - b.now);
        ordered.forEach(({ now, ahead }, index) => {
          // Halfway through, staff replace all tables.
          const tables = versions[index * 2 < ordered.length ? 0 : versions.length - 1] ?? {};
          made.fillAll(tables);
          compare(made, tables, now, { settings, memory, ahead });
        });
      },
    ),
    {
      endOnFailure: true,
      numRuns: Number(process.env.RUNS ?? 80),
      seed: 4,
    },
  );
});
