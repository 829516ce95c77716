// Bad rows are listed and all others count; nothing that staff typed is ever changed or lost.
import { describe, expect, test } from '@jest/globals';
import { openSheetByTitle } from '../../src/local/workbook/model.js';
import { connected, counted, FINAL, open, sample } from './open.js';
import { people } from './samples.js';
import { column, errors, rating, serial, setSetting, staffCells, table, type } from './tables.js';

describe('bad rows are listed and all others count', () => {
  test('the marathon’s sample: each row in error once, with a link, its computed cells emptied and the reason in its note', () => {
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

  test('a year without days in «Календарь» is reported once, however many programmes need it', () => {
    const book = connected('webinars', 'resellers');
    type(book, 'Реселлеры', [
      {
        Компания: 'Астра',
        Email: 'astra@example.com',
        'Дата регистрации': serial('2025-09-01'),
        'Заявленный уровень': 'Primary Reseller',
      },
    ]);
    type(book, 'Заявки на уровень', [
      { Дата: serial('2025-12-01'), Компания: 'Астра', Уровень: 'Professional Reseller' },
    ]);
    book.setRows('Календарь', book.values('Календарь').slice(0, 1));
    open(book, { now: '2025-12-01T09:00:00+05:00' }).run('recompute');
    expect(errors(book).filter((line) => line.startsWith('Календарь'))).toEqual([
      'Календарь![Дата] предупреждение: в календаре РК нет дней 2025 года: нерабочими считаются только суббота и воскресенье',
    ]);
  });

  test('once corrected, the row counts and its line is gone', () => {
    const book = counted();
    const row = book.values('Посещения').findIndex((cells) => cells[2] === 'по телефону');
    const links = (): number =>
      openSheetByTitle(book.core.state, 'Ошибки')?.body.rows.filter(
        (cells) => cells?.extras?.[0]?.link !== undefined,
      ).length ?? 0;
    expect(links()).toBe(20);
    book.set('Посещения', row, 2, 'онлайн');
    open(book).run('recompute');
    expect(table(book, 'Ошибки')).toHaveLength(19);
    expect(links()).toBe(19);
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

  test('a bad setting is an error row, its default is used, everything else works', () => {
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
    // Staff may keep anything beside the add-on's columns, and in tabs of their own.
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

  test('what looks like a formula appears in the outputs as text', () => {
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
