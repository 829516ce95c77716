// The outbox «Письма»: the letters that this run adds, updates, cancels or revives.
import { isErased } from '../rules/erased.js';
import { cellText } from '../rules/kinds.js';
import { inWindow, type Letter, type LetterStatus } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import type { CommonSettings, SettingsOf } from '../rules/settings.js';
import { keyOf } from '../rules/text.js';
import type { Instant } from '../rules/zone.js';
import type { CellUpdate } from '../sheets/diff.js';
import { type WantedCell, wantedRow } from '../sheets/wanted.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { addressFault } from './address.js';
import type { OutboxEntry } from './entries.js';
import {
  type Around,
  endOf,
  expired,
  type Fate,
  fateOf,
  isLongAgo,
  isMovedAhead,
  isUnsettled,
  type Worded,
  type Word,
} from './fate.js';
import { identityOf, keyText, matterOf, textPrint } from './keys.js';
import { stillOwed } from './owed.js';
import { readdressed, reasoned } from './readdress.js';
import { render, type Template } from './templates.js';
import { collectLetters, type Yielded } from './yielded.js';

export interface OutboxPlan {
  readonly append: readonly Readonly<Record<string, WantedCell>>[];
  readonly update: readonly CellUpdate[];
  /**
   * Identities of letters whose time has changed after staff had edited their text: staff must check them.
   */
  readonly edited: readonly string[];
  readonly queued: number;
  readonly failed: number;
}

const EDITED = 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте';

/**
 * Which missing letters to create: none, those that are due, or also those within the horizon (the daily
 * run).
 */
export type Reach = 'none' | 'due' | 'ahead';

/** What this run's letters change in the outbox. */
export function planOutbox(
  evaluations: readonly Evaluation[],
  entries: readonly OutboxEntry[],
  templates: ReadonlyMap<string, Template>,
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
  const { wordOf, older } = wordsOn(unsettled, evaluations, yielded, around, isDigest);
  const known = new Set(entries.map(({ identity }) => identity));
  const decided = unsettled.map((entry) => ({ entry, fate: fateOf(entry, wordOf(entry), around) }));
  const fates = reasoned(decided, entries, new Map([...older, ...yielded]), known, around.now);
  const update = fates.flatMap(({ entry, fate }) => updatesOf(entry, fate, templates, around.now));
  const edited = new Set(update.filter(({ value }) => value === EDITED).map(({ row }) => row));
  const replaced = replacedAhead(entries, yielded, around);
  const reaches = (identity: string): Instant =>
    asked.reach === 'ahead' || replaced.has(withoutDate(identity)) ? around.letterWindow.to : around.now;
  const heirs = readdressed(decided, older, known);
  const due = (letter: Letter, identity: string): boolean =>
    (letter.news === true || letter.occasion >= around.letterWindow.from || heirs.has(identity)) &&
    letter.occasion <= reaches(identity) &&
    !expired(endOf(letter), around.now) &&
    !isErased(letter.to);
  const made = (asked.reach === 'none' ? [] : [...new Map([...heirs, ...yielded])])
    .filter(([identity, { letter }]) => !known.has(identity) && due(letter, identity))
    .map(([identity, { letter, evaluation }]) => newRow(letter, evaluation, templates, around.now, identity));
  const failed = made.filter(({ isFaulty }) => isFaulty).length;
  return {
    append: made.map(({ cells }) => cells),
    update,
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
  yielded: ReadonlyMap<string, Yielded>,
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

/** The run's letters by identity. */
function yieldedBy(evaluations: readonly Evaluation[]): ReadonlyMap<string, Yielded> {
  const yielded = new Map<string, Yielded>();
  for (const evaluation of evaluations)
    collectLetters(yielded, evaluation, evaluation.decided?.decision.letters ?? []);
  return yielded;
}

/** What the rules say about each letter that can still change; `older`: the letters of a longer window. */
function wordsOn(
  entries: readonly OutboxEntry[],
  evaluations: readonly Evaluation[],
  yielded: ReadonlyMap<string, Yielded>,
  around: Around,
  isDigest: (about: Pick<Letter, 'code'>) => boolean,
): { readonly wordOf: (entry: OutboxEntry) => Word; readonly older: ReadonlyMap<string, Yielded> } {
  const decided = new Map(
    evaluations.flatMap((one) => (one.decided ? [[keyOf(one.programme.title), one] as const] : [])),
  );
  const old = stillOwed(
    entries.filter((entry) => !yielded.has(entry.identity) && isLongAgo(entry, around)),
    decided,
  );
  const digests = new Set(
    [...yielded].flatMap(([identity, { letter }]) => (isDigest(letter) ? matterOf(identity) : [])),
  );
  const wordOf = (entry: OutboxEntry): Word => {
    const mine = yielded.get(entry.identity);
    if (mine) return { kind: 'yielded', letter: mine.letter, settings: mine.evaluation.settings };
    if (digests.has(matterOf(entry.identity))) return { kind: 'moved' };
    return old.words.get(entry) ?? { kind: decided.has(keyOf(entry.programme)) ? 'silent' : 'unknown' };
  };
  return { wordOf, older: old.letters };
}

/** The cells to change for a letter's fate. */
function updatesOf(
  entry: OutboxEntry,
  fate: Fate,
  templates: ReadonlyMap<string, Template>,
  now: Instant,
): readonly CellUpdate[] {
  switch (fate.kind) {
    case 'keep':
      return [];
    case 'cancel':
      return standingUpdates(entry, 'отменено', fate.reason);
    case 'revive':
      return revived(entry, fate, templates, now);
    case 'refresh':
      return refreshed(entry, fate.letter, templates);
    case 'retime':
      return retimed(entry, fate, templates);
  }
}

/** Status and reason of a new or revived letter. */
function fresh(
  { to }: Letter,
  { settings }: Pick<Sender, 'settings'>,
): { readonly status: LetterStatus; readonly reason: string } {
  const fault = addressFault(to);
  if (fault !== null) return { status: 'ошибка', reason: fault };
  return { status: settings.letterMode === 'авто' ? 'в очереди' : 'черновик', reason: '' };
}

const freshUpdates = (entry: OutboxEntry, told: Worded): CellUpdate[] => {
  const { status, reason } = fresh(told.letter, told);
  return standingUpdates(entry, status, reason);
};

const standingUpdates = ({ row }: OutboxEntry, status: LetterStatus, reason: string): CellUpdate[] => [
  { row, column: 'status', value: status },
  { row, column: 'reason', value: reason },
];

function templateFor({ code }: Letter, templates: ReadonlyMap<string, Template>): Template {
  const template = templates.get(code);
  if (!template) throw new Error(`no template for ${code}`);
  return template;
}

/**
 * Updates time and text. A text edited by staff is kept, and the letter becomes a draft for them to check.
 */
function retimed(
  entry: OutboxEntry,
  { letter, settings }: Worded,
  templates: ReadonlyMap<string, Template>,
): CellUpdate[] {
  const { row, key, identity } = entry;
  const edited = key.print !== '' && isEdited(entry);
  const words = wordsOf(letter, templateFor(letter, templates));
  const text: CellUpdate[] = edited
    ? standingUpdates(entry, 'черновик', EDITED)
    : [
        { row, column: 'subject', value: words.subject },
        { row, column: 'text', value: words.text },
      ];
  const print = edited ? key.print : words.print();
  return [
    { row, column: 'key', value: keyText(letter, identity, print) },
    ...text,
    { row, column: 'notBefore', value: settings.zone.toSerial(letter.occasion) },
  ];
}

/** A letter whose moment lies ahead by now waits for it, unless staff had set one; otherwise it keeps its own. */
function revived(
  entry: OutboxEntry,
  told: Worded,
  templates: ReadonlyMap<string, Template>,
  now: Instant,
): readonly CellUpdate[] {
  if (!isMovedAhead(entry, told.letter, now))
    return [...freshUpdates(entry, told), ...refreshed(entry, told.letter, templates)];
  const updates = retimed(entry, told, templates);
  return updates.some(({ value }) => value === EDITED) ? updates : [...freshUpdates(entry, told), ...updates];
}

const isEdited = ({ key, subject, text }: OutboxEntry): boolean =>
  textPrint(cellText(subject), cellText(text)) !== key.print;

/**
 * Updates what a waiting letter says and until when, where e.g. a link, a figure or a start has changed. A text
 * edited by staff is kept, and still announces what its memo says.
 */
function refreshed(
  entry: OutboxEntry,
  letter: Letter,
  templates: ReadonlyMap<string, Template>,
): readonly CellUpdate[] {
  const { row, cell, identity, key } = entry;
  if (key.print === '') return [];
  const words = wordsOf(letter, templateFor(letter, templates));
  // The usual case: nothing has changed, no fingerprint is needed.
  const same = words.subject === entry.subject && words.text === entry.text;
  const edited = !same && isEdited(entry);
  const print = same || edited ? key.print : words.print();
  const about = edited ? { ...letter, memo: key.memo } : letter;
  const update = (column: string, value: string): CellUpdate => ({ row, column, value });
  const now = keyText(about, identity, print, key.seen);
  return [
    ...(now === cell ? [] : [update('key', now)]),
    ...(print === key.print ? [] : [update('subject', words.subject), update('text', words.text)]),
  ];
}

/** Subject and text as a cell stores them, and their fingerprint. */
function wordsOf(
  letter: Letter,
  template: Template,
): { readonly subject: string; readonly text: string; readonly print: () => string } {
  const words = render(template, letter.values());
  return { ...words, print: () => textPrint(words.subject, words.text) };
}

/** On whose behalf a letter is created: an evaluated programme, or «Общие» with the parameters that apply. */
export interface Sender {
  readonly programme: Pick<Programme, 'title'>;
  readonly settings: Pick<SettingsOf<CommonSettings>, 'letterMode' | 'zone'>;
}

/** The row of a new letter; `isFaulty`: it cannot be sent. */
export function newRow(
  letter: Letter,
  { programme, settings }: Sender,
  templates: ReadonlyMap<string, Template>,
  now: Instant,
  identity = identityOf(letter),
): { readonly cells: Readonly<Record<string, WantedCell>>; readonly isFaulty: boolean } {
  const template = templateFor(letter, templates);
  const { status, reason } = fresh(letter, { settings });
  const { subject, text, print } = wordsOf(letter, template);
  const seen = letter.occasion === now;
  const values: Readonly<Record<keyof typeof lettersTab.columns, unknown>> = {
    // A letter that is returned again while it waits may need a new time or text, so its fingerprint is
    // stored.
    key: keyText(letter, identity, seen && template.kind.lasting ? '' : print(), seen),
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
