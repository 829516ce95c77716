// What a company knows of its level, according to «Письма»: what it has been told, what still waits.
import { isoDay } from '../day.js';
import { addressHash } from '../hash.js';
import { entryOf } from '../collections.js';
import { isTold, isWaiting, MEMORY_DAYS, numbered, type PastLetter } from '../letters.js';
import { HOUR, type Instant } from '../zone.js';
import { decidedOn } from './approvals.js';
import type { Level } from './levels.js';
import type { ApplicationRow } from './model.js';
import type { Partner } from './register.js';

/** A letter's note for later runs: the level that it names and, if that was news, the one before. */
export const memoOf = (level: string, former: string | null): string =>
  former === null || former === level ? level : `${level}<${former}`;
export const levelIn = ({ memo }: PastLetter): string => memo.split('<')[0] ?? '';
export const formerIn = ({ memo }: PastLetter): string | null => memo.split('<')[1] ?? null;

/**
 * Distinguishes the decisions of one partner, including a refusal that later became an approval. Those of one date,
 * level and outcome that differ in day or reason are numbered by their day; the first has no number.
 */
export function namesOf(decisions: readonly ApplicationRow[]): ReadonlyMap<ApplicationRow, string> {
  const seen = new Map<string, string[]>();
  const names = new Map<ApplicationRow, string>();
  for (const row of [...decisions].sort((a, b) => decidedOn(a) - decidedOn(b))) {
    const name = `${isoDay(row.date)},${row.level.split(' ')[0]},${row.decision}`;
    const details = `${decidedOn(row)} ${row.refusal ?? ''}`;
    const known = entryOf(seen, name, () => []);
    if (!known.includes(details)) known.push(details);
    names.set(row, numbered(name, known.indexOf(details)));
  }
  return names;
}

/** The decision that a letter is about; '' in one about a change, which has a number there. */
export const decisionIn = ({ date }: PastLetter): string =>
  /^[^,]*,\d*$/.test(date) ? '' : date.slice(date.indexOf(',') + 1);

/** Whether nobody has a letter yet, but it waits or may still be revived. */
export const isUnsent = (one: PastLetter, now: Instant): boolean =>
  isWaiting(one) || (one.withdrawn && one.due !== null && one.due > now - MEMORY_DAYS * 24 * HOUR);

/** What a partner's level was, and what «Письма» says about it. */
export interface Told {
  /** At the last recompute. */
  readonly was: Level | null;
  /** The level that the company knows; null if it has never known any. */
  readonly level: string | null;
  /** The letters about its level that wait, whoever they are to. */
  readonly waiting: readonly PastLetter[];
  /** The newest letter about a change of level. */
  readonly change: PastLetter | undefined;
  /** The letter about a decision: the one to the partner's address, else to an earlier one. */
  readonly about: (decision: string) => PastLetter | undefined;
  readonly isOwn: (one: PastLetter) => boolean;
  /** Number of letters so far. */
  readonly count: number;
}

/** `past`: the letters about the partner's level, by row. */
export function toldOf({ row }: Partner, was: Level | null, past: readonly PastLetter[], now: Instant): Told {
  const isOwn = (one: PastLetter): boolean => one.recipient === addressHash(row.email);
  // One about a decision may be due hours before it was created.
  const since = ({ created, due }: PastLetter): number => Math.max(created ?? 0, due ?? 0);
  const fallenDue = past
    .filter(({ memo, due }) => memo !== '' && (due ?? 0) <= now)
    .sort((a, b) => since(a) - since(b));
  const last = fallenDue.filter((one) => isOwn(one) && isTold(one)).at(-1);
  // What it knew before the letters that it has not got; one that failed may have gone, but not to this address.
  const unsent = fallenDue.find((one) => isUnsent(one, now) || (one.status === 'ошибка' && !isOwn(one)));
  const before = unsent && (formerIn(unsent) ?? levelIn(unsent));
  return {
    was,
    level: last ? levelIn(last) : (before ?? was),
    waiting: fallenDue.filter(isWaiting),
    change: past.filter((one) => decisionIn(one) === '').at(-1),
    about: (decision) => {
      const letters = past.filter((one) => decisionIn(one) === decision);
      return letters.filter(isOwn).at(-1) ?? letters.at(-1);
    },
    isOwn,
    count: past.length,
  };
}
