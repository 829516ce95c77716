// The ledger between closings (rules 3–5, 8, 9): what the conditions of a closed month still decide, and what
// «Списания» shows on the very day of a credit or a change.
import { describe, expect, test } from '@jest/globals';
import { money } from '../../../src/rules/money.js';
import { type Month, readMonth } from '../../../src/rules/referral/months.js';
import { loweredIn, readTerms, type Terms, termsBook, termsText } from '../../../src/rules/referral/terms.js';
import { day, zoneOf } from '../harness.js';
import {
  balanceOf,
  change,
  charge,
  client,
  column,
  lines,
  partner,
  referrals,
  type Tabs,
  withdrawal,
  type Workbook,
  workbook,
} from './fixtures.js';

function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
}
const UTC = zoneOf('UTC');
const month = (text: string): Month => found(readMonth(text));
const terms: Terms = {
  rate: 15,
  term: 24,
  reward: money(3000),
  threshold: money(5000),
  training: true,
  minimum: money(2000),
  payingClients: 2,
};

describe('«Условия» of a closed month', () => {
  const text = termsText(terms, UTC);
  test('are read back as they were written, even with blanks added by staff', () => {
    expect(readTerms(text, UTC)).toEqual(terms);
    expect(readTerms(` ${text.replaceAll(';', ' ; ').replaceAll(':', ' :  ')} `, UTC)).toEqual(terms);
  });
  test.each([
    ['nothing', null],
    ['an empty cell', ''],
    ['one condition is missing', text.replace(/Ставка[^;]*; /, '')],
    ['the last one is missing', text.replace(/; Клиентов.*$/, '')],
    ['one is unreadable', text.replace(': 15;', ': много;')],
    ['one has no value', text.replace(': 15;', ';')],
    ['no names', ': 15; : 24'],
  ])('%s: unreadable, so the current settings apply', (_, typed) => {
    expect(readTerms(typed, UTC)).toBeNull();
  });
});

describe('which conditions apply to a month', () => {
  const first: Terms = { ...terms, rate: 10, threshold: money(7000) };
  const second: Terms = { ...terms, rate: 12, threshold: money(6000) };
  const closings = [
    { month: month('2023-10'), terms: first },
    { month: month('2023-12'), terms: second },
    { month: month('2024-01'), terms: null },
  ];
  const termsAt = termsBook(terms, closings);
  test.each([
    ['2023-01', 10],
    ['2023-10', 10],
    ['2023-11', 12],
    ['2023-12', 12],
    ['2024-01', 15],
    ['2024-02', 15],
  ])('%s: %d %%, the same when asked again', (text, rate) => {
    expect([termsAt(month(text)).rate, termsAt(month(text)).rate]).toEqual([rate, rate]);
  });
  test('without closings the current ones', () => {
    expect(termsBook(terms, [])(month('2023-10'))).toBe(terms);
  });
  test('months before which the threshold was lowered', () => {
    expect(loweredIn(closings, termsAt)).toEqual([month('2023-11'), month('2024-01')]);
    const raised = termsBook({ ...terms, threshold: money(9000) }, [found(closings[0])]);
    expect(loweredIn([{ month: month('2023-10') }], raised)).toEqual([]);
  });
});

describe('a threshold lowered after a closing is reached without a charge (rules 4, 8)', () => {
  const natural: Tabs = {
    partners: [partner('Бета', 'физлицо'), partner('Альфа', 'юрлицо')],
    clients: [client('К1', 'Бета'), client('К2', 'Бета'), client('К3', 'Альфа')],
    charges: [
      charge('2023-10-10', 'К1', 4000),
      charge('2023-10-11', 'К2', 2000),
      charge('2023-11-11', 'К1', 100),
      charge('2023-10-10', 'К3', 100),
    ],
  };
  const lowered = (tabs: Tabs, threshold = 3000): Workbook => {
    const book = workbook(tabs);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.settings = { 'Порог физлица': threshold };
    return book;
  };
  const credits = (book: Workbook, now: string): readonly string[] =>
    lines(book.recompute(now)).filter((line) => line.includes('Бета'));

  test('in the first open month, on its credit day', () => {
    const silent = { ...natural, charges: (natural.charges ?? []).filter((_, index) => index !== 2) };
    expect(credits(lowered(silent), '2023-11-30')).toEqual([]);
    expect(credits(lowered(silent), '2023-12-01')).toEqual(['2023-12-01 2023-11 Бета К1 разовое 4000 3000']);
  });
  test('a charge in that month is included', () => {
    expect(credits(lowered(natural), '2023-12-01')).toEqual(['2023-12-01 2023-11 Бета К1 разовое 4100 3000']);
    expect(credits(lowered(natural, 2000), '2023-12-01')).toEqual([
      '2023-12-01 2023-11 Бета К1 разовое 4100 3000',
      '2023-12-01 2023-11 Бета К2 разовое 2000 3000',
    ]);
  });
  test('charges before a change of tariff do not count (rule 5)', () => {
    const changes = [change('2023-11-02', 'Бета', 'юрлицо'), change('2023-11-03', 'Бета', 'физлицо')];
    const silent = {
      ...natural,
      changes,
      charges: (natural.charges ?? []).filter((_, index) => index !== 2),
    };
    expect(credits(lowered(silent), '2023-12-01')).toEqual([]);
  });
});

describe('«Списания»: what happened to a charge (rule 9)', () => {
  const told = (now: string, tabs: Tabs): readonly string[] => {
    return (referrals(now, tabs).computed['Списания'] ?? []).map(
      (row) => `${row['Учтено'] ?? '–'} ${row['Примечание'] ?? '–'}`,
    );
  };
  const legal: Tabs = { partners: [partner('Альфа', 'юрлицо')], clients: [client('К1', 'Альфа')] };
  const natural: Tabs = { partners: [partner('Альфа', 'физлицо')], clients: [client('К1', 'Альфа')] };

  test.each([
    ['2023-10-31T23:59:59+03:00', '– будет учтено 01.11.2023'],
    ['2023-11-01T00:00:00+03:00', '2023-10 –'],
  ])('юрлицо at %s: %s', (now, expected) => {
    expect(told(now, { ...legal, charges: [charge('2023-10-10', 'К1', 1000)] })).toEqual([expected]);
  });

  test.each<[string, Tabs, readonly string[]]>([
    [
      'a month with a result of 0: no line, and a note',
      { ...legal, charges: [charge('2023-10-10', 'К1', 1000), charge('2023-10-20', 'К1', -1000)] },
      ['– за 2023-10 вышло 0,00: начисления нет', '– за 2023-10 вышло 0,00: начисления нет'],
    ],
    [
      'юрлицо, then физлицо: each month by its own tariff',
      {
        ...legal,
        charges: [
          charge('2023-10-10', 'К1', 1000),
          charge('2023-11-20', 'К1', 4000),
          charge('2023-12-20', 'К1', 2000),
          charge('2024-01-20', 'К1', 2000),
        ],
        changes: [change('2023-11-05', 'Альфа', 'физлицо')],
      },
      ['2023-10 –', '2023-12 –', '2023-12 –', '– вознаграждение за клиента уже начислено за 2023-12'],
    ],
    [
      'физлицо, then юрлицо: charges that did not reach the threshold before the change never will',
      {
        ...natural,
        charges: [charge('2023-10-10', 'К1', 1000), charge('2024-01-20', 'К1', 2000)],
        changes: [change('2023-12-05', 'Альфа', 'юрлицо')],
      },
      ['– до смены тарифа 05.12.2023', '2024-01 –'],
    ],
    [
      'a charge on the day of the change counts under the new tariff',
      {
        ...legal,
        charges: [charge('2023-12-04', 'К1', 6000), charge('2023-12-05', 'К1', 5000)],
        changes: [change('2023-12-05', 'Альфа', 'физлицо')],
      },
      ['– до смены тарифа 05.12.2023', '2023-12 –'],
    ],
  ])('%s', (_, tabs, expected) => {
    expect(told('2024-02-10', tabs)).toEqual(expected);
  });
});

describe('late changes of a closed month with a result of 0', () => {
  const tabs: Tabs = {
    partners: [partner('Альфа', 'юрлицо')],
    clients: [client('К1', 'Альфа')],
    charges: [charge('2023-10-10', 'К1', 1000), charge('2023-10-30', 'К1', -1000, { Подтверждено: false })],
  };
  test('every charge of the month names the day of the correction', () => {
    const book = workbook(tabs);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = {
      ...tabs,
      charges: [...(tabs.charges ?? []).slice(0, 1), charge('2023-10-30', 'К1', -1000)],
    };
    const outcome = book.recompute('2023-12-02');
    expect(lines(outcome)).toEqual([
      '2023-11-01 2023-10 Альфа К1 процент 1000 150',
      '2023-12-01 2023-10 Альфа К1 корректировка -1000 -150',
    ]);
    const note = 'месяц закрыт: разница — корректировкой от 01.12.2023';
    expect(column(outcome, 'Списания', 'Примечание')).toEqual([note, note]);
    expect(column(outcome, 'Списания', 'Учтено')).toEqual(['2023-10', '2023-10']);
  });
});

describe('обнуление of a closed month', () => {
  const tabs: Tabs = {
    partners: [partner('Альфа', 'юрлицо', { 'Прежние условия': true })],
    clients: [client('К1', 'Альфа')],
    charges: [charge('2023-09-20', 'К1', 30_000)],
    changes: [change('2023-10-20', 'Альфа', 'физлицо')],
    withdrawals: [withdrawal('2023-10-10', 'Альфа', 2500)],
  };
  const closed = (): Workbook => {
    const book = workbook(tabs);
    book.act('closeMonth', '2023-11-05', '2023-10');
    return book;
  };
  test('takes what is left after withdrawals', () => {
    const outcome = closed().recompute('2023-11-06');
    expect(lines(outcome)).toEqual([
      '2023-10-01 2023-09 Альфа К1 процент 30000 4500',
      '2023-10-20 – Альфа – обнуление – -2000',
    ]);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({
      Начислено: 4500,
      Обнулено: -2000,
      Выведено: 2500,
      Баланс: 0,
    });
  });
  test.each([
    ['no correction before the day of corrections', '2023-11-30', [], 0],
    [
      'a late charge and what would have been zeroed of it are corrected, under the tariff of that time',
      '2023-12-01',
      [
        '2023-12-01 2023-09 Альфа К1 корректировка 1000 150 юрлицо',
        '2023-12-01 2023-10 Альфа – корректировка – -150 юрлицо',
      ],
      0,
    ],
  ])('%s', (_, now, corrections, balance) => {
    const book = closed();
    book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), charge('2023-09-21', 'К1', 1000)] };
    const outcome = book.recompute(now);
    const tariffs = (outcome.outputs['Начисления'] ?? []).map((line) => line['Тариф']);
    expect(
      lines(outcome)
        .map((line, index) => `${line} ${String(tariffs[index])}`)
        .filter((line) => line.includes('корректировка')),
    ).toEqual(corrections);
    expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(balance);
  });
  test('once closed, such a correction counts as credit, not as обнуление, and is not booked again', () => {
    const book = closed();
    book.tabs = { ...tabs, charges: [...(tabs.charges ?? []), charge('2023-09-21', 'К1', 1000)] };
    book.act('closeMonth', '2023-12-05', '2023-11');
    const outcome = book.act('closeMonth', '2024-01-05', '2023-12').outcome;
    expect(lines(outcome)).toHaveLength(4);
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Начислено: 4500, Обнулено: -2000, Баланс: 0 });
    expect(lines(book.recompute('2024-03-05'))).toEqual(lines(outcome));
  });
});

test('references are found in any spelling; rows that name a row in error are in error too', () => {
  const outcome = referrals('2023-12-10', {
    partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'юрлицо', { Email: 'не адрес' })],
    clients: [client('К1', 'Альфа'), client('К2', 'нет такого'), client('К3', 'Бета')],
    charges: [
      charge('2023-10-10', 'К1', 1000),
      charge('2023-10-10', ' к1 ', 1000),
      charge('2023-10-10', 'К2', 1),
      charge('2023-10-10', 'К9', 1),
    ],
    withdrawals: [withdrawal('2023-11-10', 'АЛЬФА', 10), withdrawal('2023-11-10', 'Бета', 10)],
  });
  expect(lines(outcome)).toEqual(['2023-11-01 2023-10 Альфа К1 процент 2000 300']);
  expect(outcome.problems.slice(1)).toEqual([
    'Клиенты!3[Промокод]: партнёра с таким промокодом нет',
    'Клиенты!4[Промокод]: эта строка ссылается на строку 3 вкладки «Партнёры», а в той ошибка',
    'Списания!4[Клиент]: эта строка ссылается на строку 3 вкладки «Клиенты», а в той ошибка',
    'Списания!5[Клиент]: такого клиента нет',
    'Выводы!3[Партнёр]: эта строка ссылается на строку 3 вкладки «Партнёры», а в той ошибка',
  ]);
});

test('days in the distant past and future work as well', () => {
  for (const [date, used] of [
    ['1985-06-10', '1985-06'],
    ['2061-02-28', '2061-02'],
  ] as const) {
    const year = Number(date.slice(0, 4));
    const outcome = referrals(`${year}-12-10`, {
      partners: [partner('Альфа', 'юрлицо', { 'Дата регистрации': day(`${year}-01-01`) })],
      clients: [client('К1', 'Альфа', { 'Дата регистрации': day(`${year}-01-01`) })],
      charges: [charge(date, 'К1', 1000)],
    });
    expect(column(outcome, 'Списания', 'Учтено')).toEqual([used]);
  }
});
