// «Удалить персональные данные…» (spec 02): listeners, the texts about them, and the letter to the contact.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { cellsTelling } from './erasing.js';
import { open } from './open.js';
import { column, put, setSetting, table, type } from './tables.js';

describe('webinars', () => {
  const asked = (): WorkbookModel => {
    const { book, call, run } = open(undefined, { now: '2024-03-10T12:00:00+05:00' });
    call('setup', 'webinars');
    setSetting(book, 'Вебинары', 'Контакт по удалению данных', 'dpo@example.kz');
    const person = { Фамилия: 'Петрова', Имя: 'Анна', Email: 'anna@example.kz' };
    type(book, 'Слушатели', [{ Вебинар: 'W1', ...person, 'Дата регистрации': '10.03.2024 10:00' }]);
    const text = 'Пишите: Анна Петрова, anna@example.kz';
    type(book, 'Анонсы', [{ Вебинар: 'W1', Канал: 'почта', Текст: text }]);
    type(book, 'Посадочные', [{ Вебинар: 'W1', Адрес: 'x.kz', Платформа: 'Сайты.24', Текст: text }]);
    run('recompute');
    return book;
  };

  test('the texts of announcements and landing pages lose the person', () => {
    const book = asked();
    open(book).run('erasePerson', 'anna@example.kz');
    for (const text of ['anna@example.kz', 'Петрова']) expect(cellsTelling(book, text)).toEqual([]);
  });

  test('a webinar in error beside an erased address stays in error', () => {
    const { book, call, run } = open(undefined, { now: '2024-03-10T12:00:00+05:00' });
    call('demo', 'webinars');
    put(book, 'Вебинары', 1, 'Координатор', 'anna (а) example.kz');
    const partner = String(column(book, 'Вебинары', 'Email партнёра')[0]);
    run('recompute');
    const faulty = (): readonly unknown[] =>
      table(book, 'Ошибки').filter((row) => row['Вкладка'] === 'Вебинары' && row['Строка'] === 2);
    expect(faulty()).toHaveLength(1);
    run('erasePerson', partner);
    expect(cellsTelling(book, 'anna (а) example.kz')).toEqual([]);
    expect(cellsTelling(book, partner)).toEqual([]);
    expect(faulty()).toHaveLength(1);
  });

  test('the contact gets a letter, and the report counts it', () => {
    const book = asked();
    const before = table(book, 'Письма').length;
    expect(open(book).run('erasePerson', 'anna@example.kz').letters.queued).toBe(1);
    expect(table(book, 'Письма')).toHaveLength(before + 1);
    expect(column(book, 'Письма', 'Кому')).toContain('dpo@example.kz');
  });

  test('a contact without a valid address: the letter is an «ошибка» and says why', () => {
    const book = asked();
    setSetting(book, 'Вебинары', 'Контакт по удалению данных', 'dpo@example.invalid');
    expect(open(book).run('erasePerson', 'anna@example.kz').letters).toMatchObject({ queued: 0, failed: 1 });
    expect(table(book, 'Письма').at(-1)).toMatchObject({
      Программа: 'Общие',
      Кому: 'dpo@example.invalid',
      Статус: 'ошибка',
      Причина: 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»',
    });
  });

  test('the daily run erases the flagged rows and informs the contact too', () => {
    const book = asked();
    put(book, 'Слушатели', 1, 'Удалить данные', true);
    const { message, letters } = open(book).run('daily');
    expect(message).toMatch(/«удалено…»: ячеек — \d+, строк о человеке — 1, писем — 0\./);
    expect(letters.queued).toBeGreaterThan(0);
  });

  describe('texts that belong to others', () => {
    const COMMENT = 'Нет замечаний. Любовь к клиентам; докладчик Любовь Орлова';
    const CALLED = 'Звонили Мир Любовь и Иванов Олег.';
    const listener = (cells: Readonly<Record<string, string>>): WorkbookModel => {
      const { book, call, run } = open(undefined, { now: '2024-03-10T12:00:00+05:00' });
      call('setup', 'webinars');
      type(book, 'Слушатели', [
        { Вебинар: 'W1', Email: 'l@example.kz', 'Дата регистрации': '10.03.2024 10:00', ...cells },
        { Вебинар: 'W1', Email: 'b@example.kz', Фамилия: 'Иванов', Имя: 'Олег', Компания: 'Нет проблем' },
      ]);
      type(book, 'Нарушения', [{ Дата: '09.03.2024', Комментарий: `${COMMENT}. ${CALLED}` }]);
      run('recompute');
      open(book).run('erasePerson', 'l@example.kz');
      return book;
    };

    test('a word that is also a first name, and «нет» in place of a phone, are left in them', () => {
      const book = listener({ Фамилия: 'Мир', Имя: 'Любовь', Телефон: 'нет' });
      expect(column(book, 'Нарушения', 'Комментарий')[0]).toMatch(
        new RegExp(`^${COMMENT}\\. Звонили удалено-\\S+ и Иванов Олег\\.$`),
      );
      expect(column(book, 'Слушатели', 'Компания')[1]).toBe('Нет проблем');
      expect(column(book, 'Слушатели', 'Телефон')[0]).not.toBe('нет');
    });

    test('a namesake keeps the name', () => {
      const book = listener({ Фамилия: 'Иванов', Имя: 'Олег' });
      expect(column(book, 'Слушатели', 'Фамилия')[1]).toBe('Иванов');
      expect(column(book, 'Слушатели', 'Фамилия')[0]).not.toBe('Иванов');
      expect(column(book, 'Нарушения', 'Комментарий')[0]).toBe(`${COMMENT}. ${CALLED}`);
    });
  });
});
