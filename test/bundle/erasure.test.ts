// «Удалить персональные данные…» (spec 00, «Menu»): afterwards the file contains no byte about the person;
// counts and points stay.
import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { type WorkbookModel, workbookBytes } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { cellsTelling, lived, made, registrationOf } from './erasing.js';
import { fail, messageOf } from './failures.js';
import { copyOf, newSample, open } from './open.js';
import { personOf, sampleOf } from './samples.js';
import { allCells, type Cell, column, put, setSetting, table, type } from './tables.js';

/** The whole content of the saved file, uncompressed. */
const fileText = (book: WorkbookModel): string =>
  Object.values(unzipSync(workbookBytes(book)))
    .map((bytes) => strFromU8(bytes))
    .join('\n')
    .toLowerCase();
const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').toLowerCase();

const PRIVATE = ['Никнейм', 'ФИО', 'Email', 'Телефон'];
/** What the saved file still tells of the person, by header. */
function toldIn(book: WorkbookModel, person: Readonly<Record<string, Cell>>): readonly string[] {
  const text = fileText(book);
  return PRIVATE.filter((header) => text.includes(escaped(String(person[header]))));
}

describe('one person', () => {
  const EMAIL = 'uchastnik02@example.org';

  test('is gone from every cell: e-mail, name, phone, nickname', () => {
    const book = lived();
    const person = registrationOf(book, EMAIL);
    for (const header of PRIVATE) expect(cellsTelling(book, person[header]).length).toBeGreaterThan(0);
    open(book).run('erasePerson', EMAIL);
    for (const header of PRIVATE) expect(cellsTelling(book, person[header])).toEqual([]);
  });

  test('is gone from every byte of the file: e-mail, name, phone, nickname', () => {
    // Read from a file, as in every run of the command line.
    const book = copyOf(made(newSample()));
    const person = registrationOf(book, EMAIL);
    expect(toldIn(book, person)).toEqual(PRIVATE);
    open(book).run('erasePerson', EMAIL);
    expect(toldIn(book, person)).toEqual([]);
    // The file that the next run writes does not contain it either.
    const next = copyOf(book);
    open(next).run('recompute');
    expect(toldIn(next, person)).toEqual([]);
  });

  test('the counts and points stay, with the same mark wherever the person was named', () => {
    const book = lived();
    const points = (one: WorkbookModel): string[] =>
      table(one, 'Рейтинг')
        .map((row) => Object.values(row).filter((_, index) => index !== 1))
        .map(String)
        .sort();
    const [rating, attendance, quiz] = [
      points(book),
      column(book, 'Посещения', 'Баллы'),
      column(book, 'Результаты тестов', 'Баллы'),
    ];
    const rows = Object.fromEntries(book.titles().map((title) => [title, table(book, title).length]));
    const report = open(book).run('erasePerson', EMAIL);
    expect(points(book)).toEqual(rating);
    expect(column(book, 'Посещения', 'Баллы')).toEqual(attendance);
    expect(column(book, 'Результаты тестов', 'Баллы')).toEqual(quiz);
    for (const title of ['Регистрации', 'Посещения', 'Рейтинг', 'Письма', 'Розыгрыши', 'Ошибки'])
      expect([title, table(book, title).length]).toEqual([title, rows[title]]);
    const marks = new Set(
      table(book, 'Регистрации').flatMap((row) =>
        Object.entries(row).flatMap(([header, cell]) =>
          header !== 'Никнейм' && String(cell).startsWith('удалено') ? [cell] : [],
        ),
      ),
    );
    expect([...marks].map((mark) => String(mark).replace(/[0-9a-f]{16}/, '#')).sort()).toEqual([
      'удалено-#',
      'удалено-#@удалено.invalid',
    ]);
    const [, cells = '', lines = '', letters = ''] =
      /^Персональные данные заменены на «удалено…»: ячеек — (\d+), строк о человеке — (\d+), писем — (\d+)\./.exec(
        report.message,
      ) ?? [];
    expect(report.result).toEqual({ cells: Number(cells), rows: Number(lines), letters: Number(letters) });
    expect(Number(cells)).toBeLessThanOrEqual(Object.values(report.changed).reduce((sum, n) => sum + n, 0));
    expect(String(column(book, 'Журнал', 'Итог').at(-1))).toMatch(
      new RegExp(`: ячеек — ${cells}, строк о человеке — ${lines}, писем — ${letters}\\. Пересчитано: `),
    );
  });

  test('the draws stay valid: winners and candidates carry the mark', () => {
    const book = lived();
    const winners = (one: WorkbookModel): Cell[] =>
      table(one, 'Номинации').map((row) => row['Основание'] ?? null);
    const before = winners(book);
    open(book).run('erasePerson', EMAIL);
    expect(winners(book)).toEqual(before);
    expect(column(book, 'Номинации', 'Примечание')).not.toContain('состав изменился');
    expect(table(book, 'Розыгрыши').some((row) => String(row['Претенденты']).includes('удалено-'))).toBe(
      true,
    );
  });

  test('waiting letters to the person are cancelled, and no more are sent', () => {
    const book = lived();
    open(book).run('erasePerson', EMAIL);
    const own = table(book, 'Письма').filter((row) => String(row['Кому']).endsWith('@удалено.invalid'));
    expect(own.length).toBeGreaterThan(1);
    for (const row of own) {
      expect(row).toMatchObject({ Тема: 'удалено', Текст: 'удалено' });
      expect(['отменено', 'отправлено']).toContain(row['Статус']);
    }
    const later = open(book, { now: '2023-11-04T10:00:00+03:00' });
    later.run('daily');
    later.run('send');
    expect(later.host.mails.some((mail) => mail.to.includes('удалено') || mail.to === EMAIL)).toBe(false);
    expect(cellsTelling(book, EMAIL)).toEqual([]);
  });

  test('a second time is harmless', () => {
    const book = lived();
    open(book).run('erasePerson', EMAIL);
    const before = allCells(book, 'Журнал');
    const report = open(book).run('erasePerson', EMAIL);
    expect(report.message).toBe('Таких данных в таблице нет: удалять нечего.');
    expect(allCells(book, 'Журнал')).toEqual(before);
    expect(cellsTelling(book, EMAIL)).toEqual([]);
  });

  test('nobody else is affected', () => {
    const book = lived();
    const others = (one: WorkbookModel): unknown =>
      table(one, 'Регистрации').filter(
        (row) => row.Email !== EMAIL && !String(row.Email).startsWith('удалено'),
      );
    const [rows, drafts] = [others(book), table(book, 'Письма').filter((row) => row['Кому'] !== EMAIL)];
    open(book).run('erasePerson', EMAIL);
    expect(others(book)).toEqual(rows);
    const kept = table(book, 'Письма').filter((row) => !String(row['Кому']).startsWith('удалено'));
    expect(kept.map((row) => [row['Ключ'], row['Кому'], row['Статус']])).toEqual(
      drafts.map((row) => [row['Ключ'], row['Кому'], row['Статус']]),
    );
  });

  test('the address may be typed in any case and with blanks around it', () => {
    const book = lived();
    open(book).run('erasePerson', '  UCHASTNIK02@Example.org ');
    expect(cellsTelling(book, EMAIL)).toEqual([]);
  });
});

test('for someone who registers and asks again on the same day the contact is told again', () => {
  const { book, run, call } = open(undefined, { now: '2023-11-20T10:00:00+06:00' });
  call('demo', 'webinars');
  // The flagged rows of the sample belong to other people.
  run('erasePerson', '');
  const listener = table(book, 'Слушатели').at(-1) ?? fail('nobody has registered');
  const address = String(listener.Email);
  const all = (): readonly Cell[] =>
    table(book, 'Письма').flatMap(({ Ключ, Статус }) =>
      String(Ключ).startsWith('common.erased/') ? [Статус ?? null] : [],
    );
  const before = all().length;
  const notices = (): readonly Cell[] => all().slice(before);
  run('erasePerson', address);
  expect(notices()).toEqual(['черновик']);
  type(book, 'Слушатели', [listener]);
  run('erasePerson', address);
  expect(notices()).toEqual(['черновик', 'черновик']);
  run('send');
  expect(notices()).toEqual(['отправлено', 'отправлено']);
});

test.each(programmes)('$title: nothing of the sample keeps the address, and no row is lost', (programme) => {
  const address = personOf(programme);
  if (address === null) return;
  const { now } = sampleOf(programme);
  const { book, run, call } = open(undefined, { now, quota: 1_000 });
  call('demo', programme.id);
  run('recompute');
  run('send');
  const sizes = (): readonly (readonly [string, number])[] =>
    Object.values(programme.tabs).map(({ title }) => [title, table(book, title).length]);
  const before = sizes();
  expect(cellsTelling(book, address).length).toBeGreaterThan(0);
  run('erasePerson', address);
  expect(cellsTelling(book, address)).toEqual([]);
  expect(fileText(book)).not.toContain(escaped(address));
  expect(sizes()).toEqual(before);
});

describe('names by which tabs refer to each other stay, and staff are told where', () => {
  const partner = (name: string): WorkbookModel => {
    const { book, call } = open(undefined, { now: '2024-03-15T12:00:00+03:00' });
    call('setup', 'referral');
    type(book, 'Партнёры', [
      {
        Партнёр: name,
        Тариф: 'Лайт',
        'Дата регистрации': '01.01.2024',
        Промокод: 'KOD1',
        Email: 'ivan@example.ru',
      },
    ]);
    type(book, 'Выводы', [{ Дата: '01.02.2024', Партнёр: name.toUpperCase(), Сумма: 100 }]);
    call('recompute');
    return book;
  };
  const told = (book: WorkbookModel): string => open(book).run('erasePerson', 'ivan@example.ru').message;

  test('with the input tabs on which they stand', () => {
    const book = partner('Иванов Пётр');
    expect(told(book)).toContain(
      'Названия, по которым связаны вкладки, не заменены: «Иванов Пётр» («Партнёры», «Выводы»). Если это имя человека, замените его сами на всех этих вкладках.',
    );
    expect(column(book, 'Партнёры', 'Партнёр')).toEqual(['Иванов Пётр']);
    expect(cellsTelling(book, 'Иванов').filter((cell) => cell.startsWith('Журнал'))).toEqual([]);
  });

  test('an address that is such a name stays on all of them', () => {
    const book = partner('ivan1@example.ru');
    put(book, 'Партнёры', 1, 'Email', 'ivan1@example.ru');
    expect(open(book).run('erasePerson', 'ivan1@example.ru').message).toContain(
      'не заменены: «ivan1@example.ru» («Партнёры», «Выводы»).',
    );
    expect(column(book, 'Выводы', 'Партнёр')).toEqual(['IVAN1@EXAMPLE.RU']);
  });

  test('closed lines keep the name: the balance does not pass to another one', () => {
    const book = partner('Иванов Пётр');
    const CLOSED = 'сначала рассчитайтесь: в закрытых строках («Начисления») имя останется';
    const { run } = open(book, { now: '2024-03-15T12:00:00+03:00' });
    expect(told(partner('Иванов Пётр'))).not.toContain('рассчитайтесь');
    put(book, 'Партнёры', 1, 'Тариф', 'физлицо');
    type(book, 'Клиенты', [{ Клиент: 'К1', Промокод: 'KOD1', 'Дата регистрации': '10.01.2024' }]);
    type(book, 'Списания', [
      { Дата: '10.02.2024', Клиент: 'К1', Вид: 'абонентская плата', Сумма: 9_000, Подтверждено: true },
    ]);
    run('closeMonth', '2024-02');
    expect(column(book, 'Начисления', 'Партнёр')).toContain('Иванов Пётр');
    expect(told(book)).toContain(CLOSED);
  });

  test('a code is no name, and nothing stays of a nickname', () => {
    expect(told(partner('П-1'))).not.toContain('названиям');
    expect(open(lived()).run('erasePerson', 'uchastnik02@example.org').message).not.toContain('названиям');
  });
});

describe('what was asked for', () => {
  test.each(['не адрес', 'a@b', 'a@b.ru, c@d.ru'])('must be one address (%s)', (asked) => {
    const book = lived();
    const before = allCells(book);
    expect(messageOf(() => open(book).run('erasePerson', asked))).toMatch(/^Это не адрес электронной почты/);
    expect(allCells(book)).toEqual(before);
  });

  test('an address in «Настройки» is left to staff: they are told where it is', () => {
    const book = lived();
    setSetting(book, 'Марафон', 'Организатор', 'anna@firma.ru');
    expect(open(book).run('erasePerson', 'Anna@firma.ru').message).toBe(
      'В данных такого адреса нет. Адрес стоит в «Настройках» (Марафон: Организатор): там его меняете вы, впишите другой.',
    );
  });

  test.each(['nobody@example.com', ''])('nobody with that address (%j): nothing to erase', (asked) => {
    const book = lived();
    const before = allCells(book, 'Журнал');
    expect(open(book).run('erasePerson', asked).message).toBe('Таких данных в таблице нет: удалять нечего.');
    expect(allCells(book, 'Журнал')).toEqual(before);
  });
});
