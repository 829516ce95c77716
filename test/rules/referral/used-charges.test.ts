// Rule 9 and closed months: «Учтено» is the month whose credit used the row. Between an edit and its correction the
// closed line stands as it was, so what has been added since is not used yet.
import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../src/rules/kinds.js';
import type { Typed } from '../harness.js';
import { withCharge } from './closed-book.js';
import { charge, client, partner, type Tabs, type Workbook, workbook } from './fixtures.js';

const tabs: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Бета')],
  charges: [
    charge('2023-10-10', 'К1', 10_000),
    charge('2023-10-11', 'К1', 2000, { Подтверждено: false }),
    charge('2023-10-11', 'К2', 6000, { Подтверждено: false }),
    charge('2023-11-05', 'К2', 1000),
  ],
};
const closed = (): Workbook => {
  const book = workbook(tabs);
  book.act('closeMonth', '2023-11-06', '2023-10');
  return book;
};
const told = (book: Workbook, now: string): readonly string[] =>
  (book.recompute(now).computed['Списания'] ?? []).map(
    (row) => `${row['Учтено'] ?? '–'} ${row['Примечание'] ?? '–'}`,
  );
const confirm = (book: Workbook, ...rows: readonly number[]): void => {
  for (const row of rows) withCharge(book, row, { Подтверждено: true });
};

const AHEAD = '– месяц закрыт: разница войдёт в корректировку 01.12.2023';
const BOOKED = '2023-10 месяц закрыт: разница — корректировкой от 01.12.2023';
const BELOW = '– порог 5\u00a0000\u00a0₽ не набран: списано 1\u00a0000\u00a0₽';

describe('late confirmations of a closed month', () => {
  test('before the correction only what the closed line includes is used', () => {
    const book = closed();
    expect(told(book, '2023-11-20')).toEqual([
      '2023-10 –',
      '– оплата не подтверждена',
      '– оплата не подтверждена',
      BELOW,
    ]);
    confirm(book, 1, 2);
    for (const now of ['2023-11-20', '2023-11-30T23:59:59+03:00'])
      expect(told(book, now)).toEqual([
        '2023-10 –',
        AHEAD,
        AHEAD,
        '– вознаграждение за клиента за 2023-10 войдёт в корректировку 01.12.2023',
      ]);
    for (const now of ['2023-12-01T00:00:00+03:00', '2023-12-20'])
      expect(told(book, now)).toEqual([
        BOOKED,
        BOOKED,
        BOOKED,
        '– вознаграждение за клиента уже начислено за 2023-10',
      ]);
  });

  test.each<[string, number, Cell]>([
    ['one that the closed line includes: both charges say so', 0, 9000],
    ['one that it does not include: only that charge says so', 1, 1500],
  ])('an amount is changed: %s', (_, row, sum) => {
    const book = closed();
    confirm(book, 1);
    withCharge(book, row, { Сумма: sum });
    const [first, second] = told(book, '2023-11-20');
    const used = '2023-10 месяц закрыт: разница войдёт в корректировку 01.12.2023';
    expect([first, second]).toEqual([row === 0 ? used : '2023-10 –', AHEAD]);
  });

  test.each<[string, number, Typed, string]>([
    [
      'below the threshold',
      2,
      { Сумма: 4999 },
      'порог 5\u00a0000\u00a0₽ не набран: списано 4\u00a0999\u00a0₽',
    ],
    ['not confirmed any more', 0, { Подтверждено: false }, 'оплата не подтверждена'],
  ])('a charge that no longer counts is used until the correction: %s', (_, row, edit, why) => {
    const book = workbook({ ...tabs, charges: tabs.charges?.slice(0, 3) ?? [] });
    confirm(book, 2);
    book.act('closeMonth', '2023-11-06', '2023-10');
    withCharge(book, row, edit);
    for (const now of ['2023-11-20', '2023-11-30'])
      expect(told(book, now)[row]).toBe(
        `2023-10 ${why}; месяц закрыт: разница войдёт в корректировку 01.12.2023`,
      );
    expect(told(book, '2023-12-01')[row]).toBe(`– ${why}`);
  });
});
