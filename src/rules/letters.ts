// Declarations of letters, and the letters that rules return. A letter is a value; the outbox decides what to
// do with it.
import { oncePer } from './collections.js';
import { addDays, type Day } from './day.js';
import { keyOf } from './text.js';
import type { Instant, Zone } from './zone.js';

/** For so many days what waits, failed or was decided late can still lead to a letter; older matters are history. */
export const MEMORY_DAYS = 31;

/** The order in which a queue is sent. */
export const PRIORITIES = ['decision', 'confirmation', 'reminder', 'digest'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A kind of letter: its code, its priority and its built-in Russian text, which staff may edit in «Шаблоны писем». */
export interface LetterKind<P extends string = string> {
  /** The first part of the letters' keys, e.g. `marathon.registered`. */
  readonly code: string;
  readonly priority: Priority;
  /**
   * Codes of letters that this one corrects: if one of them is still queued, it is sent first, so that the
   * correction arrives last.
   */
  readonly corrects?: readonly string[];
  /**
   * It stays true whatever happens later, so once it is due it is not withdrawn. Any other letter states a condition
   * («срок истёк», «вебинар отменён») or reminds of something ahead, and the rules return it in every run while that
   * holds and its occasion is in the window (`inWindow`), which then reaches back to the oldest letter that still
   * waits. If they no longer return it, it is cancelled.
   */
  readonly lasting?: true;
  /** Names allowed in `{{…}}`, in Russian. */
  readonly placeholders: readonly P[];
  readonly subject: string;
  readonly body: string;
}

/** Declares a kind of letter; throws when its own text uses a placeholder that it does not declare. */
export function letterKind<const P extends string>(kind: LetterKind<P>): LetterKind<P> {
  const unknown = unknownPlaceholders(`${kind.subject}\n${kind.body}`, kind.placeholders);
  if (unknown.length > 0) throw new Error(`letter ${kind.code}: unknown placeholder ${unknown.join(', ')}`);
  return kind;
}
export type LetterKinds = Readonly<Record<string, LetterKind>>;

export const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** What a damaged placeholder looks like, such as `{{ФИО}`: it would go out as it stands. */
const DAMAGED = /\{\{[^{}\n]{0,30}\}?|\{?[^{}\n]{0,30}\}\}/g;

/** In single braces a declared name is a placeholder, too; anything else is a text of staff. */
const SINGLE = /\{([^{}\n]{1,30})\}/g;

/** The declared name that a placeholder means, compared like headers. */
const meant = (name: string, known: readonly string[]): string | undefined =>
  known.find((one) => keyOf(one) === keyOf(name));

/** A text with its placeholders spelled as declared. */
export const spelled = (template: string, known: readonly string[]): string =>
  template.replace(PLACEHOLDER, (_, name: string) => `{{${meant(name, known) ?? name}}}`);

/** The placeholders of a text, as written, that are not in `known` or have lost a brace. */
export function unknownPlaceholders(template: string, known: readonly string[]): string[] {
  const found: string[] = [];
  let rest = template.replace(PLACEHOLDER, (_, name: string) => {
    if (meant(name, known) === undefined) found.push(`{{${name.trim()}}}`);
    return '\n';
  });
  // Most texts have none, and this pattern is tried at every character.
  if (/\{\{|\}\}/.test(rest))
    rest = rest.replace(DAMAGED, (piece) => {
      found.push(piece.trim());
      return '\n';
    });
  for (const [piece, name = ''] of rest.matchAll(SINGLE))
    if (meant(name, known) !== undefined) found.push(piece);
  return [...new Set(found)];
}

/**
 * A letter that the rules want sent. One occasion always has the same code, object, recipient and date, so
 * its letter is never created twice.
 */
export interface Letter {
  readonly code: string;
  /** What it is about: a block, a webinar, a client; free text. */
  readonly object: string;
  readonly to: string;
  /**
   * The name in the recipient's row, where object and date are the same for many: if a waiting letter is no longer
   * called for and one to another address is, it tells a corrected address from another person.
   */
  readonly person?: string;
  /**
   * Distinguishes occasions of one object and recipient: an ISO day or date-time, followed by further
   * distinctions after commas; '' when there can only be one.
   */
  readonly date: string;
  /** When it may be sent at the earliest; `now` for «at the first recompute that sees it». */
  readonly occasion: Instant;
  /** What the last recompute did not know yet is told however long ago it happened. */
  readonly news?: boolean;
  /** From this instant on it is no longer sent; if still queued it becomes «отменено». */
  readonly until?: Instant;
  /** A short note for later runs (`past`) on what this letter announced, without personal data. */
  readonly memo?: string;
  /**
   * The later reminders of the same end: once one of them is in «Письма» and its moment has come, whoever it is to and
   * whatever became of it, this letter is not created, and of no use if it has waited since before that moment.
   */
  readonly replacedBy?: readonly Reminder[];
  /** The placeholders' values; called only when the text is needed. */
  readonly values: () => Readonly<Record<string, string>>;
}

/** A reminder, whoever it is to. */
export type Reminder = Pick<Letter, 'code' | 'object' | 'date' | 'occasion'>;

/** Those of a series of reminders of one end that are later than this occasion (`replacedBy`). */
export const laterOnes = (series: readonly Reminder[], occasion: Instant): readonly Reminder[] =>
  series.filter((one) => one.occasion > occasion);

/**
 * The window of occasions for which rules return letters. Rules compare with it, not with `now`: the outbox
 * asks again with a longer one about letters that staff have left unsent.
 */
export interface LetterWindow {
  /** Inclusive: older occasions are too late, later ones too early. */
  readonly letterWindow: { readonly from: Instant; readonly to: Instant };
}

/** Builds a letter of a declared kind: the values must give each of its placeholders. */
export const letter = <P extends string>(
  kind: LetterKind<P>,
  about: Omit<Letter, 'code' | 'values'> & { readonly values: () => Readonly<Record<P, string>> },
): Letter => ({ ...about, code: kind.code });

/** A date of a key with the number of the occasion; the first one has none. */
export const numbered = (date: string, number: number): string => (number === 0 ? date : `${date},${number}`);
/** The parts of a numbered date. */
export const unnumbered = (date: string): string => date.split(',')[0] ?? '';
export const numberIn = (date: string): number => Number(date.split(',')[1] ?? 0);
/** The memo of a refusal, or the first part of it, whose recipient does not take part by another registration. */
export const NOT_TAKING_PART = 'out';

/** Whether an occasion is neither too late nor too early for a letter. */
export const inWindow = ({ letterWindow: { from, to } }: LetterWindow, occasion: Instant): boolean =>
  occasion >= from && occasion <= to;

/** The first and the last day whose 00:00 is in the window. */
const windowDays = oncePer(({ letterWindow: { from, to }, zone }: LetterWindow & { readonly zone: Zone }) => {
  const day = zone.dayOf(from);
  return { first: zone.at(day) >= from ? day : addDays(day, 1), last: zone.dayOf(to) };
});
/** Whether 00:00 of a day, when what is tied to the day is due, is in the window. */
export function opensInWindow(facts: LetterWindow & { readonly zone: Zone }, day: Day): boolean {
  const { first, last } = windowDays(facts);
  return day >= first && day <= last;
}

/** The words of «Статус» in «Письма». */
export const LETTER_STATUSES = [
  'черновик',
  'в очереди',
  'отправляется',
  'отправлено',
  'ошибка',
  'отменено',
] as const;
export type LetterStatus = (typeof LETTER_STATUSES)[number];
/** The status that staff or the add-on have written; null if it is none. */
export const statusIn = (typed: string): LetterStatus | null =>
  LETTER_STATUSES.find((word) => word === keyOf(typed)) ?? null;

/** Whether it has not been sent and still will be. */
export const isWaiting = ({ status }: { readonly status: LetterStatus | null }): boolean =>
  status === 'черновик' || status === 'в очереди';
/** Whether a letter of an earlier run may still be sent or revived: its rule must return it while it holds. */
export const isOpen = (one: Pick<PastLetter, 'status'>): boolean =>
  isWaiting(one) || one.status === 'отменено';

/** Whether staff have cancelled it: they have told its recipient themselves, or mean to. */
export const isCancelledByStaff = ({
  status,
  withdrawn,
}: Pick<PastLetter, 'status' | 'withdrawn'>): boolean => status === 'отменено' && !withdrawn;

/**
 * Whether its recipient knows what it said. A letter that waits takes on what is in force meanwhile; one that failed
 * may still have its address corrected.
 */
export const hasGone = ({ status }: Pick<PastLetter, 'status'>): boolean =>
  status === 'отправлено' || status === 'отправляется';

/** Whether its recipient knows of the matter: it has gone, or staff have cancelled it and see to it themselves. */
export const isTold = (one: Pick<PastLetter, 'status' | 'withdrawn'>): boolean =>
  hasGone(one) || isCancelledByStaff(one);

/** A letter of an earlier run as recorded in «Письма». The recipient is a hash (`addressHash`). */
export interface PastLetter {
  readonly object: string;
  readonly recipient: string;
  readonly date: string;
  readonly memo: string;
  readonly created: Instant | null;
  /** «Отправить не раньше». */
  readonly due: Instant | null;
  readonly status: LetterStatus;
  /** Cancelled because the rules no longer called for it, not by staff: it is revived if they do again. */
  readonly withdrawn: boolean;
}

/** Oldest first; those whose time of creation cannot be read come before all others. */
export const byCreation = (a: Pick<PastLetter, 'created'>, b: Pick<PastLetter, 'created'>): number =>
  (a.created ?? 0) - (b.created ?? 0);

/** The letters of earlier runs in «Письма». */
export interface PastLetters {
  /** Letters of one code, oldest first (by row). */
  readonly of: (code: string) => readonly PastLetter[];
}
