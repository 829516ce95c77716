// Rule 5: changes of tariff, what they zero, which charges they exclude.
import { describe, expect, test } from '@jest/globals';
import { day, type Outcome } from '../harness.js';
import {
  balanceOf,
  change,
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
  withdrawal,
} from './fixtures.js';

const natural = [partner('Альфа', 'физлицо')];
/** One юрлицо partner with one client, charged 1000 in October 2023; a case gives what differs. */
const given = (more: Tabs, now = '2024-01-15'): Outcome =>
  referrals(now, {
    partners: legal,
    clients: one,
    charges: [charge('2023-10-10', 'К1', 1000)],
    ...more,
  });

describe('the balance is zeroed on the day of the change', () => {
  test('one line with minus the balance and the old tariff, without month, client and base', () => {
    const outcome = given({ changes: [change('2023-11-20', 'Альфа', 'физлицо')] });
    expect(lines(outcome)).toEqual([
      '2023-11-01 2023-10 Альфа К1 процент 1000 150',
      '2023-11-20 – Альфа – обнуление – -150',
    ]);
    expect(ledgerOf(outcome)[1]).toMatchObject({ Тариф: 'юрлицо', Закрыто: 'нет' });
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({
      Тариф: 'физлицо',
      Начислено: 150,
      Обнулено: -150,
      Баланс: 0,
    });
  });

  test('credits due on the same day are included, by the old tariff', () => {
    expect(lines(given({ changes: [change('2023-11-01', 'Альфа', 'физлицо')] }))).toEqual([
      '2023-11-01 2023-10 Альфа К1 процент 1000 150',
      '2023-11-01 – Альфа – обнуление – -150',
    ]);
  });

  test('withdrawals of earlier days are not zeroed again; those of the same day come afterwards', () => {
    const outcome = referrals('2024-01-15', {
      partners: natural,
      clients: [client('К1', 'Альфа'), client('К2', 'Альфа')],
      charges: [charge('2023-10-10', 'К1', 6000), charge('2023-10-10', 'К2', 6000)],
      withdrawals: [withdrawal('2023-11-05', 'Альфа', 1000), withdrawal('2023-11-20', 'Альфа', 1000)],
      changes: [change('2023-11-20', 'Альфа', 'юрлицо')],
    });
    expect(lines(outcome).at(-1)).toBe('2023-11-20 – Альфа – обнуление – -5000');
    expect(column(outcome, 'Выводы', 'Статус')).toEqual(['принят', 'отклонён']);
  });

  test.each<[string, readonly ReturnType<typeof charge>[]]>([
    ['0', []],
    ['negative', [charge('2023-10-10', 'К1', -1000)]],
  ])('nothing is zeroed when the balance is %s', (_, charges) => {
    const outcome = given({ charges, changes: [change('2023-11-20', 'Альфа', 'физлицо')] });
    expect(ledgerOf(outcome).filter((line) => line['Основание'] === 'обнуление')).toEqual([]);
    expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(charges.length === 0 ? 0 : -150);
  });

  test('a change dated tomorrow has no effect yet', () => {
    const outcome = given({ changes: [change('2023-11-20', 'Альфа', 'физлицо')] }, '2023-11-19');
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Тариф: 'юрлицо', Баланс: 150 });
  });
});

describe('the tariff of the last day of the month applies to its credit', () => {
  const charges = [charge('2023-10-10', 'К1', 6000), charge('2023-10-31', 'К1', 6000)];
  test.each<[string, readonly string[]]>([
    // Charges dated before the change earn nothing after it.
    ['2023-10-31', ['2023-11-01 2023-10 Альфа К1 разовое 6000 3000']],
    ['2023-10-11', ['2023-11-01 2023-10 Альфа К1 разовое 6000 3000']],
    ['2023-10-10', ['2023-11-01 2023-10 Альфа К1 разовое 12000 3000']],
    [
      '2023-11-01',
      ['2023-11-01 2023-10 Альфа К1 процент 12000 1800', '2023-11-01 – Альфа – обнуление – -1800'],
    ],
  ])('юрлицо → физлицо on %s', (date, expected) => {
    expect(lines(given({ charges, changes: [change(date, 'Альфа', 'физлицо')] }, '2023-12-15'))).toEqual(
      expected,
    );
  });

  test('only charges from the day of the change on count for the 5000', () => {
    const outcome = given({
      charges: [
        charge('2023-10-10', 'К1', 3000),
        charge('2023-10-20', 'К1', 3000),
        charge('2023-11-20', 'К1', 2000),
      ],
      changes: [change('2023-10-15', 'Альфа', 'физлицо')],
    });
    expect(lines(outcome)).toEqual(['2023-12-01 2023-11 Альфа К1 разовое 5000 3000']);
    expect(outcome.computed['Списания']?.[0]).toEqual({
      Учтено: null,
      Примечание: 'до смены тарифа 15.10.2023',
    });
  });

  test('юрлицо → физлицо → юрлицо within one month: the last change decides', () => {
    expect(
      lines(
        given(
          {
            charges: [
              charge('2023-10-04', 'К1', 1000),
              charge('2023-10-14', 'К1', 9000),
              charge('2023-10-25', 'К1', 200),
            ],
            changes: [change('2023-10-10', 'Альфа', 'физлицо'), change('2023-10-20', 'Альфа', 'юрлицо')],
          },
          '2023-12-15',
        ),
      ),
    ).toEqual(['2023-11-01 2023-10 Альфа К1 процент 200 30']);
  });
});

test('a client already rewarded under физлицо earns neither a second 3000 nor a percentage', () => {
  const outcome = referrals('2024-05-15', {
    partners: natural,
    clients: [client('К1', 'Альфа'), client('К2', 'Альфа')],
    charges: [
      charge('2023-10-10', 'К1', 6000),
      charge('2023-12-10', 'К1', 1000),
      charge('2023-12-10', 'К2', 1000),
      charge('2024-03-10', 'К1', 9000),
      charge('2024-03-10', 'К2', 9000),
    ],
    changes: [change('2023-11-20', 'Альфа', 'юрлицо'), change('2024-02-01', 'Альфа', 'физлицо')],
  });
  expect(lines(outcome)).toEqual([
    '2023-11-01 2023-10 Альфа К1 разовое 6000 3000',
    '2023-11-20 – Альфа – обнуление – -3000',
    '2024-01-01 2023-12 Альфа К2 процент 1000 150',
    '2024-02-01 – Альфа – обнуление – -150',
    '2024-04-01 2024-03 Альфа К2 разовое 9000 3000',
  ]);
  expect(column(outcome, 'Списания', 'Примечание')[1]).toBe(
    'вознаграждение за клиента уже начислено за 2023-10',
  );
});

describe('which changes count', () => {
  const tariffAfter = (changes: readonly ReturnType<typeof change>[]) => {
    const outcome = given({ changes });
    return {
      tariff: balanceOf(outcome, 'Альфа')['Тариф'],
      zeroed: ledgerOf(outcome).filter((line) => line['Основание'] === 'обнуление').length,
      problems: outcome.problems,
    };
  };

  test('a change to the tariff in force is ignored', () => {
    expect(tariffAfter([change('2023-11-20', 'Альфа', 'юрлицо')])).toEqual({
      tariff: 'юрлицо',
      zeroed: 0,
      problems: [],
    });
  });

  test('of two changes on one day the lower row counts', () => {
    const there = change('2023-11-20', 'Альфа', 'физлицо');
    const back = change('2023-11-20', 'Альфа', 'юрлицо');
    expect(tariffAfter([there, back])).toMatchObject({ tariff: 'юрлицо', zeroed: 0 });
    expect(tariffAfter([back, there])).toMatchObject({ tariff: 'физлицо', zeroed: 1 });
  });

  test('the order of rows does not matter for changes on different days', () => {
    expect(
      tariffAfter([change('2023-12-20', 'Альфа', 'юрлицо'), change('2023-11-20', 'Альфа', 'физлицо')]),
    ).toMatchObject({ tariff: 'юрлицо', zeroed: 1 });
  });

  test('a change before the registration or of an unknown partner is a row error', () => {
    expect(
      tariffAfter([change('2023-08-31', 'Альфа', 'физлицо'), change('2023-11-20', 'Никто', 'физлицо')]),
    ).toEqual({
      tariff: 'юрлицо',
      zeroed: 0,
      problems: [
        'Смена тарифа!2[Дата]: смена тарифа раньше регистрации партнёра',
        'Смена тарифа!3[Партнёр]: такого партнёра нет',
      ],
    });
    expect(tariffAfter([change('2023-09-01', 'Альфа', 'физлицо')])).toMatchObject({
      tariff: 'физлицо',
      problems: [],
    });
  });

  test('until the first change the tariff of «Партнёры» applies, though «Балансы» show the latest one', () => {
    const outcome = referrals('2024-01-15', {
      partners: [partner('Альфа', 'физлицо', { 'Дата регистрации': day('2023-09-01') })],
      clients: one,
      charges: [charge('2023-10-10', 'К1', 6000)],
      changes: [change('2023-12-20', 'Альфа', 'юрлицо')],
    });
    expect(ledgerOf(outcome)[0]).toMatchObject({ Тариф: 'физлицо', Сумма: 3000 });
    expect(balanceOf(outcome, 'Альфа')['Тариф']).toBe('юрлицо');
  });
});
