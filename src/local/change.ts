// One change of a workbook file, by the command line or the workbench: under the file's lock, with its
// letters, all or nothing.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Delivery, finishDelivery, stageLetters } from './delivery.js';
import { lockWorkbook } from './file-lock.js';
import type { SentLetter } from './mail.js';
import { fileAt, openWorkbook, saveWorkbook } from './workbook-file.js';
import { isChanged } from './workbook/model.js';
import type { WorkbookModel } from './staff.js';

export interface Place {
  /** The workbook as staff name it; it need not exist. */
  readonly source: string;
  /** Where to save it: by default in place. A copy is saved even if nothing has changed. */
  readonly target?: string;
  /** Folder of letters; by default `outbox` beside the source. */
  readonly mail?: string | null;
  /** How long to wait, in milliseconds, for another run on the same workbook. */
  readonly waitMs: number;
  /** Returns the workbook as it is now; called under the lock. */
  readonly read: () => WorkbookModel;
}

/** What has been done to a workbook. */
export interface Done<T> {
  readonly result: T;
  /** Letters to be delivered; null: the change is no run, so it also leaves earlier letters alone. */
  readonly letters: readonly SentLetter[] | null;
}

/**
 * Does the work, then saves the workbook and delivers the letters. If anything of this fails, the workbook in
 * memory is as before too.
 */
export async function changeFile<T>(
  place: Place,
  work: (workbook: WorkbookModel) => Done<T>,
): Promise<{ readonly result: T; readonly isSaved: boolean }> {
  const source = fileAt(place.source);
  const path = fileAt(place.target ?? place.source);
  const lock = lockWorkbook(path, place.waitMs);
  try {
    const workbook = place.read();
    const { core } = workbook;
    const before = core.state;
    let delivery: Delivery | null = null;
    let result: T;
    let isSaved: boolean;
    try {
      const done = work(workbook);
      ({ result } = done);
      if (done.letters) {
        const directory = place.mail ?? join(dirname(place.source), 'outbox');
        finishDelivery({ directory, path, workbook: (path === source ? null : readable(path)) ?? workbook });
        delivery = await stageLetters(done.letters, { directory, path, workbook });
      }
      isSaved = isChanged({ state: core.state, saved: before }) || (path !== source && existsSync(source));
      if (isSaved) saveWorkbook(workbook, path);
    } catch (error) {
      core.state = before;
      delivery?.discard();
      throw error;
    }
    delivery?.release();
    return { result, isSaved };
  } finally {
    lock.release();
  }
}

/** The workbook that a copy will replace, whose letters may still be hidden; null if there is none. */
function readable(path: string): WorkbookModel | null {
  try {
    return openWorkbook(path);
  } catch {
    return null;
  }
}
