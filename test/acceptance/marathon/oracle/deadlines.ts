// «Сроки» of the marathon: starts, closings of tests, the last day of registration, the final.
// A start or a closing is an instant, the other two are whole days.
import { DAY } from '../../calendar.js';
import type { Deadline, Points, Run, Season } from './terms.js';

export function deadlinesOf(
  { settings, now }: Run,
  { people, blocks }: Season,
  { without }: Points,
): readonly Deadline[] {
  const today = Math.floor(now / DAY) * DAY;
  const state = (due: number, isDay: boolean, early: boolean): string => {
    if (early || (isDay ? now >= due + DAY : now >= due)) return 'выполнено';
    const left = Math.floor(due / DAY) - today / DAY;
    return left === 0 ? 'сегодня' : left <= settings.warnDays ? 'скоро' : 'впереди';
  };
  const deadline = (
    what: Deadline['what'],
    due: number,
    source: number | null,
    missing: number | null = null,
  ): Deadline => ({
    what,
    due,
    left: Math.floor(due / DAY) - today / DAY,
    // Without participants nobody has attempted the test.
    state: state(due, source === null, missing === 0 && people.length > 0),
    row: source,
    without: missing,
  });
  return [
    ...blocks.map(({ row, start }) => deadline('start', start, row)),
    ...blocks.map(({ row, no, closing }) => deadline('closing', closing, row, without(no).length)),
    deadline('registration', settings.registrationTo, null),
    deadline('final', settings.to, null),
  ];
}
