// «Удалить персональные данные…» (spec 02): listeners, the texts about them, and the letter to the contact.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { cellsTelling } from './erasing.js';
import { open } from './open.js';
import { type Cell, column, put, setSetting, table, type } from './tables.js';

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

  test('the daily run counts a notice that cannot be sent among the failed letters', () => {
    const book = asked();
    setSetting(book, 'Вебинары', 'Контакт по удалению данных', 'dpo@example.invalid');
    put(book, 'Слушатели', 1, 'Удалить данные', true);
    expect(open(book).run('daily').letters.failed).toBe(1);
  });

  describe('one person in several rows and tabs', () => {
    const NOW = { now: '2024-03-05T12:00:00+05:00' };
    const EVG = { Фамилия: 'Петровский', Имя: 'Евграф', Компания: 'Ромашка-Е', Телефон: '8 (707) 765-43-21' };
    const row = (more: Readonly<Record<string, Cell>>): Readonly<Record<string, Cell>> => ({
      Вебинар: 'W1',
      ...EVG,
      Должность: 'зоотехник',
      Согласие: true,
      'Дата регистрации': '01.03.2024 10:00',
      ...more,
    });
    const book = (
      listeners: readonly Readonly<Record<string, Cell>>[],
      more: (one: WorkbookModel) => void = () => undefined,
    ): WorkbookModel => {
      const { book: one, call, run } = open(undefined, NOW);
      call('setup', 'webinars');
      const webinar = { Вебинар: 'W1', Партнёр: 'П', 'Email партнёра': 'p@x.kz', Координатор: 'c@x.kz' };
      const when = { Тема: 'Битрикс24', Начало: '24.04.2024 11:00', Окончание: '24.04.2024 13:00' };
      type(one, 'Вебинары', [{ ...webinar, ...when, 'Программа подана': '01.03.2024' }]);
      type(one, 'Слушатели', listeners);
      more(one);
      run('recompute');
      return one;
    };
    const OWN = row({ Email: 'evg@mail.kz', 'Дата регистрации': '01.03.2024 10:05' });
    const REMARK = 'Звонил Евграф Петровский, 8 707 765-43-21';
    const remarked = (one: WorkbookModel): void =>
      type(one, 'Нарушения', [{ Вебинар: 'W1', Дата: '02.03.2024', Вид: 'иное', Комментарий: REMARK }]);
    const erased = (one: WorkbookModel): string => open(one, NOW).run('erasePerson', 'evg@mail.kz').message;
    const MARK = /^удалено-[0-9a-f]{16}$/;

    test.each<[string, Readonly<Record<string, Cell>>]>([
      ['a mistyped address', { Email: 'evg@mial' }],
      ['no address', { Email: null }],
      ['the phone typed otherwise', { Email: 'evg@mial', Телефон: 77077654321 }],
      ['the parts of the name in the wrong columns', { Email: 'evg@', Фамилия: 'ЕВГРАФ', Имя: 'Петровский' }],
    ])('a row of the same name and phone with %s is the person’s too', (_, more) => {
      const one = book([row(more), OWN], remarked);
      erased(one);
      for (const text of ['Петровский', 'Евграф', '765-43-21', '77077654321', 'evg@'])
        expect(cellsTelling(one, text)).toEqual([]);
      expect(column(one, 'Слушатели', 'Фамилия')).toEqual([
        expect.stringMatching(MARK),
        expect.stringMatching(MARK),
      ]);
      expect(table(one, 'Вебинары')[0]?.['Регистраций']).toBe(1);
    });

    test.each<[string, Readonly<Record<string, Cell>>, readonly string[]]>([
      ['another name', { Имя: 'Остап' }, []],
      ['another phone', { Телефон: '8 (707) 765-43-22' }, []],
      ['no phone to know the person by', { Телефон: '765-43-21' }, []],
      ['another address: staff are told', { Email: 'evg@work.kz' }, ['«Слушатели» (строка 2)']],
    ])('but not a row with %s', (_, more, rows) => {
      const other = row({ Email: 'evg@mial', ...more });
      const one = book([other, OWN]);
      const message = erased(one);
      expect(table(one, 'Слушатели')[0]).toMatchObject(more);
      expect(column(one, 'Слушатели', 'Фамилия')[0]).toBe('Петровский');
      expect(/Имя и телефон те же, но адрес другой: (.*?)\. Если/.exec(message)?.slice(1) ?? []).toEqual(
        rows,
      );
    });

    test('what several people have in place of an address is nobody’s: the letters to them stay', () => {
      const one = book([row({ Email: 'нет' }), row({ Email: 'нет', Имя: 'Остап' }), OWN]);
      erased(one);
      const texts = table(one, 'Письма').flatMap(({ Кому: to, Текст: text }) => (to === 'нет' ? [text] : []));
      expect(texts).toEqual([expect.stringContaining('Здравствуйте')]);
    });

    test.each<[string, Cell, boolean]>([
      ['in the order of the columns', 'Петровский  Евграф', true],
      ['in the other order and case', 'ЕВГРАФ петровский', true],
      ['with more words', 'Евграф Петровский, ТОО', false],
      ['somebody else', 'Евграфия Петровская', false],
    ])('a speaker of the same name, %s (%s)', (_, speaker, isGone) => {
      const talk = { Вебинар: 'W1', Начало: '11:00', Окончание: '12:00', Тема: 'Битрикс24' };
      const one = book([OWN], (each) =>
        type(each, 'Доклады', [{ ...talk, Спикер: speaker, Компания: 'Ромашка-Е' }]),
      );
      erased(one);
      const [row0] = table(one, 'Доклады');
      expect(row0?.['Спикер']).toEqual(isGone ? expect.stringMatching(MARK) : speaker);
      expect(row0?.['Компания']).toBe('Ромашка-Е');
    });

    test('a namesake who stays keeps the speaker’s name', () => {
      const talk = { Вебинар: 'W1', Начало: '11:00', Окончание: '12:00', Тема: 'Битрикс24', Компания: 'К' };
      const one = book([OWN, row({ Email: 'b@x.kz', Телефон: '8 707 111-22-33' })], (each) =>
        type(each, 'Доклады', [{ ...talk, Спикер: 'Евграф Петровский' }]),
      );
      erased(one);
      expect(column(one, 'Доклады', 'Спикер')).toEqual(['Евграф Петровский']);
    });

    test('the address goes from any text that the add-on reads, and what staff keep is named', () => {
      const one = book([OWN], (each) => {
        type(each, 'Смета', [{ Вебинар: 'W1', Статья: 'счёт для EVG@mail.kz', План: 1 }]);
        each.set('Слушатели', 0, each.values('Слушатели')[0]?.length ?? 0, 'Моё');
        put(each, 'Слушатели', 1, 'Моё', 'друг Евграфа, 87077654321');
        put(each, 'Шаблоны писем', 1, 'Текст', 'Пишите: evg@mail.kz');
        each.addSheet('Заметки', [['Петровский Евграф']]);
        each.addSheet('Погода', [['ясно']]);
      });
      expect(erased(one)).toContain(
        'Данные нашлись здесь: «Шаблоны писем» (столбец «Текст»); «Слушатели» (столбец «Моё»); «Заметки».',
      );
      expect(column(one, 'Смета', 'Статья')[0]).toMatch(/^счёт для удалено-/);
      expect(column(one, 'Слушатели', 'Моё')).toEqual(['друг Евграфа, 87077654321']);
      expect(one.values('Заметки')).toEqual([['Петровский Евграф']]);
    });

    test('nobody to tell: the result says so', () => {
      const one = book([OWN]);
      const SILENT =
        '«Контакт по удалению данных» в «Настройках» не указан или неверен: письма об удалении не будет.';
      expect(erased(book([row({ Email: 'b@x.kz' })]))).not.toContain(SILENT);
      expect(erased(one)).toContain(SILENT);
      expect(table(one, 'Письма').some(({ Ключ: key }) => String(key).startsWith('common.'))).toBe(false);
    });
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
