// Tabs and columns are found by id and header; what cannot be found stops its programme and no other.
import { describe, expect, test } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readWorkbook, type WorkbookModel, workbookBytes } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { fail } from './failures.js';
import { connected, counted, FINAL, open } from './open.js';
import { MARATHON_TABS } from './samples.js';
import { allCells, column, errors, rating, staffCells, table, type } from './tables.js';

/** The sheet ids that runs remember, by tab key. */
const rememberedIds = (book: WorkbookModel): Record<string, number> =>
  JSON.parse(book.core.state.host.properties.document.tabs ?? '{}') as Record<string, number>;

function remember(book: WorkbookModel, ids: Readonly<Record<string, number>>): void {
  const { state } = book.core;
  const { properties } = state.host;
  const document = { ...properties.document, tabs: JSON.stringify(ids) };
  book.core.state = { ...state, host: { ...state.host, properties: { ...properties, document } } };
}

describe('tabs and columns are found wherever they are', () => {
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

  test('sheets renumbered by another program, which has lost their ids, are found by their titles', () => {
    const files = unzipSync(workbookBytes(counted()));
    const xml = strFromU8(files['xl/workbook.xml'] ?? new Uint8Array());
    let n = xml.split('sheetId=').length;
    const renumbered = xml
      .replace(/<definedNames>.*<\/definedNames>/s, '')
      .replace(/sheetId="\d+"/g, () => `sheetId="${String(--n)}"`);
    const book = readWorkbook(zipSync({ ...files, 'xl/workbook.xml': strToU8(renumbered) }), 'k.xlsx');
    const before = allCells(book, 'Журнал');
    expect(open(book).run('recompute').changed).toEqual({});
    expect(allCells(book, 'Журнал')).toEqual(before);
  });

  describe('two tabs exchange their titles', () => {
    const exchange = (book: WorkbookModel, one: string, other: string): void => {
      book.renameSheet(one, 'временно');
      book.renameSheet(other, one);
      book.renameSheet('временно', other);
    };
    test.each([
      ['Посещения', 'Продажи'],
      ['Рейтинг', 'Номинации'],
      ['Настройки', 'Календарь'],
      ['Рейтинг', 'Задания'],
    ])('«%s» and «%s»: the same results', (one, other) => {
      const book = counted();
      const ids = rememberedIds(book);
      const named = ['Журнал', 'Ошибки', 'Сроки'];
      const before = allCells(book, ...named);
      exchange(book, one, other);
      open(book).run('recompute');
      exchange(book, one, other);
      expect(allCells(book, ...named)).toEqual(before);
      expect(rememberedIds(book)).toEqual(ids);
    });
    test('«Письма» and another one: letters are sent, and none is created again', () => {
      const [book, plain] = [counted(), counted()];
      exchange(book, 'Письма', 'Журнал');
      for (const one of [book, plain]) open(one).run('send');
      exchange(book, 'Письма', 'Журнал');
      for (const header of ['Ключ', 'Статус'])
        expect(column(book, 'Письма', header)).toEqual(column(plain, 'Письма', header));
    });
  });

  describe('a new tab has the title of a renamed one', () => {
    const twice = (): WorkbookModel => {
      const book = counted();
      book.renameSheet('Продажи', 'Продажи 2023');
      book.addSheet('Продажи', [...book.values('Продажи 2023').slice(0, 1)]);
      return book;
    };
    const warnings = (book: WorkbookModel): unknown[] =>
      table(book, 'Ошибки').filter((row) => String(row['Что не так']).includes('эта вкладка не учитывается'));

    test('the renamed one is read, and a warning says so', () => {
      const book = twice();
      const before = rating(book);
      open(book).run('recompute');
      expect(rating(book)).toEqual(before);
      expect(warnings(book)).toEqual([
        expect.objectContaining({
          Вкладка: 'Продажи',
          'Что не так':
            'предупреждение: эта вкладка не учитывается: «Продажи» переименовали в «Продажи 2023», учитывается вкладка «Продажи 2023»',
          'Как исправить':
            'Если нужна прежняя, удалите эту и верните «Продажи 2023» название «Продажи». Если нужна эта, сделайте копию «Продажи 2023», а саму «Продажи 2023» удалите.',
        }),
      ]);
    });

    test('the advice helps: back to the former one', () => {
      const book = twice();
      book.deleteSheet('Продажи');
      book.renameSheet('Продажи 2023', 'Продажи');
      open(book).run('recompute');
      expect(warnings(book)).toEqual([]);
    });

    test('the advice helps: on to the new one', () => {
      const book = twice();
      const archive = book.values('Продажи 2023');
      book.deleteSheet('Продажи 2023');
      book.addSheet('Копия Продажи 2023', [...archive]);
      open(book).run('recompute');
      expect(warnings(book)).toEqual([]);
      expect(rememberedIds(book)['marathon/sales']).toBe(book.sheet('Продажи').id);
    });

    test('a renamed tab alone is no reason to warn', () => {
      const book = counted();
      book.renameSheet('Продажи', 'Продажи 2023');
      const before = table(book, 'Ошибки').length;
      open(book).run('recompute');
      expect(table(book, 'Ошибки')).toHaveLength(before);
    });
  });

  describe('a tab is deleted while it is remembered', () => {
    const without = (title: string): WorkbookModel => {
      const book = connected('marathon');
      // Its tabs get the highest ids.
      open(book).call('setup', 'webinars');
      book.deleteSheet(title);
      return book;
    };
    const idsOf = (book: WorkbookModel): number[] => Object.values(rememberedIds(book));

    test('a new tab does not take its id', () => {
      const book = without('Проверки');
      for (const name of ['referral', 'webinars']) open(book).call('setup', name);
      expect(book.titles()).toContain('Проверки');
      expect(book.values('Партнёры')[0]).toContain('Партнёр');
      expect(new Set(idsOf(book)).size).toBe(idsOf(book).length);
    });

    test('an id that two tabs already share belongs to the one whose title its sheet has', () => {
      const book = without('Проверки');
      const others = Object.entries(rememberedIds(book)).filter(([key]) => key !== 'webinars/checklist');
      const shared = { 'webinars/checklist': book.sheet('Рейтинг').id };
      remember(book, { ...shared, ...Object.fromEntries(others) });
      const rating = book.values('Рейтинг');
      open(book).call('recompute');
      expect(book.titles()).toContain('Проверки');
      expect(book.values('Рейтинг')).toEqual(rating);
      expect(new Set(idsOf(book)).size).toBe(idsOf(book).length);
    });
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
  ])('%s: one line in «Ошибки», nothing of the programme is touched, the others run', (_, spoil, line) => {
    const book = two();
    const before = allCells(book, 'Журнал', 'Ошибки', 'Сроки', 'Письма');
    spoil(book);
    const spoilt = allCells(book, 'Журнал', 'Ошибки', 'Сроки', 'Письма');
    const letters = column(book, 'Письма', 'Статус');
    const { message, rows } = open(book).run('recompute');
    expect(message).toMatch(
      /^Не пересчитана программа «Марафон»: почему — на вкладке «Ошибки»\. Прежние итоги оставлены как были\. Пересчитано: /,
    );
    expect(rows['Рейтинг']).toBe(book.values('Рейтинг').length - 1);
    expect(errors(book).filter((one) => one.includes('программа'))).toEqual([line]);
    expect(errors(book).filter((one) => MARATHON_TABS.some((title) => one.startsWith(`${title}!`)))).toEqual([
      line,
    ]);
    expect(allCells(book, 'Журнал', 'Ошибки', 'Сроки', 'Письма')).toEqual(spoilt);
    expect(column(book, 'Письма', 'Статус')).toEqual(letters);
    expect(before['Рейтинг']).toEqual(book.values('Рейтинг'));
  });

  test('after a header of «Письма» is renamed its letters are not created again, today or tomorrow', () => {
    const book = counted();
    const letters = book.values('Письма').length;
    book.set('Письма', 0, 0, 'Идентификатор');
    for (const now of [FINAL, '2023-11-03T12:00:00+03:00']) {
      try {
        open(book, { now }).run('recompute');
      } catch (error) {
        // A refusal is acceptable too, if it names the column.
        expect(String((error as { readonly message?: unknown }).message)).toContain('Ключ');
      }
      expect(book.values('Письма')).toHaveLength(letters);
    }
  });

  test('a row of «Настройки» for an unknown programme is reported', () => {
    const book = counted();
    type(book, 'Настройки', [{ Программа: 'Марафн', Параметр: 'Вопросов в тесте', Значение: 10 }]);
    open(book).run('recompute');
    expect(errors(book).some((line) => line.startsWith('Настройки!'))).toBe(true);
  });
});
