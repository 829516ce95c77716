// Letters that have waited: whether they are still called for. A partner who has renewed meanwhile must not be asked to;
// and a person gets one digest a programme a day, however many days staff sent none.
import { addressHash } from '../rules/hash.js';
import type { Letter } from '../rules/letters.js';
import { keyOf } from '../rules/text.js';
import { type Instant, MINUTE, plus } from '../rules/zone.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { identityOf, type LetterKey } from './keys.js';
import type { Template } from './templates.js';

interface Waited {
  readonly identity: string;
  /** Title. */
  readonly programme: string;
  readonly notBefore: Instant | null;
}

/**
 * Of letters from before the rules' window: the rules are asked once more, with one that reaches back that far.
 * `decided`: by title, compared like a header. What belongs to none of these programmes is left out: nobody knows.
 */
export function stillOwed<T extends Waited>(
  waited: readonly T[],
  decided: ReadonlyMap<string, Evaluation>,
): ReadonlyMap<T, boolean> {
  const owed = new Map<T, boolean>();
  for (const [title, { programme, decided: made }] of decided) {
    const own = waited.filter((one) => keyOf(one.programme) === title);
    if (!made || own.length === 0) continue;
    let from = made.facts.letterWindow.from;
    // A serial in a cell may be off by a hair.
    for (const { notBefore } of own)
      if (notBefore !== null && notBefore <= from) from = plus(notBefore, -MINUTE);
    const letterWindow = { from, to: made.facts.letterWindow.to };
    const { letters } = programme.decide({ ...made.facts, letterWindow });
    const called = new Set(letters.map(identityOf));
    for (const one of own) owed.set(one, called.has(one.identity));
  }
  return owed;
}

type Addressed = Pick<LetterKey, 'code' | 'recipient'>;

/** When the newest digest of a kind to a person was due, among those just made and those of the outbox; null for other letters. */
export function newestDigests(
  made: readonly Letter[],
  live: readonly { readonly key: Addressed; readonly notBefore: Instant | null }[],
  templates: ReadonlyMap<string, Template>,
): (key: Addressed) => Instant | null {
  const isDigest = (code: string): boolean => templates.get(code)?.kind.priority === 'digest';
  const newest = new Map<string, Instant>();
  const note = ({ code, recipient }: Addressed, due: Instant): void => {
    const key = `${code}/${recipient}`;
    const known = newest.get(key);
    if (known === undefined || known < due) newest.set(key, due);
  };
  for (const { code, to, occasion } of made)
    if (isDigest(code)) note({ code, recipient: addressHash(to) }, occasion);
  for (const { key, notBefore } of live) if (notBefore !== null && isDigest(key.code)) note(key, notBefore);
  return ({ code, recipient }) => newest.get(`${code}/${recipient}`) ?? null;
}
