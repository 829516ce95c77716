// Set-up and binding (spec 00, «Tabs and columns»): what is missing is made, what is there is left, nothing that staff typed changes.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, type WorkbookModel } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import type { Tab } from '../../src/rules/tabs.js';
import { sharedTabs } from '../../src/sheets/shared-tabs.js';
import {
  allCells,
  type Cell,
  cloneOf,
  column,
  connected,
  counted,
  fail,
  FINAL,
  marathon,
  messageOf,
  open,
  people,
  requestsOf,
  sample,
  serial,
  setSetting,
  staffCells,
  table,
  type,
} from './support.js';

const MARATHON_TABS = Object.values(marathon.tabs).map(({ title }) => title);
const ALL_TABS: readonly Tab[] = [...Object.values(marathon.tabs), ...Object.values(sharedTabs)];
const SHARED_TABS = ['Сроки', 'Ошибки', 'Письма', 'Настройки', 'Календарь', 'Шаблоны писем', 'Журнал'];
const errors = (book: WorkbookModel): string[] =>
  table(book, 'Ошибки').map(
    (row) =>
      `${String(row['Вкладка'])}!${String(row['Строка'] ?? '')}[${String(row['Столбец'] ?? '')}] ${String(row['Что не так'])}`,
  );
/** The result by nickname: what the order of rows and columns may not change. */
const rating = (book: WorkbookModel): Readonly<Record<string, Cell>> =>
  Object.fromEntries(table(book, 'Рейтинг').map((row) => [String(row['Никнейм']), row['Итого'] ?? null]));

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

  test('leaves its first line in «Журнал» in the programme’s own time', () => {
    const [line] = table(base, 'Журнал');
    expect(line?.['Действие']).toBe('Подключить программу');
    expect(Number(line?.['Время'])).toBeCloseTo(serial('2023-11-03 10:00'), 3);
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

  test.each(['конкурс', ''])('refuses a programme that there is not (%j), and writes nothing', (name) => {
    const book = newWorkbook();
    expect(messageOf(() => open(book).call('setup', 'marathon', name))).toMatch(
      /^Программы «.*» нет\. Есть: marathon \(Марафон\)/,
    );
    expect(book.titles()).toEqual(['Лист1']);
  });

  test('twice changes nothing', () => {
    const book = cloneOf(base);
    const { run, records } = open(book);
    const before = allCells(book, 'Журнал');
    const report = run('setup', 'marathon');
    expect(report.changed).toEqual({});
    expect(report.message).toContain('Все вкладки и столбцы уже были на месте.');
    expect(allCells(book, 'Журнал')).toEqual(before);
    expect(requestsOf(records).flatMap((request) => Object.keys(request))).toEqual([
      'createDeveloperMetadata',
      'updateCells',
    ]);
  });

  test('twice in one call is once', () => {
    const book = newWorkbook();
    open(book).call('setup', 'marathon', 'Марафон');
    expect(allCells(book, 'Журнал')).toEqual(allCells(base, 'Журнал'));
  });

  test('a second programme leaves the first, its settings and its texts as staff have made them', () => {
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
      expect(report.message).toContain(`Добавлены недостающие столбцы справа: «Посещения»: ${added}.`);
      const kept = (): Cell[][] =>
        book.values('Посещения').map((row, index) => row.slice(0, rows[index]?.length ?? 0));
      expect(kept()).toEqual(rows);
      open(book).run('recompute');
      expect(kept()).toEqual(rows);
    },
  );

  test('an empty sheet of the right title is laid out whole', () => {
    const book = newWorkbook();
    book.addSheet('Блоки');
    const report = open(book).run('setup', 'marathon');
    expect(report.message).not.toContain('Добавлены');
    expect(book.values('Блоки')[0]?.[0]).toBe('Блок');
    expect(book.note('Блоки', 0, 0)).toContain('Блоки обучения');
  });

  test('a tab that somebody deleted is made again, and the programme runs on', () => {
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
});

describe('tabs and columns are bound by what they are', () => {
  test.each<[string, (book: WorkbookModel) => void]>([
    [
      'renamed tabs',
      (book) =>
        ['Посещения', 'Рейтинг', 'Настройки', 'Письма'].forEach((title) =>
          book.renameSheet(title, `${title} осени`),
        ),
    ],
    [
      'moved tabs',
      (book) => ['Журнал', 'Блоки', 'Письма'].forEach((title, index) => book.moveSheet(title, index)),
    ],
    [
      'other case, blanks and * in headers',
      (book) =>
        ['Посещения', 'Продажи', 'Рейтинг'].forEach((title) =>
          (book.values(title)[0] ?? []).forEach((cell, index) =>
            book.set(title, 0, index, ` ${String(cell).toUpperCase()}  * `),
          ),
        ),
    ],
    [
      "staff's columns before and between",
      (book) =>
        ['Регистрации', 'Посещения', 'Рейтинг'].forEach((title) => {
          book.insertColumn(title, 0);
          book.set(title, 0, 0, 'Моё');
          book.set(title, 3, 0, 'моя заметка');
          book.insertColumn(title, 3);
        }),
    ],
    [
      'rows in another order',
      (book) =>
        ['Регистрации', 'Посещения', 'Результаты тестов'].forEach((title) => book.sortRows(title, 1, true)),
    ],
    [
      'empty rows between',
      (book) => ['Регистрации', 'Блоки', 'Посещения'].forEach((title) => book.insertRow(title, 4)),
    ],
  ])('%s: the same results', (_, change) => {
    const book = counted();
    const expected = rating(book);
    change(book);
    const before = staffCells(book);
    open(book).run('recompute');
    const title = book.titles().find((one) => one.startsWith('Рейтинг')) ?? fail('no rating');
    const header = book.values(title)[0] ?? [];
    const [name, total] = ['никнейм', 'итого'].map((word) =>
      header.findIndex((cell) => String(cell).toLowerCase().includes(word)),
    );
    expect(
      Object.fromEntries(
        book
          .values(title)
          .slice(1)
          .map((row) => [row[name ?? 0], row[total ?? 0]]),
      ),
    ).toEqual(expected);
    expect(staffCells(book)).toEqual(before);
    expect(open(book).run('recompute').changed).toEqual({});
  });

  test('sheets that another program has numbered anew go by their titles', () => {
    const book = counted();
    const { host } = book.core.state;
    const ids = JSON.parse(host.properties.document.tabs ?? '{}') as Record<string, number>;
    const keys = Object.keys(ids);
    const turned = Object.fromEntries(
      keys.map((key, index) => [key, ids[keys[keys.length - 1 - index] ?? ''] ?? 0]),
    );
    book.core.state = {
      ...book.core.state,
      host: {
        ...host,
        properties: {
          ...host.properties,
          document: { ...host.properties.document, tabs: JSON.stringify(turned) },
        },
      },
    };
    const before = allCells(book, 'Журнал');
    expect(open(book).run('recompute').changed).toEqual({});
    expect(allCells(book, 'Журнал')).toEqual(before);
  });
});

describe('what stops a programme, and it alone', () => {
  const two = (): WorkbookModel => {
    const book = counted();
    open(book).call('setup', ...programmes.map(({ id }) => id));
    open(book).run('recompute');
    return book;
  };

  test.each<[string, (book: WorkbookModel) => void, string]>([
    [
      'a missing required column',
      (book) => book.set('Посещения', 0, 1, 'Почта'),
      'Посещения!1[Email] нет обязательного столбца «Email»: программа не пересчитана',
    ],
    [
      'two columns with one header',
      (book) => book.set('Продажи', 0, 12, 'СУММА  РРЦ *'),
      'Продажи!1[Сумма РРЦ] два столбца с одним заголовком: программа не пересчитана',
    ],
    [
      'a missing tab',
      (book) => book.deleteSheet('Задания'),
      'Задания![] нет вкладки «Задания»: программа «Марафон» не пересчитана',
    ],
  ])('%s: one line in «Ошибки», nothing of it is touched, the others go on', (_, spoil, line) => {
    const book = two();
    const before = allCells(book, 'Журнал', 'Ошибки', 'Сроки', 'Письма');
    spoil(book);
    const spoilt = allCells(book, 'Журнал', 'Ошибки', 'Сроки', 'Письма');
    const letters = column(book, 'Письма', 'Статус');
    open(book).run('recompute');
    expect(errors(book).filter((one) => one.includes('программа'))).toEqual([line]);
    expect(errors(book).filter((one) => MARATHON_TABS.some((title) => one.startsWith(`${title}!`)))).toEqual([
      line,
    ]);
    expect(allCells(book, 'Журнал', 'Ошибки', 'Сроки', 'Письма')).toEqual(spoilt);
    expect(column(book, 'Письма', 'Статус')).toEqual(letters);
    expect(before['Рейтинг']).toEqual(book.values('Рейтинг'));
  });

  test('a renamed header of «Письма» does not make its letters new again, today or tomorrow', () => {
    const book = counted();
    const letters = book.values('Письма').length;
    book.set('Письма', 0, 0, 'Идентификатор');
    for (const now of [FINAL, '2023-11-03T12:00:00+03:00']) {
      try {
        open(book, { now }).run('recompute');
      } catch (error) {
        // A refusal is an answer too, when it names the column.
        expect(String((error as { readonly message?: unknown }).message)).toContain('Ключ');
      }
      expect(book.values('Письма')).toHaveLength(letters);
    }
  });

  test('a row of «Настройки» for a programme that there is not is told', () => {
    const book = counted();
    type(book, 'Настройки', [{ Программа: 'Марафн', Параметр: 'Вопросов в тесте', Значение: 10 }]);
    open(book).run('recompute');
    expect(errors(book).some((line) => line.startsWith('Настройки!'))).toBe(true);
  });
});

describe('bad rows are listed and everything else counts', () => {
  test('the marathon’s sample: each row in error once, with a link, its computed cells emptied and the reason beside it', () => {
    const book = counted();
    const listed = table(book, 'Ошибки');
    expect(listed).toHaveLength(20);
    for (const row of listed) {
      const title = String(row['Вкладка']);
      const cells = table(book, title);
      const at = book.values(title)[Number(row['Строка']) - 1] ?? [];
      const header = book.values(title)[0] ?? [];
      expect(cells.length).toBeGreaterThan(0);
      const remark = header.findIndex((cell) => cell === 'Примечание' || cell === 'Причина');
      if (remark >= 0)
        expect([title, row['Строка'], at[remark]]).toEqual([
          title,
          row['Строка'],
          expect.stringMatching(/^ошибка: /),
        ]);
      const points = header.indexOf('Баллы');
      const computed = title !== 'Дополнительные баллы' && points >= 0;
      if (computed) expect([title, row['Строка'], at[points] ?? null]).toEqual([title, row['Строка'], null]);
    }
    expect(Object.values(rating(book)).filter((total) => Number(total) > 0).length).toBeGreaterThan(35);
  });

  test('mended, the row counts and its line is gone', () => {
    const book = counted();
    const row = book.values('Посещения').findIndex((cells) => cells[2] === 'по телефону');
    book.set('Посещения', row, 2, 'онлайн');
    open(book).run('recompute');
    expect(table(book, 'Ошибки')).toHaveLength(19);
    expect(book.values('Посещения')[row]?.slice(3)).not.toContain('ошибка');
    expect(typeof book.get('Посещения', row, 3)).toBe('number');
  });

  test('a deleted row leaves no leftover on the outputs', () => {
    const book = counted();
    book.deleteRow('Регистрации', 10);
    open(book).run('recompute');
    expect(table(book, 'Рейтинг')).toHaveLength(43);
    expect(book.values('Рейтинг')).toHaveLength(44);
  });

  test('a bad setting is an error row, its default is used, the rest goes on', () => {
    const book = counted();
    const expected = rating(book);
    setSetting(book, 'Марафон', 'Вопросов в тесте', 'восемь');
    open(book).run('recompute');
    expect(rating(book)).toEqual(expected);
    expect(errors(book)[0]).toMatch(
      /^Настройки!\d+\[Значение\] «Вопросов в тесте»: это не число; действует значение по умолчанию$/,
    );
  });
});

describe('nothing that staff typed is ever changed or lost', () => {
  const ACTIONS: readonly (readonly [string, readonly unknown[]])[] = [
    ['recompute', []],
    ['daily', []],
    ['tick', []],
    ['send', []],
    ['whatChanges', []],
    ['draw', ['семь-сорок']],
    ['setup', ['marathon']],
    ['selfTest', []],
    ['automate', ['on']],
    ['previewLetters', []],
    ['deadlinesToday', []],
  ];
  test.each(ACTIONS)('by %s', (name, args) => {
    const book = sample();
    // Whatever staff may keep beside the add-on's columns, and a tab of their own.
    book.addSheet('Моя вкладка', [['=1+1', 5], ['текст']]);
    book.setFormula('Моя вкладка', 2, 0, '=A1&"!"', '=1+1!');
    for (const title of ['Регистрации', 'Рейтинг', 'Ошибки', 'Журнал']) {
      const width = book.values(title)[0]?.length ?? 0;
      book.set(title, 0, width, 'Моё');
      book.set(title, 1, width, 'моя заметка');
      book.set(title, 90, width + 1, 'внизу без заголовка');
    }
    book.setFormula('Продажи', 1, 3, '="Клиент "&1', 'Клиент 1');
    const before = staffCells(book);
    open(book, { now: FINAL }).call(name, ...args);
    expect(staffCells(book)).toEqual(before);
    expect(book.formula('Моя вкладка', 2, 0)).toBe('A1&"!"');
    expect(book.formula('Продажи', 1, 3)).toBe('"Клиент "&1');
  });

  test('what looks like a formula arrives on the outputs as text', () => {
    const book = connected('marathon');
    const names = ['=IMPORTXML("http://x")', '+7 900', '@x', '-1', "'q", '1/2', '007', 'TRUE'];
    type(
      book,
      'Регистрации',
      people(names.length).map((row, index) => ({ ...row, Никнейм: names[index] ?? '' })),
    );
    open(book, { now: '2023-09-20T12:00:00+03:00' }).run('recompute');
    expect([...column(book, 'Рейтинг', 'Никнейм')].sort()).toEqual([...names].sort());
    names.forEach((_, index) => expect(book.formula('Рейтинг', index + 1, 1)).toBeNull());
  });
});
