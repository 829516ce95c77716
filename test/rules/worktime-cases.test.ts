// Working time case by case: the Service Desk of the regulation, clock changes, short days, days without
// working hours.
import { describe, expect, test } from '@jest/globals';
import { compileCalendar } from '../../src/rules/calendar.js';
import { addDays, day } from '../../src/rules/day.js';
import { compileWorktime, type OpenHours } from '../../src/rules/worktime.js';
import { type Instant, isoInstant } from '../../src/rules/zone.js';
import { zoneOf } from './harness.js';
import { HOUR, hoursOf, minutesOf, russia, weekdaysOnly } from './hours.js';

describe('the desk of the regulation: 08:30–17:30, Asia/Yekaterinburg (п. 4.2)', () => {
  const zone = zoneOf('Asia/Yekaterinburg');
  const plain = compileWorktime({
    calendar: russia,
    zone,
    intervals: hoursOf('08:30-17:30'),
    shortDays: false,
  });
  const lunch = compileWorktime({
    calendar: russia,
    zone,
    intervals: hoursOf('08:30-12:30', '13:30-17:30'),
    shortDays: false,
  });
  const short = compileWorktime({
    calendar: russia,
    zone,
    intervals: hoursOf('08:30-17:30'),
    shortDays: true,
  });
  const wall = (text: string): Instant => zone.at(day(text.slice(0, 10)), minutesOf(text.slice(11)) * 60);

  test.each([
    ['one working day inside the week', plain, '2024-03-11 10:00', 9, '2024-03-12T10:00'],
    [
      'a deadline at an opening becomes the previous closing',
      plain,
      '2024-03-11 08:30',
      9,
      '2024-03-11T17:30',
    ],
    ['a start before opening counts from the opening', plain, '2024-03-11 05:00', 9, '2024-03-11T17:30'],
    ['a start at closing counts from the next opening', plain, '2024-03-11 17:30', 1, '2024-03-12T09:30'],
    ['a start on a weekend counts from Monday', plain, '2024-03-16 12:00', 2, '2024-03-18T10:30'],
    ['across a holiday (08.03.2024) and the weekend', plain, '2024-03-07 17:00', 1, '2024-03-11T09:00'],
    ['a moved working Saturday counts (27.04.2024)', plain, '2024-04-26 17:00', 1, '2024-04-27T09:00'],
    ['across the May days off 28.04–01.05.2024', plain, '2024-04-27 17:00', 1, '2024-05-02T09:00'],
    ['lunch does not count', lunch, '2024-03-11 12:00', 1, '2024-03-11T14:00'],
    [
      'a deadline at the end of lunch becomes the beginning of lunch',
      lunch,
      '2024-03-11 08:30',
      4,
      '2024-03-11T12:30',
    ],
    ['a start during lunch counts from its end', lunch, '2024-03-11 13:00', 1, '2024-03-11T14:30'],
    ['a short day counts only if the setting says so', plain, '2024-03-07 16:00', 1, '2024-03-07T17:00'],
    ['a short day ends an hour earlier (07.03.2024)', short, '2024-03-07 16:00', 1, '2024-03-11T09:00'],
  ])('%s', (_rule, worktime, from, hours, expected) => {
    expect(isoInstant(zone, worktime.add(wall(from), hours * HOUR))).toBe(expected);
  });

  test('the length of a working day excludes lunch', () => {
    expect([plain.dayLength, lunch.dayLength, short.dayLength]).toEqual([9 * HOUR, 8 * HOUR, 9 * HOUR]);
  });
  test.each([
    ['at closing', '2024-03-11 17:30', '2024-03-12T08:30'],
    ['a minute before closing', '2024-03-11 17:29', '2024-03-11T17:29'],
    ['at the beginning of lunch', '2024-03-11 12:30', '2024-03-11T13:30'],
    ['at opening', '2024-03-11 08:30', '2024-03-11T08:30'],
    ['on a Saturday', '2024-03-16 12:00', '2024-03-18T08:30'],
  ])('the next opening %s', (_case, from, expected) => {
    expect(isoInstant(zone, lunch.nextOpening(wall(from)))).toBe(expected);
  });
  test('zero working time: the start itself, even when closed', () => {
    expect(plain.add(wall('2024-03-16 12:00'), 0)).toBe(wall('2024-03-16 12:00'));
  });
});

describe('clock changes inside working hours', () => {
  test.each([
    ['a skipped hour is not working time', 'Europe/Berlin', '2023-03-26', ['01:00-05:00'], 3],
    ['a repeated hour is worked twice', 'Europe/Berlin', '2023-10-29', ['01:00-05:00'], 5],
    [
      'hours before and after a skipped hour are unaffected',
      'Europe/Berlin',
      '2023-03-26',
      ['00:30-01:00', '04:00-05:00'],
      1.5,
    ],
    [
      'hours before and after a repeated hour are unaffected',
      'Europe/Berlin',
      '2023-10-29',
      ['00:30-01:00', '04:00-05:00'],
      1.5,
    ],
    ['a day that begins at 01:00', 'America/Havana', '2023-03-12', ['00:00-24:00'], 23],
    ['a day with midnight twice', 'America/Havana', '2023-11-05', ['00:00-24:00'], 25],
    ['a day that has 23:00–24:00 twice', 'Africa/Cairo', '2023-10-26', ['22:00-24:00'], 3],
    ['a day that was skipped', 'Pacific/Apia', '2011-12-30', ['00:00-24:00'], 0],
  ])('%s (%s, %s)', (_rule, name, iso, pairs, hours) => {
    const zone = zoneOf(name);
    const night = compileWorktime({
      calendar: compileCalendar([{ date: day(iso), working: true, short: false }]),
      zone,
      intervals: hoursOf(...pairs),
      shortDays: false,
    });
    expect(night.between(zone.at(day(iso)), zone.at(addDays(day(iso), 1)))).toBe(hours * HOUR);
  });
});

describe('a short day ends one working hour earlier (п. 4.2), whatever its breaks', () => {
  const shortDay = day('2024-03-07');
  const calendar = compileCalendar([{ date: shortDay, working: true, short: true }]);
  test.each([
    ['08:30-17:30', ['08:30-17:30'], '16:30'],
    ['the last hour is an interval of its own', ['09:00-13:00', '16:00-17:00'], '13:00'],
    ['the last interval is shorter than an hour', ['09:00-13:00', '16:30-17:00'], '12:30'],
    [
      'the last two intervals are shorter than an hour',
      ['09:00-13:00', '14:00-14:30', '16:45-17:00'],
      '12:45',
    ],
    ['a day of one hour is not worked', ['09:00-10:00'], null],
  ])('%s', (_case, pairs, closing) => {
    const zone = zoneOf('UTC');
    const worktime = compileWorktime({ calendar, zone, intervals: hoursOf(...pairs), shortDays: true });
    const from = zone.at(shortDay);
    const open = worktime.between(from, zone.at(addDays(shortDay, 1)));
    expect(open).toBe(worktime.dayLength - HOUR);
    if (closing === null) expect(isoInstant(zone, worktime.nextOpening(from))).toBe('2024-03-08T09:00');
    else expect(isoInstant(zone, worktime.add(from, open))).toBe(`2024-03-07T${closing}`);
  });

  test('a year of short days: the deadline is found even if the first estimate is far off', () => {
    const first = day('2024-01-01');
    const zone = zoneOf('UTC');
    const allShort = compileCalendar(
      Array.from({ length: 366 }, (_, n) => ({ date: addDays(first, n), working: true, short: true })),
    );
    const worktime = compileWorktime({
      calendar: allShort,
      zone,
      intervals: hoursOf('09:00-17:00'),
      shortDays: true,
    });
    for (const days of [1, 2, 10, 100, 366]) {
      const due = zone.at(addDays(first, days - 1), 16 * HOUR);
      expect(worktime.add(zone.at(first), days * 7 * HOUR)).toBe(due);
      expect(worktime.before(due, (days - 1) * 7 * HOUR + 1)).toBe(zone.at(first, 16 * HOUR - 1));
    }
  });
});

describe('invalid hours', () => {
  test.each([
    ['no hours', [], 'no working hours'],
    ['an empty interval', hoursOf('09:00-09:00'), 'no working hours'],
    ['intervals out of order', hoursOf('13:00-17:00', '08:00-12:00'), 'working hours out of order'],
    [
      'an interval that ends before it begins',
      hoursOf('08:00-17:00', '20:00-19:00'),
      'working hours out of order',
    ],
    ['beyond the day', [[0, 90_000]] as OpenHours, 'working hours out of order'],
  ])('%s is refused', (_case, intervals, message) => {
    expect(() =>
      compileWorktime({ calendar: weekdaysOnly, zone: zoneOf('UTC'), intervals, shortDays: false }),
    ).toThrow(new RangeError(message));
  });
  test('an empty interval beside others is ignored', () => {
    const intervals = hoursOf('09:00-09:00', '10:00-12:00');
    const worktime = compileWorktime({
      calendar: weekdaysOnly,
      zone: zoneOf('UTC'),
      intervals,
      shortDays: false,
    });
    expect(worktime.dayLength).toBe(2 * HOUR);
  });
});

test('every year between start and deadline is looked up in the calendar', () => {
  const calendar = compileCalendar([{ date: day('2024-01-01'), working: false, short: false }]);
  const zone = zoneOf('UTC');
  const worktime = compileWorktime({ calendar, zone, intervals: hoursOf('09:00-17:00'), shortDays: false });
  worktime.add(zone.at(day('2024-02-01')), 8 * HOUR);
  expect(calendar.yearsAssumed()).toEqual([]);
  worktime.add(zone.at(day('2024-06-03')), 3 * 261 * 8 * HOUR);
  expect(calendar.yearsAssumed()).toEqual([2025, 2026, 2027]);
});

test.each([
  ['2024-02-01', '2024-03-01', []],
  ['2024-11-01', '2027-02-01', [2025, 2026, 2027]],
  ['2027-02-01', '2024-11-01', [2025, 2026, 2027]],
])('so is every year between two moments, %s and %s', (from, to, years) => {
  const calendar = compileCalendar([{ date: day('2024-01-01'), working: false, short: false }]);
  const zone = zoneOf('UTC');
  const worktime = compileWorktime({ calendar, zone, intervals: hoursOf('09:00-17:00'), shortDays: false });
  worktime.between(zone.at(day(from)), zone.at(day(to)));
  expect(calendar.yearsAssumed()).toEqual(years);
});
