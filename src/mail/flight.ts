// Which letters are in the air: a small record beside the workbook, so that a killed run leaves no more than one letter unsure.
import * as z from 'zod/mini';
import { shortHash } from '../rules/hash.js';
import { type Instant, instant } from '../rules/zone.js';
import type { Store } from '../sheets/ports.js';

const KEY = 'flight';
/** The flight that another run has taken over: whoever still flies it must send nothing more. */
const TAKEN = 'flight-taken';

/** A batch that was marked «отправляется» together. */
export interface Flight {
  readonly id: string;
  readonly batch: readonly string[];
  /** So many letters, from the first on, have been dealt with. */
  readonly done: number;
  /** The next one is in the air. */
  readonly inAir: boolean;
  /** When this was noted: letters dealt with had gone by then. */
  readonly at: Instant;
  /** Letters dealt with that have not gone, with the reason, by their place in the batch. */
  readonly refused: Readonly<Record<string, string>>;
}

const shape = z.object({
  id: z.string(),
  batch: z.array(z.string()),
  done: z.number(),
  inAir: z.boolean(),
  at: z.number(),
  refused: z.record(z.string(), z.string()),
});

/** A property holds 9 KB: reasons of a whole batch, in Russian, must fit. */
const LONGEST_REASON = 120;

/** The record of a batch that was not finished, or null. */
export function unfinishedFlight(store: Store): Flight | null {
  const text = store.get(KEY) ?? '';
  try {
    const flight = shape.parse(JSON.parse(text));
    return { ...flight, at: instant(flight.at) };
  } catch {
    // No record, an ended or a damaged one is no evidence: every letter found «отправляется» is unsure then.
    return null;
  }
}

/** The same, for a run that goes on with the letters: from now on nobody else does. What was noted before counts. */
export function takeOver(store: Store): Flight | null {
  const flight = unfinishedFlight(store);
  if (!flight) return null;
  store.set(TAKEN, flight.id);
  return unfinishedFlight(store);
}

/** Identities are kept as hashes: whatever the letters are about, they are short. */
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
 * Notes the letter that goes next; false when another run has taken the batch over. First the note, then the look: whoever takes
 * over first says so and then reads the note, so of two runs at least one sees the other.
 */
export function claimNext(store: Store, flight: Flight): boolean {
  recordFlight(store, flight);
  return store.get(TAKEN) !== flight.id;
}

/** What became of a letter found «отправляется». */
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
