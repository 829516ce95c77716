// What «Письма» remembers: who was told of which start, what was sent at which moment.
import { addressHash } from '../hash.js';
import type { PastLetter, PastLetters } from '../letters.js';
import { letters } from './letters.js';

export interface MailLog {
  /** Whether a letter with this code, object, recipient and date stands in «Письма», in whatever state. */
  readonly known: (kind: 'confirmed' | 'rejected', code: string, email: string, date: string) => boolean;
  /** The start that this listener was last told (the memo), and how many moves they were told of; null when never told. */
  readonly told: (code: string, email: string) => { readonly start: string; readonly moves: number } | null;
  /** Letters sent of one kind, by object and date; `date` null counts every date. */
  readonly sent: (letterCode: string, object: string, date: string | null) => number;
}

const SEPARATOR = '\n';
/** What counts as told: staff cancelled the others, or they never went out. */
const stands = (past: PastLetter): boolean => past.status !== 'отменено' && past.status !== 'ошибка';
/** A move's object is «код/номер». */
const withoutNumber = (object: string): string => object.slice(0, Math.max(0, object.lastIndexOf('/')));

export function readMailLog(past: PastLetters): MailLog {
  const known = { confirmed: new Set<string>(), rejected: new Set<string>() };
  const objects = new Set<string>();
  const told = new Map<string, { start: string; moves: number }>();
  for (const kind of ['confirmed', 'rejected'] as const)
    for (const one of past.of(letters[kind].code)) {
      known[kind].add([one.object, one.recipient, one.date].join(SEPARATOR));
      objects.add(one.object);
      if (kind === 'confirmed' && stands(one))
        told.set(one.object + SEPARATOR + one.recipient, { start: one.memo, moves: 0 });
    }
  for (const one of past.of(letters.moved.code)) {
    if (!stands(one)) continue;
    const key = withoutNumber(one.object) + SEPARATOR + one.recipient;
    told.set(key, { start: one.memo, moves: (told.get(key)?.moves ?? 0) + 1 });
  }

  const sentOf = new Map<string, ReadonlyMap<string, number>>();
  const count = (letterCode: string): ReadonlyMap<string, number> => {
    const ready = sentOf.get(letterCode);
    if (ready) return ready;
    const made = new Map<string, number>();
    for (const one of past.of(letterCode)) {
      if (one.status !== 'отправлено') continue;
      for (const key of [one.object, one.object + SEPARATOR + one.date])
        made.set(key, (made.get(key) ?? 0) + 1);
    }
    sentOf.set(letterCode, made);
    return made;
  };
  return {
    // A webinar of which nothing was written yet needs no hashes.
    known: (kind, code, email, date) =>
      objects.has(code) && known[kind].has([code, addressHash(email), date].join(SEPARATOR)),
    told: (code, email) =>
      objects.has(code) ? (told.get(code + SEPARATOR + addressHash(email)) ?? null) : null,
    sent: (letterCode, object, date) =>
      count(letterCode).get(date === null ? object : object + SEPARATOR + date) ?? 0,
  };
}
