// What happens to a letter already in «Письма», given what the rules now say of its occasion.
import { inWindow, isWaiting, type Letter, type LetterWindow, MEMORY_DAYS } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import type { CommonSettings, SettingsOf } from '../rules/settings.js';
import { HOUR, type Instant, MINUTE, plus } from '../rules/zone.js';
import { isMisaddressed, isWithdrawn, MOVED, NOT_CALLED_FOR, type OutboxEntry, REPLACED } from './entries.js';

export const PASSED = 'время письма прошло';

/** On whose behalf a letter is created: an evaluated programme, or «Общие» with the parameters that apply. */
export interface Sender {
  readonly programme: Pick<Programme, 'title'>;
  readonly settings: Pick<SettingsOf<CommonSettings>, 'letterMode' | 'zone'>;
}

/** A letter as the rules now return it. */
export interface Yielded extends Sender {
  readonly letter: Letter;
}

/** What the rules say about the occasion of an earlier letter. */
export type Word =
  /** This run's rules return the letter. */
  | ({ readonly kind: 'yielded' } & Yielded)
  /** Older than this run's window; asked with a longer one, the rules still return it. */
  | ({ readonly kind: 'owed' } & Yielded)
  /** Asked with a longer window, the rules do not return it. */
  | { readonly kind: 'needless' }
  /** A digest that this run's rules return to another address instead. */
  | { readonly kind: 'moved' }
  /** A reminder that the rules return, and a later one of the same end takes its place. */
  | { readonly kind: 'replaced' }
  /** The rules have decided and do not return it; they were not asked with a longer window. */
  | { readonly kind: 'silent' }
  /** Its programme is stopped or not enabled. */
  | { readonly kind: 'unknown' };

export type Fate =
  | { readonly kind: 'keep' }
  /** Its text may have changed. */
  | ({ readonly kind: 'refresh' } & Yielded)
  /** Its time has changed. */
  | ({ readonly kind: 'retime' } & Yielded)
  /** It was cancelled and its occasion has come back. */
  | ({ readonly kind: 'revive' } & Yielded)
  | { readonly kind: 'cancel'; readonly reason: string };

/** The run: its moment, the window that its rules cover, and its letters. */
export interface Around extends LetterWindow {
  readonly now: Instant;
  /** Whether letters of this code are returned in every run for as long as their statement holds. */
  readonly retractable: (code: string) => boolean;
}

const KEEP: Fate = { kind: 'keep' };

/** Whether a letter can still change; most have been sent long ago. */
export const isUnsettled = (entry: OutboxEntry): boolean =>
  isWaiting(entry) || isWithdrawn(entry) || isMisaddressed(entry);

/** Decides what happens to a letter of an earlier run. */
export function fateOf(entry: OutboxEntry, word: Word, around: Around): Fate {
  const { now } = around;
  if (isWithdrawn(entry)) return isBack(word, now) ? { ...word, kind: 'revive' } : KEEP;
  if (isMisaddressed(entry)) return fallen(entry, word, around);
  if (!isWaiting(entry)) return KEEP;
  if (expired(word.kind === 'yielded' ? endOf(word.letter) : entry.key.until, now))
    return { kind: 'cancel', reason: PASSED };
  switch (word.kind) {
    case 'yielded':
      return { ...word, kind: isRetimed(entry, word.letter, now) ? 'retime' : 'refresh' };
    case 'owed':
      return { ...word, kind: 'refresh' };
    case 'needless':
    case 'moved':
    case 'replaced':
    case 'silent':
    case 'unknown':
      return fallen(entry, word, around);
  }
}

/** What becomes of a letter that the rules do not return, or not for its own sake. */
function fallen(entry: OutboxEntry, word: Word, around: Around): Fate {
  if (word.kind === 'moved') return { kind: 'cancel', reason: MOVED };
  if (word.kind === 'replaced') return { kind: 'cancel', reason: REPLACED };
  return hasFallen(entry, word, around) ? { kind: 'cancel', reason: NOT_CALLED_FOR } : KEEP;
}

/** Whether the rules no longer call for a letter that they would return if they did. */
const hasFallen = (entry: OutboxEntry, { kind }: Word, around: Around): boolean =>
  kind === 'needless' ||
  (kind === 'silent' &&
    isInSight(entry, around) &&
    (isAhead(entry, around.now) || isRetractable(entry, around)));

/**
 * Whether the rules must be asked with a longer window: the letter was not returned by this run, but staff
 * have left it unsent for longer than the run looks back. A cancelled letter without `until`, or one to a wrong
 * address, is forgotten after a month.
 */
export function isLongAgo(entry: OutboxEntry, around: Around): boolean {
  const { notBefore, key } = entry;
  if (notBefore === null || notBefore >= around.letterWindow.from || expired(key.until, around.now))
    return false;
  const remembered = key.until !== null || notBefore > plus(around.now, -MEMORY_DAYS * 24 * HOUR);
  const matters = isWaiting(entry) || (remembered && (isWithdrawn(entry) || isMisaddressed(entry)));
  return matters && isRetractable(entry, around);
}

/** Whether a letter has become pointless. */
export const expired = (until: Instant | null, now: Instant): boolean => until !== null && until <= now;

export const endOf = ({ until }: Letter): Instant | null => until ?? null;

/** Whether a letter expired while it waited; for the sender, which evaluates no rules. */
export const isExpired = (entry: OutboxEntry, now: Instant): boolean =>
  isWaiting(entry) && expired(entry.key.until, now);

/** A letter sent automatically would come too late by then; whether a draft does is for staff to judge. */
const isBack = (word: Word, now: Instant): word is Extract<Word, Yielded> =>
  (word.kind === 'yielded' && !expired(endOf(word.letter), now)) ||
  (word.kind === 'owed' && word.settings.letterMode === 'черновик');

const isInSight = ({ notBefore }: OutboxEntry, around: Around): boolean =>
  notBefore !== null && inWindow(around, notBefore);

/** Queued for a moment that was in the future when the letter was created. */
const isQueuedAhead = ({ notBefore, created }: OutboxEntry): boolean =>
  notBefore !== null && (created === null || notBefore > created);
/** That moment is still to come. */
const isAhead = (entry: OutboxEntry, now: Instant): boolean =>
  isQueuedAhead(entry) && entry.notBefore !== null && entry.notBefore > now;

const isRetractable = ({ key }: OutboxEntry, { retractable }: Around): boolean => retractable(key.code);

/**
 * Whether the moment of a letter that comes again lies ahead, and is not its old one or one that staff had set: a letter
 * that was due when it was created had none.
 */
export const isMovedAhead = (
  { key, created, notBefore }: OutboxEntry,
  { occasion }: Letter,
  now: Instant,
): boolean =>
  occasion > now &&
  notBefore !== null &&
  Math.abs(notBefore - occasion) > MINUTE &&
  !(key.seen && created !== null && notBefore - created > MINUTE);

/**
 * Whether a waiting letter's moment has changed: the occasion is now earlier or later than foreseen. A letter whose
 * moment has just come waits if its occasion has been put off meanwhile. If the occasion had come when the letter was
 * created, a later time was set by staff and stays.
 */
const isRetimed = (entry: OutboxEntry, letter: Letter, now: Instant): boolean =>
  entry.notBefore !== null &&
  isQueuedAhead(entry) &&
  (entry.notBefore > now || letter.occasion > now) &&
  !entry.key.seen &&
  (entry.created === null || letter.occasion - entry.created > MINUTE) &&
  (Math.abs(entry.notBefore - letter.occasion) > MINUTE ||
    (letter.until !== undefined &&
      entry.key.until !== null &&
      Math.abs(entry.key.until - letter.until) > MINUTE));
