// How random tables are generated: mostly what staff would type, sometimes what they should not have typed.
// Empty rows in between.
import fc from 'fast-check';
import type { RawCell, RawRow } from './cells.js';

export const of = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** `weight` times as often the usual value as the odd one. */
export const often = <T>(weight: number, usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Up to `maxLength` rows; one in `freq + 1` is empty. */
export const rows = (
  row: Readonly<Record<string, fc.Arbitrary<RawCell>>>,
  maxLength: number,
  freq = 12,
): fc.Arbitrary<RawRow[]> => fc.array(fc.option<RawRow>(fc.record(row), { freq }), { maxLength });
