// Set-up (spec 00, «Tabs and columns»): it creates what is missing and leaves what exists.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook } from '../../src/local/host.js';
import { batchUpdate } from '../../src/local/sheets-api/batch-update.js';
import { programmes } from '../../src/rules/registry.js';
import type { Tab } from '../../src/rules/tabs.js';
import { sharedTabs } from '../../src/sheets/shared-tabs.js';
import { fail, messageOf } from './failures.js';
import { cloneOf, connected, counted, open, requestsOf } from './open.js';
import { marathon, MARATHON_TABS } from './samples.js';
import {
  allCells,
  type Cell,
  column,
  columnOf,
  errors,
  put,
  serial,
  setSetting,
  staffCells,
  table,
  type,
} from './tables.js';

const ALL_TABS: readonly Tab[] = [...Object.values(marathon.tabs), ...Object.values(sharedTabs)];
const SHARED_TABS = ['Сроки', 'Ошибки', 'Письма', 'Настройки', 'Календарь', 'Шаблоны писем', 'Журнал'];

describe('«Подключить программу…»', () => {
  const base = connected('marathon');
  const settled = cloneOf(base);

  test('makes the programme’s tabs and the shared ones, each with its header', () => {
    expect([...settled.titles()].filter((title) => title !== 'Лист1')).toEqual([
      ...MARATHON_TABS,
      ...SHARED_TABS,
    ]);
    for (const tab of ALL_TABS)
      expect([tab.title, settled.values(tab.title)[0]]).toEqual([
        tab.title,
        Object.values(tab.columns).map(({ header }) => header),
      ]);
  });

  test.each<[string, boolean]>([
    ['nothing in it', false],
    ['the first header', true],
  ])('completes tabs that have a single row, with %s', (_, hasHeader) => {
    const book = newWorkbook();
    for (const { title, columns } of ALL_TABS) {
      const first = Object.values(columns)[0]?.header ?? fail(title);
      const sheetId = book.addSheet(title, hasHeader ? [[first]] : []);
      const properties = { sheetId, gridProperties: { rowCount: 1 } };
      batchUpdate(book.core, {
        requests: [{ updateSheetProperties: { properties, fields: 'gridProperties.rowCount' } }],
      });
    }
    open(book).run('setup', 'marathon');
    for (const { title, columns } of ALL_TABS)
      expect(book.values(title)[0]).toEqual(Object.values(columns).map(({ header }) => header));
    expect(column(book, 'Журнал', 'Действие')).toEqual(['Подключить программу']);
  });

  test('leaves its first line in «Журнал» in the programme’s own time', () => {
    const [line] = table(base, 'Журнал');
    expect(line?.['Действие']).toBe('Подключить программу');
    expect(Number(line?.['Время'])).toBeCloseTo(serial('2023-11-03 10:00'), 3);
  });

  test('with several programmes keeps the time zone of the first one, whichever are connected later', () => {
    const { book, call, run } = open(undefined, { now: '2023-11-03T10:00:00+03:00' });
    call('setup', 'webinars', 'referral');
    call('setup', 'marathon');
    run('recompute');
    // The time of Almaty.
    expect(table(book, 'Журнал').map((row) => Number(row['Время']))).toEqual(
      [1, 2, 3].map(() => expect.closeTo(serial('2023-11-03 13:00'), 3) as unknown),
    );
  });

  test.each(['Настройки', 'Шаблоны писем', 'Календарь'])(
    '«%s» that staff have deleted comes back whole with the next recompute',
    (title) => {
      const book = cloneOf(base);
      const before = table(book, title);
      book.deleteSheet(title);
      open(book).run('recompute');
      expect(table(book, title)).toEqual(before);
      expect(open(book).run('recompute').changed).toEqual({});
    },
  );

  test('notes at each text of «Шаблоны писем» what can be filled in', () => {
    const at = columnOf(settled, 'Шаблоны писем', 'Текст');
    table(settled, 'Шаблоны писем').forEach(({ Код: code, Текст: text }, index) => {
      const note = settled.note('Шаблоны писем', index + 1, at) ?? '';
      const used = String(text).match(/\{\{[^}]+\}\}/g) ?? [];
      expect([code, used.filter((name) => !note.includes(name))]).toEqual([code, []]);
      expect(note).toMatch(/^Можно подставить: \{\{/);
    });
  });

  test('puts a note on each header that says what goes there', () => {
    for (const tab of ALL_TABS)
      Object.values(tab.columns).forEach(({ header }, index) => {
        expect([tab.title, header, settled.note(tab.title, 0, index)]).toEqual([
          tab.title,
          header,
          expect.stringMatching(/\S/) as unknown,
        ]);
      });
  });

  test('lists every parameter with its default, a blank value and a description', () => {
    const rows = table(settled, 'Настройки');
    expect(rows.map((row) => row['Параметр'])).toEqual([
      'Не отправлять опоздавшие, часов',
      'Час ежедневного запуска',
      ...Object.values(marathon.settings).map(({ header }) => header),
    ]);
    expect(rows.map((row) => row['Программа'])).toEqual([
      'Общие',
      'Общие',
      ...Object.keys(marathon.settings).map(() => 'Марафон'),
    ]);
    expect(rows.every((row) => row['Значение'] === null && typeof row['Описание'] === 'string')).toBe(true);
    const of = (name: string): Cell => rows.find((row) => row['Параметр'] === name)?.['По умолчанию'] ?? null;
    expect([
      of('Регистрация с'),
      of('Часовой пояс'),
      of('Минимальная сумма продажи'),
      of('Последний блок'),
    ]).toEqual([serial('2023-09-04'), 'Europe/Moscow', 10_000, null]);
  });

  test('fills the calendar for 2023–2027 and the texts of the letters', () => {
    const years = new Set(
      column(settled, 'Календарь', 'Дата').map((cell) =>
        new Date((Number(cell) - 25_569) * 86_400_000).getUTCFullYear(),
      ),
    );
    expect([2023, 2024, 2025].every((year) => years.has(year))).toBe(true);
    expect(column(settled, 'Шаблоны писем', 'Код')).toEqual([
      'common.erased',
      ...Object.values(marathon.letters).map(({ code }) => code),
    ]);
  });

  test.each([
    ['by id', 'marathon'],
    ['by title', 'Марафон'],
    ['in any case', ' МАРАФОН '],
  ])('knows a programme %s', (_, name) => {
    const book = newWorkbook();
    open(book).call('setup', name);
    expect(book.titles()).toContain('Регистрации');
  });

  test.each(['конкурс', ''])('refuses an unknown programme (%j), and writes nothing', (name) => {
    const book = newWorkbook();
    expect(messageOf(() => open(book).call('setup', 'marathon', name))).toMatch(
      /^Программы «.*» нет\. Есть: Марафон \(marathon\)/,
    );
    expect(book.titles()).toEqual(['Лист1']);
  });

  test('says what comes next', () => {
    expect(open(newWorkbook()).run('setup', 'marathon').message).toMatch(
      /\nДальше: проверьте «Настройки», внесите строки .+ и выберите «Регламент → Пересчитать»\.$/,
    );
  });

  test('a second time changes nothing', () => {
    const book = cloneOf(base);
    const { run, records } = open(book);
    const before = allCells(book, 'Журнал');
    const report = run('setup', 'marathon');
    expect(report.changed).toEqual({});
    expect(report.message).toMatch(/Все вкладки и столбцы уже были на месте\.$/);
    expect(allCells(book, 'Журнал')).toEqual(before);
    expect(requestsOf(records).flatMap((request) => Object.keys(request))).toEqual([
      'createDeveloperMetadata',
      'updateCells',
    ]);
  });

  test('naming a programme twice in one call is the same as once', () => {
    const book = newWorkbook();
    open(book).call('setup', 'marathon', 'Марафон');
    expect(allCells(book, 'Журнал')).toEqual(allCells(base, 'Журнал'));
  });

  test('a second programme leaves the first one, its settings and its texts as staff have edited them', () => {
    const book = cloneOf(base);
    setSetting(book, 'Марафон', 'Вопросов в тесте', 10);
    book.set('Шаблоны писем', 2, 2, 'Моя тема');
    type(book, 'Календарь', [
      { Страна: 'РФ', Дата: serial('2023-10-09'), День: 'нерабочий', Название: 'Наш день' },
    ]);
    const before = staffCells(book);
    const second = programmes.find(({ id }) => id !== 'marathon') ?? fail('no second');
    const report = open(book).run('setup', second.id);
    const after = staffCells(book);
    for (const title of [...MARATHON_TABS, 'Календарь', 'Сроки', 'Ошибки', 'Письма'])
      expect([title, after[title]]).toEqual([title, before[title]]);
    for (const title of ['Настройки', 'Шаблоны писем'])
      expect((after[title] ?? []).slice(0, before[title]?.length)).toEqual(before[title]);
    expect(report.message).toContain(Object.values(second.tabs)[0]?.title ?? '');
  });

  test.each<[string, Cell[][], string]>([
    [
      'in any order',
      [
        ['Моё', 'Email', 'БЛОК *'],
        ['x', 'a@b.ru', 1],
        [null, 'c@d.ru', 'два'],
      ],
      '«Формат», «Баллы», «Примечание»',
    ],
    [
      'with notes to the right that have no header',
      [
        ['Блок', 'Email', 'Формат'],
        [1, 'a@b.ru', 'онлайн', 'заметка без заголовка'],
        [1, 'c@d.ru', 'онлайн', null, 'и ещё одна'],
      ],
      '«Баллы», «Примечание»',
    ],
  ])(
    "a tab with staff's data gets the columns it lacks at the right end, and keeps every cell: %s",
    (_, rows, added) => {
      const book = newWorkbook();
      book.addSheet('Посещения', rows);
      const report = open(book).run('setup', 'marathon');
      expect(report.message).toContain(`Справа добавлены недостающие столбцы: «Посещения» — ${added}.`);
      const kept = (): Cell[][] =>
        book.values('Посещения').map((row, index) => row.slice(0, rows[index]?.length ?? 0));
      expect(kept()).toEqual(rows);
      open(book).run('recompute');
      expect(kept()).toEqual(rows);
    },
  );

  test('an empty sheet with the right title is laid out completely', () => {
    const book = newWorkbook();
    book.addSheet('Блоки');
    const report = open(book).run('setup', 'marathon');
    expect(report.message).not.toContain('Добавлены');
    expect(book.values('Блоки')[0]?.[0]).toBe('Блок');
    expect(book.note('Блоки', 0, 0)).toContain('Блоки обучения');
  });

  test('a deleted tab is created again, and the programme runs', () => {
    const book = counted();
    for (const title of ['Рейтинг', 'Сроки', 'Розыгрыши', 'Журнал']) book.deleteSheet(title);
    open(book).run('recompute');
    expect(table(book, 'Рейтинг')).toHaveLength(44);
    expect(table(book, 'Журнал')).toHaveLength(1);
    book.deleteSheet('Блоки');
    open(book).run('recompute');
    expect(errors(book)).toEqual(['Блоки![] нет вкладки «Блоки»: программа «Марафон» не пересчитана']);
    open(book).run('setup', 'marathon');
    open(book).run('recompute');
    expect(errors(book).some((line) => line.includes('нет вкладки'))).toBe(false);
  });

  test('connecting another programme disconnects none that «Настройки» does not list', () => {
    const book = counted();
    book.setRows('Настройки', book.values('Настройки').slice(0, 1));
    open(book).run('setup', 'referral');
    open(book).run('recompute');
    expect(new Set(column(book, 'Настройки', 'Программа'))).toEqual(
      new Set(['Общие', 'Марафон', 'Рефералы']),
    );
    expect(table(book, 'Сроки').some((row) => row['Программа'] === 'Марафон')).toBe(true);
  });

  test('nor does it list a programme that has never had its tabs', () => {
    const book = newWorkbook();
    book.addSheet('Блоки', [['Дом', 'Этаж']]);
    open(book).run('setup', 'referral');
    expect(column(book, 'Настройки', 'Программа')).not.toContain('Марафон');
  });

  test('a row of «Настройки» in error is not added a second time', () => {
    const book = connected('marathon');
    const rows = book.values('Настройки').length;
    put(book, 'Настройки', 3, 'Описание', '#REF!');
    open(book).run('setup', 'marathon');
    expect(book.values('Настройки')).toHaveLength(rows);
  });
});
