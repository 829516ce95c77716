// The working day from «Настройки» as opening hours, and the problems of contradictory times.
import { settingProblem } from '../programme.js';
import { ruTime } from '../zone.js';
import type { OpenHours } from '../worktime.js';
import type { TechnocomProblem } from './model.js';
import { settings, type TechnocomSettings } from './settings.js';

interface Workday {
  readonly intervals: OpenHours;
  /** Parameters that were not used as typed; empty when all were. */
  readonly faults: readonly Misfit[];
}
/** A parameter that contradicts the others, by its key in the settings. */
interface Misfit {
  readonly setting: keyof Times;
  readonly what: string;
  readonly how: string;
}

/** The faults as problems of their parameters. */
export const workdayProblems = (times: Times): readonly TechnocomProblem[] =>
  openHours(times).faults.map((fault) => settingProblem(fault.setting, fault));

type Times = Pick<TechnocomSettings, 'dayStart' | 'dayEnd' | 'lunchStart' | 'lunchEnd'>;

/** Contradictory times are replaced by the default day; a lunch break outside the day is dropped. */
export function openHours(times: Times): Workday {
  const faults: Misfit[] = [];
  let { dayStart, dayEnd } = times;
  if (dayEnd <= dayStart) {
    dayStart = settings.dayStart.default;
    dayEnd = settings.dayEnd.default;
    faults.push({
      setting: 'dayEnd',
      what: `«Конец дня» не позже «Начала дня»: действует день ${ruTime(dayStart)}–${ruTime(dayEnd)}`,
      how: 'Исправьте «Начало дня» и «Конец дня».',
    });
  }
  const { lunchStart, lunchEnd } = times;
  if (lunchStart === null && lunchEnd === null) return { intervals: [[dayStart, dayEnd]], faults };
  if (
    lunchStart === null ||
    lunchEnd === null ||
    lunchStart < dayStart ||
    lunchEnd <= lunchStart ||
    lunchEnd > dayEnd ||
    lunchEnd - lunchStart === dayEnd - dayStart
  ) {
    faults.push({
      setting: lunchStart === null ? 'lunchStart' : 'lunchEnd',
      what: 'обед задан не целиком, не помещается в рабочий день или занимает его весь: он не учтён',
      how: 'Заполните «Обед с» и «Обед по» внутри рабочего дня или очистите оба.',
    });
    return { intervals: [[dayStart, dayEnd]], faults };
  }
  const halves = [
    [dayStart, lunchStart],
    [lunchEnd, dayEnd],
  ] as const;
  return { intervals: halves.filter(([open, close]) => close > open), faults };
}
