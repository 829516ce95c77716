// A workbook of «Рефералы» in the real bundle, in the time zone of Moscow: typing the inputs, running an
// action, reading the result.
// `compare` compares every cell with the oracle.
import { expect } from '@jest/globals';
import { open } from '../../bundle/open.js';
import { setSetting, table } from '../../bundle/tables.js';
import type { WorkbookModel } from '../../../src/local/host.js';
import type { RawCell, RawRow } from '../cells.js';
import { blankOf, fillIn, linesOf, placesOf, sorted } from '../support.js';
import { oracle } from './oracle.js';
import { fold } from './oracle/cells.js';
import { type Answer, SEED, type Settings, type Tables } from './oracle/terms.js';

export type Book = WorkbookModel;
export const NONE: Tables = { partners: [], changes: [], clients: [], charges: [], withdrawals: [] };
const TITLES = {
  partners: 'Партнёры',
  changes: 'Смена тарифа',
  clients: 'Клиенты',
  charges: 'Списания',
  withdrawals: 'Выводы',
} as const satisfies Record<keyof Tables, string>;
const KEYS = ['partners', 'changes', 'clients', 'charges', 'withdrawals'] as const;
const PARAMETERS: Readonly<Record<keyof Settings, string>> = {
  rate: 'Ставка юрлица, %',
  term: 'Срок юрлица, месяцев',
  reward: 'Вознаграждение физлица',
  threshold: 'Порог физлица',
  minimum: 'Минимум вывода юрлица',
  paying: 'Клиентов для вывода юрлица',
  training: 'Обучение обязательно',
  payout: 'Срок выплаты физлицу, дней',
  warn: 'Предупреждать за, дней',
};

const PROGRAMME = {
  id: 'referral',
  since: '03.11.2023 10:00',
  offset: () => 3 * 60,
  computed: {
    Партнёры: ['Статус', 'Причина'],
    'Смена тарифа': [],
    Клиенты: ['Партнёр', 'Вознаграждение до', 'Списано всего', 'Примечание'],
    Списания: ['Учтено', 'Примечание'],
    Выводы: ['Статус', 'Причина'],
  },
} as const;

/** Retypes an input tab; computed cells keep their values, as they do for staff. */
export function fill(book: Book, key: keyof Tables, rows: readonly RawRow[]): void {
  fillIn(book, PROGRAMME, TITLES[key], rows);
}

/** `book`: a workbook read from a file, with the programme connected, for tests that save it. */
export function bookOf(
  tables: Partial<Tables>,
  settings: Partial<Settings> = {},
  book: Book = blankOf(PROGRAMME),
): Book {
  for (const key of KEYS) fill(book, key, tables[key] ?? []);
  for (const [key, value] of Object.entries(settings)) set(book, key as keyof Settings, value);
  return book;
}
export function set(book: Book, key: keyof Settings, value: RawCell): void {
  setSetting(book, 'Рефералы', PARAMETERS[key], typeof value === 'boolean' ? (value ? 'да' : 'нет') : value);
}
export const manager = (book: Book): void => {
  setSetting(book, 'Рефералы', 'Менеджер', 'boss@x.ru');
};
export const run = (book: Book, now: string, name = 'recompute', ...args: readonly unknown[]): unknown =>
  open(book, { now: now.length > 16 ? now : `${now.replace(' ', 'T')}:00+03:00` }).call(name, ...args);

export const cells = (book: Book, title: string, ...names: readonly string[]): RawCell[][] =>
  table(book, title).map((line) => names.map((name) => line[name] ?? null));
export const ledger = (book: Book): RawCell[][] =>
  cells(
    book,
    'Начисления',
    'Дата',
    'За месяц',
    'Партнёр',
    'Клиент',
    'Тариф',
    'Основание',
    'База',
    'Сумма',
    'Закрыто',
  );
const errors = (book: Book): string[] => {
  const titles: readonly string[] = Object.values(TITLES);
  return placesOf(table(book, 'Ошибки').filter((line) => titles.includes(String(line['Вкладка']))));
};
export const letters = (
  book: Book,
): {
  readonly code: string;
  readonly to: RawCell;
  readonly at: RawCell;
  readonly text: string;
  readonly status: RawCell;
}[] =>
  table(book, 'Письма').map((line) => ({
    code: /^referral[./][a-z-]+/.exec(String(line['Ключ']))?.[0] ?? String(line['Ключ']),
    to: line['Кому'] ?? null,
    at: line['Отправить не раньше'] ?? null,
    text: String(line['Текст']),
    status: line['Статус'] ?? null,
  }));

const rubles = (cents: number | null): number | null => (cents === null ? null : cents / 100);

/** Compares every cell of the workbook with the oracle. */
export function compare(book: Book, tables: Tables, settings: Partial<Settings>, today: number): Answer {
  const want = oracle(tables, { ...SEED, ...settings }, today);
  expect(errors(book)).toEqual([...want.errors].sort());
  expect(ledger(book)).toHaveLength(want.ledger.length);
  expect(sorted(ledger(book))).toEqual(
    sorted(
      want.ledger.map((line) => [
        line.date,
        line.month,
        line.partner,
        line.client,
        line.tariff,
        line.kind,
        rubles(line.base),
        rubles(line.sum),
        'нет',
      ]),
    ),
  );
  // Ordered by date, partner, client; an обнуление, which has no client, comes after the credits that it
  // zeroes.
  const order = ledger(book).map(
    ([date, , partner, client]) =>
      `${String(date)} ${fold(partner)} ${client === null ? '\uffff' : fold(client)}`,
  );
  expect(order).toEqual([...order].sort());
  expect(
    sorted(
      cells(
        book,
        'Балансы',
        'Партнёр',
        'Тариф',
        'Клиентов с оплатой',
        'Начислено',
        'Обнулено',
        'Выведено',
        'Баланс',
        'Доступно',
        'Доступно с',
      ),
    ),
  ).toEqual(
    sorted(
      want.balances.map((one) => [
        one.partner,
        one.tariff,
        one.paying,
        rubles(one.credited),
        rubles(one.zeroed),
        rubles(one.withdrawn),
        rubles(one.balance),
        rubles(one.available),
        one.since,
      ]),
    ),
  );
  for (const line of linesOf(book, 'Партнёры')) {
    const one = want.partnerCells.get(line.row);
    expect([line.row, line['Статус']]).toEqual([line.row, one?.status ?? null]);
    if (one) expect([line.row, line['Причина'] !== null]).toEqual([line.row, one.blocked]);
  }
  for (const line of linesOf(book, 'Клиенты')) {
    const one = want.clientCells.get(line.row);
    expect([line.row, line['Партнёр'], line['Вознаграждение до'], line['Списано всего']]).toEqual([
      line.row,
      one?.partner ?? null,
      one?.until ?? null,
      one ? rubles(one.charged) : null,
    ]);
  }
  for (const line of linesOf(book, 'Списания')) {
    const known = want.chargeCells.has(line.row);
    expect([line.row, line['Учтено']]).toEqual([line.row, want.chargeCells.get(line.row) ?? null]);
    if (known)
      expect([line.row, line['Примечание'] === null]).toEqual([
        line.row,
        want.chargeCells.get(line.row) !== null,
      ]);
  }
  for (const line of linesOf(book, 'Выводы')) {
    const status = want.withdrawalCells.get(line.row) ?? null;
    expect([line.row, line['Статус']]).toEqual([line.row, status]);
    if (want.withdrawalCells.has(line.row))
      expect([line.row, line['Причина'] !== null]).toEqual([line.row, status === 'отклонён']);
  }
  expect(sorted(cells(book, 'Сроки', 'Срок', 'Состояние', 'Осталось дней', 'Вкладка', 'Строка'))).toEqual(
    sorted(want.deadlines.map((one) => [one.day, one.state, one.day - today, one.tab, one.row])),
  );
  return want;
}

/** Compares the letters of the 1st. Every earlier run must have had the same inputs: queued letters stay. */
export function compareLetters(book: Book, want: Answer, today: number): void {
  const told = letters(book)
    .filter(({ code, at }) => /statement|first-client/.test(code) && at === today)
    .map(({ code, to }) => [code.replace('/', '.'), String(to).toLowerCase()]);
  expect(sorted(told)).toEqual(sorted(want.mails.map(({ code, to }) => [code, to])));
}
