// Before sending: settles letters that a killed run left in the air, cancels expired ones, and queues drafts.
import { type LetterKind, PRIORITIES } from '../rules/letters.js';
import type { Instant } from '../rules/zone.js';
import type { CellUpdate } from '../sheets/diff.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { type Guard, unchanged } from '../sheets/workbook.js';
import { isExpired, PASSED } from './fate.js';
import { landingOf, takeOver } from './flight.js';
import { backMarks, type Mark, marks, marksAt, sentMarks, UNSURE } from './marks.js';
import { type AnswersTo, type OutboxEntry, readOutbox, type ZoneOf } from './entries.js';
import { rebound } from './places.js';

/** What has been done and is recorded in «Письма». */
export interface Progress {
  readonly sent: number;
  readonly failed: number;
  /** Cells written in «Письма». */
  readonly cells: number;
}

export interface SendTask {
  readonly place: StructuredTab;
  readonly entries: readonly OutboxEntry[];
  readonly kinds: ReadonlyMap<string, LetterKind>;
  readonly zoneOf: ZoneOf;
  readonly answersTo: AnswersTo;
  /** Which drafts are sent too, when staff have pressed «Отправить письма». */
  readonly drafts: (draft: OutboxEntry) => boolean;
  readonly started: Instant;
  /** Called for each completed part: its work is done even if the attempt fails later. */
  readonly done?: (part: Progress) => void;
  /** Called for letters that have gone, before that is recorded: the next attempt, if any, counts them as done. */
  readonly flown?: (part: Progress) => void;
}

export interface Settled {
  readonly updates: readonly CellUpdate[];
  readonly queue: readonly OutboxEntry[];
  /** Letters of a killed run that are known to have been sent. */
  readonly recovered: number;
  /**
   * Letters of a killed run that staff must check: their outcome is unknown, or the mail service refused
   * them.
   */
  readonly failed: number;
  /** A flight record was used. */
  readonly landed: boolean;
}

/** Settles the letters as read; if staff have meanwhile moved or changed rows, reads them again. */
export function settleUndisturbed(
  host: Host,
  asked: SendTask,
): { readonly task: SendTask; readonly settled: Settled } {
  let task = asked;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const settled = settle(host, task);
    if (settled.updates.length === 0 || unchanged(host, [guardOf(task.place)])) return { task, settled };
    const place = rebound(host, task.place);
    task = { ...task, place, entries: readOutbox(place, task.zoneOf).entries };
  }
  throw new StaleWorkbook('rows of the outbox keep moving');
}

/** Cells that must be unchanged when the first marks are written. */
const guardOf = (place: StructuredTab): Guard => ({
  title: place.title,
  grid: place.grid,
  own: [...place.columns.at.values()],
  columns: ['key', 'status'].flatMap((key) => place.columns.at.get(key) ?? []),
});

const OVERTAKEN = 'есть сводка новее';
const digestOf = ({ key, programme }: OutboxEntry): string => `${programme}/${key.code}/${key.recipient}`;

type Outgoing = Pick<SendTask, 'entries' | 'kinds' | 'drafts'>;

/**
 * Due time of the newest digest of each kind to each person, among those sent or ready to be sent. However
 * many days staff have sent none, a person gets only the newest digest of a programme.
 */
function newestDigests({ entries, kinds, drafts }: Outgoing, now: Instant): ReadonlyMap<string, Instant> {
  const newest = new Map<string, Instant>();
  for (const entry of entries) {
    const { status, notBefore } = entry;
    const counts =
      status === 'отправлено' || status === 'в очереди' || (status === 'черновик' && drafts(entry));
    if (!counts || kinds.get(entry.key.code)?.priority !== 'digest') continue;
    if (notBefore === null || notBefore > now || isExpired(entry, now)) continue;
    const known = newest.get(digestOf(entry));
    if (known === undefined || known < notBefore) newest.set(digestOf(entry), notBefore);
  }
  return newest;
}

/**
 * Whether a newer digest replaces this one. A digest that staff have put back into the queue is sent anyway.
 */
export function overtaken(outgoing: Outgoing, now: Instant): (entry: OutboxEntry) => boolean {
  const newest = newestDigests(outgoing, now);
  return (entry) =>
    entry.reason !== OVERTAKEN && (entry.notBefore ?? now) < (newest.get(digestOf(entry)) ?? 0);
}

/**
 * Priority of each letter: its kind's, or that of a letter that corrects it, so that it is sent before its
 * correction.
 */
function prioritiesOf(
  queue: readonly OutboxEntry[],
  kinds: SendTask['kinds'],
): (entry: OutboxEntry) => number {
  const own = (code: string): number => PRIORITIES.indexOf(kinds.get(code)?.priority ?? 'reminder');
  const corrected = new Map<string, number>();
  for (const { key } of queue)
    for (const code of kinds.get(key.code)?.corrects ?? [])
      corrected.set(`${code}/${key.recipient}`, own(key.code));
  return ({ key }) => corrected.get(`${key.code}/${key.recipient}`) ?? own(key.code);
}

function settle(host: Host, task: SendTask): Settled {
  const now = host.now();
  const inAir = task.entries.some((entry) => entry.status === 'отправляется');
  const flight = inAir ? takeOver(host.store) : null;
  const updates: CellUpdate[] = [];
  const queue: OutboxEntry[] = [];
  // Copies of a row are one letter: the row sent or being sent counts, else the uppermost.
  const rowOf = new Map<string, number>();
  for (const { identity, status, row } of task.entries)
    if (status === 'отправлено' || status === 'отправляется') rowOf.set(identity, row);
  const older = overtaken(task, now);
  let recovered = 0;
  let failed = 0;
  const mark = ({ row }: OutboxEntry, list: readonly Mark[]): void => {
    updates.push(...marksAt(row, list));
  };
  const isCopy = (entry: OutboxEntry): boolean => {
    const { identity, row } = entry;
    const first = rowOf.get(identity) ?? row;
    rowOf.set(identity, first);
    if (first !== row) mark(entry, marks('отменено', `повтор письма из строки ${first}`));
    return first !== row;
  };
  const isOvertaken = (entry: OutboxEntry): boolean => {
    if (!older(entry)) return false;
    mark(entry, marks('отменено', OVERTAKEN));
    return true;
  };
  const take = (entry: OutboxEntry): void => {
    if (entry.notBefore === null || entry.notBefore <= now) queue.push(entry);
  };
  for (const entry of task.entries) {
    if (entry.status === 'отправляется') {
      const landing = landingOf(entry.identity, flight);
      if (landing.kind === 'sent') {
        recovered += 1;
        mark(entry, sentMarks(entry, task.zoneOf, landing.at));
      } else if (landing.kind === 'waiting') {
        // The letter was marked but never tried: this attempt does not count.
        const back = { ...entry, attempts: Math.max(0, entry.attempts - 1) };
        mark(back, backMarks(back));
        take(back);
      } else {
        failed += 1;
        mark(entry, marks('ошибка', landing.kind === 'refused' ? landing.reason : UNSURE));
      }
    } else if (isExpired(entry, now)) mark(entry, marks('отменено', PASSED));
    else if (entry.status === 'в очереди') {
      if (!isCopy(entry) && !isOvertaken(entry)) take(entry);
    } else if (entry.status === 'черновик' && task.drafts(entry) && !isCopy(entry) && !isOvertaken(entry)) {
      mark(entry, [{ column: 'status', value: 'в очереди' }]);
      take(entry);
    }
  }
  const priority = prioritiesOf(queue, task.kinds);
  queue.sort((a, b) => priority(a) - priority(b) || (a.notBefore ?? 0) - (b.notBefore ?? 0) || a.row - b.row);
  return { updates, queue, recovered, failed, landed: flight !== null };
}
