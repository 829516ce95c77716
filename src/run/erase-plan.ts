// The plan of an erasure: every cell that changes, and what is told of it.
import type { Cell } from '../rules/kinds.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf, quotedList } from '../rules/text.js';
import { diffCells, type TabDiff } from '../sheets/diff.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { letterUpdates } from './erase-letters.js';
import { type OwnRows, peopleOf, rowsOf, secretsOf } from './erase-people.js';
import { type Source, sourcesOf, textAt } from './erase-sources.js';
import { sweeper } from './erase-sweep.js';
import { isResult, resultUpdates, rowUpdates } from './erase-updates.js';
import { isLeft, programmeKey, type Scene, sharedKey } from './scene.js';

export interface Erasure {
  /** Mark of each person whose data was found → number of that person's rows. */
  readonly marks: ReadonlyMap<string, number>;
  readonly writes: readonly {
    readonly key: string;
    readonly tab: Tab;
    readonly diff: TabDiff;
  }[];
  readonly rows: number;
  readonly letters: number;
  /** Names that stay, because other tabs refer to them: as a text for staff. */
  readonly kept: readonly string[];
}

/** Erases the personal cells of these people's rows, then every other text that repeats their contents. */
export function planErasure(scene: Scene, asked: string | null): Erasure {
  const sources = sourcesOf(scene);
  const people = peopleOf(sources, asked);
  const own = rowsOf(sources, people);
  const sweep = sweeper(secretsOf(own, people, scene.programmes));
  const left = leftTabs(scene);
  const writes = sources.flatMap((source) => {
    const { key, tab } = source;
    const updates = left.has(key) ? resultUpdates(source, sweep) : [];
    if (tab === lettersTab) updates.push(...letterUpdates(source, people.marks, sweep));
    else if (!isResult(tab))
      updates.push(...rowUpdates(source, own.get(source) ?? new Map<number, string>(), people.marks, sweep));
    return updates.length === 0 ? [] : [{ key, tab, diff: diffCells(source, updates) }];
  });
  const letters = rowsIn(writes.find(({ tab }) => tab === lettersTab)?.diff);
  const rows = [...own.values()].reduce((sum, { size }) => sum + size, 0);
  const marks = new Map<string, number>();
  if (rows + letters > 0) {
    for (const some of [people.marks, ...people.nameless.values()])
      for (const mark of some.values()) marks.set(mark, 0);
    for (const some of own.values())
      for (const mark of some.values()) marks.set(mark, (marks.get(mark) ?? 0) + 1);
  }
  return { marks, writes, rows, letters, kept: keptNames(sources, own) };
}

/** Number of rows that a diff changes. */
const rowsIn = (diff: TabDiff | undefined): number =>
  new Set([...(diff?.byColumn.values() ?? [])].flatMap((changes) => changes.map(({ row }) => row))).size;

/** Names by which other tabs refer to these people's rows, each with the input tabs where it stands. */
function keptNames(sources: readonly Source[], rows: OwnRows): readonly string[] {
  const names = new Set<string>();
  for (const [source, own] of rows)
    for (const [key, { kind, options }] of source.columnsByKey) {
      if (!options.unique || options.personal || kind.type !== 'text') continue;
      for (const row of own.keys()) names.add(textAt(source, row, key));
    }
  return [...names].filter(isName).map((name) => {
    const holds = (cell: Cell): boolean => keyOf(String(cell)) === keyOf(name);
    const tabs = sources.filter(
      ({ tab, grid }) => tab.role === 'input' && grid.slice(1).some((row) => row.some(holds)),
    );
    return `«${name}» (${quotedList(tabs.map(({ title }) => title))})`;
  });
}

/** No name of a person has a digit; a code has. */
const isName = (text: string): boolean => /\p{L}/u.test(text) && !/\d/.test(text);

/** Keys of the tabs whose results this run leaves as they stand. */
const leftTabs = (scene: Scene): ReadonlySet<string> =>
  new Set([
    ...scene.programmes
      .filter((one) => isLeft(scene, one))
      .flatMap((one) => Object.keys(one.tabs).map((key) => programmeKey(one, key))),
    ...(scene.enabled.length === 0 ? [sharedKey('deadlines'), sharedKey('errors')] : []),
  ]);
