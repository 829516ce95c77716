// Shared by the tests of the sender: letters to numbered people in «Письма», one run, and the resulting
// statuses.
import type { Cell } from '../../src/rules/kinds.js';
import type { Letter, LetterKind } from '../../src/rules/letters.js';
import { identityOf } from '../../src/mail/keys.js';
import { readOutbox } from '../../src/mail/entries.js';
import { sendDue, type Waiting } from '../../src/mail/sender.js';
import { type Progress, tallyOf } from '../../src/mail/tally.js';
import { lettersTab } from '../../src/sheets/shared-tabs.js';
import { existingTab } from '../../src/sheets/structure.js';
import { at, fail, fakeBook, type FakeHost, fakeHost, MOSCOW, sheet } from '../sheets/support.js';
import { kindOf, lettersGrid, statusOf, type LetterCells, yielded } from './support.js';

export const NOW = '2023-10-06T12:00:00+03:00';
const KINDS: ReadonlyMap<string, LetterKind> = new Map(
  (
    [
      ['p.decision', 'decision'],
      ['p.one', 'confirmation'],
      ['p.reminder', 'reminder'],
      ['p.digest', 'digest'],
      ['p.moved', 'decision'],
    ] as const
  ).map(([code, priority]) => [code, kindOf(code, priority, code === 'p.moved' ? ['p.one'] : [])]),
);

export const hostOf = (rows: readonly LetterCells[]): FakeHost =>
  fakeHost(fakeBook(sheet(7, 'Письма', lettersGrid(rows))), NOW);
export const gridOf = (host: FakeHost): Cell[][] => host.book.sheets[0]?.rows ?? [];

/** One run of «Отправить письма» on the current tab. */
export function send(
  host: FakeHost,
  options: {
    readonly drafts?: boolean;
    readonly startedAgo?: number;
    /** The contact address by programme. */
    readonly answersTo?: Readonly<Record<string, string>>;
    /** What staff do after the queue has been read. */
    readonly meanwhile?: (host: FakeHost) => void;
  } = {},
): Progress & Waiting {
  const grid = gridOf(host).map((row) => [...row]);
  const info = { sheetId: 7, title: 'Письма', rowCount: 1000, columnCount: 26 };
  const place = existingTab(lettersTab, info, grid, false);
  const { entries } = readOutbox(place, () => MOSCOW);
  options.meanwhile?.(host);
  const tally = tallyOf();
  const waiting = sendDue(host, {
    place,
    entries,
    kinds: KINDS,
    zoneOf: () => MOSCOW,
    answersTo: (programme) => options.answersTo?.[programme] ?? '',
    drafts: () => options.drafts ?? false,
    started: at(new Date(host.clock - (options.startedAgo ?? 0)).toISOString()),
    tally,
  });
  return { ...waiting, ...tally.sum() };
}

/** Letters to different people; the object is their number, from 1. */
export const many = (count: number): Letter[] =>
  Array.from({ length: count }, (_, index) =>
    yielded({
      object: String(index + 1),
      to: `p${index + 1}@example.com`,
      occasion: '2023-10-06T10:00:00+03:00',
    }),
  );
export const numberOf = (to: string): number => Number(/^p(\d+)@/.exec(to)?.[1] ?? fail(to));
export const mailed = (host: FakeHost): number[] => host.mails.map(({ to }) => numberOf(to));
export const statuses = (host: FakeHost, letters: readonly Letter[]): string[] =>
  letters.map((letter) => String(statusOf(gridOf(host), letter).status));
const KEY = 0;
export const STATUS = Object.keys(lettersTab.columns).indexOf('status');
export const rowIndexOf = (host: FakeHost, letter: Letter): number =>
  gridOf(host).findIndex((row) => String(row[KEY]).split('?')[0] === identityOf(letter));
export const setStatus = (host: FakeHost, letter: Letter, status: string): void => {
  const row = gridOf(host)[rowIndexOf(host, letter)] ?? fail('no row');
  row[STATUS] = status;
};
