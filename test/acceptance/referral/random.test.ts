// Random partners, clients, charges and withdrawals: the bundle and the oracle must agree on every cell.
import { test } from '@jest/globals';
import fc from 'fast-check';
import { day, type Raw, type Row, type Settings, type Tables } from './oracle.js';
import { bookOf, compare, compareLetters, fill, run } from './support.js';

const of = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const often = <T>(weight: number, usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });
const rows = (row: Readonly<Record<string, fc.Arbitrary<Raw>>>, minLength: number, maxLength: number) =>
  fc.array(fc.option(fc.record(row), { freq: 15 }), { minLength, maxLength }) as fc.Arbitrary<Row[]>;
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
const date = often<Raw>(
  40,
  fc.oneof(
    { weight: 8, arbitrary: of<Raw>(...DAYS.map(day)) },
    { weight: 3, arbitrary: fc.integer({ min: day('2023-08-25'), max: day('2024-02-29') }) },
    { weight: 2, arbitrary: of<Raw>('10.10.2023', '2023-11-03', ' 30.09.2023\u00a0', '01.11.2023 23:59') },
    { weight: 1, arbitrary: of<Raw>(...DAYS.map((one) => day(one) + 0.75)) },
  ),
  of<Raw>(null, '31.02.2024', 'вчера'),
);
const early = often<Raw>(30, of<Raw>(...DAYS.slice(0, 5).map(day), '15.09.2023', day('2022-09-30')), date);
const flag = often<Raw>(20, of<Raw>(true, true, true, 'Да', '+', 1, false, null, 'НЕТ'), of<Raw>('может', 2));
const tariff = often<Raw>(30, of<Raw>('юрлицо', 'физлицо', 'ЮРЛИЦО', ' Физлицо '), of<Raw>('ип', null));
const maybe = (usual: fc.Arbitrary<Raw>): fc.Arbitrary<Raw> => fc.oneof(fc.constant<Raw>(null), usual);
const partner = often<Raw>(
  30,
  of<Raw>('Ёлка', 'елка', 'ООО Свет', ' ооо  свет', 'Иванов', 'ИВАНОВ\u00a0'),
  of<Raw>('Никто', null),
);
const client = often<Raw>(30, of<Raw>('К1', 'к2', 'К3', ' к4 ', 'К5'), of<Raw>('К99', null));
const amount = often<Raw>(
  30,
  of<Raw>(
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
  of<Raw>(0.001, 'много', null, true),
);

const own = {
  Тариф: tariff,
  'Дата регистрации': early,
  Email: often<Raw>(30, of<Raw>('a@x.ru', 'B@x.ru', ' c@x.ru'), of<Raw>('нет', null)),
  'Договор подписан': maybe(date),
  'Прежние условия': often<Raw>(5, fc.constant<Raw>(null), flag),
};
const partners = fc
  .tuple(
    fc.record(own),
    fc.record(own),
    fc.record(own),
    fc.option(fc.record({ Партнёр: partner, Промокод: of<Raw>('p1', 'p9'), ...own }), { freq: 3 }),
  )
  .map(([a, b, c, more]): Row[] => [
    { ...a, Партнёр: 'Ёлка', Промокод: 'P1' },
    null,
    { ...b, Партнёр: 'ООО Свет', Промокод: 'ё2' },
    ...(more ? [more] : []),
    { ...c, Партнёр: 'Иванов', Промокод: '3' },
  ]);
const clients = fc
  .array(
    fc.record({
      Промокод: often<Raw>(30, of<Raw>('p1', 'P1 ', 'е2', '3', 3), of<Raw>('нет', null)),
      'Дата регистрации': early,
      Обучен: flag,
      'Обучен с': often<Raw>(3, fc.constant<Raw>(null), date),
      Email: often<Raw>(8, of<Raw>(null, 'k@x.ru'), of<Raw>('A@x.ru', 'c@X.ru', 'нет')),
    }),
    { minLength: 5, maxLength: 5 },
  )
  .map((all): Row[] => all.map((one, index) => ({ ...one, Клиент: `К${index + 1}` })));
const tables: fc.Arbitrary<Tables> = fc.record({
  partners,
  changes: fc.oneof(
    fc.constant<Row[]>([]),
    rows({ Дата: date, Партнёр: partner, 'Новый тариф': tariff }, 0, 4),
  ),
  clients,
  charges: rows(
    {
      Дата: date,
      Клиент: client,
      Вид: often<Raw>(
        30,
        of<Raw>(
          'абонентская плата',
          'Абонентская  Плата',
          'абонентская плата',
          'телефония',
          'обзвон роботом',
        ),
        of<Raw>('прочее', null),
      ),
      Сумма: amount,
      Подтверждено: flag,
    },
    0,
    22,
  ),
  withdrawals: rows(
    {
      Дата: date,
      Партнёр: partner,
      Сумма: often<Raw>(20, of<Raw>(3000, 1, 2000, 750, 0.01, 3000.01, 6000), of<Raw>(0, -1, null)),
      Способ: often<Raw>(20, of<Raw>(null, null, 'аккаунт', 'Расчетный счет', 'КАРТА'), of<Raw>('наличные')),
      Выплачено: often<Raw>(4, fc.constant<Raw>(null), date),
    },
    0,
    6,
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

test('every cell is as the text says', () => {
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
}, 60_000);

test('what staff retype moves every cell along', () => {
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
}, 60_000);
