// Resellers in the real bundle, in the time zone of Almaty, read back in the terms of their oracle.
// `compare` runs both at one moment and compares every cell, error, line, deadline and letter.
import { expect } from '@jest/globals';
import { at } from '../calendar.js';
import { type Cells, MISTAKE, NOTED, type RawCell, type Tables } from '../cells.js';
import {
  isOfCalendar,
  isOfRow,
  isWarning,
  sorted,
  type World as Workbook,
  world as worldOf,
} from '../support.js';
import { OWN } from './oracle/companies.js';
import { type Answer, type Deadline, type Memory, noMemory, SEED, type Settings } from './oracle/terms.js';
import { oracle } from './oracle.js';

const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Реселлеры: OWN,
  Закупки: ['Примечание'],
  'Списания баллов': ['Примечание'],
  'Заявки на уровень': ['Можно одобрить', 'Чего не хватает'],
};

export interface World extends Workbook {
  /** «Накопление». */
  readonly accounts: () => RawCell[][];
  readonly partners: (tab: 'Список партнёров' | 'Список сервисных партнёров') => RawCell[][];
  readonly deadlines: () => Deadline[];
  /** The computed cells of a row, in the oracle's terms. */
  readonly computed: (tab: string, row: number) => Cells;
}

const rounded = (cell: RawCell): RawCell => (typeof cell === 'number' ? Math.round(cell * 1e7) / 1e7 : cell);

export function world(): World {
  const made = worldOf({
    id: 'resellers',
    title: 'Реселлеры',
    since: '10.01.2023 10:00',
    // Almaty's clocks went from +06 to +05 at 00:00 of 01.03.2024.
    offset: (wall) => (wall < at('01.03.2024') ? 360 : 300),
    computed: COMPUTED,
    about: 'Компания',
    isError: (line) => isOfRow(line) && !isOfCalendar(line) && !isWarning(line),
  });
  const table = (tab: string, names: readonly string[]): RawCell[][] =>
    made.lines(tab).map((line) => names.map((name) => rounded(line[name] ?? null)));
  return {
    ...made,
    accounts: () =>
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
    partners: (tab) => table(tab, ['Компания', 'Уровень', 'Сервисный статус', 'Действует до']),
    deadlines: () =>
      made.lines('Сроки').map((line) => {
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
    computed: (tab, row) =>
      Object.fromEntries(
        (COMPUTED[tab] ?? []).map((name) => [name, abridged(name, made.row(tab, row)[name] ?? null)]),
      ),
  };
}

/** Replaces a note by NOTED or MISTAKE where the spec does not give its wording. */
function abridged(name: string, cell: RawCell): RawCell {
  if (name !== 'Примечание' || cell === null) return rounded(cell);
  return String(cell).startsWith('ошибка: ') ? MISTAKE : NOTED;
}

const byCompany = (rows: readonly (readonly RawCell[])[]): Readonly<Record<string, unknown>> => {
  const grouped: Record<string, RawCell[][]> = {};
  for (const row of rows) (grouped[String(row[0])] ??= []).push(row.map(rounded));
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

/** Runs the bundle and the oracle at one moment and compares all their results. */
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
  const actualCells: Record<string, Cells> = {};
  const expectedCells: Record<string, Cells> = {};
  for (const [place, cells] of expected.computed) {
    const [tab = '', row] = place.split('/');
    expectedCells[place] = cells;
    actualCells[place] = made.computed(tab, Number(row));
  }
  expect(actualCells).toEqual(expectedCells);
  expect(made.errors()).toEqual([...expected.errors].sort());
  // The spec does not order companies; the quarters of one company are together, oldest first.
  expect(byCompany(made.accounts())).toEqual(byCompany(expected.accounts));
  expect(byCompany(made.partners('Список партнёров'))).toEqual(byCompany(expected.partners));
  expect(byCompany(made.partners('Список сервисных партнёров'))).toEqual(byCompany(expected.servicePartners));
  const deadlines = made.deadlines();
  expect(sorted(deadlines)).toEqual(sorted(expected.deadlines));
  const done = deadlines.map(({ state }) => state === 'выполнено' || state === 'снят');
  expect(done).toEqual([...done].sort((a, b) => Number(a) - Number(b)));
  const open = deadlines.filter((_, index) => done[index] === false).map(({ due }) => due);
  expect(open).toEqual([...open].sort((a, b) => a - b));
  expect(sorted(made.letters().slice(before))).toEqual(sorted(expected.letters));
  return expected;
}
