// Session and Utilities: the current user, and a few helpers that bare V8 lacks.
import { createHash, randomUUID } from 'node:crypto';
import type { Members, Sandbox } from '../sandbox.js';
import { ServiceError } from '../errors.js';

/**
 * `user`: the account whose rights the code has. `visitor`: who opened the public page, '' if unknown; null
 * in any other run.
 */
export function sessionService(
  user: string,
  visitor: () => string | null,
  timeZone: () => string,
  expose: Sandbox['expose'],
): Members {
  const person = (email: () => string): object => expose('User', { getEmail: email }, { free: true });
  const active = person(() => visitor() ?? user);
  const effective = person(() => user);
  return {
    getActiveUser: () => active,
    getEffectiveUser: () => effective,
    getScriptTimeZone: timeZone,
    getActiveUserLocale: () => 'ru',
  };
}

const DIGESTS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  SHA_1: 'sha1',
  SHA_256: 'sha256',
  SHA_512: 'sha512',
};
const CHARSETS = { US_ASCII: 'US_ASCII', UTF_8: 'UTF_8' };
/** The longest sleep that Google allows. */
const LONGEST_SLEEP_MS = 300_000;

export function utilitiesService(sleep: (ms: number) => void): Members {
  return {
    DigestAlgorithm: Object.fromEntries(Object.keys(DIGESTS).map((name) => [name, name])),
    Charset: CHARSETS,
    sleep: (ms: number) => {
      if (!(ms >= 0 && ms <= LONGEST_SLEEP_MS)) throw new ServiceError('Invalid argument: milliseconds');
      sleep(ms);
    },
    getUuid: () => randomUUID(),
    // Java's signed bytes: -128…127.
    computeDigest: (algorithm: string, value: string) => {
      const name = DIGESTS[algorithm];
      if (name === undefined) throw new ServiceError(`Invalid argument: algorithm ${algorithm}`);
      return [...new Int8Array(createHash(name).update(value, 'utf8').digest())];
    },
  };
}
