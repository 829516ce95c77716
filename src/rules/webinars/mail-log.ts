// What «Письма» shows about earlier letters to listeners: the decision and the start that each was told last, and
// the reminders that each has had.
import { entryOf, groupBy, onceEach, pushTo } from '../collections.js';
import { isoDay } from '../day.js';
import { hashIn } from '../erased.js';
import { addressHash } from '../hash.js';
import {
  byCreation,
  hasGone,
  NOT_TAKING_PART,
  numberIn,
  type PastLetter,
  type PastLetters,
  unnumbered,
} from '../letters.js';
import { keyOf } from '../text.js';
import type { Instant } from '../zone.js';
import { isLifted, type Term } from './deadlines.js';
import { letters } from './letters.js';
import { REMINDERS } from './schedule.js';
import type { Addressee } from './registrations.js';
import type { Dossier } from './season.js';

const KINDS = ['confirmed', 'rejected', 'moved', 'cancelled', ...REMINDERS] as const;
type LetterName = (typeof KINDS)[number];

/** One earlier letter to a listener: it has gone, or tells of a move. */
interface Item {
  readonly kind: LetterName;
  /** As rules write it; keys of earlier versions have the code as typed. */
  readonly object: string;
  readonly letter: PastLetter;
}

/** What one listener knows of one webinar from letters that have gone. */
export interface Told {
  /** The last decision; null when none was told, or only to somebody erased since. */
  readonly decision: 'confirmed' | 'rejected' | 'cancelled' | null;
  /** The dates of registrations rejected since the last confirmation, without that of the accepted one. */
  readonly rejectedDates: ReadonlySet<string>;
  /** The start announced last (the memo), since that decision; null when none was. */
  readonly start: string | null;
  /** Numbers of letters: confirmations, decisions that took one back, and moves. */
  readonly confirmations: number;
  readonly reversals: number;
  readonly moves: number;
  /** The last move to another day that the rules have seen, sent or not. */
  readonly moved: { readonly day: string; readonly at: Instant | null } | null;
  /** In the order of creation. */
  readonly items: readonly Item[];
}

/** A recipient of letters, and what they say so far. */
export interface Informed {
  readonly to: Addressee;
  readonly told: Told;
}

export interface MailLog {
  /** A webinar's audience, and what each was told. */
  readonly audience: (dossier: Dossier) => readonly Informed[];
  /** What was told to an address that need not be in the audience. */
  readonly told: (code: string, email: string) => Told;
  /**
   * Whether the letters after the webinar have gone to everybody accepted, so that «Рассылка после» only lacks its
   * date. Lifted deadlines lack nothing.
   */
  readonly isUnmarked: (dossier: Dossier, term: Term) => boolean;
}

const NOTHING: Told = {
  decision: null,
  rejectedDates: new Set(),
  start: null,
  confirmations: 0,
  reversals: 0,
  moves: 0,
  moved: null,
  items: [],
};

/** The day of a start, `2024-03-14T11:00`. */
export const dayIn = (start: string): string => start.slice(0, 10);

/** What the memo of a rejection says. */
interface Rejection {
  /** `NOT_TAKING_PART`, or the date of the registration that is accepted, which the letter does not take back. */
  readonly standing: string;
  /** Stand for what was wrong; a letter of earlier versions said one thing. */
  readonly prints: readonly string[];
}
export const rejectionMemo = ({ standing, prints }: Rejection): string => [standing, ...prints].join();
function readRejection(memo: string): Rejection {
  const [standing = '', ...prints] = memo.split(',');
  return { standing, prints: prints.length > 0 ? prints : [standing] };
}

/** The webinar that a letter is about: the object is its key, or «key/number». */
const webinarOf = (kind: LetterName, object: string): string =>
  kind === 'weekly' || kind === 'moved' ? object.slice(0, Math.max(0, object.lastIndexOf('/'))) : object;

/** The letters about one webinar by the hash of the recipient. */
type Folder = Map<string, Item[]>;
const emptyFolder = (): Folder => new Map();

export function readMailLog(past: PastLetters): MailLog {
  const folders = new Map<string, Folder>();
  const keyed = onceEach(keyOf);
  for (const kind of KINDS)
    for (const letter of past.of(letters[kind].code)) {
      if (!hasGone(letter) && kind !== 'moved') continue;
      const object = keyed(letter.object);
      const code = webinarOf(kind, object);
      pushTo(entryOf(folders, code, emptyFolder), letter.recipient, { kind, object, letter });
    }
  // Hashing addresses is the slowest part: none is hashed for a webinar without letters.
  const audience = onceEach(({ one, enrolment }: Dossier): readonly Informed[] => {
    const folder = folders.get(keyOf(one.row.code));
    if (!folder) return enrolment.audience.map((to) => ({ to, told: NOTHING }));
    const erased = new Set(enrolment.erased.map(hashIn));
    return enrolment.audience.map((to) => {
      const recipient = addressHash(to.email);
      // Somebody who was erased and has registered again knows of nothing that was sent before.
      return { to, told: toldBy(folder.get(recipient), erased.has(recipient) ? to.row.registeredAt : 0) };
    });
  });
  const told = (code: string, email: string): Told => {
    const folder = folders.get(keyOf(code));
    return folder ? toldBy(folder.get(addressHash(email)), 0) : NOTHING;
  };
  const followUps = groupBy(
    past.of(letters.followUp.code).filter(hasGone),
    ({ memo, object }) => `${memo} ${keyed(object)}`,
  );
  const isFollowedUp = onceEach(({ one, enrolment: { audience: all } }: Dossier): boolean => {
    const about = followUps.get(`${isoDay(one.startDay)} ${keyOf(one.row.code)}`) ?? [];
    const reached = new Set(about.map(({ recipient }) => recipient));
    return reached.size > 0 && all.every(({ email }) => reached.has(addressHash(email)));
  });
  const isUnmarked = (dossier: Dossier, { rule, done }: Term): boolean =>
    rule.key === 'mailing' && done === null && !isLifted(dossier.verdict) && isFollowedUp(dossier);
  return { audience, told, isUnmarked };
}

/** Reduces the letters to one recipient; those created before `since` are only counted. */
function toldBy(items: readonly Item[] | undefined, since: number): Told {
  if (!items) return NOTHING;
  const inOrder = items.length === 1 ? items : [...items].sort((a, b) => byCreation(a.letter, b.letter));
  const told: { -readonly [K in keyof Told]: Told[K] } = { ...NOTHING, items: inOrder };
  let rejected: string[] = [];
  for (const { kind, letter } of inOrder) {
    const { memo, created } = letter;
    const isKnown = (created ?? since) >= since;
    if (kind === 'moved' && isKnown && dayIn(told.start ?? '') !== dayIn(memo))
      told.moved = { day: dayIn(memo), at: created };
    if (!hasGone(letter)) continue;
    const standing = kind === 'rejected' ? readRejection(memo).standing : '';
    const isReversal = kind === 'cancelled' || (kind === 'rejected' && standing === NOT_TAKING_PART);
    if (kind === 'confirmed') told.confirmations += 1;
    if (kind === 'moved') told.moves += 1;
    if (isReversal) told.reversals += 1;
    if (!isKnown) continue;
    if (kind === 'confirmed' || isReversal) told.decision = kind;
    if (kind === 'confirmed') rejected = [];
    if (standing !== '' && standing !== dateOf(letter)) rejected.push(dateOf(letter));
    if (isReversal) told.start = null;
    else if (kind !== 'rejected' && memo !== '') told.start = memo;
  }
  if (rejected.length > 0) told.rejectedDates = new Set(rejected);
  return told;
}

/** The date of the registration that a rejection is about. */
const dateOf = ({ date }: PastLetter): string => unnumbered(date);

/**
 * What the last letter of rejection about the registrations of a date said was wrong, if there is one, and the
 * number that the next one has.
 */
export function rejectionsIn(
  { items }: Told,
  date: string,
): { readonly known: ReadonlySet<string>; readonly number: number } {
  let known = new Set<string>();
  let number = 0;
  for (const { kind, letter } of items) {
    if (kind !== 'rejected' || dateOf(letter) !== date) continue;
    known = new Set(readRejection(letter.memo).prints);
    number = Math.max(number, numberIn(letter.date) + 1);
  }
  return { known, number };
}

/** Whether a listener has had the reminder with this key. */
export const wasReminded = (
  { items }: Told,
  about: { readonly kind: LetterName; readonly object: string; readonly date: string },
): boolean =>
  items.some(
    ({ kind, object, letter }) =>
      kind === about.kind && object === about.object && letter.date === about.date,
  );
