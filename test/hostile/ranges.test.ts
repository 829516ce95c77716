// Merged cells, hidden and filtered rows, protected ranges: read as Google returns them, and written like all
// others, or refused with one line in Russian.
import { describe, expect, test } from '@jest/globals';
import { programmes } from '../../src/rules/registry.js';
import { changeFacets, transact } from '../../src/local/workbook/model.js';
import { readWorkbook, type WorkbookModel, workbookBytes } from '../../src/local/host.js';
import { messageOf } from '../bundle/failures.js';
import { counted, open, WRITE } from '../bundle/open.js';
import { watcher } from '../bundle/screen.js';
import { allCells, column, columnOf, table } from '../bundle/tables.js';
import { host } from '../local/support.js';
import { nowOf, sampleOf } from './support.js';

interface Area {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
function merge(book: WorkbookModel, title: string, area: Area): void {
  transact(book.core, (tx) => {
    changeFacets(tx, book.sheet(title).id, { merges: [area] });
  });
}

describe('merged cells', () => {
  test('have the value of the first cell; the others are empty and stay empty', () => {
    const made = host();
    const { workbook } = made;
    workbook.setRows('Лист1', [
      ['а', 'б', 'в'],
      ['г', 'д', 'е'],
    ]);
    merge(workbook, 'Лист1', { top: 0, left: 0, bottom: 2, right: 2 });
    expect(made.read('Лист1')).toMatchObject([
      {
        values: [
          ['а', '', 'в'],
          ['', '', 'е'],
        ],
      },
    ]);
    made.update({
      updateCells: {
        start: { sheetId: workbook.sheet('Лист1').id, rowIndex: 0, columnIndex: 0 },
        rows: [{ values: ['1', '2', '3'].map((stringValue) => ({ userEnteredValue: { stringValue } })) }],
        fields: 'userEnteredValue',
      },
    });
    expect(made.read('Лист1')).toMatchObject([
      {
        values: [
          ['1', '', '3'],
          ['', '', 'е'],
        ],
      },
    ]);
    const again = host(readWorkbook(workbookBytes(workbook), 'копия.xlsx'));
    expect(again.read('Лист1')).toMatchObject([
      {
        values: [
          ['1', '', '3'],
          ['', '', 'е'],
        ],
      },
    ]);
  });

  test('of rows that share a merged required cell all but the first are errors: nothing is dropped silently', () => {
    const book = counted();
    const column = columnOf(book, 'Регистрации', 'Email');
    merge(book, 'Регистрации', { top: 1, left: column, bottom: 4, right: column + 1 });
    open(book).run('recompute');
    const told = table(book, 'Ошибки').filter(
      (row) => row['Вкладка'] === 'Регистрации' && row['Столбец'] === 'Email' && Number(row['Строка']) <= 4,
    );
    expect(told.map((row) => [row['Строка'], row['Что не так']])).toEqual([
      [3, 'обязательная ячейка пуста'],
      [4, 'обязательная ячейка пуста'],
    ]);
  });

  test('a header merged over its neighbour hides the neighbour: the programme says which', () => {
    const book = counted();
    merge(book, 'Продажи', { top: 0, left: 0, bottom: 1, right: 2 });
    open(book).run('recompute');
    expect(table(book, 'Ошибки')[0]).toMatchObject({ Вкладка: 'Продажи', Столбец: 'Email' });
  });
});

describe('hidden and filtered rows, hidden columns and tabs', () => {
  test.each(programmes)('count like all others: $title', (programme) => {
    const before = sampleOf(programme);
    const book = sampleOf(programme);
    const made = host(book);
    for (const tab of Object.values(programme.tabs)) {
      const sheetId = book.sheet(tab.title).id;
      const hide = (dimension: 'ROWS' | 'COLUMNS', startIndex: number, endIndex: number): object => ({
        updateDimensionProperties: {
          range: { sheetId, dimension, startIndex, endIndex },
          properties: { hiddenByUser: true },
          fields: 'hiddenByUser',
        },
      });
      expect(
        made.update(
          hide('ROWS', 1, 6),
          hide('COLUMNS', 0, 2),
          { setBasicFilter: { filter: { range: { sheetId, startRowIndex: 0, endRowIndex: 5 } } } },
          {
            updateSheetProperties: { properties: { sheetId, hidden: true }, fields: 'hidden' },
          },
        ).message,
      ).toBeUndefined();
    }
    open(book, { now: nowOf(programme) }).run('recompute');
    expect(allCells(book, 'Журнал')).toEqual(allCells(before, 'Журнал'));
  });

  test('are written like all others', () => {
    const book = counted();
    const made = host(book);
    const { id: sheetId } = book.sheet('Рейтинг');
    made.update({
      updateDimensionProperties: {
        range: { sheetId, dimension: 'ROWS', startIndex: 1, endIndex: 4 },
        properties: { hiddenByUser: true },
        fields: 'hiddenByUser',
      },
    });
    book.set('Рейтинг', 1, 1, 'кто-то');
    open(book).run('recompute');
    expect(book.values('Рейтинг')).toEqual(counted().values('Рейтинг'));
  });
});

describe('a range protected against the current user', () => {
  const refusing = (message: (index: number) => string, tab: string, code: 400 | 403 = 400) => {
    const book = counted();
    const column = columnOf(book, 'Рейтинг', 'Итого');
    book.set(tab, 1, column, 12_345);
    const before = allCells(book);
    const { id } = book.sheet(tab);
    const { ui, shown } = watcher();
    const made = (screen: boolean) =>
      open(book, {
        ...(screen ? { ui } : {}),
        faults: {
          fail: ({ method, request }) => {
            if (method !== WRITE) return null;
            const { requests } = request as { readonly requests: readonly object[] };
            const index = requests.findIndex((one) => JSON.stringify(one).includes(`"sheetId":${id}`));
            return index < 0 ? null : { code, message: message(index) };
          },
        },
      });
    return { made, shown, book, before };
  };
  const PROTECTED = (index: number): string =>
    `Invalid requests[${index}].updateCells: You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.`;

  test('is named, and nothing is written', () => {
    const { made, book, before, shown } = refusing(PROTECTED, 'Рейтинг');
    const line =
      'Вкладка «Рейтинг» защищена от правки: изменения не записаны. Попросите владельца таблицы разрешить вам править эту вкладку: «Данные → Защитить листы и диапазоны».';
    expect(messageOf(() => made(false).run('recompute'))).toBe(line);
    expect(made(true).call('recompute')).toBeNull();
    expect(shown).toEqual([line]);
    expect(allCells(book)).toEqual(before);
  });

  test.each([
    [
      'without the number of the request',
      400,
      'You are trying to edit a protected cell or object.',
      /^Одна из вкладок защищена/,
    ],
    [
      'in the language of the account',
      400,
      'Эта область защищена. Чтобы изменить ее, обратитесь к владельцу таблицы.',
      /^Одна из вкладок защищена/,
    ],
    [
      'when the whole sheet may only be read',
      403,
      'The caller does not have permission',
      /^У вас нет права править эту таблицу/,
    ],
  ] as const)('%s', (_, code, message, line) => {
    const { made } = refusing(() => message, 'Рейтинг', code);
    expect(messageOf(() => made(false).run('recompute'))).toMatch(line);
  });

  test('letters are sent even if «Журнал» is protected', () => {
    const tab = 'Журнал';
    const { made, book } = refusing(PROTECTED, tab);
    const sent = made(false).run('send');
    expect(sent.letters.sent).toBeGreaterThan(0);
    expect(sent.message).toMatch(/^Отправлено .*\. Строка в «Журнал» не записана: вкладка защищена/);
    expect(column(book, 'Письма', 'Статус')).toContain('отправлено');
  });

  test('a tab that staff have converted into a table is named, with what Google says', () => {
    const words = "You can't set the number format of cells in a typed column.";
    const { made, book, before } = refusing(
      (index) => `Invalid requests[${index}].updateCells: ${words}`,
      'Рейтинг',
    );
    expect(messageOf(() => made(false).run('recompute'))).toBe(
      `Google не принял изменения вкладки «Рейтинг», ничего не записано. Его ответ: «${words}». Если вкладка защищена, попросите владельца таблицы разрешить вам правку. Если её строки преобразованы в таблицу («Преобразовать в таблицу»), верните обычный диапазон.`,
    );
    expect(allCells(book)).toEqual(before);
  });
});
