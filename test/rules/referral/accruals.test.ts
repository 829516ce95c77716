// Rules 1–4 and 9: whose client it is, what counts, how much it earns and what «Списания» and «Клиенты» say of it.
import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../src/rules/kinds.js';
import { day, type Typed } from '../harness.js';
import {
  charge,
  client,
  column,
  emailOf,
  ledgerOf,
  lines,
  partner,
  referrals,
  type Tabs,
} from './fixtures.js';

const legal = [partner('Альфа', 'юрлицо')];
const natural = [partner('Бета', 'физлицо')];
const one = [client('К1', 'Альфа')];

/** One юрлицо partner, one client, these charges. */
const percent = (charges: readonly Typed[], now = '2024-06-15', more: Tabs = {}): readonly string[] =>
  lines(referrals(now, { partners: legal, clients: one, charges, ...more }));
/** One физлицо partner, one client, these charges. */
const single = (charges: readonly Typed[], now = '2024-06-15', more: Tabs = {}): readonly string[] =>
  lines(referrals(now, { partners: natural, clients: [client('К1', 'Бета')], charges, ...more }));

describe('rule 2: credited on the 1st of the next month, once it has come', () => {
  const charges = [charge('2023-10-10', 'К1', 1000)];
  test.each<[string, number]>([
    ['2023-10-31T23:59:59+03:00', 0],
    ['2023-11-01T00:00:00+03:00', 1],
    // 00:00 of the programme's zone, not of the machine's.
    ['2023-10-31T20:59:59Z', 0],
    ['2023-10-31T21:00:00Z', 1],
  ])('at %s: %d lines', (now, count) => {
    expect(percent(charges, now)).toHaveLength(count);
  });

  test('only confirmed charges count', () => {
    expect(percent([charge('2023-10-10', 'К1', 1000, { Подтверждено: false })])).toEqual([]);
  });

  test('lines stand by date of credit, partner, client', () => {
    const outcome = referrals('2024-01-15', {
      partners: [partner('Яна', 'юрлицо'), partner('Альфа', 'юрлицо')],
      clients: [client('К9', 'Яна'), client('К2', 'Альфа'), client('К1', 'Альфа')],
      charges: [
        charge('2023-11-10', 'К2', 100),
        charge('2023-10-10', 'К9', 100),
        charge('2023-10-10', 'К2', 100),
        charge('2023-10-11', 'К1', 100),
      ],
    });
    expect(ledgerOf(outcome).map((line) => `${line['Дата']} ${line['Партнёр']} ${line['Клиент']}`)).toEqual([
      '2023-11-01 Альфа К1',
      '2023-11-01 Альфа К2',
      '2023-11-01 Яна К9',
      '2023-12-01 Альфа К2',
    ]);
  });
});

describe('rule 3: тариф юрлицо', () => {
  test('15 % of the month per client, with its base', () => {
    expect(
      percent([
        charge('2023-10-10', 'К1', 1000),
        charge('2023-10-31', 'К1', '500,50'),
        charge('2023-11-01', 'К1', 200),
      ]),
    ).toEqual([
      '2023-11-01 2023-10 Альфа К1 процент 1500.5 225.08',
      '2023-12-01 2023-11 Альфа К1 процент 200 30',
    ]);
  });

  // Half away from zero to 0.01, once per client and month.
  test.each<[readonly Cell[], number]>([
    [[0.1], 0.02],
    [[0.3], 0.05],
    [[0.03], 0],
    [[0.04], 0.01],
    [[0.02, 0.02], 0.01],
    [[33.33, 33.33, 33.33], 15],
    [[-0.1], -0.02],
    [[-0.3], -0.05],
    [[1.1], 0.17],
  ])('charges %j credit %d', (amounts, credited) => {
    const given = percent(amounts.map((amount) => charge('2023-10-10', 'К1', amount)));
    expect(given.map((line) => Number(line.split(' ').at(-1)))).toEqual(credited === 0 ? [] : [credited]);
  });

  test('refunds lower the month they are dated in; a negative month is a negative credit', () => {
    expect(
      percent([
        charge('2023-10-10', 'К1', 1000),
        charge('2023-11-10', 'К1', 400),
        charge('2023-11-20', 'К1', -1000),
      ]),
    ).toEqual([
      '2023-11-01 2023-10 Альфа К1 процент 1000 150',
      '2023-12-01 2023-11 Альфа К1 процент -600 -90',
    ]);
  });

  test('a month with credit 0 has no line', () => {
    const outcome = referrals('2023-12-15', {
      partners: legal,
      clients: one,
      charges: [charge('2023-10-10', 'К1', 1000), charge('2023-10-20', 'К1', -1000)],
    });
    expect(lines(outcome)).toEqual([]);
    expect(column(outcome, 'Списания', 'Учтено')).toEqual([null, null]);
    expect(column(outcome, 'Списания', 'Примечание')[0]).toContain('0,00');
  });

  // [Дата регистрации, + 24 months): the day itself no longer earns.
  test.each<[string, string, boolean]>([
    ['2023-09-15', '2023-09-14', false],
    ['2023-09-15', '2023-09-15', true],
    ['2023-09-15', '2025-09-14', true],
    ['2023-09-15', '2025-09-15', false],
    ['2023-09-15', '2025-10-01', false],
    // Month ends: 29 February + 24 months = 28 February.
    ['2024-02-29', '2026-02-27', true],
    ['2024-02-29', '2026-02-28', false],
    ['2023-12-31', '2025-12-30', true],
    ['2023-12-31', '2025-12-31', false],
  ])('client of %s, charge of %s: earns %s', (registered, date, earns) => {
    const clients = [client('К1', 'Альфа', { 'Дата регистрации': day(registered) })];
    expect(percent([charge(date, 'К1', 1000)], '2026-06-15', { clients })).toHaveLength(earns ? 1 : 0);
  });

  test('within one month the charges before the end still earn', () => {
    expect(
      percent([charge('2025-09-14', 'К1', 1000), charge('2025-09-15', 'К1', 5000)], '2025-10-02'),
    ).toEqual(['2025-10-01 2025-09 Альфа К1 процент 1000 150']);
  });

  test.each<[string, Typed, readonly number[]]>([
    ['not trained', { Обучен: false }, []],
    ['not trained, though a day is written', { Обучен: '', 'Обучен с': day('2023-10-01') }, []],
    ['trained from the start', { Обучен: true }, [150, 300]],
    ['trained from 11 October', { Обучен: true, 'Обучен с': day('2023-10-11') }, [300]],
    ['trained from 10 October', { Обучен: true, 'Обучен с': day('2023-10-10') }, [150, 300]],
  ])('training: %s', (_, training, credits) => {
    const given = percent(
      [charge('2023-10-10', 'К1', 1000), charge('2023-11-10', 'К1', 2000)],
      '2024-01-10',
      {
        clients: [client('К1', 'Альфа', training)],
      },
    );
    expect(given.map((line) => Number(line.split(' ').at(-1)))).toEqual(credits);
  });

  test('Обучение обязательно = нет: nobody asks', () => {
    const outcome = referrals(
      '2024-01-10',
      {
        partners: legal,
        clients: [client('К1', 'Альфа', { Обучен: false })],
        charges: [charge('2023-10-10', 'К1', 1000)],
      },
      { settings: { 'Обучение обязательно': 'нет' } },
    );
    expect(lines(outcome)).toEqual(['2023-11-01 2023-10 Альфа К1 процент 1000 150']);
  });

  test.each(['телефония', 'обзвон роботом'])('%s earns no percent', (kind) => {
    expect(percent([charge('2023-10-10', 'К1', 1000, { Вид: kind })])).toEqual([]);
  });
});

describe('rule 4: тариф физлицо', () => {
  test('3000 once, after the first month at whose end 5000 has been charged; База is that total', () => {
    expect(
      single([
        charge('2023-10-10', 'К1', 3000),
        charge('2023-11-05', 'К1', 1999.99, { Вид: 'телефония' }),
        charge('2023-12-05', 'К1', 0.01),
        charge('2024-01-05', 'К1', 9000),
      ]),
    ).toEqual(['2024-01-01 2023-12 Бета К1 разовое 5000 3000']);
  });

  test('обзвон роботом never counts, training is not asked for', () => {
    const clients = [client('К1', 'Бета', { Обучен: false })];
    expect(
      single([charge('2023-10-10', 'К1', 9000, { Вид: 'обзвон роботом' })], '2024-01-10', { clients }),
    ).toEqual([]);
    expect(single([charge('2023-10-10', 'К1', 9000)], '2024-01-10', { clients })).toHaveLength(1);
  });

  test('5000 within a month that a refund takes back by its end is not enough', () => {
    expect(single([charge('2023-10-10', 'К1', 6000), charge('2023-10-30', 'К1', -1001)])).toEqual([]);
    expect(
      single([
        charge('2023-10-10', 'К1', 6000),
        charge('2023-10-30', 'К1', -1001),
        charge('2023-12-01', 'К1', 1),
      ]),
    ).toEqual(['2024-01-01 2023-12 Бета К1 разовое 5000 3000']);
  });

  test('a refund after the reward takes nothing back', () => {
    expect(single([charge('2023-10-10', 'К1', 6000), charge('2023-11-02', 'К1', -6000)])).toHaveLength(1);
  });

  test('charges count since the registration of the client', () => {
    expect(single([charge('2023-09-14', 'К1', 4000), charge('2023-10-10', 'К1', 4000)])).toEqual([]);
  });

  test('no term of 24 months', () => {
    expect(single([charge('2026-01-10', 'К1', 6000)], '2026-03-01')).toHaveLength(1);
  });
});

describe('rule 1: whose client it is', () => {
  test('by promo code, compared like headers', () => {
    const outcome = referrals('2023-12-15', {
      partners: [partner('Альфа', 'юрлицо', { Промокод: 'Лето 2023' })],
      clients: [client('К1', 'Альфа', { Промокод: ' лето  2023' })],
      charges: [charge('2023-10-10', 'к1 ', 1000)],
    });
    expect(column(outcome, 'Клиенты', 'Партнёр')).toEqual(['Альфа']);
    expect(lines(outcome)).toHaveLength(1);
  });

  test('unknown code, unknown client, client in error: row errors, the rest counts', () => {
    const outcome = referrals('2023-12-15', {
      partners: legal,
      clients: [client('К1', 'Альфа'), client('К2', 'Никто')],
      charges: [
        charge('2023-10-10', 'К1', 1000),
        charge('2023-10-10', 'К2', 1000),
        charge('2023-10-10', 'К3', 1000),
      ],
    });
    expect(outcome.problems).toEqual([
      'Клиенты!3[Промокод]: партнёра с таким промокодом нет',
      'Списания!3[Клиент]: строка 3 вкладки «Клиенты», на которую она ссылается, с ошибкой',
      'Списания!4[Клиент]: такого клиента нет',
    ]);
    expect(lines(outcome)).toHaveLength(1);
  });

  test('money finer than 0.01 is a row error', () => {
    const outcome = referrals('2023-12-15', {
      partners: legal,
      clients: one,
      charges: [charge('2023-10-10', 'К1', 10.005)],
    });
    expect(outcome.problems).toEqual(['Списания!2[Сумма]: сумма точнее копейки']);
  });

  test.each<[string, Typed, string | null, number]>([
    ['another address', { Email: 'client@example.com' }, null, 1],
    ['the partner’s own address', { Email: 'Alpha@Example.com' }, 'самореферал', 0],
    [
      'registered a day before the partner',
      { 'Дата регистрации': day('2023-08-31') },
      'зарегистрирован раньше партнёра',
      0,
    ],
    ['registered on the partner’s day', { 'Дата регистрации': day('2023-09-01') }, null, 1],
  ])('%s', (_, more, note, count) => {
    const outcome = referrals('2023-12-15', {
      partners: [partner('Альфа', 'юрлицо', { Email: 'alpha@example.com' })],
      clients: [client('К1', 'Альфа', more)],
      charges: [charge('2023-10-10', 'К1', 1000)],
    });
    expect(column(outcome, 'Клиенты', 'Примечание')).toEqual([note]);
    expect(lines(outcome)).toHaveLength(count);
  });
});

describe('rule 9: what «Списания» and «Клиенты» say', () => {
  const fates: [string, Typed, string | null, string | null][] = [
    ['used', charge('2023-10-10', 'К1', 1000), '2023-10', null],
    [
      'not confirmed',
      charge('2023-10-10', 'К1', 1000, { Подтверждено: false }),
      null,
      'оплата не подтверждена',
    ],
    ['of tomorrow', charge('2023-12-16', 'К1', 1000), null, 'дата ещё не наступила'],
    ['of the current month', charge('2023-12-15', 'К1', 1000), null, 'будет учтено 01.01.2024'],
    [
      'calls',
      charge('2023-10-10', 'К1', 1000, { Вид: 'телефония' }),
      null,
      'телефония не входит в процент юрлица',
    ],
    [
      'robots',
      charge('2023-10-10', 'К1', 1000, { Вид: 'обзвон роботом' }),
      null,
      'обзвон роботом не учитывается',
    ],
    ['before the client', charge('2023-09-14', 'К1', 1000), null, 'до регистрации клиента'],
    ['self-referral', charge('2023-10-10', 'Сам', 1000), null, 'самореферал'],
    ['early client', charge('2023-10-10', 'Ранний', 1000), null, 'зарегистрирован раньше партнёра'],
    ['untrained', charge('2023-10-10', 'Неуч', 1000), null, 'клиент не обучен'],
    ['before training', charge('2023-10-10', 'Учится', 1000), null, 'до обучения клиента 01.11.2023'],
    [
      'after the term',
      charge('2023-10-10', 'Старый', 1000),
      null,
      'вознаграждение за клиента — до 01.10.2023',
    ],
  ];
  test.each(fates)('юрлицо: %s', (_, row, used, note) => {
    const outcome = referrals('2023-12-15', {
      partners: [partner('Альфа', 'юрлицо', { 'Дата регистрации': day('2021-01-01') })],
      clients: [
        client('К1', 'Альфа'),
        client('Сам', 'Альфа', { Email: emailOf('Альфа').toUpperCase() }),
        client('Ранний', 'Альфа', { 'Дата регистрации': day('2020-12-31') }),
        client('Неуч', 'Альфа', { Обучен: false }),
        client('Учится', 'Альфа', { 'Обучен с': day('2023-11-01') }),
        client('Старый', 'Альфа', { 'Дата регистрации': day('2021-10-01') }),
      ],
      charges: [row],
    });
    expect(outcome.computed['Списания']).toEqual([{ Учтено: used, Примечание: note }]);
  });

  test('физлицо with a reward of 0: no line, so no row was used', () => {
    const outcome = referrals(
      '2023-11-15',
      { partners: natural, clients: [client('К1', 'Бета')], charges: [charge('2023-10-10', 'К1', 6000)] },
      { settings: { 'Вознаграждение физлица': 0 } },
    );
    expect(lines(outcome)).toEqual([]);
    expect(outcome.computed['Списания']).toEqual([
      { Учтено: null, Примечание: 'за 2023-10 вышло 0,00: начисления нет' },
    ]);
  });

  test('физлицо: the month whose credit used the row, also for rows of earlier months', () => {
    const outcome = referrals('2024-01-15', {
      partners: natural,
      clients: [client('К1', 'Бета'), client('К2', 'Бета'), client('К3', 'Бета')],
      charges: [
        charge('2023-10-10', 'К1', 3000),
        charge('2023-11-10', 'К1', 3000),
        charge('2023-12-10', 'К1', 3000),
        charge('2023-12-10', 'К2', 3000),
        charge('2023-12-10', 'К3', 3000),
        charge('2024-01-10', 'К3', 3000),
      ],
    });
    expect(outcome.computed['Списания']).toEqual([
      { Учтено: '2023-11', Примечание: null },
      { Учтено: '2023-11', Примечание: null },
      { Учтено: null, Примечание: 'вознаграждение за клиента уже начислено за 2023-11' },
      { Учтено: null, Примечание: 'порог 5\u00a0000 не набран: списано 3\u00a0000' },
      { Учтено: null, Примечание: 'будет учтено 01.02.2024' },
      { Учтено: null, Примечание: 'будет учтено 01.02.2024' },
    ]);
  });

  test('«Списано всего»: confirmed charges of every Вид up to today; nil is 0', () => {
    const outcome = referrals('2023-12-15', {
      partners: legal,
      clients: [client('К1', 'Альфа', { 'Дата регистрации': day('2023-10-15') }), client('К2', 'Альфа')],
      charges: [
        charge('2023-10-10', 'К1', 1),
        charge('2023-10-20', 'К1', 20, { Вид: 'обзвон роботом' }),
        charge('2023-10-20', 'К1', 300, { Вид: 'телефония' }),
        charge('2023-12-15', 'К1', -0.5),
        charge('2023-12-16', 'К1', 4000),
        charge('2023-10-20', 'К1', 50_000, { Подтверждено: false }),
      ],
    });
    expect(column(outcome, 'Клиенты', 'Списано всего')).toEqual([320.5, 0]);
  });

  test.each([
    ['2023-09-15', '2025-09-15'],
    ['2024-02-29', '2026-02-28'],
  ])('«Вознаграждение до» of a client of %s', (registered, until) => {
    const clients = [client('К1', 'Альфа', { 'Дата регистрации': day(registered) })];
    expect(
      column(referrals('2024-03-15', { partners: legal, clients }), 'Клиенты', 'Вознаграждение до'),
    ).toEqual([until]);
  });

  test.each<[string, Typed, string | null]>([
    ['not trained', { Обучен: false }, 'не обучен: процент не начисляется'],
    ['the term is over today', { 'Дата регистрации': day('2023-10-15') }, 'срок вознаграждения закончился'],
    ['the term ends tomorrow', { 'Дата регистрации': day('2023-10-16') }, null],
  ])('«Примечание» of a client: %s', (_, more, note) => {
    const outcome = referrals('2025-10-15', { partners: legal, clients: [client('К1', 'Альфа', more)] });
    expect(column(outcome, 'Клиенты', 'Примечание')).toEqual([note]);
  });

  test.each<[string, string]>([
    ['2023-12-15', 'активен'],
    ['2023-12-16', 'ещё не начал'],
  ])('a partner registered %s is %s', (registered, status) => {
    const partners = [partner('Альфа', 'юрлицо', { 'Дата регистрации': day(registered) })];
    expect(column(referrals('2023-12-15', { partners }), 'Партнёры', 'Статус')).toEqual([status]);
  });
});
