// The host around the workbook: a bare context, the clock, Google's limits, injected faults, letters.
import { describe, expect, test } from '@jest/globals';
import {
  compose,
  createHost,
  Killed,
  newWorkbook,
  type ServiceCall,
  Terminated,
  type UiDriver,
} from '../../src/local/host.js';
import { startClock } from '../../src/local/clock.js';
import { pageText } from '../../src/local/print.js';
import { BUNDLE, host, row, write } from './support.js';

const NOW = Date.parse('2023-10-06T09:00:00Z');

describe('the context', () => {
  test.each([
    'process',
    'require',
    'setTimeout',
    'fetch',
    'URL',
    'TextEncoder',
    'crypto',
    'atob',
    'structuredClone',
    'WebAssembly',
  ])('has no %s', (name) => {
    expect(host().run(`return typeof ${name}`)).toEqual({ ok: 'undefined' });
  });

  test('has V8 and Intl, and values of its own realm on both sides of a call', () => {
    const source = `var r = Sheets.Spreadsheets.get('local', {fields: 'sheets'}); return [r instanceof Object, r.sheets instanceof Array, typeof Intl]`;
    expect(host().run(source)).toEqual({ ok: [true, true, 'object'] });
  });

  test("uses the host's clock; other dates work as usual", () => {
    const { ok } = host().run(`var d = new Date(); Utilities.sleep(60000);
      return [d.getTime(), Date.now() - d.getTime(), new Date(2000, 0, 2).getDate(), new Date(5).getTime(), d instanceof Date, d.constructor === Date, typeof Date()]`) as {
      ok: number[];
    };
    const [now = 0, slept = 0, ...rest] = ok;
    expect(now - NOW).toBeLessThan(2000);
    expect(slept).toBeGreaterThanOrEqual(60_000);
    expect(rest).toEqual([2, 5, true, true, 'string']);
  });

  test.each([
    ['SpreadsheetApp.getActive()', 'Служба SpreadsheetApp.getActive не реализована в локальном запуске'],
    ['Sheets.Spreadsheets.Values.append()', 'Служба Sheets.append не реализована в локальном запуске'],
    ['SpreadsheetApp.getUi()', 'Cannot call SpreadsheetApp.getUi() from this context.'],
    ['DriveApp.getFiles()', 'DriveApp is not defined'],
  ])('%s is refused by name', (source, message) => {
    expect(host().run(source)).toMatchObject({ isError: true, message });
  });
});

test('the clock shows the given time when it is first read, however long the host took to start', () => {
  const wait = (ms: number): void => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  };
  const clock = startClock(NOW, false);
  wait(20);
  expect(clock.now()).toBe(NOW);
  wait(20);
  expect(clock.now()).toBeGreaterThanOrEqual(NOW + 20);
});

describe("Google's limits", () => {
  test('six minutes per run, thirty seconds per simple trigger; a catch cannot prevent the end', () => {
    const made = createHost({
      bundle:
        'function f() { for (var i = 0; i < 100; i++) { try { Utilities.sleep(10000); } catch (e) {} } return i }',
      workbook: newWorkbook(),
      now: NOW,
    });
    expect(() => made.call('f')).toThrow(Terminated);
    expect(made.clock.now() - NOW).toBeLessThan(6 * 60_000 + 11_000);
    const simple = made.clock.now();
    expect(() => made.call('f', [], { trigger: 'simple' })).toThrow(Terminated);
    expect(made.clock.now() - simple).toBeLessThan(42_000);
  });

  test('sixty reads per minute, then 429; a minute later again', () => {
    const made = host();
    const source = `for (var i = 0; i < 60; i++) Sheets.Spreadsheets.get('local', {fields: 'spreadsheetId'});`;
    expect(made.run(source)).toEqual({});
    expect(made.run(source)).toMatchObject({
      code: 429,
      message: expect.stringContaining('Quota exceeded for quota metric'),
    });
    expect(made.run(`Utilities.sleep(60000); ${source}`)).toEqual({});
  });

  test('twenty triggers, listed minutes, one of each', () => {
    const made = host();
    const add = (n: number): string =>
      `for (var i = 0; i < ${String(n)}; i++) ScriptApp.newTrigger('tick').timeBased().everyMinutes(5).create(); return ScriptApp.getProjectTriggers().length`;
    expect(made.run(add(20))).toEqual({ ok: 20 });
    expect(made.run(add(1))).toMatchObject({ message: expect.stringContaining('too many triggers') });
    expect(
      made.run(
        `ScriptApp.deleteTrigger(ScriptApp.getProjectTriggers()[0]); return ScriptApp.getProjectTriggers().length`,
      ),
    ).toEqual({ ok: 19 });
    expect(made.run(`ScriptApp.newTrigger('x').timeBased().everyMinutes(7)`)).toMatchObject({
      isError: true,
    });
  });

  test.each([
    ['Europe/Moscow', null],
    ['Europe/Kyiv', null],
    ['Europe/Kiev', null],
    ['europe/moscow', 'Invalid timezone: europe/moscow'],
    ['europe/kyiv', 'Invalid timezone: europe/kyiv'],
    ['Europe/Mars', 'Invalid timezone: Europe/Mars'],
  ])('the zone of a trigger is spelled exactly: %s', (zone, message) => {
    const outcome = host().run(`ScriptApp.newTrigger('x').timeBased().inTimezone('${zone}')`);
    expect(outcome.message ?? null).toBe(message);
  });

  test.each([
    ['setProperty("k", new Array(9300).join("x"))', 'Argument too large: value'],
    ['setProperty("k", 1)', 'значение свойства должно быть строкой'],
  ])('properties: %s', (source, message) => {
    const outcome = host().run(`PropertiesService.getDocumentProperties().${source}`);
    expect(outcome.message).toContain(message);
  });

  test('half a megabyte per property store', () => {
    const outcome = host().run(
      `var p = PropertiesService.getDocumentProperties(); for (var i = 0; i < 60; i++) p.setProperty('k' + i, new Array(9000).join('x'));`,
    );
    expect(outcome.message).toContain('property storage quota');
  });

  test('an add-on without authorisation only has its menu', () => {
    const ui: UiDriver = {
      alert: () => 'OK',
      prompt: () => ({ button: 'OK', text: '' }),
      showDialog: () => undefined,
      toast: () => undefined,
    };
    const made = createHost({ bundle: BUNDLE, workbook: newWorkbook(), now: NOW, ui });
    const none = { authMode: 'NONE' } as const;
    expect(
      made.call('run', ["SpreadsheetApp.getUi().createMenu('Р').addItem('a', 'b').addToUi()"], none),
    ).toEqual({});
    expect(made.call('run', ['PropertiesService.getDocumentProperties()'], none)).toMatchObject({
      isError: true,
    });
  });
});

describe('faults', () => {
  test.each([
    ['before', [['старое']]],
    ['after', [['новое']]],
  ] as const)('a run stopped %s its write leaves the state of that moment', (when, values) => {
    const book = newWorkbook();
    book.addSheet('А', [['старое']]);
    const made = host(book, { faults: { killAt: { call: 3, when } } });
    expect(() => made.update(write(1, 0, 0, row('новое')))).toThrow(Killed);
    expect(book.values('А')).toEqual(values);
  });

  test('a call fails without taking effect; staff edit between read and write', () => {
    const book = newWorkbook();
    book.addSheet('А', [['h'], ['x']]);
    const seen: ServiceCall[] = [];
    const made = host(book, {
      faults: {
        fail: (call) =>
          call.method === 'spreadsheets.batchUpdate' && seen.push(call) === 1 ? { code: 503 } : null,
        beforeCall: ({ method }, workbook) => {
          if (method === 'spreadsheets.values.batchGet') workbook.insertRow('А', 1, ['staff']);
        },
      },
    });
    expect(made.update(write(1, 2, 0, row('y')))).toMatchObject({ isError: true, code: 503 });
    expect(made.update(write(1, 2, 0, row('y')))).toEqual({ ok: [{}] });
    made.read('А');
    expect(book.values('А')).toEqual([['h'], ['staff'], ['x'], ['y']]);
    expect(seen[0]?.request).toMatchObject({ spreadsheetId: 'local', requests: [{ updateCells: {} }] });
  });
});

describe('mail', () => {
  const send = (
    message: object,
    quota = 100,
  ): ReturnType<ReturnType<typeof host>['run']> & { readonly sent: number } => {
    const made = host(newWorkbook(), { quota });
    const outcome = made.run(
      `MailApp.sendEmail(${JSON.stringify(message)}); return MailApp.getRemainingDailyQuota()`,
    );
    return { ...outcome, sent: made.mails.length };
  };
  const letter = { to: 'a@b.ru', subject: 'Тема', body: 'Текст' };

  test.each<[string, object, number, string]>([
    ['a wrong address', { ...letter, to: 'a@b' }, 100, 'Invalid email: a@b'],
    ['a header in the address', { ...letter, to: 'a@b.ru\nBcc: x@y.ru' }, 100, 'Invalid email'],
    ['a header in the subject', { ...letter, subject: 'a\r\nBcc: x@y.ru' }, 100, 'Invalid argument: subject'],
    ['a long subject', { ...letter, subject: 'я'.repeat(251) }, 100, 'Argument too large: subject'],
    ['a large body', { ...letter, body: 'я'.repeat(103_000) }, 100, 'Email Body Size'],
    [
      'many recipients',
      { ...letter, to: Array.from({ length: 51 }, (_, i) => `a${String(i)}@b.ru`).join(',') },
      100,
      'Recipients Per Message',
    ],
    ['an empty quota', { ...letter, cc: 'c@b.ru' }, 1, 'Service invoked too many times for one day: email.'],
    ['an unknown field', { ...letter, attachments: [] }, 100, 'Invalid argument: attachments'],
  ])('%s is refused and not sent', (_, message, quota, expected) => {
    const outcome = send(message, quota);
    expect(outcome.message).toContain(expected);
    expect(outcome.sent).toBe(0);
  });

  test('the quota counts recipients', () => {
    expect(send({ ...letter, cc: 'c@b.ru' }, 5)).toEqual({ ok: 3, sent: 1 });
  });

  test('equal letters have equal bytes', async () => {
    const one = {
      to: 'a@b.ru',
      subject: 'Тема письма',
      body: 'Текст',
      name: 'Регламент',
      at: NOW,
    };
    const [first, second] = await Promise.all([compose(one), compose(one)]);
    expect(first.equals(second)).toBe(true);
    expect(first.toString()).toMatch(/Message-ID: <[0-9a-f]{32}@reglament\.local>/);
  });
});

test('dialogs reach the driver, and its answers the bundle', () => {
  const shown: unknown[] = [];
  const ui: UiDriver = {
    alert: (...args) => (shown.push(args), 'YES'),
    prompt: (...args) => (shown.push(args), { button: 'OK', text: 'ответ' }),
    showDialog: (dialog) => shown.push(dialog),
    toast: (...args) => shown.push(args),
  };
  const made = host(newWorkbook(), { ui, selection: { sheet: 'Лист1', row: 5, column: 2 } });
  const source = `var ui = SpreadsheetApp.getUi(); var s = SpreadsheetApp.getActiveSpreadsheet();
    s.toast('готово', 'Регламент');
    ui.showModalDialog(HtmlService.createHtmlOutput('<p>').setWidth(300), 'Окно');
    var cell = s.getActiveRange();
    return [ui.alert('З', 'текст', ui.ButtonSet.YES_NO) === ui.Button.YES, ui.prompt('вопрос').getResponseText(), cell.getRow(), cell.getColumn(), cell.getSheet().getName()]`;
  expect(made.run(source)).toEqual({ ok: [true, 'ответ', 5, 2, 'Лист1'] });
  expect(shown).toEqual([
    ['готово', 'Регламент'],
    { title: 'Окно', html: '<p>', width: 300, height: null },
    ['З', 'текст', 'YES_NO'],
    ['', 'вопрос', 'OK'],
  ]);
});

describe('a page', () => {
  const served = (html: string, ...tags: readonly (readonly [string, string])[]): string | null =>
    pageText(
      createHost({
        bundle: `function doGet() { return ${JSON.stringify(tags)}.reduce(function (page, tag) { return page.addMetaTag(tag[0], tag[1]) }, HtmlService.createHtmlOutput(${JSON.stringify(html)})) }`,
        workbook: newWorkbook(),
      }).call('doGet'),
    );

  test.each<[string, readonly (readonly [string, string])[], string]>([
    ['<p>', [], '<p>'],
    ['<p>', [['viewport', 'width=device-width']], '<meta name="viewport" content="width=device-width"><p>'],
    ['<head><meta name="viewport" content="width=device-width"></head>', [], '<head></head>'],
    [
      '<html><head><meta charset="utf-8"><meta name="viewport" content="x"></head>',
      [['viewport', 'y']],
      '<html><head><meta charset="utf-8"><meta name="viewport" content="y"></head>',
    ],
  ])('%s with %j is served as %s: meta tags of its own are ignored', (html, tags, page) => {
    expect(served(html, ...tags)).toBe(page);
  });

  test('accepts the same meta tags as Google', () => {
    expect(() => served('<p>', ['description', 'x'])).toThrow('meta tag description');
  });
});

test('a cache keeps texts until they expire; a text that is too large is refused', () => {
  const made = host();
  const kept = (source: string): unknown => made.run(`var c = CacheService.getScriptCache(); ${source}`);
  const both = `return [c.get('k'), c.get('x'), JSON.stringify(c.getAll(['k', 'l', 'x']))]`;
  expect(kept(`c.putAll({ k: 'а', l: 'б' }, 60); ${both}`)).toEqual({ ok: ['а', null, '{"k":"а","l":"б"}'] });
  made.clock.sleep(59_000);
  expect(kept(`return c.get('k')`)).toEqual({ ok: 'а' });
  made.clock.sleep(1_000);
  expect(kept(both)).toEqual({ ok: [null, null, '{}'] });
  for (const call of [
    `c.putAll({ l: 'б', k: new Array(51202).join('а') })`,
    `c.putAll({ l: 'б', k: 5 })`,
    `c.putAll({ l: 'б', k: 'а' }, 0)`,
  ])
    expect(kept(call)).toMatchObject({ isError: true });
  expect(kept(both)).toEqual({ ok: [null, null, '{}'] });
});

test('a cache may have dropped a text before its time', () => {
  const made = host(newWorkbook(), { faults: { dropped: (key) => key === 'l' } });
  const source = `var c = CacheService.getScriptCache(); c.putAll({ k: 'а', l: 'б' }, 60);
    return [c.get('l'), JSON.stringify(c.getAll(['k', 'l']))]`;
  expect(made.run(source)).toEqual({ ok: [null, '{"k":"а"}'] });
});
