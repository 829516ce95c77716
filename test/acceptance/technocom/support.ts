// The built bundle over a workbook in memory, on the clocks of Yekaterinburg, and what it left there by header.
// Rows are typed by header; a table may name fewer columns than its tab has.
import { CODE } from '../../bundle/support.js';
import { createHost, newWorkbook } from '../../../src/local/host.js';
import { type RawCell, type RawRow, serial, type Tables } from './oracle.js';

export const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Представители: ['Аттестован', 'Часов за год', 'Лимит'],
  'Реестр клиентов': ['Статус', 'Закреплён до', 'Отчёт до', 'Примечание'],
  'Отчёты по клиентам': ['Примечание'],
  Обращения: ['Отсчёт с', 'Срок', 'Состояние', 'Чего не хватает'],
  'Часы головного офиса': ['С начала года', 'Сверх лимита', 'Примечание'],
  Лицензии: ['Шаг', 'Срок шага', 'Состояние'],
  Обучение: ['Сертификат', 'Осталось'],
};
export type Line = Readonly<Record<string, RawCell>> & { readonly row: number };
export const minutes = (cell: RawCell): number => Math.round(Number(cell) * 1440);
export const wall = (text: string): number => minutes(serial(text));
const instant = (wallMinutes: number): number => (wallMinutes - 25_569 * 1440 - 300) * 60_000;

export function world(tables: Tables = {}, settings: Readonly<Record<string, RawCell>> = {}) {
  const workbook = newWorkbook();
  /** `now`: `15.01.2026 10:00` or wall-clock minutes. */
  const call = (now: string | number, name = 'recompute', ...args: readonly unknown[]) => {
    const at = typeof now === 'string' ? wall(now) : now;
    const host = createHost({ bundle: CODE, workbook, now: instant(at), user: 'staff@example.com' });
    return { result: host.call(name, args), mails: host.mails };
  };
  call('01.01.2025 10:00', 'setup', 'technocom');
  const headers = (tab: string): string[] => (workbook.values(tab)[0] ?? []).map(String);
  /** Rows by header, with the sheet's row number under `row`. */
  const lines = (tab: string): Line[] => {
    const names = headers(tab);
    return workbook
      .values(tab)
      .slice(1)
      .map((cells, index) => ({
        ...Object.fromEntries(names.map((name, column) => [name, cells[column] ?? null])),
        row: index + 2,
      }));
  };
  /** Types the inputs; what the add-on computed before stays in its cells, as it does for staff. */
  const fill = (tab: string, rows: readonly RawRow[]): void => {
    const names = headers(tab);
    const known = lines(tab);
    const own = COMPUTED[tab] ?? [];
    workbook.setRows(tab, [
      names,
      ...rows.map((row, index) =>
        names.map((name) => (own.includes(name) ? (known[index]?.[name] ?? null) : (row[name] ?? null))),
      ),
    ]);
  };
  const set = (parameter: string, value: RawCell): void => {
    const row = lines('Настройки').find((line) => line['Параметр'] === parameter);
    if (!row) throw new Error(parameter);
    workbook.set('Настройки', row.row - 1, headers('Настройки').indexOf('Значение'), value);
  };
  for (const [tab, rows] of Object.entries(tables)) fill(tab, rows);
  for (const [parameter, value] of Object.entries(settings)) set(parameter, value);
  return {
    workbook,
    call,
    lines,
    fill,
    set,
    /** Cells of one column. */
    column: (tab: string, header: string): RawCell[] => lines(tab).map((line) => line[header] ?? null),
    /** Rows in error, as `Вкладка/строка`, in order of the tab's name. */
    errors: (): string[] =>
      [
        ...new Set(
          lines('Ошибки')
            .filter((line) => line['Вкладка'] !== 'Календарь')
            .map((line) => `${String(line['Вкладка'])}/${String(line['Строка'])}`),
        ),
      ].sort(),
    /** `код > кому @ не раньше` of every letter, in order. */
    letters: () =>
      lines('Письма').map((line) => ({
        code: String(line['Ключ']).split('/')[0]?.replace('technocom.', '') ?? '',
        to: String(line['Кому']),
        notBefore: minutes(line['Отправить не раньше'] ?? null),
        status: String(line['Статус']),
        text: `${String(line['Тема'])}\n${String(line['Текст'])}`,
      })),
    deadlines: () =>
      lines('Сроки').map((line) => ({
        object: String(line['Объект']),
        what: String(line['Что']),
        due: Number(line['Срок']),
        left: line['Осталось дней'],
        state: String(line['Состояние']),
        tab: String(line['Вкладка']),
        row: line['Строка'],
        who: String(line['Ответственный']),
        note: String(line['Примечание'] ?? ''),
      })),
  };
}

/** ИНН of ten digits: a check digit after nine. */
export function inn10(nine: string): string {
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  return (
    nine + String((weights.reduce((sum, weight, index) => sum + weight * Number(nine[index]), 0) % 11) % 10)
  );
}
