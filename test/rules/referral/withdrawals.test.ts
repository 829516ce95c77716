// Rules 6 and 7: what is available and since when, which withdrawals are accepted; «Сроки».
import { describe, expect, test } from '@jest/globals';
import { day, type Shown, type Typed } from '../harness.js';
import {
  balanceOf,
  change,
  charge,
  client,
  column,
  emailOf,
  lines,
  partner,
  referrals,
  type Tabs,
  withdrawal,
} from './fixtures.js';

/** The seed's case: clients of 15 and 30 September pay on 10 October and 3 November; 15 % of 20 000 is 3000. */
const seed = (tariff: 'юрлицо' | 'физлицо', contract: string | null, more: Typed = {}): Tabs => ({
  partners: [
    partner('Альфа', tariff, { 'Договор подписан': contract === null ? '' : day(contract), ...more }),
  ],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа', { 'Дата регистрации': day('2023-09-30') })],
  charges: [charge('2023-10-10', 'К1', 20_000), charge('2023-11-03', 'К2', 20_000)],
});

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

  test('физлицо: 3000 on 1 November, available at once, whatever the second client does', () => {
    const outcome = referrals('2023-11-01T00:00:00+03:00', seed('физлицо', null));
    expect(lines(outcome)).toEqual(['2023-11-01 2023-10 Альфа К1 разовое 20000 3000']);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({
      Доступно: 3000,
      'Доступно с': '2023-11-01',
      'Чего не хватает': null,
    });
  });
});

describe('rule 7: what a юрлицо lacks', () => {
  const now = '2023-12-20';
  test.each<[string, Typed, Shown]>([
    ['nothing', { 'Договор подписан': day('2023-11-15') }, { Доступно: 6000, 'Чего не хватает': null }],
    [
      'Прежние условия lift contract and clients',
      { 'Прежние условия': true },
      { Доступно: 6000, 'Доступно с': '2023-11-01' },
    ],
    [
      'contract of tomorrow',
      { 'Договор подписан': day('2023-12-21') },
      { Доступно: 0, 'Чего не хватает': 'договор подписан только с 21.12.2023' },
    ],
  ])('%s', (_, more, expected) => {
    expect(balanceOf(referrals(now, seed('юрлицо', null, more)), 'Альфа')).toMatchObject(expected);
  });

  // 15 % of 6666.66 is 1000 (999.999), of 6666.60 it is 999.99.
  test.each<[number, Shown]>([
    [6666.66, { Баланс: 2000, Доступно: 2000, 'Чего не хватает': null }],
    [
      6666.6,
      { Баланс: 1999.99, Доступно: 0, 'Чего не хватает': 'на балансе 1\u00a0999,99, нужно от 2\u00a0000' },
    ],
  ])('the minimum: charges of 6666.66 and %d', (second, expected) => {
    const charges = [charge('2023-10-10', 'К1', 6666.66), charge('2023-11-03', 'К2', second)];
    expect(balanceOf(referrals(now, { ...seed('юрлицо', '2023-11-15'), charges }), 'Альфа')).toMatchObject(
      expected,
    );
  });

  test('Прежние условия do not lift the minimum', () => {
    const tabs = {
      ...seed('юрлицо', null, { 'Прежние условия': true }),
      charges: [charge('2023-10-10', 'К1', 1000)],
    };
    expect(balanceOf(referrals(now, tabs), 'Альфа')).toMatchObject({ Баланс: 150, Доступно: 0 });
  });

  test('«Клиентов с оплатой»: one positive line is enough, before a change of tariff too', () => {
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

  test('«Партнёры».Причина says what blocks a withdrawal', () => {
    expect(column(referrals('2023-11-15', seed('юрлицо', null)), 'Партнёры', 'Причина')).toEqual([
      'не подписан договор; клиентов с оплатой 1 из 2',
    ]);
    expect(column(referrals('2023-12-15', seed('юрлицо', '2023-11-15')), 'Партнёры', 'Причина')).toEqual([
      null,
    ]);
    expect(column(referrals('2023-10-15', seed('физлицо', null)), 'Партнёры', 'Причина')).toEqual([
      'на балансе нет денег',
    ]);
  });
});

describe('«Доступно с»: the unbroken run up to today', () => {
  const since = (now: string, withdrawals: readonly Typed[], more: Tabs = {}) =>
    balanceOf(referrals(now, { ...seed('юрлицо', '2023-11-15'), withdrawals, ...more }), 'Альфа')[
      'Доступно с'
    ];

  test('a withdrawal that leaves less than the minimum breaks it, the next credit starts anew', () => {
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

  test('one that leaves enough does not', () => {
    expect(since('2024-01-15', [withdrawal('2023-12-10', 'Альфа', 4000)])).toBe('2023-12-01');
  });

  test('taken and credited on one day: the end of the day counts', () => {
    const charges = [
      charge('2023-10-10', 'К1', 20_000),
      charge('2023-11-03', 'К2', 20_000),
      charge('2023-12-03', 'К2', 20_000),
    ];
    expect(since('2024-01-15', [withdrawal('2024-01-01', 'Альфа', 6000)], { charges })).toBe('2023-12-01');
  });

  test('a change of tariff breaks it', () => {
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

describe('rule 6: withdrawals in order of date, then row', () => {
  const statuses = (now: string, withdrawals: readonly Typed[], more: Tabs = {}) =>
    column(referrals(now, { ...seed('юрлицо', '2023-11-15'), withdrawals, ...more }), 'Выводы', 'Статус');

  test.each<[string, string, Typed, string | null]>([
    ['before it is available', '2023-11-30', {}, 'отклонён'],
    ['when it is available', '2023-12-01', {}, 'принят'],
    ['the whole balance', '2023-12-01', { Сумма: 6000 }, 'принят'],
    ['a kopeck more', '2023-12-01', { Сумма: '6 000,01' }, 'отклонён'],
    ['of today', '2023-12-20', {}, 'принят'],
    ['of tomorrow', '2023-12-21', {}, null],
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

  test('an earlier date goes first, whatever the row; on one day the higher row', () => {
    const late = withdrawal('2023-12-10', 'Альфа', 5000);
    const early = withdrawal('2023-12-09', 'Альфа', 3000);
    expect(statuses('2023-12-20', [late, early])).toEqual(['отклонён', 'принят']);
    const same = [withdrawal('2023-12-09', 'Альфа', 5000), withdrawal('2023-12-09', 'Альфа', 3000)];
    expect(statuses('2023-12-20', same)).toEqual(['принят', 'отклонён']);
    expect(statuses('2023-12-20', [...same].reverse())).toEqual(['принят', 'отклонён']);
  });

  test('what is left below the minimum is not available', () => {
    expect(
      statuses('2023-12-20', [
        withdrawal('2023-12-09', 'Альфа', 4001),
        withdrawal('2023-12-10', 'Альфа', 100),
      ]),
    ).toEqual(['принят', 'отклонён']);
  });

  test('the tariff is that of the day', () => {
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

  test('Причина, and the balance that accepted ones leave', () => {
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
      'запрошено 2\u00a0500, доступно 0 (клиентов с оплатой 1 из 2)',
      'способ «карта» не подходит тарифу юрлицо: нужен аккаунт или расчётный счёт; запрошено 7\u00a0000, доступно 6\u00a0000',
      null,
      'ошибка: «Партнёр» — такого партнёра нет',
      'ошибка: «Сумма» — число должно быть больше нуля',
    ]);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Выведено: 2500, Баланс: 3500, Доступно: 3500 });
  });

  test('a later refund does not unmake an accepted one; the balance may fall below nil', () => {
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

describe('«Балансы»', () => {
  test('every partner, by name; nil is 0', () => {
    const outcome = referrals('2023-12-20', {
      partners: [
        partner('Яна', 'физлицо'),
        partner('Альфа', 'юрлицо', { 'Дата регистрации': day('2024-01-01') }),
      ],
    });
    expect(outcome.outputs['Балансы']).toEqual([
      {
        Партнёр: 'Альфа',
        Тариф: 'юрлицо',
        'Клиентов с оплатой': 0,
        Начислено: 0,
        Обнулено: 0,
        Выведено: 0,
        Баланс: 0,
        Доступно: 0,
        'Доступно с': null,
        'Чего не хватает': 'на балансе 0, нужно от 2\u00a0000; клиентов с оплатой 0 из 2',
      },
      expect.objectContaining({ Партнёр: 'Яна', 'Чего не хватает': 'на балансе нет денег' }),
    ]);
  });
});

describe('«Сроки»', () => {
  const deadlines = (now: string, tabs: Tabs, what: RegExp) =>
    referrals(now, tabs).deadlines.filter((one) => what.test(one.what));

  test.each<[string, readonly Typed[], string | null]>([
    ['earning', [charge('2023-11-03', 'К2', 1000)], 'на сегодня 150\u00a0₽'],
    ['not confirmed', [charge('2023-11-03', 'К2', 1000, { Подтверждено: false })], null],
    ['of last month', [charge('2023-10-31', 'К2', 1000)], null],
    ['of tomorrow', [charge('2023-11-16', 'К2', 1000)], null],
    ['calls alone', [charge('2023-11-03', 'К2', 1000, { Вид: 'телефония' })], null],
    [
      'two clients',
      [charge('2023-11-03', 'К2', 1000), charge('2023-11-15', 'К1', 1000)],
      'на сегодня 300\u00a0₽',
    ],
  ])('next credit day: charges %s', (_, charges, note) => {
    const due = deadlines('2023-11-15', { ...seed('юрлицо', null), charges }, /^Начисление/);
    expect(due).toEqual(
      note === null
        ? []
        : [
            {
              object: 'Альфа',
              what: 'Начисление за 2023-11',
              due: '2023-12-01',
              state: 'open',
              note,
              source: 'Партнёры!2',
            },
          ],
    );
  });

  test('next credit day of a физлицо: once the threshold is reached', () => {
    const charges = (amount: number) => [
      charge('2023-10-03', 'К1', 3000),
      charge('2023-11-03', 'К1', amount),
    ];
    expect(
      deadlines('2023-11-15', { ...seed('физлицо', null), charges: charges(1999) }, /^Начисление/),
    ).toEqual([]);
    expect(
      deadlines('2023-11-15', { ...seed('физлицо', null), charges: charges(2000) }, /^Начисление/),
    ).toHaveLength(1);
  });

  test('payout to a физлицо: Дата + 12 days, done with Выплачено', () => {
    const tabs = {
      ...seed('физлицо', null),
      withdrawals: [
        withdrawal('2023-11-01', 'Альфа', 1000),
        withdrawal('2023-11-02', 'Альфа', 1000, { Выплачено: day('2023-11-10') }),
        withdrawal('2023-11-02', 'Альфа', 9000),
        withdrawal('2023-11-03', 'Альфа', 500, { Выплачено: day('2023-11-16') }),
      ],
    };
    expect(
      deadlines('2023-11-15', tabs, /^Выплата/).map(({ due, state, source }) => [due, state, source]),
    ).toEqual([
      ['2023-11-13', 'open', 'Выводы!2'],
      ['2023-11-14', 'done', 'Выводы!3'],
      ['2023-11-15', 'open', 'Выводы!5'],
    ]);
  });

  test('none for a юрлицо', () => {
    expect(
      deadlines(
        '2023-12-15',
        { ...seed('юрлицо', '2023-11-01'), withdrawals: [withdrawal('2023-12-01', 'Альфа', 3000)] },
        /^Выплата/,
      ),
    ).toEqual([]);
  });

  test.each<[string, boolean]>([
    ['2025-08-15', false],
    ['2025-08-16', true],
    ['2025-09-15', true],
    ['2025-09-16', false],
  ])('the end of a client’s 24 months on 15.09.2025, seen on %s: %s', (now, told) => {
    const due = deadlines(
      now,
      { ...seed('юрлицо', null), clients: [client('К1', 'Альфа')], charges: [] },
      /^Окончание/,
    );
    expect(due).toEqual(
      told
        ? [
            {
              object: 'К1',
              what: 'Окончание 24 месяцев вознаграждения',
              due: '2025-09-15',
              state: 'open',
              note: 'партнёр Альфа',
              source: 'Клиенты!2',
            },
          ]
        : [],
    );
  });

  test('each client’s end is told, whatever the tariff', () => {
    const partners = [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')];
    const clients = [client('К1', 'Бета'), client('К2', 'Альфа', { Email: emailOf('Альфа') })];
    const due = deadlines('2025-09-01', { partners, clients }, /^Окончание/);
    expect(due.map(({ object }) => object)).toEqual(['К1', 'К2']);
  });
});
