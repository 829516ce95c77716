// Shared by the cases: headers, a column of staff's own, and people with waiting letters.
import type { WorkbookModel } from '../../src/local/host.js';
import { connected } from '../bundle/open.js';
import { people } from '../bundle/samples.js';
import { type Cell, setSetting, type } from '../bundle/tables.js';

export const headers = (book: WorkbookModel, title: string): readonly Cell[] => book.values(title)[0] ?? [];
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
