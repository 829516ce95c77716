// Passing faults of Google's services: which errors pass by themselves, how long a run waits for that, what staff are told when it does not.
import { Refusal } from '../rules/programme.js';
import { type Instant, MINUTE, SECOND } from '../rules/zone.js';
import { StaleWorkbook } from './ports.js';

/** A service does not answer and the run has waited as long as it may. The next run goes on where this one stopped. */
export class Unavailable extends Refusal {}

/** Waits between tries: together longer than the minute after which a quota of calls is fresh again. */
const WAITS = [1, 2, 4, 8, 16, 32].map((seconds) => seconds * SECOND);
/** No wait ends later than this after the start of a run: Google ends it at six minutes, and what is left must be written. */
const LATEST = 5 * MINUTE;

type Fault = 'outage' | 'limit' | 'spent';
const SPENT = /\bfor one day\b|daily limit|computer time/i;
const LIMIT = /quota exceeded|rate limit|short time/i;
const OUTAGE =
  /internal error|server error|service error|(service|currently) (is )?(temporarily )?unavailable|backend error|timed? ?out|deadline exceeded|try again|empty response/i;
const OUTAGE_CODES: readonly unknown[] = [408, 500, 502, 503, 504];

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The HTTP status that the advanced service gives; null when the error has none. */
function statusOf(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('details' in error)) return null;
  const { details } = error;
  return typeof details === 'object' && details !== null && 'code' in details ? details.code : null;
}

/** What kind of fault that passes by itself an error tells of; null for a real error. A status says more than words. */
export function passingFault(error: unknown): Fault | null {
  const message = messageOf(error);
  const status = statusOf(error);
  if (typeof status === 'number') {
    if (status === 429 || (status === 403 && LIMIT.test(message))) return 'limit';
    return OUTAGE_CODES.includes(status) ? 'outage' : null;
  }
  if (SPENT.test(message)) return 'spent';
  if (LIMIT.test(message)) return 'limit';
  return OUTAGE.test(message) ? 'outage' : null;
}

const WORDS: Readonly<Record<Fault, (service: string) => string>> = {
  outage: (service) =>
    `Google не отвечает (${service}). Ничего не потеряно: повторите через несколько минут, «Регламент» продолжит с того же места.`,
  limit: (service) =>
    `Google ограничил число обращений (${service}). Ничего не потеряно: повторите через несколько минут, «Регламент» продолжит с того же места.`,
  spent: (service) =>
    `Дневной лимит Google исчерпан (${service}). Ничего не потеряно: завтра «Регламент» продолжит с того же места.`,
};

/** How a run meets faults that pass: it waits and asks again, but not for a quota that is spent for the day. */
export interface Patience {
  /** Calls a service until it answers. Only for what may be asked twice. */
  readonly ask: <T>(service: string, call: () => T) => T;
  /** After a call that failed: waits when the fault passes by itself, throws otherwise, and `Unavailable` when it has waited enough. */
  readonly failed: (service: string, error: unknown) => void;
  /** The service has answered: its next fault is the first one. */
  readonly answered: (service: string) => void;
}

/** The patience of one run, counted by service. */
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
      throw new Unavailable(WORDS[fault](service));
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
