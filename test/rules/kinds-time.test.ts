// Kinds of cell: days, instants and times as staff may type them (spec 00, «Values»).
import { describe, expect, test } from '@jest/globals';
import { type Day, day, isoDay } from '../../src/rules/day.js';
import type { Cell } from '../../src/rules/kinds.js';
import { dayKind, dayOfYear, instantKind, momentKind, timeKind } from '../../src/rules/kinds-time.js';
import { instant, isoInstant } from '../../src/rules/zone.js';
import { MOSCOW, NBSP, read } from './cells.js';
import { zoneOf } from './harness.js';

describe('dates', () => {
  test.each<[Cell, string]>([
    [45_190, '2023-09-21'],
    [45_190.75, '2023-09-21'],
    ['21.09.2023', '2023-09-21'],
    ['2023-09-21', '2023-09-21'],
    [` 21.09.2023${NBSP}`, '2023-09-21'],
    [1, '1899-12-31'],
  ])('%j is %s', (raw, iso) => {
    expect(isoDay(read(dayKind, raw) as Day)).toBe(iso);
  });

  test.each<Cell>([
    '31.02.2023',
    '21.09.23',
    '21/09/2023',
    'сегодня',
    '21.09.2023 г.',
    0,
    0.5,
    -5,
    3_000_000,
    NaN,
    true,
  ])('%j is not a day', (raw) => {
    expect(read(dayKind, raw)).toBe('ошибка');
  });

  test.each([
    ['21.09.2023 11:00', 'это дата со временем'],
    ['2023-09-21T9:00:00', 'это дата со временем'],
    ['21.09.23', 'это не дата'],
    ['в 11:00', 'это не дата'],
  ])('%s: %s', (raw, what) => {
    expect(dayKind.read(raw, MOSCOW)).toMatchObject({ what });
  });
});

describe('date-times, in the programme’s zone', () => {
  test.each<[Cell, string]>([
    [45_190 + 11 / 24, '2023-09-21T11:00'],
    [45_190, '2023-09-21T00:00'],
    // A fraction of a second does not reach the next one; the rounding of a file is less than a twentieth of one.
    [45_190 + (11 * 3_600 - 0.3) / 86_400, '2023-09-21T10:59'],
    [45_190 + (86_400 - 0.3) / 86_400, '2023-09-21T23:59'],
    [45_190.458_333_333_3, '2023-09-21T11:00'],
    [45_190.458_333_33, '2023-09-21T11:00'],
    [45_190.458_333, '2023-09-21T11:00'],
    ['21.09.2023 11:00', '2023-09-21T11:00'],
    ['21.09.2023 9:05', '2023-09-21T09:05'],
    ['2023-09-21 11:00', '2023-09-21T11:00'],
    ['2023-09-21 11:00:59', '2023-09-21T11:00'],
    ['2023-09-21T11:00', '2023-09-21T11:00'],
    [`21.09.2023${NBSP}11:00`, '2023-09-21T11:00'],
    ['21.09.2023   11:00', '2023-09-21T11:00'],
    // A date without a time means 00:00.
    ['21.09.2023', '2023-09-21T00:00'],
    ['2023-09-21', '2023-09-21T00:00'],
  ])('%j is %s', (raw, shown) => {
    for (const zone of [MOSCOW, zoneOf('Asia/Almaty'), zoneOf('America/New_York')])
      expect(isoInstant(zone, read(instantKind, raw, zone) as never)).toBe(shown);
  });

  test.each<Cell>([
    '21.09.2023 24:00',
    '21.09.2023 11:60',
    '21.09.2023 11',
    '31.02.2023 11:00',
    '11:00',
    '21.09.2023 11:00 МСК',
    0.5,
    true,
    -1,
  ])('%j is not a date-time', (raw) => {
    expect(read(instantKind, raw)).toBe('ошибка');
  });

  test('a moment is a day if the cell has no time, otherwise an instant', () => {
    expect(read(momentKind, 45_190)).toEqual({ day: day('2023-09-21') });
    expect(read(momentKind, 45_190.5)).toEqual({ at: Date.parse('2023-09-21T12:00:00+03:00') });
    expect(read(momentKind, '21.09.2023')).toBe('ошибка');
    expect(momentKind.formatOf?.({ day: day('2023-09-21') })).not.toBe(
      momentKind.formatOf?.({ at: instant(0) }),
    );
  });
});

describe('times', () => {
  test.each<[Cell, unknown]>([
    ['10:00', 36_000],
    ['9:05', 32_700],
    ['23:59:59', 86_399],
    [0, 0],
    [0.5, 43_200],
    [45_190.5, 43_200],
    [(36_000 - 0.3) / 86_400, 35_999],
    [0.416_666_666_7, 36_000],
    [(86_400 - 0.3) / 86_400, 86_399],
    [10 / 24, 36_000],
    ['24:00', 'ошибка'],
    ['10.00', 'ошибка'],
    ['10', 'ошибка'],
    [-0.5, 'ошибка'],
    [true, 'ошибка'],
    // An hour typed as a number is not a time; a date without a time is midnight.
    [9, 'ошибка'],
    [24, 'ошибка'],
    [45797, 0],
  ])('%j → %p', (raw, value) => {
    expect(read(timeKind, raw)).toBe(value);
  });
});

test.each<[Cell, unknown]>([
  ['15.01', { day: 15, month: 1 }],
  ['15.1', { day: 15, month: 1 }],
  ['29.02', { day: 29, month: 2 }],
  [15.01, { day: 15, month: 1 }],
  // «15.1» and «15.10» are one number.
  [15.1, 'ошибка'],
  [15.02, { day: 15, month: 2 }],
  [15.12, { day: 15, month: 12 }],
  ['15.10', { day: 15, month: 10 }],
  ['15,01', { day: 15, month: 1 }],
  ['30.02', 'ошибка'],
  ['15', 'ошибка'],
  ['15.13', 'ошибка'],
  // Google turns «15.01» into a date.
  [45_672, { day: 15, month: 1 }],
  [45_672.75, { day: 15, month: 1 }],
  [366, 'ошибка'],
  [3_000_000, 'ошибка'],
  [true, 'ошибка'],
])('a day of the year: %j → %p', (raw, value) => {
  expect(read(dayOfYear, raw)).toEqual(value);
});
