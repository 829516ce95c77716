// Letters of earlier runs that nobody has sent yet.
import { addressHash } from '../hash.js';
import { isOpen, type PastLetter } from '../letters.js';

export const isWaiting = (one: PastLetter): boolean => isOpen(one) && one.status !== 'отменено';

/** Whether a letter still waits for another address: staff have corrected it, so a new letter is due at once. */
export const isReaddressed = (waiting: readonly PastLetter[] | undefined, email: string): boolean =>
  waiting?.some(({ recipient }) => recipient !== addressHash(email)) === true;
