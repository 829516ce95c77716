// The built bundle over a workbook in memory, and what it left there in the oracle's words.
import { expect } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { bundleCode } from '../../../src/local/build.mjs';
import { createHost, newWorkbook } from '../../../src/local/host.js';
import {
  type Answer,
  at,
  DAY,
  type Deadline,
  type Letter,
  type Memory,
  MISTAKE,
  noMemory,
  NOTED,
  oracle,
  type RawCell,
  type RawRow,
  SEED,
  type Settings,
  type Tables,
} from './oracle.js';

export const TABS = ['Реселлеры', 'Закупки', 'Списания баллов', 'Заявки на уровень'] as const;
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Реселлеры: [
    'Уровень',
    'Сервисный статус',
    'Чего не хватает',
    'Действует до',
    'Участие',
    'Баллы',
    'Доступно баллов',
    'До порога',
  ],
  Закупки: ['Примечание'],
  'Списания баллов': ['Примечание'],
  'Заявки на уровень': ['Можно одобрить', 'Чего не хватает'],
};
const UNIX_EPOCH = 25_569 * DAY;
/** Almaty's clocks went from +06 to +05 at 00:00 of 01.03.2024. */
const offsetAt = (wall: number): number => (wall < at('01.03.2024') ? 360 : 300);

let code: Promise<string> | undefined;
/** The bundle as it would be shipped, built once a file. */
export const bundle = (): Promise<string> =>
  (code ??= bundleCode(fileURLToPath(new URL('../../../src/main.ts', import.meta.url))));

export type Line = Readonly<Record<string, RawCell>>;
const round = (cell: RawCell): RawCell => (typeof cell === 'number' ? Math.round(cell * 1e7) / 1e7 : cell);

export function world(built: string) {
  const workbook = newWorkbook();
  const call = (name: string, now: number, args: readonly unknown[] = []): unknown =>
    createHost({
      bundle: built,
      workbook,
      now: (now - UNIX_EPOCH - offsetAt(now)) * 60_000,
    }).call(name, args);
  call('setup', at('10.01.2023 10:00'), ['resellers']);
  const headers = (tab: string): string[] => (workbook.values(tab)[0] ?? []).map(String);
  /** Rows by header, with the sheet's row number under `row`. */
  const lines = (tab: string): (Line & { readonly row: number })[] => {
    const names = headers(tab);
    return workbook
      .values(tab)
      .slice(1)
      .map((cells, index) => ({
        ...Object.fromEntries(names.map((name, column) => [name, cells[column] ?? null])),
        row: index + 2,
      }));
  };
  const fill = (tab: string, rows: readonly RawRow[], names: readonly string[] = headers(tab)): void => {
    const before = lines(tab);
    const nameIn = (cells: Line | null | undefined): RawCell =>
      Object.entries(cells ?? {}).find(([header]) => header.replace(/\*$/, '') === 'Компания')?.[1] ?? null;
    workbook.setRows(tab, [
      names,
      ...rows.map((row, index) => {
        // What the add-on computed stays, as it does for staff, as long as the row is about the same company.
        const known = before[index];
        const stays: Line = known && nameIn(known) === nameIn(row) ? known : {};
        return names.map((name) =>
          (COMPUTED[tab] ?? []).includes(name)
            ? (stays[name] ?? null)
            : (row?.[name.replace(/\*$/, '')] ?? null),
        );
      }),
    ]);
  };
  const table = (tab: string, names: readonly string[]): RawCell[][] =>
    lines(tab).map((line) => names.map((name) => round(line[name] ?? null)));
  return {
    workbook,
    call,
    headers,
    lines,
    fill,
    fillAll: (tables: Tables): void => {
      for (const tab of TABS) fill(tab, tables[tab] ?? []);
    },
    set: (parameter: string, value: RawCell): void => {
      const row = lines('Настройки').find(
        (line) => line['Параметр'] === parameter && line['Программа'] === 'Реселлеры',
      );
      if (!row) throw new Error(parameter);
      workbook.set('Настройки', row.row - 1, headers('Настройки').indexOf('Значение'), value);
    },
    accounts: (): RawCell[][] =>
      table('Накопление', [
        'Компания',
        'Квартал',
        'Закупки за квартал',
        'Накоплено за период',
        'Ставка',
        'Баллы за квартал',
        'Баллы всего',
        'Вид',
      ]),
    partners: (tab: string): RawCell[][] =>
      table(tab, ['Компания', 'Уровень', 'Сервисный статус', 'Действует до']),
    /** Distinct rows in error, as `Вкладка/строка`. */
    errors: (): string[] => [
      ...new Set(
        lines('Ошибки')
          .filter(
            (line) =>
              typeof line['Строка'] === 'number' &&
              line['Вкладка'] !== 'Календарь' &&
              !String(line['Что не так']).startsWith('предупреждение'),
          )
          .map((line) => `${String(line['Вкладка'])}/${String(line['Строка'])}`),
      ),
    ],
    letters: (): Letter[] =>
      lines('Письма').map((line) => ({
        code: String(line['Ключ']).split('/')[0] ?? '',
        to: String(line['Кому']),
        notBefore: Math.floor(Number(line['Отправить не раньше']) * DAY + 1e-3),
      })),
    texts: (letterCode: string): string[] =>
      lines('Письма')
        .filter((line) => String(line['Ключ']).startsWith(`${letterCode}/`))
        .map((line) => `${String(line['Тема'])}\n${String(line['Текст'])}`),
    deadlines: (): Deadline[] =>
      lines('Сроки').map((line) => {
        const tab = String(line['Вкладка']);
        const isOurs = tab === 'Реселлеры' || tab === 'Заявки на уровень';
        return {
          tab: isOurs ? tab : null,
          row: isOurs ? Number(line['Строка']) : null,
          due: Number(line['Срок']),
          left: Number(line['Осталось дней']),
          state: String(line['Состояние']),
        };
      }),
    computed: (tab: string, row: number): Line => {
      const line: Line = lines(tab).find((one) => one.row === row) ?? {};
      return Object.fromEntries(
        (COMPUTED[tab] ?? []).map((name) => [name, abridged(name, line[name] ?? null)]),
      );
    },
  };
}
export type World = ReturnType<typeof world>;

/** Of a note that the spec does not word only its presence, of a mistake that it is one. */
function abridged(name: string, cell: RawCell): RawCell {
  if (name !== 'Примечание' || cell === null) return round(cell);
  return String(cell).startsWith('ошибка: ') ? MISTAKE : NOTED;
}

const sorted = (values: readonly unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();

const byCompany = (rows: readonly (readonly RawCell[])[]): Readonly<Record<string, unknown>> => {
  const grouped: Record<string, RawCell[][]> = {};
  for (const row of rows) (grouped[String(row[0])] ??= []).push(row.map(round));
  return grouped;
};

/** Writes settings as staff would. */
export function setAll(made: World, settings: Settings): void {
  made.set('Порог закупок', settings.threshold);
  made.set('Ставка до порога, %', settings.low);
  made.set('Ставка свыше порога, %', settings.high);
  made.set('Расчёт баллов', settings.method);
  made.set('Срок накопления', settings.period);
  made.set('Накопление для уровней', settings.levels?.join(', ') ?? null);
  made.set('Предупреждать о продлении за, дней', settings.renewal.join(','));
  made.set('Ответ на заявку, рабочих дней', settings.answerDays);
  made.set('Предупреждать за, дней', settings.warnDays);
  made.set('Менеджер', settings.manager);
}

/** Runs the bundle and the oracle at one moment and compares all that both made. */
export function compare(
  made: World,
  tables: Tables,
  now: number,
  options: { readonly settings?: Settings; readonly memory?: Memory; readonly ahead?: boolean } = {},
): Answer {
  const { settings = SEED, memory = noMemory(), ahead = false } = options;
  const before = made.letters().length;
  made.call(ahead ? 'daily' : 'recompute', now);
  const expected = oracle(tables, settings, { now, ahead, memory });
  const actualCells: Record<string, unknown> = {};
  const expectedCells: Record<string, unknown> = {};
  for (const [tab, rows] of Object.entries(expected.computed))
    for (const [row, cells] of rows) {
      expectedCells[`${tab}/${row}`] = cells;
      actualCells[`${tab}/${row}`] = made.computed(tab, row);
    }
  expect(actualCells).toEqual(expectedCells);
  expect(made.errors().sort()).toEqual([...expected.errors].sort());
  // The spec orders no companies; a company's quarters stand together, oldest first.
  expect(byCompany(made.accounts())).toEqual(byCompany(expected.accounts));
  expect(byCompany(made.partners('Список партнёров'))).toEqual(byCompany(expected.partners));
  expect(byCompany(made.partners('Список сервисных партнёров'))).toEqual(byCompany(expected.servicePartners));
  const deadlines = made.deadlines();
  expect(sorted(deadlines)).toEqual(sorted(expected.deadlines));
  const done = deadlines.map(({ state }) => state === 'выполнено');
  expect(done).toEqual([...done].sort((a, b) => Number(a) - Number(b)));
  const open = deadlines.filter(({ state }) => state !== 'выполнено').map(({ due }) => due);
  expect(open).toEqual([...open].sort((a, b) => a - b));
  expect(sorted(made.letters().slice(before))).toEqual(sorted(expected.letters));
  return expected;
}
