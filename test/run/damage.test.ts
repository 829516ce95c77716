// When a shared tab counts as damaged: it has rows and has lost a header that they are read by (spec 00).
import { expect, test } from '@jest/globals';
import { damages } from '../../src/run/damage.js';
import type { Cell } from '../../src/rules/kinds.js';
import { templatesTab } from '../../src/sheets/shared-tabs.js';
import { headersOf } from '../sheets/support.js';

const whole = headersOf(templatesTab);
const torn = whole.map((header) => (header === templatesTab.columns.text.header ? 'Моё' : header));
const typed: Cell[] = ['marathon.registered'];

test.each<[string, readonly Cell[], readonly (readonly Cell[])[], boolean]>([
  ['all headers', whole, [typed], false],
  ['a lost header', torn, [typed], true],
  ['a doubled header', [...whole, whole[0] ?? ''], [typed], true],
  ['a lost header above nothing', torn, [], false],
  ['above blanks', torn, [['', ' '], []], false],
  // As a checkbox of Google's and as LibreOffice saves it.
  ['above unticked checkboxes only', torn, [['', false], [0]], false],
  ['above a ticked checkbox', torn, [['', true]], true],
])('%s', (_, header, rows, expected) => {
  const sheet = { sheetId: 1, title: 'Шаблоны писем', rowCount: 1000, columnCount: 26 };
  const found = damages((key) => (key === 'templates' ? { sheet, grid: [header, ...rows] } : undefined));
  expect(found.has('templates')).toBe(expected);
});
