// The workbook file that the workbench holds open: read again when another program has written it, saved at every change.
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { lockWorkbook } from '../file-lock.js';
import { newWorkbook, openWorkbook, saveWorkbook, type WorkbookModel } from '../host.js';

export interface Book {
  readonly path: string;
  readonly model: () => WorkbookModel;
  /** Grows with every change, whoever made it. */
  readonly version: () => number;
  /** Takes over what another program has saved meanwhile. */
  readonly refresh: () => void;
  /** Runs the work while no other run may touch the file, then saves. A file that cannot be saved leaves everything as it was. */
  readonly change: <T>(work: (model: WorkbookModel) => T | Promise<T>) => Promise<T>;
}

const LOCK_WAIT_MS = 5_000;

export function openBook(path: string): Book {
  const read = (): WorkbookModel =>
    existsSync(path) ? openWorkbook(path) : newWorkbook(basename(path).replace(/\.xls[xm]$/i, ''));
  let model = read();
  let stamp = stampOf(path);
  let version = 1;

  const refresh = (): void => {
    const now = stampOf(path);
    if (now === stamp || now === null) return;
    model = read();
    stamp = now;
    version++;
  };

  return {
    path,
    model: () => model,
    version: () => version,
    refresh,
    change: async (work) => {
      const lock = lockWorkbook(path, LOCK_WAIT_MS);
      try {
        refresh();
        const { core } = model;
        const before = core.state;
        const result = await work(model);
        if (core.state === before) return result;
        try {
          saveWorkbook(model, path);
        } catch (error) {
          core.state = before;
          throw error;
        }
        stamp = stampOf(path);
        version++;
        return result;
      } finally {
        lock.release();
      }
    },
  };
}

/** Tells one saved file from another; null = there is none. */
function stampOf(path: string): string | null {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return [mtimeMs, size, ino].join();
  } catch {
    return null;
  }
}
