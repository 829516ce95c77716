// Before sending: settles letters that a killed run left in the air, cancels expired ones, and queues drafts.
import type { Day } from '../rules/day.js';
import { type LetterKind, PRIORITIES } from '../rules/letters.js';
import { endOfDay, type Instant, instant, ruInstant } from '../rules/zone.js';
import type { CellUpdate } from '../sheets/diff.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { type Guard, unchanged } from '../sheets/workbook.js';
import { expired, isExpired, PASSED } from './fate.js';
import { type Flight, landingOf, takeOver } from './flight.js';
import { backMarks, type Mark, marks, marksAt, sentMarks, UNSURE } from './marks.js';
import { type AnswersTo, type OutboxEntry, readOutbox, type ZoneOf } from './entries.js';
import { rebound } from './places.js';
import type { Tally } from './tally.js';

export interface SendTask {
  readonly place: StructuredTab;
  readonly entries: readonly OutboxEntry[];
  readonly kinds: ReadonlyMap<string, LetterKind>;
  readonly zoneOf: ZoneOf;
  readonly answersTo: AnswersTo;
  /** Which drafts are sent too, when staff have pressed «Отправить письма». */
  readonly drafts: (draft: OutboxEntry) => boolean;
  readonly started: Instant;
  readonly tally: Tally;
}

export interface Settled {
  readonly updates: readonly CellUpdate[];
  /** The letters that are due, in the order in which they are sent. */
  readonly queue: readonly OutboxEntry[];
  /** Number of letters in the queue whose time has not come. */
  readonly later: number;
  /** When the first of them may go, in its programme's zone; '' without one. */
  readonly next: string;
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
    const inAir = task.entries.some((entry) => entry.status === 'отправляется');
    const settled = settle(task, host.now(), inAir ? takeOver(host.store) : null);
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
const HAD_ONE = 'сегодня сводка уже ушла';
/** Whose digest it is: a person gets at most one of a programme a day. */
const digestOf = ({ key, programme }: OutboxEntry): string => `${programme}/${key.recipient}`;

type Letters = Pick<SendTask, 'entries' | 'kinds' | 'drafts' | 'zoneOf'>;

const isDigest = ({ key }: OutboxEntry, { kinds }: Letters): boolean =>
  kinds.get(key.code)?.priority === 'digest';
/** Staff have put a digest back into the queue: it is sent anyway. */
const isPutBack = ({ reason }: OutboxEntry): boolean => reason === OVERTAKEN || reason === HAD_ONE;

/** Whether a letter is to be sent as soon as it is due. */
const isAsked = (entry: OutboxEntry, { drafts }: Letters): boolean =>
  entry.status === 'в очереди' || (entry.status === 'черновик' && drafts(entry));

/**
 * Whether a newer digest of its programme to the same person, sent or ready to be sent, replaces this one: however
 * many days staff have sent none, a person gets only the newest.
 */
export function overtaken(letters: Letters, now: Instant): (entry: OutboxEntry) => boolean {
  const newest = new Map<string, Instant>();
  for (const entry of letters.entries) {
    const { status, notBefore } = entry;
    if (status !== 'отправлено' && !isAsked(entry, letters)) continue;
    if (!isDigest(entry, letters)) continue;
    if (notBefore === null || notBefore > now || isExpired(entry, now)) continue;
    const whose = digestOf(entry);
    if (notBefore > (newest.get(whose) ?? 0)) newest.set(whose, notBefore);
  }
  return (entry) =>
    !isPutBack(entry) &&
    isDigest(entry, letters) &&
    (entry.notBefore ?? now) < (newest.get(digestOf(entry)) ?? 0);
}

/**
 * The midnight until which a digest is held back, its person having got one of the programme today; null if it may
 * go.
 */
function heldUntil(
  task: Letters,
  flight: Flight | null,
  now: Instant,
): (entry: OutboxEntry) => Instant | null {
  const today = (entry: OutboxEntry): Day => task.zoneOf(entry.programme).dayOf(now);
  const countsToday = (entry: OutboxEntry): boolean => {
    const { status, sent, programme } = entry;
    if (status === 'отправляется') return ['sent', 'unsure'].includes(landingOf(entry.identity, flight).kind);
    return status === 'отправлено' && sent !== null && task.zoneOf(programme).dayOf(sent) === today(entry);
  };
  const had = new Set(
    task.entries.filter((entry) => isDigest(entry, task) && countsToday(entry)).map(digestOf),
  );
  return (entry) =>
    !isPutBack(entry) && isDigest(entry, task) && had.has(digestOf(entry))
      ? endOfDay(task.zoneOf(entry.programme), today(entry))
      : null;
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

/** Copies of a row are one letter: the row sent or being sent counts, else the uppermost of those to be sent. */
function countingRows(task: Letters, now: Instant): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const { identity, status, row } of task.entries)
    if (status === 'отправлено' || status === 'отправляется') rows.set(identity, row);
  for (const entry of task.entries)
    if (isAsked(entry, task) && !isExpired(entry, now) && !rows.has(entry.identity))
      rows.set(entry.identity, entry.row);
  return rows;
}

/** What becomes of the letters at a moment. `flight`: the record of the run that left letters in the air. */
export function settle(task: Letters, now: Instant, flight: Flight | null): Settled {
  const updates: CellUpdate[] = [];
  const queue: OutboxEntry[] = [];
  const rowOf = countingRows(task, now);
  const isOvertaken = overtaken(task, now);
  const held = heldUntil(task, flight, now);
  const later: { readonly entry: OutboxEntry; readonly at: Instant }[] = [];
  let recovered = 0;
  let failed = 0;
  const mark = ({ row }: OutboxEntry, list: readonly Mark[]): void => {
    updates.push(...marksAt(row, list));
  };
  const whyNot = (entry: OutboxEntry): string | null => {
    const first = rowOf.get(entry.identity) ?? entry.row;
    if (first !== entry.row) return `повтор письма из строки ${first}`;
    if (isOvertaken(entry)) return OVERTAKEN;
    const until = held(entry);
    return until !== null && expired(entry.key.until, until) ? HAD_ONE : null;
  };
  const take = (entry: OutboxEntry): void => {
    const at = instant(Math.max(entry.notBefore ?? 0, held(entry) ?? 0));
    if (at <= now) queue.push(entry);
    else later.push({ entry, at });
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
    else if (isAsked(entry, task)) {
      const why = whyNot(entry);
      if (why !== null) mark(entry, marks('отменено', why));
      else {
        if (entry.status === 'черновик') mark(entry, [{ column: 'status', value: 'в очереди' }]);
        take(entry);
      }
    }
  }
  const priority = prioritiesOf(queue, task.kinds);
  queue.sort((a, b) => priority(a) - priority(b) || (a.notBefore ?? 0) - (b.notBefore ?? 0) || a.row - b.row);
  const [first] = later.sort((a, b) => a.at - b.at);
  const next = first ? ruInstant(task.zoneOf(first.entry.programme), first.at) : '';
  return { updates, queue, later: later.length, next, recovered, failed, landed: flight !== null };
}
