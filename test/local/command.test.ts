// The command line: exit codes, one line on stderr, what is written and what is not.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { parseCommand } from '../../src/local/arguments.js';
import { withEntryPoints } from '../../src/local/build.mjs';
import { runCommand } from '../../src/local/command.js';
import { newWorkbook, openWorkbook, saveWorkbook } from '../../src/local/host.js';
import { temporaryFolder } from '../temporary.js';
import { parts } from './support.js';

const BUNDLE = `
function report(action, more) { return Object.assign({ action: action, message: 'Готово: ' + action, rows: {}, changed: {}, errors: 0, letters: { queued: 0, sent: 0, failed: 0 } }, more); }
function put(title, text) {
  Sheets.Spreadsheets.batchUpdate({ requests: [
    { addSheet: { properties: { title: title, sheetId: 7 } } },
    { updateCells: { start: { sheetId: 7 }, fields: 'userEnteredValue', rows: [{ values: [{ userEnteredValue: { stringValue: text } }] }] } }
  ] }, 'local');
}
function setup() { put('Рейтинг', Array.prototype.join.call(arguments, '+')); return report('setup', { rows: { 'Рейтинг': 1 } }); }
function recompute() { return report('recompute'); }
function whatChanges() { return report('whatChanges', { message: 'Изменится 1 ячейка' }); }
function send() { MailApp.sendEmail({ to: 'a@b.ru', subject: 'т', body: 'б' }); return report('send', { letters: { queued: 0, sent: 1, failed: 0 } }); }
function tick() { return report('tick'); }
function daily() { put('Рейтинг', 'до сбоя'); var e = new Error('Нет вкладки «Сделки».\\nСоздайте её.'); e.expected = true; throw e; }
function explain(a, b) { return [{ 'строка': b, 'почему': a }, { 'строка': 12, 'почему': 'п. 3.1' }]; }
function changes() { return report('whatChanges', { result: { changes: [{ tab: 'Рейтинг', row: 2, subject: 'кот', before: 0, after: 1 }] } }); }
function letters() { return [{ status: 'черновик', notBefore: '', to: 'a@b.ru', subject: 'Тема письма', text: 'Текст письма' }]; }
function onOpen() { SpreadsheetApp.getUi(); }
function nothing() { return { a: { b: 1 } }; }
function programmeList() { return [{ id: 'первая' }, { id: 'вторая' }]; }
function doGet() { return HtmlService.createHtmlOutput('<h1>Рейтинг</h1>').setTitle('Марафон'); }
`;

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function cli(...argv: readonly string[]): Promise<Result> {
  let out = '';
  let err = '';
  const code = await runCommand(argv, {
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => {
      err += text;
    },
    bundle: () => BUNDLE,
    samples: () => ({}),
    debug: false,
    lockWaitMs: 100,
  });
  return { code, out, err };
}

const lines = (text: string): number => text.trimEnd().split('\n').length;

describe('wrong usage is one line and exit 2', () => {
  test.each([
    [[]],
    [['fly', '--workbook', 'k.xlsx']],
    [['setup', '--workbook', 'k.xlsx']],
    [['recompute']],
    [['recompute', 'x', '--workbook', 'k.xlsx']],
    [['recompute', '--workbook']],
    [['recompute', '--workbook', 'k.xlsx', '--color']],
    [['recompute', '--workbook', 'k.xlsx', '--json=yes']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '2023-10-06T12:00:00']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '2023-02-30T12:00:00Z']],
    [['recompute', '--workbook', 'k.xlsx', '--now', 'завтра']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '2023-10-06T12:00:00+03:75']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '9998-10-06T12:00:00Z']],
    [['recompute', '--workbook', 'k.xlsx', '--now', '0023-10-06T12:00:00Z']],
    [['recompute', '--workbook', 'k.xlsx', '--mail-quota', '-1']],
    [['recompute', '--workbook', 'k.xlsx', '--mail-quota=1.5']],
    [['send', '--workbook', 'k.xlsx', '--dry-run']],
    [['call', '--workbook', 'k.xlsx']],
    [['call', 'f', '{"a":1}', '--workbook', 'k.xlsx']],
    [['call', 'f', '[1', '--workbook', 'k.xlsx']],
    [['call', 'f(', '--workbook', 'k.xlsx']],
  ])('%j', async (argv) => {
    const { code, out, err } = await cli(...argv);
    expect([code, out, lines(err)]).toEqual([2, '', 1]);
    expect(err).toMatch(/^Ошибка: .+/);
  });

  test('a time with an impossible offset is called so', async () => {
    const { err } = await cli('tick', '--workbook', 'k.xlsx', '--now', '2023-10-06T12:00:00+03:75');
    expect(err).toContain('«2023-10-06T12:00:00+03:75» — не время со смещением');
  });

  test('--help is exit 0', async () => {
    expect(await cli('--help')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('создать вкладки программ: первая, вторая\n'),
    });
  });

  test.each([
    ['2023-10-06T12:00:00+03:00', '2023-10-06T09:00:00.000Z'],
    ['2023-10-06T12:00Z', '2023-10-06T12:00:00.000Z'],
    ['2023-10-06T12:00+03', '2023-10-06T09:00:00.000Z'],
    ['2023-10-06T12:00:00+0530', '2023-10-06T06:30:00.000Z'],
    ['1999-12-31T23:59:59.5-0230', '2000-01-01T02:29:59.500Z'],
  ])('--now %s', (text, instant) => {
    const parsed = parseCommand(['tick', '--workbook', 'k.xlsx', '--now', text]);
    expect(parsed.kind === 'run' && new Date(parsed.command.now ?? 0).toISOString()).toBe(instant);
  });

  test.each([
    ['1899-12-31T23:59:59Z', false],
    ['1900-01-01T00:00:00Z', true],
    ['2100-12-31T23:59:59Z', true],
    ['2101-01-01T00:00:00Z', false],
  ])('--now %s: allowed is %j', (text, allowed) => {
    expect(parseCommand(['tick', '--workbook', 'k.xlsx', '--now', text])).toMatchObject(
      allowed
        ? { kind: 'run' }
        : { kind: 'wrong', problem: `--now: «${text}»: проверьте год; можно с 1900 по 2100` },
    );
  });
});

describe('an action', () => {
  test('makes the workbook, prints the message, leaves only the file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'k.xlsx');
    expect(await cli('setup', 'marathon', 'referral', '--workbook', path)).toEqual({
      code: 0,
      out: 'Готово: setup\n',
      err: '',
    });
    expect(openWorkbook(path).values('Рейтинг')).toEqual([['marathon+referral']]);
    expect(openWorkbook(path).titles()).toEqual(['Рейтинг']);
    expect(readdirSync(folder)).toEqual(['k.xlsx']);
  });

  test('--json is one object with the agreed keys', async () => {
    const { out } = await cli('setup', 'marathon', '--workbook', join(temporaryFolder(), 'k.xlsx'), '--json');
    const object = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(object).slice(0, 7)).toEqual([
      'action',
      'rows',
      'changed',
      'errors',
      'letters',
      'calls',
      'ms',
    ]);
    expect(object).toMatchObject({ action: 'setup', rows: { Рейтинг: 1 }, calls: { Sheets: 1 } });
  });

  test('writes nothing when nothing changed', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'k.xlsx');
    expect((await cli('call', 'nothing', '--workbook', path)).code).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    saveWorkbook(newWorkbook(), path);
    const before = readFileSync(path);
    await cli('recompute', '--workbook', path);
    await cli('recompute', '--workbook', path, '--dry-run');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('--out leaves the workbook itself alone', async () => {
    const folder = temporaryFolder();
    const [path, out] = [join(folder, 'k.xlsx'), join(folder, 'out.xlsx')];
    const staff = newWorkbook();
    staff.set('Лист1', 0, 0, 'своё');
    saveWorkbook(staff, path);
    const before = readFileSync(path);
    await cli('setup', 'marathon', '--workbook', path, '--out', out);
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(openWorkbook(out).titles()).toEqual(['Лист1', 'Рейтинг']);
  });

  test('saving in place also works through a link, and keeps the access rights', async () => {
    const folder = temporaryFolder();
    const [path, link] = [join(folder, 'k.xlsx'), join(folder, 'link.xlsx')];
    saveWorkbook(newWorkbook(), path);
    chmodSync(path, 0o640);
    symlinkSync(path, link);
    await cli('setup', 'marathon', '--workbook', link);
    expect(openWorkbook(path).titles()).toEqual(['Лист1', 'Рейтинг']);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['k.xlsx', 'link.xlsx']);
    const { ino } = statSync(path);
    await cli('recompute', '--workbook', link);
    expect(statSync(path).ino).toBe(ino);
  });

  test('letters are written beside the workbook, wherever the result goes', async () => {
    const [folder, other] = [temporaryFolder(), temporaryFolder()];
    const [path, out] = [join(folder, 'k.xlsx'), join(other, 'out.xlsx')];
    saveWorkbook(newWorkbook(), path);
    await cli('send', '--workbook', path, '--out', out);
    expect(readdirSync(folder)).toEqual(['k.xlsx', 'outbox']);
    expect(readdirSync(other)).toEqual(['out.xlsx']);
  });

  test('each letter is a separate file; the same run writes the same file', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    for (let i = 0; i < 2; i++) await cli('send', '--workbook', path, '--now', '2023-10-06T12:00:00+03:00');
    expect(readdirSync(join(folder, 'outbox'))).toEqual([
      expect.stringMatching(/^20231006T090000-[0-9a-f]{12}\.eml$/),
    ]);
    expect(await cli('send', '--workbook', path, '--mail-quota', '0')).toMatchObject({
      code: 1,
      err: 'Ошибка: Service invoked too many times for one day: email.\n',
    });
  });

  test('a failure is one line; what was written before it stays', async () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    expect(await cli('daily', '--workbook', path)).toEqual({
      code: 1,
      out: '',
      err: 'Ошибка: Нет вкладки «Сделки». Создайте её.\n',
    });
    expect(openWorkbook(path).values('Рейтинг')).toEqual([['до сбоя']]);
  });

  test.each([['recompute'], ['recompute', '--dry-run'], ['daily']])(
    '%s %s: a missing workbook is not created',
    async (...words) => {
      const folder = temporaryFolder();
      const path = join(folder, 'k.xlsx');
      expect(await cli(...words, '--workbook', path)).toEqual({
        code: 1,
        out: '',
        err: `Ошибка: ${path}: нет такого файла; проверьте путь или создайте книгу: setup ПРОГРАММА\n`,
      });
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('a sender without a workbook has nothing to do, and says that there is none', async () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    const { code, err } = await cli('tick', '--workbook', path);
    expect([code, err, existsSync(path)]).toEqual([
      0,
      `файла ${path} нет; в новой книге делать нечего\n`,
      false,
    ]);
  });

  test('a failed call says that the workbook was a new one', async () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    const { code, err } = await cli('call', 'missing', '--workbook', path);
    expect([code, err]).toEqual([
      1,
      `Ошибка: нет функции missing (файла ${path} нет, вместо него — новая книга)\n`,
    ]);
  });

  test('call prints a table, JSON, or JSON alone', async () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    const { out } = await cli('call', 'explain', '["Рейтинг",5]', '--workbook', path);
    expect(out).toBe('строка  почему\n5       Рейтинг\n12      п. 3.1\n');
    expect((await cli('call', 'nothing', '--workbook', path)).out).toBe('{\n  "a": {\n    "b": 1\n  }\n}\n');
    expect((await cli('call', 'nothing', '--workbook', path, '--json')).out).toBe('{"a":{"b":1}}\n');
  });

  test.each([
    [
      'changes',
      'Готово: whatChanges\n\nВкладка  Строка  О чём  Было  Станет\nРейтинг  2       кот    0     1\n',
    ],
    [
      'letters',
      'Статус    Отправить не раньше  Кому    Тема         Текст\nчерновик                       a@b.ru  Тема письма  Текст письма\n',
    ],
  ])('the tables of %s have Russian headers, their JSON does not', async (name, printed) => {
    const path = join(temporaryFolder(), 'k.xlsx');
    expect((await cli('call', name, '--workbook', path)).out).toBe(printed);
    expect((await cli('call', name, '--workbook', path, '--json')).out).toContain('"subject":');
  });

  test('what needs a screen says so', async () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    expect(await cli('call', 'onOpen', '--workbook', path)).toEqual({
      code: 1,
      out: '',
      err: 'Ошибка: эта функция работает только на экране Google Таблиц: она строит меню\n',
    });
  });

  test('call doGet prints the public page', async () => {
    const path = join(temporaryFolder(), 'k.xlsx');
    expect((await cli('call', 'doGet', '--workbook', path)).out).toBe('<h1>Рейтинг</h1>\n');
    expect((await cli('call', 'doGet', '--workbook', path, '--json')).out).toBe('"<h1>Рейтинг</h1>"\n');
  });

  // Functions of the language are not functions of the menu.
  test.each(['missing', 'toString', 'parseInt', 'Object', '__proto__'])(
    'call %s: no such function',
    async (name) => {
      const path = join(temporaryFolder(), 'k.xlsx');
      saveWorkbook(newWorkbook(), path);
      expect(await cli('call', name, '--workbook', path)).toEqual({
        code: 1,
        out: '',
        err: `Ошибка: нет функции ${name}\n`,
      });
    },
  );

  test('--record prints one line per call', async () => {
    const folder = temporaryFolder();
    await cli('setup', 'x', '--workbook', join(folder, 'k.xlsx'), '--record', join(folder, 'r.jsonl'));
    const record = readFileSync(join(folder, 'r.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(record).toEqual([
      {
        service: 'Sheets',
        method: 'spreadsheets.batchUpdate',
        request: expect.any(Object),
        ms: expect.any(Number),
      },
    ]);
  });
});

describe('an unusable file: one line, exit 1, and the file is unchanged', () => {
  const whole = ((): Buffer => {
    const path = join(temporaryFolder(), 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    return readFileSync(path);
  })();
  /** The first bytes of an OLE compound file. */
  const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  test.each<[string, Buffer, string]>([
    ['cut short', whole.subarray(0, whole.length - 40), 'повреждён'],
    [
      'damaged inside',
      Buffer.concat([whole.subarray(0, 120), Buffer.alloc(40, 7), whole.subarray(160)]),
      'поврежд',
    ],
    ['a text', Buffer.from('имя;дата'), 'не книга .xlsx'],
    ['empty', Buffer.alloc(0), 'файл пуст'],
    [
      'with a password',
      Buffer.concat([OLE, Buffer.from('EncryptedPackage', 'utf16le')]),
      'защищён паролем; ',
    ],
    ['an old .xls', Buffer.concat([OLE, Buffer.from('Workbook', 'utf16le')]), 'в старом формате .xls; '],
  ])('%s', async (_, bytes, message) => {
    const folder = temporaryFolder();
    const path = join(folder, 'k.xlsx');
    writeFileSync(path, bytes);
    const { code, out, err } = await cli('setup', 'x', '--workbook', path);
    expect([code, out, lines(err)]).toEqual([1, '', 1]);
    expect(err).toContain(path);
    expect(err).toContain(message);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['k.xlsx']);
  });

  const MACROS = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
  const withMacros = zipSync(
    Object.fromEntries(
      Object.entries(parts(whole)).map(([name, text]) => [
        name,
        strToU8(text.replace(/application\/[\w.-]+sheet\.main\+xml/, MACROS)),
      ]),
    ),
  );
  test.each<[string, Uint8Array | null, string, string | null, string]>([
    ['macros in place', withMacros, 'k.xlsm', null, ''],
    ['macros elsewhere', withMacros, 'k.xlsm', 'out.xlsm', ''],
    ['macros into .xlsx', withMacros, 'k.xlsm', 'out.xlsx', '.xlsm'],
    ['macros into .XLSX', withMacros, 'k.xlsm', 'out.XLSX', '.xlsm'],
    ['no macros into .xlsm', whole, 'k.xlsx', 'out.xlsm', '.xlsx'],
    ['.ods', whole, 'k.xlsx', 'out.ods', '.xlsx'],
    ['a name without a format', whole, 'k.xlsx', 'out.2024', ''],
    ['a new .xls', null, 'k.xls', null, '.xlsx'],
    ['a new .xlsm', null, 'k.xlsm', null, '.xlsx'],
  ])('the file name must match its format: %s', async (_, bytes, name, out, needed) => {
    const folder = temporaryFolder();
    const path = join(folder, name);
    if (bytes) writeFileSync(path, bytes);
    const options = out === null ? [] : ['--out', join(folder, out)];
    const { code, err } = await cli('setup', 'x', '--workbook', path, ...options);
    const target = out === null ? path : join(folder, out);
    if (needed === '') {
      expect([code, err]).toEqual([0, '']);
      expect(openWorkbook(target).titles()).toContain('Рейтинг');
      return;
    }
    expect([code, lines(err), existsSync(target)]).toEqual([1, 1, false]);
    expect(err).toContain(`${target}: эту книгу можно записать только как ${needed}`);
  });

  test('a folder, a missing folder', async () => {
    const folder = temporaryFolder();
    expect(await cli('setup', 'x', '--workbook', folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('это папка'),
    });
    expect(await cli('setup', 'x', '--workbook', join(folder, 'no', 'k.xlsx'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('нет такой папки'),
    });
  });

  test('a read-only folder', async () => {
    const folder = join(temporaryFolder(), 'ro');
    mkdirSync(folder);
    writeFileSync(join(folder, 'k.xlsx'), whole);
    chmodSync(folder, 0o555);
    const { code, err } = await cli('setup', 'x', '--workbook', join(folder, 'k.xlsx'));
    chmodSync(folder, 0o755);
    // The superuser can write anywhere.
    if (process.getuid?.() !== 0)
      expect([code, err]).toEqual([1, expect.stringContaining('только для чтения')]);
  });

  test.each([
    ['.~lock.k.xlsx#', 'LibreOffice'],
    ['~$k.xlsx', 'Excel'],
    ['.~lock.k.xlsx.reglament', 'другой запуск'],
  ])('beside %s', async (name, message) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), String(process.ppid));
    const { code, err } = await cli('setup', 'x', '--workbook', join(folder, 'k.xlsx'));
    expect([code, lines(err)]).toEqual([1, 1]);
    expect(err).toContain(message);
  });

  test('the lock of a run that died is taken over', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.~lock.k.xlsx.reglament'), '4194305');
    expect((await cli('setup', 'x', '--workbook', join(folder, 'k.xlsx'))).code).toBe(0);
    expect(existsSync(join(folder, '.~lock.k.xlsx.reglament'))).toBe(false);
  });
});

test('the bundle has one top-level function per entry point', () => {
  const code = withEntryPoints('var __reglament=0;', ['tick', 'daily']);
  expect(code).toBe(
    'var __reglament=0;\nfunction daily(...a){return __reglament.entryPoints.daily(...a)}\nfunction tick(...a){return __reglament.entryPoints.tick(...a)}\n',
  );
  expect(() => withEntryPoints('', ['a-b'])).toThrow('a-b');
});
