// Points compared with an independent definition, and what must not depend on the order of rows or change on
// later days.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minor } from '../../../src/rules/money.js';
import {
  quarterLines,
  type QuarterSum,
  type QuarterSums,
  totalPoints,
} from '../../../src/rules/resellers/points.js';
import { day, type Typed } from '../harness.js';
import { cellsOf, decideAt, PARTNER, partner, renewed } from './fixtures.js';

const FIRST = 8_090;

describe('properties', () => {
  const terms = fc.record({
    threshold: fc.integer({ min: 0, max: 10_000_000 }).map(minor),
    lowRate: fc.integer({ min: 0, max: 1_000 }).map((n) => n / 100),
    highRate: fc.integer({ min: 0, max: 1_000 }).map((n) => n / 100),
    basis: fc.constantFrom('вся сумма' as const, 'сверх порога' as const),
    period: fc.constantFrom('год участия' as const, 'всё время' as const),
  });
  const sums = fc
    .array(
      fc.tuple(fc.integer({ min: FIRST, max: 8_105 }), fc.integer({ min: -5_000_000, max: 8_000_000 })),
      { maxLength: 20 },
    )
    .map((list): QuarterSums => {
      const sums: (QuarterSum | undefined)[] = [];
      for (const [quarter, sum] of list) sums[quarter - FIRST] = { sum: minor(sum), rows: 1 };
      return { first: FIRST, list: sums };
    });

  test('the points of quarters add up to the total, and within a year to the points of its sum', () => {
    fc.assert(
      fc.property(terms, sums, (own, given) => {
        const lines = quarterLines(given, 8_105, own);
        let sum = 0;
        let yearly = 0;
        for (const line of lines) {
          sum += line.points;
          if (own.period === 'год участия' && line.quarter % 4 === 0) yearly = 0;
          yearly += line.points;
          expect(line.sinceJoining).toBe(sum);
          expect(yearly).toBe(totalPoints(line.accumulated, own));
        }
      }),
    );
  });

  test('points agree with a computation in exact whole numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), terms, (sum, own) => {
        // In units of 0.0001 hundredths, so that every product is a whole number.
        const low = BigInt(Math.round(own.lowRate * 100));
        const high = BigInt(Math.round(own.highRate * 100));
        const part = (units: number, rate: bigint): bigint => BigInt(units) * rate;
        const exact =
          sum <= own.threshold
            ? part(sum, low)
            : own.basis === 'вся сумма'
              ? part(sum, high)
              : part(own.threshold, low) + part(sum - own.threshold, high);
        const size = exact < 0n ? -exact : exact;
        const rounded = Number((size + 5_000n) / 10_000n);
        expect(totalPoints(minor(sum), own)).toBe(exact < 0n && rounded !== 0 ? -rounded : rounded);
      }),
    );
  });

  const rows = fc.record({
    purchases: fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 700 }),
        sum: fc.integer({ min: -200_000_000, max: 400_000_000 }),
        who: fc.constantFrom(PARTNER, 'ТОО «Мир Образцов»', 'ТОО «Незнакомец»'),
      }),
      { maxLength: 25 },
    ),
    redemptions: fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 700 }), points: fc.integer({ min: 1, max: 3_000_000 }) }),
      { maxLength: 10 },
    ),
  });
  const start = day('2024-01-01');
  const partners = [
    partner(renewed(2025)),
    partner({ Компания: 'ТОО «Мир Образцов»', 'Дата регистрации': day('2024-07-15') }),
  ];
  const typed = (
    given: typeof rows extends fc.Arbitrary<infer T> ? T : never,
  ): { purchases: Typed[]; redemptions: Typed[] } => ({
    purchases: given.purchases.map(({ at, sum, who }) => ({
      Дата: start + at,
      Компания: who,
      Сумма: sum / 100,
    })),
    redemptions: given.redemptions.map(({ at, points }) => ({
      Дата: start + at,
      Компания: PARTNER,
      Баллы: points / 100,
      'За что': 'скидка',
    })),
  });

  test('the order of partners and purchases does not change any result', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { purchases, redemptions } = typed(given);
        const straight = decideAt('2025-08-15', { partners, purchases, redemptions });
        const turned = decideAt('2025-08-15', {
          partners: [...partners].reverse(),
          purchases: [...purchases].reverse(),
          redemptions,
        });
        expect(turned.outputs).toEqual(straight.outputs);
        expect([...(turned.computed['Реселлеры'] ?? [])].reverse()).toEqual(straight.computed['Реселлеры']);
        expect([...(turned.computed['Закупки'] ?? [])].reverse()).toEqual(straight.computed['Закупки']);
      }),
      { numRuns: 60 },
    );
  });

  test('a later moment never changes an «итог» line', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 0, max: 700 }),
        fc.integer({ min: 0, max: 400 }),
        (given, at, later) => {
          const { purchases } = typed(given);
          const settled = (days: number): readonly unknown[] => {
            const now = new Date(Date.UTC(2024, 0, 1 + days, 7)).toISOString();
            return (decideAt(now, { partners, purchases }).outputs['Накопление'] ?? []).filter(
              (row) => row['Вид'] === 'итог',
            );
          };
          const now = settled(at);
          expect(settled(at + later)).toEqual(expect.arrayContaining([...now]));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('accepted redemptions never exceed the points credited by their day', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const tabs = typed(given);
        const outcome = decideAt('2025-12-20', { partners, ...tabs });
        const accepted = tabs.redemptions.filter(
          (_, index) => !('ошибка' in cellsOf(outcome, 'Списания баллов', index)),
        );
        for (const row of accepted) {
          const on = Number(row['Дата']);
          const spentBy = accepted
            .filter((one) => Number(one['Дата']) <= on)
            .reduce<number>((sum, one) => sum + Number(one['Баллы']), 0);
          // The same rows on the first day after the last quarter that had ended by then.
          const credited = (outcome.outputs['Накопление'] ?? [])
            .filter((line) => line['Компания'] === PARTNER && line['Вид'] === 'итог')
            .filter((line) => endSerial(String(line['Квартал'])) <= on)
            .reduce<number>((sum, line) => sum + Number(line['Баллы за квартал']), 0);
          // A later return may take credited points away again: only the balance of the day itself is
          // guaranteed.
          expect(spentBy - credited).toBeLessThanOrEqual(1e-6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Serial of the last day of «2024-Q1». */
function endSerial(quarter: string): number {
  const [year = '', q = ''] = quarter.split('-Q');
  const months = ['03-31', '06-30', '09-30', '12-31'];
  return day(`${year}-${months[Number(q) - 1] ?? ''}`);
}
