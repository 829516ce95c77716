// Random partners, clients, charges and withdrawals: the bundle and the oracle must agree on every cell.
import { test } from '@jest/globals';
import fc from 'fast-check';
import type { RawCell, RawRow } from '../cells.js';
import { of, often, rows } from '../samples.js';
import { day } from './oracle/cells.js';
import type { Settings, Tables } from './oracle/terms.js';
import { bookOf, compare, compareLetters, fill, run } from './support.js';

const DAYS = [
  '2023-08-31',
  '2023-09-01',
  '2023-09-15',
  '2023-09-30',
  '2023-10-01',
  '2023-10-10',
  '2023-10-31',
  '2023-11-01',
  '2023-11-03',
  '2023-11-15',
  '2023-11-30',
  '2023-12-01',
  '2023-12-31',
  '2024-01-01',
  '2024-01-05',
  '2024-02-29',
];
const date = often<RawCell>(
  40,
  fc.oneof(
    { weight: 8, arbitrary: of<RawCell>(...DAYS.map(day)) },
    { weight: 3, arbitrary: fc.integer({ min: day('2023-08-25'), max: day('2024-02-29') }) },
    {
      weight: 2,
      arbitrary: of<RawCell>('10.10.2023', '2023-11-03', ' 30.09.2023\u00a0', '01.11.2023 23:59'),
    },
    { weight: 1, arbitrary: of<RawCell>(...DAYS.map((one) => day(one) + 0.75)) },
  ),
  of<RawCell>(null, '31.02.2024', 'вчера'),
);
const early = often<RawCell>(
  30,
  of<RawCell>(...DAYS.slice(0, 5).map(day), '15.09.2023', day('2022-09-30')),
  date,
);
const flag = often<RawCell>(
  20,
  of<RawCell>(true, true, true, 'Да', '+', 1, false, null, 'НЕТ'),
  of<RawCell>('может', 2),
);
const tariff = often<RawCell>(
  30,
  of<RawCell>('юрлицо', 'физлицо', 'ЮРЛИЦО', ' Физлицо '),
  of<RawCell>('ип', null),
);
const maybe = (usual: fc.Arbitrary<RawCell>): fc.Arbitrary<RawCell> =>
  fc.oneof(fc.constant<RawCell>(null), usual);
const partner = often<RawCell>(
  30,
  of<RawCell>('Ёлка', 'елка', 'ООО Свет', ' ооо  свет', 'Иванов', 'ИВАНОВ\u00a0'),
  of<RawCell>('Никто', null),
);
const client = often<RawCell>(30, of<RawCell>('К1', 'к2', 'К3', ' к4 ', 'К5'), of<RawCell>('К99', null));
const amount = often<RawCell>(
  30,
  of<RawCell>(
    5000,
    4999.99,
    0.01,
    3333.33,
    13333.34,
    20000,
    '10 000,50',
    '7\u00a0000 руб.',
    -5000,
    -0.1,
    0.1,
    10.1,
    0,
    2500,
  ),
  of<RawCell>(0.001, 'много', null, true),
);

const own = {
  Тариф: tariff,
  'Дата регистрации': early,
  Email: often<RawCell>(30, of<RawCell>('a@x.ru', 'B@x.ru', ' c@x.ru'), of<RawCell>('нет', null)),
  'Договор подписан': maybe(date),
  'Прежние условия': often<RawCell>(5, fc.constant<RawCell>(null), flag),
};
const partners = fc
  .tuple(
    fc.record(own),
    fc.record(own),
    fc.record(own),
    fc.option(fc.record({ Партнёр: partner, Промокод: of<RawCell>('p1', 'p9'), ...own }), { freq: 3 }),
  )
  .map(([a, b, c, more]): RawRow[] => [
    { ...a, Партнёр: 'Ёлка', Промокод: 'P1' },
    null,
    { ...b, Партнёр: 'ООО Свет', Промокод: 'ё2' },
    ...(more ? [more] : []),
    { ...c, Партнёр: 'Иванов', Промокод: '3' },
  ]);
const clients = fc
  .array(
    fc.record({
      Промокод: often<RawCell>(30, of<RawCell>('p1', 'P1 ', 'е2', '3', 3), of<RawCell>('нет', null)),
      'Дата регистрации': early,
      Обучен: flag,
      'Обучен с': often<RawCell>(3, fc.constant<RawCell>(null), date),
      Email: often<RawCell>(8, of<RawCell>(null, 'k@x.ru'), of<RawCell>('A@x.ru', 'c@X.ru', 'нет')),
    }),
    { minLength: 5, maxLength: 5 },
  )
  .map((all): RawRow[] => all.map((one, index) => ({ ...one, Клиент: `К${index + 1}` })));
const tables: fc.Arbitrary<Tables> = fc.record({
  partners,
  changes: fc.oneof(
    fc.constant<RawRow[]>([]),
    rows({ Дата: date, Партнёр: partner, 'Новый тариф': tariff }, 4, 15),
  ),
  clients,
  charges: rows(
    {
      Дата: date,
      Клиент: client,
      Вид: often<RawCell>(
        30,
        of<RawCell>(
          'абонентская плата',
          'Абонентская  Плата',
          'абонентская плата',
          'телефония',
          'обзвон роботом',
        ),
        of<RawCell>('прочее', null),
      ),
      Сумма: amount,
      Подтверждено: flag,
    },
    22,
    15,
  ),
  withdrawals: rows(
    {
      Дата: date,
      Партнёр: partner,
      Сумма: often<RawCell>(
        20,
        of<RawCell>(3000, 1, 2000, 750, 0.01, 3000.01, 6000),
        of<RawCell>(0, -1, null),
      ),
      Способ: often<RawCell>(
        20,
        of<RawCell>(null, null, 'аккаунт', 'Расчетный счет', 'КАРТА'),
        of<RawCell>('наличные'),
      ),
      Выплачено: often<RawCell>(4, fc.constant<RawCell>(null), date),
    },
    6,
    15,
  ),
});
const settings: fc.Arbitrary<Partial<Settings>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record({
      rate: of(15, 12.5, 0, 100),
      term: of(1, 3, 24),
      reward: of(3000, 1500.5),
      threshold: of(5000, 0.01, 10_000),
      minimum: of(2000, 0.01, 500),
      paying: of(1, 2, 0),
      training: of(true, false),
      payout: of(12, 0, 10),
      warn: of(3, 0, 20),
    }),
  },
);
const NOWS = [
  '2023-09-30 23:59',
  '2023-10-01 00:00',
  '2023-10-15 12:00',
  '2023-11-01 00:00',
  '2023-11-30 23:59',
  '2023-12-01 00:00',
  '2023-12-03 08:00',
  '2024-01-01 08:00',
  '2024-01-17 10:00',
  '2024-03-01 09:00',
];

test('every cell agrees with the oracle', () => {
  fc.assert(
    fc.property(
      tables,
      settings,
      fc.subarray(NOWS, { minLength: 1, maxLength: 2 }),
      (input, changed, nows) => {
        const book = bookOf(input, changed);
        for (const now of nows) {
          run(book, now);
          compareLetters(book, compare(book, input, changed, day(now)), day(now));
        }
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 80), seed: 2023 },
  );
});

test('after staff retype the inputs every cell agrees with the oracle again', () => {
  fc.assert(
    fc.property(tables, tables, of(...NOWS), (before, after, now) => {
      const book = bookOf(before);
      run(book, now);
      for (const key of ['partners', 'changes', 'clients', 'charges', 'withdrawals'] as const)
        fill(book, key, after[key]);
      run(book, now);
      compare(book, after, {}, day(now));
    }),
    { numRuns: 20, seed: 7 },
  );
});
