// How random tables are drawn: mostly what staff would type, now and then what they should not have.
// Empty rows come in between.
import fc from 'fast-check';
import type { RawCell, RawRow } from './cells.js';

export const of = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** `weight` times as often the usual as the odd. */
export const often = <T>(weight: number, usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** Up to `maxLength` rows, one of `freq + 1` of them empty. */
export const rows = (
  row: Readonly<Record<string, fc.Arbitrary<RawCell>>>,
  maxLength: number,
  freq = 12,
): fc.Arbitrary<RawRow[]> => fc.array(fc.option<RawRow>(fc.record(row), { freq }), { maxLength });
