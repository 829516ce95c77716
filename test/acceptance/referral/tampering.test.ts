// Edits of closed lines and of the log of closings, end to end: how they are reported and repaired (rule 8).
import { describe, expect, test } from '@jest/globals';
import { messageOf } from '../../bundle/failures.js';
import { copyOf } from '../../bundle/open.js';
import { allCells, columnOf, put, table } from '../../bundle/tables.js';
import { linesOf } from '../support.js';
import { day } from './oracle/cells.js';
import { type Book, ledger, run } from './support.js';
import { OCT1, OCT3, filed, closed, twice, late, faults } from './closed.js';

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
        String(row['Итог']).includes('восстановлены прежние, отпечаток сходится'),
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
