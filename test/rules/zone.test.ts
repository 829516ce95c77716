// Zones: wall-clock time ↔ instants, through gaps and overlaps, compared with Intl for single instants (spec
// 00, «Values»).
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, type Day, day, isoDay } from '../../src/rules/day.js';
import {
  addCalendarDays,
  endOfDay,
  instant,
  type Instant,
  isoInstant,
  plus,
  ruInstant,
  ruSerial,
  ruZone,
  ruTime,
  zoneNamed,
} from '../../src/rules/zone.js';
import { zoneOf } from './harness.js';

const iso = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z');
const clock = (text: string): number => {
  const [h = 0, m = 0, s = 0] = text.split(':').map(Number);
  return h * 3_600 + m * 60 + s;
};

describe('wall-clock to instant', () => {
  test.each([
    ['Europe/Moscow', '2023-09-21', '11:00', '2023-09-21T08:00:00Z'],
    // Moscow abolished daylight saving time: +4 in summer 2014, +3 from 26.10.2014 02:00 on.
    ['Europe/Moscow', '2014-10-26', '12:00', '2014-10-26T09:00:00Z'],
    ['Europe/Moscow', '2014-10-25', '12:00', '2014-10-25T08:00:00Z'],
    ['Europe/Moscow', '2014-10-26', '01:30', '2014-10-25T21:30:00Z'],
    // Almaty: +06 until 29.02.2024 24:00, then +05: the last hour of February occurred twice.
    ['Asia/Almaty', '2024-02-29', '12:00', '2024-02-29T06:00:00Z'],
    ['Asia/Almaty', '2024-02-29', '22:59:59', '2024-02-29T16:59:59Z'],
    ['Asia/Almaty', '2024-02-29', '23:00', '2024-02-29T17:00:00Z'],
    ['Asia/Almaty', '2024-02-29', '23:30', '2024-02-29T17:30:00Z'],
    ['Asia/Almaty', '2024-03-01', '00:00', '2024-02-29T19:00:00Z'],
    ['Asia/Almaty', '2024-03-01', '12:00', '2024-03-01T07:00:00Z'],
    // New York 2024: 02:00–03:00 of 10.03 is a gap (the later instant is used), 01:00–02:00 of 03.11 an
    // overlap (the first one).
    ['America/New_York', '2024-03-10', '01:59:59', '2024-03-10T06:59:59Z'],
    ['America/New_York', '2024-03-10', '02:00', '2024-03-10T07:00:00Z'],
    ['America/New_York', '2024-03-10', '02:30', '2024-03-10T07:30:00Z'],
    ['America/New_York', '2024-03-10', '03:00', '2024-03-10T07:00:00Z'],
    ['America/New_York', '2024-11-03', '00:59:59', '2024-11-03T04:59:59Z'],
    ['America/New_York', '2024-11-03', '01:30', '2024-11-03T05:30:00Z'],
    ['America/New_York', '2024-11-03', '02:00', '2024-11-03T07:00:00Z'],
    // Lord Howe changes by half an hour.
    ['Australia/Lord_Howe', '2024-04-07', '01:45', '2024-04-06T14:45:00Z'],
    ['Australia/Lord_Howe', '2024-04-07', '02:00', '2024-04-06T15:30:00Z'],
    ['Australia/Lord_Howe', '2024-10-06', '02:15', '2024-10-05T15:45:00Z'],
    ['Australia/Lord_Howe', '2024-10-06', '02:30', '2024-10-05T15:30:00Z'],
    // Samoa skipped a whole day.
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T22:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '00:00', '2011-12-30T10:00:00Z'],
    // Beirut's gap is at midnight: the day begins at 01:00.
    ['Asia/Beirut', '2024-03-31', '00:00', '2024-03-30T22:00:00Z'],
    ['Asia/Kathmandu', '2024-01-01', '00:00', '2023-12-31T18:15:00Z'],
    ['UTC', '1970-01-01', '00:00', '1970-01-01T00:00:00Z'],
  ])('%s %s %s is %s', (name, date, time, expected) => {
    expect(iso(zoneOf(name).at(day(date), clock(time)))).toBe(expected);
  });

  test('an unknown zone is null', () => {
    expect(zoneNamed('Mars/Olympus')).toBeNull();
    expect(zoneNamed('')).toBeNull();
  });

  test('the same name gives the same zone', () => {
    expect(zoneNamed('Asia/Almaty')).toBe(zoneNamed('Asia/Almaty'));
    expect(zoneNamed('asia/almaty')).toBe(zoneNamed('Asia/Almaty'));
  });

  test.each([
    ['europe/moscow', 'Europe/Moscow'],
    ['EUROPE/MOSCOW', 'Europe/Moscow'],
    ['utc', 'UTC'],
    // Whichever of two names Intl prefers, the one that was typed stays.
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['Europe/Kiev', 'Europe/Kiev'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
  ])('%s is spelled %s', (typed, name) => {
    expect(zoneNamed(typed)?.name).toBe(name);
  });
});

describe('instant to wall-clock', () => {
  test.each([
    ['Asia/Almaty', '2024-02-29T17:30:00Z', '29.02.2024 23:30'],
    ['Asia/Almaty', '2024-02-29T18:30:00Z', '29.02.2024 23:30'],
    ['Asia/Almaty', '2024-02-29T19:00:00Z', '01.03.2024 00:00'],
    ['Europe/Moscow', '2023-12-31T20:59:59Z', '31.12.2023 23:59'],
    ['Europe/Moscow', '2023-12-31T21:00:00Z', '01.01.2024 00:00'],
    ['America/New_York', '2024-03-10T07:00:00Z', '10.03.2024 03:00'],
    ['America/St_Johns', '2024-01-01T03:29:59Z', '31.12.2023 23:59'],
  ])('%s at %s shows %s', (name, at, shown) => {
    expect(ruInstant(zoneOf(name), instant(Date.parse(at)))).toBe(shown);
  });

  test('texts of times and instants', () => {
    expect([0, 59, 39_600, 86_399].map(ruTime)).toEqual(['00:00', '00:00', '11:00', '23:59']);
    expect(isoInstant(zoneOf('Europe/Moscow'), instant(Date.parse('2023-09-21T08:00:00Z')))).toBe(
      '2023-09-21T11:00',
    );
  });

  test('the same wall-clock time days later, across a clock change', () => {
    const zone = zoneOf('America/New_York');
    const before = zone.at(day('2024-03-09'), clock('11:00'));
    expect(isoInstant(zone, addCalendarDays(zone, before, 1))).toBe('2024-03-10T11:00');
    expect(addCalendarDays(zone, before, 1) - before).toBe(23 * 3_600_000);
  });

  test('a day passes at the next midnight', () => {
    const zone = zoneOf('Asia/Almaty');
    expect(iso(endOfDay(zone, day('2024-02-29')))).toBe('2024-02-29T19:00:00Z');
    expect(plus(instant(5), 3)).toBe(8);
  });
});

describe('serials', () => {
  test.each([
    ['Europe/Moscow', 45_190 + 11 / 24, '2023-09-21T08:00:00Z'],
    // Of a serial whole seconds count; what is less than a twentieth of one is the rounding of the file.
    ['UTC', 45_190.999_999, '2023-09-21T23:59:59Z'],
    ['UTC', 45_190.999_999_999, '2023-09-22T00:00:00Z'],
    ['Asia/Almaty', 45_352, '2024-02-29T19:00:00Z'],
  ])('%s: %d is %s', (name, serial, expected) => {
    expect(iso(zoneOf(name).fromSerial(serial))).toBe(expected);
  });
});

describe('properties', () => {
  const names = fc.constantFrom(
    'Europe/Moscow',
    'Asia/Almaty',
    'America/New_York',
    'Australia/Lord_Howe',
    'Europe/London',
    'Asia/Tehran',
    'Africa/Casablanca',
    'Pacific/Apia',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'UTC',
  );
  /** Whole seconds of 1995–2040. */
  const seconds = fc.integer({ min: Date.UTC(1995, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });

  function wallByIntl(name: string, ms: number): string {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: name,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    return format.format(ms).replace(' ', 'T');
  }

  test('every instant shows what Intl shows', () => {
    fc.assert(
      fc.property(names, seconds, (name, s) => {
        const zone = zoneOf(name);
        const at = instant(s * 1000);
        const own = `${isoDay(zone.dayOf(at))}T${ruTime(zone.secondsOf(at))}`;
        expect(own).toBe(wallByIntl(name, at).slice(0, 16));
      }),
      { numRuns: 1_500 },
    );
  });

  test('instant → wall → instant returns the instant, or the first of two with the same wall-clock time', () => {
    fc.assert(
      fc.property(names, seconds, (name, s) => {
        const zone = zoneOf(name);
        const at = instant(s * 1000);
        const back = zone.at(zone.dayOf(at), zone.secondsOf(at));
        expect([zone.dayOf(back), zone.secondsOf(back)]).toEqual([zone.dayOf(at), zone.secondsOf(at)]);
        expect(back).toBeLessThanOrEqual(at);
        expect(at - back).toBeLessThanOrEqual(24 * 3_600_000);
        expect(zone.fromSerial(zone.toSerial(at))).toBe(back);
      }),
      { numRuns: 1_500 },
    );
  });

  test('wall → instant never goes back within a day', () => {
    fc.assert(
      fc.property(
        names,
        fc.integer({ min: 9_200, max: 25_000 }),
        fc.integer({ min: 0, max: 86_399 }),
        fc.integer({ min: 0, max: 86_399 }),
        (name, d, a, b) => {
          const zone = zoneOf(name);
          const [early, late] = [Math.min(a, b), Math.max(a, b)];
          const [first, last] = [zone.at(d as Day, early), zone.at(d as Day, late)];
          // Only a time inside a gap may map to an instant after that of the time following the gap.
          const inGap = zone.secondsOf(first) !== early || zone.dayOf(first) !== d;
          expect(first <= last || inGap).toBe(true);
          expect(zone.at(addDays(d as Day, 1))).toBeGreaterThanOrEqual(zone.at(d as Day));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

test.each([
  ['Europe/Moscow', '2023-09-21T08:00:00Z', 'Москва, UTC+3'],
  ['Asia/Almaty', '2024-02-29T08:00:00Z', 'Алматы, UTC+6'],
  ['Asia/Almaty', '2024-03-01T08:00:00Z', 'Алматы, UTC+5'],
  ['Asia/Chita', '2024-03-01T08:00:00Z', 'Чита, UTC+9'],
  ['Asia/Oral', '2024-03-01T08:00:00Z', 'Уральск, UTC+5'],
  ['Asia/Kathmandu', '2024-03-01T08:00:00Z', 'Asia/Kathmandu, UTC+5:45'],
  ['America/New_York', '2024-07-01T08:00:00Z', 'America/New_York, UTC−4'],
  ['UTC', '2024-07-01T08:00:00Z', 'UTC, UTC+0'],
])('%s at %s is described as «%s»', (name, iso, text) => {
  expect(ruZone(zoneOf(name), instant(Date.parse(iso)))).toBe(text);
});

test.each<[number, boolean, string]>([
  [45190, false, '21.09.2023'],
  [45190.75, false, '21.09.2023'],
  [45190, true, '21.09.2023 00:00'],
  [45190.4583333333, true, '21.09.2023 11:00'],
  [45190.999988, true, '21.09.2023 23:59'],
  [45190.999995, true, '21.09.2023 23:59'],
  [45199.999999999, true, '01.10.2023 00:00'],
])('the serial %f (with its time: %j) is shown as «%s»', (serial, withTime, text) => {
  expect(ruSerial(serial, withTime)).toBe(text);
});
