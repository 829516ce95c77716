// «Балансы» by partner, and «Сроки» of pending payments.
import { describe, expect, test } from '@jest/globals';
import { day, type Typed } from '../harness.js';
import { charge, client, emailOf, partner, referrals, seed, type Tabs, withdrawal } from './fixtures.js';

describe('«Балансы»', () => {
  test('all partners, sorted by name; 0 without credits', () => {
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
        'Чего не хватает': 'на балансе 0\u00a0₽, нужно от 2\u00a0000\u00a0₽; клиентов с оплатой 0, нужно 2',
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
    ['dated tomorrow', [charge('2023-11-16', 'К2', 1000)], null],
    ['calls only', [charge('2023-11-03', 'К2', 1000, { Вид: 'телефония' })], null],
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
              what: 'Начисление за ноябрь 2023',
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

  test('the manager is responsible, and the partner is named as in «Партнёры»', () => {
    const tabs = { ...seed('физлицо', null), withdrawals: [withdrawal('2023-11-01', ' альфа', 1000)] };
    const due = (settings: Readonly<Record<string, string>>) =>
      referrals('2023-11-15', tabs, { settings }).decision.deadlines.find(
        ({ what }) => what === 'Выплата физлицу',
      );
    expect(due({ Менеджер: 'boss@example.com' })).toMatchObject({
      object: 'Альфа',
      responsible: 'boss@example.com',
      note: '1\u00a0000\u00a0₽',
    });
    expect(due({})).toMatchObject({ responsible: '' });
  });

  test('paid out today is done', () => {
    const paid = withdrawal('2023-11-01', 'Альфа', 1000, { Выплачено: day('2023-11-15') });
    const [due] = deadlines('2023-11-15', { ...seed('физлицо', null), withdrawals: [paid] }, /^Выплата/);
    expect(due?.state).toBe('done');
  });

  test.each([
    [1, '2023-09-20', 'Окончание 1 месяца вознаграждения'],
    [2, '2023-09-02', 'Окончание 2 месяцев вознаграждения'],
  ])('the wording of a term of %i months', (term, registered, what) => {
    const clients = [client('К1', 'Альфа', { 'Дата регистрации': day(registered) })];
    const settings = { 'Срок юрлица, месяцев': term };
    const { deadlines: all } = referrals(
      '2023-10-05',
      { ...seed('юрлицо', null), clients, charges: [] },
      { settings },
    );
    expect(all.map((one) => one.what)).toEqual([what]);
  });

  test('no payout deadline for a юрлицо', () => {
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
  ])('the end of a client’s 24 months on 15.09.2025, shown on %s: %s', (now, told) => {
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

  test('the end is shown for every client; it is one of rewards where they are earned', () => {
    const partners = [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')];
    const clients = [
      client('К1', 'Бета'),
      client('К2', 'Альфа', { Email: emailOf('Альфа') }),
      client('К3', 'Альфа'),
    ];
    const due = deadlines('2025-09-01', { partners, clients }, /^Окончание/);
    expect(due.map(({ object, what }) => `${object}: ${what}`)).toEqual([
      'К1: Окончание 24 месяцев с регистрации',
      'К2: Окончание 24 месяцев с регистрации',
      'К3: Окончание 24 месяцев вознаграждения',
    ]);
  });
});
