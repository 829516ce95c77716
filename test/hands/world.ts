// The workbooks in which edits are made: small samples with staff's own columns, and what each sheet means to
// the add-on.
import { fail } from '../bundle/failures.js';
import { cloneOf, open } from '../bundle/open.js';
import { sampleOf, shortSampleOf } from '../bundle/samples.js';
import { setSetting } from '../bundle/tables.js';
import type { WorkbookModel } from '../../src/local/host.js';
import { type SheetState, openSheets, type WorkbookState } from '../../src/local/workbook/model.js';
import type { Cell } from '../../src/rules/kinds.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import type { Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import { lettersTab, sharedTabs } from '../../src/sheets/shared-tabs.js';

/** The column that identifies a row wherever staff move it. */
export const TAG = 'Метка';

export interface World {
  readonly book: WorkbookModel;
  /** The same programmes just connected, before anybody has typed anything. */
  readonly empty: WorkbookState;
  /** Sheets that the add-on has created, by id; they stay its tabs whatever staff rename them to. */
  readonly made: Map<number, Tab>;
  /** Headers that staff have renamed, with their original text. */
  readonly renamed: { readonly sheetId: number; readonly from: string; readonly to: string }[];
  /** What happened, for the report of a failure. */
  readonly log: string[];
  tags: number;
}

const TABS: readonly Tab[] = [
  ...Object.values(sharedTabs),
  ...programmes.flatMap((programme) => Object.values(programme.tabs)),
];
const BY_TITLE = new Map(TABS.map((tab) => [keyOf(tab.title), tab]));

export const sheetsOf = (state: WorkbookState): readonly SheetState[] => openSheets(state);
export const titledAs = (title: string): Tab | null => BY_TITLE.get(keyOf(title)) ?? null;

/** The add-on's tab that a sheet is; null for a sheet of staff's own. */
export function tabOf(world: World, sheet: SheetState, state: WorkbookState): Tab | null {
  const made = world.made.get(sheet.id);
  if (made) return made;
  const titled = titledAs(sheet.title);
  const taken = sheetsOf(state).some((one) => titled !== null && world.made.get(one.id) === titled);
  return taken ? null : titled;
}

/** Registers sheets that a run has just created as the add-on's. */
export function adopt(world: World, before: WorkbookState): void {
  const old = new Set(before.sheets.map(({ id }) => id));
  for (const { id, title } of sheetsOf(world.book.core.state)) {
    const tab = old.has(id) ? null : titledAs(title);
    if (tab) world.made.set(id, tab);
  }
}

/** Headers of the columns that the add-on writes, normalised. */
export function ourHeaders(tab: Tab): ReadonlySet<string> {
  return new Set(
    Object.values(tab.columns)
      .filter(({ options }) =>
        tab.role === 'input' ? options.computed : tab === lettersTab || !options.staff,
      )
      .map(({ header }) => keyOf(header)),
  );
}
export const declaredHeaders = (tab: Tab): ReadonlySet<string> =>
  new Set(Object.values(tab.columns).map(({ header }) => keyOf(header)));

/** The headers without which nothing is recomputed. */
const VITAL: readonly (readonly [tab: Tab, headers: readonly string[]])[] = [
  [sharedTabs.settings, ['Программа', 'Параметр', 'Значение']],
  [sharedTabs.calendar, ['Страна', 'Дата', 'День']],
];

/**
 * Tabs of programmes that cannot run, because a tab or a required column is missing or a header occurs twice,
 * here or in a shared tab that is read first. They stay unchanged.
 */
export function haltedTabs(world: World, state: WorkbookState): ReadonlySet<Tab> {
  const bound = new Map(sheetsOf(state).map((sheet) => [tabOf(world, sheet, state), sheet]));
  const isSound = (tab: Tab): boolean => {
    const sheet = bound.get(tab);
    if (!sheet) return tab.role !== 'input';
    const keys = (rowsOf(sheet)[0] ?? []).map((cell) => keyOf(String(cell)));
    return Object.values(tab.columns).every(({ header, options }) => {
      const times = keys.filter((key) => key === keyOf(header)).length;
      const isVital =
        tab.role === 'input'
          ? options.required && !options.computed
          : tab.role !== 'output' && sheet.body.rows.length > 1;
      return isVital ? times === 1 : times < 2;
    });
  };
  const isRead = ([tab, vital]: (typeof VITAL)[number]): boolean => {
    const sheet = bound.get(tab);
    const [header = [], ...rows] = sheet ? rowsOf(sheet) : [];
    const keys = header.map((cell) => keyOf(String(cell)));
    const times = (text: string): number => keys.filter((key) => key === keyOf(text)).length;
    return (
      rows.every((row) => row.every((cell) => cell === '')) ||
      (vital.every((text) => times(text) === 1) &&
        Object.values(tab.columns).every((column) => times(column.header) < 2))
    );
  };
  const isHalted = !VITAL.every(isRead);
  return new Set(
    programmes.flatMap((programme) => {
      const tabs = Object.values(programme.tabs);
      return isHalted || !tabs.every(isSound) ? tabs : [];
    }),
  );
}

/** The titles of programmes that cannot run: no run writes their lines of «Сроки» anew. */
export const stoppedTitles = (halted: ReadonlySet<Tab>): ReadonlySet<string> =>
  new Set(
    programmes
      .filter(({ tabs }) => Object.values(tabs).every((tab) => halted.has(tab)))
      .map(({ title }) => title),
  );

export const rowsOf = (sheet: SheetState): readonly (readonly Cell[])[] =>
  sheet.body.rows.map((row) => (row?.values ?? []).map((cell) => cell ?? ''));

/**
 * Short samples of the programmes, with staff's own columns on the left, on the right and between; recomputed
 * once.
 */
function makeSmall(chosen: readonly Programme[], now: string): World {
  const { book, call } = open(undefined, { now });
  call('setup', ...chosen.map(({ id }) => id));
  const world: World = { book, empty: book.core.state, made: new Map(), renamed: [], log: [], tags: 0 };
  adopt(world, { ...book.core.state, sheets: [] });
  for (const programme of chosen) {
    const sample = shortSampleOf(programme);
    for (const [key, rows] of Object.entries(sample.rows)) {
      const tab = programme.tabs[key] ?? fail(`no tab ${key}`);
      const columns = Object.keys(tab.columns);
      const [header = []] = book.values(tab.title);
      book.setRows(tab.title, [
        header,
        ...rows.map((row) => columns.map((column) => (row[column] === '' ? null : (row[column] ?? null)))),
      ]);
    }
    for (const [parameter, value] of Object.entries(sample.settings ?? {}))
      setSetting(book, programme.title, parameter, value);
  }
  call('recompute');
  let place = 0;
  for (const title of book.titles()) {
    const tab = titledAs(title);
    if (!tab) continue;
    const width = Object.keys(tab.columns).length;
    addOwnColumn(world, title, [0, width, Math.floor(width / 2)][place % 3] ?? 0, TAG);
    place += 1;
  }
  return world;
}

/** Inserts a column of staff's own, with a new tag in each row that has any content. */
export function addOwnColumn(world: World, title: string, at: number, header: string): void {
  const { book } = world;
  book.insertColumn(title, at);
  book.set(title, 0, at, header);
  book.values(title).forEach((row, index) => {
    if (index > 0 && row.some((cell) => cell !== null)) book.set(title, index, at, nextTag(world));
  });
}
export function nextTag(world: World): string {
  world.tags += 1;
  return `м${world.tags}`;
}
export const isTag = (cell: Cell | null | undefined): boolean =>
  typeof cell === 'string' && /^м\d+$/.test(cell);

export interface Ground {
  readonly name: string;
  readonly programmes: readonly Programme[];
  readonly now: string;
}
/** The name of the ground with all programmes. */
export const ALL = 'все';
export const GROUNDS: readonly Ground[] = [
  ...programmes.map((programme) => ({
    name: programme.id,
    programmes: [programme],
    now: sampleOf(programme).now,
  })),
  { name: ALL, programmes, now: '2023-11-03T10:00:00+03:00' },
];

const made = new Map<string, World>();
/** A ground as staff left it; a new copy each time. */
export function worldOf(ground: Ground): World {
  const first = made.get(ground.name) ?? makeSmall(ground.programmes, ground.now);
  made.set(ground.name, first);
  return {
    book: cloneOf(first.book),
    empty: first.empty,
    made: new Map(first.made),
    renamed: [],
    log: [],
    tags: first.tags,
  };
}
