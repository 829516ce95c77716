// The built bundle over a workbook in memory, and what it left there in the oracle's words.
import { expect } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { bundleCode } from '../../../src/local/build.mjs';
import { createHost, newWorkbook } from '../../../src/local/host.js';
import {
  type Answer,
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

export const TABS = [
  'Регистрации',
  'Блоки',
  'Посещения',
  'Результаты тестов',
  'Задания',
  'Продажи',
  'Дополнительные баллы',
] as const;
const NOTES = ['Примечание', 'Причина'];
const WORDED = ['Регистрации', 'Продажи'];
const WHAT: Readonly<Record<string, Deadline['what']>> = {
  'Начало блока': 'start',
  'Закрытие теста': 'closing',
  'Закрытие регистрации': 'registration',
  Финал: 'final',
};
const EPOCH_DAYS = 25_569;
const MOSCOW = 3 * 60;

let code: Promise<string> | undefined;
/** The bundle as it would be shipped, built once a file. */
export const bundle = (): Promise<string> =>
  (code ??= bundleCode(fileURLToPath(new URL('../../../src/main.ts', import.meta.url))));

export type Line = Readonly<Record<string, RawCell>>;

export function world(built: string) {
  const workbook = newWorkbook();
  const call = (name: string, now: number, args: readonly unknown[] = [], offset = MOSCOW): unknown =>
    createHost({
      bundle: built,
      workbook,
      now: (now - EPOCH_DAYS * DAY - offset) * 60_000,
    }).call(name, args);
  call('setup', SEED.from, ['marathon']);
  const headers = (tab: string): string[] => (workbook.values(tab)[0] ?? []).map((cell) => String(cell));
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
    workbook.setRows(tab, [
      names,
      ...rows.map((row) => names.map((name) => row?.[name.replace(/\*$/, '')] ?? null)),
    ]);
  };
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
        (line) => line['Параметр'] === parameter && line['Программа'] === 'Марафон',
      );
      if (!row) throw new Error(parameter);
      workbook.set('Настройки', row.row - 1, headers('Настройки').indexOf('Значение'), value);
    },
    edit: (tab: string, row: number, header: string, value: RawCell): void => {
      workbook.set(tab, row - 1, headers(tab).indexOf(header), value);
    },
    rating: (): RawCell[][] => workbook.values('Рейтинг').slice(1),
    nominations: (): RawCell[][] =>
      lines('Номинации').map((line) =>
        ['Номинация', 'Лучший результат', 'Претенденты', 'Победитель', 'Основание', 'Примечание'].map(
          (name) => line[name] ?? null,
        ),
      ),
    /** Distinct rows in error, as `Вкладка/строка`. */
    errors: (): string[] => [
      ...new Set(
        lines('Ошибки')
          .filter(
            (line) =>
              typeof line['Строка'] === 'number' && !String(line['Что не так']).startsWith('предупреждение'),
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
      lines('Сроки').map((line) => ({
        what: WHAT[String(line['Что'])] ?? 'final',
        due: Math.round(Number(line['Срок']) * DAY),
        left: Number(line['Осталось дней']),
        state: String(line['Состояние']),
        row: line['Вкладка'] === 'Блоки' ? Number(line['Строка']) : null,
        without: noted(line['Примечание'] ?? null),
      })),
    computed: (tab: string, row: number): Line => {
      const line: Line = lines(tab).find((one) => one.row === row) ?? {};
      const wanted = ['Статус', 'Причина', 'Тест закрывается', 'Баллы', 'Примечание'];
      const own = tab === 'Дополнительные баллы' ? [] : wanted.filter((name) => headers(tab).includes(name));
      return Object.fromEntries(own.map((name) => [name, abridged(tab, name, line[name] ?? null)]));
    },
  };
}
export type World = ReturnType<typeof world>;

const noted = (note: RawCell): number | null => {
  const match = /\d+/.exec(String(note ?? ''));
  return match ? Number(match[0]) : null;
};

/** Of a note that the spec does not word only its presence, of a mistake that it is one. */
function abridged(tab: string, name: string, cell: RawCell): RawCell {
  if (typeof cell === 'number') return Math.round(cell * 1e7) / 1e7;
  if (!NOTES.includes(name) || cell === null) return cell;
  if (String(cell).startsWith('ошибка: ')) return MISTAKE;
  return WORDED.includes(tab) ? cell : NOTED;
}

const line = (value: unknown): string => JSON.stringify(value);
const sorted = (values: readonly unknown[]): string[] => values.map(line).sort();

/** Runs the bundle and the oracle at one moment and compares all that both made. */
export function compare(
  made: World,
  tables: Tables,
  now: number,
  options: {
    readonly settings?: Settings;
    readonly memory?: Memory;
    readonly ahead?: boolean;
    /** How many letters there were before all that is compared. */
    readonly before?: number;
  } = {},
): Answer {
  const { settings = SEED, memory = noMemory(), ahead = false, before = made.letters().length } = options;
  made.call(ahead ? 'daily' : 'recompute', now);
  const drawn: RawRow[] = made
    .lines('Розыгрыши')
    .map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'row')));
  const expected = oracle({ ...tables, Розыгрыши: drawn }, settings, { now, ahead, memory });
  const actualComputed: Record<string, unknown> = {};
  const expectedComputed: Record<string, unknown> = {};
  for (const [tab, rows] of Object.entries(expected.computed)) {
    if (tab === 'Розыгрыши') continue;
    for (const [row, cells] of rows) {
      expectedComputed[`${tab}/${row}`] = Object.fromEntries(
        Object.entries(cells).map(([name, cell]) => [
          name,
          typeof cell === 'number' ? Math.round(cell * 1e7) / 1e7 : cell,
        ]),
      );
      actualComputed[`${tab}/${row}`] = made.computed(tab, row);
    }
  }
  expect(actualComputed).toEqual(expectedComputed);
  expect(made.errors().sort()).toEqual([...expected.errors].sort());
  expect(made.rating()).toEqual(expected.rating);
  expect(made.nominations()).toEqual(expected.nominations);
  expect(sorted(made.deadlines())).toEqual(
    sorted(expected.deadlines.map((one) => (one.what === 'closing' ? one : { ...one, without: null }))),
  );
  expect(sorted(made.letters().slice(before))).toEqual(sorted(expected.letters));
  return expected;
}
