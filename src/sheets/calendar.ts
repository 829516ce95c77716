// Reads «Календарь» into one compiled calendar a country, and says what a new one holds.
import { type Calendar, type CalendarDay, compileCalendar } from '../rules/calendar.js';
import { type Day, serialFromDay } from '../rules/day.js';
import { type Country, isShortName, officialCalendar, officialDays } from '../rules/holidays.js';
import type { WantedCell } from './diff.js';
import type { ParsedTab } from './parse.js';

/** A country's calendar. Without the tab the official days count. */
export function readCalendar(country: Country, tab: ParsedTab | null): Calendar {
  if (!tab) return officialCalendar(country);
  const rows = tab.rows
    .filter((row) => row['country'] === country)
    .map((row): CalendarDay => ({
      date: row['date'] as Day,
      working: row['day'] === 'рабочий',
      short: row['day'] === 'рабочий' && typeof row['name'] === 'string' && isShortName(row['name']),
    }));
  return compileCalendar(rows);
}

/** What a new «Календарь» holds: the very days that count without the tab. */
export const officialRows = (): Readonly<Record<string, WantedCell>>[] =>
  officialDays().map((holiday) => ({
    country: { value: holiday.country },
    date: { value: serialFromDay(holiday.date) },
    day: { value: holiday.working ? 'рабочий' : 'нерабочий' },
    name: { value: holiday.name },
  }));
