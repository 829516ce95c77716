// «Удалить персональные данные…»: persons with hard names: short ones, ordinary words, parts of others, phones typed otherwise.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { cellsTelling, lived } from './erasing.js';
import { open } from './open.js';
import { type Cell, column, put, table, type } from './tables.js';

describe('persons with hard names', () => {
  const named =
    (more: Readonly<Record<string, Cell>>): ((book: WorkbookModel) => void) =>
    (book) => {
      // The sample's second participant: a candidate in two nominations.
      for (const [name, value] of Object.entries(more)) put(book, 'Регистрации', 2, name, value);
    };
  const EMAIL = 'uchastnik02@example.org';

  test.each(['Лис', 'Ёж', 'Я'])(
    'a short nickname (%s) is gone from the draws and the nominations too',
    (nickname) => {
      const book = lived(named({ Никнейм: nickname }));
      const naming = (title: string): string[] =>
        book
          .values(title)
          .flatMap((row) => row.filter((cell) => String(cell).split(',').includes(nickname)).map(String));
      expect(naming('Розыгрыши').length).toBeGreaterThan(0);
      open(book).run('erasePerson', EMAIL);
      for (const title of ['Розыгрыши', 'Номинации', 'Рейтинг', 'Регистрации'])
        expect([title, naming(title)]).toEqual([title, []]);
    },
  );

  test('a nickname that is an ordinary word leaves the draws, and the letters to others stay readable', () => {
    const book = lived(named({ Никнейм: 'тест' }));
    const others = (one: WorkbookModel): unknown[] =>
      table(one, 'Письма')
        .filter((row) => row['Кому'] !== EMAIL && !String(row['Кому']).startsWith('удалено'))
        .map((row) => row['Текст']);
    const before = others(book);
    expect(before.some((text) => /(?<!\p{L})тест(?!\p{L})/u.test(String(text)))).toBe(true);
    open(book).run('erasePerson', EMAIL);
    expect(others(book)).toEqual(before);
    for (const title of ['Розыгрыши', 'Номинации', 'Рейтинг', 'Регистрации'])
      expect([
        title,
        book.values(title).filter((row) => row.some((cell) => String(cell).split(',').includes('тест'))),
      ]).toEqual([title, []]);
  });

  test('in what staff wrote about the person elsewhere, only name and contacts are removed', () => {
    const book = lived((one) => {
      named({ ФИО: 'Ким Анна' })(one);
      put(one, 'Дополнительные баллы', 1, 'За что', 'помогала вместе с Ким Анна (uchastnik02@example.org)');
    });
    open(book).run('erasePerson', EMAIL);
    expect(String(table(book, 'Дополнительные баллы')[0]?.['За что'])).toMatch(
      /^помогала вместе с удалено-[0-9a-f]{16} \(удалено-[0-9a-f]{16}@удалено\.invalid\)$/,
    );
  });

  test('known only from a mention by somebody else', () => {
    const book = lived((one) => {
      put(one, 'Дополнительные баллы', 1, 'За что', 'по просьбе boss@firma.ru');
    });
    expect(open(book).run('erasePerson', 'boss@firma.ru').message).toBe(
      'Удалены упоминания: 1 ячейка. Проверьте и свои столбцы и вкладки: в них «Регламент» не пишет.',
    );
    expect(cellsTelling(book, 'boss@firma.ru')).toEqual([]);
  });

  test('a nickname that is part of another one leaves the other unchanged', () => {
    const book = lived((one) => {
      named({ Никнейм: 'рыжий_кот' })(one);
      put(one, 'Регистрации', 3, 'Никнейм', 'рыжий_котёнок');
    });
    const before = column(book, 'Розыгрыши', 'Претенденты').filter((cell) =>
      String(cell).includes('рыжий_котёнок'),
    ).length;
    expect(before).toBeGreaterThan(0);
    open(book).run('erasePerson', EMAIL);
    expect(
      column(book, 'Розыгрыши', 'Претенденты').filter((cell) => String(cell).includes('рыжий_котёнок')),
    ).toHaveLength(before);
  });

  test('a name that looks like a pattern is taken literally', () => {
    const book = lived(named({ Никнейм: '.*+?^${}()|[]\\', ФИО: 'Имя (старший)' }));
    open(book).run('erasePerson', EMAIL);
    expect(cellsTelling(book, '.*+?^${}()|[]\\')).toEqual([]);
    expect(cellsTelling(book, 'Имя (старший)')).toEqual([]);
    expect(table(book, 'Рейтинг')).toHaveLength(44);
  });

  test('someone else with a longer name, address or phone keeps it, in texts too', () => {
    const stranger = { ФИО: 'Ким Аннабель', Email: 'ivan@example.com', Телефон: '+7 900 000-00-001' };
    const book = lived((one) => {
      named({ ФИО: 'Ким Анна', Email: 'an@example.com', Телефон: '+7 900 000-00-00' })(one);
      for (const [name, value] of Object.entries(stranger)) put(one, 'Регистрации', 5, name, value);
    });
    const letters = table(book, 'Письма').length;
    book.set('Письма', letters, 5, 'Звоните: Ким Аннабель, ivan@example.com, +7 900 000-00-001.');
    const told = Object.values(stranger).map((text) => [text, cellsTelling(book, text).length]);
    open(book).run('erasePerson', 'an@example.com');
    expect(Object.values(stranger).map((text) => [text, cellsTelling(book, text).length])).toEqual(told);
  });

  test('someone else with the same office phone keeps it', () => {
    const office = '+7 727 100-20-30';
    const book = lived((one) => {
      named({ Телефон: office })(one);
      put(one, 'Регистрации', 5, 'Телефон', office);
    });
    open(book).run('erasePerson', EMAIL);
    expect(column(book, 'Регистрации', 'Телефон').filter((cell) => cell === office)).toHaveLength(1);
    expect(cellsTelling(book, EMAIL)).toEqual([]);
  });

  test.each<Cell>([
    '+77011112232',
    '87011112232',
    '8 (701) 111-22-32',
    87011112232,
    'звонить на 8-701-111-22-32, добавочный 4',
  ])('a phone that is typed otherwise elsewhere is gone too: %j', (phone) => {
    const book = lived((one) => {
      named({ Телефон: '+7 701 111 22 32' })(one);
      for (const [title, header] of [
        ['Дополнительные баллы', 'За что'],
        ['Письма', 'Текст'],
      ] as const)
        put(one, title, 1, header, phone);
    });
    open(book).run('erasePerson', EMAIL);
    const digits = (cell: Cell): string => String(cell ?? '').replace(/\D/g, '');
    const left = book
      .titles()
      .flatMap((title) =>
        book.values(title).flatMap((row) => row.filter((cell) => digits(cell).includes('7011112232'))),
      );
    expect(left).toEqual([]);
  });

  test.each<Cell>(['+7 701 111 22 33', '+7 701 111 22 321', '+97011112232', '70111, 12232', 701111.2232])(
    'but no other number: %j',
    (other) => {
      const book = lived((one) => {
        named({ Телефон: '+7 701 111 22 32' })(one);
        put(one, 'Дополнительные баллы', 1, 'За что', other);
      });
      open(book).run('erasePerson', EMAIL);
      expect(table(book, 'Дополнительные баллы')[0]?.['За что']).toBe(other);
    },
  );

  test('someone else with the same office phone, typed otherwise, keeps it', () => {
    const office = '8 (727) 100 20 30';
    const book = lived((one) => {
      named({ Телефон: '+7 727 100-20-30' })(one);
      put(one, 'Регистрации', 5, 'Телефон', office);
    });
    open(book).run('erasePerson', EMAIL);
    expect(column(book, 'Регистрации', 'Телефон').filter((cell) => cell === office)).toHaveLength(1);
  });

  test('a row of the same name and phone that is in error for its address stays in error', () => {
    const same = { ФИО: 'Ким Анна', Телефон: '+7 701 111 22 32' };
    const book = lived((one) => {
      named(same)(one);
      for (const [header, value] of Object.entries({ ...same, Email: 'anna@mial' }))
        put(one, 'Регистрации', 5, header, value);
    });
    open(book).run('erasePerson', EMAIL);
    expect(cellsTelling(book, 'Ким Анна')).toEqual([]);
    expect(table(book, 'Регистрации')[4]).toMatchObject({
      Email: null,
      Причина: expect.stringMatching(/^ошибка: «Email»/) as unknown,
    });
  });

  test('an address in a row in error is erased as well', () => {
    const book = lived((one) => type(one, 'Посещения', [{ Блок: 1, Email: `${EMAIL};`, Формат: 'онлайн' }]));
    open(book).run('erasePerson', EMAIL);
    expect(cellsTelling(book, EMAIL)).toEqual([]);
  });
});
