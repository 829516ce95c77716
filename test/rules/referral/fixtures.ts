// Rows of the referral tabs as staff would type them; a case gives only what it needs.
import type { Cell } from '../../../src/rules/kinds.js';
import { referral } from '../../../src/rules/referral/index.js';
import type { ActionPlan, Decision } from '../../../src/rules/programme.js';
import { tabs as declared, type Tariff } from '../../../src/rules/referral/tabs.js';
import type { Tab } from '../../../src/rules/tabs.js';
import type { Zone } from '../../../src/rules/zone.js';
import { day, type Outcome, play, type Scene, type Shown, type Typed } from '../harness.js';

/** A partner's address: Latin letters for any name. */
export const emailOf = (name: string): string =>
  `p${Array.from(name, (char) => char.charCodeAt(0).toString(36)).join('')}@example.com`;

/** A partner with promo code `code-NAME`, registered 2023-09-01, contract signed on the same day. */
export const partner = (name: string, tariff: Tariff, more: Typed = {}): Typed => ({
  Партнёр: name,
  Тариф: tariff,
  'Дата регистрации': day('2023-09-01'),
  Промокод: `code-${name}`,
  Email: emailOf(name),
  'Договор подписан': day('2023-09-01'),
  ...more,
});

/** A trained client of the partner, registered 2023-09-15. */
export const client = (name: string, owner: string, more: Typed = {}): Typed => ({
  Клиент: name,
  Промокод: `code-${owner}`,
  'Дата регистрации': day('2023-09-15'),
  Обучен: true,
  ...more,
});

/** A confirmed subscription fee. */
export const charge = (date: string, name: string, amount: Cell, more: Typed = {}): Typed => ({
  Дата: day(date),
  Клиент: name,
  Вид: 'абонентская плата',
  Сумма: amount,
  Подтверждено: true,
  ...more,
});

export const withdrawal = (date: string, name: string, amount: Cell, more: Typed = {}): Typed => ({
  Дата: day(date),
  Партнёр: name,
  Сумма: amount,
  ...more,
});

export const change = (date: string, name: string, tariff: Tariff): Typed => ({
  Дата: day(date),
  Партнёр: name,
  'Новый тариф': tariff,
});

export interface Tabs {
  readonly partners?: readonly Typed[];
  readonly changes?: readonly Typed[];
  readonly clients?: readonly Typed[];
  readonly charges?: readonly Typed[];
  readonly withdrawals?: readonly Typed[];
  readonly ledger?: readonly Typed[];
  readonly closings?: readonly Typed[];
}

/**
 * The regulation's example: clients registered on 15 and 30 September pay on 10 October and 3 November; 15 %
 * of 20 000 is 3000.
 */
export const seed = (tariff: Tariff, contract: string | null, more: Typed = {}): Tabs => ({
  partners: [
    partner('Альфа', tariff, { 'Договор подписан': contract === null ? '' : day(contract), ...more }),
  ],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа', { 'Дата регистрации': day('2023-09-30') })],
  charges: [charge('2023-10-10', 'К1', 20_000), charge('2023-11-03', 'К2', 20_000)],
});

/** One юрлицо partner and one of its clients. */
export const legal = [partner('Альфа', 'юрлицо')];
export const one = [client('К1', 'Альфа')];

/** `now` may be a day; then it means noon of that day in Moscow. */
const instantOf = (now: string): string => (now.length === 10 ? `${now}T12:00:00+03:00` : now);

export const referrals = (now: string, tabs: Tabs, more: Omit<Scene, 'now' | 'tabs'> = {}): Outcome =>
  play(referral, {
    now: instantOf(now),
    tabs: Object.fromEntries(
      Object.entries(tabs).map(([key, rows]: [string, readonly Typed[]]) => [
        declared[key as keyof Tabs].title,
        rows,
      ]),
    ),
    ...more,
  });

export const ledgerOf = (outcome: Outcome): readonly Shown[] => outcome.outputs['Начисления'] ?? [];
/** «2023-11-01 2023-10 Альфа К1 процент 1000 150», one text a line; «–» for an empty cell. */
export const lines = (outcome: Outcome): readonly string[] =>
  ledgerOf(outcome).map((line) =>
    ['Дата', 'За месяц', 'Партнёр', 'Клиент', 'Основание', 'База', 'Сумма']
      .map((header) => line[header] ?? '–')
      .join(' '),
  );
export const balanceOf = (outcome: Outcome, name: string): Shown =>
  outcome.outputs['Балансы']?.find((row) => row['Партнёр'] === name) ?? {};
export const column = (outcome: Outcome, tab: string, header: string): readonly unknown[] =>
  (outcome.computed[tab] ?? []).map((row) =>
    'ошибка' in row ? `ошибка: ${row['ошибка']}` : (row[header] ?? null),
  );

/** The cells of rows that the rules returned, as they would be in the sheet. */
function typedRows(
  tab: Tab,
  rows: readonly Readonly<Record<string, unknown>>[],
  zone: Zone,
): readonly Typed[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(tab.columns).map(([key, { header, kind }]): [string, Cell] => {
        const value = row[key];
        return [header, value === null || value === undefined ? '' : kind.write(value, zone)];
      }),
    ),
  );
}

type Values = Readonly<Record<string, unknown>>;
const outputOf = ({ outputs }: Decision): readonly Values[] =>
  Object.entries(outputs).find(([key]) => key === 'ledger')?.[1] ?? [];
const appendedBy = ({ append }: ActionPlan): readonly Values[] =>
  Object.values(append ?? {}).flatMap((rows) => rows ?? []);

/** A miniature workbook: what a recompute writes into «Начисления» and «Учтено» is read by the next one. */
export interface Workbook {
  tabs: Tabs;
  ledger: readonly Typed[];
  closings: readonly Typed[];
  settings: Readonly<Record<string, Cell>>;
  /** Recomputes and keeps the written cells. */
  recompute: (now: string) => Outcome;
  /** Runs an action on the current workbook and keeps the rows it appends; a recompute follows. */
  act: (
    name: string,
    now: string,
    ...args: readonly string[]
  ) => { readonly plan: ActionPlan; readonly outcome: Outcome };
}

export function workbook(tabs: Tabs, settings: Readonly<Record<string, Cell>> = {}): Workbook {
  const show = (now: string): Outcome =>
    referrals(
      now,
      { ...book.tabs, ledger: book.ledger, closings: book.closings },
      { settings: book.settings },
    );
  const book: Workbook = {
    tabs,
    ledger: [],
    closings: [],
    settings,
    recompute: (now) => {
      const outcome = show(now);
      book.ledger = typedRows(declared.ledger, outputOf(outcome.decision), outcome.facts.zone);
      const charges = (book.tabs.charges ?? []).map((row, index) => {
        const used = outcome.computed['Списания']?.[index]?.['Учтено'];
        return { ...row, Учтено: typeof used === 'string' ? used : '' };
      });
      book.tabs = { ...book.tabs, charges };
      return outcome;
    },
    act: (name, now, ...args) => {
      const { act, facts } = show(now);
      const plan = act(name, ...args);
      book.closings = [...book.closings, ...typedRows(declared.closings, appendedBy(plan), facts.zone)];
      return { plan, outcome: book.recompute(now) };
    },
  };
  return book;
}
