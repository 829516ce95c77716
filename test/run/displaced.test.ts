// What staff get back when they moved columns or rows in the moment of a write.
import { describe, expect, test } from '@jest/globals';
import type { Tab } from '../../src/rules/tabs.js';
import { displaced, lostRows } from '../../src/run/displaced.js';
import { type CellChange, diffOf, gridAfter } from '../../src/sheets/diff.js';
import type { Grid } from '../../src/sheets/grid.js';
import { journalTab, lettersTab } from '../../src/sheets/shared-tabs.js';
import { headersOf, placeOf } from '../sheets/support.js';

describe('columns', () => {
  // The run writes 7 where it has read the third column, «Итого».
  const WAS: Grid = [
    ['A', 'B', 'Итого'],
    ['a', 'b', 5],
  ];
  const total: CellChange = { row: 1, before: 5, value: 7, format: undefined, link: undefined };
  const diff = diffOf({ sheetId: 1 }, new Map([[2, [total]]]));
  const afterwards = (was: Grid, is: Grid): Grid => gridAfter(is, displaced(diff, was, is));

  test.each<[string, Grid[number], Grid[number], Grid[number]]>([
    ['nothing moved', ['A', 'B', 'Итого'], ['a', 'b', 7], ['a', 'b', 7]],
    ['a blank column inserted on the left', ['', 'A', 'B', 'Итого'], ['', 'a', 7, 5], ['', 'a', 'b', 5]],
    ['a named one', ['Моё', 'A', 'B', 'Итого'], ['', 'a', 7, 5], ['', 'a', 'b', 5]],
    ['one inserted where the result went', ['A', 'B', '', 'Итого'], ['a', 'b', 7, 5], ['a', 'b', '', 5]],
    ['the result moved to the front', ['Итого', 'A', 'B'], [5, 'a', 7], [5, 'a', 'b']],
    ['a column deleted', ['B', 'Итого'], ['b', 5, 7], ['b', 5, '']],
    ['another one deleted, a new one on the right', ['A', 'Итого', 'Моё'], ['a', 5, 7], ['a', 5, '']],
    ['two new ones in the place of the result', ['A', 'B', 'Моё', 'Ещё'], ['a', 'b', 7], ['a', 'b', '']],
    ['the header renamed in place', ['A', 'B', 'Всего'], ['a', 'b', 7], ['a', 'b', 5]],
    ['renamed to one that is there', ['A', 'B', 'A'], ['a', 'b', 7], ['a', 'b', 5]],
    ['written otherwise', ['A', 'B', ' ИТОГО*'], ['a', 'b', 7], ['a', 'b', 7]],
    ['the cell typed over since', ['', 'A', 'B', 'Итого'], ['', 'a', 'c', 5], ['', 'a', 'c', 5]],
  ])('%s', (_, header, cells, restored) => {
    expect(afterwards(WAS, [header, cells])).toEqual([header, restored]);
  });

  test('a column without a header is known by the one on its left', () => {
    const was = [
      ['A', '', 'Итого'],
      ['a', 'b', 5],
    ];
    const header = ['Моё', 'A', '', 'Итого'];
    expect(afterwards(was, [header, ['', 'a', 7, 5]])).toEqual([header, ['', 'a', 'b', 5]]);
  });
});

describe('rows', () => {
  const lost = (tab: Tab, was: Grid, is: Grid): unknown[] =>
    lostRows(placeOf(tab, was), placeOf(tab, is)).map((row) =>
      Object.fromEntries(Object.entries(row).map(([key, { value }]) => [key, value])),
    );
  const letters = ['Ключ', 'Кому', 'Статус'];
  const lines = headersOf(journalTab);

  test.each<[string, Tab, Grid, Grid, readonly unknown[]]>([
    ['nothing lost', lettersTab, [letters, ['k1', 'a', '']], [letters, ['k1', 'a', '']], []],
    [
      'a letter that another one stands over',
      lettersTab,
      [letters, ['k1', 'a', 'черновик'], ['k2', 'b', '']],
      [letters, ['k3', 'c', ''], ['k2', 'b', '']],
      [{ key: 'k1', to: 'a', status: 'черновик' }],
    ],
    [
      'letters sorted, and what is remembered in a key has changed',
      lettersTab,
      [letters, ['k1?x', 'a', ''], ['k2', 'b', '']],
      [['Кому', 'Ключ', 'Статус'], [], ['b', 'k2', ''], ['a', 'k1?y', '']],
      [],
    ],
    ['a row without a key', lettersTab, [letters, ['', 'заметка', '']], [letters], []],
    [
      'a line of «Журнал»',
      journalTab,
      [lines, [1, 'a', 'x', '', ''], [2, 'a', 'x', '', '']],
      [lines, [3, 'a', 'x', '', ''], [2, 'a', 'x', '', '']],
      [{ time: 1, who: 'a', action: 'x', outcome: '', duration: '' }],
    ],
    [
      'a lost column of «Журнал» tells nothing',
      journalTab,
      [lines, [1, 'a', 'x', '', '']],
      [lines.slice(0, 2), [1, 'a']],
      [],
    ],
  ])('%s', (_, tab, was, is, expected) => {
    expect(lost(tab, was, is)).toEqual(expected);
  });
});
