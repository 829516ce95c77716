// Shared by the tests of closing: three partners, their clients and charges, and workbooks with closed months.
import { connected } from '../../bundle/open.js';
import { table } from '../../bundle/tables.js';
import type { RawCell } from '../cells.js';
import { day } from './oracle/cells.js';
import type { Tables } from './oracle/terms.js';
import { bookOf, type Book, fill, run, set } from './support.js';

export const partners: Tables['partners'] = [
  {
    Партнёр: 'Альфа',
    Тариф: 'юрлицо',
    'Дата регистрации': day('2023-09-01'),
    Промокод: 'a',
    Email: 'a@x.ru',
    'Договор подписан': day('2023-10-01'),
  },
  {
    Партнёр: 'Фёдоров',
    Тариф: 'физлицо',
    'Дата регистрации': day('2023-09-01'),
    Промокод: 'f',
    Email: 'f@x.ru',
  },
];
export const clients: Tables['clients'] = [
  { Клиент: 'К1', Промокод: 'a', 'Дата регистрации': day('2023-09-15'), Обучен: true },
  { Клиент: 'К2', Промокод: 'a', 'Дата регистрации': day('2023-09-30'), Обучен: true },
  { Клиент: 'К3', Промокод: 'f', 'Дата регистрации': day('2023-09-15') },
];
export const charge = (date: string, client: string, sum: number, confirmed = true) => ({
  Дата: day(date),
  Клиент: client,
  Вид: 'абонентская плата',
  Сумма: sum,
  Подтверждено: confirmed,
});
export const charges = [
  charge('2023-10-10', 'К1', 10_000),
  charge('2023-10-11', 'К2', 20_000, false),
  charge('2023-10-12', 'К3', 5000),
  charge('2023-11-05', 'К1', 10_000),
];
export const OCT1: RawCell[] = [
  day('2023-11-01'),
  '2023-10',
  'Альфа',
  'К1',
  'юрлицо',
  'процент',
  10_000,
  1500,
  'да',
];
export const OCT3: RawCell[] = [
  day('2023-11-01'),
  '2023-10',
  'Фёдоров',
  'К3',
  'физлицо',
  'разовое',
  5000,
  3000,
  'да',
];
export const correction = (
  date: string,
  client: string,
  base: number,
  sum: number,
  closed = 'нет',
): RawCell[] => [day(date), '2023-10', 'Альфа', client, 'юрлицо', 'корректировка', base, sum, closed];
/** A workbook read from a file, for tests that save it. */
export const filed = (): Book => connected('referral');
export const start = (book?: Book): Book => bookOf({ partners, clients, charges }, {}, book);
/** October is closed on 5 November without a recompute before. */
export function closed(from?: Book): Book {
  const book = start(from);
  run(book, '2023-11-05 10:00', 'closeMonth', '2023-10');
  return book;
}
/**
 * Afterwards: a late confirmation and a late refund for October, November at another rate, and November
 * closed.
 */
export function twice(from?: Book): Book {
  const book = closed(from);
  late(book);
  set(book, 'rate', 20);
  run(book, '2023-12-02 10:00', 'closeMonth', '2023-11');
  return book;
}
export function late(book: Book): void {
  fill(book, 'charges', [
    ...charges.map((one) => ({ ...one, Подтверждено: true })),
    charge('2023-10-15', 'К1', -1000),
  ]);
}
export const faults = (book: Book) =>
  table(book, 'Ошибки').map(
    (line) => `${String(line['Вкладка'])}/${String(line['Строка'])}: ${String(line['Что не так'])}`,
  );
export const log = (book: Book) => table(book, 'Закрытые месяцы');
