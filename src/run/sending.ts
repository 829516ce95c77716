// «Отправить письма», the sending part of the daily run, and the five-minute trigger.
import { type Programme, Refusal } from '../rules/programme.js';
import type { Instant } from '../rules/zone.js';
import { groupBy } from '../rules/collections.js';
import { quotaOf, sendDue, sendSummary, type Waiting } from '../mail/sender.js';
import type { SendTask } from '../mail/settle.js';
import { type Progress, type Tally, tallyOf } from '../mail/tally.js';
import { kindsByCode } from '../mail/templates.js';
import { Unavailable } from '../sheets/patience.js';
import type { Host } from '../sheets/ports.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { reread } from '../sheets/workbook.js';
import { sendRequests } from '../sheets/write.js';
import { persistently } from './attempts.js';
import { journalWrite } from './journal.js';
import { type ActionReport, bareReport, sentence, sentences, summed } from './report.js';
import { type Only, readScene, refuseDamaged, type Scene, sharedKey, titleOf } from './scene.js';
import { retellLetters } from './shell.js';
import { shapeTabs } from './sketch.js';

interface Sending {
  readonly action: 'send' | 'daily' | 'tick';
  readonly title: string;
  readonly started: Instant;
  /** Update what waits from the current tabs if a letter that was queued ahead has fallen due. */
  readonly retell: boolean;
}

/** What an update of waiting letters has changed. */
interface Update {
  /** Changed cells by tab. */
  readonly cells: Readonly<Record<string, number>>;
  /** Identities of letters whose text staff must check before they are sent. */
  readonly edited: readonly string[];
  /** For the message; '' if nothing has changed. */
  readonly words: string;
}
const NO_UPDATE: Update = { cells: {}, edited: [], words: '' };

function updateWaiting(host: Host, programmes: readonly Programme[], sending: Sending): Update {
  const { letters, report } = retellLetters(host, programmes, sending);
  const { changed, edited } = letters;
  const words = changed === 0 ? [] : [`обновлено писем: ${changed}`];
  if (edited.length > 0) words.push(`ждут проверки на вкладке «Письма»: ${edited.length}`);
  return { cells: report.changed, edited, words: words.join('; ') };
}

/**
 * The sender skips the texts, which are most of «Письма»: those to be sent are read again anyway. «Журнал» is
 * read when its line is written. A megabyte takes Google half a second, every five minutes; a second read,
 * where staff have moved columns, takes 0.6 s.
 */
const SENDER_READS: Only = {
  settings: 'whole',
  letters: ['key', 'programme', 'status', 'notBefore', 'created', 'sent', 'reason', 'attempts'],
  journal: [],
};

interface Delivery {
  readonly scene: Scene;
  readonly waiting: Waiting;
  /** The update of waiting letters that preceded. */
  readonly update: Update;
  readonly drafts: SendTask['drafts'];
}

/**
 * Whether a letter that the rules have queued ahead of its moment has fallen due: staff may have worked in the
 * tabs since. Such a letter's key has a fingerprint of its text.
 */
const hasComeDue = ({ outbox, now }: Scene): boolean =>
  outbox.some(({ status, key, created, notBefore }) => {
    if (status !== 'в очереди' || key.print === '' || created === null || notBefore === null) return false;
    return created < notBefore && notBefore <= now;
  });

/**
 * Whether a reminder that the quota has left in the queue has a later one beside it there, which the last recompute
 * may have created: the rules now tell whether it is of the same end, so that only the later one is to be sent.
 */
function hasLeftOver({ outbox, now, programmes }: Scene): boolean {
  const kinds = kindsByCode(programmes);
  const reminders = outbox.filter(
    ({ status, key, notBefore }) =>
      status === 'в очереди' &&
      notBefore !== null &&
      notBefore <= now &&
      kinds.get(key.code)?.priority === 'reminder',
  );
  const due = groupBy(reminders, ({ programme, key }) => `${programme}/${key.recipient}`);
  return [...due.values()].some((own) => own.some(({ notBefore }) => notBefore !== own[0]?.notBefore));
}

/** Sends the queue of a scene. */
function deliver(host: Host, scene: Scene, task: Pick<SendTask, 'drafts' | 'started' | 'tally'>): Waiting {
  refuseDamaged(scene, ['letters', 'settings']);
  if (!scene.workbook.found.has(sharedKey('letters'))) return { left: 0, why: '', later: 0, next: '' };
  const place = shapeTabs(scene)(sharedKey('letters'), sharedTabs.letters, 'leave');
  const { outbox: entries, zoneOf, answersTo, programmes } = scene;
  return sendDue(host, { place, entries, kinds: kindsByCode(programmes), zoneOf, answersTo, ...task });
}

/**
 * Sends the queue, if need be in several attempts: the flight record tells what the one before has already sent.
 * «Отправить письма» updates waiting letters first, and sends drafts too: not those whose text staff have edited and
 * whose time has just changed, which are held back for them to check.
 */
function attemptQueue(
  host: Host,
  programmes: readonly Programme[],
  sending: Sending,
  tally: Tally,
): Delivery {
  const { action, started, retell } = sending;
  const isAsked = action === 'send';
  let update = isAsked ? updateWaiting(host, programmes, sending) : NO_UPDATE;
  const drafts: SendTask['drafts'] = ({ identity }) => isAsked && !update.edited.includes(identity);
  const look = (): Scene => readScene(host, programmes, SENDER_READS);
  return persistently(() => {
    let scene = look();
    const isOutdated = !isAsked && (hasLeftOver(scene) || (retell && hasComeDue(scene)));
    if (isOutdated && quotaOf(host).quota > 0) {
      const next = updateWaiting(host, programmes, sending);
      // A further attempt mostly finds nothing to update.
      if (next.words !== '') update = next;
      scene = look();
    }
    return { scene, update, drafts, waiting: deliver(host, scene, { drafts, started, tally }) };
  });
}

/** `held`: number of drafts that are not sent. */
function messageOf(outcome: Progress & Waiting, held: number, { words }: Update): string {
  const { sent, failed, left, later, next } = outcome;
  const nothing = later > 0 ? 'сейчас отправлять нечего' : 'писем к отправке нет';
  const unsent = held === 0 ? nothing : `${nothing}, в черновиках: ${held}`;
  const parts = [words, sent + failed + left === 0 ? unsent : sendSummary(outcome)];
  if (later > 0) parts.push(`ждут своего времени: ${later}, ближайшее ${next}`);
  return parts.filter((part) => part !== '').join('; ');
}

/** Sends what is due. The caller holds the lock. */
export function send(host: Host, programmes: readonly Programme[], options: Sending): ActionReport {
  const { action } = options;
  const tally = tallyOf();
  let last: Delivery;
  try {
    last = attemptQueue(host, programmes, options, tally);
  } catch (error) {
    const sum = tally.sum();
    if (!(error instanceof Refusal) || sum.sent + sum.failed === 0) throw error;
    const outcome = sendSummary({ ...sum, left: 0, why: '' });
    const line = { ...options, outcome: `${outcome}; остановлено: ${error.message}` };
    throw new Refusal(sentences(sentence(outcome), keepJournal(host, programmes, null, line), error.message));
  }
  const { scene, waiting, update, drafts } = last;
  const { left, later } = waiting;
  const outcome = { ...waiting, ...tally.sum() };
  const { sent, failed, cells } = outcome;
  const held = scene.outbox.filter((entry) => entry.status === 'черновик' && !drafts(entry)).length;
  const message = messageOf(outcome, held, update);
  const isDone = cells > 0 || update.words !== '' || action === 'send';
  // A five-minute run that has done nothing adds no line; the daily one says what is left.
  const isQuiet = !isDone && (action === 'tick' || left === 0);
  const caution = isQuiet ? '' : keepJournal(host, programmes, scene, { ...options, outcome: message });
  const title = titleOf(scene, sharedKey('letters'), sharedTabs.letters);
  return {
    ...bareReport(action, sentences(sentence(message), caution)),
    changed: summed(update.cells, cells > 0 ? { [title]: cells } : {}),
    letters: { queued: left + later, sent, failed },
  };
}

const UNTOLD = 'Строка в «Журнал» не записана: вкладка защищена, её правят или Google не отвечает.';

/**
 * Adds the line to «Журнал». The letters have been sent, so failing to write it is no failure of the action.
 * Returns a caution for staff, '' if none.
 */
function keepJournal(
  host: Host,
  programmes: readonly Programme[],
  read: Scene | null,
  told: { readonly title: string; readonly outcome: string; readonly started: Instant },
): string {
  let known = read;
  try {
    persistently(() => {
      const scene = known ?? readScene(host, programmes, { settings: 'whole', journal: [] });
      known = null;
      if (!scene.workbook.found.has(sharedKey('journal'))) return;
      const place = shapeTabs(scene)(sharedKey('journal'), sharedTabs.journal, 'leave');
      // Sending takes minutes: the tab is read again to find its last line.
      const [journal = place] = reread(host, [place]);
      const { title, outcome, started } = told;
      const line = { action: title, outcome, started, zone: scene.zone };
      sendRequests(host, journalWrite(host, journal, line).lists);
    });
    return '';
  } catch (error) {
    if (!(error instanceof Unavailable) && !(error instanceof Refusal)) throw error;
    host.log(`${told.title}: ${told.outcome}. ${error.message}`);
    return UNTOLD;
  }
}
