// «Удалить персональные данные…» and «Письма»: letters to others that name the person, and the notice to the
// contact.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { textPrint } from '../../src/mail/keys.js';
import { cellsTelling, lived } from './erasing.js';
import { fail } from './failures.js';
import { open, requestsOf } from './open.js';
import { type Cell, put, setSetting, table, type } from './tables.js';

const EMAIL = 'uchastnik02@example.org';
const setIn = (book: WorkbookModel, row: number, header: string, value: Cell): void =>
  put(book, 'Письма', row + 1, header, value);
const letterAt = (book: WorkbookModel, row: number): Readonly<Record<string, Cell>> =>
  table(book, 'Письма')[row] ?? fail('no letter');

describe('a waiting letter to somebody else that names the person', () => {
  const digestOf = (book: WorkbookModel): number =>
    table(book, 'Письма').findIndex(({ Ключ: key }) => String(key).startsWith('marathon.digest/'));
  /** The digest as the add-on itself would have worded it, with the person in it. */
  const naming = (edited: boolean): { book: WorkbookModel; row: number; before: Cell } => {
    const book = lived();
    const row = digestOf(book);
    const { Ключ: key, Тема: subject, Текст: before = null } = letterAt(book, row);
    const text = `Здравствуйте! Участник: ${EMAIL}.`;
    setIn(book, row, 'Текст', text);
    if (!edited)
      setIn(
        book,
        row,
        'Ключ',
        String(key).replace(/text=[0-9a-f]{8}/, `text=${textPrint(String(subject), text)}`),
      );
    return { book, row, before };
  };

  test('still follows the tabs: the text without the person is no edit by staff', () => {
    const { book, row, before } = naming(false);
    open(book).run('erasePerson', EMAIL);
    open(book).run('recompute');
    expect(letterAt(book, row)['Текст']).toBe(before);
    expect(cellsTelling(book, EMAIL)).toEqual([]);
  });

  test('stays as it is, without the person, if staff have edited it', () => {
    const { book, row } = naming(true);
    open(book).run('erasePerson', EMAIL);
    open(book).run('recompute');
    expect(letterAt(book, row)['Текст']).toMatch(
      /^Здравствуйте! Участник: удалено-[0-9a-f]{16}@удалено\.invalid\.$/,
    );
  });
});

test.each([
  ['Кому', `${EMAIL}; boris@example.com`, /^удалено-[0-9a-f]{16}@удалено\.invalid; boris@example\.com$/],
  ['Кому', `Анна <${EMAIL}>`, /^Анна <удалено-[0-9a-f]{16}@удалено\.invalid>$/],
  ['Копия', `boris@example.com, ${EMAIL.toUpperCase()}`, /^boris@example\.com, удалено-/],
  // Somebody else's.
  ['Кому', `ivan.${EMAIL}`, /^ivan\.uchastnik02@example\.org$/],
  ['Копия', `${EMAIL}.kz`, /^uchastnik02@example\.org\.kz$/],
])('«%s» with %j loses the person’s address only', (header, cell, expected) => {
  const book = lived();
  const row = table(book, 'Письма').findIndex(({ Кому: to }) => to !== EMAIL);
  setIn(book, row, header, cell);
  open(book).run('erasePerson', EMAIL);
  expect(letterAt(book, row)[header]).toMatch(expected);
});

test('what the mail service answered loses the address that it quotes', () => {
  const book = lived();
  const row = table(book, 'Письма').findIndex(({ Кому: to }) => to === EMAIL);
  setIn(book, row, 'Статус', 'ошибка');
  setIn(book, row, 'Причина', `почта не приняла письмо: Invalid email: ${EMAIL}`);
  open(book).run('erasePerson', EMAIL);
  expect(letterAt(book, row)['Причина']).toMatch(/^почта не приняла письмо: Invalid email: удалено-/);
  expect(cellsTelling(book, EMAIL)).toEqual([]);
});

test('of letters to the address that the person had until it was corrected staff are told', () => {
  const book = lived();
  const { Кому: former = '' } =
    table(book, 'Письма').find(
      ({ Ключ: key, Статус: status }) =>
        String(key).startsWith('marathon.registered/') && status === 'в очереди',
    ) ?? fail('no welcome waits');
  const row = table(book, 'Регистрации').findIndex(({ Email: email }) => email === former);
  put(book, 'Регистрации', row + 1, 'Email', 'corrected@example.com');
  open(book).run('recompute');
  const moved = table(book, 'Письма').flatMap(({ Кому: to, Причина: reason }, index) =>
    to === former && String(reason).startsWith('адрес изменился') ? [index + 2] : [],
  );
  expect(moved.length).toBeGreaterThan(1);
  expect(open(book).run('erasePerson', 'corrected@example.com').message).toContain(
    ` Письма на прежний адрес: «Письма» (строки ${moved.join(', ')}). Если это был адрес того же человека, удалите и его.`,
  );
  expect(open(book).run('erasePerson', String(former)).message).not.toContain('прежний адрес');
  expect(cellsTelling(book, former)).toEqual([]);
  expect(open(book).run('erasePerson', 'corrected@example.com').message).not.toContain('прежний адрес');
});

test('a longer address in somebody else’s row is another one', () => {
  const other = `ivan.${EMAIL}`;
  const book = lived((one) => put(one, 'Регистрации', 5, 'Email', other));
  const before = cellsTelling(book, other).length;
  open(book).run('erasePerson', EMAIL);
  expect(cellsTelling(book, other)).toHaveLength(before);
});

describe('the notice to the contact', () => {
  const listening = (): WorkbookModel => {
    const { book, call } = open(undefined, { now: '2024-03-10T12:00:00+05:00' });
    call('setup', 'webinars');
    setSetting(book, 'Вебинары', 'Контакт по удалению данных', 'dpo@example.kz');
    const person = { Фамилия: 'Петрова', Имя: 'Анна', Email: 'anna@example.kz' };
    type(book, 'Слушатели', [{ Вебинар: 'W1', ...person, 'Дата регистрации': '10.03.2024 10:00' }]);
    call('recompute');
    return book;
  };
  const notice = (book: WorkbookModel): Readonly<Record<string, Cell>> =>
    table(book, 'Письма').find(({ Кому: to }) => to === 'dpo@example.kz') ?? fail('nobody is told');

  test('creates «Письма» if it is missing, and so do the letters of the same run', () => {
    const { book, run, call } = open(undefined, { now: '2023-11-20T10:00:00+06:00' });
    call('demo', 'webinars');
    setSetting(book, 'Вебинары', 'Контакт по удалению данных', 'dpo@example.kz');
    const address = String(table(book, 'Слушатели').at(-1)?.Email);
    book.deleteSheet('Письма');
    run('erasePerson', address);
    expect(notice(book)['Статус']).toBe('черновик');
    expect(table(book, 'Письма').some(({ Ключ: key }) => String(key).startsWith('webinars.'))).toBe(true);
    expect(cellsTelling(book, address)).toEqual([]);
  });

  test('stands under its headers, also under one that was lost', () => {
    const book = listening();
    type(book, 'Письма', [
      { Ключ: 'webinars.confirmed/W1/x/1', Кому: 'anna@example.kz', Статус: 'отправлено' },
    ]);
    put(book, 'Письма', 0, 'Попыток', 'Моё');
    open(book, { now: '2024-03-10T13:00:00+05:00' }).run('erasePerson', 'anna@example.kz');
    expect(notice(book)).toMatchObject({ Попыток: 0, Моё: null });
  });
});

test('a tab that is created in the same run gets a place that exists', () => {
  const book = lived();
  const place = book.titles().indexOf('Номинации');
  book.deleteSheet('Номинации');
  const { run, records } = open(book);
  run('erasePerson', EMAIL);
  const added = requestsOf(records).flatMap(({ addSheet }) => addSheet?.properties?.index ?? []);
  expect(added).toEqual([place + 1]);
});
