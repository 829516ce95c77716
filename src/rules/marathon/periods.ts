// The periods of registration and of the marathon from «Настройки», and the problems of those that end before they
// begin.
import { ruDay } from '../day.js';
import { settingProblem } from '../programme.js';
import type { MarathonProblem, Parameters } from './model.js';
import { settings } from './settings.js';

/** First and last day, both included. */
const PERIODS = [
  ['registrationFrom', 'registrationTo'],
  ['marathonFrom', 'marathonTo'],
] as const;

/** The parameters in force: a period that would end before it begins is replaced by the default one. */
export function soundPeriods(typed: Parameters): {
  readonly settings: Parameters;
  readonly problems: readonly MarathonProblem[];
} {
  const wrong = PERIODS.filter(([from, to]) => typed[to] < typed[from]);
  return {
    settings: wrong.reduce(
      (sound, [from, to]) => ({
        ...sound,
        [from]: settings[from].default,
        [to]: settings[to].default,
      }),
      typed,
    ),
    problems: wrong.map(([from, to]) => {
      const [first, last] = [settings[from], settings[to]];
      // Staff have filled in at least one of the two.
      return settingProblem(typed[to] === last.default ? from : to, {
        what: `«${last.header}» раньше, чем «${first.header}»: действует период с ${ruDay(first.default)} по ${ruDay(last.default)}`,
        how: `Исправьте «${first.header}» и «${last.header}» на вкладке «Настройки».`,
      });
    }),
  };
}
