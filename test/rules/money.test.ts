// Money: whole minor units, rounded once, half away from zero.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  formatMoney,
  minor,
  money,
  negate,
  percentOf,
  roundHalfAway,
  subtract,
  total,
  toUnits,
  ZERO,
} from '../../src/rules/money.js';

const amounts = fc.integer({ min: -1e12, max: 1e12 });

describe('rounding', () => {
  test.each([
    [0, 0],
    [0.4999, 0],
    [0.5, 1],
    [-0.5, -1],
    [1.5, 2],
    [2.5, 3],
    [-2.5, -3],
    [-0.4999, 0],
    [-0, 0],
    // 1.005 × 100 is 100.49999999999999: rounded as the intended half.
    [1.005 * 100, 101],
    [-1.005 * 100, -101],
    [100.4999, 100],
    [1e12 + 0.5, 1e12 + 1],
    [1e12, 1e12],
  ])('%d → %d', (units, rounded) => {
    expect(roundHalfAway(units)).toBe(rounded);
  });

  test('symmetric, within half a unit, and whole numbers stay unchanged', () => {
    const real = fc.double({ min: -1e10, max: 1e10, noNaN: true });
    fc.assert(
      fc.property(real, amounts, (units, whole) => {
        const rounded = roundHalfAway(units);
        expect(Number.isInteger(rounded)).toBe(true);
        expect(roundHalfAway(-units)).toBe(negate(rounded));
        expect(Math.abs(rounded - units)).toBeLessThanOrEqual(0.5 + Math.abs(units) * 1e-15);
        expect(roundHalfAway(whole)).toBe(whole);
      }),
    );
  });

  test('a share with two decimals agrees with exact arithmetic', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 10_000 }), (units, hundredths) => {
        const exact = BigInt(units) * BigInt(hundredths);
        const size = exact < 0n ? -exact : exact;
        const rounded = Number((size + 5_000n) / 10_000n);
        expect(percentOf(minor(units), hundredths / 100)).toBe(
          exact < 0n && rounded !== 0 ? -rounded : rounded,
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  [0.1, 10],
  [0.29, 29],
  [1.1, 110],
  [10_000, 1_000_000],
  [-19.99, -1999],
  [4_503_599_627.37, 450_359_962_737],
])('money(%d) is %d hundredths', (amount, units) => {
  expect(money(amount)).toBe(units);
});

describe('a percentage with more than two decimals, or of an amount near the limit of exact numbers', () => {
  test.each([
    ['three decimals are not cut to two', 1_000_000, 33.335, 333_350],
    ['three decimals of a negative amount are kept too', -1_000_000, 33.335, -333_350],
    // In floating point this product is one unit too high.
    ['two decimals are exact', 1_044_537_849_999, 50.02, 522_477_832_569],
    ['a product beyond 2⁵³', 6_000_000_000_003, 75, 4_500_000_000_002],
    ['a share of zero', 0, 33.335, 0],
    ['never −0', -1, 0.01, 0],
  ])('%s: %d, %d %% → %d', (_, amount, rate, share) => {
    expect(percentOf(minor(amount), rate)).toBe(share);
  });
});

test('money of an amount exact to 0.01 equals that amount', () => {
  fc.assert(
    fc.property(amounts, (units) => {
      expect(money(toUnits(minor(units)))).toBe(units);
    }),
  );
});

test('sums, differences, opposites: never −0', () => {
  expect(add(minor(1), minor(2))).toBe(3);
  expect(subtract(minor(1), minor(3))).toBe(-2);
  expect(negate(ZERO)).toBe(0);
  expect(subtract(minor(5), minor(5))).toBe(0);
});

test.each([
  [1_234_550, '12 345,50'],
  [1_234_500, '12 345'],
  [5, '0,05'],
  [-1_234_556, '−12 345,56'],
  [0, '0'],
  [100_000_000_000, '1 000 000 000'],
])('%d hundredths read «%s»', (units, text) => {
  expect(formatMoney(minor(units)).replace(/\u00a0/g, ' ')).toBe(text);
});

test('the total of amounts', () => {
  expect(total([minor(5), minor(-2)])).toBe(3);
  expect(total([])).toBe(ZERO);
});
