// LockService within a run. Other processes are kept out by the command line's lock file during the whole
// run.
import { ServiceError } from '../errors.js';
import type { Members, Sandbox } from '../sandbox.js';

export function lockService(
  isBusy: () => boolean,
  sleep: (ms: number) => void,
  expose: Sandbox['expose'],
): Members {
  const lock = (): object => {
    let held = false;
    const take = (ms: number): boolean => {
      if (held) return true;
      if (isBusy()) {
        // Google waits this long before giving up.
        sleep(ms);
        return false;
      }
      held = true;
      return true;
    };
    return expose('LockService', {
      tryLock: (ms: number) => take(ms),
      waitLock: (ms: number) => {
        if (!take(ms))
          throw new ServiceError('Lock timeout: another process was holding the lock for too long.');
      },
      hasLock: () => held,
      releaseLock: () => {
        held = false;
      },
    });
  };
  const [document, script, user] = [lock(), lock(), lock()];
  return { getDocumentLock: () => document, getScriptLock: () => script, getUserLock: () => user };
}
