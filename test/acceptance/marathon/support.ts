// A marathon in the real bundle, in the time zone of Moscow, read back in the terms of its oracle.
// `compare` runs both at one moment and compares every cell, error, line, deadline and letter.
import { expect } from '@jest/globals';
import { minutes } from '../calendar.js';
import { type Cells, MISTAKE, NOTED, type RawCell, type RawRow, type Tables } from '../cells.js';
import { isOfRow, isWarning, sorted, type World as Workbook, world as worldOf } from '../support.js';
import { oracle } from './oracle.js';
import { type Answer, type Deadline, type Memory, noMemory, SEED, type Settings } from './oracle/terms.js';

const EARNED = ['Баллы', 'Примечание'];
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  Регистрации: ['Статус', 'Причина'],
  Блоки: ['Тест закрывается'],
  Посещения: EARNED,
  'Результаты тестов': EARNED,
  Задания: EARNED,
  Продажи: EARNED,
  'Дополнительные баллы': [],
};
const WHAT: Readonly<Record<string, Deadline['what']>> = {
  'Начало блока': 'start',
  'Закрытие теста': 'closing',
  'Закрытие регистрации': 'registration',
  Финал: 'final',
};

export interface World extends Workbook {
  readonly rating: () => RawCell[][];
  readonly nominations: () => RawCell[][];
  readonly deadlines: () => Deadline[];
  /** The computed cells of a row, in the oracle's terms. */
  readonly computed: (tab: string, row: number) => Cells;
}

export function world(): World {
  const made = worldOf({
    id: 'marathon',
    title: 'Марафон',
    since: SEED.from,
    offset: () => 3 * 60,
    computed: COMPUTED,
    isError: (line) => isOfRow(line) && !isWarning(line),
  });
  return {
    ...made,
    rating: () => made.workbook.values('Рейтинг').slice(1),
    nominations: () =>
      made
        .lines('Номинации')
        .map((line) =>
          ['Номинация', 'Лучший результат', 'Претенденты', 'Победитель', 'Основание', 'Примечание'].map(
            (name) => line[name] ?? null,
          ),
        ),
    deadlines: () =>
      made.lines('Сроки').map((line) => ({
        what: WHAT[String(line['Что'])] ?? 'final',
        due: minutes(line['Срок']),
        left: Number(line['Осталось дней']),
        state: String(line['Состояние']),
        row: line['Вкладка'] === 'Блоки' ? Number(line['Строка']) : null,
        without: figureIn(line['Примечание'] ?? null),
      })),
    computed: (tab, row) =>
      Object.fromEntries(
        (COMPUTED[tab] ?? []).map((name) => [name, abridged(tab, name, made.row(tab, row)[name] ?? null)]),
      ),
  };
}

const figureIn = (note: RawCell): number | null => {
  const match = /\d+/.exec(String(note ?? ''));
  return match ? Number(match[0]) : null;
};
const rounded = (cell: RawCell): RawCell => (typeof cell === 'number' ? Math.round(cell * 1e7) / 1e7 : cell);

/** Replaces a note by NOTED or MISTAKE where the spec does not give its wording. */
function abridged(tab: string, name: string, cell: RawCell): RawCell {
  if (!['Примечание', 'Причина'].includes(name) || cell === null) return rounded(cell);
  if (String(cell).startsWith('ошибка: ')) return MISTAKE;
  return ['Регистрации', 'Продажи'].includes(tab) ? cell : NOTED;
}

/** Runs the bundle and the oracle at one moment and compares all their results. */
export function compare(
  made: World,
  tables: Tables,
  now: number,
  options: {
    readonly settings?: Settings;
    readonly memory?: Memory;
    readonly ahead?: boolean;
    /** Number of letters that existed before what is compared. */
    readonly before?: number;
  } = {},
): Answer {
  const { settings = SEED, memory = noMemory(), ahead = false, before = made.letters().length } = options;
  made.call(ahead ? 'daily' : 'recompute', now);
  const drawn: RawRow[] = made
    .lines('Розыгрыши')
    .map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'row')));
  const expected = oracle({ ...tables, Розыгрыши: drawn }, settings, { now, ahead, memory });
  const actualCells: Record<string, Cells> = {};
  const expectedCells: Record<string, Cells> = {};
  for (const [place, cells] of expected.computed) {
    const [tab = '', row] = place.split('/');
    actualCells[place] = made.computed(tab, Number(row));
    expectedCells[place] = Object.fromEntries(
      Object.entries(cells).map(([name, cell]) => [name, rounded(cell)]),
    );
  }
  expect(actualCells).toEqual(expectedCells);
  expect(made.errors()).toEqual([...expected.errors].sort());
  expect(made.rating()).toEqual(expected.rating);
  expect(made.nominations()).toEqual(expected.nominations);
  expect(sorted(made.deadlines())).toEqual(
    sorted(expected.deadlines.map((one) => (one.what === 'closing' ? one : { ...one, without: null }))),
  );
  expect(sorted(made.letters().slice(before))).toEqual(sorted(expected.letters));
  return expected;
}
