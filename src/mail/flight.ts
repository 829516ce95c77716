// Which letters are in the air: a small record beside the workbook, so that a killed run leaves no more than one letter unsure.
import * as z from 'zod/mini';
import { addressHash } from '../rules/hash.js';
import type { Store } from '../sheets/ports.js';

const KEY = 'flight';

/** A batch that was marked «отправляется» together. Letters before `next` have gone, the one at `next` is in the air, later ones have not been tried. */
export interface Flight {
  readonly batch: readonly string[];
  readonly next: number;
}

const shape = z.object({ batch: z.array(z.string()), next: z.number() });

/** `next` while none of the batch has been tried. */
export const NOT_YET = -1;

/** The record of a batch that was not finished, or null. */
export function unfinishedFlight(store: Store): Flight | null {
  try {
    return shape.parse(JSON.parse(store.get(KEY) ?? ''));
  } catch {
    // No record, an ended or a damaged one is no evidence: every letter found «отправляется» is unsure then.
    return null;
  }
}

/** Identities are kept as hashes: a property holds 9 KB, whatever the letters are about. */
export const recordFlight = (store: Store, { batch, next }: Flight): void =>
  store.set(KEY, JSON.stringify({ batch: batch.map(addressHash), next }));
export const endFlight = (store: Store): void => store.set(KEY, '');

/** What became of a letter found «отправляется»: gone, not tried, or unsure. */
export function fateOf(identity: string, flight: Flight | null): 'sent' | 'waiting' | 'unsure' {
  const index = flight ? flight.batch.indexOf(addressHash(identity)) : -1;
  if (!flight || index < 0 || index === flight.next) return 'unsure';
  return index < flight.next ? 'sent' : 'waiting';
}
