// Months as numbers, compared with the calendar's own arithmetic, inside and outside the range of the look-up
// table, in any order.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMonths, type Day, day, isoDay } from '../../../src/rules/day.js';
import {
  creditDay,
  lastDay,
  LONGEST_TERM,
  monthOf,
  monthText,
  termAfter,
} from '../../../src/rules/referral/months.js';

const days = fc.integer({ min: -3_000, max: 45_000 }).map((n) => n as Day);

test('beginning, end and text of a month agree with its days', () => {
  fc.assert(
    fc.property(days, (d) => {
      const month = monthOf(d);
      expect(monthText(month)).toBe(isoDay(d).slice(0, 7));
      expect(isoDay(lastDay(month)).slice(0, 7)).toBe(isoDay(d).slice(0, 7));
      expect(isoDay(creditDay(month))).toBe(`${isoDay(addMonths(d, 1)).slice(0, 7)}-01`);
    }),
  );
});

test('terms of any length from any day are not mixed up', () => {
  const terms = fc.array(fc.tuple(days, fc.integer({ min: 0, max: LONGEST_TERM })), { maxLength: 30 });
  fc.assert(
    fc.property(terms, (list) => {
      for (const [d, n] of list) expect([d, n, termAfter(d, n)]).toEqual([d, n, addMonths(d, n)]);
    }),
  );
  // Neighbouring entries: the shortest term of a day, and the longest term of the day before.
  for (const n of [0, 1, LONGEST_TERM - 1, LONGEST_TERM])
    for (const d of [day('2023-08-31'), day('2023-09-01')]) expect(termAfter(d, n)).toBe(addMonths(d, n));
});
