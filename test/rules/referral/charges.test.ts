// Rules 1 and 9: whose client it is, and what «Списания» and «Клиенты» show for each row.
import { describe, expect, test } from '@jest/globals';
import { day, type Typed } from '../harness.js';
import {
  charge,
  client,
  column,
  emailOf,
  legal,
  lines,
  one,
  partner,
  referrals,
  workbook,
} from './fixtures.js';

const natural = [partner('Бета', 'физлицо')];

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
      'Списания!3[Клиент]: эта строка ссылается на строку 3 вкладки «Клиенты», а в той ошибка',
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
    expect(outcome.problems).toEqual(['Списания!2[Сумма]: в сумме больше двух знаков после запятой']);
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
    ['dated tomorrow', charge('2023-12-16', 'К1', 1000), null, 'дата ещё не наступила'],
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

  test('физлицо with a reward of 0: no line, so the charge is not used', () => {
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

  test('физлицо: the threshold that is not reached is that of today, even for charges of a closed month', () => {
    const tabs = {
      partners: natural,
      clients: [client('К1', 'Бета')],
      charges: [charge('2023-10-10', 'К1', 2000), charge('2023-11-10', 'К1', 2000)],
    };
    const book = workbook(tabs, { 'Порог физлица': 3000 });
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.settings = { 'Порог физлица': 5000 };
    expect(column(book.recompute('2023-12-05'), 'Списания', 'Примечание')).toEqual(
      Array(2).fill('порог 5\u00a0000\u00a0₽ не набран: списано 4\u00a0000\u00a0₽'),
    );
  });
  test('физлицо: the month whose credit used the charge, also for charges of earlier months', () => {
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
      { Учтено: null, Примечание: 'порог 5\u00a0000\u00a0₽ не набран: списано 3\u00a0000\u00a0₽' },
      { Учтено: null, Примечание: 'будет учтено 01.02.2024' },
      { Учтено: null, Примечание: 'будет учтено 01.02.2024' },
    ]);
  });

  test('«Списано всего»: confirmed charges of every Вид up to today; 0 without charges', () => {
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
  ])('«Вознаграждение до» of a client registered %s', (registered, until) => {
    const clients = [client('К1', 'Альфа', { 'Дата регистрации': day(registered) })];
    expect(
      column(referrals('2024-03-15', { partners: legal, clients }), 'Клиенты', 'Вознаграждение до'),
    ).toEqual([until]);
  });

  test.each<[string, Typed, string | null]>([
    ['not trained', { Обучен: false }, 'не обучен: процент не начисляется'],
    ['the term ends today', { 'Дата регистрации': day('2023-10-15') }, 'срок вознаграждения закончился'],
    ['the term ends tomorrow', { 'Дата регистрации': day('2023-10-16') }, null],
  ])('«Примечание» of a client: %s', (_, more, note) => {
    const outcome = referrals('2025-10-15', { partners: legal, clients: [client('К1', 'Альфа', more)] });
    expect(column(outcome, 'Клиенты', 'Примечание')).toEqual([note]);
  });

  test.each<[string, string]>([
    ['2023-12-15', 'активен'],
    ['2023-12-16', 'ещё не начал'],
  ])('status of a partner registered %s: %s', (registered, status) => {
    const partners = [partner('Альфа', 'юрлицо', { 'Дата регистрации': day(registered) })];
    expect(column(referrals('2023-12-15', { partners }), 'Партнёры', 'Статус')).toEqual([status]);
  });

  test.each<[string, readonly Typed[], readonly string[]]>([
    ['rounded to nothing', [charge('2023-11-03', 'К1', -0.01)], ['за 2023-11 пока выходит 0,00']],
    [
      'paid back',
      [charge('2023-11-03', 'К1', 100), charge('2023-11-04', 'К1', -100)],
      ['за 2023-11 пока выходит 0,00', 'за 2023-11 пока выходит 0,00'],
    ],
    ['with a credit', [charge('2023-11-03', 'К1', 100)], ['будет учтено 01.12.2023']],
  ])('charges of the current month, %s: no credit is announced that will not come', (_, charges, notes) => {
    const outcome = referrals('2023-11-05', { partners: legal, clients: one, charges });
    expect(column(outcome, 'Списания', 'Примечание')).toEqual(notes);
  });
});
