// What the compiler cannot check of a programme's declarations, for every programme of the registry: names that
// must differ, texts that must not be empty, options that make sense together.
import { describe, expect, test } from '@jest/globals';
import { SHARED_ENTRIES } from '../../src/names.js';
import type { Programme } from '../../src/rules/programme.js';
import { programmes } from '../../src/rules/registry.js';
import type { Column, Tab } from '../../src/rules/tabs.js';
import { keyOf } from '../../src/rules/text.js';
import { COMMON, sharedTabs } from '../../src/sheets/shared-tabs.js';

/** «name: one place, another place» for each name that occurs more than once. */
function repeated(named: readonly (readonly [name: string, place: string])[]): readonly string[] {
  const places = new Map<string, string[]>();
  for (const [name, place] of named) places.set(name, [...(places.get(name) ?? []), place]);
  return [...places].flatMap(([name, list]) => (list.length > 1 ? [`${name}: ${list.join(', ')}`] : []));
}

const tabsOf = ({ tabs }: Pick<Programme, 'tabs'>): readonly Tab[] => Object.values(tabs);
const columnsOf = (
  programme: Pick<Programme, 'tabs'>,
): readonly (readonly [place: string, column: Column, tab: Tab])[] =>
  tabsOf(programme).flatMap((tab) =>
    Object.values(tab.columns).map((column) => [`${tab.title}, ${column.header}`, column, tab] as const),
  );

describe('names that a workbook with all programmes needs to tell apart', () => {
  test('ids of programmes, and titles in «Программа»', () => {
    expect(repeated(programmes.map(({ id, title }) => [id, title]))).toEqual([]);
    expect(
      repeated([
        [keyOf(COMMON), 'shared'] as const,
        ...programmes.map(({ id, title }) => [keyOf(title), id] as const),
      ]),
    ).toEqual([]);
  });

  test('titles of tabs, also from those that all programmes share', () => {
    expect(
      repeated([
        ...Object.values(sharedTabs).map(({ title }) => [keyOf(title), 'shared'] as const),
        ...programmes.flatMap((one) => tabsOf(one).map(({ title }) => [keyOf(title), one.id] as const)),
      ]),
    ).toEqual([]);
  });

  test('menu actions: each is a global function of its own', () => {
    const own = ['onOpen', 'onInstall', ...SHARED_ENTRIES].map((name) => [name, 'shared'] as const);
    const actions = programmes.flatMap(({ id, menu }) =>
      Object.values(menu).map(({ name }) => [name, id] as const),
    );
    expect(repeated([...own, ...actions])).toEqual([]);
  });
});

describe.each(programmes)('$id', (programme) => {
  test('the id is a single plain word', () => {
    expect(programme.id).toMatch(/^[a-z][a-z0-9]*$/);
  });

  test('titles of tabs that every spreadsheet program accepts', () => {
    const strange = tabsOf(programme).filter(({ title }) => !/^[^\\/?*[\]:']{1,31}$/.test(title));
    expect(strange.map(({ title }) => title)).toEqual([]);
  });

  test('each header once in its tab', () => {
    expect(
      repeated(
        columnsOf(programme).map(([, { header }, { title }]) => [`${title}, ${keyOf(header)}`, header]),
      ),
    ).toEqual([]);
  });

  test('each parameter once', () => {
    expect(
      repeated(Object.entries(programme.settings).map(([key, { header }]) => [keyOf(header), key])),
    ).toEqual([]);
  });

  test('each letter code once', () => {
    expect(repeated(Object.entries(programme.letters).map(([key, { code }]) => [code, key]))).toEqual([]);
  });

  test('every tab, column and parameter says what it is for', () => {
    const texts: readonly (readonly [string, string])[] = [
      ['about', programme.about],
      ...tabsOf(programme).map(({ title, about }) => [title, about] as const),
      ...columnsOf(programme).map(([place, { options }]) => [place, options.note ?? ''] as const),
      ...Object.values(programme.settings).map(({ header, note }) => [`Настройки, ${header}`, note] as const),
    ];
    expect(texts.filter(([, text]) => !/\S.*\.$/.test(text.trim()))).toEqual([]);
  });

  test('no option that means nothing in its tab', () => {
    const idle = columnsOf(programme).filter(([, { options }, { role }]) => {
      const forRows = options.required ?? options.unique ?? options.erases;
      const forResults = options.remembered ?? options.remark;
      if (options.staff && role !== 'log') return true;
      if (role !== 'input') return forRows ?? forResults ?? options.computed;
      return options.computed ? forRows : forResults;
    });
    expect(idle.map(([place]) => place)).toEqual([]);
  });

  test('the column where a row in error says «ошибка: …»', () => {
    const columns = columnsOf(programme);
    const remarks = columns.filter(([, { options }]) => options.remark);
    const named = columns.filter(
      ([, { header, options }]) => options.computed && /^(Примечание|Причина)$/.test(header),
    );
    expect(remarks.map(([place]) => place)).toEqual(named.map(([place]) => place));
  });

  test('an address that staff type is personal data', () => {
    const open = columnsOf(programme).filter(
      ([, { kind, options }, { role }]) => role === 'input' && kind.type === 'email' && !options.personal,
    );
    expect(open.map(([place]) => place)).toEqual([]);
  });

  test('a flag that asks for erasure stands beside personal data', () => {
    const bare = tabsOf(programme).filter(({ columns }) => {
      const all = Object.values(columns);
      return all.some(({ options }) => options.erases) && !all.some(({ options }) => options.personal);
    });
    expect(bare.map(({ title }) => title)).toEqual([]);
  });

  test('a nickname is held by the word of another column', () => {
    const strange = tabsOf(programme).flatMap(({ title, columns }) =>
      Object.values(columns)
        .filter(({ options: { personal, heldWhen } }) => {
          if (personal === 'nickname')
            return !columns[heldWhen?.[0] ?? '']?.kind.words?.includes(heldWhen?.[1] ?? '');
          return heldWhen !== undefined;
        })
        .map(({ header }) => `${title}, ${header}`),
    );
    expect(strange).toEqual([]);
  });

  test('there are worked examples', () => {
    expect(programme.examples.length).toBeGreaterThan(0);
    expect(repeated(programme.examples.map(({ title, clause }) => [title, clause]))).toEqual([]);
  });

  // «Самопроверка» shows the regulation's own numbers.
  test.each(programme.examples.map((one) => [one.title, one] as const))('worked example: %s', (_, one) => {
    const { expected, actual } = one.run();
    expect(one.clause).toMatch(/^\S/);
    expect(expected).toMatch(/\S/);
    expect(actual).toBe(expected);
  });
});
