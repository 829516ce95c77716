// Closing of months end to end: what is frozen and what becomes a correction (rule 8).
import { describe, expect, test } from '@jest/globals';
import { messageOf } from '../../bundle/failures.js';
import { copyOf } from '../../bundle/open.js';
import { allCells, columnOf, table } from '../../bundle/tables.js';
import { day } from './oracle/cells.js';
import { bookOf, fill, ledger, run, set } from './support.js';
import {
  partners,
  clients,
  charge,
  charges,
  OCT1,
  OCT3,
  correction,
  filed,
  start,
  closed,
  twice,
  late,
  faults,
  log,
} from './closed.js';

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
  test('adds the columns that a log of the five columns of the specification lacks', () => {
    const book = start();
    book.deleteColumn('Закрытые месяцы', columnOf(book, 'Закрытые месяцы', 'Условия'));
    run(book, '2023-11-05 10:00');
    expect(faults(book)).toEqual([]);
    run(book, '2023-11-05 10:00', 'closeMonth', '2023-10');
    expect(log(book)[0]?.['Условия']).toMatch(/\S/);
    run(book, '2023-11-05 10:00');
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
