// Shared by the cases: headers, a column of staff's own, and people with waiting letters.
import type { WorkbookModel } from '../../src/local/host.js';
import { type Cell, connected, fail, people, setSetting, type } from '../bundle/support.js';

export const headers = (book: WorkbookModel, title: string): readonly Cell[] => book.values(title)[0] ?? [];
export const indexOf = (book: WorkbookModel, title: string, header: string): number => {
  const index = headers(book, title).indexOf(header);
  return index < 0 ? fail(`«${title}» has no «${header}»`) : index;
};
/** Inserts a column of staff's own, filled. */
export function ownColumn(book: WorkbookModel, title: string, index: number, header: string): void {
  book.insertColumn(title, index);
  [header, 'моё-1', 'моё-2', 'моё-3'].forEach((cell, row) => book.set(title, row, index, cell));
}
export const OWN = ['моё-1', 'моё-2', 'моё-3'];
export const own = (book: WorkbookModel, title: string, index: number): readonly Cell[] =>
  [1, 2, 3].map((row) => book.get(title, row, index));

export const MORNING = '2023-09-10T08:00:00+03:00';
export const PEOPLE = 4;
/** Four people have registered; their letters wait for staff, or are sent automatically. */
export function begun(mode: 'черновик' | 'авто' = 'черновик'): WorkbookModel {
  const book = connected('marathon');
  type(book, 'Регистрации', people(PEOPLE));
  setSetting(book, 'Марафон', 'Режим писем', mode);
  return book;
}
