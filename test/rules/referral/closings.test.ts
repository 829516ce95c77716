// Rule 8: closing of months, fingerprints, and corrections of closed lines.
import { describe, expect, test } from '@jest/globals';
import { sha256Hex } from '../../../src/rules/hash.js';
import { day } from '../harness.js';
import { balanceOf, change, charge, client, lines, partner, type Workbook, workbook } from './fixtures.js';
import {
  add,
  base,
  closedBook,
  closedLines,
  NOVEMBER,
  OCTOBER,
  SEPTEMBER,
  withCharge,
} from './closed-book.js';

describe('«Закрыть месяц…»', () => {
  test('closes the month and those before it, and logs it', () => {
    const book = workbook(base);
    expect(closedLines(book.recompute('2023-11-05'))).toEqual([]);
    const { plan, outcome } = book.act('closeMonth', '2023-11-05', '2023-10');
    expect(plan.message).toBe('Месяц 2023-10 закрыт: 4 строки на 3\u00a0900\u00a0₽.');
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(outcome.problems).toEqual([]);
    expect(book.closings).toEqual([
      {
        Месяц: '2023-10',
        Закрыт: day('2023-11-05') + 0.5,
        Строк: 4,
        Сумма: 3900,
        Отпечаток: expect.stringMatching(/^[0-9a-f]{64}$/),
        Условия:
          'Ставка юрлица, %: 15; Срок юрлица, месяцев: 24; Вознаграждение физлица: 3000; Порог физлица: 5000; Обучение обязательно: да; Минимум вывода юрлица: 2000; Клиентов для вывода юрлица: 2',
      },
    ]);
  });

  test('the fingerprint is SHA-256 over the previous one, the month, the conditions and the lines', () => {
    const book = workbook({ ...base, charges: [charge('2023-10-10', 'К1', 2000)] });
    book.act('closeMonth', '2023-11-05', '2023-10');
    const [row] = book.closings;
    const line = ['2023-11-01', '2023-10', 'Альфа', 'К1', 'юрлицо', 'процент', 200_000, 30_000];
    expect(row?.['Отпечаток']).toBe(
      sha256Hex(['', '2023-10', row?.['Условия'], JSON.stringify(line)].join('\n')),
    );
    add(book, charge('2023-11-10', 'К1', 4000));
    book.act('closeMonth', '2023-12-05', '2023-11');
    const next = ['2023-12-01', '2023-11', 'Альфа', 'К1', 'юрлицо', 'процент', 400_000, 60_000];
    expect(book.closings[1]?.['Отпечаток']).toBe(
      sha256Hex([row?.['Отпечаток'], '2023-11', row?.['Условия'], JSON.stringify(next)].join('\n')),
    );
  });

  test('works without a previous recompute', () => {
    const { outcome } = workbook(base).act('closeMonth', '2023-11-05', '2023-10');
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(outcome.problems).toEqual([]);
  });

  test('after edits since the last recompute the current result is closed', () => {
    const book = workbook(base);
    book.recompute('2023-11-05');
    withCharge(book, 1, { Сумма: 2500 });
    const { outcome } = book.act('closeMonth', '2023-11-05', '2023-10');
    expect(closedLines(outcome)).toContain('2023-11-01 2023-10 Альфа К1 процент 2500 375');
    expect(outcome.problems).toEqual([]);
    expect(book.recompute('2023-11-06').problems).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      '2023-10',
      '2023-10-31T23:59:59+03:00',
      'Месяц 2023-10 ещё нельзя закрыть: начисление за него — 01.11.2023, закрыть можно с этого дня.',
    ],
    ['2023-13', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
    ['октябрь', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
    ['9999-12', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
    ['', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
  ])('refuses %s at %s', (month, now, message) => {
    expect(() => workbook(base).act('closeMonth', now, month)).toThrow(message);
  });

  test('closing is possible from 00:00 of the credit day on', () => {
    expect(workbook(base).act('closeMonth', '2023-11-01T00:00:00+03:00', '2023-10').plan.message).toContain(
      '4 строки',
    );
  });

  test.each(['2023-10', '2023-09'])('refuses %s once October is closed', (month) => {
    expect(() => closedBook().act('closeMonth', '2023-12-05', month)).toThrow(
      `Месяц ${month} уже закрыт: последний закрытый — 2023-10.`,
    );
  });

  test('an empty month is closed with no lines', () => {
    const book = workbook({ ...base, charges: [] });
    expect(book.act('closeMonth', '2023-11-05', '2023-10').plan.message).toContain('0 строк');
    expect(book.recompute('2023-12-05').problems).toEqual([]);
  });

  test('обнуление is closed with the month in which it falls', () => {
    const book = workbook({
      ...base,
      changes: [change('2023-10-20', 'Альфа', 'физлицо'), change('2023-11-20', 'Бета', 'юрлицо')],
    });
    const { outcome } = book.act('closeMonth', '2023-12-05', '2023-10');
    expect(closedLines(outcome).filter((line) => line.includes('обнуление'))).toEqual([
      '2023-10-20 – Альфа – обнуление – -150',
    ]);
    expect(lines(outcome).filter((line) => line.includes('обнуление'))).toHaveLength(2);
  });
});

describe('a closed line never changes', () => {
  const edits: [string, (book: Workbook) => void, readonly string[]][] = [
    [
      'a late refund',
      (book) => add(book, charge('2023-10-30', 'К1', -500)),
      ['2023-12-01 2023-10 Альфа К1 корректировка -500 -75'],
    ],
    [
      'a late charge',
      (book) => add(book, charge('2023-09-30', 'К2', 100)),
      ['2023-12-01 2023-09 Альфа К2 корректировка 100 15'],
    ],
    [
      'a confirmation is withdrawn',
      (book) => withCharge(book, 1, { Подтверждено: false }),
      ['2023-12-01 2023-10 Альфа К1 корректировка -2000 -300'],
    ],
    [
      'a charge moved to another month',
      (book) => withCharge(book, 1, { Дата: day('2023-09-25') }),
      [
        '2023-12-01 2023-09 Альфа К1 корректировка 2000 300',
        '2023-12-01 2023-10 Альфа К1 корректировка -2000 -300',
      ],
    ],
    [
      'a client moved to another partner',
      (book) => {
        book.tabs = {
          ...book.tabs,
          clients: (book.tabs.clients ?? []).map((row) =>
            row['Клиент'] === 'К2' ? client('К2', 'Гамма') : row,
          ),
          partners: [...(book.tabs.partners ?? []), partner('Гамма', 'юрлицо')],
        };
      },
      [
        '2023-12-01 2023-10 Альфа К2 корректировка -3000 -450',
        '2023-12-01 2023-10 Гамма К2 корректировка 3000 450',
      ],
    ],
    [
      'a client deleted',
      (book) => {
        book.tabs = {
          ...book.tabs,
          clients: (book.tabs.clients ?? []).filter((row) => row['Клиент'] !== 'К2'),
          charges: (book.tabs.charges ?? []).filter((row) => row['Клиент'] !== 'К2'),
        };
      },
      ['2023-12-01 2023-10 Альфа К2 корректировка -3000 -450'],
    ],
    [
      'a физлицо below the threshold after all',
      (book) => add(book, charge('2023-10-31', 'К3', -2000)),
      ['2023-12-01 2023-10 Бета К3 корректировка -6000 -3000'],
    ],
    ['a charge of an open month: no correction', (book) => add(book, charge('2023-11-20', 'К2', 200)), []],
  ];

  test.each(edits)('%s: closed lines stay, only corrections are added', (_, edit, corrections) => {
    const book = closedBook();
    edit(book);
    const outcome = book.recompute('2023-12-10');
    expect(outcome.problems).toEqual([]);
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(lines(outcome).filter((line) => line.includes('корректировка'))).toEqual(corrections);
    // A second recompute changes nothing.
    expect(lines(book.recompute('2023-12-10'))).toEqual(lines(outcome));
  });

  test('the correction is booked from its day on; «Списания» announce it before', () => {
    const book = closedBook();
    add(book, charge('2023-10-30', 'К1', -500));
    const before = book.recompute('2023-11-30T23:59:59+03:00');
    expect(lines(before)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(before.computed['Списания']?.at(-1)).toEqual({
      Учтено: null,
      Примечание: 'месяц закрыт: разница войдёт в корректировку 01.12.2023',
    });
    const after = book.recompute('2023-12-01T00:00:00+03:00');
    expect(lines(after)).toContain('2023-12-01 2023-10 Альфа К1 корректировка -500 -75');
    expect(after.computed['Списания']?.at(-1)).toEqual({
      Учтено: '2023-10',
      Примечание: 'месяц закрыт: разница — корректировкой от 01.12.2023',
    });
    expect(balanceOf(after, 'Альфа')['Баланс']).toBe(150 + 300 + 450 - 75 + 600);
  });

  test('closed corrections count for the next correction', () => {
    const book = closedBook();
    add(book, charge('2023-10-30', 'К1', -500));
    book.act('closeMonth', '2023-12-10', '2023-11');
    const CORRECTION = '2023-12-01 2023-10 Альфа К1 корректировка -500 -75';
    expect(closedLines(book.recompute('2023-12-20'))).toEqual([SEPTEMBER, ...OCTOBER, CORRECTION, NOVEMBER]);
    // The refund is taken back: a second correction, after November's credit day.
    withCharge(book, 5, { Подтверждено: false });
    const outcome = book.recompute('2024-01-10');
    expect(outcome.problems).toEqual([]);
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER, CORRECTION, NOVEMBER]);
    expect(lines(outcome).at(-1)).toBe('2024-01-01 2023-10 Альфа К1 корректировка 500 75');
  });

  test('several months closed at once', () => {
    const book = workbook(base);
    book.act('closeMonth', '2024-01-10', '2023-12');
    add(book, charge('2023-10-30', 'К1', 100));
    expect(lines(book.recompute('2024-02-10')).at(-1)).toBe(
      '2024-02-01 2023-10 Альфа К1 корректировка 100 15',
    );
  });
});

test('a partner deleted: closed lines stay and are corrected, and «Балансы» still show the name', () => {
  const book = closedBook();
  book.tabs = {
    ...book.tabs,
    partners: (book.tabs.partners ?? []).filter((row) => row['Партнёр'] !== 'Бета'),
    clients: (book.tabs.clients ?? []).filter((row) => row['Клиент'] !== 'К3'),
    charges: (book.tabs.charges ?? []).filter((row) => row['Клиент'] !== 'К3'),
  };
  const before = book.recompute('2023-11-20');
  expect(balanceOf(before, 'Бета')).toMatchObject({
    Тариф: null,
    Начислено: 3000,
    Баланс: 3000,
    Доступно: 0,
  });
  const after = book.recompute('2023-12-10');
  expect(lines(after)).toContain('2023-12-01 2023-10 Бета К3 корректировка -6000 -3000');
  expect(balanceOf(after, 'Бета')).toMatchObject({ Начислено: 0, Баланс: 0 });
});
