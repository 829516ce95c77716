// The working day from «Настройки» as opening hours, and the problems of contradictory times.
import { type SettingProblem, settingProblem } from '../programme.js';
import { ruTime } from '../zone.js';
import type { OpenHours } from '../worktime.js';
import { settings, type TechnocomSettings } from './settings.js';

interface Workday {
  readonly intervals: OpenHours;
  /** Of parameters that were not used as typed. */
  readonly problems: readonly SettingProblem[];
}
type Times = Pick<TechnocomSettings, 'dayStart' | 'dayEnd' | 'lunchStart' | 'lunchEnd'>;

/** Contradictory times are replaced by the default day; a lunch break outside the day is dropped. */
export function openHours(times: Times): Workday {
  const problems: SettingProblem[] = [];
  let { dayStart, dayEnd } = times;
  if (dayEnd <= dayStart) {
    dayStart = settings.dayStart.default;
    dayEnd = settings.dayEnd.default;
    problems.push(
      settingProblem('dayEnd', {
        what: `«Конец дня» не позже «Начала дня»: действует день ${ruTime(dayStart)}–${ruTime(dayEnd)}`,
        how: 'Исправьте «Начало дня» и «Конец дня».',
      }),
    );
  }
  const { lunchStart, lunchEnd } = times;
  if (lunchStart === null && lunchEnd === null) return { intervals: [[dayStart, dayEnd]], problems };
  if (
    lunchStart === null ||
    lunchEnd === null ||
    lunchStart < dayStart ||
    lunchEnd <= lunchStart ||
    lunchEnd > dayEnd ||
    lunchEnd - lunchStart === dayEnd - dayStart
  ) {
    problems.push(
      settingProblem(lunchStart === null ? 'lunchStart' : 'lunchEnd', {
        what: 'обед задан не целиком, не помещается в рабочий день или занимает его весь: он не учтён',
        how: 'Заполните «Обед с» и «Обед по» внутри рабочего дня или очистите оба.',
      }),
    );
    return { intervals: [[dayStart, dayEnd]], problems };
  }
  const halves = [
    [dayStart, lunchStart],
    [lunchEnd, dayEnd],
  ] as const;
  return { intervals: halves.filter(([open, close]) => close > open), problems };
}
