// Working days of Kazakhstan from 2023 to 2026, according to 06-calendar.md.
// Typed from the text independently of the product's calendar.
import { serial, weekday, yearOf } from '../../calendar.js';

const EVERY_YEAR = [
  '01.01',
  '02.01',
  '07.01',
  '08.03',
  '21.03',
  '22.03',
  '23.03',
  '01.05',
  '07.05',
  '09.05',
  '06.07',
];
const ALSO: Readonly<Record<number, readonly string[]>> = {
  2023: ['30.08', '28.06', '03.01', '08.05', '07.07', '18.12'],
  2024: ['30.08', '16.06', '25.03', '08.05', '08.07'],
  2025: ['30.08', '06.06', '03.01', '10.03', '24.03', '25.03', '07.07', '01.09', '27.10'],
  2026: ['27.05', '09.03', '24.03', '25.03', '11.05', '26.10'],
};
const WORKING: Readonly<Record<number, string>> = { 2023: '01.07', 2024: '04.05', 2025: '05.01' };
export function isWorking(day: number): boolean {
  const year = yearOf(day);
  const working = WORKING[year];
  if (working !== undefined && serial(`${working}.${year}`) === day) return true;
  const off = [...EVERY_YEAR, '25.10', '16.12', ...(ALSO[year] ?? [])];
  return weekday(day) < 5 && !off.some((one) => serial(`${one}.${year}`) === day);
}
