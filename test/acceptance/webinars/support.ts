// The built bundle over a workbook in memory, on the clocks of Almaty, and what it left there in the oracle's words.
import { fileURLToPath } from 'node:url';
import { bundleCode } from '../../../src/local/build.mjs';
import { createHost, newWorkbook } from '../../../src/local/host.js';
import { absolute, type RawCell, type RawRow, serial, type Tables } from './oracle.js';

export const TABS = [
  'Вебинары',
  'Доклады',
  'Слушатели',
  'Явка',
  'Смета',
  'Анонсы',
  'Посадочные',
  'Нарушения',
] as const;
export const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Вебинары: [
    'Состояние',
    'Регистраций',
    'Прогноз явки',
    'Слушателей',
    'Явка, %',
    'Баллы',
    'Бонусы',
    'Основание',
  ],
  Доклады: ['Замечания'],
  Слушатели: ['Статус', 'Причина'],
  Явка: ['Зачтено', 'Примечание'],
  Смета: ['К компенсации', 'Причина'],
  Анонсы: ['Замечания', 'Штраф'],
  Посадочные: ['Замечания', 'Принята'],
  Нарушения: ['Последствие'],
};
const UNIX_EPOCH = 25_569 * 1440;

let code: Promise<string> | undefined;
/** The bundle as it would be shipped, built once a file. */
export const bundle = (): Promise<string> =>
  (code ??= bundleCode(fileURLToPath(new URL('../../../src/main.ts', import.meta.url))));

export type Line = Readonly<Record<string, RawCell>>;
export const minutes = (cell: RawCell): number => Math.round(Number(cell) * 1440);
/** Wall-clock minutes of `01.12.2023 10:00`. */
export const wall = (text: string): number => minutes(serial(text));

export function world(built: string) {
  const workbook = newWorkbook();
  /** `now`: wall-clock minutes. */
  const call = (name: string, now: number, args: readonly unknown[] = []) => {
    const host = createHost({ bundle: built, workbook, now: (absolute(now) - UNIX_EPOCH) * 60_000 });
    return { result: host.call(name, args), mails: host.mails };
  };
  call('setup', wall('10.01.2023 10:00'), ['webinars']);
  const headers = (tab: string): string[] =>
    (workbook.values(tab)[0] ?? []).map((cell) => String(cell).replace(/\s*\*$/, ''));
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
    const known = lines(tab);
    const own = COMPUTED[tab] ?? [];
    workbook.setRows(tab, [
      names,
      ...rows.map((row, index) =>
        names.map((name) => (own.includes(name) ? (known[index]?.[name] ?? null) : (row?.[name] ?? null))),
      ),
    ]);
  };
  return {
    workbook,
    call,
    headers,
    lines,
    fill,
    /** Types the inputs; what the add-on computed before stays in its cells, as it does for staff. */
    fillAll: (tables: Tables): void => {
      for (const tab of TABS) fill(tab, tables[tab] ?? []);
    },
    set: (parameter: string, value: RawCell): void => {
      const row = lines('Настройки').find((line) => line['Параметр'] === parameter);
      if (!row) throw new Error(parameter);
      workbook.set('Настройки', row.row - 1, headers('Настройки').indexOf('Значение'), value);
    },
    row: (tab: string, row: number): Line => lines(tab).find((one) => one.row === row) ?? {},
    /** Distinct rows in error, as `Вкладка/строка`. */
    errors: (): string[] =>
      [
        ...new Set(
          lines('Ошибки')
            .filter((line) => typeof line['Строка'] === 'number' && line['Вкладка'] !== 'Календарь')
            .map((line) => `${String(line['Вкладка'])}/${String(line['Строка'])}`),
        ),
      ].sort(),
    /** Code, recipient, wall-clock minutes and status of every letter, in order. */
    letters: () =>
      lines('Письма').map((line) => ({
        code: String(line['Ключ']).split('/')[0] ?? '',
        to: String(line['Кому']),
        notBefore: minutes(line['Отправить не раньше'] ?? null),
        status: String(line['Статус']),
        text: `${String(line['Тема'])}\n${String(line['Текст'])}`,
        reason: String(line['Причина'] ?? ''),
      })),
    deadlines: () =>
      lines('Сроки').map((line) => ({
        object: String(line['Объект']),
        what: String(line['Что']),
        due: Number(line['Срок']),
        left: Number(line['Осталось дней']),
        state: String(line['Состояние']),
      })),
  };
}
export type World = ReturnType<typeof world>;
