// The sender: takes the queue of «Письма» in order and in batches, marks each letter before and after sending, never sends one twice.
import { cellText } from '../rules/kinds.js';
import { type LetterKind, PRIORITIES } from '../rules/letters.js';
import { keyOf, plural } from '../rules/text.js';
import { type Instant, MINUTE, type Zone } from '../rules/zone.js';
import { type CellUpdate, diffCells, diffRequests, inertText } from '../sheets/diff.js';
import { type Grid, columnLetter, quoted } from '../sheets/grid.js';
import { type Host, LetterRefused, MailQuotaSpent, type Message, StaleWorkbook } from '../sheets/ports.js';
import { type Guard, unchanged } from '../sheets/workbook.js';
import type { StructuredTab } from '../sheets/structure.js';
import { endFlight, fateOf, NOT_YET, recordFlight, unfinishedFlight } from './flight.js';
import { identityOfKey } from './keys.js';
import { addressFault, isExpired, type OutboxEntry, PASSED, readOutbox } from './outbox.js';
import { subjectLine } from './templates.js';

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
    const ready = prepare(host, task.place, batch);
    const outcome = sendBatch(host, task, ready, quota);
    cells += outcome.cells;
    sent += outcome.sent;
    failed += outcome.failed;
    quota = outcome.quota;
    why = outcome.why;
    done += batch.length - outcome.unsent;
  }
  return { sent, failed, left: queue.length - done, why, cells };
}

/** Settles what was read; when staff have moved or changed rows since, reads them again. */
function settleUndisturbed(
  host: Host,
  asked: SendTask,
): { readonly task: SendTask; readonly settled: Settled } {
  let task = asked;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const settled = settle(host, task);
    if (settled.updates.length === 0 || unchanged(host, [guardOf(task.place)])) return { task, settled };
    const grid = host.book.read([quoted(task.place.title)])[0] ?? [];
    const place = { ...task.place, grid };
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
    if (isExpired(entry, now)) updates.push(...marksAt(entry.row, 'отменено', PASSED));
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

/** Reads the batch's rows once more: staff may have edited, cancelled or moved letters since. */
function prepare(host: Host, place: StructuredTab, batch: readonly OutboxEntry[]): readonly Ready[] {
  const keyAt = place.columns.at.get('key') ?? 0;
  const last = Math.max(...place.columns.at.values());
  const title = quoted(place.title);
  const rows = host.book
    .read(batch.map(({ row }) => `${title}!A${row}:${columnLetter(last)}${row}`))
    .map((grid) => grid[0] ?? []);
  const keyOfRow = (cells: Grid[number]): string => identityOfKey(cellText(cells[keyAt] ?? ''));
  const moved = batch.some((entry, index) => keyOfRow(rows[index] ?? []) !== entry.identity);
  const located = moved ? locate(host, place, keyAt) : null;
  return batch.flatMap((entry, index) => {
    const found =
      located === null ? { row: entry.row, cells: rows[index] ?? [] } : located.get(entry.identity);
    if (!found) return [];
    const text = (key: string): string => cellText(found.cells[place.columns.at.get(key) ?? -1] ?? '');
    if (keyOf(text('status')) !== 'в очереди') return [];
    const message = {
      to: text('to'),
      cc: text('cc'),
      subject: subjectLine(text('subject')),
      body: inertText(text('text')),
    };
    return [{ entry, row: found.row, message }];
  });
}

/** Every letter's row by its key, after staff moved rows. */
function locate(
  host: Host,
  place: StructuredTab,
  keyAt: number,
): ReadonlyMap<string, { readonly row: number; readonly cells: Grid[number] }> {
  const grid = host.book.read([quoted(place.title)])[0] ?? [];
  return new Map(
    grid.map((cells, index) => [identityOfKey(cellText(cells[keyAt] ?? '')), { row: index + 1, cells }]),
  );
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
  cells += write(host, place, placed(host, task, outcomes));
  if (batch.length > 0) endFlight(host.store);
  return { sent, failed, cells, quota, unsent: back.length, why };
}

/** The outcomes at the rows where their letters stand now: staff may have moved rows while letters were in the air. */
function placed(host: Host, task: SendTask, outcomes: ReadonlyMap<string, readonly Mark[]>): CellUpdate[] {
  const { place } = task;
  const before = new Map(task.entries.map((entry) => [entry.identity, entry.status]));
  const at = (key: string): string => columnLetter(place.columns.at.get(key) ?? 0);
  const title = quoted(place.title);
  const [keys = [], statuses = []] = host.book.read([
    `${title}!${at('key')}:${at('key')}`,
    `${title}!${at('status')}:${at('status')}`,
  ]);
  return keys.flatMap((cells, index) => {
    if (index === 0) return [];
    const identity = identityOfKey(cellText(cells[0] ?? ''));
    const found = outcomes.get(identity);
    const row = index + 1;
    if (found) return found.map(({ column, value }) => ({ row, column, cell: { value } }));
    if (keyOf(cellText(statuses[index]?.[0] ?? '')) !== 'отправляется') return [];
    // A mark that fell on a row which had just moved there: the letter gets back the status it had.
    const status = before.get(identity);
    if (status) return [{ row, column: 'status', cell: { value: status } }];
    return marksAt(row, 'ошибка', UNSURE);
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
