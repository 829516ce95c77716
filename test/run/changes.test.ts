// «Что изменится?»: what becomes of the lines of a list that a run writes anew.
import { describe, expect, test } from '@jest/globals';
import { integer, text } from '../../src/rules/kinds.js';
import { column, outputTab, type Tab } from '../../src/rules/tabs.js';
import { lineChanges } from '../../src/run/changes.js';
import { diffOutput } from '../../src/sheets/diff.js';
import type { Grid } from '../../src/sheets/grid.js';
import { errorsTab } from '../../src/sheets/shared-tabs.js';
import { existingTab } from '../../src/sheets/structure.js';
import { headersOf } from '../sheets/support.js';

const rating = outputTab('Рейтинг', 'Пример.', {
  place: column('Место', integer),
  name: column('Никнейм', text, { names: true }),
  points: column('Итого', integer),
});
const unnamed = outputTab('Итоги', 'Пример.', {
  name: column('Имя', text),
  points: column('Итого', integer),
});

/** The changes as texts: row, subject, column, before and after. */
function changes(tab: Tab, before: Grid, after: Grid): readonly string[] {
  const keys = Object.keys(tab.columns);
  const sheet = { sheetId: 7, title: tab.title, rowCount: 100, columnCount: 26 };
  const place = existingTab(tab, sheet, [headersOf(tab), ...before], true);
  const rows = after.map((cells) =>
    Object.fromEntries(keys.map((key, at) => [key, { value: cells[at] ?? '' }])),
  );
  return lineChanges({ place, diff: diffOutput(place, rows, {}) }).map(
    ({ row, subject, column: header, before: was, after: is }) =>
      `${row} ${subject}: ${header} ${String(was)} → ${String(is)}`,
  );
}

describe('lines are paired by what they are about', () => {
  test.each<[string, Tab, Grid, Grid, readonly string[]]>([
    ['nothing changes', rating, [[1, 'а', 5]], [[1, 'а', 5]], []],
    [
      'two change places',
      rating,
      [
        [1, 'а', 5],
        [2, 'б', 4],
      ],
      [
        [1, 'б', 6],
        [2, 'а', 5],
      ],
      ['2 б: Место 2 → 1', '2 б: Итого 4 → 6', '3 а: Место 1 → 2'],
    ],
    [
      'one comes, the others move down',
      rating,
      [[1, 'а', 5]],
      [
        [1, 'в', 9],
        [2, 'а', 5],
      ],
      ['2 в: Место  → 1', '2 в: Никнейм  → в', '2 в: Итого  → 9', '3 а: Место 1 → 2'],
    ],
    [
      'one goes: told where it stood, below what stands there now',
      rating,
      [
        [1, 'а', 5],
        [2, 'б', 4],
      ],
      [[1, 'б', 4]],
      ['2 б: Место 2 → 1', '2 а: Место 1 → ', '2 а: Никнейм а → ', '2 а: Итого 5 → '],
    ],
    [
      'of two of one name the second is the second',
      rating,
      [
        [1, 'а', 5],
        [2, 'а', 4],
      ],
      [
        [1, 'а', 5],
        [2, 'а', 3],
      ],
      ['3 а: Итого 4 → 3'],
    ],
    ['without a naming column by the first one', unnamed, [['а', 1]], [['а', 2]], ['2 а: Итого 1 → 2']],
    [
      'a line of «Ошибки» is the same only if all of it is',
      errorsTab,
      [['Блоки', 2, 'Начало', 'x', 'Не дата', 'Исправьте.']],
      [['Блоки', 2, 'Начало', 'y', 'Не дата', 'Исправьте.']],
      [
        ['Вкладка  → Блоки', 'Строка  → 2', 'Столбец  → Начало'],
        ['Значение  → y', 'Что не так  → Не дата', 'Как исправить  → Исправьте.'],
        ['Вкладка Блоки → ', 'Строка 2 → ', 'Столбец Начало → '],
        ['Значение x → ', 'Что не так Не дата → ', 'Как исправить Исправьте. → '],
      ]
        .flat()
        .map((change) => `2 Блоки, 2: ${change}`),
    ],
  ])('%s', (_, tab, before, after, expected) => {
    expect(changes(tab, before, after)).toEqual(expected);
  });
});
