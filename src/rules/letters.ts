// Declarations of letters and the letters that rules yield. A letter is a value; the outbox decides what becomes of it.
import { innerQuotes } from './text.js';
import type { Instant } from './zone.js';

/** The order in which a queue is sent. */
export const PRIORITIES = ['decision', 'confirmation', 'reminder', 'digest'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** A kind of letter: its code, its place in the queue and its built-in Russian text, which staff may edit in «Шаблоны писем». */
export interface LetterKind<P extends string = string> {
  /** `marathon.registered`: the beginning of each such letter's key. */
  readonly code: string;
  readonly priority: Priority;
  /** Codes of letters that this one corrects: such a one that still waits goes before it, so that the last word is the last. */
  readonly corrects?: readonly string[];
  /**
   * It says how things stand («срок истёк», «вебинар отменён»), and the rules yield it in every run for as long as they stand so:
   * while it waits it is taken back once they no longer do.
   */
  readonly retractable?: boolean;
  /** The names that may stand in `{{…}}`, in Russian. */
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

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** The placeholders of a text that are not among the known ones. */
export function unknownPlaceholders(template: string, known: readonly string[]): string[] {
  const names = new Set<string>();
  for (const [, name = ''] of template.matchAll(PLACEHOLDER))
    if (!known.includes(name.trim())) names.add(name.trim());
  return [...names];
}

/** Fills `{{имя}}`; a value is never itself searched for placeholders. One in quotes gets inner quotes of the other kind. */
export const fillTemplate = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(PLACEHOLDER, (whole: string, name: string, at: number) => {
    const known = Object.prototype.hasOwnProperty.call(values, name.trim());
    const value = known ? (values[name.trim()] ?? whole) : whole;
    const inQuotes = template[at - 1] === '«' && template[at + whole.length] === '»';
    return inQuotes ? innerQuotes(value) : value;
  });

/** A letter that the rules want sent. The same occasion has the same code, object, recipient and date, so it is never produced twice. */
export interface Letter {
  readonly code: string;
  /** What it is about: a block, a webinar, a client; free text. */
  readonly object: string;
  readonly to: string;
  readonly cc?: string;
  /**
   * Distinguishes occasions of one object and recipient: an ISO day or date-time, with what else tells them apart after commas; ''
   * when there is only one ever.
   */
  readonly date: string;
  /** From when it may be sent. For «at the first recompute that sees it»: now. */
  readonly occasion: Instant;
  /** Not sent any more from this instant on; one still queued becomes «отменено». */
  readonly until?: Instant;
  /** What this letter told, for later runs (`past`): short, without personal data. */
  readonly memo?: string;
  /** The placeholders' values; called only when the letter is really written. */
  readonly values: () => Readonly<Record<string, string>>;
}

/** The occasions that rules are asked for. */
export interface LetterWindow {
  /** Letters of older occasions are too late, of later ones too early. Inclusive. */
  readonly letterWindow: { readonly from: Instant; readonly to: Instant };
}

/** Builds a letter of a declared kind: the values must be exactly its placeholders. */
export const letter = <P extends string>(
  kind: LetterKind<P>,
  about: Omit<Letter, 'code' | 'values'> & { readonly values: () => Readonly<Record<P, string>> },
): Letter => ({ ...about, code: kind.code });

/** Whether an occasion is still of interest: neither too late nor too early to be told. */
export const inWindow = ({ letterWindow: { from, to } }: LetterWindow, occasion: Instant): boolean =>
  occasion >= from && occasion <= to;

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

const OPEN: ReadonlySet<LetterStatus> = new Set(['черновик', 'в очереди', 'отменено']);
/** Whether a letter of an earlier run may still go, or be taken up again: its rule yields it as long as it holds. */
export const isOpen = ({ status }: Pick<PastLetter, 'status'>): boolean => OPEN.has(status);

/** A letter of an earlier run, as «Письма» remembers it. The recipient is a hash (`addressHash`). */
export interface PastLetter {
  readonly object: string;
  readonly recipient: string;
  readonly date: string;
  readonly memo: string;
  readonly created: Instant | null;
  readonly status: LetterStatus;
}

/** What «Письма» holds of earlier runs. */
export interface PastLetters {
  /** Letters of one code, oldest first (by row). */
  readonly of: (code: string) => readonly PastLetter[];
}
