// Closing of months end to end: what is frozen, what becomes a correction, and how tampering is reported
// (rule 8).
import { describe, expect, test } from '@jest/globals';
import { messageOf } from '../../bundle/failures.js';
import { connected, copyOf } from '../../bundle/open.js';
import { allCells, columnOf, put, table } from '../../bundle/tables.js';
import type { RawCell } from '../cells.js';
import { linesOf } from '../support.js';
import { day } from './oracle/cells.js';
import type { Tables } from './oracle/terms.js';
import { bookOf, type Book, fill, ledger, run, set } from './support.js';

const partners: Tables['partners'] = [
  {
    Партнёр: 'Альфа',
    Тариф: 'юрлицо',
    'Дата регистрации': day('2023-09-01'),
    Промокод: 'a',
    Email: 'a@x.ru',
    'Договор подписан': day('2023-10-01'),
  },
  {
    Партнёр: 'Фёдоров',
    Тариф: 'физлицо',
    'Дата регистрации': day('2023-09-01'),
    Промокод: 'f',
    Email: 'f@x.ru',
  },
];
const clients: Tables['clients'] = [
  { Клиент: 'К1', Промокод: 'a', 'Дата регистрации': day('2023-09-15'), Обучен: true },
  { Клиент: 'К2', Промокод: 'a', 'Дата регистрации': day('2023-09-30'), Обучен: true },
  { Клиент: 'К3', Промокод: 'f', 'Дата регистрации': day('2023-09-15') },
];
const charge = (date: string, client: string, sum: number, confirmed = true) => ({
  Дата: day(date),
  Клиент: client,
  Вид: 'абонентская плата',
  Сумма: sum,
  Подтверждено: confirmed,
});
const charges = [
  charge('2023-10-10', 'К1', 10_000),
  charge('2023-10-11', 'К2', 20_000, false),
  charge('2023-10-12', 'К3', 5000),
  charge('2023-11-05', 'К1', 10_000),
];
const OCT1: RawCell[] = [
  day('2023-11-01'),
  '2023-10',
  'Альфа',
  'К1',
  'юрлицо',
  'процент',
  10_000,
  1500,
  'да',
];
const OCT3: RawCell[] = [
  day('2023-11-01'),
  '2023-10',
  'Фёдоров',
  'К3',
  'физлицо',
  'разовое',
  5000,
  3000,
  'да',
];
const correction = (date: string, client: string, base: number, sum: number, closed = 'нет'): RawCell[] => [
  day(date),
  '2023-10',
  'Альфа',
  client,
  'юрлицо',
  'корректировка',
  base,
  sum,
  closed,
];
/** A workbook read from a file, for tests that save it. */
const filed = (): Book => connected('referral');
const start = (book?: Book): Book => bookOf({ partners, clients, charges }, {}, book);
/** October is closed on 5 November without a recompute before. */
function closed(from?: Book): Book {
  const book = start(from);
  run(book, '2023-11-05 10:00', 'closeMonth', '2023-10');
  return book;
}
/**
 * Afterwards: a late confirmation and a late refund for October, November at another rate, and November
 * closed.
 */
function twice(from?: Book): Book {
  const book = closed(from);
  late(book);
  set(book, 'rate', 20);
  run(book, '2023-12-02 10:00', 'closeMonth', '2023-11');
  return book;
}
function late(book: Book): void {
  fill(book, 'charges', [
    ...charges.map((one) => ({ ...one, Подтверждено: true })),
    charge('2023-10-15', 'К1', -1000),
  ]);
}
const faults = (book: Book) =>
  table(book, 'Ошибки').map(
    (line) => `${String(line['Вкладка'])}/${String(line['Строка'])}: ${String(line['Что не так'])}`,
  );
const log = (book: Book) => table(book, 'Закрытые месяцы');

describe('a closing', () => {
  test('freezes every line of the month and logs it', () => {
    const book = closed();
    expect(ledger(book)).toEqual([OCT1, OCT3]);
    expect(log(book)).toHaveLength(1);
    expect(log(book)[0]).toMatchObject({ Месяц: '2023-10', Строк: 2, Сумма: 4500 });
    expect(String(log(book)[0]?.['Отпечаток'])).toMatch(/^[0-9a-f]{64}$/);
    expect(log(book)[0]?.['Закрыт']).toBeCloseTo(day('2023-11-05') + 10 / 24, 4);
    expect(faults(book)).toEqual([]);
  });

  test.each(['2023-11', '2023-12', '2024-01'])('refuses %s, which has not been credited', (month) => {
    const book = start();
    expect(messageOf(() => run(book, '2023-11-05 10:00', 'closeMonth', month))).toContain('нельзя');
    expect(log(book)).toEqual([]);
  });
  test('is possible on the credit day itself, and only once', () => {
    const book = start();
    run(book, '2023-11-01 00:00', 'closeMonth', '2023-10');
    expect(ledger(book)).toEqual([OCT1, OCT3]);
    for (const month of ['2023-10', '2023-09'])
      expect(messageOf(() => run(book, '2023-11-05 10:00', 'closeMonth', month))).toContain('закрыт');
    expect(log(book)).toHaveLength(1);
  });
  test.each(['', '10.2023', '2023-13', 'октябрь'])('refuses «%s»', (month) => {
    expect(messageOf(() => run(start(), '2023-11-05 10:00', 'closeMonth', month))).toContain('ГГГГ-ММ');
  });
  test('includes all earlier months, even empty ones', () => {
    const book = start();
    run(book, '2023-12-05 10:00', 'closeMonth', '2023-11');
    expect(ledger(book).map((line) => line[8])).toEqual(['да', 'да', 'да']);
    expect(log(book)).toMatchObject([{ Месяц: '2023-11', Строк: 3, Сумма: 6000 }]);
    run(book, '2024-01-05 10:00', 'closeMonth', '2023-12');
    expect(log(book)[1]).toMatchObject({ Месяц: '2023-12', Строк: 0, Сумма: 0 });
    expect(faults(book)).toEqual([]);
  });
  test('leaves nothing to change for a second recompute, even after saving and reopening', () => {
    for (const made of [closed(filed()), twice(filed())]) {
      const now = made.values('Закрытые месяцы').length > 2 ? '2023-12-02 10:00' : '2023-11-05 10:00';
      run(made, now);
      const before = allCells(made, 'Журнал', 'Лист1');
      run(made, now);
      expect(allCells(made, 'Журнал', 'Лист1')).toEqual(before);
      const reopened = copyOf(made);
      run(reopened, now);
      expect(allCells(reopened, 'Журнал', 'Лист1')).toEqual(before);
      expect(faults(reopened)).toEqual([]);
    }
  });
});

describe('what changes after a closing', () => {
  test('a late refund and confirmation become corrections on the day of corrections', () => {
    const book = closed();
    late(book);
    run(book, '2023-11-30 23:59');
    expect(ledger(book)).toEqual([OCT1, OCT3]);
    run(book, '2023-12-01 00:00');
    expect(ledger(book)).toEqual([
      OCT1,
      OCT3,
      correction('2023-12-01', 'К1', -1000, -150),
      [day('2023-12-01'), '2023-11', 'Альфа', 'К1', 'юрлицо', 'процент', 10_000, 1500, 'нет'],
      correction('2023-12-01', 'К2', 20_000, 3000),
    ]);
    const [alpha] = table(book, 'Балансы');
    expect(alpha).toMatchObject({
      Партнёр: 'Альфа',
      'Клиентов с оплатой': 2,
      Начислено: 5850,
      Баланс: 5850,
      'Доступно с': day('2023-12-01'),
    });
    expect(faults(book)).toEqual([]);
  });
  test('settings apply to open months only', () => {
    const book = closed();
    for (const [key, value] of [
      ['rate', 20],
      ['threshold', 9000],
      ['reward', 10],
      ['training', false],
      ['term', 1],
    ] as const)
      set(book, key, value);
    run(book, '2023-12-01 00:00');
    expect(ledger(book)).toEqual([OCT1, OCT3]);
    set(book, 'term', 24);
    run(book, '2023-12-01 00:00');
    expect(ledger(book)).toEqual([
      OCT1,
      OCT3,
      [day('2023-12-01'), '2023-11', 'Альфа', 'К1', 'юрлицо', 'процент', 10_000, 2000, 'нет'],
    ]);
  });
  test('a reward due to a threshold lowered after a closing is credited in the first open month', () => {
    const book = bookOf({ partners, clients, charges: [charge('2023-10-12', 'К3', 4000)] });
    run(book, '2023-11-05 10:00', 'closeMonth', '2023-10');
    set(book, 'threshold', 3000);
    run(book, '2023-11-30 10:00');
    expect(ledger(book)).toEqual([]);
    run(book, '2023-12-01 00:00');
    expect(ledger(book)).toEqual([
      [day('2023-12-01'), '2023-11', 'Фёдоров', 'К3', 'физлицо', 'разовое', 4000, 3000, 'нет'],
    ]);
    expect(table(book, 'Списания')[0]).toMatchObject({ Учтено: '2023-11' });
  });
  test('a second closing freezes the corrections; the next one is dated a month later, at the old rate', () => {
    const book = twice();
    const standing = [
      OCT1,
      OCT3,
      correction('2023-12-01', 'К1', -1000, -150, 'да'),
      [day('2023-12-01'), '2023-11', 'Альфа', 'К1', 'юрлицо', 'процент', 10_000, 2000, 'да'],
      correction('2023-12-01', 'К2', 20_000, 3000, 'да'),
    ];
    expect(ledger(book)).toEqual(standing);
    expect(log(book)[1]).toMatchObject({ Месяц: '2023-11', Строк: 3, Сумма: 4850 });
    fill(book, 'charges', [...charges, charge('2023-10-15', 'К1', -1000), charge('2023-10-16', 'К1', -1000)]);
    run(book, '2023-12-31 10:00');
    expect(ledger(book)).toEqual(standing);
    run(book, '2024-01-01 10:00');
    expect(ledger(book)).toEqual([
      ...standing,
      correction('2024-01-01', 'К1', -1000, -150),
      correction('2024-01-01', 'К2', -20_000, -3000),
    ]);
    expect(faults(book)).toEqual([]);
  });
  test('if a client is deleted, moved or no longer trained, its closed credit is reversed by a correction', () => {
    for (const changed of [
      clients.slice(1),
      [{ ...clients[0], Обучен: false }, ...clients.slice(1)],
      [{ ...clients[0], 'Дата регистрации': day('2023-11-01') }, ...clients.slice(1)],
    ]) {
      const book = closed();
      fill(book, 'clients', changed);
      run(book, '2023-12-01 10:00');
      expect(ledger(book).slice(0, 3)).toEqual([OCT1, OCT3, correction('2023-12-01', 'К1', -10_000, -1500)]);
      expect(faults(book).filter((one) => one.startsWith('Закрытые'))).toEqual([]);
    }
  });
  test('a refund that undoes a paid reward of a физлицо moves the reward to a later month', () => {
    const book = closed();
    fill(book, 'charges', [...charges, charge('2023-10-20', 'К3', -1), charge('2023-11-20', 'К3', 2)]);
    run(book, '2023-12-01 10:00');
    expect(ledger(book).filter((line) => line[3] === 'К3')).toEqual([
      OCT3,
      [day('2023-12-01'), '2023-10', 'Фёдоров', 'К3', 'физлицо', 'корректировка', -5000, -3000, 'нет'],
      [day('2023-12-01'), '2023-11', 'Фёдоров', 'К3', 'физлицо', 'разовое', 5001, 3000, 'нет'],
    ]);
  });
});

describe('tampering', () => {
  const edits: Readonly<Record<string, (book: Book) => void>> = {
    'a sum': (book) => {
      put(book, 'Начисления', 1, 'Сумма', 9999);
    },
    'a base': (book) => {
      put(book, 'Начисления', 1, 'База', 1);
    },
    'a client': (book) => {
      put(book, 'Начисления', 1, 'Клиент', 'К2');
    },
    'a tariff': (book) => {
      put(book, 'Начисления', 1, 'Тариф', 'физлицо');
    },
    'a partner': (book) => {
      put(book, 'Начисления', 1, 'Партнёр', 'Фёдоров');
    },
    'a line said to be a correction': (book) => {
      put(book, 'Начисления', 1, 'Основание', 'корректировка');
    },
    'a month': (book) => {
      put(book, 'Начисления', 1, 'За месяц', '2023-09');
    },
    'a month still open': (book) => {
      put(book, 'Начисления', 1, 'За месяц', '2023-12');
    },
    'a day': (book) => {
      put(book, 'Начисления', 1, 'Дата', day('2023-11-02'));
    },
    'a deleted row': (book) => {
      book.deleteRow('Начисления', 1);
    },
    'an added row': (book) => {
      const row = [...(book.values('Начисления')[1] ?? [])];
      row[columnOf(book, 'Начисления', 'Клиент')] = 'К9';
      book.insertRow('Начисления', 3, row);
    },
    'a line said to be open': (book) => {
      put(book, 'Начисления', 1, 'Закрыто', 'нет');
    },
    'a sum that is no number': (book) => {
      put(book, 'Начисления', 1, 'Сумма', 'много');
    },
    'every row deleted': (book) => {
      while (book.values('Начисления').length > 1) book.deleteRow('Начисления', 1);
    },
  };
  test.each(Object.keys(edits))('%s is reported once, and the closed lines are restored at once', (name) => {
    for (const now of ['2023-11-05 10:00', '2023-11-06 10:00']) {
      if (name === 'every row deleted' && now === '2023-11-05 10:00') continue;
      const book = closed();
      edits[name]?.(book);
      run(book, now);
      expect([now, ...faults(book)]).toEqual([now, expect.stringMatching(/^Закрытые месяцы\/2: /)]);
      expect(ledger(book)).toEqual([OCT1, OCT3]);
      const others = allCells(book, 'Журнал', 'Ошибки');
      run(book, now);
      expect(allCells(book, 'Журнал', 'Ошибки')).toEqual(others);
      expect(faults(book)).toEqual([]);
      const told = table(book, 'Журнал').map((row) =>
        String(row['Итог']).includes('восстановлены по отпечатку'),
      );
      expect(told.slice(-2)).toEqual([true, false]);
    }
  });
  test.each(Object.keys(edits).filter((name) => !/base|deleted/.test(name)))(
    '%s: restored and reported once, even if the inputs have changed since',
    (name) => {
      const book = closed();
      late(book);
      edits[name]?.(book);
      run(book, '2023-11-06 10:00');
      expect(faults(book)).toEqual([expect.stringMatching(/^Закрытые месяцы\/2: .*восстановлены/)]);
      expect(ledger(book)).toEqual([OCT1, OCT3]);
      const others = allCells(book, 'Журнал', 'Ошибки');
      run(book, '2023-11-06 10:00');
      expect(allCells(book, 'Журнал', 'Ошибки')).toEqual(others);
      expect(faults(book)).toEqual([]);
    },
  );
  test('if several lines are edited and the inputs have changed since, they stay, and so does the error', () => {
    const book = closed();
    late(book);
    edits['a sum']?.(book);
    put(book, 'Начисления', 2, 'Сумма', 9999);
    run(book, '2023-11-06 10:00');
    expect(faults(book)).toHaveLength(1);
    const standing = allCells(book, 'Журнал');
    run(book, '2023-11-06 10:00');
    expect(allCells(book, 'Журнал')).toEqual(standing);
    run(book, '2023-11-07 10:00');
    expect(faults(book)).toHaveLength(1);
    expect(messageOf(() => run(book, '2023-12-05 10:00', 'closeMonth', '2023-11'))).toContain('отпечатк');
  });
  test('sorting rows is not tampering', () => {
    const book = twice();
    book.sortRows('Начисления', columnOf(book, 'Начисления', 'Сумма'), true);
    run(book, '2023-12-02 10:00');
    expect(faults(book)).toEqual([]);
    expect(ledger(book).slice(0, 2)).toEqual([OCT1, OCT3]);
  });
  test.each(['Сумма', 'Строк', 'Отпечаток', 'Месяц'])('an edited «%s» in the log is reported', (header) => {
    const book = closed();
    put(
      book,
      'Закрытые месяцы',
      1,
      header,
      header === 'Месяц' ? '2023-09' : header === 'Отпечаток' ? 'abc' : 1,
    );
    run(book, '2023-11-06 10:00');
    expect(faults(book).length).toBeGreaterThan(0);
  });
  test('a deleted row of the log is reported, the first as well as the last', () => {
    for (const row of [1, 2]) {
      const book = twice();
      book.deleteRow('Закрытые месяцы', row);
      run(book, '2023-12-03 10:00');
      expect(faults(book).length).toBeGreaterThan(0);
    }
  });
  test('tampering is still reported after saving and reopening the workbook', () => {
    const book = closed(filed());
    edits['a sum']?.(book);
    const again = copyOf(book);
    run(again, '2023-11-06 10:00');
    expect(faults(again)).toHaveLength(1);
    expect(linesOf(again, 'Начисления')[0]).toMatchObject({ Сумма: 1500 });
  });
});
