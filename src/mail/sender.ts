// The sender: takes the queue of «Письма» in order, marks each letter before and after sending, never sends one twice.
import { cellText } from '../rules/kinds.js';
import { type LetterKind, PRIORITIES } from '../rules/letters.js';
import { keyOf, plural } from '../rules/text.js';
import { type Instant, MINUTE, type Zone } from '../rules/zone.js';
import { type CellUpdate, diffCells, diffRequests } from '../sheets/diff.js';
import { cellAt, columnLetter, quoted } from '../sheets/grid.js';
import { type Host, LetterRefused, MailQuotaSpent } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { addressFault, isExpired, type OutboxEntry, PASSED } from './outbox.js';
import { identityOfKey } from './keys.js';
import { oneLine } from './templates.js';

/** A run may take six minutes; sending stops well before. */
const SENDING_TIME = 4.5 * MINUTE;
const UNSURE =
  'отправка прервалась: неизвестно, ушло ли письмо. Проверьте и верните «в очереди» или поставьте «отправлено».';

export interface SendOutcome {
  readonly sent: number;
  readonly failed: number;
  /** Letters that are due but stay for the next run. */
  readonly left: number;
  /** Why letters were left, '' when none. */
  readonly why: string;
  /** Cells changed in «Письма». */
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

/** Sends what is due. Each letter costs one read, one write (its own mark and the outcome of the one before) and one mail. */
export function sendDue(host: Host, task: SendTask): SendOutcome {
  const now = host.now();
  const settled = settle(task, now);
  let cells = applyUpdates(host, task.place, settled.updates);
  let sent = 0;
  let failed = settled.unsure;
  let left = 0;
  let why = '';
  let quota = settled.queue.length > 0 ? host.mailer.quota() : 0;
  let outcome: readonly CellUpdate[] = [];
  let place = task.place;
  for (let index = 0; index < settled.queue.length; index += 1) {
    const entry = settled.queue[index];
    if (!entry) break;
    const stop = ((): string => {
      if (host.now() - task.started > SENDING_TIME) return 'время запуска вышло';
      return quota < 1 ? 'дневной лимит писем исчерпан' : '';
    })();
    if (stop !== '') {
      left = settled.queue.length - index;
      why = stop;
      break;
    }
    const seen = look(host, place, entry, outcome);
    place = seen.place;
    outcome = seen.outcome;
    const { row, message } = seen;
    if (row === null || message === null) continue;
    const fault = addressFault(message.to) ?? (message.cc === '' ? null : addressFault(message.cc));
    if (fault !== null) {
      failed += 1;
      outcome = [...outcome, ...marks(row, 'ошибка', fault)];
      continue;
    }
    cells += applyUpdates(host, place, [
      ...outcome,
      { row, column: 'status', cell: { value: 'отправляется' } },
      { row, column: 'attempts', cell: { value: entry.attempts + 1 } },
    ]);
    outcome = [];
    try {
      host.mailer.send({ ...message, subject: oneLine(message.subject) });
      quota -= message.cc === '' ? 1 : 2;
      sent += 1;
      const zone = task.zoneOf(entry.programme);
      outcome = [
        { row, column: 'sent', cell: { value: zone.toSerial(host.now()) } },
        ...marks(row, 'отправлено', ''),
      ];
    } catch (error) {
      if (error instanceof MailQuotaSpent) {
        outcome = marks(row, 'в очереди', '');
        left = settled.queue.length - index;
        why = 'дневной лимит писем исчерпан';
        break;
      }
      failed += 1;
      const reason = error instanceof Error ? error.message : String(error);
      outcome = marks(row, 'ошибка', error instanceof LetterRefused ? reason : `${reason} — ${UNSURE}`);
    }
  }
  cells += applyUpdates(host, place, outcome);
  return { sent, failed, left, why, cells };
}

const marks = (row: number, status: string, reason: string): CellUpdate[] => [
  { row, column: 'status', cell: { value: status } },
  { row, column: 'reason', cell: { value: reason } },
];

/** Before sending: a letter found «отправляется» is unsure, expired ones are cancelled, drafts enter the queue. */
function settle(
  task: SendTask,
  now: Instant,
): {
  readonly updates: readonly CellUpdate[];
  readonly queue: readonly OutboxEntry[];
  readonly unsure: number;
} {
  const updates: CellUpdate[] = [];
  const queue: OutboxEntry[] = [];
  let unsure = 0;
  for (const entry of task.entries) {
    if (entry.status === 'отправляется') {
      unsure += 1;
      updates.push(...marks(entry.row, 'ошибка', UNSURE));
    } else if (isExpired(entry, now)) updates.push(...marks(entry.row, 'отменено', PASSED));
    else if (entry.status === 'в очереди' || (entry.status === 'черновик' && task.drafts)) {
      if (entry.status === 'черновик')
        updates.push({ row: entry.row, column: 'status', cell: { value: 'в очереди' } });
      if (entry.notBefore === null || entry.notBefore <= now) queue.push(entry);
    }
  }
  const priority = (entry: OutboxEntry): number =>
    PRIORITIES.indexOf(task.kinds.get(entry.key.code)?.priority ?? 'reminder');
  queue.sort((a, b) => priority(a) - priority(b) || (a.notBefore ?? 0) - (b.notBefore ?? 0) || a.row - b.row);
  return { updates, queue, unsure };
}

interface Look {
  readonly place: StructuredTab;
  /** Null: the letter is gone or no longer in the queue. */
  readonly row: number | null;
  readonly message: {
    readonly to: string;
    readonly cc: string;
    readonly subject: string;
    readonly body: string;
  } | null;
  readonly outcome: readonly CellUpdate[];
}

/** Reads the letter's row once more; when staff moved rows, finds it (and the one before) again by its key. */
function look(host: Host, place: StructuredTab, entry: OutboxEntry, outcome: readonly CellUpdate[]): Look {
  const row = entry.row;
  const previous = outcome[0]?.row;
  const rangeOf = (one: number): string => {
    const last = Math.max(...place.columns.at.values());
    return `${quoted(place.title)}!A${one}:${columnLetter(last)}${one}`;
  };
  const keyAt = place.columns.at.get('key') ?? 0;
  const grids = host.book.read([rangeOf(row), ...(previous === undefined ? [] : [rangeOf(previous)])]);
  const ownKey = cellText(grids[0]?.[0]?.[keyAt] ?? '');
  const previousKey = previous === undefined ? null : cellText(grids[1]?.[0]?.[keyAt] ?? '');
  const expectedPrevious = previous === undefined ? null : cellText(cellAt(place.grid, previous - 1, keyAt));
  if (identityOfKey(ownKey) === entry.identity && previousKey === expectedPrevious)
    return { place, row, message: messageOf(place, grids[0]?.[0] ?? []), outcome };

  const grid = host.book.read([quoted(place.title)])[0] ?? [];
  const moved = { ...place, grid };
  const find = (identity: string): number | null => {
    const index = grid.findIndex(
      (cells, at) => at > 0 && identityOfKey(cellText(cells[keyAt] ?? '')) === identity,
    );
    return index < 0 ? null : index + 1;
  };
  const newRow = find(entry.identity);
  const previousRow = expectedPrevious === null ? null : find(identityOfKey(expectedPrevious));
  return {
    place: moved,
    row: newRow,
    message: newRow === null ? null : messageOf(moved, grid[newRow - 1] ?? []),
    outcome: previousRow === null ? [] : outcome.map((update) => ({ ...update, row: previousRow })),
  };
}

function messageOf(place: StructuredTab, cells: readonly (string | number | boolean)[]): Look['message'] {
  const text = (key: string): string => cellText(cells[place.columns.at.get(key) ?? -1] ?? '');
  if (keyOf(text('status')) !== 'в очереди' && keyOf(text('status')) !== 'черновик') return null;
  return { to: text('to'), cc: text('cc'), subject: text('subject'), body: text('text') };
}

/** Writes some cells of «Письма»; returns how many. */
function applyUpdates(host: Host, place: StructuredTab, updates: readonly CellUpdate[]): number {
  if (updates.length === 0) return 0;
  // The grid stays as it was read while statuses move on from letter to letter: every update is written.
  const diff = diffCells(place, updates, true);
  host.book.write(diffRequests(diff));
  return diff.cells;
}

/** «отправлено 3 письма, не ушло 1, осталось 5: …» */
export function sendSummary(outcome: SendOutcome): string {
  const parts = [`отправлено ${outcome.sent} ${plural(outcome.sent, 'письмо', 'письма', 'писем')}`];
  if (outcome.failed > 0) parts.push(`с ошибкой ${outcome.failed}`);
  if (outcome.left > 0)
    parts.push(`осталось в очереди ${outcome.left} (${outcome.why}; уйдут при следующем запуске)`);
  return parts.join(', ');
}
