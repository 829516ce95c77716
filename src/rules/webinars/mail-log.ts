// What «Письма» shows about earlier letters: who was told which start, and what was sent at which moment.
import { addressHash } from '../hash.js';
import { isOpen, type PastLetter, type PastLetters } from '../letters.js';
import { keyOf } from '../text.js';
import { type Instant, instant } from '../zone.js';
import { letters } from './letters.js';
import { type ReminderKind, REMINDERS } from './schedule.js';

/** What one listener was told about one webinar. */
export interface Told {
  /**
   * Whether the confirmation has been sent or has failed. One that waits or was cancelled must still be
   * returned in every run while it holds.
   */
  readonly confirmed: boolean;
  /** Whether the confirmation has been sent. */
  readonly sent: boolean;
  /** The start announced last (the memo); null when none was. */
  readonly start: string | null;
  /** Number of moves announced. */
  readonly moves: number;
}

export interface MailLog {
  readonly told: (code: string, email: string) => Told;
  /** Whether a rejection with this recipient and date was sent or has failed. */
  readonly rejected: (code: string, email: string, date: string) => boolean;
  /** When the rules first saw the move to another day that this start (a memo) is of; null without one. */
  readonly movedAt: (code: string, start: string) => Instant | null;
  /** The letters about one webinar to others than the departed. */
  readonly apartFrom: (code: string, departed: readonly string[]) => Counts;
}

/**
 * What was sent about a webinar to those who still take part. Counted without those who do not: hashing all
 * addresses of an audience takes longer than everything else.
 */
export interface Counts {
  readonly confirmed: number;
  /** Whether somebody was told of a start (a memo) on another day. */
  readonly isToldOfAnother: (day: string) => boolean;
  readonly reminded: (kind: ReminderKind, object: string, date: string) => number;
}

const SEPARATOR = '\n';
/** Whether a letter has told something; one that waits takes the new start itself. */
const hasGone = ({ status }: PastLetter): boolean => status === 'отправлено' || status === 'отправляется';
/** The object of a letter about a move is «код/номер». */
const withoutNumber = (object: string): string => object.slice(0, Math.max(0, object.lastIndexOf('/')));

/** The letters about one webinar; listeners by hash. */
interface Folder {
  readonly told: Map<string, Told>;
  readonly rejected: Set<string>;
  readonly movedAt: Map<string, Instant>;
}
const NOTHING: Told = { confirmed: false, sent: false, start: null, moves: 0 };
/** The day of a start, `2024-03-14T11:00`. */
const dayIn = (memo: string | null): string => (memo ?? '').slice(0, 10);

/** An address as letters' keys have it; the mark of an erased one contains its hash. */
const recipientOf = (email: string): string => /^удалено-([0-9a-f]+)@/.exec(email)?.[1] ?? addressHash(email);

export function readMailLog(past: PastLetters): MailLog {
  const folders = new Map<string, Folder>();
  // Keys of earlier versions have the code as typed.
  const folderOf = (object: string): Folder => {
    const code = keyOf(object);
    let folder = folders.get(code);
    if (!folder) folders.set(code, (folder = { told: new Map(), rejected: new Set(), movedAt: new Map() }));
    return folder;
  };
  const folderFor = (code: string): Folder | undefined => folders.get(keyOf(code));
  for (const one of past.of(letters.confirmed.code)) {
    const folder = folderOf(one.object);
    const known = folder.told.get(one.recipient) ?? NOTHING;
    folder.told.set(one.recipient, {
      confirmed: !isOpen(one),
      sent: known.sent || one.status === 'отправлено',
      start: hasGone(one) ? one.memo : known.start,
      moves: 0,
    });
  }
  for (const one of past.of(letters.rejected.code))
    if (!isOpen(one)) folderOf(one.object).rejected.add(one.recipient + SEPARATOR + one.date);
  for (const one of past.of(letters.moved.code)) {
    const folder = folderFor(withoutNumber(one.object));
    if (!folder) continue;
    const known = folder.told.get(one.recipient) ?? NOTHING;
    if (dayIn(known.start) !== dayIn(one.memo))
      folder.movedAt.set(one.memo, instant(Math.max(folder.movedAt.get(one.memo) ?? 0, one.created ?? 0)));
    if (hasGone(one)) folder.told.set(one.recipient, { ...known, start: one.memo, moves: known.moves + 1 });
  }
  const reminded = new Map<string, Set<string>>();
  for (const kind of REMINDERS)
    for (const { status, object, date, recipient } of past.of(letters[kind].code)) {
      if (status !== 'отправлено') continue;
      const key = [kind, keyOf(object), date].join(SEPARATOR);
      const known = reminded.get(key);
      if (known) known.add(recipient);
      else reminded.set(key, new Set([recipient]));
    }
  const apartFrom = (code: string, departed: readonly string[]): Counts => {
    const folder = folderFor(code);
    const gone = new Set(folder ? departed.map(recipientOf) : []);
    const told = [...(folder?.told ?? [])].filter(([recipient]) => !gone.has(recipient));
    return {
      confirmed: told.filter(([, { sent }]) => sent).length,
      isToldOfAnother: (day) => told.some(([, { start }]) => start !== null && dayIn(start) !== day),
      reminded: (kind, object, date) => {
        let count = 0;
        for (const recipient of reminded.get([kind, object, date].join(SEPARATOR)) ?? [])
          if (!gone.has(recipient)) count += 1;
        return count;
      },
    };
  };
  return {
    // No hash is computed for a webinar without letters.
    told: (code, email) => folderFor(code)?.told.get(addressHash(email)) ?? NOTHING,
    rejected: (code, email, date) =>
      folderFor(code)?.rejected.has(addressHash(email) + SEPARATOR + date) ?? false,
    movedAt: (code, start) => folderFor(code)?.movedAt.get(start) ?? null,
    apartFrom,
  };
}
