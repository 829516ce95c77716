// Working days of 2022–2027 in one array: adding working days to a date is one look-up.
import { officialDays } from '../src/rules/holidays.js';

export interface WorkingDays {
  /** Serials, in ascending order. */
  readonly days: Int32Array;
  /** Number of working days up to each day, inclusive; the first entry is for the day `from`. */
  readonly upTo: Int32Array;
  readonly from: number;
}

const EPOCH_DAY = 25_569;

/** Computed once: it uses closures, which would be compiled again in each round. */
const OFFICIAL = officialDays();

export function workingDays(country: 'РФ' | 'РК'): WorkingDays {
  const from = EPOCH_DAY + Date.UTC(2022, 0, 1) / 86_400_000;
  const to = EPOCH_DAY + Date.UTC(2028, 0, 1) / 86_400_000;
  const listed = new Map(
    OFFICIAL.filter((day) => day.country === country).map(
      ({ date, working }) => [date + EPOCH_DAY, working] as const,
    ),
  );
  const days: number[] = [];
  const upTo = new Int32Array(to - from);
  for (let day = from; day < to; day += 1) {
    // Serial 2 was a Monday.
    if (listed.get(day) ?? (day - 2) % 7 < 5) days.push(day);
    upTo[day - from] = days.length;
  }
  return { days: Int32Array.from(days), upTo, from };
}
