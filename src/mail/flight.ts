// The flight record: a small property that says which letters are being sent, so that a killed run leaves at
// most one letter whose outcome is unknown.
import * as z from 'zod/mini';
import { shortHash } from '../rules/hash.js';
import { type Instant, instant } from '../rules/zone.js';
import type { Store } from '../sheets/ports.js';
import { recordOf } from '../sheets/shapes.js';

const KEY = 'flight';
/** Id of the flight that another run has taken over: its original run must send nothing more. */
const TAKEN = 'flight-taken';

/** Letters that were marked «отправляется» together. */
export interface Flight {
  readonly id: string;
  readonly batch: readonly string[];
  /** The first `done` letters of the batch have been dealt with. */
  readonly done: number;
  /** The next one has been handed to the mail service, its outcome is unknown. */
  readonly inAir: boolean;
  /** When this was recorded: the letters dealt with had been sent by then. */
  readonly at: Instant;
  /** Letters dealt with that were not sent: position in the batch → reason. */
  readonly refused: Readonly<Record<string, string>>;
}

const shape = z.object({
  id: z.string(),
  batch: z.array(z.string()),
  done: z.number(),
  inAir: z.boolean(),
  at: z.number(),
  refused: recordOf(z.string()),
});

/** A property holds 9 KB, which must be enough for a whole batch of reasons in Russian. */
const LONGEST_REASON = 120;

/** The record of an unfinished batch, or null. */
export function unfinishedFlight(store: Store): Flight | null {
  const text = store.get(KEY) ?? '';
  try {
    const flight = shape.parse(JSON.parse(text));
    return { ...flight, at: instant(flight.at) };
  } catch {
    // Without a usable record there is no evidence: every letter marked «отправляется» is unsure.
    return null;
  }
}

/**
 * Like `unfinishedFlight`, for a run that takes over the letters: the run that recorded the flight sends no
 * more of them.
 */
export function takeOver(store: Store): Flight | null {
  const flight = unfinishedFlight(store);
  if (!flight) return null;
  store.set(TAKEN, flight.id);
  return unfinishedFlight(store);
}

/** Stores the record. Identities are stored as hashes, whose length is fixed. */
export const recordFlight = (store: Store, { batch, refused, ...rest }: Flight): void =>
  store.set(
    KEY,
    JSON.stringify({
      ...rest,
      batch: batch.map(shortHash),
      refused: Object.fromEntries(
        Object.entries(refused).map(([place, reason]) => [place, reason.slice(0, LONGEST_REASON)]),
      ),
    }),
  );
export const endFlight = (store: Store): void => store.set(KEY, '');

/**
 * Records the letter to be sent next; false when another run has taken the batch over. This run writes the
 * record, then checks for a takeover; the other one announces the takeover, then reads the record. So at
 * least one of the two sees the other.
 */
export function claimNext(store: Store, flight: Flight): boolean {
  recordFlight(store, flight);
  return store.get(TAKEN) !== flight.id;
}

/** The outcome of a letter found marked «отправляется». */
export type Landing =
  | { readonly kind: 'sent'; readonly at: Instant }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'waiting' | 'unsure' };

export function landingOf(identity: string, flight: Flight | null): Landing {
  const index = flight ? flight.batch.indexOf(shortHash(identity)) : -1;
  if (!flight || index < 0 || (index === flight.done && flight.inAir)) return { kind: 'unsure' };
  if (index >= flight.done) return { kind: 'waiting' };
  const reason = flight.refused[String(index)];
  return reason === undefined ? { kind: 'sent', at: flight.at } : { kind: 'refused', reason };
}
