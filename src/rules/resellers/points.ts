// Points: turns the sums of purchases by quarter into the lines of «Накопление», in both readings of the
// regulation (seed, «Накопительная программа»: 2 % up to 3 000 000 KZT, 4 % above). Points are whole
// hundredths, like money.
import { add, type Money, percentOf, roundHalfAway, subtract, ZERO } from '../money.js';
import { type Quarter, yearOfQuarter } from './quarters.js';

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

/** The points of an accumulated sum, rounded half away from zero to 0.01; points are rounded nowhere else. */
export function totalPoints(sum: Money, terms: Terms): Money {
  if (sum <= terms.threshold) return percentOf(sum, terms.lowRate);
  if (terms.basis === 'вся сумма') return percentOf(sum, terms.highRate);
  const over = subtract(sum, terms.threshold);
  return roundHalfAway((terms.threshold * terms.lowRate + over * terms.highRate) / 100);
}

/** The effective rate on an accumulated sum in percent: 2, 4, or between them with «сверх порога». */
export function effectiveRate(sum: Money, terms: Terms): number {
  if (sum <= terms.threshold) return terms.lowRate;
  if (terms.basis === 'вся сумма') return terms.highRate;
  return (terms.threshold * terms.lowRate + (sum - terms.threshold) * terms.highRate) / sum;
}

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
    if (terms.period === 'год участия' && quarter % 4 === 0) accumulated = before = ZERO;
    const found = list[quarter - first];
    accumulated = add(accumulated, found?.sum ?? ZERO);
    const total = totalPoints(accumulated, terms);
    const points = subtract(total, before);
    sinceJoining = add(sinceJoining, points);
    lines.push({
      quarter,
      purchases: found?.sum ?? ZERO,
      rows: found?.rows ?? 0,
      accumulated,
      rate: effectiveRate(accumulated, terms),
      total,
      before,
      points,
      sinceJoining,
      final: quarter < current,
    });
    before = total;
  }
  return lines;
}

/** Points credited by the end of the last quarter at or before `last`; lines are consecutive quarters. */
export function creditedThrough(lines: readonly QuarterLine[], last: Quarter): Money {
  const first = lines[0];
  if (!first || last < first.quarter) return ZERO;
  return lines[Math.min(last - first.quarter, lines.length - 1)]?.sinceJoining ?? ZERO;
}

/** The first quarter of the accumulation period that contains a quarter; −Infinity when it never restarts. */
export const periodStart = (quarter: Quarter, terms: Terms): Quarter =>
  terms.period === 'год участия' ? yearOfQuarter(quarter) * 4 : -Infinity;
