// Session and Utilities: the current user, unique names, and sleep.
import { randomUUID } from 'node:crypto';
import type { Members, Sandbox } from '../sandbox.js';
import { ServiceError } from '../errors.js';

/**
 * `user`: the account whose rights the code has; null if it has not granted the right to its address. `visitor`: who
 * opened the public page, '' if unknown; null in any other run.
 */
export function sessionService(
  user: string | null,
  visitor: () => string | null,
  expose: Sandbox['expose'],
): Members {
  const person = (email: () => string): object => expose('User', { getEmail: email }, { free: true });
  const own = (): string => {
    if (user !== null) return user;
    throw new ServiceError(
      'Specified permissions are not sufficient to call User.getEmail. Required permissions: https://www.googleapis.com/auth/userinfo.email',
    );
  };
  const active = person(() => visitor() ?? own());
  const effective = person(own);
  return {
    getActiveUser: () => active,
    getEffectiveUser: () => effective,
  };
}

/** The longest sleep that Google allows. */
const LONGEST_SLEEP_MS = 300_000;

export function utilitiesService(sleep: (ms: number) => void): Members {
  return {
    getUuid: () => randomUUID(),
    sleep: (ms: number) => {
      if (!(ms >= 0 && ms <= LONGEST_SLEEP_MS)) throw new ServiceError('Invalid argument: milliseconds');
      sleep(ms);
    },
  };
}
