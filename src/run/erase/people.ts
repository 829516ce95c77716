// Whom an erasure is about: the people, their rows, and what those say of them.
import { entryOf, pushTo } from '../../rules/collections.js';
import { parseEmail } from '../../rules/email.js';
import { erasedEmail, erasedNickname, erasedText, isErased } from '../../rules/erased.js';
import { addressHash, shortHash } from '../../rules/hash.js';
import type { Programme } from '../../rules/programme.js';
import type { Column } from '../../rules/tabs.js';
import { keyOf } from '../../rules/text.js';
import { lettersTab } from '../../sheets/shared-tabs.js';
import { phoneDigits } from './find.js';
import { flaggedRows, type Source, stands, textAt } from './sources.js';
import { isOrdinary, type Secret } from './sweep.js';

/** Rows of the people to be erased: 0-based row → mark. */
export type OwnRows = ReadonlyMap<Source, ReadonlyMap<number, string>>;

interface People {
  /** Address → mark. */
  readonly marks: ReadonlyMap<string, string>;
  /** Flagged rows without an address; each counts as a separate person. */
  readonly nameless: OwnRows;
}

/** The people to be erased: the requested address, and everybody in a flagged row. */
export function peopleOf(sources: readonly Source[], asked: string | null): People {
  const marks = new Map<string, string>();
  const nameless = new Map<Source, Map<number, string>>();
  if (asked !== null && !isErased(asked)) marks.set(asked, addressHash(asked));
  for (const source of sources)
    for (const row of flaggedRows(source)) {
      const address = source.emails.flatMap((key) => parseEmail(textAt(source, row, key)) ?? [])[0];
      if (address !== undefined && !isErased(address)) {
        marks.set(address, addressHash(address));
        continue;
      }
      const told = source.personal.map(([key]) => textAt(source, row, key));
      const rows = nameless.get(source) ?? new Map<number, string>();
      nameless.set(source, rows.set(row, shortHash(told.join('\n'))));
    }
  return { marks, nameless };
}

/**
 * Their rows in all tabs that hold people, except letters: those with the address, and those without a valid one that
 * have the same full name and phone. Of another valid address they are `alike` (0-based): perhaps somebody else.
 */
export function rowsOf(
  sources: readonly Source[],
  { marks, nameless }: People,
): { readonly own: OwnRows; readonly alike: ReadonlyMap<Source, readonly number[]> } {
  const own = new Map<Source, Map<number, string>>();
  const prints = new Map<string, string>();
  for (const source of sources) {
    if (source.tab === lettersTab || source.tab.role === 'output') continue;
    const rows = new Map(nameless.get(source) ?? []);
    for (let row = 1; row < source.grid.length; row += 1)
      for (const key of source.emails) {
        const mark = marks.get(parseEmail(textAt(source, row, key)) ?? '');
        if (mark !== undefined) rows.set(row, mark);
      }
    const printOf = printer(source);
    for (const [row, mark] of rows) prints.set(printOf(row), mark);
    own.set(source, rows);
  }
  prints.delete('');
  const alike = new Map<Source, number[]>();
  for (const [source, rows] of prints.size > 0 ? own : []) {
    const printOf = printer(source);
    for (let row = 1; row < source.grid.length; row += 1) {
      const mark = rows.has(row) ? undefined : prints.get(printOf(row));
      if (mark === undefined) continue;
      if (addressesIn(source, row).length === 0) rows.set(row, mark);
      else pushTo(alike, source, row);
    }
  }
  return { own, alike };
}

/** Valid addresses of a row, without erased ones. */
const addressesIn = (source: Source, row: number): readonly string[] =>
  source.emails.flatMap((key) => {
    const address = parseEmail(textAt(source, row, key));
    return address === null || isErased(address) ? [] : [address];
  });

/** What tells a person without an address: the full name and the phone; '' for a row that lacks one of them. */
function printer(source: Source): (row: number) => string {
  const phones = source.personal.filter(([, { options }]) => options.personal === 'phone');
  return (row) => {
    const phone = phones.map(([key]) => phoneDigits(textAt(source, row, key))).join('');
    const name = phone === '' ? '' : fullName(nameParts(source, row));
    return name === '' ? '' : `${name} ${phone}`;
  };
}

/** A name of several words, whatever their order, letter case and blanks; '' for any other. */
export function fullName(names: readonly string[]): string {
  const words = keyOf(names.join(' ')).split(' ');
  return words.length < 2 ? '' : words.sort().join(' ');
}

/** Addresses of letters to these people → mark: also what is no address, if no other row has it. */
export function recipientsOf(rows: OwnRows, { marks }: People): ReadonlyMap<string, string> {
  const all = new Map(marks);
  for (const [source, own] of rows) {
    const others = othersIn(source, own);
    for (const [key, column] of source.personal) {
      if (column.options.personal !== 'email') continue;
      for (const [row, mark] of own) {
        const text = textAt(source, row, key);
        if (stands(text) && parseEmail(text) === null && !others.hold(key, column, text))
          all.set(text.toLowerCase(), mark);
      }
    }
  }
  return all;
}

/**
 * The full names of these people → mark, for cells that hold a name and nothing else of a person. Without those by which
 * somebody goes who stays.
 */
export function namesOf(rows: OwnRows): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [source, own] of rows)
    for (const [row, mark] of own) names.set(fullName(nameParts(source, row)), erasedText(mark));
  names.delete('');
  for (const [source, own] of names.size > 0 ? rows : []) {
    if (source.emails.length === 0) continue;
    const nicknames = source.personal.filter(([, { options }]) => options.personal === 'nickname');
    for (let row = 1; row < source.grid.length; row += 1) {
      if (own.has(row)) continue;
      names.delete(fullName(nameParts(source, row)));
      for (const [key] of nicknames) names.delete(fullName([textAt(source, row, key)]));
    }
  }
  return names;
}

/** The personal texts in those rows → their replacement. */
export function secretsOf(
  rows: OwnRows,
  recipients: ReadonlyMap<string, string>,
  programmes: readonly Programme[],
): ReadonlyMap<string, Secret> {
  const isWord = isOrdinary(programmes);
  const secrets = new Map<string, Secret>();
  for (const [source, own] of rows) {
    const others = othersIn(source, own);
    for (const [row, mark] of own) {
      const names = nameParts(source, row);
      for (const [key, column] of source.personal) {
        const text = textAt(source, row, key);
        const { personal } = column.options;
        if (!stands(text) || !isSwept(personal, text)) continue;
        const isPart = personal === 'name' && names.length > 1 && !text.includes(' ');
        const ownKind = personal === 'phone' ? 'contact' : isPart || isWord(text) ? 'word' : 'name';
        const isOthers = others.hold(key, column, text);
        // A list names the holder; in a letter the same nickname may be what somebody else asked for. What others
        // use too, such as an office phone, is left alone.
        if (isOthers && !isHeld(source, row, column)) continue;
        secrets.set(text, { mark: markOf(column, text, mark), kind: isOthers ? 'word' : ownKind });
      }
      if (names.length > 1 && !others.areNamed(names))
        for (const whole of [names, [...names].reverse()])
          secrets.set(whole.join(' '), { mark: erasedText(mark), kind: 'name' });
    }
  }
  for (const [address, mark] of recipients)
    if (address.includes('@')) secrets.set(address, { mark: erasedEmail(mark), kind: 'contact' });
  return secrets;
}

/** A surname and a first name that stand in columns of their own: each alone may be a word of any other text. */
const nameParts = (source: Source, row: number): readonly string[] =>
  source.personal.flatMap(([key, { options }]) => {
    const text = options.personal === 'name' ? textAt(source, row, key) : '';
    return stands(text) ? [text] : [];
  });

/** What the rows of other people in the same tab say. */
interface Others {
  /** Whether one has the same text in the same column. */
  readonly hold: (key: string, column: Column, text: string) => boolean;
  /** Whether one is called the same. */
  readonly areNamed: (names: readonly string[]) => boolean;
}

/** Each column is read once, however many people are erased. */
function othersIn(source: Source, own: ReadonlyMap<number, string>): Others {
  const known = new Map<string, ReadonlySet<string>>();
  const said = (of: string, say: (row: number) => string): ReadonlySet<string> =>
    entryOf(
      known,
      of,
      () => new Set(source.grid.flatMap((_, row) => (row === 0 || own.has(row) ? [] : say(row)))),
    );
  return {
    hold: (key, { options }, text) => {
      const sameAs = options.personal === 'phone' ? phoneDigits : keyOf;
      return said(key, (row) => sameAs(textAt(source, row, key))).has(sameAs(text));
    },
    areNamed: (names) => said('', (row) => fullName(nameParts(source, row))).has(fullName(names)),
  };
}

const isSwept = (personal: Column['options']['personal'], text: string): boolean =>
  personal === 'phone' ? phoneDigits(text) !== '' : personal === 'name' || personal === 'nickname';

/** Whether the row's person goes by the row's nickname. */
function isHeld(source: Source, row: number, { options }: Column): boolean {
  if (!options.heldWhen) return false;
  const [column, word] = options.heldWhen;
  return keyOf(textAt(source, row, column)) === word;
}

/** The mark that replaces a personal text which is no address. */
export const markOf = ({ options }: Column, text: string, mark: string): string =>
  options.personal === 'nickname' ? erasedNickname(text) : erasedText(mark);
