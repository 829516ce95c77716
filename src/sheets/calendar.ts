// Reads «Календарь» into one compiled calendar per country, and supplies the rows of a new one.
import { type Calendar, type CalendarDay, compileCalendar } from '../rules/calendar.js';
import { type Day, serialFromDay } from '../rules/day.js';
import { type Country, isShortName, officialCalendar, officialDays } from '../rules/holidays.js';
import type { WantedRow } from './wanted.js';
import type { ParsedTab } from './parse.js';

/** A country's calendar. If the workbook has no such tab, the official days apply. */
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

/** Initial rows of «Календарь»: the same days that apply when the tab is missing. */
export const officialRows = (): WantedRow[] =>
  officialDays().map((holiday) => ({
    country: { value: holiday.country },
    date: { value: serialFromDay(holiday.date) },
    day: { value: holiday.working ? 'рабочий' : 'нерабочий' },
    name: { value: holiday.name },
  }));
