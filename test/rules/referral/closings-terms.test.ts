// Rule 8: tariffs and settings changed after a closing apply to open months; closed months are corrected by
// their own terms.
import { describe, expect, test } from '@jest/globals';
import { balanceOf, change, charge, client, lines, withdrawal, workbook } from './fixtures.js';
import { add, base, closedBook, closedLines, NOVEMBER, OCTOBER, SEPTEMBER } from './closed-book.js';

describe('changes of tariff and closed months', () => {
  test('a late charge dated before a change of tariff earns nothing, not even by a correction', () => {
    // October is closed, the tariff changed on 20 October, a charge for September arrives late.
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

  test('nor with a change in the open month before the correction', () => {
    const book = workbook(base);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...book.tabs, changes: [change('2023-11-20', 'Альфа', 'физлицо')] };
    add(book, charge('2023-10-30', 'К1', 1000));
    const outcome = book.recompute('2023-12-10');
    expect(lines(outcome)).toContain('2023-11-20 – Альфа – обнуление – -900');
    expect(balanceOf(outcome, 'Альфа')['Баланс']).toBe(0);
    // The correction of the обнуление is closed with November and then counts as closed.
    const { outcome: closed } = book.act('closeMonth', '2023-12-11', '2023-11');
    expect(closed.problems).toEqual([]);
    const later = book.recompute('2024-01-11');
    expect(lines(later)).toEqual(lines(closed));
    expect(later.problems).toEqual([]);
  });

  test('a change on the day of the correction zeroes it too', () => {
    const book = workbook(base);
    book.act('closeMonth', '2023-11-05', '2023-10');
    book.tabs = { ...book.tabs, changes: [change('2023-12-01', 'Альфа', 'физлицо')] };
    add(book, charge('2023-10-30', 'К1', 1000));
    expect(lines(book.recompute('2023-12-10')).at(-1)).toBe('2023-12-01 – Альфа – обнуление – -1650');
  });

  test('a change entered for a closed month does not alter the closed lines but is corrected', () => {
    const book = closedBook();
    book.tabs = { ...book.tabs, changes: [change('2023-10-05', 'Альфа', 'физлицо')] };
    const outcome = book.recompute('2023-12-10');
    expect(closedLines(outcome)).toEqual([SEPTEMBER, ...OCTOBER]);
    expect(lines(outcome).filter((line) => line.includes('корректировка'))).toEqual([
      '2023-12-01 2023-10 Альфа К1 корректировка -2000 -300',
      '2023-12-01 2023-10 Альфа К2 корректировка -3000 -450',
      '2023-12-01 2023-10 Альфа – корректировка – -150',
    ]);
    // 6000 since the change: the reward of 3000 for November as физлицо.
    expect(balanceOf(outcome, 'Альфа')).toMatchObject({ Тариф: 'физлицо', Баланс: 3000 });
  });
});

describe('settings changed after a closing only apply to open months', () => {
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

  test('late charges of a closed month are corrected at the rate of that month', () => {
    const book = closedBook();
    book.settings = { 'Ставка юрлица, %': 20 };
    add(book, charge('2023-10-30', 'К1', 1000));
    expect(lines(book.recompute('2023-12-10'))).toContain(
      '2023-12-01 2023-10 Альфа К1 корректировка 1000 150',
    );
  });

  test('withdrawals of closed months keep the conditions of that time', () => {
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
