// The outbox «Письма»: the letters that this run adds, updates, cancels or revives.
import { isErased } from '../rules/erased.js';
import { cellText } from '../rules/kinds.js';
import { inWindow, type Letter, type LetterKind, type LetterStatus } from '../rules/letters.js';
import type { Instant } from '../rules/zone.js';
import type { CellUpdate } from '../sheets/diff.js';
import { type WantedRow, wantedRow } from '../sheets/wanted.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { addressFault, type OutboxEntry, pastLetters } from './entries.js';
import {
  type Around,
  endOf,
  expired,
  type Fate,
  fateOf,
  isMovedAhead,
  isUnsettled,
  type Yielded,
} from './fate.js';
import { identityOf, keyText, textPrint } from './keys.js';
import { type Mark, marks, marksAt } from './marks.js';
import { readdressed, reasoned } from './readdress.js';
import { replacedIn } from './reminders.js';
import { render, type Template } from './templates.js';
import { wordsOn, yieldedBy, type Yields } from './words.js';

type Templates = ReadonlyMap<string, Template>;

export interface OutboxPlan {
  readonly append: readonly WantedRow[];
  readonly update: readonly CellUpdate[];
  /**
   * Identities of letters whose time has changed after staff had edited their text: staff must check them.
   */
  readonly edited: readonly string[];
  /** Identities of new letters that take the place of others: they come about before a sending, too. */
  readonly heirs: ReadonlySet<string>;
  readonly queued: number;
  readonly failed: number;
}

const EDITED = 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте';

/**
 * Which missing letters to create, beside those that take the place of others: none, those that are due, or also
 * those within the horizon (the daily run).
 */
export type Reach = 'none' | 'due' | 'ahead';

/** What this run's letters change in the outbox. */
export function planOutbox(
  evaluations: readonly Evaluation[],
  entries: readonly OutboxEntry[],
  templates: Templates,
  asked: Pick<Around, 'now' | 'letterWindow'> & { readonly reach: Reach },
): OutboxPlan {
  const around: Around = {
    now: asked.now,
    letterWindow: asked.letterWindow,
    retractable: (code) => templates.has(code) && templates.get(code)?.kind.lasting !== true,
  };
  const yielded = yieldedBy(evaluations);
  const unsettled = entries.filter(isUnsettled);
  const isDigest = ({ code }: Pick<Letter, 'code'>): boolean =>
    templates.get(code)?.kind.priority === 'digest';
  const known = new Set(entries.map(({ identity }) => identity));
  const isTimely = (letter: Letter, isHeir: boolean, to: Instant): boolean =>
    (isHeir || letter.news === true || letter.occasion >= around.letterWindow.from) &&
    letter.occasion <= to &&
    !expired(endOf(letter), around.now) &&
    !isErased(letter.to);
  const coming = [...(asked.reach === 'none' ? [] : yielded.values())]
    .map(({ letter }) => letter)
    .filter((letter) => isTimely(letter, false, around.now));
  const isReplaced = replacedIn(pastLetters(entries).of, coming, around.now);
  const { wordOf, older } = wordsOn(unsettled, evaluations, yielded, around, isDigest, known, isReplaced);
  const decided = unsettled.map((entry) => ({ entry, fate: fateOf(entry, wordOf(entry), around) }));
  const offered = new Map([...older, ...yielded]);
  const { heirs, moved } = readdressed(decided, entries, offered, known, isReplaced);
  const fates = reasoned(decided, entries, offered, moved, around.now);
  const update = fates.flatMap(({ entry, fate }) =>
    marksAt(entry.row, marksOf(entry, fate, templates, around.now)),
  );
  const edited = new Set(update.filter(({ value }) => value === EDITED).map(({ row }) => row));
  const replaced = replacedAhead(entries, yielded, around);
  const reaches = (identity: string): Instant =>
    asked.reach === 'ahead' || heirs.has(identity) || replaced.has(withoutDate(identity))
      ? around.letterWindow.to
      : around.now;
  const isMade = (letter: Letter, identity: string): boolean =>
    !known.has(identity) &&
    !isReplaced(letter, null) &&
    isTimely(letter, heirs.has(identity), reaches(identity));
  const made = [...(asked.reach === 'none' ? heirs : new Map([...heirs, ...yielded]))]
    .filter(([identity, { letter }]) => isMade(letter, identity))
    .map(([identity, one]) => newRow(one, templates, around.now, identity));
  const failed = made.filter(({ isFaulty }) => isFaulty).length;
  return {
    append: made.map(({ cells }) => cells),
    update,
    heirs: new Set(heirs.keys()),
    edited: unsettled.filter(({ row }) => edited.has(row)).map(({ identity }) => identity),
    queued: made.length - failed,
    failed,
  };
}

/** What an identity tells beside the date. */
const withoutDate = (identity: string): string => identity.slice(0, identity.lastIndexOf('/'));

/**
 * Letters that were queued ahead for this window and that the rules no longer return, apart from their date: a
 * webinar moved within the day keeps its reminders, although only the daily run looks ahead otherwise. It does not
 * matter which run has seen the move first, nor whether the old reminder has gone.
 */
const replacedAhead = (
  entries: readonly OutboxEntry[],
  yielded: Yields,
  around: Around,
): ReadonlySet<string> =>
  new Set(
    entries
      .filter(
        ({ identity, notBefore, created }) =>
          notBefore !== null &&
          inWindow(around, notBefore) &&
          (created === null || created < notBefore) &&
          !yielded.has(identity),
      )
      .map(({ identity }) => withoutDate(identity)),
  );

/** The cells to change for a letter's fate. */
function marksOf(entry: OutboxEntry, fate: Fate, templates: Templates, now: Instant): readonly Mark[] {
  switch (fate.kind) {
    case 'keep':
      return [];
    case 'cancel':
      return marks('отменено', fate.reason);
    case 'revive':
      return revived(entry, fate, templates, now);
    case 'refresh':
      return refreshed(entry, fate.letter, templates);
    case 'retime':
      return retimed(entry, fate, templates);
  }
}

/** Status and reason of a new or revived letter. */
function fresh({ letter, settings }: Yielded): { readonly status: LetterStatus; readonly reason: string } {
  const fault = addressFault(letter.to);
  if (fault !== null) return { status: 'ошибка', reason: fault };
  return { status: settings.letterMode === 'авто' ? 'в очереди' : 'черновик', reason: '' };
}

const freshMarks = (told: Yielded): readonly Mark[] => {
  const { status, reason } = fresh(told);
  return marks(status, reason);
};

/**
 * Updates time and text. A text edited by staff is kept, and the letter becomes a draft for them to check.
 */
function retimed(entry: OutboxEntry, { letter, settings }: Yielded, templates: Templates): readonly Mark[] {
  const { key, identity } = entry;
  const edited = key.print !== '' && isEdited(entry);
  const words = wordsOf(letter, templates);
  return [
    { column: 'key', value: keyText(letter, identity, edited ? key.print : words.print()) },
    ...(edited ? marks('черновик', EDITED) : textMarks(words)),
    { column: 'notBefore', value: settings.zone.toSerial(letter.occasion) },
  ];
}

/** A letter whose moment lies ahead by now waits for it, unless staff had set one; otherwise it keeps its own. */
function revived(entry: OutboxEntry, told: Yielded, templates: Templates, now: Instant): readonly Mark[] {
  if (!isMovedAhead(entry, told.letter, now))
    return [...freshMarks(told), ...refreshed(entry, told.letter, templates)];
  const list = retimed(entry, told, templates);
  return list.some(({ value }) => value === EDITED) ? list : [...freshMarks(told), ...list];
}

const isEdited = ({ key, subject, text }: OutboxEntry): boolean =>
  textPrint(cellText(subject), cellText(text)) !== key.print;

/**
 * Updates what a waiting letter says and until when, where e.g. a link, a figure or a start has changed. A text
 * edited by staff is kept, and still announces what its memo says.
 */
function refreshed(entry: OutboxEntry, letter: Letter, templates: Templates): readonly Mark[] {
  const { cell, identity, key } = entry;
  if (key.print === '') return [];
  const words = wordsOf(letter, templates);
  // The usual case: nothing has changed, no fingerprint is needed.
  const same = words.subject === entry.subject && words.text === entry.text;
  const edited = !same && isEdited(entry);
  const print = same || edited ? key.print : words.print();
  const about = edited ? { ...letter, memo: key.memo } : letter;
  const now = keyText(about, identity, print, key.seen);
  return [
    ...(now === cell ? [] : [{ column: 'key', value: now }]),
    ...(print === key.print ? [] : textMarks(words)),
  ];
}

interface Words {
  readonly kind: LetterKind;
  readonly subject: string;
  readonly text: string;
  readonly print: () => string;
}

/** Subject and text as a cell stores them, and their fingerprint. */
function wordsOf({ code, values }: Letter, templates: Templates): Words {
  const template = templates.get(code);
  if (!template) throw new Error(`no template for ${code}`);
  const words = render(template, values());
  return { kind: template.kind, ...words, print: () => textPrint(words.subject, words.text) };
}

const textMarks = ({ subject, text }: Words): readonly Mark[] => [
  { column: 'subject', value: subject },
  { column: 'text', value: text },
];

/** The row of a new letter; `isFaulty`: it cannot be sent. */
export function newRow(
  made: Yielded,
  templates: Templates,
  now: Instant,
  identity = identityOf(made.letter),
): { readonly cells: WantedRow; readonly isFaulty: boolean } {
  const { letter, programme, settings } = made;
  const { status, reason } = fresh(made);
  const { kind, subject, text, print } = wordsOf(letter, templates);
  const seen = letter.occasion === now;
  const values: Readonly<Record<keyof typeof lettersTab.columns, unknown>> = {
    // A letter that is returned again while it waits may need a new time or text, so its fingerprint is
    // stored.
    key: keyText(letter, identity, seen && kind.lasting ? '' : print(), seen),
    programme: programme.title,
    to: letter.to,
    // Only staff send copies.
    cc: null,
    subject,
    text: null,
    notBefore: letter.occasion,
    created: now,
    status,
    sent: null,
    attempts: 0,
    reason,
  };
  // The text is long, and has been made safe for a cell already.
  const cells = { ...wantedRow(lettersTab, values, settings.zone), text: { value: text } };
  return { cells, isFaulty: status === 'ошибка' };
}
