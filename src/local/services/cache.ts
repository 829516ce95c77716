// CacheService: texts with a limited lifetime, stored with the script rather than the workbook; enforces
// Google's limits on keys, values and lifetimes.
import type { Clock } from '../clock.js';
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';

const LONGEST_KEY = 250;
const LARGEST_VALUE = 100 * 1024;
const USUAL_SECONDS = 600;
const MOST_SECONDS = 21_600;

export function cacheService(now: Clock['now'], expose: Sandbox['expose']): Members {
  const kept = new Map<string, { readonly value: string; readonly until: number }>();
  const cache = expose('CacheService', {
    get: (key: string) => {
      const found = kept.get(key);
      return found && now() < found.until ? found.value : null;
    },
    put: (key: string, value: unknown, seconds = USUAL_SECONDS) => {
      if (typeof value !== 'string') throw new ServiceError('Invalid argument: value');
      if (key.length > LONGEST_KEY) throw new ServiceError('Argument too large: key');
      if (Buffer.byteLength(value) > LARGEST_VALUE) throw new ServiceError('Argument too large: value');
      if (!(seconds >= 1 && seconds <= MOST_SECONDS))
        throw new ServiceError('Invalid argument: expirationInSeconds');
      kept.set(key, { value, until: now() + seconds * 1000 });
    },
  });
  return { getScriptCache: () => cache };
}
