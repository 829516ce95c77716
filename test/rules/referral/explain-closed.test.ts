// «Почему такая цифра?» after months are closed, a partner is deleted, or a withdrawal is paid out: the
// arithmetic is still correct.
import { describe, expect, test } from '@jest/globals';
import { tabs as declared } from '../../../src/rules/referral/tabs.js';
import { day, reckoned, stepsOf } from '../harness.js';
import { change, charge, client, lines, partner, type Tabs, withdrawal, workbook } from './fixtures.js';

const tabs: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Бета')],
  charges: [charge('2023-10-10', 'К1', 1000), charge('2023-10-15', 'К2', 6000)],
  changes: [change('2023-12-05', 'Бета', 'юрлицо')],
  withdrawals: [withdrawal('2023-11-10', 'Бета', 500)],
};
const late = (amount: number) => charge('2023-10-31', 'К1', amount);

describe('closed lines', () => {
  const book = workbook(tabs);
  book.act('closeMonth', '2023-11-05', '2023-10');
  book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), late(1000)] };
  book.act('closeMonth', '2024-01-01', '2023-12');
  // After the correction and the обнуление were closed: one more late charge, and the withdrawal removed.
  book.tabs = { ...book.tabs, charges: [...(book.tabs.charges ?? []), late(200)], withdrawals: [] };
  const outcome = book.recompute('2024-02-01');
  const row = (line: string): number => lines(outcome).indexOf(line) + 2;

  test.each<[string, string, readonly string[]]>([
    [
      '2023-12-01 2023-10 Альфа К1 корректировка 1000 150',
      'по данным 300 − закрыто 150 = 150',
      ['01.11.2023, К1, процент за 2023-10: 150 @Начисления!2'],
    ],
    [
      '2024-02-01 2023-10 Альфа К1 корректировка 200 30',
      'по данным 330 − закрыто 300 = 30',
      [
        '01.11.2023, К1, процент за 2023-10: 150 @Начисления!2',
        '01.12.2023, К1, корректировка за 2023-10: 150 @Начисления!4',
      ],
    ],
    // What a change of tariff zeroed is not based on any charge.
    [
      '2024-02-01 2023-12 Бета – корректировка – -500',
      'по данным −3\u00a0000 − закрыто −2\u00a0500 = −500',
      ['05.12.2023, Бета, обнуление: −2 500 @Начисления!5'],
    ],
  ])('%s: neither the line itself nor later ones count as closed', (line, sum, closed) => {
    expect(outcome.explain('Начисления', row(line), 'Сумма')?.sum).toBe(sum);
    expect(
      stepsOf(outcome, 'Начисления', row(line), 'Сумма').filter((text) => !text.includes('@Списания')),
    ).toEqual(closed);
  });

  test('обнуление: the balance at the closing of the month', () => {
    const reason = outcome.explain('Начисления', row('2023-12-05 – Бета – обнуление – -2500'), 'Сумма');
    expect(reason?.sum).toBe('при закрытии месяца на балансе было 2\u00a0500');
  });
});

describe('«Закрытые месяцы»', () => {
  const book = workbook(tabs);
  book.act('closeMonth', '2023-11-05', '2023-10');
  book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), late(1000)] };
  const { outcome } = book.act('closeMonth', '2024-01-01', '2023-12');

  test.each<[number, readonly string[]]>([
    [
      2,
      [
        '01.11.2023, К1, процент за 2023-10: 150 @Начисления!2',
        '01.11.2023, К2, разовое за 2023-10: 3 000 @Начисления!3',
        '= 150 + 3 000 = 3 150',
      ],
    ],
    [
      3,
      [
        '01.12.2023, К1, корректировка за 2023-10: 150 @Начисления!4',
        '05.12.2023, Бета, обнуление: −2 500 @Начисления!5',
        '= 150 − 2 500 = −2 350',
      ],
    ],
  ])(
    'row %i: the lines that it closed, whatever the column; «Отпечаток»: whether they match it',
    (row, steps) => {
      for (const { header } of Object.values(declared.closings.columns))
        expect(reckoned(outcome, 'Закрытые месяцы', row, header)).toEqual(
          header === 'Отпечаток' ? [...steps.slice(0, -1), '= сходится: строки не менялись'] : steps,
        );
      expect(book.closings[row - 2]?.['Сумма']).toBe([3150, -2350][row - 2]);
    },
  );
  test('«Отпечаток» says what it is of, and that a line was altered', () => {
    const altered = workbook(book.tabs);
    altered.closings = book.closings;
    altered.ledger = book.ledger.map((row, index) => (index === 0 ? { ...row, Сумма: 151 } : row));
    const shown = altered.recompute('2024-01-02');
    expect(shown.explain('Закрытые месяцы', 2, 'Отпечаток')).toMatchObject({
      rule: 'SHA-256 прежнего отпечатка, условий и закрытых строк: изменённая строка его не даст.',
      sum: 'не сходится: см. «Ошибки»',
    });
    expect(shown.explain('Закрытые месяцы', 3, 'Отпечаток')?.sum).toBe('сходится: строки не менялись');
  });
  test('a row that is no closing has none', () => {
    expect(outcome.explain('Закрытые месяцы', 4, 'Сумма')).toBeNull();
  });
});

describe('«Балансы» of a partner whose row was deleted: the closed lines', () => {
  const book = workbook(tabs);
  book.act('closeMonth', '2023-11-05', '2023-10');
  book.tabs = { ...tabs, partners: (tabs.partners ?? []).slice(1) };
  const outcome = book.recompute('2023-11-20');
  const row = (outcome.outputs['Балансы'] ?? []).findIndex((one) => one['Партнёр'] === 'Альфа') + 2;

  test.each(['Тариф', 'Клиентов с оплатой', 'Доступно', 'Доступно с', 'Чего не хватает'])('%s', (header) => {
    expect(stepsOf(outcome, 'Балансы', row, header)).toEqual([
      '01.11.2023, К1, процент за 2023-10: 150 @Начисления!2',
    ]);
  });
});

test('a withdrawal accepted because it was already paid out says so', () => {
  const paid = withdrawal('2023-10-10', 'Бета', 500, { Выплачено: day('2023-10-12') });
  const outcome = workbook({ ...tabs, withdrawals: [paid] }).recompute('2023-10-20');
  expect(outcome.computed['Выводы']?.[0]).toMatchObject({ Статус: 'принят' });
  expect(stepsOf(outcome, 'Выводы', 2, 'Статус')).toContain('Выплачено 12.10.2023');
});

test('a correction of a month in which nothing was closed says so', () => {
  const book = workbook({ ...tabs, charges: [] });
  book.act('closeMonth', '2023-11-05', '2023-10');
  book.tabs = { ...tabs, charges: [late(1000)] };
  const outcome = book.recompute('2023-12-10');
  expect(lines(outcome)[0]).toBe('2023-12-01 2023-10 Альфа К1 корректировка 1000 150');
  expect(reckoned(outcome, 'Начисления', 2, 'Сумма')).toEqual([
    '31.10.2023, абонентская плата: 1 000 @Списания!2',
    '= по данным 150 − закрыто 0 = 150',
  ]);
});

test('a correction only lists the closed lines of its own month and partner', () => {
  const own: Tabs = {
    partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'юрлицо')],
    clients: [client('К1', 'Альфа'), client('К2', 'Бета')],
    charges: [
      charge('2023-09-20', 'К1', 1000),
      charge('2023-10-10', 'К1', 2000),
      charge('2023-10-10', 'К2', 3000),
    ],
  };
  const book = workbook(own);
  book.act('closeMonth', '2023-11-05', '2023-10');
  const edits = [charge('2023-10-31', 'К1', 1000), charge('2023-09-30', 'К1', 100)];
  book.tabs = { ...own, charges: [...(own.charges ?? []), ...edits] };
  const outcome = book.recompute('2023-12-10');
  expect(reckoned(outcome, 'Начисления', 5, 'Сумма')).toEqual([
    '20.09.2023, абонентская плата: 1 000 @Списания!2',
    '30.09.2023, абонентская плата: 100 @Списания!6',
    '01.10.2023, К1, процент за 2023-09: 150 @Начисления!2',
    '= по данным 165 − закрыто 150 = 15',
  ]);
  expect(reckoned(outcome, 'Начисления', 6, 'Сумма')).toEqual([
    '10.10.2023, абонентская плата: 2 000 @Списания!3',
    '31.10.2023, абонентская плата: 1 000 @Списания!5',
    '01.11.2023, К1, процент за 2023-10: 300 @Начисления!3',
    '= по данным 450 − закрыто 300 = 150',
  ]);
});

test('a correction of an обнуление in an open month: it has zeroed what was closed', () => {
  const open: Tabs = {
    partners: [partner('Бета', 'физлицо')],
    clients: [client('К2', 'Бета')],
    charges: [charge('2023-10-15', 'К2', 6000)],
    changes: [change('2023-11-10', 'Бета', 'юрлицо')],
  };
  const book = workbook(open);
  book.act('closeMonth', '2023-11-05', '2023-10');
  book.tabs = { ...book.tabs, charges: [...(book.tabs.charges ?? []), charge('2023-10-16', 'К2', -5000)] };
  const outcome = book.recompute('2023-12-05');
  const at = lines(outcome).indexOf('2023-12-01 2023-11 Бета – корректировка – 3000') + 2;
  const reason = outcome.explain('Начисления', at, 'Сумма');
  expect(reason?.rule).toBe(
    'При смене тарифа в 2023-11 обнулён баланс с закрытыми суммами, а исходные данные дают другие: разница начислена 01.12.2023, вместе с корректировками закрытых месяцев.',
  );
  expect(reason?.sum).toBe('по данным 0 − обнулено −3\u00a0000 = 3\u00a0000');
  expect(stepsOf(outcome, 'Начисления', at, 'Сумма')).toEqual([
    '10.11.2023, Бета, обнуление: −3 000 @Начисления!3',
  ]);
});
