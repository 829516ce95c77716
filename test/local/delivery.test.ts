// Letters and the workbook that says they were sent: both or neither, wherever a run is stopped.
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  finishDelivery,
  newWorkbook,
  openWorkbook,
  saveWorkbook,
  type SentLetter,
  stageLetters,
  writeLetters,
} from '../../src/local/host.js';
import { runCommand } from '../../src/local/command.js';
import { temporaryFolder } from './support.js';

const letter = (to: string): SentLetter => ({ to, subject: 'т', body: 'б', at: Date.UTC(2023, 9, 6, 9) });
const LETTERS = [letter('a@b.ru'), letter('c@d.ru')];
const EML = expect.stringMatching(/^20231006T090000-[0-9a-f]{12}\.eml$/);
const HIDDEN = expect.stringMatching(
  /^\.[0-9a-f]{12}\.[0-9a-f]{16}\.\d{6}\.20231006T090000-[0-9a-f]{12}\.part$/,
);

function book(folder: string, name = 'k.xlsx'): string {
  const path = join(folder, name);
  saveWorkbook(newWorkbook(), path);
  return path;
}

/**
 * A run that is stopped after its letters have been written, or after its workbook has been saved too; checks
 * the folder's content.
 */
async function ended(path: string, directory: string, when: 'before the save' | 'after it'): Promise<void> {
  const workbook = openWorkbook(path);
  await stageLetters(LETTERS, { directory, workbook, path });
  if (when === 'after it') saveWorkbook(workbook, path);
  expect(readdirSync(directory)).toEqual([HIDDEN, HIDDEN]);
}

const next = (path: string, directory: string): void => {
  finishDelivery({ directory, workbook: openWorkbook(path), path });
};

describe('the run after an interrupted one', () => {
  test.each([
    ['before the save', []],
    ['after it', [EML, EML]],
  ] as const)('%s', async (when, letters) => {
    const folder = temporaryFolder();
    const [path, directory] = [book(folder), join(folder, 'outbox')];
    await ended(path, directory, when);
    next(path, directory);
    expect(readdirSync(directory)).toEqual(letters);
    next(path, directory);
    expect(readdirSync(directory)).toEqual(letters);
  });

  test('with another workbook leaves the letters alone', async () => {
    const folder = temporaryFolder();
    const [path, other, directory] = [book(folder), book(folder, 'other.xlsx'), join(folder, 'outbox')];
    await ended(path, directory, 'after it');
    next(other, directory);
    expect(readdirSync(directory)).toEqual([HIDDEN, HIDDEN]);
    next(path, directory);
    expect(readdirSync(directory)).toEqual([EML, EML]);
  });

  test('may be any command', async () => {
    const folder = temporaryFolder();
    const [path, directory] = [book(folder), join(folder, 'outbox')];
    await ended(path, directory, 'after it');
    const io = { stdout: () => undefined, stderr: () => undefined, samples: () => ({}), debug: false };
    const bundle = (): string => 'function recompute() { return null; }';
    expect(await runCommand(['recompute', '--workbook', path], { ...io, bundle })).toBe(0);
    expect(readdirSync(directory)).toEqual([EML, EML]);
  });

  test('does not fail on a missing folder, or a file in its place', () => {
    const folder = temporaryFolder();
    const path = book(folder);
    writeFileSync(join(folder, 'file'), '');
    for (const directory of [join(folder, 'none'), join(folder, 'file')]) next(path, directory);
    expect(readdirSync(folder)).toEqual(['file', 'k.xlsx']);
  });
});

test('if the workbook cannot be saved, nothing is sent', async () => {
  const folder = temporaryFolder();
  const path = book(folder);
  chmodSync(path, 0o444);
  const code = await runCommand(['send', '--workbook', path], {
    stdout: () => undefined,
    stderr: () => undefined,
    bundle: () =>
      "function send() { MailApp.sendEmail({ to: 'a@b.ru', subject: 'т', body: 'б' }); return null; }",
    samples: () => ({}),
    debug: false,
  });
  expect(code).toBe(1);
  expect(readdirSync(join(folder, 'outbox'))).toEqual([]);
});

describe('a folder of letters that cannot be used is named, with what to do', () => {
  test('in the run after an interrupted one', () => {
    const folder = temporaryFolder();
    const [path, directory] = [book(folder), join(folder, 'outbox')];
    symlinkSync('outbox', directory);
    expect(() => {
      next(path, directory);
    }).toThrow(`${directory}: не удалось сохранить письма (ELOOP); укажите другую папку в --mail`);
  });

  test('a file in its place', async () => {
    const directory = join(temporaryFolder(), 'outbox');
    writeFileSync(directory, '');
    await expect(writeLetters(LETTERS, directory)).rejects.toThrow(
      `${directory}: это не папка, а письмам нужна папка; укажите другую в --mail`,
    );
  });

  test('a folder in the place of a letter', async () => {
    const directory = join(temporaryFolder(), 'outbox');
    await writeLetters(LETTERS, directory);
    const [taken = ''] = readdirSync(directory);
    rmSync(join(directory, taken));
    mkdirSync(join(directory, taken));
    await expect(writeLetters(LETTERS, directory)).rejects.toThrow(
      `${join(directory, taken)}: это папка, а здесь должно быть письмо; переименуйте её и повторите`,
    );
  });

  test.each([
    ['the folder', (directory: string) => directory],
    ['a letter of the same name', (directory: string) => join(directory, readdirSync(directory)[0] ?? '')],
  ])('no rights to %s', async (_, closed) => {
    const directory = join(temporaryFolder(), 'outbox');
    await writeLetters(LETTERS, directory);
    const path = closed(directory);
    chmodSync(path, 0);
    const told = await writeLetters(LETTERS, directory).then(() => '', String);
    chmodSync(path, 0o700);
    // The superuser can read and write anywhere.
    if (process.getuid?.() !== 0)
      expect(told).toBe(
        `Error: ${path}: нет прав на чтение или запись писем; откройте доступ или укажите другую папку в --mail`,
      );
  });
});

test('two equal letters of one run are two files; a repeated run writes the same two', async () => {
  const directory = join(temporaryFolder(), 'outbox');
  for (let run = 0; run < 2; run++) {
    await writeLetters([letter('a@b.ru'), letter('a@b.ru')], directory);
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/-[0-9a-f]{12}-2\.eml$/), EML]);
  }
});
