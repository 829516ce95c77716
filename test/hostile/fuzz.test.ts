// Every column of every tab × every hostile value: no crash, no wrong row dropped silently, no formula
// written.
// For each column and value a correct row of the tab is added with only this cell damaged, so that two runs
// per programme cover everything.
import { describe, expect, test } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { readWorkbook, type WorkbookModel, workbookBytes } from '../../src/local/host.js';
import * as kinds from '../../src/rules/kinds.js';
import { dayKind, dayOfYear, instantKind, timeKind } from '../../src/rules/kinds-time.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import type { Column, Tab } from '../../src/rules/tabs.js';
import { zoneNamed } from '../../src/rules/zone.js';
import { isBlank } from '../../src/sheets/grid.js';
import { fail } from '../bundle/failures.js';
import { open, type Opened } from '../bundle/open.js';
import { allCells, type Rows, table } from '../bundle/tables.js';
import { isLoading, judge } from './judge.js';
import {
  isTolerant,
  listed,
  nowOf,
  plant,
  type Planted,
  sampleOf,
  savedSampleOf,
  TOLERANT,
  wrongWrites,
} from './support.js';
import { HOSTILE, isLong } from './values.js';

const KINDS: Readonly<Record<string, kinds.Kind<unknown>>> = {
  text: kinds.text,
  longText: kinds.longText,
  number: kinds.number,
  integer: kinds.integer,
  amount: kinds.amount,
  day: dayKind,
  instant: instantKind,
  time: timeKind,
  flag: kinds.flag,
  yesNo: kinds.yesNo,
  choice: kinds.oneOf(['онлайн', 'запись']),
  email: kinds.email,
  'list of numbers': kinds.listOf(kinds.integer, String),
  'list of words': kinds.listOf(kinds.text, (word) => word),
  dayOfYear,
};

test.each(Object.entries(KINDS))('%s accepts exactly what the specification accepts', (name, kind) => {
  const zone = zoneNamed('Europe/Moscow') ?? fail('no zone');
  const differ = HOSTILE.flatMap(({ name: value, cell }) => {
    const verdict = judge(kind, true, cell);
    const read = isBlank(cell) ? 'blank' : kind.read(cell, zone) instanceof kinds.Fault ? 'bad' : 'good';
    return verdict === 'open' || verdict === read ? [] : [`${name}, ${value}: ${verdict}, read as ${read}`];
  });
  expect(differ).toEqual([]);
});

const recompute = (programme: Programme, book: WorkbookModel): Opened => {
  const opened = open(book, { now: nowOf(programme) });
  expect(opened.run('recompute').action).toBe('recompute');
  return opened;
};

/** The columns of a programme's own tabs that were planted. */
const columnsIn = ({ tabs }: Programme, planted: readonly Planted[]): readonly string[] => [
  ...new Set(
    planted
      .filter(({ tab }) => Object.values(tabs).some(({ title }) => title === tab))
      .map(({ tab, header }) => `${tab}, ${header}`),
  ),
];
/** The columns of a programme that staff fill or may damage. */
const typedColumns = (
  { tabs }: Programme,
  isMeant: (tab: Tab, column: Column) => boolean = () => true,
): readonly string[] =>
  Object.values(tabs)
    .filter(({ role }) => role !== 'output')
    .flatMap((tab) =>
      Object.values(tab.columns)
        .filter((column) => (tab.role !== 'input' || !column.options.computed) && isMeant(tab, column))
        .map(({ header }) => `${tab.title}, ${header}`),
    );
let cells = 0;

const placeOf = ({ tab, row, header }: Planted): string => `${tab}!${row}[${header}]`;
const saidOf = (one: Planted): string => `${placeOf(one)} ${one.hostile.name}`;

/** Rows that cannot count but are missing from «Ошибки». */
function silent(book: WorkbookModel, planted: readonly Planted[]): readonly string[] {
  const errors = listed(book);
  return planted
    .filter(({ verdict, required }) => verdict === 'bad' || (verdict === 'blank' && required))
    .filter((one) => !errors.has(placeOf(one)))
    .map(saidOf);
}

/** The cells of the rows that existed before, by tab, except «Ошибки» and «Журнал». */
const standing = (book: WorkbookModel, before: WorkbookModel): Readonly<Record<string, Rows>> =>
  Object.fromEntries(
    Object.entries(allCells(before, 'Ошибки', 'Журнал')).map(([title, rows]) => [
      title,
      book.values(title).slice(0, rows.length),
    ]),
  );

/** Left out: a waiting digest states how many rows are in error today. */
const withoutDigests = (cells: Readonly<Record<string, Rows>>): Readonly<Record<string, Rows>> => ({
  ...cells,
  Письма: (cells['Письма'] ?? []).filter((row) => !String(row[0]).includes('.digest/')),
});

describe.each(programmes)('$title', (programme) => {
  test('rows with unacceptable cells: each is listed, and no other cell changes', () => {
    const before = sampleOf(programme);
    const book = sampleOf(programme);
    const planted = plant(book, programme, ({ verdict, hostile }) => verdict === 'bad' && !isLong(hostile));
    expect(columnsIn(programme, planted)).toEqual(
      typedColumns(programme, (tab, column) => !isTolerant(tab, column)),
    );
    cells += planted.length;
    const opened = recompute(programme, book);
    expect(silent(book, planted)).toEqual([]);
    expect(wrongWrites(opened)).toEqual([]);
    expect(withoutDigests(standing(book, before))).toEqual(
      withoutDigests(allCells(before, 'Ошибки', 'Журнал')),
    );
  });

  test('rows with strange cells that are accepted: no crash, no formula, and a second run changes nothing', () => {
    const book = sampleOf(programme);
    const planted = plant(book, programme, ({ verdict, hostile }) => verdict !== 'bad' && !isLong(hostile));
    expect(columnsIn(programme, planted)).toEqual(typedColumns(programme));
    cells += planted.length;
    expect(wrongWrites(recompute(programme, book))).toEqual([]);
    expect(silent(book, planted)).toEqual([]);
    const again = recompute(programme, book);
    expect(again.records.filter(({ method }) => method.endsWith('batchUpdate'))).toHaveLength(1);
  });

  test('cells of 50,000 characters: listed where not allowed, cut where copied; the file opens', async () => {
    const book = savedSampleOf(programme);
    const planted = plant(book, programme, ({ hostile, at }) => isLong(hostile) && at % 2 === 0);
    const opened = recompute(programme, book);
    expect(silent(book, planted)).toEqual([]);
    expect(wrongWrites(opened)).toEqual([]);
    const bytes = workbookBytes(book);
    const again = readWorkbook(bytes, 'копия.xlsx');
    for (const title of book.titles()) expect(again.values(title)).toEqual(book.values(title));
    expect((await readXlsx(bytes)).sheets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Ошибки', 'Письма']),
    );
  });
});

test('in all, tens of thousands of cells', () => {
  expect(cells).toBeGreaterThan(30_000);
});

test('a listener with an unreadable field is rejected with a reason, not dropped (spec 02, rule 1)', () => {
  const programme = programmes.find(({ id }) => id === 'webinars') ?? fail('no webinars');
  const book = sampleOf(programme);
  const planted = plant(
    book,
    programme,
    ({ tab, column, hostile, judged }) =>
      tab.title === TOLERANT.tab &&
      TOLERANT.headers.includes(column.header) &&
      judged === 'bad' &&
      !isLoading(hostile.cell) &&
      !isLong(hostile),
  );
  expect(planted.length).toBeGreaterThan(100);
  recompute(programme, book);
  const rows = table(book, TOLERANT.tab);
  const quiet = planted.filter(({ row }) => {
    const answer = rows[row - 2];
    return answer?.['Статус'] !== 'отклонена' || answer['Причина'] === null;
  });
  expect(quiet.map(saidOf)).toEqual([]);
});

test('the file preserves every value, even what XML cannot contain, except half a surrogate pair', async () => {
  const book = savedSampleOf(programmes[0] ?? fail('no programme'));
  book.addSheet(
    'Свои',
    HOSTILE.map(({ cell }) => [cell === '' ? null : cell, 'x']),
  );
  const bytes = workbookBytes(book);
  const read = readWorkbook(bytes, 'копия.xlsx').values('Свои');
  expect(read.map(([cell]) => cell)).toEqual(
    HOSTILE.map(({ cell }) =>
      typeof cell === 'string' ? cell.replace(/[\ud800-\udfff]/gu, '\ufffd') : cell,
    ),
  );
  const others = (await readXlsx(bytes)).sheets.find(({ name }) => name === 'Свои');
  expect(others?.rows).toHaveLength(HOSTILE.length);
});
