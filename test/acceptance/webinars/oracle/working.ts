// Working days of Kazakhstan around the winter of 2023, according to 06-calendar.md; the time zone of Almaty.
// Typed from the text independently of the product's calendar.
import { at, serial, weekday } from '../../calendar.js';

const CHANGE_OF_ZONE = at('01.03.2024');
/** Minutes by which Almaty is ahead of UTC: +06 until 01.03.2024, +05 since then. */
export const offsetOf = (wall: number): number => (wall < CHANGE_OF_ZONE ? 360 : 300);
/** Wall-clock minutes of Almaty as minutes of UTC. */
export const absolute = (wall: number): number => wall - offsetOf(wall);

const OFF = (
  '02.01.2023 03.01.2023 07.01.2023 08.03.2023 21.03.2023 22.03.2023 23.03.2023 01.05.2023 08.05.2023 09.05.2023 ' +
  '28.06.2023 06.07.2023 07.07.2023 30.08.2023 25.10.2023 16.12.2023 18.12.2023 01.01.2024 02.01.2024 08.03.2024 ' +
  '21.03.2024 22.03.2024 25.03.2024 01.05.2024 07.05.2024 08.05.2024 09.05.2024'
)
  .split(' ')
  .map(serial);
const ON = ['01.07.2023', '04.05.2024'].map(serial);
export const isWorking = (day: number): boolean =>
  ON.includes(day) || (weekday(day) < 5 && !OFF.includes(day));
