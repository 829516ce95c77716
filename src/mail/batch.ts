// One batch of letters: read again, marked «отправляется» in one write, sent one by one, the outcomes written
// in one write.
import { cellText } from '../rules/kinds.js';
import { keyOf } from '../rules/text.js';
import { MINUTE, SECOND } from '../rules/zone.js';
import { inertText } from '../sheets/wanted.js';
import { cellIn } from '../sheets/bind.js';
import { columnLetter, quoted } from '../sheets/grid.js';
import { isNotAllowed, messageOf } from '../sheets/answers.js';
import { Unavailable } from '../sheets/patience.js';
import { type Host, LetterRefused, MailQuotaSpent, type Message, StaleWorkbook } from '../sheets/ports.js';
import type { StructuredTab } from '../sheets/structure.js';
import { claimNext, endFlight, type Flight, recordFlight } from './flight.js';
import {
  backMarks,
  type LetterCells,
  type Mark,
  marks,
  marksAt,
  sentMarks,
  UNSURE,
  writeMarks,
} from './marks.js';
import { cellsByColumn, identityAt, located, placed, rebound, sameHeader, standing } from './places.js';
import { addressFault, type OutboxEntry } from './entries.js';
import type { SendTask } from './settle.js';
import { subjectLine } from './templates.js';

/** A run may take six minutes; sending stops earlier, so that the rest can be written. */
export const SENDING_TIME = 4.5 * MINUTE;
export const OUT_OF_TIME = 'время запуска вышло';
export const OUT_OF_QUOTA = 'дневной лимит писем исчерпан';
export const NO_MAIL = 'почта Google не отвечает';
const NO_MEMORY = 'Google не отвечает';
/**
 * After this many letters in a row whose outcome is unknown, mail is considered down: the others stay queued.
 */
const UNSURE_IN_SUCCESSION = 2;
const PAUSE_AFTER_FAULT = 5 * SECOND;
/** Property: mail was down when last tried, so that the next run risks one letter only. */
const DOWN = 'mail-down';
export const NO_RIGHT = 'нет разрешения на почту';

/** A letter as it is in the sheet now. */
export interface Ready {
  readonly entry: OutboxEntry;
  readonly row: number;
  readonly message: Message;
  /** All cells of its row, by column key. */
  readonly cells: LetterCells;
}

export interface BatchOutcome {
  readonly sent: number;
  readonly failed: number;
  readonly cells: number;
  readonly quota: number;
  /** Number of letters of the batch that stay in the queue. */
  readonly unsent: number;
  readonly why: string;
  /** Number of the last letters sent, in succession, whose outcome is unknown. */
  readonly unsure: number;
}

/** Reads the batch's rows again: staff may meanwhile have edited, cancelled or moved letters or columns. */
export function prepare(
  host: Host,
  { place, answersTo }: SendTask,
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
    const text = (key: string): string => cellText(cellIn(now, cells, key));
    if (keyOf(text('status')) !== 'в очереди') return [];
    const answers = answersTo(text('programme'));
    const message = {
      to: text('to'),
      cc: text('cc'),
      // An address that the mail service rejects would prevent the letter from being sent.
      replyTo: addressFault(answers) === null ? answers : '',
      subject: subjectLine(text('subject')),
      body: inertText(text('text')),
    };
    return [{ entry, row, message, cells: cellsByColumn(now, cells) }];
  });
  return { place: now, ready };
}

const recipients = (message: Message): number => (message.cc === '' ? 1 : 2);
/** Why a letter cannot be sent as it stands; null if it can. */
export const faultOf = ({ to, cc, body }: Pick<Message, 'to' | 'cc' | 'body'>): string | null =>
  addressFault(to) ??
  (cc === '' || addressFault(cc) === null ? null : 'адрес в «Копии» неверен') ??
  (body === '' ? 'текст письма пуст: впишите его и поставьте «в очереди»' : null);

/** How many of the letters, in their order, the quota covers. */
function covered(letters: readonly Ready[], quota: number): number {
  let rest = quota;
  const short = letters.findIndex(({ message }) => (rest -= recipients(message)) < 0);
  return short < 0 ? letters.length : short;
}

/**
 * Marks the letters that the quota covers, sends them and writes the outcomes. Throws `StaleWorkbook` when another
 * run has taken them over.
 */
export function sendBatch(
  host: Host,
  task: SendTask,
  ready: readonly Ready[],
  before: Pick<BatchOutcome, 'quota' | 'unsure'>,
): BatchOutcome {
  const sound: Ready[] = [];
  const outcomes = new Map<string, readonly Mark[]>();
  for (const one of ready) {
    const fault = faultOf(one.message);
    if (fault === null) sound.push(one);
    else outcomes.set(one.entry.identity, marks('ошибка', fault));
  }
  const faulty = outcomes.size;
  const beyond = sound.splice(covered(sound, before.quota)).length;
  const short = beyond > 0 ? OUT_OF_QUOTA : '';
  if (sound.length === 0) {
    const cells = land(host, task, outcomes, []);
    return { ...before, sent: 0, failed: faulty, cells, unsent: beyond, why: short };
  }
  const flight: Flight = {
    id: host.nonce(),
    batch: sound.map(({ entry }) => entry.identity),
    done: 0,
    inAir: false,
    at: host.now(),
    refused: {},
  };
  const down = (host.store.get(DOWN) ?? '') !== '';
  // Recorded before the marks are written: if the run is killed in between, it has sent none of them.
  recordFlight(host.store, flight);
  const marked = sound.flatMap(({ row, entry }) =>
    marksAt(row, [
      { column: 'status', value: 'отправляется' },
      { column: 'attempts', value: entry.attempts + 1 },
    ]),
  );
  let cells = writeMarks(host, task.place, marked);
  const flown = fly(host, task, sound, flight, {
    quota: before.quota,
    unsure: Math.max(before.unsure, down ? UNSURE_IN_SUCCESSION - 1 : 0),
  });
  const isDown = flown.unsure >= UNSURE_IN_SUCCESSION;
  if (isDown !== down && (isDown || flown.unsure === 0))
    unlessUnavailable(() => host.store.set(DOWN, isDown ? '1' : ''));
  for (const [identity, list] of flown.outcomes) outcomes.set(identity, list);
  task.tally.flown(flown);
  cells += land(host, task, outcomes, flown.tried);
  unlessUnavailable(() => endFlight(host.store));
  return {
    ...flown,
    failed: flown.failed + faulty,
    cells,
    unsent: flown.unsent + beyond,
    why: flown.why || short,
  };
}

/**
 * Writes the outcomes to the letters' current rows. If the row of a letter that was tried has been deleted,
 * it is added again. Returns the number of cells.
 */
function land(
  host: Host,
  task: SendTask,
  outcomes: ReadonlyMap<string, readonly Mark[]>,
  tried: readonly Ready[],
): number {
  const now = standing(host, task.place);
  const still = located(now);
  const isDeleted = ({ entry }: Ready): boolean => !still.has(entry.identity);
  if (!tried.some(isDeleted)) return writeMarks(host, now, placed(task.entries, now, outcomes));
  const whole = rebound(host, now);
  const rows = located(whole);
  const lost = tried
    .filter(({ entry }) => !rows.has(entry.identity))
    .map(({ entry, cells }) => ({
      ...cells,
      attempts: entry.attempts + 1,
      ...Object.fromEntries((outcomes.get(entry.identity) ?? []).map(({ column, value }) => [column, value])),
    }));
  return writeMarks(host, whole, placed(task.entries, whole, outcomes), lost);
}

/**
 * False when the service does not answer. Nothing is lost then: the record is only read if letters are still
 * marked «отправляется».
 */
function unlessUnavailable(work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof Unavailable) return false;
    throw error;
  }
}

interface Flown extends Omit<BatchOutcome, 'cells'> {
  readonly outcomes: ReadonlyMap<string, readonly Mark[]>;
  /** Letters that were handed to the mail service. */
  readonly tried: readonly Ready[];
}

/** Sends the letters one by one; before each one the flight record names it as in the air. */
function fly(
  host: Host,
  task: SendTask,
  sound: readonly Ready[],
  start: Flight,
  before: Pick<Flown, 'quota' | 'unsure'>,
): Flown {
  const outcomes = new Map<string, readonly Mark[]>();
  let flight = start;
  let { quota, unsure } = before;
  let sent = 0;
  let failed = 0;
  let why = '';
  let done = 0;
  for (const { entry, message } of sound) {
    if (host.now() - task.started > SENDING_TIME) why = OUT_OF_TIME;
    if (why !== '') break;
    const next = { ...flight, done, inAir: true, at: host.now() };
    const claimed = unlessUnavailable(() => {
      if (!claimNext(host.store, next)) throw new StaleWorkbook('another run has taken the letters over');
    });
    if (!claimed) {
      why = NO_MEMORY;
      break;
    }
    flight = next;
    const outcome = sendOne(host, message);
    if (outcome.kind === 'later') {
      why = outcome.why;
      break;
    }
    if (outcome.kind === 'sent') {
      quota -= recipients(message);
      sent += 1;
      unsure = 0;
      outcomes.set(entry.identity, sentMarks(entry, task.zoneOf, host.now()));
    } else {
      failed += 1;
      outcomes.set(entry.identity, marks('ошибка', outcome.reason));
      flight = { ...flight, refused: { ...flight.refused, [done]: outcome.reason } };
      unsure = outcome.kind === 'unsure' ? unsure + 1 : 0;
      if (outcome.kind === 'unsure') host.sleep(PAUSE_AFTER_FAULT);
    }
    done += 1;
    if (unsure >= UNSURE_IN_SUCCESSION) why = NO_MAIL;
  }
  const back = sound.slice(done);
  for (const { entry } of back) outcomes.set(entry.identity, backMarks(entry));
  unlessUnavailable(() => recordFlight(host.store, { ...flight, done, inAir: false, at: host.now() }));
  return { outcomes, tried: sound.slice(0, done), sent, failed, quota, unsent: back.length, why, unsure };
}

type SendOutcome =
  | { readonly kind: 'sent' }
  /** Neither this letter nor the following ones can be sent now. */
  | { readonly kind: 'later'; readonly why: string }
  | { readonly kind: 'refused' | 'unsure'; readonly reason: string };

function sendOne(host: Host, message: Message): SendOutcome {
  try {
    host.mailer.send(message);
    return { kind: 'sent' };
  } catch (error) {
    if (error instanceof MailQuotaSpent) return { kind: 'later', why: OUT_OF_QUOTA };
    if (error instanceof Unavailable) return { kind: 'later', why: NO_MAIL };
    if (error instanceof LetterRefused)
      return { kind: 'refused', reason: `почта не приняла письмо: ${error.message}` };
    if (isNotAllowed(error)) return { kind: 'later', why: NO_RIGHT };
    return { kind: 'unsure', reason: `${UNSURE} Ответ почты: ${messageOf(error)}` };
  }
}
