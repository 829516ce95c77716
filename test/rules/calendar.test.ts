// The compiled calendar compared with a search that goes day by day, and the official days compared with the
// decrees (spec 06).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CalendarDay, compileCalendar } from '../../src/rules/calendar.js';
import { addDays, type Day, day, isoDay, weekday } from '../../src/rules/day.js';
import { russia } from './hours.js';

/** The n-th working day strictly after `from`, found day by day (spec 00, «Time»). */
function walk(working: (d: Day) => boolean, from: Day, n: number): Day {
  let at = from;
  for (let left = n; left > 0;) {
    at = addDays(at, 1);
    if (working(at)) left -= 1;
  }
  return at;
}

const FIRST = day('2022-11-01');
const days = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays(FIRST, n));
const rows = fc.array(fc.record({ date: days, working: fc.boolean(), short: fc.boolean() }), {
  maxLength: 120,
});
const lowestOf = (list: readonly CalendarDay[], d: Day): boolean => {
  let working = weekday(d) <= 5;
  for (const row of list) if (row.date === d) working = row.working;
  return working;
};

describe('compileCalendar agrees with a slow day-by-day count', () => {
  test('of several rows for one date the lowest counts; an unlisted day is worked from Monday to Friday', () => {
    fc.assert(
      fc.property(rows, days, (list, d) => {
        expect(compileCalendar(list).isWorking(d)).toBe(lowestOf(list, d));
      }),
    );
  });

  test('addWorkingDays gives the N-th working day strictly after the day', () => {
    fc.assert(
      fc.property(rows, days, fc.integer({ min: 1, max: 300 }), (list, d, n) => {
        const calendar = compileCalendar(list);
        expect(isoDay(calendar.addWorkingDays(d, n))).toBe(isoDay(walk((one) => lowestOf(list, one), d, n)));
      }),
      { numRuns: 300 },
    );
  });

  test('additive: N + M working days equals N, then M', () => {
    const count = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(rows, days, count, count, (list, d, n, m) => {
        const calendar = compileCalendar(list);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(d, n), m)).toBe(
          calendar.addWorkingDays(d, n + m),
        );
      }),
    );
  });

  test('adding working days is undone by counting them', () => {
    fc.assert(
      fc.property(rows, days, fc.integer({ min: 1, max: 300 }), (list, d, n) => {
        const calendar = compileCalendar(list);
        const due = calendar.addWorkingDays(d, n);
        expect(calendar.ordinal(due) - calendar.ordinal(d)).toBe(n);
      }),
    );
  });

  test('dayAt and ordinal are inverse on working days, inside and outside the listed years', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -40_000, max: 60_000 }), (list, n) => {
        const calendar = compileCalendar(list);
        const d = calendar.dayAt(n);
        expect(calendar.isWorking(d)).toBe(true);
        expect(calendar.ordinal(d)).toBe(n);
      }),
    );
  });

  const off = (iso: string): CalendarDay => ({ date: day(iso), working: false, short: false });
  // A Monday and a Tuesday off: the table differs from plain weekdays by two days, in either direction.
  test.each([
    ['before them', '2023-12-28', 1, '2023-12-29'],
    ['into them', '2023-12-29', 1, '2024-01-02'],
    ['from their first day', '2024-01-01', 1, '2024-01-02'],
    ['out of them', '2024-12-30', 1, '2025-01-01'],
    ['one day further', '2024-12-30', 2, '2025-01-02'],
    ['from the first day after them', '2025-01-01', 1, '2025-01-02'],
    ['across all of them', '2023-12-29', 262, '2025-01-02'],
  ])('at the ends of the listed years: %s (%s + %i)', (_, from, n, due) => {
    const calendar = compileCalendar([off('2024-01-01'), off('2024-12-31')]);
    expect(isoDay(calendar.addWorkingDays(day(from), n))).toBe(due);
  });

  test('a year before 1970 works too', () => {
    const calendar = compileCalendar([off('1950-05-01')]);
    expect(isoDay(calendar.addWorkingDays(day('1950-04-28'), 1))).toBe('1950-05-02');
  });

  test('assumed years are reported in order, whatever was asked first, exact to the day', () => {
    const calendar = compileCalendar([]);
    for (const asked of ['2025-12-31', '2026-01-01', '2024-06-03']) calendar.isWorking(day(asked));
    expect(calendar.yearsAssumed()).toEqual([2024, 2025, 2026]);
  });

  test('years without rows are reported, years with rows are not', () => {
    const calendar = compileCalendar([off('2024-01-01')]);
    calendar.addWorkingDays(day('2024-03-01'), 3);
    expect(calendar.yearsAssumed()).toEqual([]);
    calendar.addWorkingDays(day('2024-12-30'), 5);
    expect(calendar.yearsAssumed()).toEqual([2025]);
  });

  test('years on the way to a deadline are reported too', () => {
    const calendar = compileCalendar([off('2024-01-01'), off('2026-01-01')]);
    calendar.addWorkingDays(day('2023-12-31'), 1_000);
    expect(calendar.yearsAssumed()).toEqual([2025, 2027]);
  });
});

describe('the official days of РФ', () => {
  test.each([
    ['2023 (№1505)', '2023-02-24', false],
    ['2024 (№1314): moved working Saturday', '2024-04-27', true],
    ['2024 (№1314)', '2024-12-30', false],
    ['2025 (№1335): moved working Saturday', '2025-11-01', true],
    ['2025 (№1335)', '2025-05-08', false],
    ['2026 (№1466)', '2026-01-09', false],
    ['2026 (№1466)', '2026-03-09', false],
    ['every year', '2027-06-12', false],
  ])('%s: %s working = %s', (_decree, date, working) => {
    expect(russia.isWorking(day(date))).toBe(working);
  });
  // Working days per year, as printed in the production calendars.
  test.each([
    [2023, 247],
    [2024, 248],
    [2025, 247],
    [2026, 247],
  ])('%i has %i working days', (year, count) => {
    const [before, last] = [day(`${year - 1}-12-31`), day(`${year}-12-31`)];
    expect(russia.ordinal(last) - russia.ordinal(before)).toBe(count);
  });
});

test('a row in the last year that a date may have does not switch off the others', () => {
  const off = ['2024-03-21', '9999-12-31'].map((iso) => ({ date: day(iso), working: false, short: false }));
  const calendar = compileCalendar(off);
  expect(isoDay(calendar.addWorkingDays(day('2024-03-20'), 1))).toBe('2024-03-22');
});
