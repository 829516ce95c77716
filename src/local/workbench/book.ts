// The workbook file open in the workbench: read again when another program has saved it, saved at every
// change.
import { existsSync, statSync } from 'node:fs';
import { changeFile, type Done } from '../change.js';
import { newWorkbook, openWorkbook, type WorkbookModel } from '../host.js';
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
  /** Edits the workbook and saves it. An edit that only fills cells counts as moving nothing. */
  readonly change: <T>(edit: (model: WorkbookModel) => T, moves?: boolean) => Promise<T>;
  /** Saves what a run has done, with its letters. */
  readonly run: <T>(work: (model: WorkbookModel) => Done<T>) => Promise<T>;
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

  const save = async <T>(work: (model: WorkbookModel) => Done<T>, moves: boolean): Promise<T> => {
    let before = model.core.state;
    const read = (): WorkbookModel => {
      refresh();
      before = model.core.state;
      return model;
    };
    const { result, isSaved } = await changeFile({ source: path, waitMs: LOCK_WAIT_MS, read }, work);
    if (!isSaved) return result;
    stamp = stampOf(path);
    advance();
    if (moves)
      for (const sheet of model.core.state.sheets)
        if (sheetById(before, sheet.id) !== sheet) moved.set(sheet.id, version);
    return result;
  };

  return {
    path,
    model: () => model,
    version: () => version,
    settled: (sheet) => moved.get(sheet) ?? opened,
    refresh,
    change: (edit, moves = true) => save((book) => ({ result: edit(book), letters: null }), moves),
    run: (work) => save(work, true),
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
