// The official days with which set-up fills «Календарь» (spec 06): every row of both countries, year by year.
import { describe, expect, test } from '@jest/globals';
import { ruDay, yearOf } from '../../src/rules/day.js';
import { type Holiday, isShortName, officialDays } from '../../src/rules/holidays.js';

type Country = Holiday['country'];
const RU = '01.01 02.01 03.01 04.01 05.01 06.01 07.01 08.01 23.02 08.03 01.05 09.05 12.06 04.11';
const KZ = '01.01 02.01 07.01 08.03 21.03 22.03 23.03 01.05 07.05 09.05 06.07 25.10 16.12';
const KZ_UNTIL_2025 = `${KZ} 30.08`;

/** Country, year, days off of every year, other days off, worked weekend days, short days. */
const YEARS: readonly (readonly [Country, number, string, string, string, string])[] = [
  ['РФ', 2023, RU, '24.02 08.05 06.11', '', '22.02 07.03 03.11'],
  ['РФ', 2024, RU, '29.04 30.04 10.05 30.12 31.12', '27.04 02.11 28.12', '22.02 07.03 08.05 11.06 02.11'],
  ['РФ', 2025, RU, '02.05 08.05 13.06 03.11 31.12', '01.11', '07.03 30.04 11.06 01.11'],
  ['РФ', 2026, RU, '09.01 09.03 11.05 31.12', '', '30.04 08.05 11.06 03.11'],
  ['РФ', 2027, RU, '', '', ''],
  ['РК', 2023, KZ_UNTIL_2025, '28.06 03.01 08.05 07.07 18.12', '01.07', ''],
  ['РК', 2024, KZ_UNTIL_2025, '16.06 25.03 08.05 08.07', '04.05', ''],
  ['РК', 2025, KZ_UNTIL_2025, '06.06 03.01 10.03 24.03 25.03 07.07 01.09 27.10', '05.01', ''],
  ['РК', 2026, KZ, '27.05 09.03 24.03 25.03 11.05 26.10', '', ''],
  ['РК', 2027, KZ, '16.05 15.03 04.01 24.03 03.05 10.05', '', ''],
];
const days = (text: string): readonly string[] => text.split(' ').filter((one) => one !== '');
const byDate = (list: readonly string[]): readonly string[] =>
  [...list].sort((a, b) => a.slice(3).localeCompare(b.slice(3)) || a.localeCompare(b));
const rowsOf = (country: Country, year: number): readonly Holiday[] =>
  officialDays().filter((row) => row.country === country && yearOf(row.date) === year);
const dates = (rows: readonly Holiday[]): readonly string[] =>
  byDate([...new Set(rows.map(({ date }) => ruDay(date).slice(0, 5)))]);

describe.each(YEARS)('%s %d', (country, year, yearly, off, on, short) => {
  const rows = rowsOf(country, year);
  test('days off', () => {
    expect(dates(rows.filter(({ working }) => !working))).toEqual(
      byDate([...new Set([...days(yearly), ...days(off)])]),
    );
  });
  test('working days: those moved to a weekend, and those shortened by an hour', () => {
    const working = rows.filter(({ working: one }) => one);
    expect(dates(working)).toEqual(byDate([...new Set([...days(on), ...days(short)])]));
    expect(dates(working.filter(({ name }) => isShortName(name)))).toEqual(byDate(days(short)));
  });
  test('every row has a name; days not yet set by a decree say so', () => {
    for (const { name } of rows) {
      expect(name.replace(' (предварительно)', '')).toMatch(/^[А-Я]/);
      expect(name.endsWith('(предварительно)')).toBe(year === 2027);
    }
  });
  test('in the order of dates', () => {
    expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).sort((a, b) => a - b));
  });
});

test('the Constitution Day of РК is a holiday, not a moved day off', () => {
  const named = officialDays().filter(({ name }) => name.startsWith('День Конституции'));
  expect(named.map(({ country, date }) => `${country} ${ruDay(date)}`)).toEqual([
    'РК 30.08.2023',
    'РК 30.08.2024',
    'РК 30.08.2025',
    'РК 15.03.2027',
  ]);
});

test('no other countries or years', () => {
  expect(officialDays()).toHaveLength(
    YEARS.reduce((sum, [country, year]) => sum + rowsOf(country, year).length, 0),
  );
});
