// Rules 2–4: which charges count, when they are credited, how much they earn under each tariff.
import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../src/rules/kinds.js';
import { day, type Typed } from '../harness.js';
import {
  charge,
  client,
  column,
  ledgerOf,
  legal,
  lines,
  one,
  partner,
  referrals,
  type Tabs,
} from './fixtures.js';

const natural = [partner('Бета', 'физлицо')];

/** One юрлицо partner with one client and these charges. */
const percent = (charges: readonly Typed[], now = '2024-06-15', more: Tabs = {}): readonly string[] =>
  lines(referrals(now, { partners: legal, clients: one, charges, ...more }));
/** One физлицо partner with one client and these charges. */
const single = (charges: readonly Typed[], now = '2024-06-15', more: Tabs = {}): readonly string[] =>
  lines(referrals(now, { partners: natural, clients: [client('К1', 'Бета')], charges, ...more }));

describe('rule 2: credited on the 1st of the next month, not before', () => {
  const charges = [charge('2023-10-10', 'К1', 1000)];
  test.each<[string, number]>([
    ['2023-10-31T23:59:59+03:00', 0],
    ['2023-11-01T00:00:00+03:00', 1],
    // 00:00 in the programme's zone, not in the machine's.
    ['2023-10-31T20:59:59Z', 0],
    ['2023-10-31T21:00:00Z', 1],
  ])('at %s: %d lines', (now, count) => {
    expect(percent(charges, now)).toHaveLength(count);
  });

  test('only confirmed charges count', () => {
    expect(percent([charge('2023-10-10', 'К1', 1000, { Подтверждено: false })])).toEqual([]);
  });

  test('lines are sorted by day of credit, partner, client', () => {
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
  test('15 % of the charges of a month per client, with База', () => {
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

  test('refunds count in the month of their date; a negative month is a negative credit', () => {
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

  // [Дата регистрации, + 24 months): the last day itself no longer earns.
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
  ])('a client registered %s, a charge of %s: earns %s', (registered, date, earns) => {
    const clients = [client('К1', 'Альфа', { 'Дата регистрации': day(registered) })];
    expect(percent([charge(date, 'К1', 1000)], '2026-06-15', { clients })).toHaveLength(earns ? 1 : 0);
  });

  test('in the month in which the term ends, earlier charges still earn', () => {
    expect(
      percent([charge('2025-09-14', 'К1', 1000), charge('2025-09-15', 'К1', 5000)], '2025-10-02'),
    ).toEqual(['2025-10-01 2025-09 Альфа К1 процент 1000 150']);
  });

  test.each<[string, Typed, readonly number[]]>([
    ['not trained', { Обучен: false }, []],
    ['not trained, but with a day', { Обучен: '', 'Обучен с': day('2023-10-01') }, []],
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

  test('Обучение обязательно = нет: an untrained client earns too', () => {
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
  test('3000 once, after the first month by whose end 5000 has been charged; База is that total', () => {
    expect(
      single([
        charge('2023-10-10', 'К1', 3000),
        charge('2023-11-05', 'К1', 1999.99, { Вид: 'телефония' }),
        charge('2023-12-05', 'К1', 0.01),
        charge('2024-01-05', 'К1', 9000),
      ]),
    ).toEqual(['2024-01-01 2023-12 Бета К1 разовое 5000 3000']);
  });

  test('обзвон роботом never counts, training is not required', () => {
    const clients = [client('К1', 'Бета', { Обучен: false })];
    expect(
      single([charge('2023-10-10', 'К1', 9000, { Вид: 'обзвон роботом' })], '2024-01-10', { clients }),
    ).toEqual([]);
    expect(single([charge('2023-10-10', 'К1', 9000)], '2024-01-10', { clients })).toHaveLength(1);
  });

  test('5000 that a refund reduces before the end of the month is not enough', () => {
    expect(single([charge('2023-10-10', 'К1', 6000), charge('2023-10-30', 'К1', -1001)])).toEqual([]);
    expect(
      single([
        charge('2023-10-10', 'К1', 6000),
        charge('2023-10-30', 'К1', -1001),
        charge('2023-12-01', 'К1', 1),
      ]),
    ).toEqual(['2024-01-01 2023-12 Бета К1 разовое 5000 3000']);
  });

  test('a refund after the reward does not take it back', () => {
    expect(single([charge('2023-10-10', 'К1', 6000), charge('2023-11-02', 'К1', -6000)])).toHaveLength(1);
  });

  test('charges count from the registration of the client on', () => {
    expect(single([charge('2023-09-14', 'К1', 4000), charge('2023-10-10', 'К1', 4000)])).toEqual([]);
  });

  test('there is no term of 24 months', () => {
    expect(single([charge('2026-01-10', 'К1', 6000)], '2026-03-01')).toHaveLength(1);
  });
});
