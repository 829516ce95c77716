// A workbook with October closed, and the edits that staff make afterwards.
import type { Outcome, Typed } from '../harness.js';
import { charge, client, ledgerOf, lines, partner, type Tabs, type Workbook, workbook } from './fixtures.js';

export const base: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Бета')],
  charges: [
    charge('2023-09-20', 'К1', 1000),
    charge('2023-10-10', 'К1', 2000),
    charge('2023-10-12', 'К2', 3000),
    charge('2023-10-15', 'К3', 6000),
    charge('2023-11-10', 'К1', 4000),
  ],
};
export const SEPTEMBER = '2023-10-01 2023-09 Альфа К1 процент 1000 150';
export const OCTOBER = [
  '2023-11-01 2023-10 Альфа К1 процент 2000 300',
  '2023-11-01 2023-10 Альфа К2 процент 3000 450',
  '2023-11-01 2023-10 Бета К3 разовое 6000 3000',
];
export const NOVEMBER = '2023-12-01 2023-11 Альфа К1 процент 4000 600';

export const closedLines = (outcome: Outcome): readonly string[] => {
  const all = lines(outcome);
  return ledgerOf(outcome).flatMap((line, index) => (line['Закрыто'] === 'да' ? [all[index] ?? ''] : []));
};
export const add = (book: Workbook, ...charges: readonly Typed[]): void => {
  book.tabs = { ...book.tabs, charges: [...(book.tabs.charges ?? []), ...charges] };
};
export const withCharge = (book: Workbook, index: number, more: Typed): void => {
  book.tabs = {
    ...book.tabs,
    charges: (book.tabs.charges ?? []).map((row, at) => (at === index ? { ...row, ...more } : row)),
  };
};
/** Recomputed on 5 November, October closed on that day. */
export function closedBook(): Workbook {
  const book = workbook(base);
  book.recompute('2023-11-05');
  book.act('closeMonth', '2023-11-05', '2023-10');
  return book;
}
