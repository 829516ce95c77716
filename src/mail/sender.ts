// The sender: takes the queue of «Письма» in order and in batches, marks each letter before and after
// sending, and never sends one twice.
import { count, plural } from '../rules/text.js';
import { Unavailable } from '../sheets/patience.js';
import type { Host } from '../sheets/ports.js';
import {
  isNotAllowed,
  NO_MAIL,
  NO_RIGHT,
  OUT_OF_QUOTA,
  OUT_OF_TIME,
  prepare,
  sendBatch,
  SENDING_TIME,
} from './batch.js';
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
  const answer = queue.length > 0 ? quotaOf(host) : 0;
  let state = { quota: typeof answer === 'number' ? answer : 0, unsure: 0 };
  let why = typeof answer === 'string' ? answer : '';
  let done = 0;
  while (done < queue.length && why === '') {
    const outOfTime = host.now() - task.started > SENDING_TIME;
    if (outOfTime || state.quota < 1) {
      why = outOfTime ? OUT_OF_TIME : OUT_OF_QUOTA;
      break;
    }
    const batch = queue.slice(done, done + BATCH);
    const { place, ready } = prepare(host, task, batch);
    const outcome = sendBatch(host, { ...task, place }, ready, state);
    tell(outcome);
    state = { quota: outcome.quota, unsure: outcome.unsure };
    why = outcome.why;
    done += batch.length - outcome.unsent;
  }
  const left = queue.length - done;
  return { ...together(parts), left, why: left === 0 ? '' : why };
}

/** The sum of the parts. */
export const together = (parts: readonly Progress[]): Progress => ({
  sent: parts.reduce((sum, { sent }) => sum + sent, 0),
  failed: parts.reduce((sum, { failed }) => sum + failed, 0),
  cells: parts.reduce((sum, { cells }) => sum + cells, 0),
});

/** Number of recipients that may still be written to today, or why no letter can be sent now. */
export function quotaOf(host: Host): number | string {
  try {
    return host.mailer.quota();
  } catch (error) {
    if (error instanceof Unavailable) return NO_MAIL;
    if (isNotAllowed(error)) return NO_RIGHT;
    throw error;
  }
}

/** «отправлено 3 письма, с ошибкой: 1 (…), осталось в очереди 5 (…)» */
export function sendSummary({ sent, failed, left, why }: SendOutcome): string {
  const parts = [`отправлено ${count(sent, 'письмо', 'письма', 'писем')}`];
  if (failed > 0) parts.push(`с ошибкой: ${failed} (причина — на вкладке «Письма»)`);
  const next =
    why === NO_RIGHT
      ? 'откройте таблицу и выберите «Отправить письма»: Google спросит разрешение'
      : `${plural(left, 'уйдёт', 'уйдут', 'уйдут')} при следующем запуске`;
  if (left > 0) parts.push(`осталось в очереди ${left} (${why}; ${next})`);
  return parts.join(', ');
}
