// Rule 8: rows of «Закрытые месяцы» that are deleted or edited. Closed lines never change by that, what the row said
// acts as far as the fingerprint tells it, and the error stays.
import { describe, expect, test } from '@jest/globals';
import { day, type Typed } from '../harness.js';
import { balanceOf, charge, lines, type Workbook } from './fixtures.js';
import { add, closedBook, closedLines, NOVEMBER, OCTOBER, SEPTEMBER } from './closed-book.js';

const CORRECTION = '2023-12-01 2023-10 Альфа К1 корректировка -500 -75';
const REFUND = charge('2023-10-30', 'К1', -500);
/** October, and November with the correction of a late refund. */
function twice(): Workbook {
  const book = closedBook();
  add(book, REFUND);
  book.act('closeMonth', '2023-12-05', '2023-11');
  return book;
}
const unrecorded = (months: string): string =>
  `Закрытые месяцы![]: на вкладке «Начисления» есть закрытые строки за ${months}, а записи об этом закрытии нет`;

describe('a deleted row', () => {
  test('the closed lines stay, edits become corrections, and the error stays until the row is back', () => {
    const book = closedBook();
    const { closings } = book;
    book.closings = [];
    add(book, REFUND);
    for (const now of ['2023-11-20', '2023-11-21']) {
      const outcome = book.recompute(now);
      expect(outcome.problems).toEqual([unrecorded('2023-09, 2023-10')]);
      expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
      expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    }
    expect(() => book.act('closeMonth', '2023-12-10', '2023-11')).toThrow('Прежние закрытия не сходятся');
    const later = book.recompute('2023-12-10');
    expect(lines(later)).toEqual([SEPTEMBER, ...OCTOBER, CORRECTION, NOVEMBER]);
    book.closings = closings;
    const back = book.recompute('2023-12-10');
    expect(back.problems).toEqual([]);
    expect(lines(back)).toEqual(lines(later));
  });

  test('staff open the month by emptying «Закрыто», as «Как исправить» says', () => {
    const book = closedBook();
    book.closings = [];
    add(book, REFUND);
    const [problem] = book.recompute('2023-11-20').decision.problems;
    expect(problem?.how).toBe(
      'Верните удалённую строку вкладки «Закрытые месяцы» из истории версий файла. Чтобы снова открыть месяц, очистите у его строк «Закрыто».',
    );
    book.ledger = book.ledger.map((line) => ({ ...line, Закрыто: '' }));
    const outcome = book.recompute('2023-11-20');
    expect(outcome.problems).toEqual([]);
    expect(lines(outcome)).toContain('2023-11-01 2023-10 Альфа К1 процент 1500 225');
    expect(closedLines(outcome)).toEqual([]);
    expect(book.act('closeMonth', '2023-11-20', '2023-10').outcome.problems).toEqual([]);
  });

  test('the last of two: its lines and corrections are named by its month', () => {
    const book = twice();
    const before = closedLines(book.recompute('2023-12-20'));
    expect(before).toContain(CORRECTION);
    book.closings = book.closings.slice(0, 1);
    add(book, charge('2023-11-30', 'К1', 100));
    for (const now of ['2023-12-20', '2024-01-10']) {
      const outcome = book.recompute(now);
      expect(outcome.problems).toEqual([unrecorded('2023-11')]);
      expect(closedLines(outcome)).toEqual(before);
    }
    expect(lines(book.recompute('2024-01-10'))).toContain('2024-01-01 2023-11 Альфа К1 корректировка 100 15');
  });

  test('the first of two: the error stays, and so do the lines', () => {
    const book = twice();
    const before = closedLines(book.recompute('2023-12-20'));
    book.closings = book.closings.slice(1);
    for (const now of ['2023-12-20', '2023-12-21']) {
      const outcome = book.recompute(now);
      expect(outcome.problems.length).toBeGreaterThan(0);
      expect([...closedLines(outcome)].sort()).toEqual([...before].sort());
    }
  });

  test.each<[string, string, string]>([
    ['the credit day of a month that a sound closing covers', '2023-11-01', '2023-10'],
    ['a day of the month after it', '2023-11-20', '2023-10'],
    ['an earlier day', '2023-10-01', '2023-09'],
  ])('a closed correction added by hand, dated %s, is dropped', (_, date, month) => {
    const book = closedBook();
    const [line] = book.ledger.slice(1);
    const forged = { ...line, Дата: day(date), 'За месяц': month, Основание: 'корректировка', Сумма: 5000 };
    book.ledger = [...book.ledger, forged];
    const outcome = book.recompute('2023-11-20');
    expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(outcome.problems).toEqual([
      'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 были изменены или стёрты; восстановлены прежние, отпечаток сходится',
    ]);
    expect(book.recompute('2023-11-20').problems).toEqual([]);
  });

  test('a line that cannot have been closed yet is not kept', () => {
    const book = closedBook();
    const [line] = book.ledger;
    const ahead = { ...line, 'За месяц': '2023-12', Дата: day('2024-01-01') };
    book.ledger = [...book.ledger, ahead];
    const outcome = book.recompute('2023-12-31');
    expect(outcome.problems).toEqual([unrecorded('2023-12')]);
    expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER, NOVEMBER]);
  });
});

describe('an edited row', () => {
  const reworded = (book: Workbook, from: string, to: string): void => {
    book.closings = book.closings.map((row) => ({
      ...row,
      Условия: String(row['Условия']).replace(from, to),
    }));
  };
  const AMENDED = 'строка закрытия за 2023-10 изменена; считается по прежней';
  const UNLIKE =
    'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 не сходятся с отпечатком: изменены сами строки, «Условия» или «Отпечаток»';
  const NOW = '2023-12-10';

  test.each<[string, Typed, string]>([
    ['conditions', {}, 'Условия'],
    ['number of lines', { Строк: 5 }, 'Строк'],
    ['sum', { Сумма: 3900.01 }, 'Сумма'],
  ])('%s: the column is named, and what the fingerprint tells acts', (_, more, header) => {
    const book = closedBook();
    if (header === 'Условия') reworded(book, ' %: 15', ' %: 20');
    book.closings = book.closings.map((row) => ({ ...row, ...more }));
    for (let run = 0; run < 2; run += 1) {
      const outcome = book.recompute(NOW);
      expect(outcome.problems).toEqual([`Закрытые месяцы!2[${header}]: ${AMENDED}`]);
      expect(outcome.decision.problems[0]?.how).toBe('Верните прежнюю строку из истории версий файла.');
      expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER, NOVEMBER]);
    }
  });

  test('conditions: those of another closing are tried too', () => {
    const book = closedBook();
    book.act('closeMonth', '2023-12-05', '2023-11');
    book.settings = { 'Ставка юрлица, %': 30 };
    book.closings = book.closings.map((row, index) =>
      index === 0 ? { ...row, Условия: String(row['Условия']).replace(' %: 15', ' %: 20') } : row,
    );
    const outcome = book.recompute('2024-01-10');
    expect(outcome.problems).toEqual([`Закрытые месяцы!2[Условия]: ${AMENDED}`]);
    expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER, NOVEMBER]);
  });

  test('conditions that nothing confirms do not act if today’s settings are nearer to the closed lines', () => {
    const book = closedBook();
    book.settings = { 'Минимум вывода юрлица': 1 };
    reworded(book, ' %: 15', ' %: 20');
    const outcome = book.recompute(NOW);
    expect(outcome.problems).toEqual([`${UNLIKE}; считается по нынешним «Настройкам»`]);
    expect(lines(outcome)).toEqual([SEPTEMBER, ...OCTOBER, NOVEMBER]);
  });

  test('they act if it is the fingerprint that was edited', () => {
    const book = closedBook();
    book.settings = { 'Ставка юрлица, %': 20 };
    book.closings = book.closings.map((row) => ({ ...row, Отпечаток: 'f'.repeat(64) }));
    const outcome = book.recompute(NOW);
    expect(outcome.problems).toEqual([UNLIKE]);
    expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(150 + 300 + 450 + 800);
  });
});
