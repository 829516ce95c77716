// «Отправить письма», the daily run's sending and the five-minute trigger.
import { commonLetters } from '../mail/common-letters.js';
import type { LetterKind, LetterKinds } from '../rules/letters.js';
import { type Programme, Refusal } from '../rules/programme.js';
import type { Instant } from '../rules/zone.js';
import { sendDue, type SendOutcome, sendSummary } from '../mail/sender.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { reread } from '../sheets/workbook.js';
import { sendRequests, writeRequests } from '../sheets/write.js';
import { shapeTabs } from './plan.js';
import { type ActionReport, journalWrite } from './report.js';
import { readScene, type Scene, sharedKey } from './scene.js';
import { persistently } from '../run.js';
import type { StructuredTab } from '../sheets/structure.js';

const NOTHING: SendOutcome = { sent: 0, failed: 0, left: 0, why: '', cells: 0 };

interface Delivery {
  readonly scene: Scene;
  readonly place: StructuredTab | null;
  readonly outcome: SendOutcome;
}

/** One try at the queue. What went before a try broke off is known from the flight record. */
function deliver(
  host: Host,
  programmes: readonly Programme[],
  options: { readonly drafts: boolean; readonly started: Instant },
): Delivery {
  const scene = readScene(host, programmes, ['letters', 'settings', 'journal']);
  if (scene.outboxStopped)
    throw new Refusal(
      'На вкладке «Письма» потерян или повторяется заголовок: верните его в строку 1. Письма не отправлены.',
    );
  if (!scene.workbook.found.has(sharedKey('letters'))) return { scene, place: null, outcome: NOTHING };
  const place = shapeTabs(scene)(sharedKey('letters'), sharedTabs.letters, 'shared', 'staff');
  const kinds = new Map<string, LetterKind>(
    [commonLetters, ...programmes.map((programme) => programme.letters)].flatMap((set: LetterKinds) =>
      Object.values(set).map((kind) => [kind.code, kind] as const),
    ),
  );
  const { drafts, started } = options;
  const task = { place, entries: scene.outbox, kinds, zoneOf: scene.zoneOf, drafts, started };
  return { scene, place, outcome: sendDue(host, task) };
}

/** A line in «Журнал», below its last one as it stands now: sending takes minutes. No tab, no line. */
function tell(host: Host, scene: Scene, entry: Parameters<typeof journalWrite>[2]): void {
  if (!scene.workbook.found.has(sharedKey('journal'))) return;
  try {
    const place = shapeTabs(scene)(sharedKey('journal'), sharedTabs.journal, 'shared', 'staff');
    const [journal = place] = reread(host, [place]);
    const { write, trim } = journalWrite(host, journal, entry);
    sendRequests(host, [...writeRequests([write]), [...trim]]);
  } catch (error) {
    // The letters have gone: a line less is better than a run that seems to have failed.
    if (!(error instanceof StaleWorkbook)) throw error;
  }
}

/** Sends what is due. The caller holds the lock. `idle`: leave no line in «Журнал» when there was nothing to do. */
export function sendNow(
  host: Host,
  programmes: readonly Programme[],
  options: {
    readonly action: string;
    readonly title: string;
    readonly drafts: boolean;
    readonly idle: boolean;
    readonly started: Instant;
  },
): ActionReport {
  const { scene, place, outcome } = persistently(() => deliver(host, programmes, options));
  const message =
    outcome.sent + outcome.failed + outcome.left === 0 ? 'писем к отправке нет' : sendSummary(outcome);
  const idle = options.idle && outcome.cells === 0;
  if (!idle)
    tell(host, scene, {
      action: options.title,
      outcome: message,
      started: options.started,
      zone: scene.zone,
    });
  const waiting = scene.outbox.filter(
    (letter) => letter.status === 'в очереди' || (options.drafts && letter.status === 'черновик'),
  ).length;
  return {
    action: options.action,
    ok: true,
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    rows: {},
    changed: place && outcome.cells > 0 ? { [place.title]: outcome.cells } : {},
    errors: 0,
    letters: {
      queued: Math.max(0, waiting - outcome.sent - outcome.failed),
      sent: outcome.sent,
      failed: outcome.failed,
    },
  };
}
