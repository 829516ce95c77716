// What becomes of a letter that stands in «Письма» already, by what the rules say of its occasion now.
import type { Letter } from '../rules/letters.js';
import type { CommonSettings, SettingsOf } from '../rules/settings.js';
import { HOUR, type Instant, MINUTE, plus } from '../rules/zone.js';
import { HORIZON_HOURS } from '../sheets/evaluate.js';
import { type OutboxEntry, waiting } from './entries.js';

export const GONE = 'повод отпал: письмо больше не нужно';
export const PASSED = 'время письма прошло';

/** How long the rules are asked whether a letter that was taken back is called for again. */
const MEMORY_DAYS = 31;

/** The letter as the rules tell it by now, and the parameters of its programme. */
export interface Told {
  readonly letter: Letter;
  readonly settings: Pick<SettingsOf<CommonSettings>, 'letterMode' | 'zone'>;
}

/** What the rules say of an earlier letter's occasion. */
export type Word =
  /** This run yields the letter. */
  | ({ readonly kind: 'yielded' } & Told)
  /** Asked about longer ago than a run looks back, they still call for it. */
  | ({ readonly kind: 'owed' } & Told)
  /** Asked about longer ago, they do not. */
  | { readonly kind: 'needless' }
  /** They have decided and do not yield it; nobody asked about longer ago. */
  | { readonly kind: 'silent' }
  /** Its programme is stopped, or none of the workbook's. */
  | { readonly kind: 'unknown' };

export type Fate =
  | { readonly kind: 'keep' }
  /** It may tell something else by now. */
  | ({ readonly kind: 'refresh' } & Told)
  /** Its moment has moved. */
  | ({ readonly kind: 'retime' } & Told)
  /** It was taken back and is called for again. */
  | ({ readonly kind: 'revive' } & Told)
  | { readonly kind: 'cancel'; readonly reason: string };

export interface Around {
  readonly now: Instant;
  /** Rules look back to here, and ahead to there. */
  readonly earliest: Instant;
  readonly horizon: Instant;
  /** Whether letters of a code are yielded for as long as what they say holds. */
  readonly retractable: (code: string) => boolean;
}

/** The instants around a run, by its hours for late letters. */
export const lookOf = (now: Instant, lateHours: number): Omit<Around, 'retractable'> => ({
  now,
  earliest: plus(now, -lateHours * HOUR),
  horizon: plus(now, HORIZON_HOURS * HOUR),
});

const KEEP: Fate = { kind: 'keep' };

/** Whether anything may still become of a letter: most have gone long ago. */
export const isUnsettled = (entry: OutboxEntry): boolean => waiting(entry.status) || isGone(entry);

/** What becomes of a letter of an earlier run. */
export function fateOf(entry: OutboxEntry, word: Word, around: Around): Fate {
  const { now } = around;
  if (isGone(entry)) return isBack(word, now) ? { ...word, kind: 'revive' } : KEEP;
  if (!waiting(entry.status)) return KEEP;
  if (expired(word.kind === 'yielded' ? endOf(word.letter) : entry.key.until, now))
    return { kind: 'cancel', reason: PASSED };
  switch (word.kind) {
    case 'yielded':
      return { ...word, kind: isRetimed(entry, word.letter, now) ? 'retime' : 'refresh' };
    case 'owed':
      return { ...word, kind: 'refresh' };
    case 'needless':
      return { kind: 'cancel', reason: GONE };
    case 'silent':
      return isInSight(entry, around) && (isAhead(entry, now) || isTakenBack(entry, around))
        ? { kind: 'cancel', reason: GONE }
        : KEEP;
    case 'unknown':
      return KEEP;
  }
}

/**
 * Whether the rules must be asked about longer ago, where this run does not yield the letter: staff have not sent it for longer
 * than rules look back. Of what was taken back a month ago and has no end nobody thinks any more.
 */
export function isLongAgo(entry: OutboxEntry, around: Around): boolean {
  const { notBefore, key } = entry;
  if (notBefore === null || notBefore >= around.earliest || expired(key.until, around.now)) return false;
  const remembered = key.until !== null || notBefore > plus(around.now, -MEMORY_DAYS * 24 * HOUR);
  return (waiting(entry.status) || (isGone(entry) && remembered)) && isTakenBack(entry, around);
}

/** Whether a letter makes no sense any more. */
export const expired = (until: Instant | null, now: Instant): boolean => until !== null && until <= now;

export const endOf = ({ until }: Letter): Instant | null => until ?? null;

/** A letter that has expired while it waited; the sender asks, which evaluates nothing. */
export const isExpired = (entry: OutboxEntry, now: Instant): boolean =>
  waiting(entry.status) && expired(entry.key.until, now);

const isGone = ({ status, reason }: OutboxEntry): boolean => status === 'отменено' && reason === GONE;

/** What goes out of itself is too late after such a time; a draft is for staff to judge. */
const isBack = (word: Word, now: Instant): word is Extract<Word, Told> =>
  (word.kind === 'yielded' && !expired(endOf(word.letter), now)) ||
  (word.kind === 'owed' && word.settings.letterMode === 'черновик');

const isInSight = ({ notBefore }: OutboxEntry, { earliest, horizon }: Around): boolean =>
  notBefore !== null && notBefore >= earliest && notBefore <= horizon;

/** Queued for a moment that had not come when the letter was made, and has not come yet. */
const isAhead = ({ notBefore, created }: OutboxEntry, now: Instant): boolean =>
  notBefore !== null && notBefore > now && (created === null || notBefore > created);

const isTakenBack = (entry: OutboxEntry, { retractable }: Around): boolean =>
  isReminder(entry) || retractable(entry.key.code);

/**
 * Made for a moment of its own, not for the run that first saw the occasion, and of no use after another: the rules
 * yield it as long as it is called for, also after its moment while staff have not sent it.
 */
const isReminder = ({ notBefore, created, key }: OutboxEntry): boolean =>
  key.until !== null && notBefore !== null && created !== null && Math.abs(notBefore - created) > MINUTE;

/**
 * A letter that waits for a moment which has moved: the occasion came earlier, or later, than was foreseen. Of one whose occasion
 * had come when it was made, a later time is staff's own.
 */
const isRetimed = (entry: OutboxEntry, letter: Letter, now: Instant): boolean =>
  entry.notBefore !== null &&
  isAhead(entry, now) &&
  !entry.key.seen &&
  (entry.created === null || letter.occasion - entry.created > MINUTE) &&
  (Math.abs(entry.notBefore - letter.occasion) > MINUTE ||
    (letter.until !== undefined &&
      entry.key.until !== null &&
      Math.abs(entry.key.until - letter.until) > MINUTE));
