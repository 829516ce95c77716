// Shared by the tests of kinds: what a kind makes of a cell, zones by name, typographic blanks.
import { expect } from '@jest/globals';
import { type Cell, Fault, type Kind } from '../../src/rules/kinds.js';
import { zoneOf } from './harness.js';

export const MOSCOW = zoneOf('Europe/Moscow');
export const NBSP = '\u00a0';
export const THIN = '\u2009';
export const NARROW = '\u202f';

/**
 * What a kind makes of a cell: the value, or «ошибка». Every fault must say what is wrong and how to correct
 * it.
 */
export function read(kind: Kind<unknown>, raw: Cell, zone = MOSCOW): unknown {
  const value = kind.read(raw, zone);
  if (!(value instanceof Fault)) return value;
  expect(value.what).toMatch(/^\S.*[^.]$/);
  expect(value.how).toMatch(/^[А-Я].*\.$/);
  return 'ошибка';
}
