// The workbook file open in the workbench: read again when another program has saved it, saved at every
// change.
import { existsSync, statSync } from 'node:fs';
import type { Delivery } from '../delivery.js';
import { lockWorkbook } from '../file-lock.js';
import { newWorkbook, openWorkbook, saveWorkbook, type WorkbookModel } from '../host.js';
import { titleOf } from '../workbook-file.js';
import { sheetById } from '../workbook/model.js';

export interface Book {
  readonly path: string;
  readonly model: () => WorkbookModel;
  /**
   * Increases with every change from any source. If the file has not changed, it is the same after a restart
   * of the workbench.
   */
  readonly version: () => number;
  /** The version since which a sheet's rows and columns have not moved. */
  readonly settled: (sheet: number) => number;
  /** Takes over what another program has saved meanwhile. */
  readonly refresh: () => void;
  /**
   * Does the work under the file's lock, then saves; if saving fails, nothing has changed. Work that only
   * fills cells counts as moving nothing. Letters passed to `post` are delivered after saving.
   */
  readonly change: <T>(
    work: (model: WorkbookModel, post: (delivery: Delivery) => void) => T | Promise<T>,
    moves?: boolean,
  ) => Promise<T>;
}

const LOCK_WAIT_MS = 5_000;

export function openBook(path: string): Book {
  const read = (): WorkbookModel => (existsSync(path) ? openWorkbook(path) : newWorkbook(titleOf(path)));
  let model = read();
  let stamp = stampOf(path);
  let version = writtenAt(path);
  let opened = version;
  const moved = new Map<number, number>();
  const advance = (): void => {
    version = Math.max(version + 1, writtenAt(path));
  };

  const refresh = (): void => {
    const now = stampOf(path);
    if (now === stamp || now === null) return;
    model = read();
    stamp = now;
    advance();
    opened = version;
    moved.clear();
  };

  return {
    path,
    model: () => model,
    version: () => version,
    settled: (sheet) => moved.get(sheet) ?? opened,
    refresh,
    change: async (work, moves = true) => {
      const lock = lockWorkbook(path, LOCK_WAIT_MS);
      try {
        refresh();
        const { core } = model;
        const before = core.state;
        const deliveries: Delivery[] = [];
        const result = await work(model, (delivery) => {
          deliveries.push(delivery);
        });
        if (core.state === before) return result;
        try {
          saveWorkbook(model, path);
        } catch (error) {
          core.state = before;
          for (const { discard } of deliveries) discard();
          throw error;
        }
        for (const { release } of deliveries) release();
        stamp = stampOf(path);
        advance();
        if (moves)
          for (const sheet of core.state.sheets)
            if (sheetById(before, sheet.id) !== sheet) moved.set(sheet.id, version);
        return result;
      } finally {
        lock.release();
      }
    },
  };
}

/** Identifies a saved state of the file; null when there is no file. */
function stampOf(path: string): string | null {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return [mtimeMs, size, ino].join();
  } catch {
    return null;
  }
}

/** Epoch milliseconds; 1 when there is no file yet. */
function writtenAt(path: string): number {
  return Math.floor(statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 1);
}
