// Allows one run at a time on a workbook, and none while an office program has it open.
import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf, WorkbookFileError } from './workbook-file.js';

export interface FileLock {
  readonly release: () => void;
}

const POLL_MS = 50;

/** Waits for another run of this tool to end; refuses at once when an office program holds the file. */
export function lockWorkbook(path: string, waitMs: number): FileLock {
  refuseOpenElsewhere(path);
  const lock = join(dirname(path), `.~lock.${basename(path)}.reglament`);
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      const handle = openSync(lock, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return {
        release: () => {
          rmSync(lock, { force: true });
        },
      };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOENT' || code === 'ENOTDIR')
        throw new WorkbookFileError(`${path}: нет такой папки; создайте её или укажите другой путь`, {
          cause: error,
        });
      if (code !== 'EEXIST') {
        throw new WorkbookFileError(
          `${path}: не удалось записать: папка доступна только для чтения; укажите другой путь в --out`,
          { cause: error },
        );
      }
    }
    if (isStale(lock)) removeStale(lock);
    else if (Date.now() >= until) {
      throw new WorkbookFileError(
        `${path}: книгу обрабатывает другой запуск; дождитесь его окончания (${lock})`,
      );
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
}

/** LibreOffice and Excel keep a lock file beside the workbook while it is open. */
function refuseOpenElsewhere(path: string): void {
  const beside = (name: string): boolean => existsSync(join(dirname(path), name));
  const name = basename(path);
  if (beside(`.~lock.${name}#`))
    throw new WorkbookFileError(`${path}: книга открыта в LibreOffice; закройте её и повторите`);
  // For long names Excel omits the first two letters.
  if (beside(`~$${name}`) || (name.length > 8 && beside(`~$${name.slice(2)}`))) {
    throw new WorkbookFileError(`${path}: книга открыта в Excel; закройте её и повторите`);
  }
}

/** Two runs may find the same stale lock, so it is renamed and checked once more before it is deleted. */
function removeStale(lock: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
    // The other run was faster and what was renamed is its new lock: put it back.
    if (!isStale(aside)) linkSync(aside, lock);
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Whether the run that made the lock has ended without releasing it. */
function isStale(lock: string): boolean {
  let pid: number;
  try {
    pid = Number(readFileSync(lock, 'utf8'));
  } catch {
    return false;
  }
  // Empty: another run has just created it and not yet written its id.
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}
