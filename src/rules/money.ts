// Money is stored in whole minor units (kopecks, tiyn, cents) and rounded in one place: `roundHalfAway`.
import { formatNumber } from './text.js';

/** Whole hundredths of the currency unit; may be negative. */
export type Money = number & { readonly __money: true };

export const minor = (units: number): Money => units as Money;
/** An amount in currency units that is exact to 0.01 (10000, 0.5). */
export const money = (amount: number): Money => roundHalfAway(amount * 100);
export const ZERO: Money = minor(0);
export const add = (a: Money, b: Money): Money => minor(a + b);
export const subtract = (a: Money, b: Money): Money => minor(a - b);
export const total = (amounts: Iterable<Money>): Money => {
  let sum = ZERO;
  for (const amount of amounts) sum = add(sum, amount);
  return sum;
};
export const lesser = (a: Money, b: Money): Money => (a < b ? a : b);
export const negate = (a: Money): Money => minor(0 - a);

/** The only rounding of money: half away from zero, to a whole minor unit. Takes minor units. */
export function roundHalfAway(units: number): Money {
  if (Number.isInteger(units)) return minor(units === 0 ? 0 : units);
  // A product such as 1.005 × 100 is slightly below the intended half: correct by less than any real
  // difference.
  const size = Math.abs(units);
  const rounded = Math.floor(size + 0.5 + size * Number.EPSILON * 4);
  return minor(units < 0 && rounded !== 0 ? -rounded : rounded);
}

/** `rate` percent of an amount, rounded once. Exact for rates with two decimals, which covers all regulations. */
export function percentOf(amount: Money, rate: number): Money {
  const hundredths = Math.round(rate * 100);
  const product = Math.abs(amount * hundredths);
  if (Math.abs(rate * 100 - hundredths) > 1e-9 || product > Number.MAX_SAFE_INTEGER - PARTS)
    return roundHalfAway((amount * rate) / 100);
  const raised = product + PARTS / 2;
  const rounded = (raised - (raised % PARTS)) / PARTS;
  return minor(amount * hundredths < 0 && rounded !== 0 ? -rounded : rounded);
}
/** One whole in hundredths of a percent. */
const PARTS = 10_000;
/** Currency units as a number, for a cell. */
export const toUnits = (amount: Money): number => amount / 100;
/** «12 345,50» for texts. */
export const formatMoney = (amount: Money): string => {
  const text = formatNumber(amount / 100);
  return /,\d$/.test(text) ? `${text}0` : text;
};
