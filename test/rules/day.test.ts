// Civil days: parsing, writing, months and serials, compared with JavaScript's UTC dates (spec 00, «Values»,
// «Time»).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  civil,
  type Day,
  day,
  dayFromCivil,
  dayFromSerial,
  endOfMonth,
  isoDay,
  monthKey,
  parseDay,
  parseMonth,
  ruDay,
  serialFromDay,
  weekday,
  yearOf,
} from '../../src/rules/day.js';

/** Days from 0001-01-01 to 9999-12-31. */
const days = fc.integer({ min: -719_162, max: 2_932_896 }).map((n) => n as Day);

describe('a day is typed as 21.09.2023 or 2023-09-21', () => {
  test.each([
    ['21.09.2023', '2023-09-21'],
    ['1.2.2024', '2024-02-01'],
    ['2023-09-21', '2023-09-21'],
    ['2023-9-1', '2023-09-01'],
    ['29.02.2024', '2024-02-29'],
    ['31.12.9999', '9999-12-31'],
  ])('%s', (text, iso) => {
    const parsed = parseDay(text);
    expect(parsed === null ? null : isoDay(parsed)).toBe(iso);
  });

  test.each([
    '29.02.2023',
    '31.04.2024',
    '00.01.2024',
    '01.13.2024',
    '2024-02-30',
    '21/09/2023',
    '21.09.23',
    '',
    'завтра',
    '21.09.2023 ',
    '2023-09-21T10:00',
  ])('«%s» is not a day', (text) => {
    expect(parseDay(text)).toBeNull();
  });

  test('an invalid day in code throws', () => {
    expect(() => day('2024-02-30')).toThrow(RangeError);
  });

  test.each([
    [2024, 2, 29, true],
    [2023, 2, 29, false],
    [2000, 2, 29, true],
    [1900, 2, 29, false],
    [0, 1, 1, false],
    [10_000, 1, 1, false],
    [2024, 0, 1, false],
    [2024, 1, 32, false],
    [99, 1, 1, true],
  ])('%i-%i-%i exists: %s', (year, month, date, exists) => {
    expect(dayFromCivil(year, month, date) !== null).toBe(exists);
  });
});

describe('months', () => {
  test.each([
    // A period of months ends on the same day of the month, or on the month's last day.
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2023-11-15', 24, '2025-11-15'],
    ['2023-12-31', 0, '2023-12-31'],
  ])('%s + %i months is %s', (from, months, to) => {
    expect(isoDay(addMonths(day(from), months))).toBe(to);
  });

  test.each([
    ['2024-02', '2024-02-01'],
    ['2024-13', null],
    ['2024-2', null],
    ['2024-02-01', null],
    ['', null],
  ])('the month «%s» begins on %s', (text, iso) => {
    const first = parseMonth(text);
    expect(first === null ? null : isoDay(first)).toBe(iso);
  });

  test('start, end and key of a month', () => {
    expect(isoDay(endOfMonth(day('2024-02-01')))).toBe('2024-02-29');
    expect(monthKey(day('2024-02-29'))).toBe('2024-02');
  });
});

describe('serials and weekdays', () => {
  test.each([
    [1, '1899-12-31'],
    [45_190, '2023-09-21'],
    // The time in a date cell is dropped.
    [45_190.999_99, '2023-09-21'],
    [2_958_465, '9999-12-31'],
  ])('serial %d is %s', (serial, iso) => {
    expect(isoDay(dayFromSerial(serial))).toBe(iso);
  });

  test.each([
    ['2024-01-01', 1],
    ['2024-06-09', 7],
    ['1969-12-31', 3],
    ['1970-01-01', 4],
  ])('%s is weekday %i', (iso, n) => {
    expect(weekday(day(iso))).toBe(n);
  });
});

describe('properties', () => {
  test('reading a written day returns it, for every spelling', () => {
    fc.assert(
      fc.property(days, (d) => {
        expect(parseDay(isoDay(d))).toBe(d);
        expect(parseDay(ruDay(d))).toBe(d);
        expect(dayFromSerial(serialFromDay(d))).toBe(d);
        const { year, month, day: date } = civil(d);
        expect(dayFromCivil(year, month, date)).toBe(d);
        expect(yearOf(d)).toBe(year);
      }),
    );
  });

  test('days are numbered like UTC dates', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -1_000, max: 1_000 }), (d, n) => {
        const date = new Date(d * 86_400_000);
        expect(weekday(d)).toBe(((date.getUTCDay() + 6) % 7) + 1);
        expect(isoDay(d)).toBe(date.toISOString().slice(0, 10));
        expect(addDays(d, n) - d).toBe(n);
      }),
    );
  });

  test('a month later is in the next month, on the same day of the month or the last day', () => {
    const inside = fc.integer({ min: -700_000, max: 2_900_000 }).map((n) => n as Day);
    fc.assert(
      fc.property(inside, fc.integer({ min: -120, max: 120 }), (d, n) => {
        const from = civil(d);
        const to = civil(addMonths(d, n));
        expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + n);
        expect(to.day).toBe(Math.min(from.day, civil(endOfMonth(addMonths(d, n))).day));
      }),
    );
  });
});
