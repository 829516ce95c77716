// Rates in percent, as «Настройки» hold them.
import { type SettingProblem, settingProblem } from './programme.js';
import { formatNumber } from './text.js';

/** Warns of a rate below any sensible one: 15 % typed into a cell of percents arrives as 0.15. */
export function rateProblems(setting: string, rate: number, least: number): readonly SettingProblem[] {
  if (rate <= 0 || rate >= least) return [];
  const meant = formatNumber(rate * 100);
  const doubt = {
    what: `ставка меньше ${formatNumber(least)} %: начисляется ${formatNumber(rate, 4)} %`,
    how: `Если нужно ${meant} %, впишите число ${meant}.`,
  };
  return [settingProblem(setting, doubt, 'warning')];
}
