// Rule 8: one cell of a closed line edited by hand. One recompute restores the line and says so once; nothing
// is left for the next one.
import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../src/rules/kinds.js';
import { day, type Typed } from '../harness.js';
import { add, base, closedBook } from './closed-book.js';
import { change, charge, ledgerOf, type Workbook } from './fixtures.js';

/** October, closed with September, and November: percent, a reward, an обнуление. */
function twice(): Workbook {
  const book = closedBook();
  book.tabs = { ...base, changes: [change('2023-11-20', 'Бета', 'юрлицо')] };
  book.act('closeMonth', '2023-12-05', '2023-11');
  return book;
}
/** A late refund between the closings, so that November holds a correction; then more of them for both. */
function refunded(): Workbook {
  const book = closedBook();
  book.tabs = { ...base, changes: [change('2023-11-20', 'Бета', 'юрлицо')] };
  add(book, charge('2023-10-30', 'К1', -500));
  book.act('closeMonth', '2023-12-05', '2023-11');
  add(book, charge('2023-10-31', 'К1', -100), charge('2023-10-31', 'К2', -100));
  add(book, charge('2023-11-30', 'К1', -100), charge('2023-09-30', 'К1', -100));
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

/** The row of «Закрытые месяцы» by which a line is closed, and its month. */
const closingOf = ({ Дата: date }: Typed): readonly [row: number, month: string] =>
  Number(date) <= day('2023-11-01') ? [2, '2023-10'] : [3, '2023-11'];

/** Every edit of a column of closed lines: the line's place, its closing, the cell. */
const editsOf = (ledger: readonly Typed[], header: string) =>
  ledger.flatMap((line, index) =>
    line['Закрыто'] === 'да'
      ? (EDITS[header] ?? [])
          .filter((cell) => cell !== line[header])
          .map((cell) => ({ index, cell, closing: closingOf(line) }))
      : [],
  );
const edited = (ledger: readonly Typed[], index: number, more: Typed): readonly Typed[] =>
  ledger.map((line, at) => (at === index ? { ...line, ...more } : line));

const LATER = '2024-01-10';
/** Before late changes of November are booked. */
const BEFORE = '2023-12-20';
describe.each<[string, () => Workbook, string, number, readonly string[]]>([
  ['a closed line', twice, LATER, 6, []],
  ['a closed line whose charges have changed since', refunded, LATER, 7, []],
  ['a closed line, before such changes are booked', refunded, BEFORE, 7, ['База']],
])('an edited cell of %s', (_, make, now, count, but) => {
  const headers = Object.keys(EDITS).filter((header) => !but.includes(header));
  test.each(headers)('«%s»: the line is restored and reported once', (header) => {
    const book = make();
    const before = book.recompute(now);
    const { ledger } = book;
    const edits = editsOf(ledger, header);
    expect(new Set(edits.map(({ index }) => index)).size).toBe(count);
    for (const { index, cell, closing } of edits) {
      book.ledger = edited(ledger, index, { [header]: cell });
      const once = book.recompute(now);
      const [row, month] = closing;
      expect([index, cell, once.problems]).toEqual([
        index,
        cell,
        [
          `Закрытые месяцы!${row}[Отпечаток]: закрытые строки за ${month} были изменены или стёрты; восстановлены прежние, отпечаток сходится`,
        ],
      ]);
      expect([once.outputs, once.computed]).toEqual([before.outputs, before.computed]);
      const again = book.recompute(now);
      expect(again.problems).toEqual([]);
      expect([again.outputs, again.computed]).toEqual([before.outputs, before.computed]);
    }
  });
});

describe('after late changes', () => {
  const LOST =
    'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 были изменены или стёрты; восстановлены прежние, отпечаток сходится';
  const isSeptember = (line: Typed): boolean => line['За месяц'] === '2023-09' && line['Закрыто'] === 'да';

  test.each<[string, (ledger: readonly Typed[]) => readonly Typed[]]>([
    ['a deleted line is restored', (ledger) => ledger.filter((line) => !isSeptember(line))],
    ['an added line is removed', (ledger) => [...ledger, ...ledger.filter(isSeptember)]],
  ])('%s', (_, edit) => {
    const book = refunded();
    const before = ledgerOf(book.recompute(LATER));
    book.ledger = edit(book.ledger);
    const outcome = book.recompute(LATER);
    expect(outcome.problems).toEqual([LOST]);
    expect(ledgerOf(outcome)).toEqual(before);
  });

  test('a sum is restored even if the client has been deleted', () => {
    const book = refunded();
    book.tabs = { ...book.tabs, clients: (book.tabs.clients ?? []).slice(1) };
    const before = ledgerOf(book.recompute(LATER));
    book.ledger = edited(book.ledger, book.ledger.findIndex(isSeptember), { Сумма: 1 });
    const outcome = book.recompute(LATER);
    expect(outcome.problems.filter((text) => text.startsWith('Закрытые'))).toEqual([LOST]);
    expect(ledgerOf(outcome)).toEqual(before);
  });

  test('an edited base is unknown until they are booked: it stays, and so does the error', () => {
    const book = refunded();
    book.recompute(BEFORE);
    book.ledger = edited(book.ledger, book.ledger.findIndex(isSeptember), { База: 1 });
    const once = book.recompute(BEFORE);
    expect(once.problems).toEqual([
      'Закрытые месяцы!2[Отпечаток]: закрытые строки за 2023-10 не сходятся с отпечатком: изменены сами строки, «Условия» или «Отпечаток»',
    ]);
    const again = book.recompute(BEFORE);
    expect([again.problems, again.outputs]).toEqual([once.problems, once.outputs]);
  });
});
