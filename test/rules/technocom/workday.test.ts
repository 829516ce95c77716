// The desk's working hours from «Настройки», and what is reported about contradictory times.
import { describe, expect, test } from '@jest/globals';
import { openHours } from '../../../src/rules/technocom/workday.js';

const hour = (clock: string): number => {
  const [h = '', m = '0'] = clock.split(':');
  return Number(h) * 3600 + Number(m) * 60;
};
const LUNCH = {
  setting: 'lunchEnd',
  what: 'обед задан не целиком, не помещается в рабочий день или занимает его весь: он не учтён',
  how: 'Заполните «Обед с» и «Обед по» внутри рабочего дня или очистите оба.',
  severity: 'error',
};
const NO_START = { ...LUNCH, setting: 'lunchStart' };
const DAY = {
  setting: 'dayEnd',
  what: '«Конец дня» не позже «Начала дня»: действует день 08:30–17:30',
  how: 'Исправьте «Начало дня» и «Конец дня».',
  severity: 'error',
};

describe('openHours: working day and lunch → intervals, problems', () => {
  test.each<[string, string, string | null, string | null, readonly string[], readonly (typeof DAY)[]]>([
    ['9', '18', null, null, ['9–18'], []],
    ['9', '18', '13', '14', ['9–13', '14–18'], []],
    ['9', '18', '9', '10', ['10–18'], []],
    ['9', '18', '17', '18', ['9–17'], []],
    ['9', '18', '9', '18', ['9–18'], [LUNCH]],
    ['9', '18', '8:59', '10', ['9–18'], [LUNCH]],
    ['9', '18', '17', '18:01', ['9–18'], [LUNCH]],
    ['9', '18', '13', '13', ['9–18'], [LUNCH]],
    ['9', '18', '14', '13', ['9–18'], [LUNCH]],
    ['9', '18', '13', null, ['9–18'], [LUNCH]],
    ['9', '18', null, '13', ['9–18'], [NO_START]],
    ['18', '18', null, null, ['8.5–17.5'], [DAY]],
    ['22', '6', '13', '14', ['8.5–13', '14–17.5'], [DAY]],
    ['22', '6', '23', '24', ['8.5–17.5'], [DAY, LUNCH]],
    ['0', '24', '12', '12:30', ['0–12', '12.5–24'], []],
  ])('%s–%s, %s–%s', (start, end, from, to, intervals, problems) => {
    const day = openHours({
      dayStart: hour(start),
      dayEnd: hour(end),
      lunchStart: from === null ? null : hour(from),
      lunchEnd: to === null ? null : hour(to),
    });
    expect(day.intervals.map((one) => one.map((at) => at / 3600).join('–'))).toEqual(intervals);
    expect(day.problems).toEqual(problems);
  });
});
