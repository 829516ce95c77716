// «Почему такая цифра?» (spec 00, «Menu»): every figure in an output or computed column is explained by its
// rows and its clause.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, type WorkbookModel } from '../../src/local/host.js';
import type { Explanation } from '../../src/run/explain.js';
import { fail, messageOf } from './failures.js';
import { cloneOf, connected, counted, FINAL, open } from './open.js';
import { marathon, sampleOf } from './samples.js';
import { watcher } from './screen.js';
import { columnOf, put, serial, table, type } from './tables.js';

describe('«Почему такая цифра?»', () => {
  const book = counted();
  const { call, host } = open(book);
  const explain = (tab: string, row: number, header: string): Explanation => {
    // Each look takes two reads, and the Sheets API allows sixty a minute.
    host.clock.sleep(3_000);
    return call('explain', tab, row, header) as Explanation;
  };
  const sound = (one: Explanation): boolean =>
    one.rule.length > 10 && one.clause.length > 0 && Array.isArray(one.lines);

  test.each(['Рейтинг', 'Номинации'])('every figure of «%s» has an explanation that contains it', (title) => {
    const [header = [], ...rows] = book.values(title);
    const wrong: string[] = [];
    rows.forEach((row, index) =>
      header.forEach((name, at) => {
        const one = explain(title, index + 2, String(name));
        if (!sound(one) || one.tab !== title || one.row !== index + 2 || one.value !== (row[at] ?? ''))
          wrong.push(`${title}!${index + 2} ${String(name)}`);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test.each(
    Object.values(marathon.tabs)
      .filter(({ role }) => role === 'input')
      .flatMap((tab) =>
        Object.values(tab.columns)
          .filter(({ options }) => options.computed)
          .map(({ header }) => [tab.title, header] as const),
      ),
  )('every kind of row of «%s» has an explanation for its «%s»', (title, header) => {
    const rows = book.values(title);
    const at = columnOf(book, title, header);
    const notes = (rows[0] ?? []).findIndex((cell) => cell === 'Примечание' || cell === 'Причина');
    // One row per outcome: the same figure with the same remark has the same kind of reason.
    const kinds = new Map<string, number>();
    rows.forEach((row, index) => {
      if (index > 0) kinds.set(`${String(row[at])} ${String(row[notes]).replace(/\d+/g, '')}`, index + 1);
    });
    expect(kinds.size).toBeGreaterThan(0);
    for (const row of kinds.values())
      expect([title, row, sound(explain(title, row, header))]).toEqual([title, row, true]);
  });

  test('the parts of a sum add up to the figure', () => {
    const one = explain('Рейтинг', 2, 'Итого');
    const total = book.get('Рейтинг', 1, 7);
    expect(one.sum).toMatch(new RegExp(`= ${String(total)}$`));
  });

  test.each([
    [200, '10.07.2024: списано 1 — скидка'],
    [201, '… и ещё 1 строка'],
    [203, '… и ещё 3 строки'],
  ])('of %d lines of an explanation two hundred are listed, and none is lost', (many, last) => {
    const own = connected('resellers');
    type(own, 'Реселлеры', [
      {
        Компания: 'Ромашка',
        Email: 'info@example.com',
        'Дата регистрации': serial('2024-01-10'),
        'Заявленный уровень': 'Primary Reseller',
      },
    ]);
    type(own, 'Закупки', [{ Дата: serial('2024-02-01'), Компания: 'Ромашка', Сумма: 1_000_000 }]);
    type(
      own,
      'Списания баллов',
      // Two quarters come first.
      Array.from({ length: many - 2 }, () => ({
        Дата: serial('2024-07-10'),
        Компания: 'Ромашка',
        Баллы: 1,
        'За что': 'скидка',
      })),
    );
    const opened = open(own, { now: '2024-07-15T10:00:00+05:00' });
    opened.run('recompute');
    const { lines } = opened.call('explain', 'Реселлеры', 2, 'Доступно баллов') as Explanation;
    expect([lines.length, lines.at(-1)?.text]).toEqual([Math.min(many, 201), last]);
  });

  test('a row in error is explained by its error', () => {
    const row = book.values('Посещения').findIndex((cells) => cells[1] === 'gost@example.com') + 1;
    expect(
      explain('Посещения', row, 'Баллы')
        .lines.map(({ text }) => text)
        .join(),
    ).toContain('участника с таким адресом нет');
  });

  test('a line of «Ошибки» is its own explanation, and points to its row', () => {
    const [line] = table(book, 'Ошибки');
    const one = explain('Ошибки', 2, 'Значение');
    expect(one.rule).toContain('«Что не так»');
    expect(one.lines).toEqual([
      { text: line?.['Что не так'], tab: line?.['Вкладка'], row: line?.['Строка'] },
    ]);
  });

  test('a draw that was cancelled without a reason still stands, and says what is missing', () => {
    const drawn = counted();
    const opened = open(drawn);
    opened.run('draw', 'семь-сорок');
    put(drawn, 'Розыгрыши', 1, 'Отменён', true);
    opened.run('recompute');
    const one = opened.call('explain', 'Розыгрыши', 2, 'Победитель') as Explanation;
    expect(one.rule).toMatch(/^SHA-256/);
    expect(one.sum).toMatch(/^остаток от деления хеша на /);
    expect(one.lines.at(-1)?.text).toMatch(/розыгрыш отменён без причины: отмена не действует/);
  });

  test.each<[string, readonly unknown[], RegExp]>([
    ["staff's own cell", ['Посещения', 2, 'Email'], /вписывают сотрудники/],
    ['an unknown column', ['Рейтинг', 2, 'Цена'], /нет столбца «Цена»/],
    ['a column without a header', ['Рейтинг', 2, ' '], /у этого столбца нет заголовка/],
    [
      'a row that does not exist',
      ['Рейтинг', 999, 'Итого'],
      /нечего объяснять|выберите «Пересчитать» и повторите/,
    ],
    ['the header', ['Рейтинг', 1, 'Итого'], /нечего объяснять|выберите «Пересчитать» и повторите/],
    ['an empty row', ['Посещения', 900, 'Баллы'], /нечего объяснять/],
    [
      'a tab of no programme',
      ['Журнал', 2, 'Итог'],
      /^Вкладку «Журнал» «Регламент» не пересчитывает\. Выделите/,
    ],
    ['an empty line of «Ошибки»', ['Ошибки', 900, 'Что не так'], /нечего объяснять/],
    ['an unknown tab', ['Нет такой', 2, 'Итог'], /не пересчитывает/],
    ['only a tab', ['Рейтинг'], /^Назовите вкладку, номер строки и столбец/],
    ['no column', ['Рейтинг', 2], /^Назовите вкладку, номер строки и столбец/],
    [
      'a row that is not a number',
      ['Рейтинг', 'вторая', 'Итого'],
      /^Назовите вкладку, номер строки и столбец/,
    ],
  ])('%s: a clear refusal', (_, args, message) => {
    host.clock.sleep(3_000);
    expect(messageOf(() => call('explain', ...args))).toMatch(message);
  });

  test('nothing selected: says what to do', () => {
    expect(messageOf(() => call('explain'))).toBe('Выделите ячейку и повторите.');
  });

  test('the selected cell is explained, even in a renamed tab with moved columns', () => {
    const moved = cloneOf(book);
    moved.renameSheet('Рейтинг', 'Места');
    moved.insertColumn('Места', 0);
    const { ui, dialogs } = watcher();
    const one = open(moved, { ui, selection: { sheet: 'Места', row: 2, column: 9 } }).call(
      'explain',
    ) as Explanation;
    expect(one).toMatchObject({ tab: 'Места', row: 2, column: 'Итого', value: book.get('Рейтинг', 1, 7) });
    expect(dialogs[0]?.title).toBe('Почему такая цифра?');
    expect(dialogs[0]?.html).toContain('Основание:');
  });

  test('a sheet of staff’s with the former title of a renamed tab is not taken for it', () => {
    const moved = cloneOf(book);
    moved.renameSheet('Рейтинг', 'Места');
    moved.addSheet('Рейтинг', [['Итого'], [5]]);
    const selection = { sheet: 'Рейтинг', row: 2, column: 1 };
    const { ui, shown } = watcher();
    open(moved, { ui, selection }).call('explain');
    const told = messageOf(() => open(moved).call('explain', 'Рейтинг', 2, 'Итого'));
    expect([told, ...shown]).toEqual([
      expect.stringMatching(/^Вкладку «Рейтинг» «Регламент» не пересчитывает/),
      expect.stringMatching(/Вкладку «Рейтинг» «Регламент» не пересчитывает/),
    ]);
    expect(open(moved).call('explain', 'Места', 2, 'Итого')).toMatchObject({ tab: 'Места', row: 2 });
  });

  test('the rows of a figure are named with the title that staff gave their tab', () => {
    const tabsOf = (one: WorkbookModel): readonly (string | undefined)[] =>
      (open(one).call('explain', 'Рейтинг', 2, 'Тесты') as Explanation).lines.map(({ tab }) => tab);
    const before = tabsOf(book);
    expect(before).toContain('Результаты тестов');
    const renamed = cloneOf(book);
    renamed.renameSheet('Результаты тестов', 'Ответы');
    expect(tabsOf(renamed)).toEqual(before.map((tab) => (tab === 'Результаты тестов' ? 'Ответы' : tab)));
  });

  test.each([
    ['an output', 'Рейтинг', 'Итого'],
    ['a computed column', 'Результаты тестов', 'Баллы'],
  ])('a stale cell of %s is not explained: its tab is named as staff have named it', (_, title, header) => {
    const stale = cloneOf(book);
    stale.renameSheet(title, 'Наше');
    put(stale, 'Наше', 1, header, 777);
    expect(messageOf(() => open(stale).call('explain', 'Наше', 2, header))).toBe(
      'Строка 2 вкладки «Наше» устарела или изменена вручную: выберите «Пересчитать» и повторите.',
    );
  });

  test('after staff sort an output, a cell is explained by its own row, not by the one that stood there', () => {
    const sorted = cloneOf(book);
    sorted.sortRows('Рейтинг', 1, true);
    const total = sorted.get('Рейтинг', 1, 7);
    expect(total).not.toBe(book.get('Рейтинг', 1, 7));
    const { value, sum } = open(sorted).call('explain', 'Рейтинг', 2, 'Итого') as Explanation;
    expect([value, sum?.split('= ').pop()]).toEqual([total, String(total)]);
  });

  describe('«Сроки»: each row links to the row it comes from', () => {
    const source = (on: WorkbookModel, row: number): Readonly<Record<string, unknown>> => {
      const shown = table(on, 'Сроки')[row - 2] ?? fail(`no row ${row}`);
      return { tab: shown['Вкладка'], ...(shown['Строка'] === null ? {} : { row: shown['Строка'] }) };
    };
    const RULES: Readonly<Record<string, RegExp>> = {
      'Начало блока': /из его строки/,
      'Закрытие теста': /^Тест открыт 14 дней с начала блока|^«Тест до» задан в строке/,
      'Закрытие регистрации': /«Регистрация по»/,
      Финал: /«Марафон по»/,
    };
    const asked = (on: WorkbookModel, now = FINAL): void => {
      const { host: clock, call: ask } = open(on, { now });
      for (let row = 2; row <= table(on, 'Сроки').length + 1; row += 1) {
        clock.clock.sleep(3_000);
        const one = ask('explain', 'Сроки', row, 'Что') as Explanation;
        expect([row, one.value]).toEqual([row, table(on, 'Сроки')[row - 2]?.['Что']]);
        expect([row, one.lines[0]]).toEqual([row, expect.objectContaining(source(on, row))]);
        expect(one.lines[0]?.text).toContain(`: ${String(one.value)} — `);
        expect([one.value, one.rule]).toEqual([
          one.value,
          expect.stringMatching(RULES[String(one.value)] ?? /^$/),
        ]);
        expect(one.clause).toMatch(/^«.*»/);
      }
    };

    test('as it was written', () => {
      asked(book);
    });
    test('sorted by staff, a column of theirs in front', () => {
      const sorted = cloneOf(book);
      sorted.sortRows('Сроки', 1, false);
      sorted.insertColumn('Сроки', 0);
      asked(sorted);
    });
    test('before the next recompute, when some deadlines have passed', () => {
      asked(book, '2023-11-20T10:00:00+03:00');
    });
    test.each([
      [
        'open',
        '2023-11-01T12:00:00+03:00',
        'скоро; срок 02.11.2023 11:00, сегодня 01.11.2023, осталось дней: 1',
      ],
      ['done', FINAL, 'выполнено; срок 02.11.2023 11:00'],
    ])('what is left is counted, while it is %s', (_, now, told) => {
      const counted = cloneOf(book);
      const { call: ask } = open(counted, { now });
      ask('recompute');
      const row = table(counted, 'Сроки').findIndex(
        (one) => one['Что'] === 'Закрытие теста' && String(one['Объект']).includes('6'),
      );
      const { lines } = ask('explain', 'Сроки', row + 2, 'Осталось дней') as Explanation;
      expect(lines[0]?.text).toMatch(new RegExp(`: Закрытие теста — ${told}$`));
    });
    test('what is overdue is late by so many days', () => {
      const { book: late, call: ask } = open(newWorkbook(), { now: sampleOf({ id: 'technocom' }).now });
      ask('demo', 'technocom');
      ask('recompute');
      const row = table(late, 'Сроки').findIndex((one) => Number(one['Осталось дней']) === -1);
      const { lines } = ask('explain', 'Сроки', row + 2, 'Осталось дней') as Explanation;
      expect(lines[0]?.text).toMatch(/ — просрочено; срок .*, опоздание 1 день$/);
    });
    test('a deadline that no longer exists: recompute first', () => {
      const edited = cloneOf(book);
      put(edited, 'Сроки', 1, 'Объект', 'Другой');
      expect(messageOf(() => open(edited).call('explain', 'Сроки', 2, 'Срок'))).toMatch(
        /выберите «Пересчитать»/,
      );
      expect(messageOf(() => open(edited).call('explain', 'Сроки', 1, 'Срок'))).toMatch(/нечего объяснять/);
      expect(messageOf(() => open(edited).call('explain', 'Сроки', 2, 'Цена'))).toMatch(/нет столбца «Цена»/);
    });
  });
});
