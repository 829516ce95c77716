// Working days of one country: once per run, «Календарь» is compiled into a cumulative table. The ordinal of
// a working day counts working days from a fixed origin, so adding N working days means adding N to the
// ordinal: O(1) both ways.
import { addDays, type Day, dayFromCivil, weekday, yearOf } from './day.js';

/** One row of «Календарь» for the calendar's country; if a date has several rows, the last one wins (spec 06). */
export interface CalendarDay {
  readonly date: Day;
  readonly working: boolean;
  /** A working day with an hour of work less. */
  readonly short: boolean;
}

export interface Calendar {
  readonly isWorking: (d: Day) => boolean;
  readonly isShort: (d: Day) => boolean;
  /** The n-th working day strictly after `d` (n ≥ 1). */
  readonly addWorkingDays: (d: Day, n: number) => Day;
  /** Working days up to and including `d`, counted from an arbitrary fixed origin. */
  readonly ordinal: (d: Day) => number;
  /** The working day with this ordinal. */
  readonly dayAt: (ordinal: number) => Day;
  /** Notes that an answer depends on all days from one to a later one, so that missing years are reported. */
  readonly noteSpan: (from: Day, to: Day) => void;
  /** Years that were asked about but have no row in the tab, so that only weekends counted as days off. */
  readonly yearsAssumed: () => readonly number[];
}

/** Monday-to-Friday days since Monday 1969-12-29, `d` included. */
const weekdayOrdinal = (d: Day): number => {
  const days = d + 3;
  const week = Math.floor(days / 7);
  return week * 5 + Math.min(days - week * 7 + 1, 5);
};
const weekdayAt = (ordinal: number): Day => {
  const week = Math.floor((ordinal - 1) / 5);
  return (week * 7 + (ordinal - 1 - week * 5) - 3) as Day;
};
const isWeekday = (d: Day): boolean => weekday(d) <= 5;

/** Compiles the rows of one country. */
export function compileCalendar(rows: readonly CalendarDay[]): Calendar {
  const listed = new Map<Day, CalendarDay>();
  for (const row of rows) listed.set(row.date, row);
  const years = new Set([...listed.keys()].map(yearOf));
  const assumed = new Set<number>();
  // Queries mostly stay within one year: inside the last one there is nothing to record.
  let known = { from: 0, to: 0 };
  const touch = (d: Day): void => {
    if (d >= known.from && d < known.to) return;
    const year = yearOf(d);
    known = { from: dayFromCivil(year, 1, 1) ?? d, to: dayFromCivil(year + 1, 1, 1) ?? d };
    if (!years.has(year)) assumed.add(year);
  };
  const noteSpan = (from: Day, to: Day): void => {
    for (let d = from; d < to; d = addDays(d, 365)) touch(d);
    touch(to);
  };

  // The table spans the listed years. Outside it only weekdays count, shifted by the table's net difference.
  const first = years.size > 0 ? (dayFromCivil(Math.min(...years), 1, 1) ?? (0 as Day)) : (0 as Day);
  const last = years.size > 0 ? dayFromCivil(Math.max(...years), 12, 31) : null;
  const end = last === null ? first : addDays(last, 1);
  const base = weekdayOrdinal(addDays(first, -1));
  const upTo = new Int32Array(Math.max(end - first, 0));
  const workingDays: Day[] = [];
  for (let d = first; d < end; d = addDays(d, 1)) {
    if (listed.get(d)?.working ?? isWeekday(d)) workingDays.push(d);
    upTo[d - first] = workingDays.length;
  }
  const shift = workingDays.length - (weekdayOrdinal(addDays(end, -1)) - base);

  const ordinal = (d: Day): number => {
    if (d < first) return weekdayOrdinal(d);
    if (d >= end) return weekdayOrdinal(d) + shift;
    return base + (upTo[d - first] ?? 0);
  };
  const dayAt = (n: number): Day => {
    if (n <= base) return weekdayAt(n);
    return workingDays[n - base - 1] ?? weekdayAt(n - shift);
  };
  return {
    isWorking: (d) => {
      touch(d);
      return listed.get(d)?.working ?? isWeekday(d);
    },
    isShort: (d) => listed.get(d)?.short ?? false,
    addWorkingDays: (d, n) => {
      const due = dayAt(ordinal(d) + n);
      noteSpan(addDays(d, 1), due);
      return due;
    },
    ordinal,
    dayAt,
    noteSpan,
    yearsAssumed: () => [...assumed].sort((a, b) => a - b),
  };
}
