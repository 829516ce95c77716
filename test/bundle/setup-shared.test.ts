// Set-up of a workbook in which staff had already made one of the shared tabs themselves.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, type WorkbookModel } from '../../src/local/host.js';
import { modelOf } from '../../src/local/staff.js';
import { programmes } from '../../src/rules/registry.js';
import { keyOf } from '../../src/rules/text.js';
import { fail, messageOf } from './failures.js';
import { connected, open, requestsOf } from './open.js';
import { allCells, errors, KNOWN, table, type } from './tables.js';

const referral = programmes.find(({ id }) => id === 'referral') ?? fail('no referral');

describe('a shared tab that staff had already made themselves', () => {
  const TITLES = ['Настройки', 'Календарь', 'Шаблоны писем', 'Письма'];
  const own = (title: string): WorkbookModel => {
    const book = newWorkbook();
    book.addSheet(title, [['Моё'], ['x'], ['y']]);
    return book;
  };

  test.each(TITLES)('«%s» gets its columns at the right end, its rows below staff’s', (title) => {
    const book = own(title);
    const fresh = connected('referral');
    const { message } = open(book).run('setup', 'referral');
    expect(message).toContain(`Справа добавлены недостающие столбцы: «${title}» — «`);
    expect(book.values(title).map(([cell]) => cell)).toEqual([
      'Моё',
      'x',
      'y',
      ...fresh
        .values(title)
        .slice(1)
        .map(() => null),
    ]);
    const beside = book.values(title).map((row) => row.slice(1));
    expect(beside.filter((_, row) => row !== 1 && row !== 2)).toEqual(fresh.values(title));
    expect(
      beside
        .slice(1, 3)
        .flat()
        .filter((cell) => cell !== null),
    ).toEqual([]);
    open(book).run('recompute');
    expect(errors(book)).toEqual([]);
    expect(open(book).run('setup', 'referral').message).toContain('Все вкладки и столбцы уже были на месте.');
    expect(open(book).run('recompute').changed).toEqual({});
  });

  test('dropdowns of «Настройки» stand beside their parameters', () => {
    const dropdowns = (book: WorkbookModel): unknown[] => {
      const { run, records } = open(book);
      run('setup', 'referral');
      return requestsOf(records).flatMap(({ setDataValidation: one }) =>
        one?.range?.endRowIndex === undefined || one.rule?.condition?.type !== 'ONE_OF_LIST'
          ? []
          : [[one.range.startRowIndex, one.rule.condition.values?.length]],
      );
    };
    const shifted = dropdowns(newWorkbook()).map((one) => {
      const [row, words] = one as readonly [number, number];
      return [row + 2, words];
    });
    expect(shifted).not.toEqual([]);
    expect(dropdowns(own('Настройки'))).toEqual(shifted);
  });

  test.each(TITLES)('a recompute meanwhile tells staff to connect, and «%s» can still be', (title) => {
    const book = own(title);
    for (const { title: input, columns, role } of Object.values(referral.tabs))
      if (role === 'input') book.addSheet(input, [Object.values(columns).map(({ header }) => header)]);
    open(book).run('recompute');
    const [line] = table(book, 'Ошибки').filter((row) => row['Вкладка'] === title);
    expect(line?.['Как исправить']).toBe(
      'Выберите «Подключить программу…»: недостающие столбцы будут добавлены.',
    );
    open(book).run('setup', 'referral');
    open(book).run('recompute');
    expect(errors(book)).toEqual([]);
  });

  test.each(TITLES)('«%s» with a header twice is refused, and nothing is written', (title) => {
    const book = newWorkbook();
    const { header } = Object.values(KNOWN.get(keyOf(title))?.tab.columns ?? {})[0] ?? fail('no column');
    book.addSheet(title, [
      [header, header],
      ['x', 'y'],
    ]);
    const before = allCells(book);
    expect(messageOf(() => open(book).call('setup', 'referral'))).toBe(
      `На вкладке «${title}» два столбца «${header}». Переименуйте или удалите лишний и повторите.`,
    );
    expect(allCells(book)).toEqual(before);
  });

  test.each(TITLES)('«%s» that was connected and has lost its headers is refused', (title) => {
    const book = connected('referral');
    const header = book.values(title)[0] ?? [];
    if (title === 'Письма') type(book, title, [{ Ключ: 'x' }]);
    header.forEach((_, index) => book.set(title, 0, index, `Моё ${index}`));
    expect(messageOf(() => open(book).call('setup', 'referral'))).toMatch(
      /заголовки потеряны или повторяются/,
    );
  });
});

describe('tabs of the same titles that staff keep for themselves', () => {
  const refusalOf = (book: WorkbookModel, ...names: readonly string[]): string => {
    const before = JSON.stringify(book.core.state.sheets);
    const message = messageOf(() => open(book).call('setup', ...names));
    expect(JSON.stringify(book.core.state.sheets)).toBe(before);
    return message;
  };

  test('data in columns that would be computed: set-up names them, and nothing is written', () => {
    const book = newWorkbook();
    book.addSheet('Клиенты', [
      ['Клиент', 'Промокод', 'Дата регистрации', 'Примечание', 'Партнёр'],
      ['Ромашка', 'P1', '01.01.2023', 'звонить после обеда', 'через Ивана'],
    ]);
    expect(refusalOf(book, 'referral')).toBe(
      'На вкладке «Клиенты» в столбцах «Партнёр», «Примечание» ваши данные, а «Регламент» пишет туда сам.\n' +
        'Переименуйте эти вкладки или столбцы и повторите. Ничего не изменено.',
    );
    book.set('Клиенты', 0, 3, 'Заметки');
    book.set('Клиенты', 0, 4, 'Кто привёл');
    open(book).run('setup', 'referral');
    open(book).run('recompute');
    expect(book.values('Клиенты')[1]?.slice(0, 5)).toEqual([
      'Ромашка',
      'P1',
      '01.01.2023',
      'звонить после обеда',
      'через Ивана',
    ]);
  });

  test.each(['Сроки', 'Журнал', 'Балансы', 'Начисления', 'Закрытые месяцы'])(
    '«%s» with rows is refused; without any it is completed',
    (title) => {
      const book = newWorkbook();
      book.addSheet(title, [['Кто дежурил'], ['Иван']]);
      expect(refusalOf(book, 'referral')).toContain(`«${title}» ваши данные`);
      book.set(title, 1, 0, null);
      expect(open(book).run('setup', 'referral').message).toContain('Подключено: «Рефералы».');
    },
  );

  test('a copy of a workbook, whose sheets nobody remembers, can be connected again', () => {
    const { core } = connected('referral');
    const { host } = core.state;
    const forgotten = { ...host, properties: { ...host.properties, document: {} } };
    const copy = modelOf({ ...core, state: { ...core.state, host: forgotten } });
    expect(copy.values('Журнал').length).toBeGreaterThan(1);
    expect(open(copy).run('setup', 'referral').message).toContain('Все вкладки и столбцы уже были на месте.');
  });
});
