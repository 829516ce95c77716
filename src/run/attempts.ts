// How a run stands its ground: alone under the document's lock, and once more if staff change the workbook meanwhile.
import { Refusal } from '../rules/programme.js';
import { type Host, NotWritten, StaleWorkbook } from '../sheets/ports.js';

const ATTEMPTS = 3;

/**
 * Runs the work under the document's lock. `instead`: what to do when another run holds it; refuses if it
 * returns null.
 */
export function exclusively<T>(host: Host, work: () => T, instead: () => T | null = () => null): T {
  const outcome = host.locked(work);
  if (outcome !== null) return outcome.value;
  const other = instead();
  if (other !== null) return other;
  throw new Refusal(
    '«Регламент» уже работает в этой таблице: другой запуск не закончился. Подождите минуту и повторите.',
  );
}

/** Staff changed the workbook during each of three attempts. */
export class BusyWorkbook extends Refusal {}

/**
 * Repeats the work when staff moved rows or tabs meanwhile (`StaleWorkbook`); gives up after the third attempt, with
 * no row half written: of a plan of several pieces some may stay, which the next run completes. After a write that a transient fault prevented it tries again for as long as the host is willing
 * to wait.
 */
export function persistently<T>(work: () => T): T {
  for (let moved = 0; moved < ATTEMPTS;) {
    try {
      return work();
    } catch (error) {
      if (error instanceof StaleWorkbook) moved += 1;
      else if (!(error instanceof NotWritten)) throw error;
    }
  }
  throw new BusyWorkbook(
    'Таблицу правят прямо сейчас: строки трижды сдвинулись. Ничего не потеряно: повторите через минуту.',
  );
}
