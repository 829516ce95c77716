// The plan of an erasure: every cell that changes, and what is told of it.
import { type Cell, cellText } from '../../rules/kinds.js';
import { isWritten, type Tab, type TabRole } from '../../rules/tabs.js';
import { agree, keyOf } from '../../rules/text.js';
import { diffCells, type TabDiff } from '../../sheets/diff.js';
import { columnLetter, type Grid } from '../../sheets/grid.js';
import { lettersTab, settingsTab, templatesTab } from '../../sheets/shared-tabs.js';
import type { TabKey } from '../../sheets/workbook.js';
import { formerLetters, letterUpdates } from './letters.js';
import { namesOf, type OwnRows, peopleOf, recipientsOf, rowsOf, secretsOf } from './people.js';
import { type Source, sourcesOf, textAt } from './sources.js';
import { type Sweep, sweeper } from './sweep.js';
import { resultUpdates, rowUpdates } from './updates.js';
import { isLeft, programmeKey, type Scene, sharedKey } from '../scene.js';

export interface Erasure {
  /** Mark of each person → number of that person's rows. */
  readonly marks: ReadonlyMap<string, number>;
  readonly writes: readonly {
    readonly key: TabKey;
    readonly tab: Tab;
    readonly diff: TabDiff;
  }[];
  readonly rows: number;
  readonly letters: number;
  /** Names that stay, because other tabs refer to them: as a text for staff. */
  readonly kept: readonly string[];
  /** Tabs with closed lines where such names stand. */
  readonly closed: readonly string[];
  /** Rows of the same name and phone under another address, by tab. */
  readonly alike: readonly string[];
  /** Letters to what was the people's address until it was corrected. */
  readonly former: readonly string[];
  /** Staff's own tabs and columns that still tell of the people. */
  readonly left: readonly string[];
}

/** A tab that the add-on does not bind. */
export interface OwnTab {
  readonly title: string;
  readonly grid: Grid;
}

/** Erases the personal cells of these people's rows, then every other text that repeats their contents. */
export function planErasure(scene: Scene, asked: string | null, ownTabs: readonly OwnTab[]): Erasure {
  const sources = sourcesOf(scene);
  const people = peopleOf(sources, asked);
  const { own, alike } = rowsOf(sources, people);
  const recipients = recipientsOf(own, people);
  const sweep = sweeper(secretsOf(own, recipients, scene.programmes));
  const names = namesOf(own);
  const kept = keptNames(own);
  const keptKeys = new Set(kept.map(keyOf));
  const results = resultsLeft(scene);
  const writes = sources.flatMap((source) => {
    const { key, tab } = source;
    const updates = results.has(key) ? resultUpdates(source, sweep) : [];
    if (tab === lettersTab) updates.push(...letterUpdates(source, recipients, sweep));
    else if (!isWritten(tab) && !isStaffs(tab))
      updates.push(
        ...rowUpdates(source, {
          own: own.get(source) ?? new Map<number, string>(),
          marks: people.marks,
          names,
          kept: keptKeys,
          sweep,
        }),
      );
    return updates.length === 0 ? [] : [{ key, tab, diff: diffCells(source, updates) }];
  });
  const letters = rowsIn(writes.find(({ tab }) => tab === lettersTab)?.diff);
  const rows = [...own.values()].reduce((sum, { size }) => sum + size, 0);
  // In the order in which the people were asked for.
  const marks = new Map<string, number>();
  for (const some of [people.marks, ...people.nameless.values()])
    for (const mark of some.values()) marks.set(mark, 0);
  for (const some of own.values())
    for (const mark of some.values()) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  return {
    marks,
    writes,
    rows,
    letters,
    kept: kept.map((name) => `«${name}» (${tabsWith(sources, 'input', name).join(', ')})`),
    closed: [...new Set(kept.flatMap((name) => tabsWith(sources, 'ledger', name)))],
    alike: [...alike].map(placesText),
    former: sources
      .filter(({ tab }) => tab === lettersTab)
      .map((source) => [source, formerLetters(source, recipients)] as const)
      .filter(([, found]) => found.length > 0)
      .map(placesText),
    left: [...sources.flatMap((source) => ownColumnsWith(source, sweep)), ...ownTabsWith(ownTabs, sweep)],
  };
}

/** «Регистрации» (строки 3, 5); `rows` are 0-based. */
const placesText = ([{ title }, rows]: readonly [Source, readonly number[]]): string =>
  `«${title}» (${agree(rows.length, 'строка', 'строки')} ${rows.map((row) => row + 1).join(', ')})`;

/** Tabs in which staff keep texts that the add-on reads: to change them is up to staff. */
const isStaffs = (tab: Tab): boolean => tab === settingsTab || tab === templatesTab;

/** Whether a cell tells of the people. */
const tells = (cell: Cell, sweep: Sweep): boolean => cell !== '' && sweep.all(String(cell)) !== String(cell);

/** Staff's own columns of a tab that tell of the people; of the templates all. */
function ownColumnsWith({ tab, title, grid, columns }: Source, sweep: Sweep): readonly string[] {
  const bound = new Set(tab === templatesTab ? [] : columns.at.values());
  const told = new Set<number>();
  for (const row of grid.slice(1))
    row.forEach((cell, at) => {
      if (!bound.has(at) && !told.has(at) && tells(cell, sweep)) told.add(at);
    });
  const header = (at: number): string => cellText(grid[0]?.[at] ?? '');
  return [...told].map((at) => `«${title}» (столбец «${header(at) === '' ? columnLetter(at) : header(at)}»)`);
}

const ownTabsWith = (tabs: readonly OwnTab[], sweep: Sweep): readonly string[] =>
  tabs
    .filter(({ grid }) => grid.some((row) => row.some((cell) => tells(cell, sweep))))
    .map(({ title }) => `«${title}»`);

/** Number of rows that a diff changes. */
const rowsIn = (diff: TabDiff | undefined): number =>
  new Set([...(diff?.byColumn.values() ?? [])].flatMap((changes) => changes.map(({ row }) => row))).size;

/** Names by which other tabs refer to these people's rows. */
function keptNames(rows: OwnRows): readonly string[] {
  const names = new Set<string>();
  for (const [source, own] of rows)
    for (const [key, { kind, options }] of source.all) {
      if (!options.unique || options.personal || kind.type !== 'text') continue;
      for (const row of own.keys()) names.add(textAt(source, row, key));
    }
  return [...names].filter(isName);
}

/** The tabs of a role where a name stands. */
function tabsWith(sources: readonly Source[], role: TabRole, name: string): readonly string[] {
  const holds = (cell: Cell): boolean => keyOf(String(cell)) === keyOf(name);
  return sources.flatMap(({ tab, grid, title }) =>
    tab.role === role && grid.slice(1).some((row) => row.some(holds)) ? [`«${title}»`] : [],
  );
}

/** No name of a person has a digit; a code has, and an address may. */
const isName = (text: string): boolean => text.includes('@') || (/\p{L}/u.test(text) && !/\d/.test(text));

/** Keys of the tabs whose results this run leaves as they stand. */
const resultsLeft = (scene: Scene): ReadonlySet<TabKey> =>
  new Set([
    ...scene.programmes
      .filter((one) => isLeft(scene, one))
      .flatMap((one) => Object.keys(one.tabs).map((key) => programmeKey(one, key))),
    ...(scene.enabled.length === 0 ? [sharedKey('deadlines'), sharedKey('errors')] : []),
  ]);
