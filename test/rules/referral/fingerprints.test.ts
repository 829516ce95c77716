// Rule 8: what a fingerprint covers, and what is reported and kept after edits by hand of the log or of
// closed lines.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { day } from '../../../src/rules/day.js';
import { money } from '../../../src/rules/money.js';
import { fingerprintOf } from '../../../src/rules/referral/closings.js';
import type { Line } from '../../../src/rules/referral/lines.js';
import { monthOf } from '../../../src/rules/referral/months.js';
import type { Typed } from '../harness.js';
import { change, charge, client, partner, type Tabs, type Workbook, workbook } from './fixtures.js';

describe('the fingerprint of a closing', () => {
  const line = (n: number): Line => ({
    date: day('2023-11-01'),
    month: '2023-10',
    partner: 'Альфа',
    client: `К${String(n).padStart(4, '0')}`,
    tariff: 'юрлицо',
    basis: 'процент',
    base: money(n),
    amount: money(n),
    closed: n % 2 === 0,
  });
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
  test.each([0, 1, 499, 500, 501, 1000, 1001])(
    'covers all of %d lines, hashed 500 at a time, in any order',
    (count) => {
      const all = Array.from({ length: count }, (_, n) => line(n));
      const texts = all.map((one) =>
        JSON.stringify([
          '2023-11-01',
          '2023-10',
          'Альфа',
          one.client,
          'юрлицо',
          'процент',
          one.base,
          one.amount,
        ]),
      );
      let expected = 'ранее\n2023-10\nусловия';
      do expected = sha([expected, ...texts.splice(0, 500)].join('\n'));
      while (texts.length > 0);
      expect(fingerprintOf('ранее', monthOf(day('2023-10-01')), 'условия', [...all].reverse())).toBe(
        expected,
      );
    },
  );
});

describe('edits of the log and of closed lines by hand', () => {
  const tabs: Tabs = {
    partners: [partner('Альфа', 'юрлицо')],
    clients: [client('К1', 'Альфа'), client('К2', 'Альфа')],
    charges: [charge('2023-10-10', 'К1', 1000), charge('2023-10-10', 'К2', 2000)],
    changes: [],
  };
  const closed = (): Workbook => {
    const book = workbook(tabs);
    book.act('closeMonth', '2023-11-05', '2023-10');
    return book;
  };
  const problems = (book: Workbook, now: string): readonly string[] =>
    book.recompute(now).problems.map((text) => text.replace(/^Закрытые месяцы!/, ''));

  test('a copied row of the log is reported, the first one counts', () => {
    const book = closed();
    book.closings = [...book.closings, ...book.closings];
    expect(problems(book, '2023-12-10')).toEqual(['3[Месяц]: месяц 2023-10 уже закрыт строкой выше']);
  });
  test.each([
    [
      'within 15 minutes of the closing missing lines are not reported: they may not be written yet',
      '2023-11-05T12:15:00+03:00',
      0,
    ],
    ['later missing lines are reported', '2023-11-05T12:15:01+03:00', 1],
  ])('%s', (_, now, count) => {
    const book = closed();
    book.ledger = [];
    expect(problems(book, now)).toHaveLength(count);
  });
  test.each<[string, Typed]>([
    ['a date', { Дата: '' }],
    ['a partner', { Партнёр: '' }],
    ['a sum', { Сумма: '' }],
  ])('a row of «Начисления» without %s is ignored', (_, gap) => {
    const book = closed();
    book.ledger = [...book.ledger, { ...(book.ledger[0] ?? {}), ...gap }];
    expect(problems(book, '2023-12-10')).toEqual([]);
  });
  test('marks emptied and a sum edited: lines are restored from the rules, or kept as they are if the inputs have changed too', () => {
    const wiped = (book: Workbook): Workbook => {
      book.ledger = book.ledger.map((row, index) => ({
        ...row,
        Закрыто: '',
        ...(index === 0 ? { Сумма: 1 } : {}),
      }));
      return book;
    };
    expect(problems(wiped(closed()), '2023-12-10')[0]).toContain('восстановлены прежние, отпечаток сходится');
    const book = wiped(closed());
    book.tabs = { ...tabs, charges: [charge('2023-10-10', 'К1', 700)] };
    expect(problems(book, '2023-12-10')).toEqual([
      '2[Отпечаток]: закрытые строки за 2023-10 не сходятся с отпечатком: 2 строки на 301, при закрытии — 2 на 450',
    ]);
    book.ledger = [];
    expect(problems(book, '2023-12-10')).toEqual([
      '2[Отпечаток]: закрытые строки за 2023-10 не сходятся с отпечатком: 1 строка на 105, при закрытии — 2 на 450',
    ]);
  });
  test('if neither the marked nor the unmarked lines fit, the marked ones are kept', () => {
    const book = closed();
    book.ledger = [
      ...book.ledger.map((row, index) => ({ ...row, Сумма: index + 1 })),
      { ...(book.ledger[1] ?? {}), Закрыто: '', Сумма: 5 },
    ];
    book.tabs = { ...tabs, charges: [charge('2023-10-10', 'К1', 700)] };
    expect(problems(book, '2023-12-10')[0]).toContain('2 строки на 3, при закрытии');
  });
  test('closed lines without a closing are listed by month, in order; обнуление by its day', () => {
    const book = workbook({ ...tabs, changes: [change('2023-11-20', 'Альфа', 'физлицо')] });
    book.act('closeMonth', '2023-12-05', '2023-11');
    book.closings = [];
    book.ledger = [...book.ledger].reverse();
    expect(problems(book, '2023-12-10')).toEqual([
      '[]: на вкладке «Начисления» есть закрытые строки за 2023-10, 2023-11, а записи об этом закрытии нет',
    ]);
  });
});
