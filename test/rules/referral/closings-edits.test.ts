// Rule 8: one cell of a closed line edited by hand. One recompute restores the line and says so once; nothing
// is left for the next one.
import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../src/rules/kinds.js';
import { day, type Typed } from '../harness.js';
import { base, closedBook } from './closed-book.js';
import { change, ledgerOf, type Workbook } from './fixtures.js';

const NOW = '2024-01-10';
/** October, closed with September, and November: percent, a reward, an обнуление. */
function twice(): Workbook {
  const book = closedBook();
  book.tabs = { ...base, changes: [change('2023-11-20', 'Бета', 'юрлицо')] };
  book.act('closeMonth', '2023-12-05', '2023-11');
  return book;
}

const DAYS = [
  '2023-09-01',
  '2023-10-01',
  '2023-11-01',
  '2023-11-20',
  '2023-12-01',
  '2024-01-01',
  '2025-01-01',
];
/** What staff might type: nothing, nonsense, what stands in other lines, and what stands in none. */
const EDITS: Readonly<Record<string, readonly Cell[]>> = {
  Дата: ['', 'вчера', ...DAYS.map(day)],
  'За месяц': ['', 'октябрь', '2023-08', '2023-09', '2023-10', '2023-11', '2023-12', '2024-05'],
  Партнёр: ['', '#REF!', 'Альфа', 'Бета', 'Гамма'],
  Клиент: ['', '#REF!', 'К1', 'К2', 'К3', 'К9'],
  Тариф: ['', 'любой', 'юрлицо', 'физлицо'],
  Основание: ['', 'бонус', 'процент', 'разовое', 'обнуление', 'корректировка'],
  База: ['', 'много', 1, 2000, -1],
  Сумма: ['', 'много', 1, 300, -1],
  Закрыто: ['', 'закрыто', 'нет'],
};

/** Every edit of every closed line: the line's place, its closing, the cell. */
function editsOf(book: Workbook) {
  return book.ledger.flatMap((line, index) =>
    line['Закрыто'] !== 'да'
      ? []
      : Object.entries(EDITS).flatMap(([header, cells]) =>
          cells
            .filter((cell) => cell !== line[header])
            .map((cell) => ({ index, header, cell, closing: closingOf(line) })),
        ),
  );
}
/** The row of «Закрытые месяцы» by which a line is closed, and its month. */
const closingOf = ({ Дата: date }: Typed): readonly [row: number, month: string] =>
  Number(date) <= day('2023-11-01') ? [2, '2023-10'] : [3, '2023-11'];

describe('an edited cell of a closed line', () => {
  const edits = editsOf(twice());
  test.each(Object.keys(EDITS))('«%s»: the line is restored and reported once', (header) => {
    const mine = edits.filter((edit) => edit.header === header);
    expect(new Set(mine.map(({ index }) => index)).size).toBe(6);
    for (const { index, cell, closing } of mine) {
      const [row, month] = closing;
      const book = twice();
      const before = ledgerOf(book.recompute(NOW));
      book.ledger = book.ledger.map((line, at) => (at === index ? { ...line, [header]: cell } : line));
      const once = book.recompute(NOW);
      expect([index, cell, once.problems]).toEqual([
        index,
        cell,
        [
          `Закрытые месяцы!${row}[Отпечаток]: закрытые строки за ${month} были изменены или стёрты; они восстановлены по отпечатку`,
        ],
      ]);
      expect(ledgerOf(once)).toEqual(before);
      const again = book.recompute(NOW);
      expect(again.problems).toEqual([]);
      expect([again.outputs, again.computed]).toEqual([once.outputs, once.computed]);
    }
  });
});
