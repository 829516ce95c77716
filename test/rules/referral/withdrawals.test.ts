// Rules 6 and 7: what is available and since when, which withdrawals are accepted.
import { describe, expect, test } from '@jest/globals';
import { day, type Shown, type Typed } from '../harness.js';
import {
  balanceOf,
  change,
  charge,
  client,
  column,
  lines,
  partner,
  referrals,
  seed,
  type Tabs,
  withdrawal,
} from './fixtures.js';

describe('the worked example: «Как вывести деньги»', () => {
  test.each<[string, string | null, Shown]>([
    ['2023-10-31', '2023-11-15', { Начислено: 0, Доступно: 0, 'Доступно с': null }],
    [
      '2023-11-01',
      '2023-10-15',
      { Начислено: 3000, Доступно: 0, 'Доступно с': null, 'Клиентов с оплатой': 1 },
    ],
    ['2023-11-30', '2023-11-15', { Начислено: 3000, Доступно: 0, 'Доступно с': null }],
    [
      '2023-12-01',
      '2023-11-15',
      { Начислено: 6000, Доступно: 6000, 'Доступно с': '2023-12-01', 'Клиентов с оплатой': 2 },
    ],
    ['2023-12-20', '2023-11-15', { Начислено: 6000, Доступно: 6000, 'Доступно с': '2023-12-01' }],
    ['2023-12-20', '2023-12-05', { Доступно: 6000, 'Доступно с': '2023-12-05' }],
    ['2023-12-05', '2023-12-05', { Доступно: 6000, 'Доступно с': '2023-12-05' }],
    ['2023-12-04', '2023-12-05', { Доступно: 0, 'Доступно с': null }],
    ['2023-12-20', null, { Доступно: 0, 'Доступно с': null, 'Чего не хватает': 'не подписан договор' }],
  ])('юрлицо on %s, contract %s', (now, contract, expected) => {
    expect(balanceOf(referrals(now, seed('юрлицо', contract)), 'Альфа')).toMatchObject(expected);
  });

  test('физлицо: 3000 on 1 November, available at once', () => {
    const outcome = referrals('2023-11-01T00:00:00+03:00', seed('физлицо', null));
    expect(lines(outcome)).toEqual(['2023-11-01 2023-10 Альфа К1 разовое 20000 3000']);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({
      Доступно: 3000,
      'Доступно с': '2023-11-01',
      'Чего не хватает': null,
    });
  });
});

describe('rule 7: what a юрлицо needs', () => {
  const now = '2023-12-20';
  test.each<[string, Typed, Shown]>([
    ['nothing', { 'Договор подписан': day('2023-11-15') }, { Доступно: 6000, 'Чего не хватает': null }],
    [
      'Прежние условия replace contract and clients',
      { 'Прежние условия': true },
      { Доступно: 6000, 'Доступно с': '2023-11-01' },
    ],
    [
      'contract signed tomorrow',
      { 'Договор подписан': day('2023-12-21') },
      { Доступно: 0, 'Чего не хватает': 'не подписан договор' },
    ],
  ])('%s', (_, more, expected) => {
    expect(balanceOf(referrals(now, seed('юрлицо', null, more)), 'Альфа')).toMatchObject(expected);
  });

  // 15 % of 6666.66 is 1000 (999.999), of 6666.60 it is 999.99.
  test.each<[number, Shown]>([
    [6666.66, { Баланс: 2000, Доступно: 2000, 'Чего не хватает': null }],
    [
      6666.6,
      {
        Баланс: 1999.99,
        Доступно: 0,
        'Чего не хватает': 'на балансе 1\u00a0999,99\u00a0₽, нужно от 2\u00a0000\u00a0₽',
      },
    ],
  ])('the minimum: charges of 6666.66 and %d', (second, expected) => {
    const charges = [charge('2023-10-10', 'К1', 6666.66), charge('2023-11-03', 'К2', second)];
    expect(balanceOf(referrals(now, { ...seed('юрлицо', '2023-11-15'), charges }), 'Альфа')).toMatchObject(
      expected,
    );
  });

  test('Прежние условия do not replace the minimum', () => {
    const tabs = {
      ...seed('юрлицо', null, { 'Прежние условия': true }),
      charges: [charge('2023-10-10', 'К1', 1000)],
    };
    expect(balanceOf(referrals(now, tabs), 'Альфа')).toMatchObject({ Баланс: 150, Доступно: 0 });
  });

  test('«Клиентов с оплатой»: one positive line is enough, even from before a change of tariff', () => {
    const outcome = referrals('2024-03-15', {
      partners: [partner('Альфа', 'физлицо')],
      clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Альфа')],
      charges: [
        charge('2023-10-10', 'К1', 6000),
        charge('2023-12-10', 'К2', 20_000),
        charge('2024-01-10', 'К2', -20_000),
        charge('2024-01-10', 'К3', -100),
      ],
      changes: [change('2023-11-20', 'Альфа', 'юрлицо')],
    });
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ 'Клиентов с оплатой': 2, Баланс: -15 });
  });

  test('parameters: the minimum, the number of clients', () => {
    const tabs = { ...seed('юрлицо', '2023-11-15'), charges: [charge('2023-10-10', 'К1', 1000)] };
    const settings = { 'Минимум вывода юрлица': 150, 'Клиентов для вывода юрлица': 1 };
    expect(balanceOf(referrals(now, tabs, { settings }), 'Альфа')).toMatchObject({
      Доступно: 150,
      'Доступно с': '2023-11-15',
    });
  });

  test('«Партнёры».Причина contains what prevents a withdrawal', () => {
    expect(column(referrals('2023-11-15', seed('юрлицо', null)), 'Партнёры', 'Причина')).toEqual([
      'не подписан договор; клиентов с оплатой 1, нужно 2',
    ]);
    expect(column(referrals('2023-12-15', seed('юрлицо', '2023-11-15')), 'Партнёры', 'Причина')).toEqual([
      null,
    ]);
    expect(column(referrals('2023-10-15', seed('физлицо', null)), 'Партнёры', 'Причина')).toEqual([
      'на балансе нет денег',
    ]);
  });
});

test.each([
  ['2023-12-14', 'не подписан договор', 'не подписан договор'],
  ['2023-12-15', null, 'договор подписан только 15.12.2023'],
])('a contract of 15 December, on %s: it counts as signed from that day on', (now, missing, refusal) => {
  const outcome = referrals(now, {
    ...seed('юрлицо', '2023-12-15'),
    withdrawals: [withdrawal('2023-12-10', 'Альфа', 2000)],
  });
  expect(column(outcome, 'Партнёры', 'Причина')).toEqual([missing]);
  expect(balanceOf(outcome, 'Альфа')['Чего не хватает']).toBe(missing);
  expect(column(outcome, 'Выводы', 'Причина')).toEqual([
    `запрошено 2\u00a0000\u00a0₽, доступно 0\u00a0₽ (${refusal})`,
  ]);
});

describe('«Доступно с»: the start of the unbroken run of days up to today', () => {
  const since = (now: string, withdrawals: readonly Typed[], more: Tabs = {}) =>
    balanceOf(referrals(now, { ...seed('юрлицо', '2023-11-15'), withdrawals, ...more }), 'Альфа')[
      'Доступно с'
    ];

  test('a withdrawal that leaves less than the minimum ends it, the next credit starts a new one', () => {
    const charges = [
      charge('2023-10-10', 'К1', 20_000),
      charge('2023-11-03', 'К2', 20_000),
      charge('2023-12-03', 'К2', 20_000),
    ];
    const took = [withdrawal('2023-12-10', 'Альфа', 4500)];
    expect(since('2023-12-09', took, { charges })).toBe('2023-12-01');
    expect(since('2023-12-10', took, { charges })).toBeNull();
    expect(since('2024-01-15', took, { charges })).toBe('2024-01-01');
  });

  test('a withdrawal that leaves enough does not', () => {
    expect(since('2024-01-15', [withdrawal('2023-12-10', 'Альфа', 4000)])).toBe('2023-12-01');
  });

  test('a withdrawal and a credit on the same day: the end of the day counts', () => {
    const charges = [
      charge('2023-10-10', 'К1', 20_000),
      charge('2023-11-03', 'К2', 20_000),
      charge('2023-12-03', 'К2', 20_000),
    ];
    expect(since('2024-01-15', [withdrawal('2024-01-01', 'Альфа', 6000)], { charges })).toBe('2023-12-01');
  });

  test('a change of tariff ends it', () => {
    const changes = [change('2023-12-10', 'Альфа', 'физлицо')];
    const charges = [
      charge('2023-10-10', 'К1', 20_000),
      charge('2023-11-03', 'К2', 20_000),
      charge('2023-12-13', 'К2', 20_000),
    ];
    expect(since('2023-12-15', [], { changes, charges })).toBeNull();
    expect(since('2024-01-15', [], { changes, charges })).toBe('2024-01-01');
  });
});

describe('rule 6: withdrawals in order of date, then of rows', () => {
  const statuses = (now: string, withdrawals: readonly Typed[], more: Tabs = {}) =>
    column(referrals(now, { ...seed('юрлицо', '2023-11-15'), withdrawals, ...more }), 'Выводы', 'Статус');

  test.each<[string, string, Typed, string | null]>([
    ['before it is available', '2023-11-30', {}, 'отклонён'],
    ['when it is available', '2023-12-01', {}, 'принят'],
    ['the whole balance', '2023-12-01', { Сумма: 6000 }, 'принят'],
    ['a kopeck more', '2023-12-01', { Сумма: '6 000,01' }, 'отклонён'],
    ['dated today', '2023-12-20', {}, 'принят'],
    ['dated tomorrow', '2023-12-21', {}, null],
    ['to the account', '2023-12-01', { Способ: 'аккаунт' }, 'принят'],
    ['to the bank', '2023-12-01', { Способ: 'расчетный счет' }, 'принят'],
    ['to a card', '2023-12-01', { Способ: 'карта' }, 'отклонён'],
    ['to a card, but paid out', '2023-12-01', { Способ: 'карта', Выплачено: day('2023-12-05') }, 'принят'],
    ['too much, but paid out', '2023-12-01', { Сумма: 9000, Выплачено: day('2023-12-20') }, 'принят'],
    [
      'too much, to be paid tomorrow',
      '2023-12-01',
      { Сумма: 9000, Выплачено: day('2023-12-21') },
      'отклонён',
    ],
  ])('юрлицо, %s', (_, date, more, status) => {
    expect(statuses('2023-12-20', [withdrawal(date, 'Альфа', 2500, more)])).toEqual([status]);
  });

  test.each([
    ['карта', 'принят'],
    ['', 'принят'],
    ['аккаунт', 'отклонён'],
    ['расчётный счёт', 'отклонён'],
  ])('физлицо, способ «%s»: %s', (method, status) => {
    const outcome = referrals('2023-12-20', {
      ...seed('физлицо', null),
      withdrawals: [withdrawal('2023-11-01', 'Альфа', 100, { Способ: method })],
    });
    expect(column(outcome, 'Выводы', 'Статус')).toEqual([status]);
  });

  test('the earlier date comes first, whatever the row; on the same day the upper row', () => {
    const late = withdrawal('2023-12-10', 'Альфа', 5000);
    const early = withdrawal('2023-12-09', 'Альфа', 3000);
    expect(statuses('2023-12-20', [late, early])).toEqual(['отклонён', 'принят']);
    const same = [withdrawal('2023-12-09', 'Альфа', 5000), withdrawal('2023-12-09', 'Альфа', 3000)];
    expect(statuses('2023-12-20', same)).toEqual(['принят', 'отклонён']);
    expect(statuses('2023-12-20', [...same].reverse())).toEqual(['принят', 'отклонён']);
  });

  test('a remaining balance below the minimum is not available', () => {
    expect(
      statuses('2023-12-20', [
        withdrawal('2023-12-09', 'Альфа', 4001),
        withdrawal('2023-12-10', 'Альфа', 100),
      ]),
    ).toEqual(['принят', 'отклонён']);
  });

  test('the tariff of the day of the withdrawal applies', () => {
    const more = {
      changes: [change('2023-12-10', 'Альфа', 'физлицо')],
      charges: [
        charge('2023-10-10', 'К1', 20_000),
        charge('2023-11-03', 'К2', 20_000),
        charge('2023-12-20', 'К1', 9000),
      ],
    };
    expect(
      statuses(
        '2024-01-20',
        [
          withdrawal('2023-12-09', 'Альфа', 2500, { Способ: 'аккаунт' }),
          withdrawal('2024-01-05', 'Альфа', 2500, { Способ: 'карта' }),
        ],
        more,
      ),
    ).toEqual(['принят', 'принят']);
  });

  test('Причина, and the balance after the accepted withdrawals', () => {
    const outcome = referrals('2023-12-20', {
      ...seed('юрлицо', '2023-11-15'),
      withdrawals: [
        withdrawal('2023-11-20', 'Альфа', 2500),
        withdrawal('2023-12-01', 'Альфа', 7000, { Способ: 'карта' }),
        withdrawal('2023-12-02', 'Альфа', 2500),
        withdrawal('2023-12-03', 'Никто', 2500),
        withdrawal('2023-12-03', 'Альфа', 0),
      ],
    });
    expect(column(outcome, 'Выводы', 'Причина')).toEqual([
      'запрошено 2\u00a0500\u00a0₽, доступно 0\u00a0₽ (клиентов с оплатой 1, нужно 2)',
      'способ «карта» не подходит тарифу «юрлицо»: нужен аккаунт или расчётный счёт; запрошено 7\u00a0000\u00a0₽, доступно 6\u00a0000\u00a0₽',
      null,
      'ошибка: «Партнёр» — такого партнёра нет',
      'ошибка: «Сумма» — число должно быть больше нуля',
    ]);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Выведено: 2500, Баланс: 3500, Доступно: 3500 });
  });

  test('a later refund does not revoke an accepted withdrawal; the balance may become negative', () => {
    const outcome = referrals('2024-02-20', {
      ...seed('юрлицо', '2023-11-15'),
      charges: [
        charge('2023-10-10', 'К1', 20_000),
        charge('2023-11-03', 'К2', 20_000),
        charge('2024-01-03', 'К2', -20_000),
      ],
      withdrawals: [withdrawal('2023-12-01', 'Альфа', 6000)],
    });
    expect(column(outcome, 'Выводы', 'Статус')).toEqual(['принят']);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Баланс: -3000, Доступно: 0 });
  });
});
