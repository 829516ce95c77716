import { expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { recordOf } from '../../src/sheets/shapes.js';

test.each<[unknown, boolean]>([
  [{}, true],
  [{ a: 'x', b: '' }, true],
  [{ a: 'x', b: 1 }, false],
  [['x'], false],
  [null, false],
  ['x', false],
  [undefined, false],
])('%j is a record of texts: %s', (value, expected) => {
  expect(recordOf(z.string()).safeParse(value).success).toBe(expected);
});
