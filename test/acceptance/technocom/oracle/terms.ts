// Types of the oracle of «ТЕХНОКОМ»: parameters, cells as in its random tables, and what had happened by a
// moment.
// Moments are wall-clock minutes, days are serials.
import { DAY } from '../../calendar.js';
import type { Cells, RawCell } from '../../cells.js';

export type Tables = Readonly<Record<string, readonly Cells[]>>;
export interface Settings {
  readonly automatic: boolean;
  readonly releases: readonly number[];
  /** Minutes of the day. */
  readonly lunch: readonly [number, number] | null;
}

export const text = (cell: RawCell | undefined): string => (typeof cell === 'string' ? cell.trim() : '');
export const moment = (cell: RawCell | undefined): number | null =>
  typeof cell === 'number' ? Math.round(cell * DAY) : null;
export const date = (cell: RawCell | undefined): number | null =>
  typeof cell === 'number' ? Math.floor(cell) : null;
export const upTo = (value: number | null, now: number): number | null =>
  value !== null && value <= now ? value : null;
