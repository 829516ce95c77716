// Reads «Календарь» into one compiled calendar a country.
import { type Calendar, type CalendarDay, compileCalendar } from '../rules/calendar.js';
import type { Day } from '../rules/day.js';
import { type Country, isShortName, officialDays } from '../rules/holidays.js';
import type { ParsedTab } from './parse.js';

/** A country's calendar. Without the tab the official days count. */
export function readCalendar(country: Country, tab: ParsedTab | null): Calendar {
  const rows: readonly CalendarDay[] = tab
    ? tab.rows
        .filter((row) => row['country'] === country)
        .map((row) => ({
          date: row['date'] as Day,
          working: row['day'] === 'рабочий',
          short: row['day'] === 'рабочий' && typeof row['name'] === 'string' && isShortName(row['name']),
        }))
    : officialDays()
        .filter((row) => row.country === country)
        .map((row) => ({
          date: row.date,
          working: row.working,
          short: row.working && isShortName(row.name),
        }));
  return compileCalendar(rows);
}
