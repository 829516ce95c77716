// Rule 8: edits by hand of closed lines or of the log of closings are reported, and what can be restored is
// restored.
import { describe, expect, test } from '@jest/globals';
import type { Typed } from '../harness.js';
import { balanceOf, charge, type Workbook } from './fixtures.js';
import { add, closedBook, closedLines, OCTOBER, SEPTEMBER } from './closed-book.js';

describe('edits of closed months are reported', () => {
  const later = '2023-12-10';
  const tamper: [string, (book: Workbook) => void][] = [
    [
      'a sum is edited',
      (book) => (book.ledger = book.ledger.map((row, index) => (index === 1 ? { ...row, Сумма: 999 } : row))),
    ],
    [
      'a base is edited',
      (book) => (book.ledger = book.ledger.map((row, index) => (index === 1 ? { ...row, База: 1 } : row))),
    ],
    [
      'a name is edited',
      (book) =>
        (book.ledger = book.ledger.map((row, index) => (index === 1 ? { ...row, Партнёр: 'Бета' } : row))),
    ],
    ...(
      [
        ['Тариф', 'юрлицо'],
        ['За месяц', '2023-09'],
        ['Клиент', 'К2'],
      ] as const
    ).map(([header, value]): [string, (book: Workbook) => void] => [
      `«${header}» is edited`,
      (book) => {
        const [line] = book.ledger.slice(-1);
        expect(line?.[header]).not.toBe(value);
        book.ledger = [...book.ledger.slice(0, -1), { ...line, [header]: value }];
      },
    ]),
    ['a line is deleted', (book) => (book.ledger = book.ledger.filter((_, index) => index !== 2))],
    ['a line is added', (book) => (book.ledger = [...book.ledger, book.ledger[0] ?? {}])],
    [
      'a line becomes unreadable',
      (book) =>
        (book.ledger = book.ledger.map((row, index) => (index === 0 ? { ...row, Дата: 'вчера' } : row))),
    ],
    [
      '«Закрыто» is emptied',
      (book) =>
        (book.ledger = book.ledger.map((row, index) => (index === 0 ? { ...row, Закрыто: '' } : row))),
    ],
    ['every line is deleted', (book) => (book.ledger = [])],
  ];

  test.each(tamper)('%s: one line in «Ошибки», the closed lines are restored', (_, edit) => {
    const book = closedBook();
    edit(book);
    const outcome = book.recompute(later);
    expect(outcome.problems.filter((text) => text.startsWith('Закрытые месяцы'))).toEqual([
      'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 были изменены или стёрты; восстановлены прежние, отпечаток сходится',
    ]);
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(book.recompute(later).problems).toEqual([]);
  });

  test('of several edited lines those that the rules no longer give stay as they are, and so does the error', () => {
    const book = closedBook();
    add(book, charge('2023-10-30', 'К1', -500));
    book.ledger = book.ledger.map((row, index) =>
      index === 1 ? { ...row, Сумма: 999 } : index === 2 ? { ...row, Сумма: 450.5 } : row,
    );
    for (let run = 0; run < 2; run += 1) {
      const outcome = book.recompute(later);
      expect(outcome.problems).toEqual([
        'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 не сходятся с отпечатком: 4 строки на 4\u00a0599,50, при закрытии — 4 на 3\u00a0900',
      ]);
      expect(closedLines(outcome)).toContain('2023-11-01 2023-10 Альфа К1 процент 2000 999');
      // The sum of what the rules give does not change.
      expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(150 + 300 + 450 - 75 + 600);
    }
    expect(() => book.act('closeMonth', later, '2023-11')).toThrow(
      'Прежние закрытия не сходятся с отпечатками',
    );
  });

  const AMENDED = 'строка закрытия за 2023-10 изменена; считается по прежней';
  const logEdits: [string, (row: Typed) => Typed, string][] = [
    ['fingerprint', (row) => ({ ...row, Отпечаток: 'f'.repeat(64) }), 'не сходятся с отпечатком'],
    ['number of lines', (row) => ({ ...row, Строк: 5 }), `[Строк]: ${AMENDED}`],
    ['sum', (row) => ({ ...row, Сумма: 3900.01 }), `[Сумма]: ${AMENDED}`],
    [
      'conditions',
      (row) => ({ ...row, Условия: String(row['Условия']).replace('15', '16') }),
      `[Условия]: ${AMENDED}`,
    ],
    ['month', (row) => ({ ...row, Месяц: '2023-09' }), 'не сходятся с отпечатком'],
    ['month, far away', (row) => ({ ...row, Месяц: '9999-12' }), 'месяц закрытия не читается'],
    ['month, too far away', (row) => ({ ...row, Месяц: 'октябрь' }), 'месяц закрытия не читается'],
  ];
  test.each(logEdits)('an edit of the log is reported: %s', (_, edit, what) => {
    const book = closedBook();
    book.closings = book.closings.map(edit);
    const problems = book.recompute(later).problems.filter((text) => text.startsWith('Закрытые месяцы!2'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(what);
  });

  test('of two closings only the edited one is reported', () => {
    const book = closedBook();
    book.act('closeMonth', '2023-12-10', '2023-11');
    book.closings = book.closings.map((row, index) =>
      index === 0 ? { ...row, Отпечаток: '0'.repeat(64) } : row,
    );
    const problems = book.recompute('2023-12-20').problems;
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('Закрытые месяцы!2');
    const other = closedBook();
    other.act('closeMonth', '2023-12-10', '2023-11');
    other.ledger = other.ledger.map((row) => (row['За месяц'] === '2023-11' ? { ...row, Сумма: 1 } : row));
    expect(other.recompute('2023-12-20').problems).toEqual([
      'Закрытые месяцы!3[Отпечаток]: закрытые строки за 2023-11 были изменены или стёрты; восстановлены прежние, отпечаток сходится',
    ]);
  });

  test('sorting «Начисления» is not tampering', () => {
    const book = closedBook();
    book.ledger = [...book.ledger].reverse();
    expect(book.recompute(later).problems).toEqual([]);
  });
});
