// Correct rows of resellers as staff type them; a case changes what it tests.
// `run` types them, recomputes at a moment and compares the whole workbook with the oracle.
import { at, serial } from '../calendar.js';
import type { Cells, RawCell, Tables } from '../cells.js';
import { type Memory, noMemory, SEED, type Settings } from './oracle/terms.js';
import { compare, setAll, type World, world } from './support.js';

export const PROFESSIONAL: Cells = { 'План продаж': true, 'Специалист по продажам': true };
export const CORPORATE: Cells = { ...PROFESSIONAL, Техперсонал: true };
export const SOLUTION: Cells = { 'План продаж': true, 'Совместные решения': true };
export const SERVING: Cells = { SWS: true, AWS: true, Инженер: true };
export const company = (name: RawCell, more: Cells = {}): Cells => ({
  Компания: name,
  Email: 'a@x.kz',
  'Дата регистрации': serial('10.01.2024'),
  'Заявленный уровень': 'Primary Reseller',
  ...more,
});
export const bought = (date: RawCell, sum: RawCell, name: RawCell = 'Тау'): Cells => ({
  Дата: typeof date === 'string' && /^\d\d\.\d\d\.\d{4}$/.test(date) ? serial(date) : date,
  Компания: name,
  Сумма: sum,
});
export const spent = (date: string, points: RawCell, name: RawCell = 'Тау'): Cells => ({
  Дата: serial(date),
  Компания: name,
  Баллы: points,
  'За что': 'монитор',
});
export const asked = (date: string, level: RawCell, more: Cells = {}): Cells => ({
  Дата: serial(date),
  Компания: 'Тау',
  Уровень: level,
  ...more,
});

export interface Ran {
  readonly made: World;
  readonly reseller: (row?: number) => Cells;
  readonly cell: (tab: string, row: number, header: string) => RawCell;
}
/** Types the tables, recomputes at the moment, compares with the oracle. */
export function run(
  tables: Tables,
  when: string,
  options: {
    readonly settings?: Partial<Settings>;
    readonly made?: World;
    readonly memory?: Memory;
    readonly ahead?: boolean;
  } = {},
): Ran {
  const { made = world(), memory = noMemory(), ahead = false } = options;
  const settings = { ...SEED, ...options.settings };
  setAll(made, settings);
  made.fillAll(tables);
  compare(made, tables, at(when), { settings, memory, ahead });
  const cell = (tab: string, row: number, header: string): RawCell => made.row(tab, row)[header] ?? null;
  return {
    made,
    cell,
    reseller: (row = 2) => made.row('Реселлеры', row),
  };
}
