// Opens, creates and saves workbook files, never leaving half a file. Every failure is a WorkbookFileError
// with one line for the user: which file, and what to do.
import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { codeOf } from './errors.js';
import { cellsIn, lastCell, MAX_CELLS } from './workbook/grid.js';
import { addSheet, isChanged, transact, openSheets, type Workbook } from './workbook/model.js';
import { modelOf, type WorkbookModel } from './staff.js';
import { bytesOf, NotWorkbook, openXlsx } from './xlsx/file.js';
import { BadZip, HugeZip, MOST_UNPACKED } from './xlsx/zip.js';

/** Its message is in Russian and names the file and what to do. */
export class WorkbookFileError extends Error {}

/** A new workbook with one empty sheet. */
export function newWorkbook(title = 'Книга'): WorkbookModel {
  const workbook = openXlsx(null, title);
  transact(workbook, (tx) => {
    addSheet(tx, { id: 0, title: 'Лист1', placeholder: true });
  });
  workbook.saved = workbook.state;
  return modelOf(workbook);
}

export function openWorkbook(path: string): WorkbookModel {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new WorkbookFileError(`${path}: ${readProblem(codeOf(error))}`, { cause: error });
  }
  return readWorkbook(bytes, path);
}

/** The title of a workbook by its path. */
export const titleOf = (path: string): string => basename(path).replace(/\.xls[xm]$/i, '');

/** A workbook from the bytes of an .xlsx; `name` is used in messages and as its title. */
export function readWorkbook(bytes: Uint8Array, name: string): WorkbookModel {
  // The signature of an OLE2 file: an old .xls, or an .xlsx with a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    const problem = Buffer.from(bytes).includes('EncryptedPackage', 0, 'utf16le')
      ? 'файл защищён паролем; снимите пароль в Excel или LibreOffice и сохраните'
      : 'файл в старом формате .xls; откройте его в Excel или LibreOffice и сохраните как .xlsx';
    throw new WorkbookFileError(`${name}: ${problem}`);
  }
  if (bytes.length === 0)
    throw new WorkbookFileError(`${name}: файл пуст; возьмите резервную копию или удалите его`);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw new WorkbookFileError(`${name}: это не книга .xlsx; сохраните таблицу в формате .xlsx`);
  }
  try {
    const workbook = openXlsx(bytes, titleOf(name));
    refuseTooLarge(workbook, name);
    return modelOf(workbook);
  } catch (error) {
    if (error instanceof WorkbookFileError) throw error;
    if (error instanceof NotWorkbook) {
      throw new WorkbookFileError(`${name}: это не книга .xlsx; сохраните таблицу в формате .xlsx`, {
        cause: error,
      });
    }
    if (error instanceof HugeZip) {
      const most = String(MOST_UNPACKED / 1024 ** 3);
      throw new WorkbookFileError(
        `${name}: в распакованном виде файл больше ${most} ГБ, настоящая книга столько не занимает; возьмите резервную копию`,
        { cause: error },
      );
    }
    const what = error instanceof BadZip ? 'файл повреждён или скачан не до конца' : 'книга повреждена';
    throw new WorkbookFileError(`${name}: ${what}; возьмите резервную копию`, { cause: error });
  }
}

/** Google would not hold more cells either. */
function refuseTooLarge({ state }: Workbook, name: string): void {
  const cells = cellsIn(state);
  if (cells <= MAX_CELLS) return;
  const [largest] = [...openSheets(state)].sort((a, b) => b.grid.cells - a.grid.cells);
  const where = largest
    ? `; больше всего на вкладке «${largest.title}», до ячейки ${lastCell(largest.body, 'ROWS')}`
    : '';
  const [have, most] = [cells, MAX_CELLS].map((count) => count.toLocaleString('ru'));
  throw new WorkbookFileError(
    `${name}: ячеек в книге: ${have ?? ''}, а помещается ${most ?? ''}${where}. Удалите лишние строки или перенесите их в другую книгу`,
  );
}

export const workbookBytes = ({ core }: WorkbookModel): Uint8Array => bytesOf(core);

/** Whether saving would change the file. */
export function hasChanged(model: WorkbookModel): boolean {
  return isChanged(model.core);
}

export function saveWorkbook(model: WorkbookModel, path: string): void {
  writeAtomically(path, workbookBytes(model));
}

const FORMATS: readonly string[] = ['xlsx', 'xlsm', 'xltx', 'xltm', 'xlsb', 'xls', 'ods', 'csv'];

/** Excel refuses a file whose extension does not match its format. */
export function refuseOtherFormat({ core: { format } }: WorkbookModel, path: string): void {
  const named = extname(path).slice(1).toLowerCase();
  if (named === format || !FORMATS.includes(named)) return;
  throw new WorkbookFileError(
    `${path}: эту книгу можно записать только как .${format}; дайте файлу это расширение`,
  );
}

/** The file behind a path; links are resolved. */
export const fileAt = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** Whether two paths lead to one file, existing or not: links and other spellings included. */
export function isSameFile(a: string, b: string): boolean {
  const placeOf = (path: string): string =>
    existsSync(path) ? realpathSync(path) : join(fileAt(dirname(path)), basename(path));
  if (placeOf(a) === placeOf(b)) return true;
  const [one, other] = [a, b].map((path) => (existsSync(path) ? statSync(path) : null));
  // Some file systems do not number their files.
  return Boolean(one && other && one.ino !== 0 && one.ino === other.ino && one.dev === other.dev);
}

/**
 * Replaces the file only when the new one is completely on disk. Owner and permissions are kept, and a link
 * stays a link.
 */
function writeAtomically(path: string, bytes: Uint8Array): void {
  const file = fileAt(path);
  // Always the same name, so that the next save replaces what a killed run has left.
  const temporary = join(dirname(file), `.${basename(file)}.tmp`);
  let handle: number | null = null;
  try {
    const old = statSync(file, { throwIfNoEntry: false });
    // Renaming would ignore write protection.
    if (old && (old.mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
    rmSync(temporary, { force: true });
    // Unreadable for others until it gets the permissions of the old file.
    handle = openSync(temporary, 'wx', old ? 0o600 : 0o666);
    if (old) keepOwner(handle, old);
    let written = 0;
    while (written < bytes.length) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
    closeSync(handle);
    handle = null;
    renameSync(temporary, file);
  } catch (error) {
    if (handle !== null) closeSync(handle);
    if (existsSync(temporary)) rmSync(temporary, { force: true });
    throw new WorkbookFileError(`${path}: ${writeProblem(codeOf(error))}`, { cause: error });
  }
}

function keepOwner(handle: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(handle, uid, gid);
  } catch {
    // Only the superuser may give files away; then the file belongs to whoever has saved it.
  }
  fchmodSync(handle, mode & 0o777);
}

function readProblem(code: string): string {
  if (code === 'ENOENT') return 'нет такого файла; проверьте путь';
  if (code === 'EISDIR') return 'это папка, а нужен файл .xlsx';
  if (code === 'EACCES' || code === 'EPERM') return 'нет прав на чтение файла; проверьте права доступа';
  return `не удалось прочитать файл (${code})`;
}

/** What to do when a file beside the workbook, or the workbook itself, cannot be written. */
export function writeProblem(code: string): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'нет такой папки; создайте её или укажите другой путь';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return 'не удалось записать: папка или файл доступны только для чтения; укажите другой путь в --out';
  }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'не удалось записать: на диске нет места; освободите его и повторите';
  if (code === 'EISDIR') return 'это папка, а нужен файл .xlsx';
  if (code === 'ENAMETOOLONG') return 'имя файла слишком длинное; сократите его';
  if (code === 'EBUSY') return 'файл занят другой программой; закройте его и повторите';
  return `не удалось записать файл (${code || 'ошибка'})`;
}
