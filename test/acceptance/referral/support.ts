// A workbook of «Рефералы» in the real bundle: typing the inputs, running an action, reading everything back by header.
import { expect } from '@jest/globals';
import { cloneOf, connected, open, setSetting, table } from '../../bundle/support.js';
import type { WorkbookModel } from '../../../src/local/host.js';
import { type Answer, fold, oracle, type Raw, type Row, SEED, type Settings, type Tables } from './oracle.js';

export type Book = WorkbookModel;
export const NONE: Tables = { partners: [], changes: [], clients: [], charges: [], withdrawals: [] };
const TITLES: Readonly<Record<keyof Tables, string>> = {
  partners: 'Партнёры',
  changes: 'Смена тарифа',
  clients: 'Клиенты',
  charges: 'Списания',
  withdrawals: 'Выводы',
};
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

const COMPUTED: ReadonlySet<string> = new Set([
  'partners/Статус',
  'partners/Причина',
  'clients/Партнёр',
  'clients/Вознаграждение до',
  'clients/Списано всего',
  'clients/Примечание',
  'charges/Учтено',
  'charges/Примечание',
  'withdrawals/Статус',
  'withdrawals/Причина',
]);

let empty: Book | undefined;
const blank = (): Book => cloneOf((empty ??= connected('referral')));

/** Replaces the rows of an input tab; computed cells of the same sheet rows stay as they were. */
export function fill(book: Book, key: keyof Tables, rows: readonly Row[]): void {
  const [header = [], ...old] = book.values(TITLES[key]);
  book.setRows(TITLES[key], [
    header,
    ...rows.map((row, index) =>
      header.map((name, column) =>
        COMPUTED.has(`${key}/${String(name)}`)
          ? (old[index]?.[column] ?? null)
          : (row?.[String(name).replace(/\*$/, '')] ?? null),
      ),
    ),
  ]);
}

/** `book`: a workbook with the programme connected that is a file, for what is saved. */
export function bookOf(
  tables: Partial<Tables>,
  settings: Partial<Settings> = {},
  book: Book = blank(),
): Book {
  for (const key of KEYS) fill(book, key, tables[key] ?? []);
  for (const [key, value] of Object.entries(settings)) set(book, key as keyof Settings, value);
  return book;
}
export function set(book: Book, key: keyof Settings, value: Raw): void {
  setSetting(book, 'Рефералы', PARAMETERS[key], typeof value === 'boolean' ? (value ? 'да' : 'нет') : value);
}
export const manager = (book: Book): void => {
  setSetting(book, 'Рефералы', 'Менеджер', 'boss@x.ru');
};
export const run = (book: Book, now: string, name = 'recompute', ...args: readonly unknown[]): unknown =>
  open(book, { now: now.length > 16 ? now : `${now.replace(' ', 'T')}:00+03:00` }).call(name, ...args);

/** The rows of a tab with the sheet's row number. */
export function rowsOf(
  book: Book,
  title: string,
): readonly (Readonly<Record<string, Raw>> & { readonly row: number })[] {
  const [header = [], ...rows] = book.values(title);
  return rows.map((cells, index) => ({
    ...Object.fromEntries(
      header.map((name, column) => [String(name).replace(/\*$/, ''), cells[column] ?? null]),
    ),
    row: index + 2,
  }));
}
export const cells = (book: Book, title: string, ...names: readonly string[]): Raw[][] =>
  table(book, title).map((line) => names.map((name) => line[name] ?? null));
export const ledger = (book: Book): Raw[][] =>
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
export const errors = (book: Book): string[] =>
  [
    ...new Set(
      table(book, 'Ошибки')
        .filter((line) => Object.values(TITLES).includes(String(line['Вкладка'])))
        .map((line) => `${String(line['Вкладка'])}/${String(line['Строка'])}`),
    ),
  ].sort();
export const letters = (
  book: Book,
): {
  readonly code: string;
  readonly to: Raw;
  readonly at: Raw;
  readonly text: string;
  readonly status: Raw;
}[] =>
  table(book, 'Письма').map((line) => ({
    code: /^referral[./][a-z-]+/.exec(String(line['Ключ']))?.[0] ?? String(line['Ключ']),
    to: line['Кому'] ?? null,
    at: line['Отправить не раньше'] ?? null,
    text: String(line['Текст']),
    status: line['Статус'] ?? null,
  }));

const sorted = (list: readonly unknown[]): string[] => list.map((one) => JSON.stringify(one)).sort();
const rubles = (cents: number | null): number | null => (cents === null ? null : cents / 100);

/** Every cell of the workbook against the oracle. */
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
  // By date, partner, client; an обнуление, which has none, after the credits that it takes.
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
  for (const line of rowsOf(book, 'Партнёры')) {
    const one = want.partnerCells.get(line.row);
    expect([line.row, line['Статус']]).toEqual([line.row, one?.status ?? null]);
    if (one) expect([line.row, line['Причина'] !== null]).toEqual([line.row, one.blocked]);
  }
  for (const line of rowsOf(book, 'Клиенты')) {
    const one = want.clientCells.get(line.row);
    expect([line.row, line['Партнёр'], line['Вознаграждение до'], line['Списано всего']]).toEqual([
      line.row,
      one?.partner ?? null,
      one?.until ?? null,
      one ? rubles(one.charged) : null,
    ]);
  }
  for (const line of rowsOf(book, 'Списания')) {
    const known = want.chargeCells.has(line.row);
    expect([line.row, line['Учтено']]).toEqual([line.row, want.chargeCells.get(line.row) ?? null]);
    if (known)
      expect([line.row, line['Примечание'] === null]).toEqual([
        line.row,
        want.chargeCells.get(line.row) !== null,
      ]);
  }
  for (const line of rowsOf(book, 'Выводы')) {
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

/** The letters of the 1st, when every run before was over the same inputs: what was queued once stays. */
export function compareLetters(book: Book, want: Answer, today: number): void {
  const told = letters(book)
    .filter(({ code, at }) => /statement|first-client/.test(code) && at === today)
    .map(({ code, to }) => [code.replace('/', '.'), String(to).toLowerCase()]);
  expect(sorted(told)).toEqual(sorted(want.mails.map(({ code, to }) => [code, to])));
}
