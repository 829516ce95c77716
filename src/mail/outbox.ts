// The outbox «Письма»: what this run adds to it, cancels there or takes up again.
import { cellText, isDeliverable, isErased, parseEmail } from '../rules/kinds.js';
import type { Letter, LetterStatus } from '../rules/letters.js';
import type { Column } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { HOUR, type Instant, MINUTE, plus } from '../rules/zone.js';
import { type CellUpdate, inertText, type WantedCell, wantedCell } from '../sheets/diff.js';
import { type Evaluation, HORIZON_HOURS } from '../sheets/evaluate.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { type OutboxEntry, waiting } from './entries.js';
import { identityOf, keyText, textPrint } from './keys.js';
import { stillOwed } from './owed.js';
import { render, type Template } from './templates.js';

export interface OutboxPlan {
  readonly append: readonly Readonly<Record<string, WantedCell>>[];
  readonly update: readonly CellUpdate[];
  readonly queued: number;
  readonly failed: number;
}

const EDITED = 'время письма изменилось, а текст правили вручную: проверьте текст и отправьте';
const GONE = 'повод отпал: письмо больше не нужно';
export const PASSED = 'время письма прошло';

/** What the letters of this run change in the outbox. `ahead`: also queue what falls due within the horizon (the daily run). */
export function planOutbox(
  evaluations: readonly Evaluation[],
  entries: readonly OutboxEntry[],
  templates: ReadonlyMap<string, Template>,
  around: { readonly now: Instant; readonly ahead: boolean; readonly lateHours: number },
): OutboxPlan {
  const { now } = around;
  const horizon = plus(now, HORIZON_HOURS * HOUR);
  const until = around.ahead ? horizon : now;
  const earliest = plus(now, -around.lateHours * HOUR);
  const known = new Map(entries.map((entry) => [entry.identity, entry]));
  const yielded = new Map<string, Letter>();
  const decided = new Map<string, Evaluation>();
  const append: Readonly<Record<string, WantedCell>>[] = [];
  const update: CellUpdate[] = [];
  let queued = 0;
  let failed = 0;
  for (const evaluation of evaluations) {
    if (!evaluation.decided) continue;
    decided.set(keyOf(evaluation.programme.title), evaluation);
    const fresh: OutboxEntry['status'] = evaluation.settings.letterMode === 'авто' ? 'в очереди' : 'черновик';
    for (const letter of evaluation.decided.decision.letters) {
      const identity = identityOf(letter);
      if (yielded.has(identity)) continue;
      yielded.set(identity, letter);
      const entry = known.get(identity);
      if (entry) {
        const back = isGone(entry) && !expired(letter.until ?? null, now);
        if (back) update.push(...revived(entry, fresh));
        if (isRetimed(entry, letter, now)) update.push(...retimed(entry, letter, templates, evaluation));
        else if (back || waiting(entry.status)) update.push(...refreshed(entry, letter, templates));
        continue;
      }
      if (isErased(letter.to)) continue;
      if (letter.occasion < earliest || letter.occasion > until || expired(letter.until ?? null, now))
        continue;
      const template = templateOf(letter, templates);
      const fault = addressFault(letter.to) ?? (letter.cc ? addressFault(letter.cc) : null);
      const status = fault === null ? fresh : 'ошибка';
      append.push(newRow(letter, identity, template, evaluation, status, fault ?? '', now));
      if (fault === null) queued += 1;
      else failed += 1;
    }
  }
  const isTakenBack = (entry: OutboxEntry): boolean =>
    isReminder(entry) || templates.get(entry.key.code)?.kind.retractable === true;
  // What staff have not sent for longer than rules look back.
  const old = stillOwed(
    entries.filter(
      (entry) =>
        entry.notBefore !== null &&
        entry.notBefore < earliest &&
        (waiting(entry.status) || isGone(entry)) &&
        isTakenBack(entry) &&
        !expired(entry.key.until, now),
    ),
    decided,
  );
  // What goes out of itself is too late by now; a draft is for staff to judge.
  const isDrafted = ({ programme }: OutboxEntry): boolean =>
    decided.get(keyOf(programme))?.settings.letterMode === 'черновик';
  for (const entry of entries) {
    const owed = old.get(entry);
    const unseen = owed && !yielded.has(entry.identity) ? owed : null;
    if (isGone(entry) && unseen && isDrafted(entry))
      update.push(...revived(entry, 'черновик'), ...refreshed(entry, unseen, templates));
    if (!waiting(entry.status)) continue;
    const reason = ((): string | null => {
      const letter = yielded.get(entry.identity);
      if (expired(letter ? (letter.until ?? null) : entry.key.until, now)) return PASSED;
      if (owed === null) return GONE;
      const due = isAhead(entry, now) || isTakenBack(entry);
      const seen = entry.notBefore !== null && entry.notBefore >= earliest && entry.notBefore <= horizon;
      return due && seen && decided.has(keyOf(entry.programme)) && !letter ? GONE : null;
    })();
    if (reason === null) {
      if (unseen) update.push(...refreshed(entry, unseen, templates));
      continue;
    }
    update.push({ row: entry.row, column: 'status', cell: { value: 'отменено' } });
    update.push({ row: entry.row, column: 'reason', cell: { value: reason } });
  }
  return { append, update, queued, failed };
}

const isGone = ({ status, reason }: OutboxEntry): boolean => status === 'отменено' && reason === GONE;

const revived = ({ row }: OutboxEntry, status: LetterStatus): CellUpdate[] => [
  { row, column: 'status', cell: { value: status } },
  { row, column: 'reason', cell: { value: '' } },
];

/** Queued for a moment that had not come when the letter was made, and has not come yet. */
const isAhead = ({ notBefore, created }: OutboxEntry, now: Instant): boolean =>
  notBefore !== null && notBefore > now && (created === null || notBefore > created);

/**
 * Made for a moment of its own, not for the run that first saw the occasion, and of no use after another: the rules
 * yield it as long as it is called for, also after its moment while staff have not sent it.
 */
const isReminder = ({ notBefore, created, key }: OutboxEntry): boolean =>
  key.until !== null && notBefore !== null && created !== null && Math.abs(notBefore - created) > MINUTE;

/** A letter that waits for a moment which has moved: the occasion came earlier, or later, than was foreseen. */
const isRetimed = (entry: OutboxEntry, letter: Letter, now: Instant): boolean =>
  waiting(entry.status) &&
  entry.notBefore !== null &&
  isAhead(entry, now) &&
  (Math.abs(entry.notBefore - letter.occasion) > MINUTE ||
    (letter.until !== undefined &&
      entry.key.until !== null &&
      Math.abs(entry.key.until - letter.until) > MINUTE));

function templateOf({ code }: Letter, templates: ReadonlyMap<string, Template>): Template {
  const template = templates.get(code);
  if (!template) throw new Error(`no template for ${code}`);
  return template;
}

/** Takes its new time and text; a text that staff edited stays theirs, and waits for them to look at it once more. */
function retimed(
  entry: OutboxEntry,
  letter: Letter,
  templates: ReadonlyMap<string, Template>,
  evaluation: Evaluation,
): CellUpdate[] {
  const { print } = entry.key;
  const edited = print !== '' && isEdited(entry);
  const words = wordsOf(letter, templateOf(letter, templates));
  const text: CellUpdate[] = edited
    ? [
        { row: entry.row, column: 'status', cell: { value: 'черновик' } },
        { row: entry.row, column: 'reason', cell: { value: EDITED } },
      ]
    : [
        { row: entry.row, column: 'subject', cell: { value: words.subject } },
        { row: entry.row, column: 'text', cell: { value: words.text } },
      ];
  const key = keyText(letter, entry.identity, edited ? print : words.print());
  return [
    { row: entry.row, column: 'key', cell: { value: key } },
    ...text,
    {
      row: entry.row,
      column: 'notBefore',
      cell: { value: evaluation.settings.zone.toSerial(letter.occasion) },
    },
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
  if (entry.key.print === '') return [];
  const { subject, text, print } = wordsOf(letter, templateOf(letter, templates));
  // Mostly nothing has changed: no need of prints.
  if (subject === entry.subject && text === entry.text) return [];
  if (isEdited(entry) || print() === entry.key.print) return [];
  return [
    { row: entry.row, column: 'key', cell: { value: keyText(letter, entry.identity, print()) } },
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

const expired = (until: Instant | null, now: Instant): boolean => until !== null && until <= now;

/** Why a letter cannot go to this address, or null. */
export const addressFault = (address: string): string | null =>
  isDeliverable(parseEmail(address) ?? '')
    ? null
    : 'адрес получателя неверен: исправьте его в исходной строке';

const LETTER_COLUMNS = Object.entries(lettersTab.columns) as readonly [
  keyof typeof lettersTab.columns,
  Column,
][];

function newRow(
  letter: Letter,
  identity: string,
  template: Template,
  evaluation: Evaluation,
  status: LetterStatus,
  reason: string,
  now: Instant,
): Readonly<Record<string, WantedCell>> {
  const { subject, text, print } = wordsOf(letter, template);
  const values: Readonly<Record<keyof typeof lettersTab.columns, unknown>> = {
    // What is yielded again while it waits may have to take another time and text by then.
    key: keyText(letter, identity, letter.occasion !== now || template.kind.retractable ? print() : ''),
    programme: evaluation.programme.title,
    to: letter.to,
    cc: letter.cc ?? null,
    subject,
    text,
    notBefore: letter.occasion,
    created: now,
    status,
    sent: null,
    attempts: 0,
    reason,
  };
  const cells: Record<string, WantedCell> = {};
  for (const [name, column] of LETTER_COLUMNS)
    cells[name] = wantedCell(column, values[name], evaluation.settings.zone);
  return cells;
}

/** Cancels what has expired; used by the sender, which evaluates nothing. */
export const isExpired = (entry: OutboxEntry, now: Instant): boolean =>
  waiting(entry.status) && expired(entry.key.until, now);
