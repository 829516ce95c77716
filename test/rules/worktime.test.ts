// Working time compared with a count minute by minute, and its general properties.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Calendar, type CalendarDay, compileCalendar } from '../../src/rules/calendar.js';
import { addDays, type Day, day } from '../../src/rules/day.js';
import { compileWorktime, type OpenHours, type WorktimeOptions } from '../../src/rules/worktime.js';
import { type Instant, instant, MINUTE } from '../../src/rules/zone.js';
import { zoneOf } from './harness.js';
import { HOUR, hoursOf } from './hours.js';

/** The intervals of a day when short days count: an hour is removed at the end. */
function intervalsOn({ calendar, intervals, shortDays }: WorktimeOptions, d: Day): OpenHours {
  if (!shortDays || !calendar.isShort(d)) return intervals;
  let surplus = HOUR;
  const kept: (readonly [number, number])[] = [];
  for (const [open, close] of [...intervals].reverse()) {
    const cut = Math.min(surplus, close - open);
    surplus -= cut;
    kept.unshift([open, close - cut]);
  }
  return kept;
}

/**
 * Whether the minute that begins at `at` is worked: its wall-clock time is within the hours of a working day.
 */
function isOpen(options: WorktimeOptions, at: number): boolean {
  const { zone, calendar } = options;
  const d = zone.dayOf(instant(at));
  const seconds = zone.secondsOf(instant(at));
  return (
    calendar.isWorking(d) &&
    intervalsOn(options, d).some(([open, close]) => seconds >= open && seconds < close)
  );
}

/** Hours and clock changes of these tests begin and end on multiples of it. */
const GRID = 5;

/**
 * Counts minute by minute, or by five where they are alike; returns the end of the last of `minutes` worked
 * minutes.
 */
function walk(options: WorktimeOptions, start: Instant, minutes: number): number {
  let at: number = start;
  for (let left = minutes; left > 0;) {
    const open = isOpen(options, at);
    const step = at % (GRID * MINUTE) === 0 && (!open || left >= GRID) ? GRID : 1;
    if (open) left -= step;
    at += step * MINUTE;
  }
  return at;
}

const ZONES = [
  'Asia/Yekaterinburg',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
];
const HOURS: readonly OpenHours[] = [
  hoursOf('08:30-17:30'),
  hoursOf('08:30-12:30', '13:30-17:30'),
  hoursOf('09:00-10:00', '11:15-11:45', '14:00-20:00'),
  hoursOf('00:00-24:00'),
  hoursOf('00:30-02:15', '02:45-03:30', '22:00-24:00'),
];
const FIRST = day('2023-01-01');
const someDay = fc.integer({ min: 0, max: 1_500 }).map((n) => addDays(FIRST, n));
const someRows: fc.Arbitrary<CalendarDay[]> = fc.array(
  fc.record({ date: someDay, working: fc.boolean(), short: fc.boolean() }),
  { maxLength: 150 },
);
const world: fc.Arbitrary<WorktimeOptions> = fc.record({
  calendar: someRows.map((rows): Calendar => compileCalendar(rows)),
  zone: fc.constantFrom(...ZONES).map(zoneOf),
  intervals: fc.constantFrom(...HOURS),
  shortDays: fc.boolean(),
});
/** Days around the clock changes of these zones are frequent. */
const changeDays = [
  '2023-03-12',
  '2023-03-26',
  '2023-04-01',
  '2023-04-28',
  '2023-09-03',
  '2023-10-01',
  '2023-10-27',
  '2023-10-29',
  '2023-11-05',
];
const start = fc
  .tuple(
    fc.oneof(someDay, fc.constantFrom(...changeDays.map((iso) => addDays(day(iso), -1)))),
    fc.integer({ min: 0, max: 2_879 }),
  )
  .map(([d, minute]): Instant => instant(d * 86_400_000 + minute * MINUTE));
const minutes = fc.integer({ min: 1, max: 3_000 });

describe('worktime agrees with a count minute by minute', () => {
  test('add', () => {
    fc.assert(
      fc.property(world, start, minutes, (options, at, length) => {
        expect(compileWorktime(options).add(at, length * 60)).toBe(walk(options, at, length));
      }),
      { numRuns: 400 },
    );
  });

  test('between', () => {
    fc.assert(
      fc.property(world, start, fc.integer({ min: 0, max: 6_000 }), (options, a, length) => {
        let open = 0;
        for (let at: number = a; at < a + length * MINUTE; at += MINUTE) if (isOpen(options, at)) open += 1;
        const worktime = compileWorktime(options);
        expect(worktime.between(a, instant(a + length * MINUTE))).toBe(open * 60);
        expect(worktime.between(instant(a + length * MINUTE), a) + open * 60).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  test('nextOpening', () => {
    fc.assert(
      fc.property(world, start, (options, from) => {
        let at: number = from;
        while (!isOpen(options, at)) at += MINUTE;
        expect(compileWorktime(options).nextOpening(from)).toBe(at);
      }),
      { numRuns: 200 },
    );
  });
});

describe('properties of working time', () => {
  const seconds = fc.integer({ min: 1, max: 400_000 });
  const worlds = world.map((options) => ({ options, worktime: compileWorktime(options) }));

  test('additive: a + b equals a, then b', () => {
    fc.assert(
      fc.property(worlds, start, seconds, seconds, ({ worktime }, at, a, b) => {
        expect(worktime.add(worktime.add(at, a), b)).toBe(worktime.add(at, a + b));
      }),
      { numRuns: 300 },
    );
  });

  test('monotonic: a later start or more work never ends earlier', () => {
    fc.assert(
      fc.property(
        worlds,
        start,
        fc.nat(5_000),
        seconds,
        fc.nat(5_000),
        ({ worktime }, at, later, work, more) => {
          const due = worktime.add(at, work);
          expect(worktime.add(instant(at + later * 1_000), work)).toBeGreaterThanOrEqual(due);
          expect(worktime.add(at, work + more)).toBeGreaterThanOrEqual(due);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('never within closed time: the second before the result is worked', () => {
    fc.assert(
      fc.property(worlds, start, seconds, ({ options, worktime }, at, work) => {
        const due = worktime.add(at, work);
        expect(due).toBeGreaterThan(at);
        expect(isOpen(options, due - 1_000)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('inverse: the time between equals the time added', () => {
    fc.assert(
      fc.property(worlds, start, seconds, ({ worktime }, at, work) => {
        expect(worktime.between(at, worktime.add(at, work))).toBe(work);
      }),
      { numRuns: 300 },
    );
  });

  test('before gives the first instant from which no more than that time is left', () => {
    fc.assert(
      fc.property(worlds, start, seconds, ({ worktime }, end, work) => {
        const from = worktime.before(end, work);
        expect(worktime.between(from, end)).toBe(work);
        expect(worktime.between(instant(from - 1_000), end)).toBeGreaterThan(work);
      }),
      { numRuns: 300 },
    );
  });

  test('a start outside working time counts from the next opening', () => {
    fc.assert(
      fc.property(worlds, start, seconds, ({ worktime }, at, work) => {
        expect(worktime.add(worktime.nextOpening(at), work)).toBe(worktime.add(at, work));
      }),
      { numRuns: 300 },
    );
  });

  test('the result does not depend on earlier calls', () => {
    fc.assert(
      fc.property(
        world,
        fc.array(fc.tuple(start, seconds), { minLength: 2, maxLength: 8 }),
        (options, questions) => {
          const shared = compileWorktime(options);
          for (const [at, work] of questions)
            expect(shared.add(at, work)).toBe(compileWorktime(options).add(at, work));
        },
      ),
      { numRuns: 100 },
    );
  });
});
