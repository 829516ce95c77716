// The figure of a report says what still waits after a run of the sender.
import { expect, test } from '@jest/globals';
import type { WorkbookModel } from '../../src/local/host.js';
import { begun, drafted, MORNING, statuses } from './mailing.js';
import { cloneOf, open } from './open.js';
import { people } from './samples.js';
import { table, type } from './tables.js';

/** Ten letters in the queue, due at once. */
const queued = (): WorkbookModel => {
  const book = begun('авто');
  open(book, { now: MORNING }).call('recompute');
  return book;
};
const setCells = (book: WorkbookModel, row: number, cells: Readonly<Record<string, string>>): void => {
  const [header = []] = book.values('Письма');
  for (const [name, value] of Object.entries(cells)) book.set('Письма', row, header.indexOf(name), value);
};
const copied = (book: WorkbookModel): void => {
  const [first = {}] = table(book, 'Письма');
  type(book, 'Письма', [first]);
};
const keyOf = (book: WorkbookModel, row: number): string => String(table(book, 'Письма')[row - 1]?.['Ключ']);
const nextDay = '2023-09-11T08:00:00+03:00';

test.each<[string, () => WorkbookModel, (book: WorkbookModel) => void, string, number]>([
  ['a letter whose row staff have copied: the copy is cancelled', queued, copied, 'tick', 0],
  ['drafts of which one is copied', () => cloneOf(drafted), copied, 'send', 0],
  [
    'a letter whose time has passed: it is cancelled',
    queued,
    (book) => setCells(book, 1, { Ключ: `${keyOf(book, 1).split('?')[0] ?? ''}?until=1` }),
    'tick',
    0,
  ],
  [
    'a letter in the air of a run that broke off: it was not in the queue',
    queued,
    (book) => {
      setCells(book, 1, { Статус: 'отправляется' });
      setCells(book, 2, { 'Отправить не раньше': '20.09.2023 10:00' });
    },
    'tick',
    1,
  ],
  ['drafts that the five-minute run leaves', () => cloneOf(drafted), () => undefined, 'tick', 0],
])('%s', (_, made, hand, name, expected) => {
  const book = made();
  hand(book);
  const { letters } = open(book, { now: MORNING }).run(name);
  expect([letters.queued, statuses(book)['в очереди'] ?? 0]).toEqual([expected, expected]);
});

test('letters beyond the quota, and one that staff have postponed', () => {
  const book = queued();
  type(book, 'Регистрации', people(12).slice(10));
  open(book, { now: MORNING }).call('recompute');
  setCells(book, 12, { 'Отправить не раньше': '20.09.2023 10:00' });
  const run = (now: string, quota: number) => open(book, { now, quota }).run('tick').letters;
  expect(run(MORNING, 3)).toEqual({ queued: 9, sent: 3, failed: 0 });
  expect(run(nextDay, 100)).toEqual({ queued: 1, sent: 8, failed: 0 });
  expect(statuses(book)).toEqual({ отправлено: 11, 'в очереди': 1 });
});
