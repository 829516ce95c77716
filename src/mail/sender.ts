// The sender: takes the queue of «Письма» in order and in batches, marks each letter before and after sending, never sends one twice.
import { type Cell, cellText } from '../rules/kinds.js';
import { type LetterKind, PRIORITIES } from '../rules/letters.js';
import { keyOf, plural } from '../rules/text.js';
import { type Instant, MINUTE, type Zone } from '../rules/zone.js';
import { bindColumns } from '../sheets/bind.js';
import { type CellUpdate, diffCells, diffRequests } from '../sheets/diff.js';
import { type Grid, columnLetter, quoted } from '../sheets/grid.js';
import { type Host, LetterRefused, MailQuotaSpent, type Message, StaleWorkbook } from '../sheets/ports.js';
import { type Guard, reread, unchanged } from '../sheets/workbook.js';
import type { StructuredTab } from '../sheets/structure.js';
import { endFlight, fateOf, NOT_YET, recordFlight, unfinishedFlight } from './flight.js';
import { identityOfKey } from './keys.js';
import { addressFault, isExpired, type OutboxEntry, PASSED, readOutbox } from './outbox.js';
import { MAX_SUBJECT, oneLine } from './templates.js';

/** A run may take six minutes; sending stops well before. */
const SENDING_TIME = 4.5 * MINUTE;
/** Letters marked in one write: the Sheets API takes 60 reads and 60 writes a minute. */
const BATCH = 25;
const UNSURE =
  'отправка прервалась: неизвестно, ушло ли письмо. Проверьте и поставьте «в очереди» или «отправлено».';
const OUT_OF_TIME = 'время запуска вышло';
const OUT_OF_QUOTA = 'дневной лимит писем исчерпан';

export interface SendOutcome {
  readonly sent: number;
  readonly failed: number;
  /** Letters that are due but stay for the next run. */
  readonly left: number;
  /** Why letters were left, '' when none. */
  readonly why: string;
  /** Cells written in «Письма». */
  readonly cells: number;
}

export interface SendTask {
  readonly place: StructuredTab;
  readonly entries: readonly OutboxEntry[];
  readonly kinds: ReadonlyMap<string, LetterKind>;
  readonly zoneOf: (programme: string) => Zone;
  /** Also send drafts: staff pressed «Отправить письма». */
  readonly drafts: boolean;
  readonly started: Instant;
}

/** Sends what is due. A batch costs two reads, two writes, and for each letter one mail and one small record. */
export function sendDue(host: Host, asked: SendTask): SendOutcome {
  const { task, settled } = settleUndisturbed(host, asked);
  let cells = write(host, task.place, settled.updates);
  const queue = settled.queue;
  let quota = queue.length > 0 ? host.mailer.quota() : 0;
  let sent = settled.recovered;
  let failed = settled.unsure;
  let done = 0;
  let why = '';
  while (done < queue.length && why === '') {
    const batch = queue.slice(done, done + BATCH);
    const outOfTime = host.now() - task.started > SENDING_TIME;
    if (outOfTime || quota < 1) {
      why = outOfTime ? OUT_OF_TIME : OUT_OF_QUOTA;
      break;
    }
    const { place, ready } = prepare(host, task.place, batch);
    const outcome = sendBatch(host, { ...task, place }, ready, quota);
    cells += outcome.cells;
    sent += outcome.sent;
    failed += outcome.failed;
    quota = outcome.quota;
    why = outcome.why;
    done += batch.length - outcome.unsent;
  }
  return { sent, failed, left: queue.length - done, why, cells };
}

/** Settles what was read; when staff have moved or changed rows or columns since, reads them again. */
function settleUndisturbed(
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

/** What must stand as it was read before the first marks are written. */
const guardOf = (place: StructuredTab): Guard => ({
  title: place.title,
  grid: place.grid,
  columns: ['key', 'status'].flatMap((key) => place.columns.at.get(key) ?? []),
});

interface Mark {
  readonly column: string;
  readonly value: string | number;
}
const marks = (status: string, reason: string): Mark[] => [
  { column: 'status', value: status },
  { column: 'reason', value: reason },
];
const marksAt = (row: number, status: string, reason: string): CellUpdate[] =>
  marks(status, reason).map(({ column, value }) => ({ row, column, cell: { value } }));

interface Settled {
  readonly updates: readonly CellUpdate[];
  readonly queue: readonly OutboxEntry[];
  /** Letters of a killed run that are known to have gone. */
  readonly recovered: number;
  readonly unsure: number;
}

/** Before sending: what a killed run left in the air is settled, expired letters are cancelled, drafts enter the queue. */
function settle(host: Host, task: SendTask): Settled {
  const now = host.now();
  const inAir = task.entries.some((entry) => entry.status === 'отправляется');
  const flight = inAir ? unfinishedFlight(host.store) : null;
  const updates: CellUpdate[] = [];
  const queue: OutboxEntry[] = [];
  // A copied row is the same letter: the one that has gone, or the uppermost, is the letter.
  const rowOf = new Map<string, number>();
  for (const { identity, status, row } of task.entries)
    if (status === 'отправлено' || status === 'отправляется') rowOf.set(identity, row);
  let recovered = 0;
  let unsure = 0;
  for (const entry of task.entries) {
    let waiting = entry.status === 'в очереди' || (entry.status === 'черновик' && task.drafts);
    if (entry.status === 'отправляется') {
      const fate = fateOf(entry.identity, flight);
      if (fate === 'sent') {
        recovered += 1;
        updates.push(...marksAt(entry.row, 'отправлено', ''));
      } else if (fate === 'unsure') {
        unsure += 1;
        updates.push(...marksAt(entry.row, 'ошибка', UNSURE));
      } else waiting = true;
    }
    const first = rowOf.get(entry.identity) ?? entry.row;
    if (waiting) rowOf.set(entry.identity, first);
    if (isExpired(entry, now)) updates.push(...marksAt(entry.row, 'отменено', PASSED));
    else if (waiting && first !== entry.row)
      updates.push(...marksAt(entry.row, 'отменено', `повтор письма из строки ${first}`));
    else if (waiting) {
      if (entry.status !== 'в очереди')
        updates.push({ row: entry.row, column: 'status', cell: { value: 'в очереди' } });
      if (entry.notBefore === null || entry.notBefore <= now) queue.push(entry);
    }
  }
  const priority = (entry: OutboxEntry): number =>
    PRIORITIES.indexOf(task.kinds.get(entry.key.code)?.priority ?? 'reminder');
  queue.sort((a, b) => priority(a) - priority(b) || (a.notBefore ?? 0) - (b.notBefore ?? 0) || a.row - b.row);
  return { updates, queue, recovered, unsure };
}

/** A letter as it stands in the sheet now. */
interface Ready {
  readonly entry: OutboxEntry;
  readonly row: number;
  readonly message: Message;
}

/** Reads the batch's rows once more: staff may have edited, cancelled or moved letters since, and columns too. */
function prepare(
  host: Host,
  place: StructuredTab,
  batch: readonly OutboxEntry[],
): { readonly place: StructuredTab; readonly ready: readonly Ready[] } {
  const last = columnLetter(Math.max(...place.columns.at.values()));
  const title = quoted(place.title);
  const [head, ...grids] = host.book.read([
    `${title}!1:1`,
    ...batch.map(({ row }) => `${title}!A${row}:${last}${row}`),
  ]);
  const rows = grids.map((grid) => grid[0] ?? []);
  const stands =
    sameHeader(place, head) &&
    batch.every((entry, index) => identityAt(place, rows[index] ?? []) === entry.identity);
  const now = stands ? place : rebound(host, place);
  const found = stands ? null : located(now);
  const ready = batch.flatMap((entry, index) => {
    const row = found === null ? entry.row : found.get(entry.identity);
    if (row === undefined) return [];
    const cells = (found === null ? rows[index] : now.grid[row - 1]) ?? [];
    const text = (key: string): string => cellText(cells[now.columns.at.get(key) ?? -1] ?? '');
    if (keyOf(text('status')) !== 'в очереди') return [];
    const message = {
      to: text('to'),
      cc: text('cc'),
      subject: oneLine(text('subject')).slice(0, MAX_SUBJECT),
      body: text('text'),
    };
    return [{ entry, row, message }];
  });
  return { place: now, ready };
}

const identityAt = (place: StructuredTab, cells: Grid[number]): string =>
  identityOfKey(cellText(cells[place.columns.at.get('key') ?? -1] ?? ''));

function sameHeader(place: StructuredTab, head: Grid | undefined): boolean {
  const { at } = bindColumns(place.tab, head?.[0] ?? []);
  return (
    at.size === place.columns.at.size &&
    [...at].every(([key, column]) => place.columns.at.get(key) === column)
  );
}

/** The tab as it stands now, its columns found again. What has been sent is known from the flight record when they cannot be. */
function rebound(host: Host, place: StructuredTab): StructuredTab {
  const [now = place] = reread(host, [place]);
  if (['key', 'to', 'subject', 'text', 'status'].some((key) => !now.columns.at.has(key)))
    throw new StaleWorkbook('a header of the outbox is gone');
  return now;
}

/** The uppermost waiting row of every letter, else its uppermost row. */
function located(place: StructuredTab): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const waits = new Set<string>();
  place.grid.forEach((cells, index) => {
    const identity = identityAt(place, cells);
    const isWaiting = keyOf(cellText(cells[place.columns.at.get('status') ?? -1] ?? '')) === 'в очереди';
    if (rows.has(identity) && (!isWaiting || waits.has(identity))) return;
    if (isWaiting) waits.add(identity);
    rows.set(identity, index + 1);
  });
  return rows;
}

interface BatchOutcome {
  readonly sent: number;
  readonly failed: number;
  readonly cells: number;
  readonly quota: number;
  /** Letters of the batch that stay in the queue. */
  readonly unsent: number;
  readonly why: string;
}

const recipients = (message: Message): number => (message.cc === '' ? 1 : 2);

function sendBatch(host: Host, task: SendTask, ready: readonly Ready[], quotaBefore: number): BatchOutcome {
  const { place } = task;
  const faultOf = ({ to, cc }: Message): string | null =>
    addressFault(to) ?? (cc === '' ? null : addressFault(cc));
  const sound = ready.filter(({ message }) => faultOf(message) === null);
  const batch = sound.map(({ entry }) => entry.identity);
  // Noted before the marks are written: a run killed in between has sent none of them.
  if (batch.length > 0) recordFlight(host.store, { batch, next: NOT_YET });
  let cells = write(
    host,
    place,
    sound.flatMap(({ row, entry }) => [
      { row, column: 'status', cell: { value: 'отправляется' } },
      { row, column: 'attempts', cell: { value: entry.attempts + 1 } },
    ]),
  );
  const outcomes = new Map<string, readonly Mark[]>();
  for (const { entry, message } of ready) {
    const fault = faultOf(message);
    if (fault !== null) outcomes.set(entry.identity, marks('ошибка', fault));
  }
  let quota = quotaBefore;
  let sent = 0;
  let failed = outcomes.size;
  let why = '';
  let index = 0;
  for (; index < sound.length; index += 1) {
    const one = sound[index];
    if (!one) break;
    if (quota < recipients(one.message)) why = OUT_OF_QUOTA;
    else if (host.now() - task.started > SENDING_TIME) why = OUT_OF_TIME;
    if (why !== '') break;
    recordFlight(host.store, { batch, next: index });
    try {
      host.mailer.send(one.message);
      quota -= recipients(one.message);
      sent += 1;
      const at = task.zoneOf(one.entry.programme).toSerial(host.now());
      outcomes.set(one.entry.identity, [{ column: 'sent', value: at }, ...marks('отправлено', '')]);
    } catch (error) {
      if (error instanceof MailQuotaSpent) {
        why = OUT_OF_QUOTA;
        break;
      }
      failed += 1;
      const reason = error instanceof Error ? error.message : String(error);
      outcomes.set(
        one.entry.identity,
        marks('ошибка', error instanceof LetterRefused ? reason : `${reason} — ${UNSURE}`),
      );
    }
  }
  const back = sound.slice(index);
  for (const { entry } of back) outcomes.set(entry.identity, marks('в очереди', ''));
  if (batch.length > 0) recordFlight(host.store, { batch, next: index });
  const now = standing(host, place);
  cells += write(host, now, placed(task, now, outcomes));
  if (batch.length > 0) endFlight(host.store);
  return { sent, failed, cells, quota, unsent: back.length, why };
}

/** Keys and statuses as they stand now, at the columns where they stand now. */
function standing(host: Host, place: StructuredTab): StructuredTab {
  const title = quoted(place.title);
  const columns = ['key', 'status'].map((key) => place.columns.at.get(key) ?? 0);
  const [head, ...read] = host.book.read([
    `${title}!1:1`,
    ...columns.map((column) => `${title}!${columnLetter(column)}:${columnLetter(column)}`),
  ]);
  if (!sameHeader(place, head)) return rebound(host, place);
  const height = Math.max(...read.map((grid) => grid.length));
  const grid = Array.from({ length: height }, (_, row) => {
    const cells: Cell[] = [];
    columns.forEach((column, index) => {
      cells[column] = read[index]?.[row]?.[0] ?? '';
    });
    return cells;
  });
  return { ...place, grid };
}

/** The outcomes at the rows where their letters stand now: staff may have moved rows while letters were in the air. */
function placed(
  task: SendTask,
  place: StructuredTab,
  outcomes: ReadonlyMap<string, readonly Mark[]>,
): CellUpdate[] {
  const before = new Map(task.entries.map((entry) => [entry.identity, entry.status]));
  const statusAt = place.columns.at.get('status') ?? -1;
  const statusOf = (cells: Grid[number]): string => keyOf(cellText(cells[statusAt] ?? ''));
  // Of copied rows the one that was marked is the letter.
  const letters = new Map<string, number>();
  const marked = new Set<string>();
  place.grid.forEach((cells, index) => {
    const identity = identityAt(place, cells);
    const isMarked = statusOf(cells) === 'отправляется';
    if (letters.has(identity) && (!isMarked || marked.has(identity))) return;
    if (isMarked) marked.add(identity);
    letters.set(identity, index);
  });
  return place.grid.flatMap((cells, index) => {
    const identity = identityAt(place, cells);
    const row = index + 1;
    const outcome = letters.get(identity) === index ? outcomes.get(identity) : undefined;
    // One that goes back into the queue stays out of it when staff have cancelled it meanwhile.
    const isBack = outcome?.some(({ value }) => value === 'в очереди') && statusOf(cells) !== 'отправляется';
    if (outcome && !isBack) return outcome.map(({ column, value }) => ({ row, column, cell: { value } }));
    if (index === 0 || statusOf(cells) !== 'отправляется') return [];
    // A mark that fell on a row which had just moved there: the letter gets back the status it had, an empty row nothing.
    if (identity === '')
      return ['status', 'attempts'].map((column) => ({ row, column, cell: { value: '' } }));
    const status = before.get(identity);
    return status ? [{ row, column: 'status', cell: { value: status } }] : marksAt(row, 'ошибка', UNSURE);
  });
}

/** Writes some cells of «Письма»; returns how many. */
function write(host: Host, place: StructuredTab, updates: readonly CellUpdate[]): number {
  if (updates.length === 0) return 0;
  // The grid stays as it was read while statuses move on from letter to letter: every update is written.
  const diff = diffCells(place, updates, true);
  host.book.write(diffRequests(diff));
  return diff.cells;
}

/** «отправлено 3 письма, с ошибкой 1, осталось в очереди 5 (…)» */
export function sendSummary(outcome: SendOutcome): string {
  const parts = [`отправлено ${outcome.sent} ${plural(outcome.sent, 'письмо', 'письма', 'писем')}`];
  if (outcome.failed > 0) parts.push(`с ошибкой ${outcome.failed}`);
  if (outcome.left > 0)
    parts.push(`осталось в очереди ${outcome.left} (${outcome.why}; уйдут при следующем запуске)`);
  return parts.join(', ');
}
