// «Удалить персональные данные…» where the run does not compute everything anew: headers lost, programmes
// stopped or disconnected; and letters that only mention the person.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { marathon } from '../../src/rules/marathon/index.js';
import { cellsTelling, lived, registrationOf } from './erasing.js';
import { messageOf } from './failures.js';
import { connected, open } from './open.js';
import { allCells, column, put, setSetting, table, type } from './tables.js';

const EMAIL = 'uchastnik02@example.org';
const rename = (book: WorkbookModel, title: string, header: string, to: string): void =>
  put(book, title, 0, header, to);
/** Deletes the rows of a programme in «Настройки», as docs/operate.md has it. */
function disconnect(book: WorkbookModel, programme: string): void {
  const rows = book.values('Настройки');
  for (let row = rows.length - 1; row > 0; row -= 1)
    if (rows[row]?.[0] === programme) book.deleteRow('Настройки', row);
}

describe('a header of personal data is lost', () => {
  test.each([
    ['Регистрации', 'Email'],
    ['Регистрации', 'Телефон'],
    ['Письма', 'Копия'],
  ])('«%s», «%s»: refused, and nothing is written', (title, header) => {
    const book = lived();
    rename(book, title, header, 'Что-то своё');
    const before = allCells(book);
    expect(messageOf(() => open(book).run('erasePerson', EMAIL))).toMatch(
      new RegExp(`^На вкладке «${title}» нет заголовка «${header}»: данные могли остаться`),
    );
    expect(allCells(book)).toEqual(before);
  });

  test('of a tab of staff’s own that only has the title: it is theirs', () => {
    const book = lived();
    book.addSheet('Клиенты', [['Моё'], ['x']]);
    expect(open(book).run('erasePerson', EMAIL).message).toContain('Персональные данные заменены');
    expect(book.values('Клиенты')).toEqual([['Моё'], ['x']]);
  });

  test('of a tab without rows: nothing can be there', () => {
    const book = connected('marathon');
    rename(book, 'Регистрации', 'Телефон', 'Тел.');
    expect(open(book).run('erasePerson', EMAIL).message).toBe('Таких данных в таблице нет: удалять нечего.');
  });
});

describe('results that the run does not compute anew lose the person too', () => {
  test.each<[string, (book: WorkbookModel) => void]>([
    ['a stopped programme', (book) => rename(book, 'Блоки', 'Начало', 'Старт')],
    [
      'no programme runs: a header of «Настройки» is lost',
      (book) => rename(book, 'Настройки', 'Значение', '?'),
    ],
    [
      'a disconnected programme',
      (book) => {
        open(book).run('setup', 'referral');
        disconnect(book, 'Марафон');
      },
    ],
  ])('%s', (_, change) => {
    const book = lived();
    const person = registrationOf(book, EMAIL);
    const row = book.values('Регистрации').findIndex((cells) => cells.includes(EMAIL));
    // A remark of the add-on beside the row may repeat it as well.
    put(book, 'Регистрации', row, 'Причина', `ошибка: ${EMAIL} повторяется`);
    change(book);
    const others = table(book, 'Рейтинг').filter((one) => one['Никнейм'] !== person['Никнейм']);
    open(book).run('erasePerson', EMAIL);
    for (const header of ['Никнейм', 'ФИО', 'Email', 'Телефон'])
      expect([header, cellsTelling(book, person[header])]).toEqual([header, []]);
    expect(table(book, 'Рейтинг')).toHaveLength(others.length + 1);
    expect(table(book, 'Рейтинг')).toEqual(expect.arrayContaining(others));
  });

  test('a workbook that runs no programme any more', () => {
    const book = lived();
    for (const { title } of Object.values(marathon.tabs)) book.deleteSheet(title);
    disconnect(book, 'Марафон');
    put(book, 'Ошибки', 1, 'Значение', EMAIL);
    put(book, 'Сроки', 1, 'Ответственный', EMAIL);
    const tabs = book.titles();
    expect(open(book).run('erasePerson', EMAIL).message).toMatch(
      /^Персональные данные заменены на «удалено…»: ячеек — \d+, строк о человеке — 0, писем — 3\./,
    );
    expect(cellsTelling(book, EMAIL)).toEqual([]);
    expect(book.titles()).toEqual(tabs);
    expect(String(column(book, 'Журнал', 'Действие').at(-1))).toMatch(/^Удалить персональные данные/);
  });
});

test('a letter to somebody else with a copy to the person goes out without the copy', () => {
  const book = lived();
  const waits = ({ Кому: to, Статус: status }: Readonly<Record<string, unknown>>): boolean =>
    to !== EMAIL && status === 'в очереди';
  const letters = table(book, 'Письма');
  const index = letters.findIndex(waits);
  put(book, 'Письма', index + 1, 'Копия', EMAIL);
  open(book).run('erasePerson', EMAIL);
  expect(table(book, 'Письма')[index]).toEqual(letters[index]);
  expect(cellsTelling(book, EMAIL)).toEqual([]);
});

test('nobody is told of an address that was not found beside the flagged rows', () => {
  const { book, call, run } = open(undefined, { now: '2024-03-10T12:00:00+05:00' });
  call('setup', 'webinars');
  setSetting(book, 'Вебинары', 'Контакт по удалению данных', 'dpo@example.kz');
  const person = { Фамилия: 'Петрова', Имя: 'Анна', Email: 'anna@example.kz' };
  type(book, 'Слушатели', [
    { Вебинар: 'W1', ...person, 'Дата регистрации': '10.03.2024 10:00', 'Удалить данные': true },
  ]);
  run('erasePerson', 'nobody@example.com');
  const notices = table(book, 'Письма').filter(({ Кому }) => Кому === 'dpo@example.kz');
  expect(notices).toHaveLength(1);
  expect(notices[0]?.['Текст']).toContain('(1 строка о нём и упоминания в других)');
});
