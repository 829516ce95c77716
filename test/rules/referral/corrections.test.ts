// Rule 8 in difficult cases: several months corrected at once, names that occur only in closed lines, whose
// clients count.
import { describe, expect, test } from '@jest/globals';
import {
  balanceOf,
  change,
  charge,
  client,
  column,
  ledgerOf,
  lines,
  partner,
  referrals,
  type Tabs,
  withdrawal,
  type Workbook,
  workbook,
} from './fixtures.js';

const without = (book: Workbook, partnerName: string | null, clientName: string): void => {
  const { partners = [], clients = [], charges = [], changes = [] } = book.tabs;
  book.tabs = {
    partners: partners.filter((row) => row['Партнёр'] !== partnerName),
    clients: clients.filter((row) => row['Клиент'] !== clientName),
    charges: charges.filter((row) => row['Клиент'] !== clientName),
    changes: changes.filter((row) => row['Партнёр'] !== partnerName),
  };
};

describe('corrections of one client', () => {
  const base: Tabs = {
    partners: [partner('Альфа', 'юрлицо')],
    clients: [client('К1', 'Альфа')],
    charges: [charge('2023-10-12', 'К1', 3000), charge('2023-11-10', 'К1', 4000)],
  };
  const edited = [
    '2023-11-01 2023-10 Альфа К1 процент 3000 450',
    '2023-12-01 2023-09 Альфа К1 корректировка 100 15',
    '2023-12-01 2023-10 Альфа К1 корректировка -500 -75',
    '2023-12-01 2023-11 Альфа К1 процент 4000 600',
  ];
  function editedBook(): Workbook {
    const book = workbook(base);
    book.act('closeMonth', '2023-11-05', '2023-10');
    const late = [charge('2023-10-30', 'К1', -500), charge('2023-09-30', 'К1', 100)];
    book.tabs = { ...base, charges: [...(base.charges ?? []), ...late] };
    return book;
  }

  test('are sorted by month, even if a month had no line before', () => {
    expect(lines(editedBook().recompute('2023-12-10'))).toEqual(edited);
  });

  test('once closed, keep that order however staff sort the tab', () => {
    const book = editedBook();
    book.act('closeMonth', '2023-12-10', '2023-11');
    for (const order of [
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ]) {
      const asWritten = book.ledger;
      book.ledger = order.map((at) => asWritten[at] ?? {});
      const outcome = book.recompute('2023-12-20');
      expect(lines(outcome)).toEqual(edited);
      expect(outcome.problems).toEqual([]);
    }
  });
});

describe('a deleted partner with обнуления among its closed lines', () => {
  const LIVE = [
    '2023-10-01 2023-09 Альфа К1 процент 1000 150',
    '2023-10-01 2023-09 Вега К2 процент 1000 150',
    '2023-10-01 2023-09 Яна К3 процент 1000 150',
    '2023-10-20 – Вега – обнуление – -150',
    '2023-11-01 2023-10 Вега К2 разовое 6000 3000',
    '2023-11-20 – Вега – обнуление – -3000',
  ];
  const CORRECTED = [
    ...LIVE,
    '2024-01-01 2023-09 Вега К2 корректировка -1000 -150',
    '2024-01-01 2023-10 Вега К2 корректировка -6000 -3000',
    '2024-01-01 2023-10 Вега – корректировка – 150',
    '2024-01-01 2023-11 Вега – корректировка – 3000',
  ];
  function bereft(): Workbook {
    const book = workbook({
      partners: [partner('Альфа', 'юрлицо'), partner('Вега', 'юрлицо'), partner('Яна', 'юрлицо')],
      clients: [client('К1', 'Альфа'), client('К2', 'Вега'), client('К3', 'Яна')],
      charges: [
        ...['К1', 'К2', 'К3'].map((name) => charge('2023-09-20', name, 1000)),
        charge('2023-10-25', 'К2', 6000),
      ],
      changes: [change('2023-10-20', 'Вега', 'физлицо'), change('2023-11-20', 'Вега', 'юрлицо')],
    });
    book.act('closeMonth', '2023-12-05', '2023-11');
    without(book, 'Вега', 'К2');
    return book;
  }
  const balance = (Начислено: number, Обнулено: number, Баланс: number) => ({
    Партнёр: 'Вега',
    Тариф: null,
    'Клиентов с оплатой': 0,
    Начислено,
    Обнулено,
    Выведено: 0,
    Баланс,
    Доступно: 0,
    'Доступно с': null,
    'Чего не хватает': 'партнёра нет на вкладке «Партнёры»: остались только закрытые начисления',
  });

  test('«Балансы» refers to a partner’s row in error', () => {
    const book = bereft();
    book.tabs = { ...book.tabs, partners: [partner('вега', 'юрлицо', { Email: 'нет' })] };
    expect(balanceOf(book.recompute('2023-12-31'), 'Вега')['Чего не хватает']).toBe(
      'строка 2 вкладки «Партнёры» с ошибкой: остались только закрытые начисления',
    );
  });
  test('until the day of corrections its lines stay in their places by name', () => {
    const outcome = bereft().recompute('2023-12-31T23:59:59+03:00');
    expect(lines(outcome)).toEqual(LIVE);
    expect(balanceOf(outcome, 'Вега')).toEqual(balance(3150, -3150, 0));
    expect(balanceOf(outcome, 'Яна')).toMatchObject({ Начислено: 150, 'Клиентов с оплатой': 1 });
  });

  test('on that day every month of each client and every обнуление is corrected, the latter without База', () => {
    const book = bereft();
    const outcome = book.recompute('2024-01-01T00:00:00+03:00');
    expect(lines(outcome)).toEqual(CORRECTED);
    expect(ledgerOf(outcome).slice(-4)).toMatchObject([
      { Тариф: 'юрлицо' },
      { Тариф: 'физлицо' },
      { Клиент: null, База: null },
      { Клиент: null, База: null },
    ]);
    expect(balanceOf(outcome, 'Вега')).toEqual(balance(3150, -3150, 0));
    expect(outcome.problems).toEqual([]);
  });

  test('once closed, corrections of обнуления count as credited, and nothing more is booked', () => {
    const book = bereft();
    book.act('closeMonth', '2024-01-05', '2023-12');
    const outcome = book.recompute('2024-02-10');
    expect(lines(outcome)).toEqual(CORRECTED);
    expect(balanceOf(outcome, 'Вега')).toEqual(balance(3150, -3150, 0));
    expect(outcome.problems).toEqual([]);
  });

  test('if the обнуление of an open month is gone too, only what was closed is credited and corrected', () => {
    const book = workbook({
      partners: [partner('Вега', 'юрлицо')],
      clients: [client('К2', 'Вега')],
      charges: [charge('2023-09-20', 'К2', 1000), charge('2023-10-25', 'К2', 2000)],
      changes: [change('2023-10-20', 'Вега', 'физлицо')],
    });
    book.act('closeMonth', '2023-10-05', '2023-09');
    without(book, 'Вега', 'К2');
    expect(balanceOf(book.recompute('2023-10-31'), 'Вега')).toEqual(balance(150, 0, 150));
    const outcome = book.recompute('2023-11-01');
    expect(lines(outcome)).toEqual([
      '2023-10-01 2023-09 Вега К2 процент 1000 150',
      '2023-11-01 2023-09 Вега К2 корректировка -1000 -150',
    ]);
    expect(balanceOf(outcome, 'Вега')).toEqual(balance(0, 0, 0));
  });
});

describe('rule 7: which clients count', () => {
  const tabs: Tabs = {
    partners: [partner('Альфа', 'юрлицо'), partner('Гамма', 'юрлицо')],
    clients: [client('К1', 'Альфа'), client('К2', 'Альфа')],
    charges: [charge('2023-10-10', 'К1', 20_000), charge('2023-10-10', 'К2', 20_000)],
  };

  const [first, second] = [client('К1', 'Альфа'), charge('2023-10-10', 'К1', 20_000)];
  /** The closed line counts until a correction takes it back; a withdrawal goes by the count of its day. */
  test.each<[string, Tabs, string, readonly [number, number]]>([
    ['untouched', {}, 'принят', [2, 2]],
    ['in error', { clients: [first, client('К2', 'Альфа', { Email: 'опечатка' })] }, 'принят', [2, 1]],
    ['of an unknown code', { clients: [first, client('К2', 'Дельта')] }, 'принят', [2, 1]],
    ['deleted', { clients: [first], charges: [second] }, 'принят', [2, 1]],
    [
      'renamed',
      { clients: [first, client('К3', 'Альфа')], charges: [second, charge('2023-10-10', 'К3', 20_000)] },
      'принят',
      [2, 2],
    ],
    ['moved to another partner', { clients: [first, client('К2', 'Гамма')] }, 'отклонён', [1, 1]],
  ])('a client whose row has been edited after the closing: %s', (_, edit, status, counts) => {
    const book = workbook({ ...tabs, withdrawals: [withdrawal('2023-11-03', 'Альфа', 2100)] });
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...book.tabs, ...edit };
    const outcomes = ['2023-11-30', '2023-12-20'].map((now) => book.recompute(now));
    for (const outcome of outcomes) expect(column(outcome, 'Выводы', 'Статус')).toEqual([status]);
    const told = outcomes.map((outcome) => {
      const row = (outcome.outputs['Балансы'] ?? []).findIndex((one) => one['Партнёр'] === 'Альфа') + 2;
      return outcome.explain('Балансы', row, 'Клиентов с оплатой')?.lines.length;
    });
    expect(outcomes.map((outcome) => balanceOf(outcome, 'Альфа')['Клиентов с оплатой'])).toEqual(counts);
    expect(told).toEqual(counts);
  });

  test('a client’s later lines do not change the day from which it counts', () => {
    const book = workbook(tabs);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), charge('2023-11-10', 'К1', 1000)] };
    expect(balanceOf(book.recompute('2023-12-10'), 'Альфа')).toMatchObject({
      'Клиентов с оплатой': 2,
      'Доступно с': '2023-11-01',
    });
  });

  test('referral.first-client: the earliest credit of all clients, once', () => {
    const charges = [charge('2023-10-10', 'К1', 1000), charge('2023-09-20', 'К2', 1000)];
    const told = (now: string): readonly string[] =>
      referrals(now, { ...tabs, charges })
        .letters.filter(({ code }) => code === 'referral.first-client')
        .map(({ object, occasion, text }) => `${object} ${occasion} ${text.includes('К2') ? 'К2' : 'К1'}`);
    expect(told('2023-10-01')).toEqual(['code-альфа 2023-10-01T00:00 К2']);
    expect(told('2023-11-01')).toEqual([]);
  });
});

test('two changes of tariff in closed months: each обнуление is corrected with what was credited before its day', () => {
  const tabs: Tabs = {
    partners: [partner('Альфа', 'юрлицо')],
    clients: [client('К1', 'Альфа')],
    charges: [charge('2023-09-20', 'К1', 400), charge('2023-10-10', 'К1', 1000)],
    changes: [change('2023-11-10', 'Альфа', 'физлицо'), change('2023-12-10', 'Альфа', 'юрлицо')],
  };
  const book = workbook(tabs);
  book.act('closeMonth', '2024-01-05', '2023-12');
  const late = [charge('2023-10-11', 'К1', 1000), charge('2023-11-20', 'К1', 6000)];
  book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), ...late] };
  expect(lines(book.recompute('2024-02-06'))).toEqual([
    '2023-10-01 2023-09 Альфа К1 процент 400 60',
    '2023-11-01 2023-10 Альфа К1 процент 1000 150',
    '2023-11-10 – Альфа – обнуление – -210',
    '2024-02-01 2023-10 Альфа К1 корректировка 1000 150',
    '2024-02-01 2023-11 Альфа К1 корректировка 6000 3000',
    '2024-02-01 2023-11 Альфа – корректировка – -150',
    '2024-02-01 2023-12 Альфа – корректировка – -3000',
  ]);
});
