// «Отправить письма», the daily run's sending and the five-minute trigger.
import { commonLetters } from '../mail/common-letters.js';
import type { LetterKind, LetterKinds } from '../rules/letters.js';
import type { Programme } from '../rules/programme.js';
import { sendDue, type SendOutcome, sendSummary } from '../mail/sender.js';
import type { Host } from '../sheets/ports.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { sendRequests, writeRequests } from '../sheets/write.js';
import { shapeTabs } from './plan.js';
import { type ActionReport, journalWrite } from './report.js';
import { readScene, sharedKey } from './scene.js';

const NOTHING: SendOutcome = { sent: 0, failed: 0, left: 0, why: '', cells: 0 };

/** Sends what is due. The caller holds the lock. `idle`: leave no line in «Журнал» when there was nothing to do. */
export function sendNow(
  host: Host,
  programmes: readonly Programme[],
  options: {
    readonly action: string;
    readonly title: string;
    readonly drafts: boolean;
    readonly idle: boolean;
    readonly started: number;
  },
): ActionReport {
  const scene = readScene(host, programmes, ['letters', 'settings', 'journal']);
  const shape = shapeTabs(scene);
  const place = scene.workbook.found.has(sharedKey('letters'))
    ? shape(sharedKey('letters'), sharedTabs.letters, 'shared', 'staff')
    : null;
  const kinds = new Map<string, LetterKind>(
    [commonLetters, ...programmes.map((programme) => programme.letters)].flatMap((kinds: LetterKinds) =>
      Object.values(kinds).map((kind) => [kind.code, kind] as const),
    ),
  );
  const outcome = place
    ? sendDue(host, {
        place,
        entries: scene.outbox,
        kinds,
        zoneOf: scene.zoneOf,
        drafts: options.drafts,
        started: scene.now,
      })
    : NOTHING;
  const message =
    outcome.sent + outcome.failed + outcome.left === 0 ? 'писем к отправке нет' : sendSummary(outcome);
  const idle = options.idle && outcome.cells === 0;
  if (!idle && scene.workbook.found.has(sharedKey('journal'))) {
    const journal = shape(sharedKey('journal'), sharedTabs.journal, 'shared', 'staff');
    const entry = journalWrite(host, journal, {
      action: options.title,
      outcome: message,
      started: options.started,
      zone: scene.zone,
    });
    sendRequests(host, [...writeRequests([entry.write]), [...entry.trim]]);
  }
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
