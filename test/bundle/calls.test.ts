// The data plane (design): one read and one write per run, whatever the number of tabs and rows; the second
// recompute changes no cell; read-only actions write nothing.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { connected, copyOf, counted, countOf, FINAL, open, sample } from './open.js';
import { people } from './samples.js';
import { watcher } from './screen.js';
import { allCells, columnOf, serial, staffCells, type } from './tables.js';

/** A marathon with about `rows` rows in all its tabs. */
function marathonOf(rows: number): WorkbookModel {
  const book = connected('marathon');
  const count = Math.max(2, Math.round(rows / 20));
  const each = Math.max(1, Math.round((rows - count) / 4));
  const email = (index: number): string => `person${(index % count) + 1}@example.com`;
  const list = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: each }, (_, index) => make(index));
  type(book, 'Регистрации', people(count));
  type(book, 'Блоки', [
    { Блок: 1, Тема: 'Тема', Начало: serial('2023-09-21 11:00') },
    { Блок: 2, Тема: 'Тема', Начало: serial('2023-09-28 11:00') },
  ]);
  type(
    book,
    'Посещения',
    list((index) => ({ Блок: 1 + (index % 2), Email: email(index), Формат: 'онлайн' })),
  );
  type(
    book,
    'Результаты тестов',
    list((index) => ({
      Блок: 1 + (index % 3),
      Email: email(index),
      Завершён: serial('2023-09-22 11:00'),
      'Верных ответов': index % 9,
    })),
  );
  type(
    book,
    'Задания',
    list((index) => ({ Задание: `Задание ${index % 7}`, Email: email(index), Принято: index % 2 === 0 })),
  );
  type(
    book,
    'Продажи',
    list((index) => ({
      Дата: serial('2023-10-02'),
      Email: email(index),
      Продукт: 'Продукт',
      Вид: 'новая',
      'Сумма РРЦ': 5_000 + index * 10,
      Подтверждена: true,
    })),
  );
  return book;
}

describe('calls of the Sheets API', () => {
  // The look, the guard, the write, and the look back at what was written; no look back if only «Журнал» was
  // written.
  const FIRST = { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 3, 'spreadsheets.batchUpdate': 1 };
  const SECOND = { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 2, 'spreadsheets.batchUpdate': 1 };

  test.each([10, 1_000, 5_000])('for a recompute of %i rows: the same few', (rows) => {
    const book = marathonOf(rows);
    const typed = staffCells(book);
    const { run, records } = open(book);
    run('recompute');
    expect(countOf(records)).toEqual(FIRST);
    const standing = allCells(book, 'Журнал');
    const again = run('recompute');
    expect(countOf(records)).toEqual(SECOND);
    expect(again.changed).toEqual({});
    expect(allCells(book, 'Журнал')).toEqual(standing);
    expect(book.values('Журнал')).toHaveLength(4);
    expect(staffCells(book)).toEqual(typed);
  });

  test('with all programmes in one workbook: two more, so that no request has too long an address', () => {
    const book = connected(...programmes.map(({ id }) => id));
    const { run, records, call } = open(book);
    for (const { id } of programmes) call('demo', id);
    run('recompute');
    expect(countOf(records)).toEqual({ ...FIRST, 'spreadsheets.values.batchGet': 5 });
    const addresses = records.flatMap(({ method, request }) =>
      method === 'spreadsheets.values.batchGet'
        ? [
            (request as { readonly ranges: readonly string[] }).ranges
              .map(encodeURIComponent)
              .join('&ranges=').length,
          ]
        : [],
    );
    expect(addresses).toHaveLength(5);
    expect(Math.max(...addresses)).toBeLessThan(7_100);
    const standing = allCells(book, 'Журнал');
    expect(run('recompute').changed).toEqual({});
    expect(countOf(records)).toEqual(SECOND);
    expect(allCells(book, 'Журнал')).toEqual(standing);
  });

  test('the second recompute finds nothing to do, even after the file was saved and reopened', () => {
    const { book, run } = open();
    run('demo', 'marathon');
    run('recompute');
    expect(open(copyOf(book)).run('recompute').changed).toEqual({});
  });

  test.each([
    ['whatChanges', [], { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 }],
    ['explain', ['Рейтинг', 2, 'Итого'], { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 }],
    ['deadlinesToday', [], { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 }],
    ['previewLetters', [], { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 }],
    ['doGet', [], { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 }],
    ['tick', [], { 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 }],
    ['help', [], {}],
  ])('%s only reads', (name, args, counts) => {
    const book = counted();
    const before = book.core.state;
    const { call, records } = open(book);
    call(name, ...args);
    expect(countOf(records)).toEqual(counts);
    expect(book.core.state).toBe(before);
  });

  test('explaining the selected cell needs no read beyond that of its header', () => {
    const { ui, dialogs } = watcher();
    const book = counted();
    const column = columnOf(book, 'Рейтинг', 'Итого') + 1;
    const { call, records } = open(book, { ui, selection: { sheet: 'Рейтинг', row: 2, column } });
    call('explain');
    expect(dialogs[0]?.title).toBe('Почему такая цифра?');
    expect(countOf(records)).toEqual({ 'spreadsheets.get': 1, 'spreadsheets.values.batchGet': 1 });
  });
});

test('a recompute at the final leaves the sample as the rules say, and says what it did', () => {
  const book = sample();
  const { run, host } = open(book, { now: FINAL });
  const report = run('recompute');
  expect(report).toMatchObject({
    action: 'recompute',
    errors: 20,
    letters: { sent: 0, failed: 0 },
  });
  expect(report.rows).toMatchObject({ Рейтинг: 44, Номинации: 4, Регистрации: 52 });
  expect(report.message).toMatch(/^Пересчитано: изменено \d\s\d{3} яче/);
  expect(host.mails).toEqual([]);
});
