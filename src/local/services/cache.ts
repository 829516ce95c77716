// CacheService: texts with a limited lifetime, stored with the script rather than the workbook; enforces
// Google's limits on keys, values and lifetimes.
import type { Clock } from '../clock.js';
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';

const LONGEST_KEY = 250;
const LARGEST_VALUE = 100 * 1024;
const USUAL_SECONDS = 600;
const MOST_SECONDS = 21_600;

export function cacheService(
  now: Clock['now'],
  isDropped: (key: string) => boolean,
  expose: Sandbox['expose'],
): Members {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const found = (key: string): string | null => {
    const one = kept.get(key);
    return one && now() < one.until && !isDropped(key) ? one.value : null;
  };
  const check = (key: string, value: unknown): void => {
    if (typeof value !== 'string') throw new ServiceError('Invalid argument: value');
    if (key.length > LONGEST_KEY) throw new ServiceError('Argument too large: key');
    if (Buffer.byteLength(value) > LARGEST_VALUE) throw new ServiceError('Argument too large: value');
  };
  const cache = expose('CacheService', {
    get: found,
    getAll: (keys: readonly string[]) =>
      Object.fromEntries(
        keys.flatMap((key) => {
          const value = found(key);
          return value === null ? [] : [[key, value]];
        }),
      ),
    putAll: (values: Readonly<Record<string, string>>, seconds = USUAL_SECONDS) => {
      for (const [key, value] of Object.entries(values)) check(key, value);
      if (!(seconds >= 1 && seconds <= MOST_SECONDS))
        throw new ServiceError('Invalid argument: expirationInSeconds');
      for (const [key, value] of Object.entries(values))
        kept.set(key, { value, until: now() + seconds * 1000 });
    },
  });
  return { getScriptCache: () => cache };
}
