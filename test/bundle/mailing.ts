// Shared by the tests of letters: workbooks with ten registrations, and the letters that a run sends.
import { type Faults, type WorkbookModel } from '../../src/local/host.js';
import { cloneOf, connected, open, type Opened } from './open.js';
import { people } from './samples.js';
import { column, serial, setSetting, type } from './tables.js';

/** Ten people register in September; block 1 is on the 21st at 11:00. */
export const autumn = ((): WorkbookModel => {
  const book = connected('marathon');
  type(book, 'Регистрации', people(10));
  type(book, 'Блоки', [{ Блок: 1, Тема: 'О продукте', Начало: serial('2023-09-21 11:00') }]);
  return book;
})();
export const MORNING = '2023-09-10T08:00:00+03:00';
export const begun = (mode: 'черновик' | 'авто' = 'черновик'): WorkbookModel => {
  const book = cloneOf(autumn);
  setSetting(book, 'Марафон', 'Режим писем', mode);
  return book;
};
export const drafted = ((): WorkbookModel => {
  const book = begun();
  open(book, { now: MORNING }).run('recompute');
  return book;
})();
export const statuses = (book: WorkbookModel): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const cell of column(book, 'Письма', 'Статус'))
    if (cell !== null) counts[String(cell)] = (counts[String(cell)] ?? 0) + 1;
  return counts;
};
export const to = ({ host }: Opened): string[] => host.mails.map((mail) => mail.to);
export const emails = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, index) => `person${index + from}@example.com`);
/** Runs one function at a moment and returns the letters it sent. */
export const mailed = (
  book: WorkbookModel,
  now: string,
  name: string,
  options: { quota?: number; faults?: Faults } = {},
): string[] => {
  const opened = open(book, { now, ...options });
  opened.call(name);
  return to(opened);
};
