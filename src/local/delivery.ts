// Letters as .eml files. Whenever a run is stopped, either both the letters and the workbook that records
// them are saved, or neither. So letters are first written under hidden names, then the workbook is saved
// with the delivery's number, then the letters get their names.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { codeOf } from './errors.js';
import { compose, digest, hashOf, type SentLetter } from './mail.js';
import { fileAt, WorkbookFileError } from './workbook-file.js';
import { changeHost } from './workbook/model.js';
import type { WorkbookModel } from './staff.js';

/** A delivery whose letters are written under hidden names. */
export interface Delivery {
  /** Call after the workbook has been saved: gives the letters their names. */
  readonly release: () => void;
  /** Call if it could not be saved: deletes the letters. */
  readonly discard: () => void;
}

/** Where letters are written, and the workbook with its path. */
export interface Post {
  readonly directory: string;
  readonly workbook: WorkbookModel;
  readonly path: string;
}

interface Staged {
  readonly file: string;
  readonly stem: string;
}

/** Properties of the workbook: number of the delivery that it was last saved with, and its folder. */
const DELIVERED = 'local.delivered';
const FOLDER = 'local.letters';
/** `.BOOK.NUMBER.PLACE.STEM.part` */
const STAGED = /^\.([0-9a-f]{12})\.([0-9a-f]{16})\.\d+\.(.+)\.part$/;

/**
 * Writes a run's letters under hidden names and records the delivery in the workbook, which must be saved
 * next.
 */
export async function stageLetters(letters: readonly SentLetter[], post: Post): Promise<Delivery> {
  const { directory, workbook, path } = post;
  if (letters.length === 0) return { release: () => undefined, discard: () => undefined };
  const number = digest([noted(workbook, DELIVERED), ...letters.map(hashOf)]).slice(0, 16);
  const staged = await stage(letters, directory, `.${bookOf(path)}.${number}`);
  // Relative, because workbook and letters may be moved together.
  note(workbook, { [DELIVERED]: number, [FOLDER]: relative(dirname(fileAt(path)), directory) });
  return {
    release: () => {
      nameAll(staged, directory);
    },
    discard: () => {
      removeIfPossible(staged);
    },
  };
}

/**
 * Completes what a stopped run has left: releases letters if the workbook was saved with them, else deletes
 * them. That run may have had another folder of letters.
 */
export function finishDelivery(post: Post): void {
  const folder = noted(post.workbook, FOLDER);
  const before = folder === '' ? post.directory : resolve(dirname(fileAt(post.path)), folder);
  for (const directory of new Set([before, post.directory]))
    try {
      finishLetters({ ...post, directory });
    } catch (error) {
      throw unusable(directory, error);
    }
}

function finishLetters({ directory, workbook, path }: Post): void {
  if (!isFolder(directory)) return;
  const [delivered, own] = [noted(workbook, DELIVERED), bookOf(path)];
  const left = readdirSync(directory)
    .sort()
    .flatMap((name) => {
      const [, book, number, stem] = STAGED.exec(name) ?? [];
      return stem === undefined ? [] : [{ file: join(directory, name), stem, book, number }];
    });
  nameAll(
    left.filter(({ number }) => number === delivered),
    directory,
  );
  remove(left.filter(({ book, number }) => number !== delivered && book === own));
}

/** Writes one .eml per letter; a letter that exists with the same bytes is not written again. */
export async function writeLetters(letters: readonly SentLetter[], directory: string): Promise<void> {
  if (letters.length > 0) nameAll(await stage(letters, directory, ''), directory);
}

async function stage(
  letters: readonly SentLetter[],
  directory: string,
  prefix: string,
): Promise<readonly Staged[]> {
  const staged: Staged[] = [];
  try {
    makeFolder(directory);
    for (const [place, letter] of letters.entries()) {
      const stem = `${stamp(letter.at)}-${hashOf(letter).slice(0, 12)}`;
      const file = join(directory, `${prefix}.${String(place).padStart(6, '0')}.${stem}.part`);
      staged.push({ file, stem });
      writeFileSync(file, await compose(letter));
    }
  } catch (error) {
    removeIfPossible(staged);
    throw unusable(directory, error);
  }
  return staged;
}

/**
 * Creates a folder and what it stands in. `recursive` would never return in folders where the system lets nobody create
 * anything and says that they do not exist (/proc).
 */
function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster.
    if (!isFolder(path)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * Gives staged letters their names. The same letter of the same run always gets the same file, even if the
 * run is repeated.
 */
function nameAll(staged: readonly Staged[], directory: string): void {
  const named = new Set<string>();
  try {
    for (const { file, stem } of staged) {
      const bytes = readFileSync(file);
      let path = join(directory, `${stem}.eml`);
      for (let n = 2; named.has(path) || readOrNull(path)?.equals(bytes) === false; n++)
        path = join(directory, `${stem}-${String(n)}.eml`);
      named.add(path);
      renameSync(file, path);
    }
  } catch (error) {
    throw unusable(directory, error);
  }
}

function remove(staged: readonly Staged[]): void {
  for (const { file } of staged) rmSync(file, { force: true });
}

/** After another failure, which is the one to report: the next run deletes what is left. */
function removeIfPossible(staged: readonly Staged[]): void {
  try {
    remove(staged);
  } catch {
    return;
  }
}

const noted = ({ core }: WorkbookModel, name: string): string =>
  core.state.host.properties.script[name] ?? '';

function note({ core }: WorkbookModel, values: Readonly<Record<string, string>>): void {
  const { properties } = core.state.host;
  changeHost(core, { properties: { ...properties, script: { ...properties.script, ...values } } });
}

const bookOf = (path: string): string => digest([fileAt(path)]).slice(0, 12);

/** What failed at the folder of letters or at one of its files. */
function unusable(path: string, error: unknown): WorkbookFileError {
  if (error instanceof WorkbookFileError) return error;
  return new WorkbookFileError(`${path}: ${letterProblem(codeOf(error) || String(error))}`, { cause: error });
}

function letterProblem(code: string): string {
  if (code === 'EACCES' || code === 'EPERM')
    return 'нет прав на чтение или запись писем; откройте доступ или укажите другую папку в --mail';
  if (code === 'EROFS') return 'папка писем доступна только для чтения; укажите другую в --mail';
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'не удалось сохранить письма: на диске нет места; освободите его и повторите';
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return 'это не папка, а письмам нужна папка; укажите другую в --mail';
  if (code === 'ENOENT') return 'здесь нельзя создать папку для писем; укажите другую в --mail';
  if (code === 'EISDIR') return 'это папка, а здесь должно быть письмо; переименуйте её и повторите';
  return `не удалось сохранить письма (${code}); укажите другую папку в --mail`;
}

/** `YYYYMMDDTHHMMSS` in UTC, so that names sort by time. */
const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15);

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw unusable(path, error);
  }
}
