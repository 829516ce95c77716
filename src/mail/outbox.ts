// The outbox «Письма»: what this run adds to it, cancels there or takes up again.
import { cellText, isDeliverable, isErased, parseEmail } from '../rules/kinds.js';
import type { Letter, LetterStatus } from '../rules/letters.js';
import type { Column } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import type { Instant } from '../rules/zone.js';
import { type CellUpdate, inertText, type WantedCell, wantedCell } from '../sheets/diff.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import type { OutboxEntry } from './entries.js';
import {
  type Around,
  endOf,
  expired,
  type Fate,
  fateOf,
  isLongAgo,
  isUnsettled,
  lookOf,
  type Told,
  type Word,
} from './fate.js';
import { identityOf, keyText, textPrint } from './keys.js';
import { stillOwed } from './owed.js';
import { render, type Template } from './templates.js';

export interface OutboxPlan {
  readonly append: readonly Readonly<Record<string, WantedCell>>[];
  readonly update: readonly CellUpdate[];
  /** Identities of letters whose moment has moved while staff had edited their text: they wait for staff's look. */
  readonly edited: readonly string[];
  readonly queued: number;
  readonly failed: number;
}

const EDITED = 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте';

/** Which letters are made that the outbox does not hold yet: none, those that are due, those of the horizon too (the daily run). */
export type Reach = 'none' | 'due' | 'ahead';

/** What the letters of this run change in the outbox. */
export function planOutbox(
  evaluations: readonly Evaluation[],
  entries: readonly OutboxEntry[],
  templates: ReadonlyMap<string, Template>,
  asked: { readonly now: Instant; readonly reach: Reach; readonly lateHours: number },
): OutboxPlan {
  const around: Around = {
    ...lookOf(asked.now, asked.lateHours),
    retractable: (code) => templates.get(code)?.kind.retractable === true,
  };
  const yielded = yieldedBy(evaluations);
  const unsettled = entries.filter(isUnsettled);
  const wordOf = wordsOn(unsettled, evaluations, yielded, around);
  const update = unsettled.flatMap((entry) =>
    updatesOf(entry, fateOf(entry, wordOf(entry), around), templates),
  );
  const edited = new Set(update.filter(({ cell }) => cell.value === EDITED).map(({ row }) => row));
  const known = new Set(entries.map(({ identity }) => identity));
  const due = (letter: Letter): boolean =>
    letter.occasion >= around.earliest &&
    letter.occasion <= (asked.reach === 'ahead' ? around.horizon : around.now) &&
    !expired(endOf(letter), around.now) &&
    !isErased(letter.to);
  const made = (asked.reach === 'none' ? [] : [...yielded])
    .filter(([identity, { letter }]) => !known.has(identity) && due(letter))
    .map(([identity, { letter, evaluation }]) => newRow(letter, identity, templates, evaluation, around.now));
  const failed = made.filter(({ fault }) => fault !== null).length;
  return {
    append: made.map(({ cells }) => cells),
    update,
    edited: unsettled.filter(({ row }) => edited.has(row)).map(({ identity }) => identity),
    queued: made.length - failed,
    failed,
  };
}

/** A letter of this run, and where it comes from. */
interface Yielded {
  readonly letter: Letter;
  readonly evaluation: Evaluation;
}

/** The letters of a run by identity; of two that are the same the first one is the letter. */
function yieldedBy(evaluations: readonly Evaluation[]): ReadonlyMap<string, Yielded> {
  const yielded = new Map<string, Yielded>();
  for (const evaluation of evaluations)
    for (const letter of evaluation.decided?.decision.letters ?? []) {
      const identity = identityOf(letter);
      if (!yielded.has(identity)) yielded.set(identity, { letter, evaluation });
    }
  return yielded;
}

/** What the rules say of each letter of which anything may still become. */
function wordsOn(
  entries: readonly OutboxEntry[],
  evaluations: readonly Evaluation[],
  yielded: ReadonlyMap<string, Yielded>,
  around: Around,
): (entry: OutboxEntry) => Word {
  const decided = new Map(
    evaluations.flatMap((one) => (one.decided ? [[keyOf(one.programme.title), one] as const] : [])),
  );
  const old = stillOwed(
    entries.filter((entry) => !yielded.has(entry.identity) && isLongAgo(entry, around)),
    decided,
  );
  return (entry) => {
    const mine = yielded.get(entry.identity);
    if (mine) return { kind: 'yielded', letter: mine.letter, settings: mine.evaluation.settings };
    return old.get(entry) ?? { kind: decided.has(keyOf(entry.programme)) ? 'silent' : 'unknown' };
  };
}

/** The cells that a letter's fate changes. */
function updatesOf(
  entry: OutboxEntry,
  fate: Fate,
  templates: ReadonlyMap<string, Template>,
): readonly CellUpdate[] {
  switch (fate.kind) {
    case 'keep':
      return [];
    case 'cancel':
      return standingUpdates(entry, 'отменено', fate.reason);
    case 'revive':
      return [...standingUpdates(entry, freshStatus(fate), ''), ...refreshed(entry, fate.letter, templates)];
    case 'refresh':
      return refreshed(entry, fate.letter, templates);
    case 'retime':
      return retimed(entry, fate, templates);
  }
}

/** The status of a letter that is new, or new again. */
const freshStatus = ({ settings }: Pick<Told, 'settings'>): LetterStatus =>
  settings.letterMode === 'авто' ? 'в очереди' : 'черновик';

const standingUpdates = ({ row }: OutboxEntry, status: LetterStatus, reason: string): CellUpdate[] => [
  { row, column: 'status', cell: { value: status } },
  { row, column: 'reason', cell: { value: reason } },
];

function templateOf({ code }: Letter, templates: ReadonlyMap<string, Template>): Template {
  const template = templates.get(code);
  if (!template) throw new Error(`no template for ${code}`);
  return template;
}

/** Takes its new time and text; a text that staff edited stays theirs, and waits for them to look at it once more. */
function retimed(
  entry: OutboxEntry,
  { letter, settings }: Told,
  templates: ReadonlyMap<string, Template>,
): CellUpdate[] {
  const { row, key, identity } = entry;
  const edited = key.print !== '' && isEdited(entry);
  const words = wordsOf(letter, templateOf(letter, templates));
  const text: CellUpdate[] = edited
    ? standingUpdates(entry, 'черновик', EDITED)
    : [
        { row, column: 'subject', cell: { value: words.subject } },
        { row, column: 'text', cell: { value: words.text } },
      ];
  const print = edited ? key.print : words.print();
  return [
    { row, column: 'key', cell: { value: keyText(letter, identity, print) } },
    ...text,
    { row, column: 'notBefore', cell: { value: settings.zone.toSerial(letter.occasion) } },
  ];
}

const isEdited = ({ key, subject, text }: OutboxEntry): boolean =>
  textPrint(cellText(subject), cellText(text)) !== key.print;

/** What a waiting letter tells may change before it goes: a link, a figure. A text that staff edited stays theirs. */
function refreshed(
  entry: OutboxEntry,
  letter: Letter,
  templates: ReadonlyMap<string, Template>,
): readonly CellUpdate[] {
  // Another letter tells who knows this one what has changed of what it remembers: a start.
  if (entry.key.print === '' || entry.key.memo !== (letter.memo ?? '')) return [];
  const { subject, text, print } = wordsOf(letter, templateOf(letter, templates));
  // Mostly nothing has changed: no need of prints.
  if (subject === entry.subject && text === entry.text) return [];
  if (isEdited(entry) || print() === entry.key.print) return [];
  return [
    {
      row: entry.row,
      column: 'key',
      cell: { value: keyText(letter, entry.identity, print(), entry.key.seen) },
    },
    { row: entry.row, column: 'subject', cell: { value: subject } },
    { row: entry.row, column: 'text', cell: { value: text } },
  ];
}

/** Subject and text as they stand in a cell, and by what they are known again. */
function wordsOf(
  letter: Letter,
  template: Template,
): { readonly subject: string; readonly text: string; readonly print: () => string } {
  const { subject, text } = render(template, letter.values());
  const words = { subject: inertText(subject), text: inertText(text) };
  return { ...words, print: () => textPrint(words.subject, words.text) };
}

/** Why a letter cannot go to this address, or null. */
export const addressFault = (address: string): string | null =>
  isDeliverable(parseEmail(address) ?? '')
    ? null
    : 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';

const LETTER_COLUMNS = Object.entries(lettersTab.columns) as readonly [
  keyof typeof lettersTab.columns,
  Column,
][];

function newRow(
  letter: Letter,
  identity: string,
  templates: ReadonlyMap<string, Template>,
  evaluation: Evaluation,
  now: Instant,
): { readonly cells: Readonly<Record<string, WantedCell>>; readonly fault: string | null } {
  const template = templateOf(letter, templates);
  const fault = addressFault(letter.to) ?? (letter.cc ? addressFault(letter.cc) : null);
  const { subject, text, print } = wordsOf(letter, template);
  const seen = letter.occasion === now;
  const values: Readonly<Record<keyof typeof lettersTab.columns, unknown>> = {
    // What is yielded again while it waits may have to take another time and text by then.
    key: keyText(letter, identity, seen && !template.kind.retractable ? '' : print(), seen),
    programme: evaluation.programme.title,
    to: letter.to,
    cc: letter.cc ?? null,
    subject,
    text,
    notBefore: letter.occasion,
    created: now,
    status: fault === null ? freshStatus(evaluation) : 'ошибка',
    sent: null,
    attempts: 0,
    reason: fault ?? '',
  };
  const cells: Record<string, WantedCell> = {};
  for (const [name, column] of LETTER_COLUMNS)
    cells[name] = wantedCell(column, values[name], evaluation.settings.zone);
  return { cells, fault };
}
