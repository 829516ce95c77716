// «Отправить письма», the sending part of the daily run, and the five-minute trigger.
import { type Programme, Refusal } from '../rules/programme.js';
import type { Instant } from '../rules/zone.js';
import { groupBy } from '../rules/collections.js';
import type { OutboxEntry } from '../mail/entries.js';
import { quotaOf, sendDue, sendSummary, type Waiting } from '../mail/sender.js';
import type { SendTask } from '../mail/settle.js';
import { type Progress, type Tally, tallyOf } from '../mail/tally.js';
import { kindsOf } from '../mail/templates.js';
import { Unavailable } from '../sheets/patience.js';
import type { Host } from '../sheets/ports.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { reread } from '../sheets/workbook.js';
import { sendRequests } from '../sheets/write.js';
import { persistently } from './persistence.js';
import { journalWrite } from './journal.js';
import { type ActionReport, bareReport, sentence, sentences, summed } from './report.js';
import { type Only, readScene, refuseDamaged, type Scene, sharedKey } from './scene.js';
import { retellLetters } from './shell.js';
import { shapeTabs } from './sketch.js';
import type { StructuredTab } from '../sheets/structure.js';

const NONE_WAITING: Waiting = { left: 0, why: '', later: 0, next: '' };

interface Sending {
  readonly action: string;
  readonly title: string;
  readonly drafts: (draft: OutboxEntry) => boolean;
  /** When to add no line to «Журнал»: if nothing was done, or only if no due letter is left either. */
  readonly quiet: 'never' | 'nothing done' | 'nothing left';
  readonly started: Instant;
  /** Update what waits from the current tabs if a letter that was queued ahead has fallen due. */
  readonly retell: boolean;
  /** The update of waiting letters that the caller has just made. */
  readonly before?: Update;
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

function updateWaiting(host: Host, programmes: readonly Programme[]): Update {
  const { letters, report } = retellLetters(host, programmes);
  const { changed, edited } = letters;
  const words = changed === 0 ? [] : [`обновлено писем: ${changed}`];
  if (edited.length > 0) words.push(`ждут проверки на вкладке «Письма»: ${edited.length}`);
  return { cells: report.changed, edited, words: words.join('; ') };
}

/** Sends no drafts: they wait for staff. */
export const NO_DRAFTS = (): boolean => false;

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

const kindsIn = ({ programmes }: Scene): SendTask['kinds'] =>
  new Map(kindsOf(programmes).map((kind) => [kind.code, kind]));

interface Delivery {
  readonly scene: Scene;
  readonly place: StructuredTab | null;
  readonly waiting: Waiting;
  /** The update of waiting letters that preceded. */
  readonly update: Update;
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
function hasLeftOver({ outbox, now }: Scene, kinds: SendTask['kinds']): boolean {
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
function deliver(
  host: Host,
  scene: Scene,
  { drafts, started }: Pick<Sending, 'drafts' | 'started'>,
  tally: Tally,
): Pick<Delivery, 'place' | 'waiting'> {
  refuseDamaged(scene, ['letters', 'settings']);
  if (!scene.workbook.found.has(sharedKey('letters'))) return { place: null, waiting: NONE_WAITING };
  const place = shapeTabs(scene)(sharedKey('letters'), sharedTabs.letters, 'leave');
  const kinds = kindsIn(scene);
  const { outbox: entries, zoneOf, answersTo } = scene;
  return {
    place,
    waiting: sendDue(host, { place, entries, kinds, zoneOf, answersTo, drafts, started, tally }),
  };
}

/** Sends the queue, if need be in several attempts: the flight record tells what the one before has already sent. */
function attemptQueue(
  host: Host,
  programmes: readonly Programme[],
  options: Sending,
  tally: Tally,
): Delivery {
  let { before: update = NO_UPDATE } = options;
  const look = (): Scene => readScene(host, programmes, SENDER_READS);
  return persistently(() => {
    let scene = look();
    const isOutdated = options.before === undefined && hasLeftOver(scene, kindsIn(scene));
    if ((isOutdated || (options.retell && hasComeDue(scene))) && quotaOf(host).quota > 0) {
      const next = updateWaiting(host, programmes);
      // A further attempt mostly finds nothing to update.
      if (next.words !== '') update = next;
      scene = look();
    }
    return { scene, update, ...deliver(host, scene, options, tally) };
  });
}

/**
 * «Отправить письма»: updates waiting letters from the current tabs, then sends them. A letter whose text
 * staff have edited and whose time has just changed is held back for them to check. The caller holds the
 * lock.
 */
export function send(host: Host, programmes: readonly Programme[]): ActionReport {
  const started = host.now();
  const before = updateWaiting(host, programmes);
  const unseen = new Set(before.edited);
  return sendNow(host, programmes, {
    action: 'send',
    title: 'Отправить письма',
    drafts: ({ identity }) => !unseen.has(identity),
    quiet: 'never',
    started,
    retell: false,
    before,
  });
}

/** `held`: number of drafts that are not sent. */
function messageOf(outcome: Progress & Waiting, held: number, { words }: Update): string {
  const { sent, failed, left, later, next } = outcome;
  const nothing = later > 0 ? 'сейчас слать нечего' : 'писем к отправке нет';
  const unsent = held === 0 ? nothing : `${nothing}, в черновиках: ${held}`;
  const parts = [words, sent + failed + left === 0 ? unsent : sendSummary(outcome)];
  if (later > 0) parts.push(`ждут своего времени: ${later}, ближайшее ${next}`);
  return parts.filter((part) => part !== '').join('; ');
}

/** Sends what is due. The caller holds the lock. */
export function sendNow(host: Host, programmes: readonly Programme[], options: Sending): ActionReport {
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
  const { scene, place, waiting, update } = last;
  const outcome = { ...waiting, ...tally.sum() };
  const { left, later, sent, failed, cells } = outcome;
  const held = scene.outbox.filter((entry) => entry.status === 'черновик' && !options.drafts(entry)).length;
  const message = messageOf(outcome, held, update);
  const isDone = cells > 0 || update.words !== '' || options.quiet === 'never';
  const isQuiet = !isDone && (options.quiet === 'nothing done' || left === 0);
  const caution = isQuiet ? '' : keepJournal(host, programmes, scene, { ...options, outcome: message });
  return {
    ...bareReport(options.action, sentences(sentence(message), caution)),
    changed: summed(update.cells, place && cells > 0 ? { [place.title]: cells } : {}),
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
