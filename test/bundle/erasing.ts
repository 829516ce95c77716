// Shared by the tests of erasure: the marathon's sample with draws and letters, and where a text stands.
import type { WorkbookModel } from '../../src/local/host.js';
import { fail } from './failures.js';
import { cloneOf, lazily, open, sample } from './open.js';
import { type Cell, table } from './tables.js';

/** The cells of the workbook that contain the text. */
export const cellsTelling = (book: WorkbookModel, text: Cell | undefined): string[] =>
  book.titles().flatMap((title) =>
    book.values(title).flatMap((row, index) =>
      row.flatMap((cell) =>
        String(cell ?? '')
          .toLowerCase()
          .includes(String(text).toLowerCase())
          ? [`${title}!${index + 1}: ${String(cell).slice(0, 80)}`]
          : [],
      ),
    ),
  );

/** The sample, recomputed, drawn and partly sent. */
export function made(book: WorkbookModel): WorkbookModel {
  const { run } = open(book, { quota: 30 });
  run('recompute');
  run('draw', 'семь-сорок');
  run('send');
  return book;
}
const plain = lazily(() => made(sample()));
/** The same in memory; `change` is made before. */
export function lived(change?: (book: WorkbookModel) => void): WorkbookModel {
  if (!change) return cloneOf(plain());
  const book = sample();
  change(book);
  return made(book);
}
/** The registration of a person. */
export const registrationOf = (book: WorkbookModel, email: string): Readonly<Record<string, Cell>> =>
  table(book, 'Регистрации').find((row) => row.Email === email) ?? fail(`no ${email}`);
