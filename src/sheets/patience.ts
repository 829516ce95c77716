// Transient faults of Google's services: how long a run waits for them to pass, and the message to staff when
// they do not.
import { Refusal } from '../rules/programme.js';
import { type Instant, MINUTE, SECOND } from '../rules/zone.js';
import { type PassingFault, passingFault } from './answers.js';
import { StaleWorkbook } from './ports.js';

/** A service has not answered within the time a run may wait. The next run continues where this one stopped. */
export class Unavailable extends Refusal {}

/** Delays between attempts: together they exceed the minute after which a per-minute quota is renewed. */
const WAITS = [1, 2, 4, 8, 16, 32].map((seconds) => seconds * SECOND);
/**
 * No delay ends later than this after the start of a run: Google stops it at six minutes, and the rest must
 * still be written.
 */
const LATEST = 5 * MINUTE;

/** Names of the services in messages to staff. */
export const SERVICES = {
  reading: 'Таблицы, чтение',
  writing: 'Таблицы, запись',
  memory: 'память книги',
  mail: 'почта',
  triggers: 'расписание',
  lock: 'блокировка',
  page: 'адрес страницы',
  screen: 'окно',
} as const;

const WORDS: Readonly<Record<PassingFault, string>> = {
  outage: 'Google не отвечает',
  limit: 'Google ограничил число обращений',
  spent: 'Дневной лимит Google исчерпан',
};

/** The message for staff; `spent`: it does not help to try again today. */
const unavailable = (fault: PassingFault, service: string): string =>
  `${WORDS[fault]} (${service}). Ничего не потеряно: ${fault === 'spent' ? 'завтра' : 'повторите через несколько минут,'} «Регламент» продолжит с того же места.`;

/** How a run handles transient faults: it waits and retries, except when a daily quota is spent. */
export interface Patience {
  /** Calls a service until it answers. Only for calls that may be repeated. */
  readonly ask: <T>(service: string, call: () => T) => T;
  /**
   * To be called after a failed call: waits if the fault is transient, rethrows any other error, throws
   * `Unavailable` when the time to wait is used up.
   */
  readonly failed: (service: string, error: unknown) => void;
  /** The service has answered: its next fault counts as the first. */
  readonly answered: (service: string) => void;
}

/** The patience of one run; attempts are counted per service. */
export function patienceOf(clock: {
  readonly started: () => Instant;
  readonly now: () => Instant;
  readonly sleep: (ms: number) => void;
}): Patience {
  const faults = new Map<string, number>();
  const answered = (service: string): void => {
    faults.delete(service);
  };
  const failed = (service: string, error: unknown): void => {
    const told = error instanceof Refusal || error instanceof StaleWorkbook;
    const fault = told ? null : passingFault(error);
    if (fault === null) throw error;
    const count = faults.get(service) ?? 0;
    const wait = fault === 'spent' ? undefined : WAITS[count];
    if (wait === undefined || clock.now() + wait > clock.started() + LATEST)
      throw new Unavailable(unavailable(fault, service));
    faults.set(service, count + 1);
    clock.sleep(wait);
  };
  return {
    failed,
    answered,
    ask: (service, call) => {
      for (;;) {
        try {
          const answer = call();
          answered(service);
          return answer;
        } catch (error) {
          failed(service, error);
        }
      }
    },
  };
}
