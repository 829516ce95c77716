// The two triggers: the daily run, and the five-minute run that sends letters that have fallen due and
// repeats a daily run that did not finish.
import { type Programme, Refusal } from '../rules/programme.js';
import { Unavailable } from '../sheets/patience.js';
import { recomputeNow } from './shell.js';
import type { Host } from '../sheets/ports.js';
import { erase } from './erase/erase.js';
import { hasFlagged } from './erase/sources.js';
import { exclusively } from './attempts.js';
import { type ActionReport, bareReport, sentences, summed } from './report.js';
import { send } from './sending.js';

/** Number of times the five-minute run may still repeat the daily one; '' once it has only letters left to send. */
const OWED = 'daily-owed';
const REPEATS = 3;

/**
 * Recomputes everything, queues letters that fall due within the horizon, erases flagged rows, then sends.
 */
export function daily(host: Host, programmes: readonly Programme[]): ActionReport {
  // Recorded first: a run that cannot get the lock, or that Google stops, will be repeated.
  host.store.set(OWED, String(REPEATS));
  const repeated = (): boolean => host.triggers.list().some(({ handler }) => handler === 'tick');
  return exclusively(
    host,
    () => wholeDay(host, programmes, 'Ежедневный запуск'),
    () =>
      repeated()
        ? bareReport(
            'daily',
            'Другой запуск «Регламента» ещё идёт: ежедневный запуск повторится через пять минут.',
          )
        : null,
  );
}

/** Sends letters that have fallen due; if a daily run did not finish, repeats it instead. */
export const tick = (host: Host, programmes: readonly Programme[]): ActionReport =>
  exclusively(
    host,
    () => {
      const owed = Number(host.store.get(OWED) ?? '');
      if (owed > 0) {
        host.store.set(OWED, String(owed - 1));
        return wholeDay(host, programmes, 'Ежедневный запуск (повтор: прошлый прервался)');
      }
      const started = host.now();
      return send(host, programmes, { action: 'tick', title: 'Пятиминутный запуск', started, retell: true });
    },
    () => bareReport('tick', 'Другой запуск «Регламента» ещё идёт: письма уйдут через пять минут.'),
  );

/** Recomputes everything and queues ahead, then erases the rows that staff have flagged. */
function recomputeAndErase(host: Host, programmes: readonly Programme[], title: string): ActionReport {
  const { report, scene } = recomputeNow(host, programmes, { action: 'daily', title, ahead: true });
  if (!hasFlagged(scene)) return report;
  const erased = erase(host, programmes, null);
  return {
    ...report,
    message: sentences(report.message, erased.message),
    changed: summed(report.changed, erased.changed),
    letters: {
      queued: report.letters.queued + erased.letters.queued,
      sent: report.letters.sent,
      failed: report.letters.failed + erased.letters.failed,
    },
  };
}

function wholeDay(host: Host, programmes: readonly Programme[], title: string): ActionReport {
  const started = host.now();
  let done: ActionReport | null = null;
  let refusal = '';
  try {
    done = recomputeAndErase(host, programmes, title);
    // From here on the five-minute run does what is left.
    host.store.set(OWED, '');
  } catch (error) {
    // While Google does not answer, nothing else would work either.
    if (!(error instanceof Refusal) || error instanceof Unavailable) throw error;
    refusal = error.message;
  }
  // Letters have their time: without the recompute they are updated by themselves.
  const options = { action: 'daily', title: 'Ежедневный запуск: письма', retell: done === null } as const;
  const mail = send(host, programmes, { ...options, started });
  const { sent, failed } = mail.letters;
  if (!done) throw new Refusal(sentences(refusal, sent + failed > 0 ? mail.message : ''));
  return {
    ...done,
    message: sentences(done.message, mail.message),
    changed: summed(done.changed, mail.changed),
    letters: { queued: done.letters.queued, sent, failed: done.letters.failed + failed },
  };
}
