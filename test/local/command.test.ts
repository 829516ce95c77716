// The command line: exit codes, one line on stderr, what is written and what is not.
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, openWorkbook, saveWorkbook } from '../../src/local/host.js';
import { temporaryFolder } from '../temporary.js';
import { cli } from './command-line.js';

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
    const { code, err } = await cli('call', 'daily', '--workbook', path);
    expect([code, err]).toEqual([
      1,
      `Ошибка: Нет вкладки «Сделки». Создайте её. (файла ${path} нет, вместо него — новая книга)\n`,
    ]);
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

  // Functions of the language are not functions of the menu.
  test.each(['missing', 'toString', 'parseInt', 'Object', '__proto__'])(
    'call %s: no such function',
    async (name) => {
      const path = join(temporaryFolder(), 'k.xlsx');
      saveWorkbook(newWorkbook(), path);
      expect(await cli('call', name, '--workbook', path)).toEqual({
        code: 2,
        out: '',
        err: `Ошибка: нет функции ${name}; список: --help\n`,
      });
    },
  );

  test.each(['expl', 'Explian'])('call %s: names the function that was meant', async (name) => {
    const { code, err } = await cli('call', name, '--workbook', join(temporaryFolder(), 'k.xlsx'));
    expect([code, err]).toEqual([2, `Ошибка: нет функции ${name}; похожие: explain; список: --help\n`]);
  });

  test.each([
    ['the workbook', [], 'k.xlsx'],
    ['the workbook by another path', [], 'sub/../k.xlsx'],
    ['a link to the workbook', [], 'link.jsonl'],
    ['a hard link to the workbook', [], 'hard.jsonl'],
    ['the result', ['--out', 'out.xlsx'], 'out.xlsx'],
    ['the result by another folder', ['--out', 'out.xlsx'], 'same/out.xlsx'],
    ['the workbook in a dry run', ['--dry-run'], 'k.xlsx'],
  ])('--record is refused where it would overwrite %s', async (_, options, record) => {
    const folder = temporaryFolder();
    const path = join(folder, 'k.xlsx');
    saveWorkbook(newWorkbook(), path);
    mkdirSync(join(folder, 'sub'));
    symlinkSync(path, join(folder, 'link.jsonl'));
    symlinkSync(folder, join(folder, 'same'));
    linkSync(path, join(folder, 'hard.jsonl'));
    const before = readFileSync(path);
    const [key, out] = options;
    const target = out === undefined ? options : [String(key), join(folder, out)];
    // Not `join`, which would spell the path in the usual way.
    const journal = `${folder}/${record}`;
    expect(await cli('recompute', '--workbook', path, ...target, '--record', journal)).toEqual({
      code: 2,
      out: '',
      err: `Ошибка: --record: ${journal} — это книга; укажите для журнала другой файл\n`,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(join(folder, 'out.xlsx'))).toBe(false);
  });

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
