// The menu (spec 00, «Menu»): read-only actions write nothing, and every action says what it did.
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, type WorkbookModel } from '../../src/local/host.js';
import { pageText } from '../../src/local/print.js';
import { programmes } from '../../src/rules/registry.js';
import type { FutureChange } from '../../src/run/changes.js';
import { fail, messageOf } from './failures.js';
import { begun, MORNING } from './mailing.js';
import { cloneOf, counted, open, sample } from './open.js';
import { argumentsOf, personOf, sampleOf, SAMPLES } from './samples.js';
import { watcher } from './screen.js';
import { allCells, columnOf, put, table, type } from './tables.js';

/**
 * A cell as the dry run shows it: dates as staff read them, numbers without the errors of binary fractions.
 */
const asTold = (cell: string | number | boolean, told: unknown): unknown => {
  if (typeof cell !== 'number') return cell;
  return typeof told === 'string'
    ? expect.stringMatching(/^\d\d\.\d\d\.\d{4}( \d\d:\d\d)?$/)
    : expect.closeTo(cell, 6);
};

interface Told {
  readonly changes: readonly FutureChange[];
  readonly totals: readonly { readonly tab: string; readonly difference: number }[];
}
const TOLD = ['Рейтинг', 'Результаты тестов', 'Регистрации', 'Продажи', 'Письма', 'Сроки', 'Ошибки'];

describe('«Что изменится?»', () => {
  test('lists every cell that a recompute then changes, and writes nothing', () => {
    const book = sample();
    const before = book.core.state;
    const { run } = open(book);
    const report = run('whatChanges') as ReturnType<typeof run> & { readonly result: Told };
    expect(book.core.state).toBe(before);
    const copy = cloneOf(book);
    const done = open(copy).run('recompute');
    expect(report.changed).toEqual(done.changed);
    for (const { tab, row, column, before: was, after } of report.result.changes) {
      if (tab === 'Письма') continue;
      const at = columnOf(copy, tab, column);
      const [old, now] = [book, copy].map(
        (one) => (one.titles().includes(tab) ? one.get(tab, row - 1, at) : null) ?? '',
      );
      for (const [cell, told] of [
        [old, was],
        [now, after],
      ] as const)
        expect([tab, row, column, told]).toEqual([tab, row, column, asTold(cell ?? '', told)]);
    }
    expect(report.message).toMatch(/^Пересчёт изменит \d\s\d{3} яче.+\. Пока ничего не записано\.$/);
    expect(report.result.totals.find(({ tab }) => tab === 'Рейтинг')?.difference).toBeGreaterThan(0);
  });

  test('names the subject of each row; shared tabs come last', () => {
    const { changes } = (open(sample()).run('whatChanges') as { readonly result: Told }).result;
    const firstOf = (tab: string): string | undefined => changes.find((one) => one.tab === tab)?.subject;
    expect(Object.fromEntries(TOLD.map((tab) => [tab, firstOf(tab)]))).toEqual({
      Рейтинг: 'полярный_кот',
      'Результаты тестов': '1, uchastnik04@example.com',
      Регистрации: 'быстрый_кот',
      Продажи: '13.10.2023, uchastnik09@example.net',
      Письма: 'uchastnik01@example.com, Вы участник марафона «Эксперт в PROдажах»',
      Сроки: 'Марафон, Финал',
      Ошибки: 'Регистрации, 51',
    });
    const order = [...new Set(changes.map(({ tab }) => tab))];
    expect(order.slice(-3).sort()).toEqual(['Ошибки', 'Письма', 'Сроки'].sort());
  });

  const dialogOf = (book: WorkbookModel, now?: string): string => {
    const { ui, dialogs } = watcher();
    open(book, { ui, ...(now === undefined ? {} : { now }) }).call('whatChanges');
    return dialogs[0]?.html ?? fail('no dialog');
  };

  test('of «Ошибки» its dialog shows the lines that come or go, not those that only move', () => {
    const book = counted();
    const wrong = (email: string) => ({ Блок: 1, Email: email });
    type(book, 'Посещения', [wrong('first@example.com'), wrong('second@example.com')]);
    open(book).call('recompute');
    type(book, 'Регистрации', [{ Никнейм: 'кто-то' }]);
    const visit = table(book, 'Посещения').findIndex(({ Email }) => Email === 'first@example.com') + 1;
    put(book, 'Посещения', visit, 'Блок', null);
    put(book, 'Посещения', visit, 'Email', null);
    const shown = dialogOf(book).split('<h2>Ошибки')[1] ?? fail('no errors');
    expect(shown).toContain('Регистрации, ');
    expect(shown).toContain('first@example.com');
    expect(shown).not.toContain('second@example.com');
  });

  test('the lines of an output are compared by what they are about, not by their numbers', () => {
    const book = counted();
    const best = table(book, 'Рейтинг').findIndex(({ Продажи: sales }) => Number(sales) > 0);
    const name = String(table(book, 'Рейтинг')[best]?.['Никнейм']);
    const { Email: email } =
      table(book, 'Регистрации').find((row) => row['Никнейм'] === name) ?? fail('nobody');
    table(book, 'Продажи').forEach((row, index) => {
      if (row.Email === email) put(book, 'Продажи', index + 1, 'Сумма РРЦ', 'много');
    });
    const { changes, totals } = (open(book).run('whatChanges') as { readonly result: Told }).result;
    // Their line moves down: cell by cell other people's names change.
    expect(changes.some(({ tab, column }) => tab === 'Рейтинг' && column === 'Никнейм')).toBe(true);
    expect(totals.some(({ tab, difference }) => tab === 'Рейтинг' && difference === 0)).toBe(true);
    const dialog = dialogOf(book);
    const rating = (dialog.split('<h2>Рейтинг')[1] ?? fail('no rating')).split('<h2>')[0] ?? '';
    expect(rating).not.toContain('<td>Никнейм</td>');
    const about = (column: string): (string | undefined)[] =>
      [...rating.matchAll(/<td[^>]*>\d+<\/td>\s*<td>([^<]*)<\/td>\s*<td>([^<]*)<\/td>/g)]
        .filter(([, , of]) => of === column)
        .map(([, who]) => who);
    expect(about('Продажи')).toEqual([name]);
    expect(about('Итого')).toEqual([name]);
    const summed = (dialog.split('<h2>Итоги')[1] ?? fail('no totals')).split('<h2>')[0] ?? '';
    expect(summed).toContain('<td>Итого</td>');
    expect(summed).not.toContain('<td>Посещения</td>');
  });

  test('a new letter takes one line: to whom, about what, its status', () => {
    const letters = dialogOf(sample()).split('<h2>Письма')[1] ?? fail('no letters');
    const [told = ''] = letters.replace(/\s*</g, '<').split('</table>');
    const about = [...told.matchAll(/<tr><td[^>]*>\d+<\/td><td>([^<]*)<\/td>(.*?)<\/tr>/g)];
    const recipients = about.map(([, subject = '']) => subject.split(', ')[0]);
    expect(new Set(recipients).size).toBeGreaterThan(20);
    expect(new Set(about.map(([, , rest]) => rest)).size).toBe(1);
    expect(about[0]?.[2]).toMatch(/^<td>Статус<\/td><td>—<\/td><td>.*черновик/);
    expect(told).not.toContain('Здравствуйте');
  });

  test('of the lines of «Сроки» in which only the days left change it says how many they are', () => {
    const { book, run } = open(newWorkbook(), { now: sampleOf({ id: 'technocom' }).now });
    run('demo', 'technocom');
    run('recompute');
    const days = 24 * 60 * 60 * 1000;
    const tomorrow = new Date(Date.parse(sampleOf({ id: 'technocom' }).now) + days).toISOString();
    const dialog = dialogOf(book, tomorrow).replace(/\s+/g, ' ').replace(/ </g, '<');
    expect(Number(/Сроки: у (\d+) строк изменится только/.exec(dialog)?.[1])).toBeGreaterThan(20);
    const lines = (dialog.split('<h2>Сроки')[1] ?? fail('no deadlines'))
      .split('<tr>')
      .flatMap((line) => [/^<td[^>]*>(\d+)<\/td><td>([^<]*)<\/td><td>([^<]*)/.exec(line)?.slice(1) ?? []])
      .filter(({ length }) => length > 0)
      .map(([row, subject, column]) => ({ of: `${row}, ${subject}`, column }));
    const alone = lines.filter(
      ({ of, column }) => column === 'Осталось дней' && lines.filter((one) => one.of === of).length === 1,
    );
    expect(lines).not.toEqual([]);
    expect(alone).toEqual([]);
  });

  test('a line that comes and one that goes are told as such', () => {
    const book = counted();
    const gone = String(table(book, 'Рейтинг')[0]?.['Никнейм']);
    const row = table(book, 'Регистрации').findIndex((one) => one['Никнейм'] === gone) + 1;
    put(book, 'Регистрации', row, 'На портале', false);
    const rating = (dialogOf(book).split('<h2>Рейтинг')[1] ?? fail('no rating')).split('<h2>')[0] ?? '';
    const told = rating.replace(/\s*</g, '<');
    expect(told).toContain(`<td>${gone}</td><td>Никнейм</td><td>${gone}</td><td>—</td>`);
    // Their second registration counts instead.
    expect(told).toContain('<td>второй_заход</td><td>Никнейм</td><td>—</td><td>второй_заход</td>');
  });

  test('the keys of letters are not in its dialog', () => {
    const book = begun();
    const { changes } = (open(book, { now: MORNING }).run('whatChanges') as { readonly result: Told }).result;
    expect(changes.filter(({ column }) => column === 'Ключ')).not.toEqual([]);
    const shown = dialogOf(book, MORNING);
    expect(shown).toContain('<h2>Письма');
    expect(shown).not.toContain('<td>Ключ</td>');
  });

  test('after a recompute it finds nothing', () => {
    expect(open(counted()).run('whatChanges')).toMatchObject({
      message: 'Пересчёт ничего не изменит.',
      changed: {},
    });
  });
});

describe('programmes’ own actions', () => {
  const technocom = (): WorkbookModel => {
    const { book, call } = open(newWorkbook());
    call('demo', 'technocom');
    return book;
  };
  const { now } = SAMPLES.technocom ?? fail('no sample');
  const inn = (book: WorkbookModel): unknown => table(book, 'Реестр клиентов')[0]?.['ИНН'];

  test('a read-only action writes nothing and does not wait for the lock', () => {
    const book = technocom();
    const before = book.core.state;
    const { run } = open(book, { now, lockBusy: () => true });
    expect(run('checkClient', inn(book))).toMatchObject({
      message: expect.stringMatching(/держит|свободен/),
      changed: {},
    });
    expect(book.core.state).toBe(before);
  });

  test('a question says what speaks against the action; it is not asked about an impossible one', () => {
    const book = technocom();
    open(book, { now }).run('recompute');
    const rows = table(book, 'Реестр клиентов');
    const asked = (status: string): readonly string[] => {
      const { ui, shown } = watcher({ alert: 'NO' });
      const row = rows.find((one) => one['Статус'] === status) ?? fail('no such row');
      open(book, { now, ui }).call('detachClient', row['ИНН'], row['Договор или контракт']);
      return shown;
    };
    const before = book.core.state;
    expect(asked('Предварительно закреплён')[0]).toMatch(
      /письмо партнёру\. Внимание: срок партнёра ещё не вышел \(до /,
    );
    expect(asked('Подлежит откреплению')[0]).toMatch(/письмо партнёру\.$/);
    expect(asked('Срок истёк')).toEqual([expect.stringMatching(/сейчас никто не держит: откреплять некого/)]);
    expect(book.core.state).toBe(before);
  });

  test('an answer that is invalid in any workbook is refused before the next question', () => {
    const { ui, shown } = watcher({ text: 'Завод «Ромашка»' });
    open(technocom(), { now, ui }).call('detachClient');
    expect(shown).toEqual([
      expect.stringMatching(/: ИНН клиента/),
      expect.stringMatching(/«Завод „Ромашка“»: должно быть 10 или 12 цифр/),
    ]);
  });

  test('an action whose column staff have deleted is refused, and writes nothing', () => {
    const book = technocom();
    const { run } = open(book, { now });
    run('recompute');
    const held = table(book, 'Реестр клиентов').find((row) => row['Статус'] === 'Предварительно закреплён');
    put(book, 'Реестр клиентов', 0, 'Откреплён', 'Моё');
    const before = book.core.state;
    expect(messageOf(() => run('detachClient', held?.['ИНН'] ?? ''))).toBe(
      'На вкладке «Реестр клиентов» нет столбца «Откреплён». Выберите «Подключить программу…»: недостающие столбцы будут добавлены.',
    );
    expect(book.core.state).toBe(before);
  });

  test('«Журнал» says what an action did, and what it changed', () => {
    const book = technocom();
    const { run } = open(book, { now });
    run('recompute');
    const held = table(book, 'Реестр клиентов').find((row) => row['Статус'] === 'Предварительно закреплён');
    const { message } = run('detachClient', held?.['ИНН'] ?? '');
    expect(message).toMatch(/откреплён от/);
    expect(table(book, 'Журнал').at(-1)?.['Итог']).toMatch(
      new RegExp(`^${message.replace(/[.*+?()]/g, '\\$&')} Пересчитано: изменен[ао] .+\\.$`),
    );
  });
});

const WRITING: readonly (readonly [id: string, name: string, args: readonly string[]])[] = programmes.flatMap(
  (programme) => {
    const person = personOf(programme);
    return [
      ...programme.actions
        .filter(({ looks }) => !looks)
        .map(({ name }) => [programme.id, name, argumentsOf(programme, name)] as const),
      ...(person === null ? [] : [[programme.id, 'erasePerson', [person]] as const]),
    ];
  },
);
test.each(WRITING)('%s: the report of %s %j counts every cell that it changed', (id, name, args) => {
  const { book, call, run } = open(newWorkbook(), { now: sampleOf({ id }).now });
  call('demo', id);
  run('recompute');
  const before = cloneOf(book);
  const { changed } = run(name, ...args);
  const cellsOf = (one: WorkbookModel, title: string): readonly unknown[][] =>
    one.titles().includes(title)
      ? one
          .values(title)
          .slice(1)
          .map((row) => [...row])
      : [];
  const counted = book.titles().flatMap((title) => {
    if (title === 'Журнал') return [];
    const [was, is] = [before, book].map((one) => cellsOf(one, title));
    let cells = 0;
    for (let row = 0; row < Math.max(was?.length ?? 0, is?.length ?? 0); row += 1) {
      const [old, now] = [was?.[row] ?? [], is?.[row] ?? []];
      for (let at = 0; at < Math.max(old.length, now.length); at += 1)
        if ((old[at] ?? '') !== (now[at] ?? '')) cells += 1;
    }
    return cells > 0 ? [[title, cells] as const] : [];
  });
  expect(counted.length).toBeGreaterThan(0);
  expect(changed).toEqual(Object.fromEntries(counted));
});

describe('other actions', () => {
  test('«Сроки на сегодня»: what is overdue, due today or soon', () => {
    const lines = open(counted(), { now: '2023-10-19T10:00:00+03:00' }).call(
      'deadlinesToday',
    ) as readonly Readonly<Record<string, string>>[];
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(['сегодня', 'скоро']));
    for (const line of lines) expect(line.due).toMatch(/^\d\d\.\d\d\.2023( \d\d:\d\d)?$/);
    expect(new Set(lines.map(({ tab }) => tab))).toEqual(new Set(['Блоки']));
  });

  test('«Самопроверка»: the worked examples and the host’s services, all of them right, no trace left', () => {
    const book = counted();
    const before = allCells(book);
    const checks = open(book).call('selfTest') as readonly Readonly<Record<string, string>>[];
    expect(checks.filter((one) => one['Итог'] !== 'верно')).toEqual([]);
    expect(checks.length).toBeGreaterThanOrEqual(
      programmes.reduce((sum, { examples }) => sum + examples.length, 6),
    );
    expect(allCells(book)).toEqual(before);
  });

  test('«Самопроверка» in an empty workbook with a tab left by an interrupted one', () => {
    const book = newWorkbook();
    book.addSheet('Самопроверка (временная)', [['остаток']]);
    const checks = open(book).call('selfTest') as readonly Readonly<Record<string, string>>[];
    expect(checks.filter((one) => one['Итог'] !== 'верно')).toEqual([]);
    expect(book.titles()).toEqual(['Лист1']);
  });

  test('«Справка» names every programme', () => {
    const { ui, dialogs } = watcher();
    open(newWorkbook(), { ui }).call('help');
    for (const { title } of programmes) expect(dialogs[0]?.html).toContain(`<b>${title}</b>. `);
  });

  test('the public page: rating, schedule, nominations — by nickname only', () => {
    const book = counted();
    const page = open(book).call('doGet') as { readonly getContent: () => string };
    const text = page.getContent();
    // On a phone the page is as wide as the screen: Google takes this only from the output's meta tag, not
    // from the page.
    expect(text).not.toContain('viewport');
    expect(pageText(page)).toContain(
      '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>',
    );
    const rows = table(book, 'Регистрации');
    for (const row of rows)
      for (const header of ['ФИО', 'Email', 'Телефон', 'Компания'])
        if (String(row[header]).length > 4) expect(text).not.toContain(String(row[header]));
    expect(text).toContain('быстрый_кот');
    expect(text).toContain('=ПРИМЕР()');
    expect(text).toContain('<a href="https://example.com/marathon/zapis-1"');
    expect([...text.matchAll(/<h2>([^<]*)/g)].map(([, title]) => title)).toEqual([
      'Рейтинг',
      'Расписание',
      'Номинации',
    ]);
  });

  test('the sample refuses a workbook that already contains rows', () => {
    const book = sample();
    const before = allCells(book);
    expect(messageOf(() => open(book).call('demo', 'marathon'))).toMatch(
      /уже есть строки: пример не записан/,
    );
    expect(allCells(book)).toEqual(before);
  });

  test('the sample counts the cells of the shared tabs too', () => {
    const { changed: made } = open().run('setup', 'marathon');
    const { changed } = open().run('demo', 'marathon');
    expect(Object.keys(made)).toEqual(['Настройки', 'Календарь', 'Шаблоны писем']);
    expect(changed).toMatchObject(made);
    expect(changed['Регистрации']).toBeGreaterThan(0);
  });

  test.each(programmes.map(({ id }) => id))(
    'the sample of %s sets the parameters that it was made for',
    (id) => {
      const programme = programmes.find((one) => one.id === id) ?? fail(id);
      const book = newWorkbook();
      open(book).call('demo', id);
      const typed = Object.fromEntries(
        table(book, 'Настройки')
          .filter((row) => row['Программа'] === programme.title && row['Значение'] !== null)
          .map((row) => [String(row['Параметр']), row['Значение']]),
      );
      expect(typed).toEqual(SAMPLES[id]?.settings ?? {});
    },
  );

  test.each(['recompute', 'whatChanges', 'daily', 'deadlinesToday', 'previewLetters'])(
    '%s in a workbook without a programme says what to do',
    (name) => {
      const book = newWorkbook();
      expect(messageOf(() => open(book).call(name))).toMatch(
        /не подключена ни одна программа.*Подключить программу/,
      );
      expect(book.titles()).toEqual(['Лист1']);
    },
  );

  test('each action leaves one line in «Журнал»: when, who, what, the outcome, how long', () => {
    const book = counted();
    const lines = table(book, 'Журнал').length;
    const { run } = open(book);
    run('recompute');
    run('draw', 'семь-сорок');
    run('tick');
    const rows = table(book, 'Журнал').slice(lines);
    expect(rows.map((row) => row['Действие'])).toEqual(['Пересчитать', 'Провести розыгрыш']);
    for (const row of rows)
      expect(row).toMatchObject({
        Кто: 'staff@example.com',
        Время: expect.any(Number) as unknown,
        Итог: expect.stringMatching(/\S/) as unknown,
        Длительность: expect.stringMatching(/^\d+,\d с$/) as unknown,
      });
  });
});

const CANCELLED: readonly (readonly [string, Parameters<typeof watcher>[0]])[] = [
  ['setup', { prompt: 'CANCEL' }],
  ['setup', { prompt: 'CLOSE' }],
  ['demo', { prompt: 'CLOSE' }],
  ['erasePerson', { prompt: 'CLOSE' }],
  ['erasePerson', { text: 'anna@example.com', alert: 'NO' }],
  ['erasePerson', { text: 'anna@example.com', alert: 'CLOSE' }],
  ...programmes.flatMap((programme) =>
    programme.actions.flatMap((action) => {
      const { name, parameters } = action;
      const [text] = argumentsOf(programme, name);
      const given = text === undefined ? {} : { text };
      return [
        ...(parameters.length > 0 ? [[name, { ...given, prompt: 'CLOSE' }] as const] : []),
        ...(!action.looks && action.confirm ? [[name, { ...given, alert: 'CLOSE' }] as const] : []),
      ];
    }),
  ),
];
test.each(CANCELLED)('%s can be cancelled: %j writes nothing', (name, pressed) => {
  const book = counted();
  const before = book.core.state;
  const { ui, shown } = watcher(pressed);
  expect(open(book, { ui }).call(name)).toBeNull();
  expect(shown[shown.length - 1]).toBe('Отменено, ничего не записано.');
  expect(book.core.state).toBe(before);
});
