// The two examples of the regulation, «Сроки», the payout register and the letters of «Рефералы», run after
// run.
import { describe, expect, test } from '@jest/globals';
import { messageOf } from '../../bundle/failures.js';
import { table } from '../../bundle/tables.js';
import type { RawRow } from '../cells.js';
import { day } from './oracle/cells.js';
import type { Tables } from './oracle/terms.js';
import { bookOf, type Book, cells, compare, fill, letters, manager, NONE, run } from './support.js';

const partner = (name: string, tariff: string, more: RawRow = {}): RawRow => ({
  Партнёр: name,
  Тариф: tariff,
  'Дата регистрации': day('2023-09-01'),
  Промокод: name,
  Email: `${tariff === 'юрлицо' ? 'u' : 'f'}@x.ru`,
  ...more,
});
const client = (name: string, code: string, date = '2023-09-15'): RawRow => ({
  Клиент: name,
  Промокод: code,
  'Дата регистрации': day(date),
  Обучен: true,
});
const charge = (date: string, name: string, sum: number): RawRow => ({
  Дата: day(date),
  Клиент: name,
  Вид: 'абонентская плата',
  Сумма: sum,
  Подтверждено: true,
});
const SEED: Tables = {
  ...NONE,
  partners: [partner('Юр', 'юрлицо', { 'Договор подписан': day('2023-12-05') }), partner('Физ', 'физлицо')],
  clients: [client('К1', 'юр'), client('К2', 'ЮР', '2023-09-30'), client('К3', 'физ')],
  charges: [
    charge('2023-10-10', 'К1', 20_000),
    charge('2023-11-03', 'К2', 20_000),
    charge('2023-10-10', 'К3', 5000),
  ],
};
const sent = (book: Book): string[] =>
  letters(book)
    .map(({ code, to, at }) => `${code.replace(/^referral[./]/, '')} ${String(to)} ${String(at)}`)
    .sort();
const codes = (book: Book): string[] =>
  letters(book)
    .map(({ code, to }) => `${code.slice(9)} ${String(to)}`)
    .sort();

test('the seed’s examples', () => {
  const book = bookOf(SEED);
  for (const [now, want] of [
    [
      '2023-10-31 23:59',
      [
        [0, null],
        [0, null],
      ],
    ],
    [
      '2023-11-01 00:00',
      [
        [3000, day('2023-11-01')],
        [0, null],
      ],
    ],
    [
      '2023-12-01 00:00',
      [
        [3000, day('2023-11-01')],
        [0, null],
      ],
    ],
    [
      '2023-12-04 23:59',
      [
        [3000, day('2023-11-01')],
        [0, null],
      ],
    ],
    [
      '2023-12-05 00:00',
      [
        [3000, day('2023-11-01')],
        [6000, day('2023-12-05')],
      ],
    ],
  ] as const) {
    run(book, now);
    expect([now, cells(book, 'Балансы', 'Доступно', 'Доступно с')]).toEqual([now, want]);
    compare(book, SEED, {}, day(now));
  }
});

describe('letters', () => {
  test('on the 1st: statement, first client and digest once; the contract when two clients have paid', () => {
    const book = bookOf({ ...SEED, partners: [partner('Юр', 'юрлицо'), partner('Физ', 'физлицо')] });
    manager(book);
    run(book, '2023-10-31 20:00', 'daily');
    expect(letters(book)).toEqual([]);
    for (const now of ['2023-11-01 08:00', '2023-11-01 09:00', '2023-11-02 08:00']) run(book, now, 'daily');
    expect(codes(book)).toEqual(
      [
        'digest boss@x.ru',
        'first-client f@x.ru',
        'first-client u@x.ru',
        'statement f@x.ru',
        'statement u@x.ru',
      ].sort(),
    );
    for (const { at } of letters(book)) expect(at).toBe(day('2023-11-01'));
    run(book, '2023-12-01 08:00', 'daily');
    run(book, '2023-12-02 08:00', 'daily');
    expect(codes(book).slice(0, 1)).toEqual(['contract u@x.ru']);
    expect(letters(book)).toHaveLength(9);
  });
  test('are not created more than a day after the occasion', () => {
    const book = bookOf(SEED);
    manager(book);
    run(book, '2023-11-02 00:01');
    expect(letters(book)).toEqual([]);
  });
  test('a statement begins with what the last one told, and says what has been confirmed since', () => {
    const book = bookOf(SEED);
    run(book, '2023-11-01 08:00', 'daily');
    run(book, '2023-11-01 09:00', 'send');
    fill(book, 'charges', [...SEED.charges, charge('2023-10-12', 'К1', 10_000)]);
    run(book, '2023-12-01 08:00', 'daily');
    const texts = letters(book).map(({ text }) => text.replaceAll('\u00a0', ' '));
    expect(texts.filter((text) => text.includes('Здравствуйте, Юр') && text.includes('2023 было'))).toEqual([
      expect.stringContaining(
        'На балансе 01.11.2023 было 3 000 ₽.\n— уточнены начисления и выводы по 01.11.2023: 1 500 ₽\nНачислено 01.12.2023:\n— К2: 3 000 ₽ ',
      ),
    ]);
  });
  test('no statement without a credit or a balance', () => {
    const book = bookOf({ ...SEED, charges: [] });
    run(book, '2023-11-01 08:00');
    expect(letters(book)).toEqual([]);
  });
  test('a refused withdrawal is announced once, on its day', () => {
    const asked = (date: string, sum: number, way: string | null): RawRow => ({
      Дата: day(date),
      Партнёр: 'ФИЗ',
      Сумма: sum,
      Способ: way,
    });
    const book = bookOf({
      ...SEED,
      withdrawals: [
        asked('2023-11-10', 3000.01, 'карта'),
        asked('2023-11-10', 1, 'аккаунт'),
        asked('2023-11-10', 3000, null),
      ],
    });
    run(book, '2023-11-10 09:00');
    run(book, '2023-11-10 10:00');
    expect(cells(book, 'Выводы', 'Статус')).toEqual([['отклонён'], ['отклонён'], ['принят']]);
    expect(codes(book)).toEqual(['withdrawal-rejected f@x.ru', 'withdrawal-rejected f@x.ru']);
    expect(cells(book, 'Сроки', 'Срок', 'Состояние', 'Осталось дней')).toContainEqual([
      day('2023-11-22'),
      'впереди',
      12,
    ]);
  });
  test('the end of a term is announced 30 days before', () => {
    const book = bookOf({ ...SEED, charges: [], clients: [client('К1', 'юр', '2024-02-29')] });
    run(book, '2026-01-27 08:00', 'daily');
    expect(letters(book)).toEqual([]);
    run(book, '2026-01-28 08:00', 'daily');
    run(book, '2026-01-29 08:00', 'daily');
    expect(sent(book)).toEqual([`ending u@x.ru ${String(day('2026-01-29'))}`]);
    expect(cells(book, 'Клиенты', 'Вознаграждение до')).toEqual([[day('2026-02-28')]]);
    expect(cells(book, 'Сроки', 'Срок', 'Осталось дней')).toEqual([[day('2026-02-28'), 30]]);
  });
});

describe('a letter that waits', () => {
  const codesSent = (book: Book): string[] =>
    letters(book)
      .filter(({ status }) => status === 'отправлено')
      .map(({ code, to }) => `${code.slice(9)} ${String(to)}`)
      .sort();
  const firstOfNovember = (): Book => {
    const book = bookOf(SEED);
    manager(book);
    run(book, '2023-11-01 08:00', 'daily');
    return book;
  };
  test.each(['2023-11-01 11:00', '2023-11-20 11:00'])(
    'is taken back when what it says is no longer true (%s)',
    (now) => {
      const book = firstOfNovember();
      fill(book, 'charges', []);
      run(book, now);
      run(book, now, 'send');
      expect(codesSent(book)).toEqual([]);
      fill(book, 'charges', SEED.charges);
      run(book, now);
      run(book, now, 'send');
      expect(codesSent(book)).toEqual([
        'digest boss@x.ru',
        'first-client f@x.ru',
        'first-client u@x.ru',
        'statement f@x.ru',
        'statement u@x.ru',
      ]);
    },
  );
  test.each(['2023-11-01 11:00', '2023-11-20 11:00'])('goes to the address as corrected (%s)', (now) => {
    const book = firstOfNovember();
    fill(book, 'partners', [SEED.partners[0] ?? {}, partner('Физ', 'физлицо', { Email: 'new@x.ru' })]);
    run(book, now);
    run(book, now, 'send');
    run(book, now);
    expect(codesSent(book)).toEqual([
      'digest boss@x.ru',
      'first-client new@x.ru',
      'first-client u@x.ru',
      'statement new@x.ru',
      'statement u@x.ru',
    ]);
  });
  test('statements and the digest left over the end of the month are sent all the same', () => {
    const book = firstOfNovember();
    const statements = (): string[] => codesSent(book).filter((one) => one.startsWith('statement'));
    fill(book, 'charges', [...SEED.charges, charge('2023-12-05', 'К1', 20_000)]);
    run(book, '2023-12-09 08:00', 'daily');
    run(book, '2023-12-09 11:00', 'send');
    expect(statements()).toEqual(['statement f@x.ru', 'statement u@x.ru']);
    expect(codesSent(book)).toContain('digest boss@x.ru');
  });
  test.each<[string, Tables, string, string]>([
    [
      'a rejected withdrawal',
      {
        ...SEED,
        withdrawals: [{ Дата: day('2023-11-10'), Партнёр: 'Физ', Сумма: 9000, Способ: 'карта' }],
      },
      '2023-11-10 12:00',
      'withdrawal-rejected',
    ],
    [
      'the end of a term',
      { ...SEED, partners: [partner('Физ', 'юрлицо')], charges: [], clients: [client('К1', 'физ')] },
      '2025-08-16 12:00',
      'ending',
    ],
  ])('%s: goes to the address as corrected, days later', (_, tables, then, code) => {
    const book = bookOf(tables);
    run(book, then);
    const corrected = tables.partners.map((one) =>
      one?.['Партнёр'] === 'Физ' ? { ...one, Email: 'new@x.ru' } : one,
    );
    fill(book, 'partners', corrected);
    const later = then.replace(/\d\d \d\d:00/, (found) => `${Number(found.slice(0, 2)) + 9} 12:00`);
    run(book, later);
    run(book, later, 'send');
    run(book, later);
    expect(codesSent(book)).toEqual([`${code} new@x.ru`]);
  });
  test('a withdrawal that was accepted and is refused later is told of, once', () => {
    const book = bookOf({
      ...SEED,
      withdrawals: [{ Дата: day('2023-11-10'), Партнёр: 'Физ', Сумма: 3000, Способ: 'карта' }],
    });
    const rejected = (): string[] => codes(book).filter((one) => one.startsWith('withdrawal'));
    run(book, '2023-11-10 12:00');
    expect(cells(book, 'Выводы', 'Статус')).toEqual([['принят']]);
    fill(book, 'charges', [...SEED.charges, charge('2023-10-20', 'К3', -1)]);
    for (const now of ['2023-11-20 12:00', '2023-11-20 13:00', '2023-11-25 12:00']) run(book, now);
    expect(cells(book, 'Выводы', 'Статус')).toEqual([['отклонён']]);
    expect(rejected()).toEqual(['withdrawal-rejected f@x.ru']);
    run(book, '2023-11-25 13:00', 'send');
    run(book, '2023-11-26 12:00');
    expect(codesSent(book)).toContain('withdrawal-rejected f@x.ru');
    expect(rejected()).toHaveLength(1);
  });
  test('the contract letter is not sent again to a new address', () => {
    const book = bookOf({ ...SEED, partners: [partner('Юр', 'юрлицо')] });
    run(book, '2023-12-20 08:00', 'daily');
    run(book, '2023-12-20 09:00', 'send');
    fill(book, 'partners', [partner('Юр', 'юрлицо', { Email: 'new@x.ru' })]);
    run(book, '2023-12-21 08:00', 'daily');
    expect(codes(book)).toEqual(['contract u@x.ru']);
  });
});

describe('a promo code that staff retype or change', () => {
  /** The 1st: a statement, a first client, the contract, a refused withdrawal; all sent. */
  const told = (): Book => {
    const book = bookOf(withCode('Ёлка 1'));
    run(book, '2023-11-01 08:00', 'daily');
    run(book, '2023-11-01 09:00', 'send');
    return book;
  };
  const withCode = (code: string): Tables => ({
    ...NONE,
    partners: [partner('Юр', 'юрлицо', { Промокод: code })],
    clients: [client('К1', code), client('К2', code)],
    charges: [charge('2023-10-10', 'К1', 20_000), charge('2023-10-10', 'К2', 20_000)],
    withdrawals: [{ Дата: day('2023-11-01'), Партнёр: 'Юр', Сумма: 100 }],
  });
  const ONCE = ['contract', 'first-client', 'statement', 'withdrawal-rejected'].map(
    (code) => `${code} u@x.ru`,
  );
  test.each(['ЁЛКА 1', ' елка  1', 'Ёлка 1*'])('«%s»: nothing is sent twice', (code) => {
    const book = told();
    expect(codes(book)).toEqual(ONCE);
    for (const key of ['partners', 'clients'] as const) fill(book, key, withCode(code)[key]);
    for (const now of ['2023-11-01 10:00', '2023-12-20 10:00']) run(book, now);
    expect(codes(book)).toEqual(ONCE);
  });
  test('another code: what is sent once is not sent again', () => {
    const book = told();
    for (const key of ['partners', 'clients'] as const) fill(book, key, withCode('Сосна')[key]);
    for (const now of ['2023-11-03 10:00', '2023-12-20 10:00']) run(book, now);
    expect(codes(book)).toEqual(ONCE);
  });
  test('another code, while the refusal could still be told for the first time: likewise', () => {
    const book = told();
    for (const key of ['partners', 'clients'] as const) fill(book, key, withCode('Сосна')[key]);
    for (const now of ['2023-11-01 10:00', '2023-11-02 10:00']) run(book, now);
    expect(codes(book).filter((line) => line.startsWith('withdrawal'))).toEqual([
      'withdrawal-rejected u@x.ru',
    ]);
  });
  test('another code, while the refusal has waited for days: it still waits', () => {
    const book = bookOf(withCode('Ёлка 1'));
    run(book, '2023-11-01 08:00');
    for (const key of ['partners', 'clients'] as const) fill(book, key, withCode('Сосна')[key]);
    run(book, '2023-11-05 08:00');
    const statuses = letters(book).flatMap(({ code, status }) =>
      code === 'referral.withdrawal-rejected' ? [status] : [],
    );
    expect(statuses).toEqual(['черновик']);
  });
});

describe('the payout register', () => {
  test('lists the accepted withdrawals of a month with the total below, and overwrites nothing', () => {
    const asked = (date: string, name: string, sum: number, paid: string | null = null): RawRow => ({
      Дата: day(date),
      Партнёр: name,
      Сумма: sum,
      Выплачено: paid === null ? null : day(paid),
    });
    const book = bookOf({
      ...SEED,
      withdrawals: [
        asked('2023-11-20', 'физ', 500),
        asked('2023-11-02', 'Физ', 1000, '2023-11-12'),
        asked('2023-11-20', 'Физ', 9000),
        asked('2023-12-01', 'Физ', 10),
      ],
    });
    run(book, '2023-12-10 09:00', 'payoutRegister', '2023-11');
    expect(book.values('Выплаты 2023-11').slice(0, 4)).toEqual([
      ['Дата', 'Партнёр', 'Тариф', 'Сумма', 'Способ', 'Выплачено'],
      [day('2023-11-02'), 'Физ', 'физлицо', 1000, null, day('2023-11-12')],
      [day('2023-11-20'), 'Физ', 'физлицо', 500],
      ['Итого', null, null, 1500],
    ]);
    expect(messageOf(() => run(book, '2023-12-10 09:00', 'payoutRegister', '2023-11'))).toContain(
      'Выплаты 2023-11',
    );
    expect(table(book, 'Выплаты 2023-11')).toHaveLength(3);
  });
});

test('half a kopeck is rounded away from zero, for refunds too', () => {
  const tables: Tables = {
    ...SEED,
    charges: [charge('2023-10-10', 'К1', 0.1), charge('2023-10-10', 'К2', -0.1)],
  };
  const book = bookOf(tables);
  run(book, '2023-11-01 00:00');
  expect(cells(book, 'Начисления', 'Сумма')).toEqual([[0.02], [-0.02]]);
  fill(book, 'charges', []);
  run(book, '2023-11-01 00:00');
  expect(cells(book, 'Начисления', 'Сумма')).toEqual([]);
});
