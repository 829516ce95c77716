// Shared by the tests of working time: hours as people write them, and the working days of РФ.
import { compileCalendar } from '../../src/rules/calendar.js';
import { isShortName, officialDays } from '../../src/rules/holidays.js';
import type { OpenHours } from '../../src/rules/worktime.js';

export const HOUR = 3_600;
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
export const hoursOf = (...pairs: readonly string[]): OpenHours =>
  pairs.map((pair) => {
    const [open = '', close = ''] = pair.split('-');
    return [minutesOf(open) * 60, minutesOf(close) * 60] as const;
  });
export const russia = compileCalendar(
  officialDays()
    .filter((row) => row.country === 'РФ')
    .map((row) => ({ ...row, short: row.working && isShortName(row.name) })),
);
export const weekdaysOnly = compileCalendar([]);
