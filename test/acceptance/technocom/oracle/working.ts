// Working days of Russia according to 06-calendar.md, and the hours of the head office, counted minute by
// minute.
// Typed from the text independently of the product's calendar.
import { DAY, partsOf, serial, weekday } from '../../calendar.js';
import type { Settings } from './terms.js';

const OFF = (
  '24.02.2023 08.05.2023 06.11.2023 29.04.2024 30.04.2024 10.05.2024 30.12.2024 31.12.2024 02.05.2025 08.05.2025 ' +
  '13.06.2025 03.11.2025 31.12.2025 09.01.2026 09.03.2026 11.05.2026 31.12.2026'
)
  .split(' ')
  .map(serial);
const ON = '27.04.2024 02.11.2024 28.12.2024 01.11.2025'.split(' ').map(serial);
export function isWorking(day: number): boolean {
  if (ON.includes(day)) return true;
  const { month: m, day: d } = partsOf(day);
  const yearly = (m === 1 && d <= 8) || [223, 308, 501, 509, 612, 1104].includes(m * 100 + d);
  return !yearly && !OFF.includes(day) && weekday(day) < 5;
}

const OPEN = 8 * 60 + 30;
export const CLOSE = 17 * 60 + 30;
function worksAt(minute: number, { lunch }: Settings): boolean {
  const time = minute % DAY;
  if (time < OPEN || time >= CLOSE || (lunch && time >= lunch[0] && time < lunch[1])) return false;
  return isWorking(Math.floor(minute / DAY));
}
/** Working minutes of a day. */
export const dayLength = ({ lunch }: Settings): number => CLOSE - OPEN - (lunch ? lunch[1] - lunch[0] : 0);
/** Counts minute by minute and returns the end of the last minute needed. */
export function afterWork(from: number, length: number, settings: Settings): number {
  let at = from;
  for (let left = length; left > 0; at += 1) {
    if (worksAt(at, settings)) left -= 1;
    else if (at % DAY === CLOSE) at += DAY - CLOSE + OPEN - 1;
  }
  return at;
}
export function workBetween(from: number, to: number, settings: Settings): number {
  let sum = 0;
  for (let at = from; at < to; at += 1) if (worksAt(at, settings)) sum += 1;
  return sum;
}
