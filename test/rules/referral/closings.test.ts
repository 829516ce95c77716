// Rule 8: closing of months, fingerprints, corrections; settings changed after a closing.
import { describe, expect, test } from '@jest/globals';
import { sha256Hex } from '../../../src/rules/hash.js';
import type { Outcome, Typed } from '../harness.js';
import { day } from '../harness.js';
import {
  balanceOf,
  change,
  charge,
  client,
  ledgerOf,
  lines,
  partner,
  type Tabs,
  withdrawal,
  type Workbook,
  workbook,
} from './fixtures.js';

const base: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Бета')],
  charges: [
    charge('2023-09-20', 'К1', 1000),
    charge('2023-10-10', 'К1', 2000),
    charge('2023-10-12', 'К2', 3000),
    charge('2023-10-15', 'К3', 6000),
    charge('2023-11-10', 'К1', 4000),
  ],
};
const SEPTEMBER = '2023-10-01 2023-09 Альфа К1 процент 1000 150';
const OCTOBER = [
  '2023-11-01 2023-10 Альфа К1 процент 2000 300',
  '2023-11-01 2023-10 Альфа К2 процент 3000 450',
  '2023-11-01 2023-10 Бета К3 разовое 6000 3000',
];
const NOVEMBER = '2023-12-01 2023-11 Альфа К1 процент 4000 600';

const closedLines = (outcome: Outcome): readonly string[] => {
  const all = lines(outcome);
  return ledgerOf(outcome).flatMap((line, index) => (line['Закрыто'] === 'да' ? [all[index] ?? ''] : []));
};
const add = (book: Workbook, ...charges: readonly Typed[]): void => {
  book.tabs = { ...book.tabs, charges: [...(book.tabs.charges ?? []), ...charges] };
};
const withCharge = (book: Workbook, index: number, more: Typed): void => {
  book.tabs = {
    ...book.tabs,
    charges: (book.tabs.charges ?? []).map((row, at) => (at === index ? { ...row, ...more } : row)),
  };
};
/** Recomputed on 5 November, October closed on that day. */
function closedBook(): Workbook {
  const book = workbook(base);
  book.recompute('2023-11-05');
  book.act('closeMonth', '2023-11-05', '2023-10');
  return book;
}

describe('«Закрыть месяц…»', () => {
  test('freezes the month and those before it, and logs it', () => {
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

  test('without a recompute before it', () => {
    const { outcome } = workbook(base).act('closeMonth', '2023-11-05', '2023-10');
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(outcome.problems).toEqual([]);
  });

  test('with inputs edited since the last recompute: what is closed is what the rules give now', () => {
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
      'Месяц 2023-10 ещё нельзя закрыть: за него начислят 01.11.2023.',
    ],
    ['2023-13', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
    ['октябрь', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
    ['9999-12', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
    ['', '2023-11-05', 'Впишите месяц в виде ГГГГ-ММ, например 2023-10.'],
  ])('refuses %s at %s', (month, now, message) => {
    expect(() => workbook(base).act('closeMonth', now, month)).toThrow(message);
  });

  test('closes from 00:00 of the credit day on', () => {
    expect(workbook(base).act('closeMonth', '2023-11-01T00:00:00+03:00', '2023-10').plan.message).toContain(
      '4 строки',
    );
  });

  test.each(['2023-10', '2023-09'])('refuses %s once October is closed', (month) => {
    expect(() => closedBook().act('closeMonth', '2023-12-05', month)).toThrow(
      `Месяц ${month} уже закрыт: последний закрытый — 2023-10.`,
    );
  });

  test('an empty month closes with no lines', () => {
    const book = workbook({ ...base, charges: [] });
    expect(book.act('closeMonth', '2023-11-05', '2023-10').plan.message).toContain('0 строк');
    expect(book.recompute('2023-12-05').problems).toEqual([]);
  });

  test('обнуление is closed with the month of its day', () => {
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
      'a confirmation taken back',
      (book) => withCharge(book, 1, { Подтверждено: false }),
      ['2023-12-01 2023-10 Альфа К1 корректировка -2000 -300'],
    ],
    [
      'another amount, another month',
      (book) => withCharge(book, 1, { Дата: day('2023-09-25') }),
      [
        '2023-12-01 2023-09 Альфа К1 корректировка 2000 300',
        '2023-12-01 2023-10 Альфа К1 корректировка -2000 -300',
      ],
    ],
    [
      'a client handed to another partner',
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
    ['charges of an open month', (book) => add(book, charge('2023-11-20', 'К2', 200)), []],
  ];

  test.each(edits)('%s becomes a correction of its own', (_, edit, corrections) => {
    const book = closedBook();
    edit(book);
    const outcome = book.recompute('2023-12-10');
    expect(outcome.problems).toEqual([]);
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(lines(outcome).filter((line) => line.includes('корректировка'))).toEqual(corrections);
    // And once more: nothing moves.
    expect(lines(book.recompute('2023-12-10'))).toEqual(lines(outcome));
  });

  test('the correction exists from its day on; until then «Списания» announce it', () => {
    const book = closedBook();
    add(book, charge('2023-10-30', 'К1', -500));
    const before = book.recompute('2023-11-30T23:59:59+03:00');
    expect(lines(before)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(before.computed['Списания']?.at(-1)).toEqual({
      Учтено: '2023-10',
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

  test('closed too, a correction is measured against from then on', () => {
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

describe('changes of tariff and closed months', () => {
  test('a charge dated before a change earns nothing after it, as a correction either', () => {
    // October is closed, the tariff changed on 20 October, a charge of September turns up late.
    const book = workbook({ ...base, changes: [change('2023-10-20', 'Альфа', 'физлицо')] });
    book.act('closeMonth', '2023-11-05', '2023-10');
    add(book, charge('2023-09-30', 'К1', 1000));
    const outcome = book.recompute('2023-12-10');
    expect(lines(outcome).filter((line) => line.includes('корректировка'))).toEqual([
      '2023-12-01 2023-09 Альфа К1 корректировка 1000 150',
      '2023-12-01 2023-10 Альфа – корректировка – -150',
    ]);
    expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(0);
  });

  test('nor when the change is of the open month before the correction', () => {
    const book = workbook(base);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...book.tabs, changes: [change('2023-11-20', 'Альфа', 'физлицо')] };
    add(book, charge('2023-10-30', 'К1', 1000));
    const outcome = book.recompute('2023-12-10');
    expect(lines(outcome)).toContain('2023-11-20 – Альфа – обнуление – -900');
    expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(0);
    // The correction of the обнуление is closed with November and counted with it later.
    const { outcome: closed } = book.act('closeMonth', '2023-12-11', '2023-11');
    expect(closed.problems).toEqual([]);
    const later = book.recompute('2024-01-11');
    expect(lines(later)).toEqual(lines(closed));
    expect(later.problems).toEqual([]);
  });

  test('a change on the correction’s own day zeroes it too', () => {
    const book = workbook(base);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...book.tabs, changes: [change('2023-12-01', 'Альфа', 'физлицо')] };
    add(book, charge('2023-10-30', 'К1', 1000));
    expect(lines(book.recompute('2023-12-10')).at(-1)).toBe('2023-12-01 – Альфа – обнуление – -1650');
  });

  test('a change entered for a closed month leaves the closed lines and is corrected', () => {
    const book = closedBook();
    book.tabs = { ...book.tabs, changes: [change('2023-10-05', 'Альфа', 'физлицо')] };
    const outcome = book.recompute('2023-12-10');
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(lines(outcome).filter((line) => line.includes('корректировка'))).toEqual([
      '2023-12-01 2023-10 Альфа К1 корректировка -2000 -300',
      '2023-12-01 2023-10 Альфа К2 корректировка -3000 -450',
      '2023-12-01 2023-10 Альфа – корректировка – -150',
    ]);
    // 6000 since the change: the 3000 of a физлицо for November.
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Тариф: 'физлицо', Баланс: 3000 });
  });
});

describe('settings changed after a closing act only on open months', () => {
  test.each<[string, Readonly<Record<string, string | number>>, readonly string[]]>([
    ['the rate', { 'Ставка юрлица, %': 20 }, ['2023-12-01 2023-11 Альфа К1 процент 4000 800']],
    ['the reward', { 'Вознаграждение физлица': 1 }, [NOVEMBER]],
    ['the threshold', { 'Порог физлица': 7000 }, [NOVEMBER]],
    ['the term', { 'Срок юрлица, месяцев': 0 }, []],
  ])('%s', (_, settings, open) => {
    const book = closedBook();
    book.settings = settings;
    const outcome = book.recompute('2023-12-10');
    expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER, ...open]);
  });

  test('training', () => {
    const clients = [client('К1', 'Альфа', { Обучен: false })];
    const book = workbook({
      ...base,
      clients,
      charges: [charge('2023-10-10', 'К1', 1000), charge('2023-11-10', 'К1', 1000)],
    });
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.settings = { 'Обучение обязательно': 'нет' };
    expect(lines(book.recompute('2023-12-10'))).toEqual(['2023-12-01 2023-11 Альфа К1 процент 1000 150']);
  });

  test('late charges of a closed month are corrected by its own rate', () => {
    const book = closedBook();
    book.settings = { 'Ставка юрлица, %': 20 };
    add(book, charge('2023-10-30', 'К1', 1000));
    expect(lines(book.recompute('2023-12-10'))).toContain(
      '2023-12-01 2023-10 Альфа К1 корректировка 1000 150',
    );
  });

  test('withdrawals of closed months keep the conditions of then', () => {
    const charges = [charge('2023-09-20', 'К1', 10_000), charge('2023-09-20', 'К2', 10_000)];
    const book = workbook({
      ...base,
      charges,
      withdrawals: [withdrawal('2023-10-20', 'Альфа', 2500), withdrawal('2023-11-20', 'Альфа', 400)],
    });
    const statuses = (now: string) => book.recompute(now).computed['Выводы']?.map((row) => row['Статус']);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.settings = { 'Минимум вывода юрлица': 5000 };
    expect(statuses('2023-12-10')).toEqual(['принят', 'отклонён']);
    book.settings = { 'Минимум вывода юрлица': 100 };
    expect(statuses('2023-12-10')).toEqual(['принят', 'принят']);
  });
});

describe('tampering shows', () => {
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
    ['a line is deleted', (book) => (book.ledger = book.ledger.filter((_, index) => index !== 2))],
    ['a line is added', (book) => (book.ledger = [...book.ledger, book.ledger[0] ?? {}])],
    [
      'a line is made unreadable',
      (book) =>
        (book.ledger = book.ledger.map((row, index) => (index === 0 ? { ...row, Дата: 'вчера' } : row))),
    ],
    [
      '«Закрыто» is wiped',
      (book) =>
        (book.ledger = book.ledger.map((row, index) => (index === 0 ? { ...row, Закрыто: '' } : row))),
    ],
    ['every line is deleted', (book) => (book.ledger = [])],
  ];

  test.each(tamper)('%s: one line in «Ошибки», the lines of the fingerprint are restored', (_, edit) => {
    const book = closedBook();
    edit(book);
    const outcome = book.recompute(later);
    expect(outcome.problems.filter((text) => text.startsWith('Закрытые месяцы'))).toEqual([
      'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 были изменены или стёрты; они восстановлены по отпечатку',
    ]);
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(book.recompute(later).problems).toEqual([]);
  });

  test('lines that cannot be restored stay as they stand, and the error stays', () => {
    const book = closedBook();
    add(book, charge('2023-10-30', 'К1', -500));
    book.ledger = book.ledger.map((row, index) => (index === 1 ? { ...row, Сумма: 999 } : row));
    for (let run = 0; run < 2; run += 1) {
      const outcome = book.recompute(later);
      expect(outcome.problems).toEqual([
        'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 не сходятся с отпечатком: 4 строки на 4\u00a0599, при закрытии — 4 на 3\u00a0900',
      ]);
      expect(closedLines(outcome)).toContain('2023-11-01 2023-10 Альфа К1 процент 2000 999');
      // What the rules give in all is not changed by it.
      expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(150 + 300 + 450 - 75 + 600);
    }
    expect(() => book.act('closeMonth', later, '2023-11')).toThrow(
      'Прежние закрытия не сходятся с отпечатками',
    );
  });

  const logEdits: [string, (row: Typed) => Typed, string][] = [
    ['fingerprint', (row) => ({ ...row, Отпечаток: 'f'.repeat(64) }), 'не сходятся с отпечатком'],
    ['number of lines', (row) => ({ ...row, Строк: 5 }), 'не сходятся с отпечатком'],
    ['sum', (row) => ({ ...row, Сумма: 3900.01 }), 'не сходятся с отпечатком'],
    [
      'conditions',
      (row) => ({ ...row, Условия: String(row['Условия']).replace('15', '16') }),
      'не сходятся с отпечатком',
    ],
    ['month', (row) => ({ ...row, Месяц: '2023-09' }), 'не сходятся с отпечатком'],
    ['month, far away', (row) => ({ ...row, Месяц: '9999-12' }), 'месяц закрытия не читается'],
    ['month, unreadable', (row) => ({ ...row, Месяц: 'октябрь' }), 'месяц закрытия не читается'],
  ];
  test.each(logEdits)('the log’s %s is edited', (_, edit, what) => {
    const book = closedBook();
    book.closings = book.closings.map(edit);
    const problems = book.recompute(later).problems.filter((text) => text.startsWith('Закрытые месяцы!2'));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(what);
  });

  test('of two closings only the touched one is reported', () => {
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
      'Закрытые месяцы!3[Отпечаток]: закрытые строки за 2023-11 были изменены или стёрты; они восстановлены по отпечатку',
    ]);
  });

  test('a closing deleted from the log: its closed lines are reported', () => {
    const book = closedBook();
    book.closings = [];
    const outcome = book.recompute(later);
    expect(outcome.problems).toEqual([
      'Закрытые месяцы![]: на «Начислениях» есть закрытые строки за 2023-09, 2023-10, а записи об этом закрытии нет',
    ]);
    expect(closedLines(outcome)).toEqual([]);
  });

  test('staff may sort «Начисления» and respell nothing: no tampering', () => {
    const book = closedBook();
    book.ledger = [...book.ledger].reverse();
    expect(book.recompute(later).problems).toEqual([]);
  });
});

test('a partner deleted: closed lines stand, are corrected away, and «Балансы» still show the name', () => {
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
