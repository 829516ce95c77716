// LockService within a run. Other processes are kept out by the command line's lock file during the whole
// run.
import type { Members, Sandbox } from '../sandbox.js';

export function lockService(
  isBusy: () => boolean,
  sleep: (ms: number) => void,
  expose: Sandbox['expose'],
): Members {
  let held = false;
  const lock = expose('LockService', {
    tryLock: (ms: number) => {
      if (!held && isBusy()) {
        // Google waits this long before giving up.
        sleep(ms);
        return false;
      }
      held = true;
      return true;
    },
    releaseLock: () => {
      held = false;
    },
  });
  return { getDocumentLock: () => lock };
}
