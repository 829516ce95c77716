// The tabs that all programmes share, headers, output tabs, the outbox: whatever they contain, the run
// succeeds or explains in Russian why not.
import { describe, expect, test } from '@jest/globals';
import type { Programme } from '../../src/rules/programme.js';
import type { Column, Tab } from '../../src/rules/tabs.js';
import { programmes } from '../../src/rules/registry.js';
import { readSettings } from '../../src/sheets/settings.js';
import { isBlank } from '../../src/sheets/grid.js';
import { parseTab } from '../../src/sheets/parse.js';
import { settingsTab } from '../../src/sheets/shared-tabs.js';
import { zoneNamed } from '../../src/rules/zone.js';
import { fail } from '../bundle/failures.js';
import { open } from '../bundle/open.js';
import { allCells, type Cell, columnOf, put, setSetting, table } from '../bundle/tables.js';
import type { WorkbookModel } from '../../src/local/host.js';
import { judge } from './judge.js';
import { listed, nowOf, sampleOf, wrongWrites } from './support.js';
import { HOSTILE, isLong } from './values.js';

const RUSSIAN = /^[А-ЯЁ«][^\n]*[.!?]/;
const SHORT = HOSTILE.filter((one) => !isLong(one));
const UTC = zoneNamed('UTC') ?? fail('no UTC');

/** Runs the action; a refusal must be a sentence for staff. */
function runOf(programme: Programme, book: WorkbookModel, action = 'recompute', ...args: readonly unknown[]) {
  const opened = open(book, { now: nowOf(programme) });
  try {
    opened.run(action, ...args);
    return { ...opened, refusal: null };
  } catch (error) {
    const { message, expected } = error as { readonly message: string; readonly expected?: boolean };
    // An unexpected failure is a fault of the add-on.
    if (expected !== true) throw error;
    expect(message).toMatch(RUSSIAN);
    return { ...opened, refusal: message };
  }
}

describe.each(programmes)('$title', (programme) => {
  const settings = Object.values(programme.settings);

  test('each parameter with each value: a bad one is an error in its row, and the default is used', () => {
    const wrong: string[] = [];
    for (const one of settings)
      for (const { name, cell } of HOSTILE) {
        const grid = [
          Object.values(settingsTab.columns).map(({ header }) => header),
          [programme.title, one.header, cell],
        ];
        const tab = parseTab({ tab: settingsTab, title: 'Настройки', sheetId: 1, grid }, UTC);
        const { values, problems } = readSettings(programme.title, programme.settings, tab);
        const key = Object.keys(programme.settings).find((each) => programme.settings[each] === one) ?? '';
        const verdict = judge(one.kind, false, cell);
        const bad = verdict === 'bad' || problems.length > 0;
        if (verdict === 'bad' && problems.length === 0) wrong.push(`«${one.header}», ${name}: in silence`);
        if (bad && values[key] !== one.default) wrong.push(`«${one.header}», ${name}: not the default`);
      }
    expect(wrong).toEqual([]);
  });

  const bad = settings.map((one) => SHORT.filter(({ cell }) => judge(one.kind, false, cell) === 'bad'));
  test('all parameters bad at once: the results are those of the defaults', () => {
    const before = plainOf(programme);
    const book = plainOf(programme);
    settings.forEach((one, index) => {
      const values = bad[index] ?? [];
      const value = values[(index * 7) % Math.max(values.length, 1)]?.cell;
      if (value !== undefined) setSetting(book, programme.title, one.header, value);
    });
    const opened = runOf(programme, book);
    expect(opened.refusal).toBeNull();
    expect(wrongWrites(opened)).toEqual([]);
    // A digest mentions the bad parameters themselves.
    const results = (one: typeof book): unknown =>
      Object.entries(allCells(one, ...RUNNING)).map(([title, rows]) => [
        title,
        (rows as readonly (readonly Cell[])[]).filter(([key]) => !String(key).includes('.digest/')),
      ]);
    expect(results(book)).toEqual(results(before));
    const errors = table(book, 'Ошибки').filter((row) => row['Вкладка'] === 'Настройки');
    expect(errors.length).toBeGreaterThanOrEqual(bad.filter((values) => values.length > 0).length);
  });

  test.each<Cell>([0, 100_000, '* * *', '1,2,3', '31.12.9999'])(
    'all parameters are %j: no crash, and only valid cells are written',
    (value) => {
      const book = sampleOf(programme);
      for (const one of settings) setSetting(book, programme.title, one.header, value);
      expect(wrongWrites(runOf(programme, book))).toEqual([]);
    },
  );

  test('each header of each tab lost or damaged: reported in «Ошибки», and no invalid cell is written', () => {
    const isVital = ({ options }: Column): boolean => options.required === true && options.computed !== true;
    const tabs = Object.values(programme.tabs);
    const vital = (tab: Tab): readonly Column[] =>
      tab.role === 'input' ? Object.values(tab.columns).filter(isVital) : [];
    const runs = 1 + Math.max(...tabs.map((tab) => vital(tab).length));
    // First run: all columns that are not required, and all of the output tabs. Then one required column of
    // every tab per run.
    for (let run = 0; run < runs; run += 1) {
      const book = sampleOf(programme);
      const spoilt: { readonly tab: string; readonly header: string }[] = [];
      // Not the tabs that are read back: without a header they stop the programme, and nothing else is
      // reported (see below).
      for (const tab of tabs.filter(({ role }) => role !== 'ledger'))
        Object.values(tab.columns).forEach((column, at) => {
          if (run === 0 ? vital(tab).includes(column) : vital(tab)[run - 1] !== column) return;
          book.set(tab.title, 0, at, SHORT[(at * 37 + run * 11) % SHORT.length]?.cell ?? '');
          // Output tabs get their header back.
          if (tab.role === 'input') spoilt.push({ tab: tab.title, header: column.header });
        });
      const opened = runOf(programme, book);
      expect(wrongWrites(opened)).toEqual([]);
      const told = table(book, 'Ошибки').map((row) => `${String(row['Вкладка'])}: ${String(row['Столбец'])}`);
      expect(
        spoilt.filter(
          ({ tab, header }) => !told.some((line) => line.startsWith(`${tab}: `) && line.includes(header)),
        ),
      ).toEqual([]);
    }
  });

  for (const tab of Object.values(programme.tabs).filter(({ role }) => role === 'ledger'))
    test(`headers of «${tab.title}» spoilt: the programme stops and says so`, () => {
      const { title } = tab;
      const book = sampleOf(programme);
      Object.keys(tab.columns).forEach((_, at) => {
        book.set(title, 0, at, SHORT[(at * 37) % SHORT.length]?.cell ?? '');
      });
      const kept = book.values(title);
      expect(wrongWrites(runOf(programme, book))).toEqual([]);
      expect(table(book, 'Ошибки').map((row) => row['Вкладка'])).toContain(title);
      expect(book.values(title)).toEqual(kept);
    });

  test("anything in columns, tabs and titles of staff's own: no effect", () => {
    const before = sampleOf(programme);
    const book = sampleOf(programme);
    for (const tab of Object.values(programme.tabs)) {
      const width = (book.values(tab.title)[0] ?? []).length;
      SHORT.forEach(({ cell }, index) => {
        book.set(tab.title, 0, width + 2 + index, cell);
        book.set(tab.title, 1, width + 2 + index, cell);
      });
    }
    book.addSheet('=1+1', [['<script>', '=1+1']]);
    book.addSheet("'; DROP", [["'"]]);
    const opened = runOf(programme, book);
    expect(opened.refusal).toBeNull();
    for (const tab of Object.values(programme.tabs)) {
      const declared = Object.keys(tab.columns).length;
      const narrow = (rows: readonly (readonly Cell[])[]): readonly (readonly Cell[])[] =>
        rows
          .map((row) => Array.from({ length: declared }, (_, at) => row[at] ?? null))
          .filter((row, at) => at === 0 || row.some((cell) => cell !== null));
      const [, ...now] = narrow(book.values(tab.title));
      expect(now).toEqual(narrow(before.values(tab.title)).slice(1));
    }
  });

  test('overwritten output tabs are restored', () => {
    const before = sampleOf(programme);
    const book = sampleOf(programme);
    const outputs = Object.values(programme.tabs).filter(({ role }) => role === 'output');
    for (const title of [...outputs.map((tab) => tab.title), 'Сроки', 'Ошибки']) {
      const width = (book.values(title)[0] ?? []).length;
      // The smallest number counts as equal to zero, so it would rightly be left in place.
      SHORT.filter(({ cell }) => cell !== 5e-324).forEach(({ cell }, index) => {
        for (let at = 0; at < width; at += 1) book.set(title, index + 1, at, cell);
      });
    }
    const opened = runOf(programme, book);
    expect(opened.refusal).toBeNull();
    expect(wrongWrites(opened)).toEqual([]);
    // A cell that looks empty may stay where nothing is expected.
    const filled = (one: WorkbookModel): unknown =>
      Object.entries(allCells(one, 'Журнал')).map(([title, rows]) => [
        title,
        rows
          .map((row) => row.map((cell) => (cell === null || isBlank(cell) ? null : cell)))
          .filter((row) => row.some((cell) => cell !== null))
          .map((row) => JSON.stringify(row).replace(/(,null)+\]$/, ']')),
      ]);
    expect(filled(book)).toEqual(filled(before));
  });

  test('templates: a text with an unknown placeholder is an error, and hostile texts do no harm', () => {
    const book = sampleOf(programme);
    const rows = book.values('Шаблоны писем');
    const values = SHORT.filter(({ cell }) => typeof cell === 'string');
    const codes = rows.slice(1).map(([code]) => String(code));
    codes.forEach((_, index) => {
      put(book, 'Шаблоны писем', index + 1, 'Тема', values[(index * 13) % values.length]?.cell ?? '');
      put(book, 'Шаблоны писем', index + 1, 'Текст', values[(index * 13 + 5) % values.length]?.cell ?? '');
    });
    put(book, 'Шаблоны писем', 1, 'Текст', '{{нет такого}} {{');
    // Existing letters are removed; those that are due are created from the damaged texts.
    book.setRows('Письма', book.values('Письма').slice(0, 1));
    const opened = runOf(programme, book);
    expect(opened.refusal).toBeNull();
    expect(wrongWrites(opened)).toEqual([]);
    expect(listed(book).has('Шаблоны писем!2[Текст]')).toBe(true);
    for (const row of table(book, 'Письма')) expect(String(row['Тема'])).not.toMatch(/[\r\n]/);
  });
});

/** Tabs that report on the run itself, and the damaged one. */
const RUNNING = ['Ошибки', 'Журнал', 'Настройки'];

/** The sample with default parameters, computed. */
function plainOf(programme: Programme): WorkbookModel {
  const book = sampleOf(programme);
  for (const one of Object.values(programme.settings)) setSetting(book, programme.title, one.header, null);
  runOf(programme, book);
  return book;
}

test('the outbox with any word as a status: no crash, each unknown one is reported', () => {
  const marathon = programmes.find(({ id }) => id === 'marathon') ?? fail('no marathon');
  const book = sampleOf(marathon);
  const [, first = []] = book.values('Письма');
  const [status, key] = ['Статус', 'Ключ'].map((header) => columnOf(book, 'Письма', header));
  SHORT.forEach(({ cell }, index) => {
    book.insertRow(
      'Письма',
      1,
      first.map((value, at) => (at === status ? cell : at === key ? `k${index}/o/h/d` : value)),
    );
  });
  const opened = runOf(marathon, book);
  expect(opened.refusal).toBeNull();
  const told = table(book, 'Ошибки').filter((row) => row['Вкладка'] === 'Письма');
  expect(told.length).toBeGreaterThanOrEqual(SHORT.length - 1);
});
