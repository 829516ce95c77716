// Working time: opening hours applied to a calendar and a zone, as one continuous line of working
// milliseconds. Each working day's position on it is in a table that grows on demand: a query is a look-up
// and a search.
import type { Calendar } from './calendar.js';
import { addDays, type Day, DAY_MS, earlier, later } from './day.js';
import {
  changeBetween,
  DAY_SECONDS,
  HOUR_SECONDS,
  type Instant,
  instant,
  SECOND,
  type Zone,
} from './zone.js';

/** Wall-clock seconds of a day: open from the first up to but excluding the second. */
export type OpenHours = readonly (readonly [open: number, close: number])[];

export interface WorktimeOptions {
  readonly calendar: Calendar;
  readonly zone: Zone;
  /** In order, without overlaps, within 0…86 400. */
  readonly intervals: OpenHours;
  /** Whether a day that the calendar marks as short has an hour of work less, at its end. */
  readonly shortDays: boolean;
}

export interface Worktime {
  /** Seconds in a full working day. */
  readonly dayLength: number;
  /**
   * The first instant at which `workSeconds` of working time have passed since `start`. A result that would
   * fall on an opening is the preceding closing, so it is never inside closed time. Without working time:
   * `start` itself.
   */
  readonly add: (start: Instant, workSeconds: number) => Instant;
  /** The first instant from which at most `workSeconds` of working time remain until `end`. */
  readonly before: (end: Instant, workSeconds: number) => Instant;
  /** Seconds of working time from `a` to `b`; negative when `b` is earlier. */
  readonly between: (a: Instant, b: Instant) => number;
  /** `at` itself if it is within working time, else the next opening. */
  readonly nextOpening: (at: Instant) => Instant;
}

/** One working day: working milliseconds before and during it, and its open spans in real time. */
interface WorkingDay {
  readonly done: number;
  readonly length: number;
  readonly spans: readonly Span[];
}
interface Span {
  readonly from: number;
  readonly to: number;
}

const SHORTER_BY = HOUR_SECONDS;

/** Compiles working hours. Throws RangeError for hours that are out of order or empty. */
export function compileWorktime({ calendar, zone, intervals, shortDays }: WorktimeOptions): Worktime {
  const dayLength = lengthOf(intervals);
  const shortIntervals = withoutLastHour(intervals);

  const spansOf = (day: Day): readonly Span[] =>
    openSpans(zone, day, shortDays && calendar.isShort(day) ? shortIntervals : intervals);
  const workingDay = (ordinal: number, done: number, endsAtDone: boolean): WorkingDay => {
    const spans = spansOf(calendar.dayAt(ordinal));
    const length = spans.reduce((sum, span) => sum + span.to - span.from, 0);
    return { done: endsAtDone ? done - length : done, length, spans };
  };

  // Days by working-day ordinal, counted forwards and backwards from the first one asked about.
  let origin: number | null = null;
  const onwards: WorkingDay[] = [];
  const backwards: WorkingDay[] = [];
  const dayOfOrdinal = (ordinal: number): WorkingDay => {
    const first = (origin ??= ordinal);
    const table = ordinal >= first ? onwards : backwards;
    const index = ordinal >= first ? ordinal - first : first - 1 - ordinal;
    let found = table[index];
    while (!found) {
      const last = table[table.length - 1];
      if (table === onwards)
        table.push(workingDay(first + table.length, last ? last.done + last.length : 0, false));
      else table.push(workingDay(first - 1 - table.length, last ? last.done : 0, true));
      found = table[index];
    }
    return found;
  };

  /** Working milliseconds up to `at`, counted from an arbitrary fixed origin. */
  const position = (at: Instant): number => {
    const day = zone.dayOf(at);
    const ordinal = calendar.ordinal(day);
    if (!calendar.isWorking(day)) return dayOfOrdinal(ordinal + 1).done;
    const { done, spans } = dayOfOrdinal(ordinal);
    let total = done;
    for (const { from, to } of spans) {
      if (at <= from) break;
      total += Math.min(at, to) - from;
    }
    return total;
  };

  /** The first instant whose position is `target`; the search starts at `near`. */
  const firstAt = (target: number, near: Instant): Instant => {
    const nearDay = zone.dayOf(near);
    const start = calendar.ordinal(nearDay);
    const guess = start + Math.trunc((target - dayOfOrdinal(start).done) / (dayLength * SECOND));
    let low = guess;
    for (let step = 1; dayOfOrdinal(low).done >= target; step *= 2) low -= step;
    let high = Math.max(guess, low + 1);
    for (let step = 1; dayOfOrdinal(high).done < target; step *= 2) high += step;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (dayOfOrdinal(middle).done < target) low = middle;
      else high = middle;
    }
    const last = calendar.dayAt(low);
    calendar.noteSpan(earlier(nearDay, last), later(nearDay, last));
    const { done, spans } = dayOfOrdinal(low);
    let rest = target - done;
    for (const { from, to } of spans) {
      if (rest <= to - from) return instant(from + rest);
      rest -= to - from;
    }
    throw new RangeError('working time: a day holds less than its length');
  };

  return {
    dayLength,
    add: (start, workSeconds) =>
      workSeconds > 0 ? firstAt(position(start) + Math.round(workSeconds * SECOND), start) : start,
    before: (end, workSeconds) => firstAt(position(end) - Math.round(Math.max(workSeconds, 0) * SECOND), end),
    between: (a, b) => {
      const days = [zone.dayOf(a), zone.dayOf(b)] as const;
      calendar.noteSpan(earlier(...days), later(...days));
      return (position(b) - position(a)) / SECOND;
    },
    nextOpening: (at) => {
      const day = zone.dayOf(at);
      let ordinal = calendar.ordinal(day) + (calendar.isWorking(day) ? 0 : 1);
      for (;;) {
        for (const { from, to } of dayOfOrdinal(ordinal).spans)
          if (at < to) return instant(Math.max(at, from));
        ordinal += 1;
      }
    },
  };
}

function lengthOf(intervals: OpenHours): number {
  let length = 0;
  let last = 0;
  for (const [open, close] of intervals) {
    if (!(open >= last && close >= open && close <= DAY_SECONDS))
      throw new RangeError('working hours out of order');
    length += close - open;
    last = close;
  }
  if (length <= 0) throw new RangeError('no working hours');
  return length;
}

/** Shortens a day's intervals by the last hour of work. */
function withoutLastHour(intervals: OpenHours): OpenHours {
  const kept: [number, number][] = [];
  let surplus = SHORTER_BY;
  for (const [open, close] of [...intervals].reverse()) {
    const cut = Math.min(surplus, close - open);
    surplus -= cut;
    if (close - cut > open) kept.unshift([open, close - cut]);
  }
  return kept;
}

/**
 * The open spans of a day in real time. Hours are wall-clock: what a clock change skips or repeats is skipped
 * or repeated.
 */
function openSpans(zone: Zone, day: Day, intervals: OpenHours): readonly Span[] {
  const midnight = zone.at(day);
  const next = zone.at(addDays(day, 1));
  const spans: Span[] = [];
  for (const piece of evenPieces(zone, midnight, next)) {
    const wall = piece.from + zone.offsetOf(piece.from) - day * DAY_MS;
    for (const [open, close] of intervals) {
      const from = Math.max(open * SECOND, wall);
      const to = Math.min(close * SECOND, wall + piece.to - piece.from);
      if (from < to) spans.push({ from: piece.from + from - wall, to: piece.from + to - wall });
    }
  }
  return spans;
}

/** Splits a day's real time into pieces of constant offset: one, or two around a clock change. */
function evenPieces(
  zone: Zone,
  from: Instant,
  to: Instant,
): readonly { readonly from: Instant; readonly to: Instant }[] {
  if (to <= from) return [];
  if (to - from === DAY_MS) return [{ from, to }];
  const last = to - SECOND;
  if (zone.offsetOf(instant(last)) === zone.offsetOf(from)) return [{ from, to }];
  const change = instant(changeBetween(from, last, (at) => zone.offsetOf(instant(at))));
  return [
    { from, to: change },
    { from: change, to },
  ];
}
