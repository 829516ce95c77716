// Letters and the workbook that says they were sent: both or neither, wherever a run is stopped.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
import { openSession } from '../../src/local/workbench/session.js';
import { temporaryFolder } from '../temporary.js';

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

const cli = (...argv: readonly string[]): Promise<number> =>
  runCommand(argv, {
    stdout: () => undefined,
    stderr: () => undefined,
    bundle: () =>
      "function recompute() { return null; } function send() { MailApp.sendEmail({ to: 'a@b.ru', subject: 'т', body: 'б' }); return null; }",
    samples: () => ({}),
    debug: false,
  });

/** A run that sends one letter. */
const send = (path: string, ...options: readonly string[]): Promise<number> =>
  cli('send', '--workbook', path, ...options);

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

  test('with another folder of letters completes the first folder before it sends', async () => {
    const folder = temporaryFolder();
    const [path, letters, outbox] = [book(folder), join(folder, 'letters'), join(folder, 'outbox')];
    await ended(path, letters, 'after it');
    for (let run = 0; run < 2; run++) expect(await send(path)).toBe(0);
    expect(readdirSync(letters)).toEqual([EML, EML]);
    expect(readdirSync(outbox)).toHaveLength(2);
    expect(await send(path, '--mail', letters)).toBe(0);
    expect(readdirSync(letters)).toHaveLength(3);
  });

  test('releases them where they are now, if workbook and letters have been moved', async () => {
    const home = temporaryFolder();
    const [folder, moved] = [join(home, 'before'), join(home, 'moved')];
    mkdirSync(folder);
    const [path, directory] = [book(folder), join(folder, 'letters')];
    await ended(path, directory, 'after it');
    renameSync(folder, moved);
    expect(await send(join(moved, 'k.xlsx'))).toBe(0);
    expect(readdirSync(join(moved, 'letters'))).toEqual([EML, EML]);
  });

  test('that replaces the copy releases the letters of the copy', async () => {
    const folder = temporaryFolder();
    const [path, copy, directory] = [book(folder), book(folder, 'copy.xlsx'), join(folder, 'outbox')];
    await ended(copy, directory, 'after it');
    expect(await send(path, '--out', copy)).toBe(0);
    expect(readdirSync(directory)).toHaveLength(3);
    writeFileSync(copy, 'не книга');
    expect(await send(path, '--out', copy)).toBe(0);
  });

  test('may be any command', async () => {
    const folder = temporaryFolder();
    const [path, directory] = [book(folder), join(folder, 'outbox')];
    await ended(path, directory, 'after it');
    expect(await cli('recompute', '--workbook', path)).toBe(0);
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
  expect(await send(path)).toBe(1);
  expect(readdirSync(join(folder, 'outbox'))).toEqual([]);
});

test('if letters cannot be written, the workbench has sent nothing either', async () => {
  const folder = temporaryFolder();
  const path = book(folder);
  const outbox = join(folder, 'outbox');
  writeFileSync(outbox, '');
  const bundle = (): string => `
    function onOpen() { SpreadsheetApp.getUi().createMenu('Регламент').addItem('Отправить', 'send').addToUi(); }
    function send() {
      Sheets.Spreadsheets.batchUpdate({ requests: [{ updateCells: { start: { sheetId: 0 }, fields: 'userEnteredValue',
        rows: [{ values: [{ userEnteredValue: { stringValue: 'отправлено' } }] }] } }] }, 'local');
      MailApp.sendEmail({ to: 'a@b.ru', subject: 'т', body: 'б' });
    }`;
  const running = (): string => "function running() { return { zone: 'Europe/Moscow', programmes: [] }; }";
  const session = openSession({ path, bundle, running, now: null, published: [], origin: () => '' });
  const sending = session.call({ handler: 'send', answers: [], selection: null });
  await expect(sending).rejects.toThrow('это не папка, а письмам нужна папка');
  const cells = [{ row: 1, column: 0, text: 'правка' }];
  await session.edit({ sheet: 0, version: session.book().version, cells, sure: false });
  expect(openWorkbook(path).values('Лист1')).toEqual([[], ['правка']]);
  rmSync(outbox);
  await session.call({ handler: 'send', answers: [], selection: null });
  expect(openWorkbook(path).get('Лист1', 0, 0)).toBe('отправлено');
  expect(readdirSync(outbox)).toHaveLength(1);
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

  const testOnLinux = existsSync('/proc/self') ? test : test.skip;
  testOnLinux('a place where nobody can create a folder', async () => {
    await expect(writeLetters(LETTERS, '/proc/letters/outbox')).rejects.toThrow(
      '/proc/letters/outbox: здесь нельзя создать папку для писем; укажите другую в --mail',
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

  // The superuser can read and write anywhere.
  (process.getuid?.() === 0 ? test.skip : test).each([
    ['the folder', (directory: string) => directory],
    ['a letter of the same name', (directory: string) => join(directory, readdirSync(directory)[0] ?? '')],
  ])('no rights to %s', async (_, closed) => {
    const directory = join(temporaryFolder(), 'outbox');
    await writeLetters(LETTERS, directory);
    const path = closed(directory);
    chmodSync(path, 0);
    const told = await writeLetters(LETTERS, directory).then(() => '', String);
    chmodSync(path, 0o700);
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
