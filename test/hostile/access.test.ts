// Who has access: the public page answers its plain address with what the spec lists, strangers cannot call
// anything, no personal data is on the page.
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import ts from 'typescript';
import { type Faults, newWorkbook, type WorkbookModel } from '../../src/local/host.js';
import { programmes } from '../../src/rules/registry.js';
import { messageOf } from '../bundle/failures.js';
import { cloneOf, counted, open } from '../bundle/open.js';
import { watcher } from '../bundle/screen.js';
import { CODE, marathon, sampleOf } from '../bundle/samples.js';
import { begun } from '../bundle/mailing.js';
import { allCells, column, columnOf, put, setSetting } from '../bundle/tables.js';

const OWNER = 'staff@example.com';
const REFUSAL = 'Такой страницы нет';

type Opened = ReturnType<typeof open>;
const contentOf = (page: unknown): string => (page as { readonly getContent: () => string }).getContent();
const visit = (opened: Opened, request: object = {}): string =>
  contentOf(opened.as({ visitor: '' }, 'doGet', request));
const asked = (parameter: Readonly<Record<string, string>>, pathInfo?: string): object => ({
  parameter,
  parameters: Object.fromEntries(Object.entries(parameter).map(([name, value]) => [name, [value]])),
  queryString: new URLSearchParams(parameter).toString(),
  contextPath: '',
  contentLength: -1,
  ...(pathInfo === undefined ? {} : { pathInfo }),
});
/** The service methods that were called, each once. */
const servicesOf = ({ records }: Opened): readonly string[] => [
  ...new Set(records.map(({ service, method }) => `${service}.${method}`)),
];
const text = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&amp;/g, '&');

describe('the web app', () => {
  test.each([
    ['without parameters', asked({})],
    ['with an empty event', {}],
    [
      'with parameters that mailers and search engines add to links',
      asked({ utm_source: 'mail', yclid: '1', fbclid: 'x' }),
    ],
    ['with the account parameter that Google adds', asked({ authuser: '1' })],
  ])('%s shows the page, the same for everybody', (_, request) => {
    const opened = open(counted());
    expect(visit(opened, request)).toBe(visit(open(counted())));
    expect(visit(opened)).toContain('<h2>Рейтинг</h2>');
  });

  test.each([
    ['a parameter', asked({ tab: 'Регистрации' })],
    ['an empty one', asked({ q: '' })],
    ['one beside a known parameter', asked({ utm_source: 'mail', page: '2' })],
    ['the name of a property of Object', asked({ constructor: '1', __proto: '2' })],
    ['a path', asked({}, 'admin')],
    ['a path upwards', asked({}, '../Регистрации')],
  ])('refuses what it does not know: %s; no cell is read for it', (_, request) => {
    const opened = open(counted());
    const page = visit(opened, request);
    expect(page).toContain(`<h1>${REFUSAL}</h1>`);
    expect(page).not.toContain('Рейтинг');
    expect(servicesOf(opened)).toEqual([]);
  });

  test('any parameters and path: exactly the page or exactly the refusal, without content from the request', () => {
    const opened = open(counted());
    const page = visit(opened);
    const refusal = visit(opened, asked({ q: '' }));
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('utm_source', 'gclid', 'page', 'callback', 'toString', '<script>', 'tab', 'sheet'),
    );
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.string({ unit: 'grapheme' })),
        fc.option(fc.string(), { nil: undefined }),
        (parameter, path) => {
          const plain =
            (path ?? '') === '' &&
            Object.keys(parameter).every((one) => ['utm_source', 'gclid'].includes(one));
          expect(visit(opened, asked(parameter, path)) === (plain ? page : refusal)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);

  describe('is created once a minute, however many people visit', () => {
    const visited = (opened: Opened): readonly [string, boolean] => [
      visit(opened),
      servicesOf(opened).some((call) => call.startsWith('Sheets.')),
    ];

    test('the second visit does not read the workbook, one after a minute does', () => {
      const opened = open(counted());
      const [page, first] = visited(opened);
      expect([first, ...visited(opened)]).toEqual([true, page, false]);
      opened.host.clock.sleep(60_000);
      expect(visited(opened)).toEqual([expect.stringContaining('<h2>Рейтинг</h2>'), true]);
    });

    test('a failure is not cached', () => {
      let down = true;
      const faults: Faults = { fail: ({ service }) => (down && service === 'Sheets' ? { code: 400 } : null) };
      const opened = open(counted(), { faults });
      expect(visit(opened)).toContain('<h1>Страница сейчас недоступна</h1>');
      down = false;
      expect(visit(opened)).toContain('<h2>Рейтинг</h2>');
    });

    test('without the cache the page is created for each visit', () => {
      const faults: Faults = { fail: ({ service }) => (service === 'CacheService' ? { code: 500 } : null) };
      const opened = open(counted(), { faults });
      for (const [page, asked] of [visited(opened), visited(opened)])
        expect([page.includes('<h2>Рейтинг</h2>'), asked]).toEqual([true, true]);
    });

    /** A page of more than 100 KB; the first topic ends with 🏁, which has two UTF-16 units. */
    const long = (): WorkbookModel => {
      const book = counted();
      const topic = columnOf(book, 'Блоки', 'Тема');
      for (const row of [1, 2, 3]) book.set('Блоки', row, topic, `${'длинная тема '.repeat(3_500)}🏁`);
      return book;
    };

    test('a long page is kept too, in pieces', () => {
      const opened = open(long());
      const [page, first] = visited(opened);
      expect([Buffer.byteLength(page) > 200_000, first]).toEqual([true, true]);
      expect(visited(opened)).toEqual([page, false]);
    });

    test.each<[string, Faults]>([
      ['cannot be read', { fail: ({ method }) => (method === 'getAll' ? { code: 500 } : null) }],
      ['the cache has dropped', { dropped: (key) => key.endsWith('/1') }],
    ])('a page of which a piece %s is created anew', (_, faults) => {
      const opened = open(long(), { faults });
      const [page] = visited(opened);
      expect(visited(opened)).toEqual([page, true]);
    });
  });

  test('does not answer POST', () => {
    const source = ts.createSourceFile('Code.js', CODE, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
    const names = source.statements.flatMap((one) =>
      ts.isFunctionDeclaration(one) && one.name ? [one.name.text] : [],
    );
    expect(names.filter((name) => /^do[A-Z]/.test(name))).toEqual(['doGet']);
  });

  test('writes nothing, whatever the workbook contains', () => {
    const book = counted();
    const before = allCells(book);
    const opened = open(book);
    visit(opened);
    expect(
      servicesOf(opened).filter((call) => /batchUpdate|setProperty|sendEmail|Trigger/.test(call)),
    ).toEqual([]);
    expect(allCells(book)).toEqual(before);
  });

  test('letters tell the address at which its owner has opened it, in a form that opens for everybody', () => {
    const signed = (book: WorkbookModel, serviceUrl: string, visitor?: string): string => {
      const opened = open(book, { serviceUrl, now: '2023-09-10T08:00:00+03:00' });
      if (visitor !== undefined) contentOf(opened.as({ visitor }, 'doGet', {}));
      opened.call('recompute');
      return String(column(book, 'Письма', 'Текст')[0]);
    };
    const UNKNOWN = 'Адрес страницы марафона можно узнать у организатора.';
    const DEVELOPMENT = 'https://script.google.com/macros/s/AKfyc_dev/dev';
    const book = begun();
    expect(signed(book, '')).toContain(UNKNOWN);
    expect(signed(book, DEVELOPMENT, OWNER)).toContain(UNKNOWN);
    expect(signed(book, 'https://script.google.com/macros/s/AKfyc-1/exec', '')).toContain('AKfyc-1/exec');
    // A stranger's visit has taught nothing: without the deployment's own address it is unknown again.
    expect(signed(book, DEVELOPMENT)).toContain(UNKNOWN);
    for (const form of ['a/macros/example.com/s', 'a/example.com/macros/s', 'macros/s']) {
      const own = begun();
      expect(signed(own, `https://script.google.com/${form}/AKfyc-1/exec`, OWNER)).toContain('AKfyc-1/exec');
      expect(signed(own, DEVELOPMENT)).toContain('https://script.google.com/macros/s/AKfyc-1/exec');
    }
  });

  test('the address is noted while the page is kept for others; to them a kept page costs no limited service', () => {
    const serviceUrl = 'https://script.google.com/macros/s/AKfyc-1/exec';
    const book = begun();
    const noted = (): string | undefined => book.core.state.host.properties.document['page-address'];
    const opened = open(book, { serviceUrl });
    visit(opened);
    visit(opened);
    const called = servicesOf(opened).map((call) => call.split('.')[0]);
    expect([...new Set(called)].sort()).toEqual(['CacheService', 'SpreadsheetApp']);
    expect(servicesOf(opened)).toContain('SpreadsheetApp.getUi');
    expect(noted()).toBeUndefined();
    opened.as({ visitor: OWNER }, 'doGet', {});
    expect(servicesOf(opened).filter((call) => call.startsWith('Sheets.'))).toEqual([]);
    expect(noted()).toBe(serviceUrl);
  });

  test('reports that there was a failure, not which one', () => {
    const secret = 'Requested entity was not found: anna@example.com';
    const opened = open(counted(), {
      faults: { fail: ({ service }) => (service === 'Sheets' ? { code: 400, message: secret } : null) },
    });
    const page = visit(opened);
    expect(page).toContain('<h1>Страница сейчас недоступна</h1>');
    expect(page).not.toContain('anna');
  });
});

describe('visitors’ pages can call any global function: only staff are not refused', () => {
  const entries = [
    ...['recompute', 'whatChanges', 'explain', 'deadlinesToday', 'previewLetters', 'send', 'daily', 'tick'],
    ...['setup', 'demo', 'automate', 'erasePerson', 'selfTest', 'help', 'onOpen', 'onInstall'],
    ...programmes.flatMap(({ actions }) => actions.map(({ name }) => name)),
  ];

  test('the list contains every function of the bundle except the page and those that touch no workbook', () => {
    const declared = [...CODE.matchAll(/^function (\w+)\(/gm)].map(([, name = '']) => name);
    expect([...entries, 'doGet', 'programmeList'].sort()).toEqual([...declared].sort());
  });

  test.each(entries)('%s', (name) => {
    const book = counted();
    const before = allCells(book);
    for (const visitor of ['', 'guest@example.com']) {
      const opened = open(book);
      const { visitor: mode, args } = { visitor, args: ['uchastnik01@example.com', 2, 'x'] };
      expect(messageOf(() => opened.as({ visitor: mode }, name, ...args))).toMatch(
        /только сотрудникам|Cannot call SpreadsheetApp\.getUi/,
      );
      expect(opened.host.mails).toEqual([]);
      expect(servicesOf(opened).filter((call) => call.startsWith('Sheets.'))).toEqual([]);
    }
    expect(allCells(book)).toEqual(before);
  });

  test('an event of an unknown trigger gives no access', () => {
    const { as, run } = open(counted());
    run('automate', 'on');
    for (const event of [
      { triggerUid: '99' },
      { triggerUid: '' },
      { triggerUid: 1 },
      { triggerUid: null },
      [],
      'x',
    ])
      expect(messageOf(() => as({ visitor: '' }, 'tick', event))).toMatch(/только сотрудникам/);
  });

  test('a trigger without a known user is recognised by its own id', () => {
    const { as, run } = open(counted());
    run('automate', 'on');
    expect(as({ visitor: '' }, 'tick', { triggerUid: '2' })).toMatchObject({ action: 'tick' });
  });

  test('a trigger’s daily run is not lost when the triggers cannot be listed at once', () => {
    const book = counted();
    open(book).run('automate', 'on');
    let isDown = true;
    const faults: Faults = {
      fail: ({ method }) => {
        if (!isDown || method !== 'getProjectTriggers') return null;
        isDown = false;
        return { code: 503 };
      },
    };
    const event = { triggerUid: '1' };
    expect(open(book, { faults }).as({ visitor: '' }, 'daily', event)).toMatchObject({ action: 'daily' });
    expect(isDown).toBe(false);
  });

  test('nor when nobody tells whose rights the run has', () => {
    const book = counted();
    open(book).run('automate', 'on');
    const { as } = open(book, { user: null });
    expect(as({ visitor: OWNER }, 'daily', { triggerUid: '1' })).toMatchObject({ action: 'daily' });
    expect(messageOf(() => as({ visitor: OWNER }, 'daily'))).toMatch(/только сотрудникам/);
  });

  test('while the triggers cannot be listed, a stranger is refused and nothing is read', () => {
    const faults: Faults = { fail: ({ service }) => (service === 'ScriptApp' ? { code: 503 } : null) };
    const opened = open(counted(), { faults });
    expect(messageOf(() => opened.as({ visitor: '' }, 'daily', { triggerUid: '1' }))).toMatch(
      /^Google не отвечает \(расписание\)/,
    );
    expect(servicesOf(opened).filter((call) => call.startsWith('Sheets.'))).toEqual([]);
  });

  test('without the right to addresses, a user is recognised by the screen, a trigger by its id', () => {
    const { ui } = watcher();
    const { as, call } = open(counted(), { user: null, ui });
    call('automate', 'on');
    expect(call('recompute')).toMatchObject({ action: 'recompute' });
    expect(as({ visitor: '' }, 'tick', { triggerUid: '2' })).toMatchObject({ action: 'tick' });
    expect(messageOf(() => open(counted(), { user: null }).as({ visitor: '' }, 'recompute'))).toMatch(
      /только сотрудникам/,
    );
  });

  test('the owner keeps access', () => {
    expect(open(counted()).as({ visitor: OWNER }, 'recompute')).toMatchObject({ action: 'recompute' });
  });
});

describe('what is on the page', () => {
  describe.each(programmes)('$title', (programme) => {
    const { now, rows } = sampleOf(programme);
    const opened = open(newWorkbook(), { now });
    opened.call('demo', programme.id);
    opened.call('recompute');
    const page = visit(opened);

    test('has a page only if its folder contains one', () => {
      expect(!page.includes('<h1>Страница пока недоступна</h1>')).toBe(
        existsSync(`src/rules/${programme.id}/page.ts`),
      );
    });

    test('no address, phone or remark of a person is on the page', () => {
      const secrets = Object.entries(programme.tabs).flatMap(([key, { columns }]) =>
        Object.entries(columns).flatMap(([name, { options }]) =>
          ['email', 'phone', 'mention'].includes(options.personal ?? '')
            ? (rows[key] ?? []).map((row) => String(row[name] ?? '').trim())
            : [],
        ),
      );
      const words = text(page);
      expect(secrets.filter((secret) => secret !== '' && words.includes(secret))).toEqual([]);
    });
  });

  test('exactly the columns of the rating, the schedule and the nominations', () => {
    const page = visit(open(counted()));
    const sections = page.split('<h2>').slice(1);
    const headers = sections.map((section) => [
      section.slice(0, section.indexOf('<')),
      ...[...section.matchAll(/<th[^>]*>([^<]*)<\/th>/g)].map(([, header]) => header),
    ]);
    expect(headers).toEqual([
      ['Рейтинг', 'Место', 'Никнейм', 'Посещения', 'Тесты', 'Задания', 'Продажи', 'Доп. баллы', 'Итого'],
      ['Расписание', 'Блок', 'Тема', 'Продукт', 'Начало', 'Тест закрывается', 'Запись', 'Тест'],
      ['Номинации', 'Номинация', 'Показатель', 'Лучший результат', 'Претенденты', 'Победитель', 'Основание'],
    ]);
  });

  test('no cell of any other column: each gets a mark of its own, and none is found there', () => {
    const shown: Readonly<Record<string, readonly string[]>> = {
      Регистрации: ['Никнейм'],
      Блоки: ['Тема', 'Продукт', 'Запись', 'Тест'],
    };
    const book = counted();
    const marks: string[] = [];
    for (const tab of Object.values(marathon.tabs)) {
      if (tab.role !== 'input') continue;
      const [head = [], ...rows] = book.values(tab.title);
      head.forEach((header, at) => {
        const column = Object.values(tab.columns).find((one) => one.header === header);
        if (column?.kind.type !== 'text' || shown[tab.title]?.includes(column.header)) return;
        rows.forEach((row, index) => {
          if (typeof row[at] !== 'string') return;
          const mark = `метка-${marks.length}-`;
          marks.push(mark);
          book.set(tab.title, index + 1, at, mark + row[at]);
        });
      });
    }
    expect(marks.length).toBeGreaterThan(150);
    const page = text(visit(open(book)));
    expect(page).toContain('Эксперт в тайм-менеджменте');
    expect(page).not.toContain('метка-');
    for (const secret of ['example.com', '+7 ']) expect(page).not.toContain(secret);
  });

  test('an e-mail address typed as a nickname, a topic or a link is not published', () => {
    const book = counted();
    put(book, 'Регистрации', 1, 'Никнейм', 'anna.private@example.com');
    put(book, 'Блоки', 1, 'Тема', 'Вопросы: <boss@example.com>, (help@example.org); @канал');
    put(book, 'Блоки', 1, 'Тест', 'пишите на test@example.net');
    const page = visit(open(book));
    expect(page).not.toMatch(/[^\s@]+@[^\s@]+\.(com|org|net)/);
    for (const rest of ['anna.private@…', 'boss@…', 'help@…', '@канал']) expect(page).toContain(rest);
  });

  test('nothing is loaded from elsewhere and no script runs: links are the only addresses', () => {
    const page = visit(open(counted()));
    const tags = new Set([...page.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag));
    for (const tag of ['script', 'link', 'img', 'iframe', 'object', 'form', 'base', 'svg', 'input'])
      expect([tag, tags.has(tag)]).toEqual([tag, false]);
    expect(page).not.toMatch(/\son\w+=|url\(|@import|\ssrc=|javascript:/i);
    for (const [, href = ''] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https?:\/\//);
  });

  test('a programme in error shows no page instead of a partial one', () => {
    const book = cloneOf(counted());
    setSetting(book, 'Марафон', 'Режим писем', '=1+1');
    expect(visit(open(book))).toContain('<h2>Рейтинг</h2>');
    book.set('Регистрации', 0, 0, 'Не то');
    expect(visit(open(book))).toContain('<h1>Страница пока недоступна</h1>');
  });
});
