// The sender: takes the queue of «Письма» in order and in batches, marks each letter before and after
// sending, and never sends one twice.
import { plural } from '../rules/text.js';
import { Unavailable } from '../sheets/patience.js';
import type { Host } from '../sheets/ports.js';
import { NO_MAIL, OUT_OF_QUOTA, OUT_OF_TIME, prepare, sendBatch, SENDING_TIME } from './batch.js';
import { endFlight } from './flight.js';
import { writeMarks } from './marks.js';
import { type Progress, type SendTask, settleUndisturbed } from './settle.js';

/** Letters marked in one write: the Sheets API allows 60 reads and 60 writes per minute. */
const BATCH = 25;

export interface SendOutcome extends Progress {
  /** Number of due letters left for the next run. */
  readonly left: number;
  /** Why they were left; '' when none were. */
  readonly why: string;
}

/**
 * Sends the letters that are due. A batch costs two reads and two writes; each letter one mail and one
 * property write.
 */
export function sendDue(host: Host, asked: SendTask): SendOutcome {
  const { task, settled } = settleUndisturbed(host, asked);
  const parts: Progress[] = [];
  const tell = (part: Progress): void => {
    parts.push(part);
    task.done?.(part);
  };
  const cells = writeMarks(host, task.place, settled.updates);
  // The record has been used and must not decide about letters that staff later mark «отправляется» by hand.
  if (settled.landed) endFlight(host.store);
  tell({ sent: settled.recovered, failed: settled.failed, cells });
  const { queue } = settled;
  let quota = queue.length > 0 ? quotaOf(host) : 0;
  let done = 0;
  let why = quota === null ? NO_MAIL : '';
  while (done < queue.length && why === '' && quota !== null) {
    const batch = queue.slice(done, done + BATCH);
    const outOfTime = host.now() - task.started > SENDING_TIME;
    if (outOfTime || quota < 1) {
      why = outOfTime ? OUT_OF_TIME : OUT_OF_QUOTA;
      break;
    }
    const { place, ready } = prepare(host, task, batch);
    const outcome = sendBatch(host, { ...task, place }, ready, quota);
    tell(outcome);
    quota = outcome.quota;
    why = outcome.why;
    done += batch.length - outcome.unsent;
  }
  return { ...together(parts), left: queue.length - done, why };
}

/** The sum of the parts. */
export const together = (parts: readonly Progress[]): Progress => ({
  sent: parts.reduce((sum, { sent }) => sum + sent, 0),
  failed: parts.reduce((sum, { failed }) => sum + failed, 0),
  cells: parts.reduce((sum, { cells }) => sum + cells, 0),
});

/** Number of recipients that may still be written to today; null when the mail service does not answer. */
export function quotaOf(host: Host): number | null {
  try {
    return host.mailer.quota();
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

/** «отправлено 3 письма, с ошибкой 1, осталось в очереди 5 (…)» */
export function sendSummary(outcome: SendOutcome): string {
  const parts = [`отправлено ${outcome.sent} ${plural(outcome.sent, 'письмо', 'письма', 'писем')}`];
  if (outcome.failed > 0) parts.push(`с ошибкой ${outcome.failed}`);
  if (outcome.left > 0)
    parts.push(
      `осталось в очереди ${outcome.left} (${outcome.why}; ${plural(outcome.left, 'уйдёт', 'уйдут', 'уйдут')} при следующем запуске)`,
    );
  return parts.join(', ');
}
