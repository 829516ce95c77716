// What «Письма» shows about earlier letters: who was told which start, and what was sent at which moment.
import { addressHash } from '../hash.js';
import { isOpen, type PastLetter, type PastLetters } from '../letters.js';
import { letters } from './letters.js';
import { type ReminderKind, REMINDERS } from './schedule.js';

/** What one listener was told about one webinar. */
export interface Told {
  /**
   * Whether the confirmation has been sent or has failed. One that waits or was cancelled must still be
   * returned in every run while it holds.
   */
  readonly confirmed: boolean;
  /** The start announced last (the memo); null when none was. */
  readonly start: string | null;
  /** Number of moves announced. */
  readonly moves: number;
}

export interface MailLog {
  readonly told: (code: string, email: string) => Told;
  /** Whether a rejection with this recipient and date was sent or has failed. */
  readonly rejected: (code: string, email: string, date: string) => boolean;
  /** Number of confirmations sent. */
  readonly confirmations: (code: string) => number;
  /** Whether a reminder with this object and date was sent to anybody. */
  readonly reminded: (kind: ReminderKind, object: string, date: string) => boolean;
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
  confirmations: number;
}
const NOTHING: Told = { confirmed: false, start: null, moves: 0 };

export function readMailLog(past: PastLetters): MailLog {
  const folders = new Map<string, Folder>();
  const folderOf = (code: string): Folder => {
    let folder = folders.get(code);
    if (!folder) folders.set(code, (folder = { told: new Map(), rejected: new Set(), confirmations: 0 }));
    return folder;
  };
  for (const one of past.of(letters.confirmed.code)) {
    const folder = folderOf(one.object);
    if (one.status === 'отправлено') folder.confirmations += 1;
    const start = hasGone(one) ? one.memo : (folder.told.get(one.recipient)?.start ?? null);
    folder.told.set(one.recipient, { confirmed: !isOpen(one), start, moves: 0 });
  }
  for (const one of past.of(letters.rejected.code))
    if (!isOpen(one)) folderOf(one.object).rejected.add(one.recipient + SEPARATOR + one.date);
  for (const one of past.of(letters.moved.code)) {
    const told = hasGone(one) ? folders.get(withoutNumber(one.object))?.told : undefined;
    const { confirmed, moves } = told?.get(one.recipient) ?? NOTHING;
    told?.set(one.recipient, { confirmed, start: one.memo, moves: moves + 1 });
  }
  const reminded = new Set<string>();
  for (const kind of REMINDERS)
    for (const { status, object, date } of past.of(letters[kind].code))
      if (status === 'отправлено') reminded.add([kind, object, date].join(SEPARATOR));
  return {
    // No hash is computed for a webinar without letters.
    told: (code, email) => folders.get(code)?.told.get(addressHash(email)) ?? NOTHING,
    rejected: (code, email, date) =>
      folders.get(code)?.rejected.has(addressHash(email) + SEPARATOR + date) ?? false,
    confirmations: (code) => folders.get(code)?.confirmations ?? 0,
    reminded: (kind, object, date) => reminded.has([kind, object, date].join(SEPARATOR)),
  };
}
