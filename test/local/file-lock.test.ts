// The lock of a workbook file: whose lock ends, whose lasts, and what is left beside the workbook.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lockWorkbook } from '../../src/local/file-lock.js';
import { temporaryFolder } from '../temporary.js';

const LOCK = '.~lock.k.xlsx.reglament';
const [here, other] = [String(process.pid), String(process.ppid)];
/** The number of a process that has ended. */
const dead = String(spawnSync(process.execPath, ['--version']).pid);

/** A folder with a lock in it, some seconds old. */
function folderWith(text: string, seconds = 60): string {
  const folder = temporaryFolder();
  const written = Date.now() / 1_000 - seconds;
  writeFileSync(join(folder, LOCK), text);
  utimesSync(join(folder, LOCK), written, written);
  return folder;
}

const take = (folder: string, name = 'k.xlsx'): (() => void) => lockWorkbook(join(folder, name), 100).release;

describe('the lock of an earlier run', () => {
  test.each<[string, string]>([
    ['its process has ended', `${dead} 1 ${hostname()}`],
    ['its process has ended, an older version', dead],
    ['it had the number of this process, before a restart', `${here} 1 ${hostname()}`],
    ['nothing was written into it', ''],
    ['something else was written into it', 'занято'],
  ])('is taken over: %s', (_, text) => {
    const folder = folderWith(text);
    take(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  (existsSync('/proc/self/stat') ? test : test.skip)('is taken over: another process has its number', () => {
    const folder = folderWith(`${other} 1 ${hostname()}`);
    take(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([
    ['its process runs', other],
    ['its process runs, its start is unknown', `${other}  ${hostname()}`],
    ['it runs on another computer', `${dead} 1 ещё-компьютер`],
  ])('lasts, and the message names the file: %s', (_, text) => {
    const folder = folderWith(text);
    expect(() => take(folder)).toThrow(
      `книгу обрабатывает другой запуск; дождитесь его окончания. Если ни одного запуска нет, удалите файл ${join(folder, LOCK)}`,
    );
    expect([readdirSync(folder), readFileSync(join(folder, LOCK), 'utf8')]).toEqual([[LOCK], text]);
  });

  test('lasts while its run may still be writing its name', () => {
    expect(() => take(folderWith('', 1))).toThrow('другой запуск');
  });

  test('is taken over although a run was killed while it removed it', () => {
    const folder = folderWith(dead);
    const guard = join(folder, `${LOCK}.stale`);
    writeFileSync(guard, '');
    expect(() => take(folder)).toThrow('другой запуск');
    utimesSync(guard, 1, 1);
    take(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('two runs of one process exclude each other, also through a link', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'k.xlsx'), '');
  symlinkSync('k.xlsx', join(folder, 'link.xlsx'));
  const release = take(folder, 'link.xlsx');
  expect(() => take(folder)).toThrow('другой запуск');
  release();
  take(folder)();
  expect(readdirSync(folder)).toEqual(['k.xlsx', 'link.xlsx']);
});

test('a workbook open in Excel is refused; another with a longer name is not', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '~$клиенты.xlsx'), '');
  expect(() => take(folder, 'клиенты.xlsx')).toThrow('открыта в Excel');
  take(folder, '1_клиенты.xlsx')();
});

test('a name that is too long for the lock is called so', () => {
  expect(() => take(temporaryFolder(), `${'к'.repeat(120)}.xlsx`)).toThrow(
    'имя файла слишком длинное; сократите его',
  );
});
