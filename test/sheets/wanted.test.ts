// What a cell should hold: its text is inert, its value and format are the column's.
import { describe, expect, test } from '@jest/globals';
import { flag, integer, text } from '../../src/rules/kinds.js';
import { day } from '../../src/rules/day.js';
import { type Column, column, outputTab, type Tab } from '../../src/rules/tabs.js';
import { diffOutput } from '../../src/sheets/diff.js';
import { diffRequests } from '../../src/sheets/requests.js';
import { inertText, type WantedCell, wantedCell } from '../../src/sheets/wanted.js';
import { at, fail, placeOf, UTC } from './support.js';
import { output } from './diffs.js';

describe('text written by the add-on is always inert', () => {
  test.each([
    '=IMPORTXML("http://x")',
    '+7 900',
    '@x',
    '-1',
    "'quoted",
    '1/2',
    '00123',
    'TRUE',
    '=HYPERLINK("a")',
  ])('%s arrives as a literal stringValue', (value) => {
    const tab = outputTab('Итоги', 'Пример.', { name: column('Имя', text) });
    const diff = diffOutput(
      placeOf(tab, [['Имя']]),
      [{ name: wantedCell(tab.columns.name, value, UTC) }],
      {},
    );
    expect(diffRequests(diff)[0]?.updateCells?.rows).toEqual([
      { values: [{ userEnteredValue: { stringValue: value } }] },
    ]);
  });

  test.each<[string, string, string]>([
    ['control characters are removed', 'а\u0000б\u0007в\u001f\ufffe', 'абв'],
    ['line breaks and tabs stay', 'а\nб\tв', 'а\nб\tв'],
    ['a lone surrogate is replaced', 'а\ud83dб', 'а\ufffdб'],
    ['a surrogate pair stays', 'а😀б', 'а😀б'],
    ['32 767 characters fit', 'я'.repeat(32_767), 'я'.repeat(32_767)],
    ['more are cut', 'я'.repeat(32_768), `${'я'.repeat(32_766)}…`],
    ['never in the middle of a character', `${'я'.repeat(32_765)}😀😀`, `${'я'.repeat(32_765)}…`],
  ])('%s', (_, value, written) => {
    expect(inertText(value)).toBe(written);
  });
});

describe('the cell made from a value', () => {
  const tab: Tab = output;
  const made = (key: string, value: unknown): WantedCell =>
    wantedCell(tab.columns[key] ?? fail(key), value, UTC);
  test.each<[string, string, unknown, WantedCell]>([
    ['no value empties the cell', 'name', null, { value: '' }],
    ['a zero is a value', 'total', 0, { value: 0 }],
    [
      'a day in a column of moments',
      'due',
      { day: day('2023-09-21') },
      { value: 45_190, format: 'dd.mm.yyyy' },
    ],
    [
      'an instant in a column of moments',
      'due',
      { at: at('2023-09-21T11:00:00Z') },
      { value: 45_190 + 11 / 24, format: 'dd.mm.yyyy hh:mm' },
    ],
  ])('%s', (_, key, value, cell) => {
    expect(made(key, value)).toEqual(cell);
  });
});

test.each([
  ['an absent value', null],
  ['a value that the rules left out', undefined],
])('%s empties the cell', (_, value) => {
  const columns: readonly Column[] = [column('А', text), column('А', integer), column('А', flag)];
  for (const one of columns) expect(wantedCell(one, value, UTC)).toEqual({ value: '' });
});

test('texts of the rules are inert in cells, and only cut at their end', () => {
  expect(wantedCell(column('А', text), 'а\u0000б', UTC)).toEqual({ value: 'аб' });
  expect(inertText(`😀${'я'.repeat(32_767)}`)).toBe(`😀${'я'.repeat(32_764)}…`);
});
