// Points: turns the sums of purchases by quarter into the lines of «Накопление», in both readings of the
// regulation (seed, «Накопительная программа»: 2 % up to 3 000 000 KZT, 4 % above). Points are whole
// hundredths, like money.
import { add, type Money, percentOf, roundHalfAway, subtract, ZERO } from '../money.js';
import type { Quarter } from './quarters.js';

/**
 * Whether the higher rate applies to the whole sum or only to the part above the threshold: the regulation
 * does not say.
 */
export const BASES = ['вся сумма', 'сверх порога'] as const;
/** Whether the sum restarts each year of membership or never. */
export const PERIODS = ['год участия', 'всё время'] as const;

export interface Terms {
  readonly threshold: Money;
  /** Percent. */
  readonly lowRate: number;
  /** Percent. */
  readonly highRate: number;
  readonly basis: (typeof BASES)[number];
  readonly period: (typeof PERIODS)[number];
}

/** Counted purchases of one quarter. */
export interface QuarterSum {
  readonly sum: Money;
  readonly rows: number;
}

/** Counted purchases of consecutive quarters, starting with `first`; undefined for a quarter without any. */
export interface QuarterSums {
  readonly first: Quarter;
  readonly list: readonly (QuarterSum | undefined)[];
}

export interface QuarterLine {
  readonly quarter: Quarter;
  /** Counted purchases of the quarter, less returns. */
  readonly purchases: Money;
  /** Number of counted rows. */
  readonly rows: number;
  /** S: purchases of the accumulation period up to the end of the quarter. */
  readonly accumulated: Money;
  /** Effective percentage of S. */
  readonly rate: number;
  /** The points of S, and those of the period as of the end of the previous quarter. */
  readonly total: Money;
  readonly before: Money;
  /** total − before. */
  readonly points: Money;
  /** Points of all quarters since joining, this one included. */
  readonly sinceJoining: Money;
  /** «итог» for an ended quarter, else «прогноз». */
  readonly final: boolean;
}

/** Whether each part of a sum has its own rate: «сверх порога», above the threshold. */
export const isSplit = (sum: Money, { basis, threshold }: Terms): boolean =>
  basis === 'сверх порога' && sum > threshold;

/** Each part of a split sum times its rate in percent. */
const partsTimesRates = (sum: Money, { threshold, lowRate, highRate }: Terms): number =>
  threshold * lowRate + (sum - threshold) * highRate;

/** The effective rate on an accumulated sum in percent: 2, 4, or between them with «сверх порога». */
export function effectiveRate(sum: Money, terms: Terms): number {
  if (isSplit(sum, terms)) return partsTimesRates(sum, terms) / sum;
  return sum > terms.threshold ? terms.highRate : terms.lowRate;
}

/** The points of an accumulated sum, rounded half away from zero to 0.01; points are rounded nowhere else. */
export const totalPoints = (sum: Money, terms: Terms): Money =>
  isSplit(sum, terms)
    ? roundHalfAway(partsTimesRates(sum, terms) / 100)
    : percentOf(sum, effectiveRate(sum, terms));

/** The amount missing to exceed the threshold; 0 when it is exceeded. */
export const missingToThreshold = (sum: Money, terms: Terms): Money =>
  sum > terms.threshold ? ZERO : subtract(terms.threshold, sum);

/** Every quarter from the first with counted purchases to the current one; none without purchases. */
export function quarterLines(
  { first, list }: QuarterSums,
  current: Quarter,
  terms: Terms,
): readonly QuarterLine[] {
  const begin = list.findIndex((sum) => sum !== undefined);
  const lines: QuarterLine[] = [];
  if (begin < 0) return lines;
  let accumulated = ZERO;
  let before = ZERO;
  let sinceJoining = ZERO;
  for (let quarter = first + begin; quarter <= current; quarter += 1) {
    // «год участия»: the sum restarts on 1 January, so Q1 starts from zero; earlier points are kept.
    if (quarter === periodStart(quarter, terms)) accumulated = before = ZERO;
    const { sum: purchases, rows } = list[quarter - first] ?? NONE;
    accumulated = add(accumulated, purchases);
    const rate = effectiveRate(accumulated, terms);
    const total = totalPoints(accumulated, terms);
    const points = subtract(total, before);
    sinceJoining = add(sinceJoining, points);
    const final = quarter < current;
    lines.push({ quarter, purchases, rows, accumulated, rate, total, before, points, sinceJoining, final });
    before = total;
  }
  return lines;
}

const NONE: QuarterSum = { sum: ZERO, rows: 0 };

/** Points credited by the end of the last quarter at or before `last`; lines are consecutive quarters. */
export function creditedThrough(lines: readonly QuarterLine[], last: Quarter): Money {
  const first = lines[0];
  if (!first || last < first.quarter) return ZERO;
  return lines[Math.min(last - first.quarter, lines.length - 1)]?.sinceJoining ?? ZERO;
}

/** The first quarter of the accumulation period that contains a quarter; −Infinity when it never restarts. */
export const periodStart = (quarter: Quarter, { period }: Terms): Quarter =>
  period === 'год участия' ? quarter - (quarter % 4) : -Infinity;
