// Binding (spec 00, «Tabs and columns»): columns by header text, sheets by remembered id, otherwise by title;
// guards.
import { describe, expect, test } from '@jest/globals';
import { integer, text } from '../../src/rules/kinds.js';
import { column, inputTab } from '../../src/rules/tabs.js';
import { bindColumns, findSheet } from '../../src/sheets/bind.js';
import { openWorkbook, rememberTabs, unchanged, type WantedTab } from '../../src/sheets/workbook.js';
import { fakeBook, fakeHost, type FakeBook, type FakeHost, sheet, trimmed } from './support.js';

const NOW = '2023-10-06T12:00:00+03:00';
const tab = inputTab('Учёт', 'Пример.', {
  block: column('Блок', integer, { required: true }),
  counted: column('Зачёт в срок', text),
  points: column('Баллы', integer, { computed: true }),
});

describe('columns are found by header text', () => {
  test.each([
    ['as declared', ['Блок', 'Зачёт в срок', 'Баллы'], [0, 1, 2]],
    ['any order', ['Баллы', 'Блок', 'Зачёт в срок'], [1, 2, 0]],
    ['any case', ['БЛОК', 'зачёт В СРОК', 'баллы'], [0, 1, 2]],
    ['runs of blanks as one', ['  Блок ', 'Зачёт   в\tсрок', 'Баллы'], [0, 1, 2]],
    ['no-break spaces are blanks', ['Блок\u00a0', 'Зачёт\u00a0в \u00a0срок', 'Баллы'], [0, 1, 2]],
    ['a line break is a blank', ['Блок', 'Зачёт\nв срок', 'Баллы'], [0, 1, 2]],
    ['«ё» = «е»', ['Блок', 'Зачет в срок', 'Баллы'], [0, 1, 2]],
    ['a trailing * is ignored', ['Блок*', 'Зачёт в срок *', 'Баллы **'], [0, 1, 2]],
    ["staff's own columns between", ['Моё', 'Блок', '', 'Зачёт в срок', 7, 'Баллы'], [1, 3, 5]],
    ['a missing one', ['Блок', 'Баллы'], [0, null, 1]],
    ['an empty row 1', [], [null, null, null]],
  ])('%s', (_, header, positions) => {
    const { at } = bindColumns(tab, header);
    expect(['block', 'counted', 'points'].map((key) => at.get(key) ?? null)).toEqual(positions);
  });

  test('repeated headers, missing columns, and the place for a new one', () => {
    const { doubled, missing } = bindColumns(tab, ['Блок', 'БЛОК *', 'Баллы', 'Моё', '', '']);
    expect({ doubled, missing }).toEqual({ doubled: ['Блок'], missing: ['counted'] });
  });
});

const info = (sheetId: number, title: string) => ({ sheetId, title, rowCount: 10, columnCount: 5 });

describe('a sheet is found by its remembered id, by title when the id is unknown', () => {
  const sheets = [info(1, 'Старое'), info(2, 'Учет '), info(3, 'Прочее')];
  test.each([
    ['the remembered one, whatever its title', 1, new Set<number>(), 1],
    ['by title when nothing is remembered', undefined, new Set<number>(), 2],
    ['by title when the remembered one is gone', 99, new Set<number>(), 2],
    ['never one that is remembered for another tab', undefined, new Set([2]), null],
  ])('%s', (_, remembered, taken, found) => {
    expect(findSheet('Учёт', remembered, sheets, taken)?.sheetId ?? null).toBe(found);
  });
});

const other = inputTab('Прочее', 'Другая.', { name: column('Имя', text) });
const wanted: readonly WantedTab[] = [
  { key: 'p/tab', tab },
  { key: 'p/other', tab: other },
];
const host = (book: FakeBook, memory?: string): FakeHost => {
  const made = fakeHost(book, NOW);
  if (memory !== undefined) made.properties.set('tabs', memory);
  return made;
};
const boundTo = (one: FakeHost): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...openWorkbook(one, wanted).found].map(
      ([
        key,
        {
          sheet: { title },
        },
      ]) => [key, title],
    ),
  );

describe('a workbook is opened', () => {
  const book = (): FakeBook =>
    fakeBook(sheet(5, 'Учёт', [['Блок']]), sheet(6, 'Прочее', [['Имя'], ['Анна']]));

  test('with one look at its sheets and one read of all wanted tabs', () => {
    const one = host(book());
    const { found, sheets } = openWorkbook(one, wanted);
    expect(one.book.reads).toEqual([["'Учёт'", "'Прочее'"]]);
    expect(sheets.map(({ title }) => title)).toEqual(['Учёт', 'Прочее']);
    expect(found.get('p/other')?.grid).toEqual([['Имя'], ['Анна']]);
  });

  describe('when some columns of a tab are enough', () => {
    const list = inputTab('Список', 'Третья.', {
      name: column('Имя', text),
      city: column('Город', text),
      long: column('Текст', text),
      mark: column('Отметка', text),
    });
    const enough: readonly WantedTab[] = [{ key: 'p/list', tab: list, columns: ['name', 'city', 'mark'] }];
    const rows = [
      ['Имя', 'Город', 'Текст', 'Отметка', 'Своё'],
      ['Анна', 'Омск', 'длинный текст', 'да', 'x'],
      [],
      ['Борис', '', 'длинный текст'],
      ['', '', 'длинный текст'],
    ];
    const LAID_OUT = ["'Список'!1:1", "'Список'!A:A", "'Список'!B:B", "'Список'!D:D"];

    test.each<[string, readonly string[], readonly (readonly string[])[], readonly string[][]]>([
      [
        'where set-up puts them',
        enough[0]?.columns ?? [],
        [LAID_OUT],
        [rows[0] ?? [], ['Анна', 'Омск', '', 'да'], ['', '', '', ''], ['Борис', '', '', '']],
      ],
      ['only the header', [], [["'Список'!1:1"]], [rows[0] ?? []]],
    ])('%s', (_, columns, reads, grid) => {
      const one = host(fakeBook(sheet(7, 'Список', rows)));
      const { found } = openWorkbook(one, [{ key: 'p/list', tab: list, columns }]);
      expect(one.book.reads).toEqual(reads);
      expect(found.get('p/list')?.grid).toEqual(grid);
    });

    const swapped = rows.map(([name = '', city = '', ...rest]) => [city, name, ...rest]);
    test.each<[string, readonly (readonly string[])[], number, readonly (readonly string[])[]]>([
      ['moved columns: the whole tab is read after all', swapped, 5, [LAID_OUT, ["'Список'"]]],
      ['a header twice', [['Имя', 'Город', 'Имя', 'Отметка']], 5, [LAID_OUT, ["'Список'"]]],
      ['fewer columns than the tab: nothing is read beyond the last', [['Имя', 'Город']], 2, [["'Список'"]]],
    ])('not with %s', (_, grid, columnCount, reads) => {
      const one = host(fakeBook({ ...sheet(7, 'Список', grid), columnCount }));
      expect(openWorkbook(one, enough).found.get('p/list')?.grid).toEqual(trimmed(grid));
      expect(one.book.reads).toEqual(reads);
    });
  });

  test('a book without any of the tabs is not read at all', () => {
    const one = host(fakeBook(sheet(0, 'Лист1', [])));
    expect(openWorkbook(one, wanted).found.size).toBe(0);
    expect(one.book.reads).toEqual([]);
  });

  test('a tab renamed by staff stays bound', () => {
    const one = host(book());
    rememberTabs(one, new Map([['p/tab', 5]]));
    for (const found of one.book.sheets) if (found.id === 5) found.title = 'Учёт за осень';
    expect(boundTo(one)).toEqual({ 'p/tab': 'Учёт за осень', 'p/other': 'Прочее' });
  });

  test('a tab renamed to the title of a tab that was never bound stays bound', () => {
    const one = host(book(), '{"p/tab":5}');
    one.book.sheets.splice(0, one.book.sheets.length, ...one.book.sheets.filter(({ id }) => id === 5));
    for (const found of one.book.sheets) found.title = 'Прочее';
    expect(boundTo(one)).toEqual({ 'p/tab': 'Прочее' });
  });

  test("a new sheet under the renamed tab's old title does not take its place", () => {
    const one = host(book(), '{"p/tab":5}');
    for (const found of one.book.sheets) if (found.id === 5) found.title = 'Архив';
    one.book.sheets.push(sheet(9, 'Учёт', []));
    expect(boundTo(one)['p/tab']).toBe('Архив');
  });

  describe('a title that belongs to the sheet remembered for another tab', () => {
    const more = ['Третья', 'Четвёртая', 'Пятая'].map((title, index): WantedTab => ({
      key: `p/${index + 3}`,
      tab: inputTab(title, 'Ещё.', { name: column('Имя', text) }),
    }));
    const memory = JSON.stringify({ 'p/tab': 5, 'p/other': 6, 'p/3': 7, 'p/4': 8, 'p/5': 9 });
    const foundIn = (...titles: readonly (string | null)[]): unknown => {
      const sheets = titles.flatMap((title, index) => (title === null ? [] : [sheet(index + 5, title, [])]));
      const one = host(fakeBook(...sheets), memory);
      const { found } = openWorkbook(one, [...wanted, ...more]);
      return Object.fromEntries([...found].map(([key, tab]) => [key, tab.sheet.sheetId]));
    };

    const bound = { 'p/tab': 5, 'p/other': 6, 'p/3': 7, 'p/4': 8, 'p/5': 9 };
    test.each<[string, readonly string[]]>([
      ['two have exchanged their titles', ['Прочее', 'Учёт', 'Третья', 'Четвёртая', 'Пятая']],
      ['one got the title of an archived one', ['Учёт 2022', 'Учёт', 'Архив', 'Четвёртая', 'Пятая']],
      ['all have moved on by one', ['Пятая', 'Учёт', 'Прочее', 'Третья', 'Четвёртая']],
    ])('%s: all stay bound', (_, titles) => {
      expect(foundIn(...titles)).toEqual(bound);
    });
    test('the tab itself is gone: its title decides', () => {
      expect(foundIn(null, 'Учёт', 'Третья', 'Четвёртая', 'Пятая')).toEqual({
        'p/tab': 6,
        'p/3': 7,
        'p/4': 8,
        'p/5': 9,
      });
    });
  });

  test.each(['не json', '[]', 'null', '{"p/tab":"5"}', '{"p/tab":1.5}'])(
    'a damaged memory (%s) counts as none',
    (memory) => {
      expect(boundTo(host(book(), memory))).toEqual({ 'p/tab': 'Учёт', 'p/other': 'Прочее' });
    },
  );

  test('memory is written when something is new, and keeps the tabs of other programmes', () => {
    const one = host(book(), '{"q/else":4}');
    rememberTabs(one, new Map([['p/tab', 5]]));
    expect(JSON.parse(one.properties.get('tabs') ?? '')).toEqual({ 'q/else': 4, 'p/tab': 5 });
    one.store.set = () => {
      throw new Error('written again');
    };
    rememberTabs(one, new Map([['p/tab', 5]]));
  });
});

describe('what must not move between read and write', () => {
  const rows = [
    ['Блок', 'Зачёт в срок', 'Баллы'],
    [1, 'да', 3],
    [2, 'нет', 0],
  ];
  const guards = [
    { title: 'Учёт', grid: rows, own: [0, 1, 2], columns: [0] },
    { title: 'Прочее', grid: [['Имя'], ['Анна']], own: [0], columns: null },
  ];
  const checked = (staff: (book: FakeBook) => void): { same: boolean; reads: number } => {
    const book = fakeBook(sheet(5, 'Учёт', rows), sheet(6, 'Прочее', [['Имя'], ['Анна']]));
    staff(book);
    return { same: unchanged(host(book), guards), reads: book.reads.length };
  };
  const edit =
    (title: string, change: (cells: (string | number | boolean)[][]) => void) => (book: FakeBook) => {
      const found = book.sheets.find((one) => one.title === title);
      if (found) change(found.rows);
    };

  test.each<[string, (book: FakeBook) => void, boolean]>([
    ['nothing happened', () => undefined, true],
    ['a cell outside the key columns', edit('Учёт', (cells) => cells.splice(1, 1, [1, 'нет', 3])), true],
    ['a row was inserted', edit('Учёт', (cells) => cells.splice(1, 0, [9, '', ''])), false],
    ['a row was deleted', edit('Учёт', (cells) => cells.splice(1, 1)), false],
    ['rows changed places', edit('Учёт', (cells) => cells.reverse()), false],
    ['a row was added at the end', edit('Учёт', (cells) => cells.push([3])), false],
    ['a column was inserted', edit('Учёт', (cells) => cells.forEach((row) => row.unshift(''))), false],
    ['a header was renamed', edit('Учёт', (cells) => cells.splice(0, 1, ['Блок', 'Зачёт', 'Баллы'])), false],
    ["a header of staff's own beside them", edit('Учёт', (cells) => cells[0]?.push('Моё')), true],
    ['a completely guarded tab: any of its own cells', edit('Прочее', (cells) => cells.push(['x'])), false],
    ['and none of staff’s columns', edit('Прочее', (cells) => cells.forEach((row) => row.push('x'))), true],
  ])('%s', (_, staff, same) => {
    expect(checked(staff)).toEqual({ same, reads: 1 });
  });

  test('without guards nothing is read', () => {
    const book = fakeBook();
    expect([unchanged(host(book), []), book.reads]).toEqual([true, []]);
  });
});
