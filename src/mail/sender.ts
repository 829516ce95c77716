// The sender: takes the queue of «Письма» in order and in batches, marks each letter before and after
// sending, and never sends one twice.
import { agree, count } from '../rules/text.js';
import { isNotAllowed } from '../sheets/answers.js';
import { Unavailable } from '../sheets/patience.js';
import type { Host } from '../sheets/ports.js';
import { NO_MAIL, NO_RIGHT, OUT_OF_QUOTA, OUT_OF_TIME, prepare, sendBatch, SENDING_TIME } from './batch.js';
import { endFlight } from './flight.js';
import { writeMarks } from './marks.js';
import { type SendTask, settleUndisturbed } from './settle.js';
import type { Progress } from './tally.js';

/** Letters marked in one write: the Sheets API allows 60 reads and 60 writes per minute. */
const BATCH = 25;

/** What waits after an attempt. */
export interface Waiting {
  /** Number of due letters left for the next run. */
  readonly left: number;
  /** Why they were left; '' when none were. */
  readonly why: string;
  /** Number of letters in the queue whose time has not come. */
  readonly later: number;
  /** When the first of them may go; '' without one. */
  readonly next: string;
}

/**
 * Sends the letters that are due. A batch costs two reads and two writes; each letter one mail and one
 * property write.
 */
export function sendDue(host: Host, asked: SendTask): Waiting {
  const { task, settled } = settleUndisturbed(host, asked);
  const cells = writeMarks(host, task.place, settled.updates);
  // The record has been used and must not decide about letters that staff later mark «отправляется» by hand.
  if (settled.landed) endFlight(host.store);
  task.tally.done({ sent: settled.recovered, failed: settled.failed, cells });
  const { queue, later, next } = settled;
  let { quota, why } = queue.length > 0 ? quotaOf(host) : { quota: 0, why: '' };
  let unsure = 0;
  let done = 0;
  while (done < queue.length && why === '') {
    const outOfTime = host.now() - task.started > SENDING_TIME;
    if (outOfTime || quota < 1) {
      why = outOfTime ? OUT_OF_TIME : OUT_OF_QUOTA;
      break;
    }
    const batch = queue.slice(done, done + BATCH);
    const { place, ready } = prepare(host, task, batch);
    const outcome = sendBatch(host, { ...task, place }, ready, { quota, unsure });
    task.tally.done(outcome);
    ({ quota, unsure, why } = outcome);
    done += batch.length - outcome.unsent;
  }
  const left = queue.length - done;
  return { left, why: left === 0 ? '' : why, later, next };
}

/** Number of recipients that may still be written to today; `why` no letter can be sent now, '' if one can. */
export function quotaOf(host: Host): { readonly quota: number; readonly why: string } {
  try {
    return { quota: host.mailer.quota(), why: '' };
  } catch (error) {
    if (error instanceof Unavailable) return { quota: 0, why: NO_MAIL };
    if (isNotAllowed(error)) return { quota: 0, why: NO_RIGHT };
    throw error;
  }
}

/** «отправлено 3 письма, с ошибкой: 1 (…), осталось в очереди 5 (…)» */
export function sendSummary(done: Pick<Progress & Waiting, 'sent' | 'failed' | 'left' | 'why'>): string {
  const { sent, failed, left, why } = done;
  const parts = [`отправлено ${count(sent, 'письмо', 'письма', 'писем')}`];
  if (failed > 0) parts.push(`с ошибкой: ${failed} (причина — на вкладке «Письма»)`);
  if (left > 0) parts.push(`осталось в очереди ${left} (${why}; ${remedyOf(why, left)})`);
  return parts.join(', ');
}

/** When the letters left in the queue will go. */
function remedyOf(why: string, left: number): string {
  if (why === NO_RIGHT) return 'откройте таблицу и выберите «Отправить письма»: Google спросит разрешение';
  const goes = agree(left, 'уйдёт', 'уйдут');
  // Every run until then finds the quota spent.
  return why === OUT_OF_QUOTA
    ? `${goes} при запуске после обновления лимита, обычно в течение суток`
    : `${goes} при следующем запуске`;
}
