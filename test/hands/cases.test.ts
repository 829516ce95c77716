// Failures found by random edits, one case each: an edit between the look and the write, or between two runs.
import { describe, expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { messageOf } from '../bundle/failures.js';
import {
  afterLook,
  beforeCall,
  cloneOf,
  connected,
  counted,
  type Hand,
  open,
  READ,
  sample,
  WRITE,
} from '../bundle/open.js';
import { allCells, column, columnOf, put, serial, setSetting, table, type } from '../bundle/tables.js';
import { begun, headers, MORNING, OWN, own, ownColumn, PEOPLE } from './support.js';

const errors = (book: WorkbookModel): readonly string[] =>
  table(book, 'Ошибки').map((row) => `${String(row['Вкладка'])}: ${String(row['Что не так'])}`);

describe('between the look and the write', () => {
  test('a row typed into «Журнал» is not overwritten', () => {
    const book = counted();
    const row = book.values('Журнал').length;
    const hand: Hand = (one) => one.set('Журнал', row, 2, 'звонили партнёру');
    open(book, { faults: afterLook(hand) }).run('recompute');
    expect(book.get('Журнал', row, 2)).toBe('звонили партнёру');
    expect(book.get('Журнал', row + 1, 2)).toBe('Пересчитать');
  });

  test('a missing column is not added over what staff have typed there meanwhile', () => {
    const book = counted();
    const last = columnOf(book, 'Настройки', 'Описание');
    book.deleteColumn('Настройки', last);
    const hand: Hand = (one) => one.set('Настройки', 4, last, 'спросить у Анны');
    open(book, { faults: afterLook(hand) }).run('recompute');
    expect(book.get('Настройки', 4, last)).toBe('спросить у Анны');
    expect(headers(book, 'Настройки')[last + 1]).toBe('Описание');
  });

  test('rows with equal required cells change places: each keeps its own result', () => {
    const book = connected('referral');
    const now = '2023-11-05T10:00:00+03:00';
    type(book, 'Партнёры', [
      {
        Партнёр: 'Мир',
        Тариф: 'юрлицо',
        'Дата регистрации': serial('2023-01-10'),
        Промокод: 'мир',
        Email: 'a@x.ru',
      },
    ]);
    type(book, 'Клиенты', [{ Клиент: 'Ромашка', 'Дата регистрации': serial('2023-02-01'), Промокод: 'мир' }]);
    const charge = { Дата: serial('2023-09-05'), Клиент: 'Ромашка', Вид: 'абонентская плата', Сумма: 1_000 };
    type(book, 'Списания', [
      { ...charge, Подтверждено: true },
      { ...charge, Подтверждено: false },
    ]);
    const at = columnOf(book, 'Списания', 'Подтверждено');
    const hand: Hand = (one) => one.sortRows('Списания', at);
    open(book, { now, faults: afterLook(hand) }).run('recompute');
    const told = cloneOf(book);
    open(told, { now }).run('recompute');
    expect(allCells(book, 'Журнал')).toEqual(allCells(told, 'Журнал'));
    expect(column(book, 'Списания', 'Подтверждено')).toEqual([false, true]);
  });

  test('staff create a tab with the title that the run was about to use: the run starts over', () => {
    const book = counted();
    book.deleteSheet('Рейтинг');
    open(book, { faults: afterLook((one) => one.addSheet('Рейтинг')) }).run('recompute');
    expect(table(book, 'Рейтинг').length).toBeGreaterThan(0);
  });

  test.each<[string, readonly unknown[]]>([
    ['deadlinesToday', []],
    ['previewLetters', []],
    ['explain', ['Рейтинг', 2, 'Итого']],
    ['whatChanges', []],
    ['demo', ['resellers']],
  ])('a tab is renamed while %s reads: it reads again', (name, args) => {
    const book = counted();
    const faults = beforeCall(
      READ,
      (n) => n === 1,
      (one) => one.renameSheet('Продажи', 'Продажи осени'),
    );
    expect(() => open(book, { faults }).call(name, ...args)).not.toThrow();
  });

  test('a row typed while the sample is being written is not overwritten', () => {
    const book = connected('resellers');
    const hand: Hand = (one) => one.set('Реселлеры', 1, 0, 'Моя компания');
    const typing = beforeCall(READ, (n) => n === 4, hand);
    expect(messageOf(() => open(book, { faults: typing }).call('demo', 'resellers'))).toMatch(
      /^На вкладке «Реселлеры» уже есть строки/,
    );
    expect(book.get('Реселлеры', 1, 0)).toBe('Моя компания');
  });
});

describe('in the instant of the write', () => {
  const atWrite = (hand: Hand) => ({ faults: beforeCall(WRITE, (n) => n === 1, hand) });

  test('a column is deleted and another tab renamed: no result stays under a wrong header', () => {
    const book = sample();
    const last = headers(book, 'Регистрации').length - 1;
    const hand: Hand = (one) => {
      one.deleteColumn('Регистрации', columnOf(one, 'Регистрации', 'Телефон'));
      one.renameSheet('Продажи', 'Продажи осени');
    };
    open(book, atWrite(hand)).run('recompute');
    const beyond = book.values('Регистрации').map((row) => row[last] ?? null);
    expect(beyond).toEqual(beyond.map(() => null));
  });

  test.each(['Мои заметки', 'Телефон'])(
    'a result’s header is changed to «%s»: the column’s cells are restored',
    (header) => {
      const book = counted();
      const last = headers(book, 'Регистрации').length - 1;
      book.set('Регистрации', 1, last, 'спросить');
      const standing = book.values('Регистрации').map((row) => row[last] ?? null);
      open(
        book,
        atWrite((one) => one.set('Регистрации', 0, last, header)),
      ).run('recompute');
      expect(book.values('Регистрации').map((row) => row[last] ?? null)).toEqual([
        header,
        ...standing.slice(1),
      ]);
    },
  );

  describe('and Google stops responding at that moment', () => {
    const portal = (book: WorkbookModel): readonly unknown[] => column(book, 'Регистрации', 'На портале');
    /**
     * A column is inserted before the first write; then every call of `method` selected by `isDown` fails.
     */
    const moved = (method: string, isDown: (n: number) => boolean) => {
      const book = sample();
      const ticked = portal(book);
      let written = false;
      let n = 0;
      const hand = beforeCall(
        WRITE,
        (call) => call === 1,
        (one) => one.insertColumn('Регистрации', 0),
      );
      const { message } = open(book, {
        faults: {
          ...hand,
          fail: (call) => {
            const fails = written && call.method === method && isDown((n += 1));
            if (call.method === WRITE) written = true;
            return fails ? { code: 500 } : null;
          },
        },
      }).run('recompute');
      return { book, ticked, message };
    };

    test('briefly, while cells are being restored: they are restored all the same', () => {
      const { book, ticked, message } = moved(WRITE, (n) => n === 1);
      expect(portal(book)).toEqual(ticked);
      expect(table(book, 'Рейтинг').length).toBeGreaterThan(0);
      expect(message).toMatch(/^Пересчитано: [^.]*\.$/);
    });

    test.each<[string, string, RegExp]>([
      ['permanently, while cells are being restored', WRITE, /вернуть их не удалось.*История версий/],
      ['permanently, before the look back', READ, /раньше, чем удалось проверить запись.*История версий/],
    ])('%s: staff are told where their cells are', (_, method, told) => {
      expect(moved(method, () => true).message).toMatch(told);
    });

    test('permanently, after they were restored: staff are told to recompute', () => {
      const { book, ticked, message } = moved(WRITE, (n) => n > 1);
      expect(portal(book)).toEqual(ticked);
      expect(message).toMatch(/ваши ячейки возвращены.*Повторите «Пересчитать»/);
    });
  });

  test('a tab to which «Ошибки» was about to link is deleted: the run starts over', () => {
    const book = counted();
    put(book, 'Продажи', 1, 'Email', 'чушь');
    open(
      book,
      atWrite((one) => one.deleteSheet('Продажи')),
    ).run('recompute');
    expect(errors(book).join('\n')).toMatch(/^Продажи: /);
  });

  test('a row is inserted above the last lines of «Журнал»: none is lost', () => {
    const book = counted();
    book.set('Рейтинг', 1, 1, 'кто-то');
    const lines = book.values('Журнал').slice(1);
    open(
      book,
      atWrite((one) => one.insertRow('Журнал', 1)),
    ).run('recompute');
    for (const line of lines) expect(book.values('Журнал')).toContainEqual(line);
  });
});

describe('between two runs', () => {
  test('«Календарь» is deleted: the official days are used, in the next run and in later ones', () => {
    const book = connected('webinars');
    const { call } = open(book);
    call('demo', 'webinars');
    call('recompute');
    const standing = allCells(book, 'Журнал', 'Календарь');
    book.deleteSheet('Календарь');
    for (const run of ['first', 'second']) {
      call('recompute');
      expect([run, allCells(book, 'Журнал', 'Календарь')]).toEqual([run, standing]);
    }
  });

  test('a column of staff’s own with an output’s header stops the programme, and stays unchanged', () => {
    const book = counted();
    ownColumn(book, 'Рейтинг', 0, 'Итого');
    const before = book.values('Рейтинг');
    open(book).run('recompute');
    expect(book.values('Рейтинг')).toEqual(before);
    expect(errors(book)).toContain('Рейтинг: два столбца с одним заголовком: программа не пересчитана');
    book.set('Рейтинг', 0, 0, 'Мой итог');
    open(book).run('recompute');
    expect(own(book, 'Рейтинг', 0)).toEqual(OWN);
    expect(errors(book).join()).not.toContain('Рейтинг');
  });

  test.each(['Сроки', 'Ошибки', 'Журнал'])(
    'a repeated header of «%s»: neither column is written, and it is reported',
    (title) => {
      const book = counted();
      const header = String(headers(book, title)[0]);
      ownColumn(book, title, 0, header);
      const second = book.values(title).map((row) => row[1] ?? null);
      open(book, { now: '2023-11-04T10:00:00+03:00' }).run('recompute');
      expect(own(book, title, 0)).toEqual(OWN);
      expect(
        book
          .values(title)
          .map((row) => row[1] ?? null)
          .slice(0, 4),
      ).toEqual(second.slice(0, 4));
      expect(table(book, 'Ошибки').map((row) => row['Что не так'])).toContain(
        'два столбца с одним заголовком: ни один не заполняется',
      );
    },
  );

  test('closed lines that lost a header are not rewritten, and count again when it is back', () => {
    const now = '2023-11-05T10:00:00+03:00';
    const { book, call } = open(undefined, { now });
    call('demo', 'referral');
    call('recompute');
    call('closeMonth', '2023-09');
    const closed = allCells(book, 'Журнал', 'Письма');
    const at = columnOf(book, 'Начисления', 'Сумма');
    book.set('Начисления', 0, at, 'Сумма, ₽');
    const lines = book.values('Начисления');
    open(book, { now }).run('recompute');
    expect(book.values('Начисления')).toEqual(lines);
    expect(errors(book)[0]).toMatch(/^Начисления: потерян заголовок «Сумма»: без него/);
    book.set('Начисления', 0, at, 'Сумма');
    open(book, { now }).run('recompute');
    expect(allCells(book, 'Журнал', 'Письма')).toEqual(closed);
  });

  test('a lost header of «Розыгрыши» does not make its draws forgotten', () => {
    const book = counted();
    open(book).call('draw', 'семь-сорок');
    const winners = column(book, 'Номинации', 'Победитель');
    put(book, 'Розыгрыши', 0, 'Победитель', 'Кто выиграл');
    open(book).run('recompute');
    expect(column(book, 'Номинации', 'Победитель')).toEqual(winners);
    expect(errors(book)[0]).toMatch(/^Розыгрыши: потерян заголовок «Победитель»: без него/);
  });

  test.each<[string, string]>([
    ['Настройки', 'Значение'],
    ['Настройки', 'Параметр'],
    ['Календарь', 'День'],
  ])('a lost header of «%s» («%s»): no run recomputes with defaults until it is back', (title, header) => {
    const book = counted();
    setSetting(book, 'Марафон', 'Балл за продажу', 7);
    open(book).run('recompute');
    const standing = allCells(book, 'Журнал', 'Ошибки');
    const at = columnOf(book, title, header);
    book.set(title, 0, at, 'Что-то своё');
    const kept = ['Журнал', 'Ошибки', 'Сроки'];
    const renamed = allCells(book, ...kept);
    const told = `${title}: заголовок потерян или повторяется: «${header}»; ни одна программа не пересчитана`;
    for (const run of ['first', 'second']) {
      open(book).run('recompute');
      expect([run, allCells(book, ...kept), errors(book)]).toEqual([run, renamed, [told]]);
    }
    expect(messageOf(() => open(book).call('setup', 'marathon'))).toMatch(
      new RegExp(`^Вкладка «${title}»: заголовок потерян или повторяется: «${header}»`),
    );
    book.set(title, 0, at, header);
    open(book).run('recompute');
    expect(allCells(book, 'Журнал', 'Ошибки')).toEqual(standing);
  });

  test('a lost header of «Шаблоны писем»: no letter is created with other texts than staff’s', () => {
    const book = begun();
    const at = columnOf(book, 'Шаблоны писем', 'Текст');
    book.set('Шаблоны писем', 0, at, 'Наш текст');
    open(book, { now: MORNING }).run('recompute');
    expect(table(book, 'Письма')).toEqual([]);
    expect(errors(book)).toContain(
      'Шаблоны писем: заголовок потерян или повторяется: «Текст»; новые письма не создаются',
    );
    book.set('Шаблоны писем', 0, at, 'Текст');
    open(book, { now: MORNING }).run('recompute');
    expect(table(book, 'Письма')).toHaveLength(PEOPLE);
  });

  test('a number that is not a date in «Создано» or «Отправить не раньше» stops nothing', () => {
    const book = begun();
    open(book, { now: MORNING }).run('recompute');
    for (const header of ['Создано', 'Отправить не раньше']) put(book, 'Письма', 1, header, 1e12);
    expect(() => open(book, { now: MORNING }).run('recompute')).not.toThrow();
    expect(() => open(book, { now: MORNING }).run('send')).not.toThrow();
  });

  test('a time typed as text in «Отправить не раньше» is respected', () => {
    const book = begun();
    open(book, { now: MORNING }).run('recompute');
    put(book, 'Письма', 1, 'Отправить не раньше', '11.09.2023 09:00');
    const { run, host } = open(book, { now: MORNING });
    run('send');
    expect(host.mails).toHaveLength(PEOPLE - 1);
  });
});
