// The files that the command line meets: damaged ones, other formats, read-only folders, locks.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { newWorkbook, openWorkbook, workbookBytes } from '../../src/local/host.js';
import { temporaryFolder } from '../temporary.js';
import { cli, lines } from './command-line.js';
import { changedIn } from './support.js';

describe('an unusable file: one line, exit 1, and the file is unchanged', () => {
  const whole = Buffer.from(workbookBytes(newWorkbook()));
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
  const withMacros = changedIn(whole, {
    '[Content_Types].xml': (xml) => xml.replace(/application\/[\w.-]+sheet\.main\+xml/, MACROS),
  });
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

  // The superuser can write anywhere.
  (process.getuid?.() === 0 ? test.skip : test)('a read-only folder', async () => {
    const folder = join(temporaryFolder(), 'ro');
    mkdirSync(folder);
    writeFileSync(join(folder, 'k.xlsx'), whole);
    chmodSync(folder, 0o555);
    const { code, err } = await cli('setup', 'x', '--workbook', join(folder, 'k.xlsx'));
    chmodSync(folder, 0o755);
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
