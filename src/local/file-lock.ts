// Allows one run at a time on a workbook, and none while an office program has it open.
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './errors.js';
import { fileAt, WorkbookFileError, writeProblem } from './workbook-file.js';

export interface FileLock {
  readonly release: () => void;
}

const POLL_MS = 50;
/** A run writes its name into its lock at once: one that is still empty after this time belongs to none. */
const NAMELESS_MS = 10_000;

/** The locks that this process holds, as paths. */
const held = new Set<string>();

/** Waits for another run of this tool to end; refuses at once when an office program holds the file. */
export function lockWorkbook(path: string, waitMs: number): FileLock {
  const file = fileAt(path);
  refuseOpenElsewhere(file);
  const lock = join(dirname(file), `.~lock.${basename(file)}.reglament`);
  const until = Date.now() + waitMs;
  for (;;) {
    try {
      create(lock, nameOf(process.pid));
      held.add(lock);
      return {
        release: () => {
          held.delete(lock);
          rmSync(lock, { force: true });
        },
      };
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new WorkbookFileError(`${file}: ${writeProblem(codeOf(error))}`, { cause: error });
    }
    if (isStale(lock) && removeStale(lock)) continue;
    if (Date.now() >= until) {
      throw new WorkbookFileError(
        `${file}: книгу обрабатывает другой запуск; дождитесь его окончания. Если ни одного запуска нет, удалите файл ${lock}`,
      );
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }
}

/** LibreOffice and Excel keep a lock file beside the workbook while it is open. */
function refuseOpenElsewhere(path: string): void {
  const beside = (name: string): boolean => existsSync(join(dirname(path), name));
  const name = basename(path);
  if (beside(`.~lock.${name}#`))
    throw new WorkbookFileError(`${path}: книга открыта в LibreOffice; закройте её и повторите`);
  if (beside(`~$${name}`))
    throw new WorkbookFileError(`${path}: книга открыта в Excel; закройте её и повторите`);
}

/** Creates a file that must not exist yet; without room for its text it is not left behind. */
function create(path: string, text: string): void {
  const handle = openSync(path, 'wx');
  try {
    writeSync(handle, text);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

/**
 * Whether it has been removed, or is gone. Several runs may find the same stale lock: only the one with the
 * guard may remove it, and only if it is still the stale one.
 */
function removeStale(lock: string): boolean {
  const guard = `${lock}.stale`;
  try {
    create(guard, '');
  } catch (error) {
    if (codeOf(error) !== 'EEXIST')
      throw new WorkbookFileError(`${lock}: ${writeProblem(codeOf(error))}`, { cause: error });
    // Left by a run that was killed while it held the guard.
    if (ageOf(guard) > NAMELESS_MS) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (isStale(lock)) rmSync(lock, { force: true });
    return true;
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * What a lock says of its run: process, its start, computer. After a restart, of a container above all, the
 * number of a dead process may be that of another one, which has another start.
 */
const nameOf = (pid: number): string => [pid, startOf(pid), hostname()].join(' ');

/** When a process started, in the system's own units; '' where only Linux would say. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name of the program, in brackets, may itself contain blanks and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Whether the run that made the lock has ended without releasing it. That of another computer is never known to. */
function isStale(lock: string): boolean {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return false;
  }
  const [number = '', start = '', ...host] = text.split(' ');
  const pid = Number(number);
  if (!Number.isInteger(pid) || pid <= 0) return ageOf(lock) > NAMELESS_MS;
  if (host.length > 0 && host.join(' ') !== hostname()) return false;
  if (pid === process.pid) return !held.has(lock);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
  const now = startOf(pid);
  return start !== '' && now !== '' && start !== now;
}

/** Milliseconds since a file was written; 0 if it is gone. */
function ageOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? Date.now() - stat.mtimeMs : 0;
}
