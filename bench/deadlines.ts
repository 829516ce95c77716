// Deadlines of tickets: our tables of working time compared with the public library that supports several
// intervals per day and holidays.
// The year has no worked Saturdays, because the library cannot express them. The library uses the time zone
// of the process, so it gets UTC.
import moment from 'moment-business-time';
import { compileCalendar } from '../src/rules/calendar.js';
import { isoDay } from '../src/rules/day.js';
import { officialDays } from '../src/rules/holidays.js';
import { compileWorktime } from '../src/rules/worktime.js';
import { type Instant, type Zone, zoneNamed } from '../src/rules/zone.js';
import { type Figure, ratioOf, sideBySide, timeOf } from './measure.js';
import { seeded } from './random.js';

export const LIBRARY = 'moment-business-time 2.0.0';

const HOUR = 3_600;
/** Two intervals: a lunch between 12:30 and 13:30. */
const INTERVALS = [
  [8.5 * HOUR, 12.5 * HOUR],
  [13.5 * HOUR, 17.5 * HOUR],
] as const;
const DAY_LENGTH = 8 * HOUR;
const WORKING_DAYS = [1, 3, 5, 21] as const;
const YEAR_MINUTES = 300 * 1_440;

interface Ticket {
  readonly start: Instant;
  /** The same wall-clock time, as if it were UTC. */
  readonly wall: number;
  readonly workSeconds: number;
}

function zone(): Zone {
  const found = zoneNamed('Asia/Yekaterinburg');
  if (!found) throw new Error('no zone');
  return found;
}

function tickets(count: number): readonly Ticket[] {
  const random = seeded(count);
  const local = zone();
  return Array.from({ length: count }, () => {
    const wall = Date.UTC(2023, 0, 9) + random.int(YEAR_MINUTES) * 60_000;
    const serial = (wall - Date.UTC(1899, 11, 30)) / 86_400_000;
    return { start: local.fromSerial(serial), wall, workSeconds: random.pick(WORKING_DAYS) * DAY_LENGTH };
  });
}

const calendar = (): ReturnType<typeof compileCalendar> =>
  compileCalendar(
    officialDays()
      .filter(({ country }) => country === 'РФ')
      .map(({ date, working }) => ({ date, working, short: false })),
  );

const ours = (list: readonly Ticket[]): readonly Instant[] => {
  const worktime = compileWorktime({
    calendar: calendar(),
    zone: zone(),
    intervals: INTERVALS,
    shortDays: false,
  });
  return list.map(({ start, workSeconds }) => worktime.add(start, workSeconds));
};

/** Configures the library with the hours and the holidays. */
function teach(): void {
  const hours = ['08:30:00', '12:30:00', '13:30:00', '17:30:00'];
  moment.updateLocale('en', {
    workinghours: { 0: null, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: null },
    holidays: officialDays()
      .filter(({ country, working }) => country === 'РФ' && !working)
      .map(({ date }) => isoDay(date)),
  });
}
const theirs = (list: readonly Ticket[]): readonly number[] =>
  list.map(({ wall, workSeconds }) =>
    moment(wall)
      .addWorkingTime(workSeconds / 60, 'minutes')
      .valueOf(),
  );

export interface DeadlineFigures {
  /** Nanoseconds per deadline. */
  readonly ours: Figure;
  readonly theirs: Figure;
  readonly ratio: Figure;
  /** How many of the compared deadlines are the same instant, or the same point of working time. */
  readonly same: number;
  readonly compared: number;
}

export function deadlineFigures(many: number, few: number, count: number): DeadlineFigures {
  teach();
  const all = tickets(many);
  const sample = all.slice(0, few);
  const local = zone();
  const worktime = compileWorktime({
    calendar: calendar(),
    zone: local,
    intervals: INTERVALS,
    shortDays: false,
  });
  const dues = ours(sample);
  const same = theirs(sample).filter((wall, index) => {
    const due = dues[index];
    if (due === undefined) return false;
    const other = local.fromSerial((wall - Date.UTC(1899, 11, 30)) / 86_400_000);
    // An opening and the closing before it are the same point of working time.
    return worktime.between(due, other) === 0;
  }).length;
  const rounds = sideBySide(
    [
      { name: 'ours', prepare: () => () => ours(all) },
      { name: 'theirs', prepare: () => () => theirs(sample) },
    ],
    count,
  );
  const per = ({ median, spread }: Figure, tasks: number): Figure => ({
    median: (median * 1e6) / tasks,
    spread: (spread * 1e6) / tasks,
  });
  const ratio = ratioOf(rounds, 'theirs', 'ours');
  return {
    ours: per(timeOf(rounds, 'ours'), many),
    theirs: per(timeOf(rounds, 'theirs'), few),
    ratio: { median: (ratio.median * many) / few, spread: (ratio.spread * many) / few },
    same,
    compared: few,
  };
}
