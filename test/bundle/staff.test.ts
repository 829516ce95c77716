// Staff edit between read and write (design, «The data plane»): a run whose rows have moved starts over and
// recovers; after the third time it gives up with a clear message and has written nothing. A killed run
// leaves the sheet as it was; transient faults are waited out.
import { describe, expect, test } from '@jest/globals';
import type { Faults, WorkbookModel } from '../../src/local/host.js';
import { fail, messageOf } from './failures.js';
import {
  afterLook,
  beforeCall,
  cloneOf,
  counted,
  countOf,
  type Hand,
  open,
  READ,
  sample,
  WRITE,
} from './open.js';
import { allCells, column, table, type } from './tables.js';

/** A workbook whose recompute has something to write. */
const stale = (): WorkbookModel => {
  const book = counted();
  for (let row = 1; row < 20; row += 1) book.set('Посещения', row, 3, null);
  book.set('Рейтинг', 3, 7, 999);
  return book;
};
/** The result of a recompute of this workbook without disturbance. */
const expectedOf = (book: WorkbookModel): Readonly<Record<string, unknown>> => {
  const copy = cloneOf(book);
  open(copy).run('recompute');
  return allCells(copy, 'Журнал', 'Письма');
};

describe('rows that staff move between the look and the write', () => {
  const hands: readonly [string, Hand][] = [
    ['a row is inserted', (book) => book.insertRow('Посещения', 3, [1, 'uchastnik05@example.net', 'онлайн'])],
    ['an empty row is inserted', (book) => book.insertRow('Посещения', 1)],
    ['a row is deleted', (book) => book.deleteRow('Посещения', 5)],
    ['rows are sorted', (book) => book.sortRows('Посещения', 1, true)],
    ['an output is sorted', (book) => book.sortRows('Рейтинг', 1)],
    ['a column is inserted', (book) => book.insertColumn('Посещения', 0)],
    ['a tab is renamed', (book) => book.renameSheet('Посещения', 'Посещения осени')],
    [
      'a tab is deleted and created again',
      (book) => {
        const rows = book.values('Посещения');
        book.deleteSheet('Посещения');
        book.addSheet('Посещения', rows);
      },
    ],
  ];

  test.each(hands)('%s: the run starts over, and every result is in its own row', (_, hand) => {
    const book = stale();
    const moved = cloneOf(book);
    hand(moved);
    open(book, { faults: afterLook(hand) }).run('recompute');
    expect(allCells(book, 'Журнал', 'Письма')).toEqual(expectedOf(moved));
  });

  test('a cell of theirs that does not affect the order stays as typed', () => {
    const book = stale();
    const hand: Hand = (one) => one.set('Продажи', 2, 3, 'Новый клиент');
    open(book, { faults: afterLook(hand) }).run('recompute');
    expect(book.get('Продажи', 2, 3)).toBe('Новый клиент');
  });

  test('three times: a clear refusal, and nothing is written', () => {
    const book = stale();
    const hand: Hand = (one) => one.insertRow('Посещения', 1);
    const watched = open(book, { faults: beforeCall(READ, (n) => n % 2 === 0, hand) });
    const expected = cloneOf(book);
    for (let time = 0; time < 3; time += 1) hand(expected);
    expect(messageOf(() => watched.run('recompute'))).toBe(
      'Таблицу правят прямо сейчас: строки трижды сдвинулись. Ничего не потеряно: повторите через минуту.',
    );
    expect(countOf(watched.records)).toEqual({ 'spreadsheets.get': 3, [READ]: 6 });
    expect(allCells(book)).toEqual(allCells(expected));
  });

  test.each([
    ['Рейтинг', 'a cell beside an output', 1],
    ['Рейтинг', 'a header beside an output', 0],
    ['Посещения', 'a header beside computed columns', 0],
    ['Письма', 'a header beside the letters', 0],
  ])('«%s»: a formula of staff in %s follows what a run writes: the run is not repeated', (title, _, row) => {
    const book = stale();
    const width = (book.values(title)[0] ?? []).length;
    book.set(title, 0, width, 'Моё ×2');
    const lines = table(book, 'Журнал').length;
    let writes = 0;
    const follow: Faults = {
      beforeCall: ({ method }, one) => {
        if (method === WRITE) writes += 1;
        if (method === READ && writes > 0) one.set(title, row, width, 90);
      },
    };
    open(book, { faults: follow }).run('recompute');
    expect([writes, table(book, 'Журнал').length - lines]).toEqual([1, 1]);
  });

  test('a formula that differs at every look (RAND) does not keep a run from its work', () => {
    const book = stale();
    const width = (book.values('Посещения')[0] ?? []).length;
    let looks = 0;
    const random: Faults = {
      beforeCall: ({ method }, one) => {
        if (method === READ) one.set('Посещения', 0, width, (looks += 1) / 7);
      },
    };
    open(book, { faults: random }).run('recompute');
    // The look, the guard, the look back.
    expect(looks).toBe(3);
  });

  test('in the instant of the write: the run recomputes, and «Журнал» has one line of it', () => {
    const book = stale();
    const lines = table(book, 'Журнал').length;
    const hand: Hand = (one) => one.insertColumn('Рейтинг', 0);
    const watched = open(book, { faults: beforeCall(WRITE, (n) => n === 1, hand) });
    watched.run('recompute');
    expect(countOf(watched.records)[WRITE]).toBeGreaterThan(1);
    expect(table(book, 'Журнал').length - lines).toBe(1);
  });

  test.each<[string, readonly unknown[]]>([
    ['draw', ['семь-сорок']],
    ['erasePerson', [String(column(counted(), 'Регистрации', 'Email')[4])]],
  ])('%s starts over too', (name, args) => {
    const book = counted();
    const moved = cloneOf(book);
    const hand: Hand = (one) => {
      one.insertRow('Розыгрыши', 1, ['', '', '', '', '', '', '', 'заметка']);
      one.insertRow('Регистрации', 2);
    };
    hand(moved);
    open(moved).call(name, ...args);
    open(book, { faults: afterLook(hand) }).call(name, ...args);
    expect(allCells(book, 'Журнал', 'Письма', 'Розыгрыши')).toEqual(
      allCells(moved, 'Журнал', 'Письма', 'Розыгрыши'),
    );
    const draws = (one: WorkbookModel): unknown =>
      table(one, 'Розыгрыши').map((row) => ({ ...row, Время: null }));
    expect(draws(book)).toEqual(draws(moved));
  });

  test('a parameter that staff add while a programme is being connected is not overwritten', () => {
    const book = sample();
    const row = book.values('Настройки').length;
    const hand: Hand = (one) =>
      ['Общие', 'Моя строка', 'моё'].forEach((cell, index) => one.set('Настройки', row, index, cell));
    open(book, { faults: afterLook(hand) }).run('setup', 'resellers');
    expect(table(book, 'Настройки').some((one) => one['Параметр'] === 'Моя строка')).toBe(true);
  });
});

describe('a run that is stopped', () => {
  test('before its write leaves the sheet as it was, after it complete', () => {
    const book = stale();
    const before = allCells(book);
    const after = expectedOf(book);
    const { run, records } = open(cloneOf(book));
    run('recompute');
    // The last call checks whether there is a screen; there is none.
    const calls = records.length - 1;
    const write = records.findIndex(({ method }) => method === WRITE) + 1;
    for (let call = 1; call <= calls; call += 1)
      for (const when of ['before', 'after'] as const) {
        const copy = cloneOf(book);
        const killed = open(copy, { faults: { killAt: { call, when } } });
        expect(messageOf(() => killed.run('recompute'))).toMatch(/остановлено/);
        const written = call > write || (call === write && when === 'after');
        if (written) expect(allCells(copy, 'Журнал', 'Письма')).toEqual(after);
        else expect(allCells(copy)).toEqual(before);
        // The next run repairs whatever was left.
        open(copy).run('recompute');
        expect(allCells(copy, 'Журнал', 'Письма')).toEqual(after);
      }
  });

  test('while another run holds the lock it says so and writes nothing', () => {
    const book = stale();
    const before = allCells(book);
    const { run, records } = open(book, { lockBusy: () => true });
    expect(messageOf(() => run('recompute'))).toMatch(/^«Регламент» уже работает в этой таблице/);
    expect(countOf(records)).toEqual({});
    expect(allCells(book)).toEqual(before);
  });
});

describe('faults of the Sheets API', () => {
  const failing = (times: number, code: 429 | 500 | 503 | 'timeout', method: string): Faults => {
    let n = 0;
    return { fail: (call) => (call.method === method && (n += 1) <= times ? { code } : null) };
  };
  test.each([
    [429, WRITE],
    [429, READ],
    [503, WRITE],
    [503, 'spreadsheets.get'],
    [500, READ],
    ['timeout', READ],
  ] as const)('%s of %s passes: the run waits and tries again', (code, method) => {
    const book = stale();
    const after = expectedOf(book);
    const { run, host } = open(book, { faults: failing(3, code, method) });
    const from = host.clock.now();
    run('recompute');
    expect(allCells(book, 'Журнал', 'Письма')).toEqual(after);
    expect(host.clock.now() - from).toBeGreaterThanOrEqual(7_000);
  });

  test('an outage is reported, and the sheet is unchanged', () => {
    const book = stale();
    const before = allCells(book);
    const { run } = open(book, { faults: failing(Infinity, 503, WRITE) });
    expect(messageOf(() => run('recompute'))).toBe(
      'Google не отвечает (Таблицы, запись). Ничего не потеряно: повторите через несколько минут, «Регламент» продолжит с того же места.',
    );
    expect(allCells(book)).toEqual(before);
  });

  test.each([
    'Invalid requests[3].updateCells: GridCoordinate.rowIndex[1000] is after last row in grid[999]',
    'Invalid requests[3].updateCells: Attempting to write column: 26, beyond the last requested column of: 25',
  ])('a grid that was shrunk meanwhile: the run starts over (%s)', (message) => {
    const book = stale();
    const after = expectedOf(book);
    let tries = 0;
    const faults: Faults = {
      fail: (call) => (call.method === WRITE && (tries += 1) === 1 ? { code: 400, message } : null),
    };
    open(book, { faults }).run('recompute');
    expect(allCells(book, 'Журнал', 'Письма')).toEqual(after);
  });

  test('a tab renamed meanwhile: the run starts over, whatever the language of the answer', () => {
    const book = stale();
    const after = expectedOf(book);
    let tries = 0;
    const faults: Faults = {
      beforeCall: (call, workbook) => {
        if (call.method === WRITE && tries === 0) workbook.renameSheet('Рейтинг', 'Итоги');
      },
      fail: (call) =>
        call.method === WRITE && (tries += 1) === 1
          ? { code: 400, message: 'Invalid requests[3].updateCells: 指定された範囲が見つかりません' }
          : null,
    };
    open(book, { faults }).run('recompute');
    book.renameSheet('Итоги', 'Рейтинг');
    expect(allCells(book, 'Журнал', 'Письма')).toEqual(after);
    expect(tries).toBe(2);
  });

  test('a request that is itself refused is not tried again', () => {
    const book = stale();
    let tries = 0;
    const faults: Faults = {
      fail: (call) =>
        call.method === WRITE
          ? ((tries += 1), { code: 400, message: 'Invalid requests[500].updateCells: Blocked' })
          : null,
    };
    expect(messageOf(() => open(book, { faults }).run('recompute'))).toMatch(/Blocked/);
    expect(tries).toBe(1);
  });
});

test('«Журнал» keeps the newest 1 000 rows', () => {
  const book = counted();
  type(
    book,
    'Журнал',
    Array.from({ length: 1_005 }, (_, index) => ({ Время: 46_000 + index, Действие: `запись ${index}` })),
  );
  open(book).run('recompute');
  const rows = table(book, 'Журнал');
  expect(rows).toHaveLength(1_000);
  expect(rows[998]?.['Действие']).toBe('запись 1004');
  expect(rows[999]?.['Действие']).toBe('Пересчитать');
  expect(rows[0]?.['Действие']).toBe(rows.length > 0 ? 'запись 6' : fail('no rows'));
});
