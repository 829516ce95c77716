// The plan of an erasure: the people to erase, their rows, and every cell that changes.
import { addressHash, shortHash } from '../rules/hash.js';
import { parseEmail } from '../rules/email.js';
import { erasedEmail, erasedNickname, erasedText, isErased } from '../rules/erased.js';
import { type Cell, Fault } from '../rules/kinds.js';
import type { Programme } from '../rules/programme.js';
import type { Column, Tab } from '../rules/tabs.js';
import { keyOf, quotedList } from '../rules/text.js';
import type { Zone } from '../rules/zone.js';
import { type CellUpdate, diffCells, type TabDiff } from '../sheets/diff.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import {
  cellOf,
  emailKeys,
  flaggedRows,
  personalKeys,
  type Source,
  sourcesOf,
  stands,
  textAt,
} from './erase-sources.js';
import { letterUpdates } from './erase-letters.js';
import { isOrdinary, phoneDigits, type Secret, type Sweep, sweeper } from './erase-sweep.js';
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

/** Rows of the people to be erased: 0-based row → mark. */
type OwnRows = ReadonlyMap<Source, ReadonlyMap<number, string>>;

interface People {
  /** Address → mark. */
  readonly marks: ReadonlyMap<string, string>;
  /** Flagged rows without an address; each counts as a separate person. */
  readonly nameless: OwnRows;
}

/** The people to be erased: the requested address, and everybody in a flagged row. */
function peopleOf(sources: readonly Source[], asked: string | null): People {
  const marks = new Map<string, string>();
  const nameless = new Map<Source, Map<number, string>>();
  if (asked !== null && !isErased(asked)) marks.set(asked, addressHash(asked));
  for (const source of sources)
    for (const row of flaggedRows(source)) {
      const address = emailKeys(source).flatMap((key) => parseEmail(textAt(source, row, key)) ?? [])[0];
      if (address !== undefined && !isErased(address)) {
        marks.set(address, addressHash(address));
        continue;
      }
      const told = personalKeys(source).map(([key]) => textAt(source, row, key));
      const rows = nameless.get(source) ?? new Map<number, string>();
      nameless.set(source, rows.set(row, shortHash(told.join('\n'))));
    }
  return { marks, nameless };
}

/** Their rows in all tabs that hold people, except letters. */
const rowsOf = (sources: readonly Source[], { marks, nameless }: People): OwnRows =>
  new Map(
    sources
      .filter(({ tab }) => tab !== lettersTab && tab.role !== 'output')
      .map((source) => {
        const own = new Map(nameless.get(source) ?? []);
        const emails = emailKeys(source);
        for (let row = 1; row < source.grid.length; row += 1)
          for (const key of emails) {
            const mark = marks.get(parseEmail(textAt(source, row, key)) ?? '');
            if (mark !== undefined) own.set(row, mark);
          }
        return [source, own] as const;
      }),
  );

/** The personal texts in those rows → their replacement. */
function secretsOf(
  rows: OwnRows,
  { marks }: People,
  programmes: readonly Programme[],
): ReadonlyMap<string, Secret> {
  const isWord = isOrdinary(programmes);
  const secrets = new Map<string, Secret>();
  for (const [source, own] of rows)
    for (const [row, mark] of own) {
      const names = nameParts(source, row);
      for (const [key, column] of personalKeys(source)) {
        const text = textAt(source, row, key);
        const { personal } = column.options;
        if (!stands(text) || !isSwept(personal, text)) continue;
        const isPart = personal === 'name' && names.length > 1 && !text.includes(' ');
        const ownKind = personal === 'phone' ? 'contact' : isPart || isWord(text) ? 'word' : 'name';
        // A list names the holder; in a letter the same nickname may be what somebody else asked for.
        const sharedKind = isHeld(source, row, column) ? 'word' : 'shared';
        const sameAs = personal === 'phone' ? phoneDigits : keyOf;
        const kind = isShared(source, key, sameAs, text, own) ? sharedKind : ownKind;
        if (kind === 'shared' && secrets.has(text)) continue;
        secrets.set(text, { mark: markOf(column, text, mark), kind });
      }
      if (names.length > 1 && !hasNamesake(source, names, own))
        for (const whole of [names, [...names].reverse()])
          secrets.set(whole.join(' '), { mark: erasedText(mark), kind: 'name' });
    }
  for (const [address, mark] of marks) secrets.set(address, { mark: erasedEmail(mark), kind: 'contact' });
  return secrets;
}

/** A surname and a first name that stand in columns of their own: each alone may be a word of any other text. */
const nameParts = (source: Source, row: number): readonly string[] =>
  personalKeys(source).flatMap(([key, { options }]) => {
    const text = options.personal === 'name' ? textAt(source, row, key) : '';
    return stands(text) ? [text] : [];
  });

/** Whether somebody else in the same tab has the same name. */
const hasNamesake = (source: Source, names: readonly string[], own: ReadonlyMap<number, string>): boolean =>
  source.grid.some(
    (_, row) =>
      row > 0 && !own.has(row) && keyOf(nameParts(source, row).join(' ')) === keyOf(names.join(' ')),
  );

const isSwept = (personal: Column['options']['personal'], text: string): boolean =>
  personal === 'phone' ? phoneDigits(text) !== '' : personal === 'name' || personal === 'nickname';

/** The mark that replaces a personal text which is no address. */
const markOf = ({ options }: Column, text: string, mark: string): string =>
  options.personal === 'nickname' ? erasedNickname(text) : erasedText(mark);

/** Whether a column refuses a text. A mark in its place would mend the row, which would count from then on. */
function isRefused({ kind, options }: Column, text: string, zone: Zone): boolean {
  const value = kind.read(text, zone);
  return value instanceof Fault || (options.check?.(value) ?? null) !== null;
}

/** Whether the row's person goes by the row's nickname. */
function isHeld(source: Source, row: number, { options }: Column): boolean {
  if (!options.heldWhen) return false;
  const [column, word] = options.heldWhen;
  return keyOf(textAt(source, row, column)) === word;
}

/** Erases the personal cells of these people's rows, then every other text that repeats their contents. */
export function planErasure(scene: Scene, programmes: readonly Programme[], asked: string | null): Erasure {
  const sources = sourcesOf(scene, programmes);
  const people = peopleOf(sources, asked);
  const own = rowsOf(sources, people);
  const sweep = sweeper(secretsOf(own, people, programmes));
  const left = leftTabs(scene, programmes);
  let letters = 0;
  const writes = sources.flatMap((source) => {
    const { key, tab } = source;
    const updates = left.has(key) ? resultUpdates(source, sweep) : [];
    if (tab === lettersTab) updates.push(...letterUpdates(source, people.marks, sweep));
    else if (!isResult(tab))
      updates.push(...rowUpdates(source, own.get(source) ?? new Map<number, string>(), people.marks, sweep));
    if (tab === lettersTab) letters = new Set(updates.map((update) => update.row)).size;
    if (updates.length === 0) return [];
    return [{ key, tab, diff: diffCells(source, updates) }];
  });
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
const leftTabs = (scene: Scene, programmes: readonly Programme[]): ReadonlySet<string> =>
  new Set([
    ...programmes
      .filter((one) => isLeft(scene, one))
      .flatMap((one) => Object.keys(one.tabs).map((key) => programmeKey(one, key))),
    ...(scene.enabled.length === 0 ? [sharedKey('deadlines'), sharedKey('errors')] : []),
  ]);

/** Whether another person's row holds the same text in the same column; `sameAs`: the form in which texts are compared. */
function isShared(
  source: Source,
  key: string,
  sameAs: (text: string) => string,
  text: string,
  own: ReadonlyMap<number, string>,
): boolean {
  const wanted = sameAs(text);
  for (let row = 1; row < source.grid.length; row += 1)
    if (!own.has(row) && sameAs(textAt(source, row, key)) === wanted) return true;
  return false;
}

/** Whether every run writes all rows of a tab anew. */
const isResult = ({ role }: Tab): boolean => role === 'output' || role === 'ledger';

/** Mentions in results that no recompute will write anew, because the programme is stopped or disconnected. */
function resultUpdates(source: Source, sweep: Sweep): CellUpdate[] {
  const { tab, grid, columnsByKey } = source;
  const results = columnsByKey.filter(([, { options }]) => isResult(tab) || options.computed);
  return grid.flatMap((_, row) =>
    results.flatMap(([column]): CellUpdate[] => {
      const cell = row === 0 ? '' : cellOf(source, row, column);
      const swept = typeof cell === 'string' ? sweep.all(cell) : cell;
      return swept === cell ? [] : [{ row: row + 1, column, cell: { value: swept } }];
    }),
  );
}

function rowUpdates(
  source: Source,
  own: ReadonlyMap<number, string>,
  marks: ReadonlyMap<string, string>,
  sweep: Sweep,
): CellUpdate[] {
  const updates: CellUpdate[] = [];
  const named = new Set(marks.values());
  const put = (row: number, column: string, value: string): void => {
    updates.push({ row: row + 1, column, cell: { value } });
  };
  for (const [row, mark] of own)
    for (const [key, column] of personalKeys(source)) {
      const text = textAt(source, row, key);
      if (!stands(text)) continue;
      if (column.options.personal !== 'email') {
        put(row, key, isRefused(column, text, source.zone) ? '' : markOf(column, text, mark));
        continue;
      }
      const address = parseEmail(text);
      // A row may hold several people's addresses: only this person's is replaced. What is not an address goes
      // too; it leaves a blank, unless the row has nothing else by which to know that it was erased.
      if (address === null) put(row, key, named.has(mark) ? '' : erasedEmail(mark));
      else if (marks.get(address) === mark) put(row, key, erasedEmail(mark));
    }
  // Repetitions in other rows: logs, remarks and free texts are swept completely, other people's cells of
  // contacts only.
  const texts = source.columnsByKey.filter(
    ([, column]) =>
      !column.options.computed && (source.tab.role === 'log' || column.options.personal !== undefined),
  );
  for (let row = 1; row < source.grid.length; row += 1) {
    for (const [key, column] of texts) {
      const { personal } = column.options;
      if (own.has(row) && personal !== 'mention') continue;
      const cell = cellOf(source, row, key);
      // A phone may be a number.
      if ((typeof cell !== 'string' && !Number.isInteger(cell)) || cell === '') continue;
      const whole = source.tab.role === 'log' || personal === 'other' || personal === 'mention';
      const text = String(cell);
      const swept = whole && text === cell ? sweep.all(text) : sweep.contacts(text);
      if (swept !== text) put(row, key, swept);
    }
  }
  return updates;
}
