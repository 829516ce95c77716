// Rules 3 to 5 of the webinars: state, points and bonuses of each, and «Баллы и бонусы» with a total per
// partner.
// There are no points or bonuses before the end of the webinar.
import { DAY, workingDaysAfter } from '../../calendar.js';
import type { RawCell } from '../../cells.js';
import { key } from './cells.js';
import {
  type Announcement,
  type Audience,
  type BudgetLine,
  REPORTS,
  round,
  type Run,
  type Season,
  type Webinar,
} from './terms.js';
import { isWorking } from './working.js';

export interface Standing {
  readonly webinar: Webinar;
  readonly isRefused: boolean;
  /** Excluded. */
  readonly isOut: boolean;
  /** A line of «Баллы и бонусы». */
  readonly cells: readonly RawCell[];
}

export function standingOf(
  { sheet, settings, now, today }: Run,
  { violations, refused }: Season,
  { accepted, cameTo }: Audience,
  announcements: readonly Announcement[],
  lines: readonly BudgetLine[],
  webinar: Webinar,
): Standing {
  const { dates, start, end } = webinar;
  const startDay = Math.floor(start / DAY);
  const endDay = Math.floor(end / DAY);
  const hasEnded = end <= now;
  const own = violations.filter((one) => one.webinar === webinar);
  const countOf = (kind: string): number =>
    own.filter((one) => one.kind === kind).reduce((sum, { count }) => sum + count, 0);
  const regs = accepted.filter((one) => one.webinar === webinar);
  const came = cameTo(webinar);
  const share = regs.filter(({ mail }) => came.includes(mail)).length;
  const programme = dates['Программа подана'] ?? null;
  const isRefused = refused.has(webinar);
  const isLate = programme === null ? today > startDay - 14 + 2 : programme > startDay - 14 + 2;
  const isOut = countOf('передача материалов') > 0 || (isLate && dates['Исключение снято'] === null);
  const placements =
    countOf('размещение') + announcements.filter((one) => one.webinar === webinar && one.hit).length;
  const changes = countOf('изменение программы');
  const penalties = 20 * placements + 20 * changes;
  const total = round(
    lines.filter((one) => one.webinar === webinar).reduce((sum, { paid }) => sum + paid, 0),
  );
  const basePoints = came.length >= settings.credit && !isRefused && !isOut ? 100 : 0;
  const baseBonuses = came.length >= settings.credit ? Math.min(settings.limit, total) : 0;
  const estimate = dates['Фактическая смета'] ?? null;
  const due5 = workingDaysAfter(endDay, 5, isWorking);
  const isEstimateLate = estimate === null ? today > due5 : estimate > due5;
  const bonuses =
    isRefused || isOut || isEstimateLate
      ? 0
      : placements + changes > 0
        ? (baseBonuses * settings.share) / 100
        : baseBonuses;
  let state = 'готов';
  if (isRefused) state = 'отказ';
  else if (isOut) state = 'исключён';
  else if (hasEnded) state = REPORTS.every((name) => dates[name] !== null) ? 'закрыт' : 'отчётность';
  else if (start <= now) state = 'идёт';
  else if (programme === null) state = 'черновик';
  else if (dates['Программа согласована'] === null) state = 'программа на согласовании';
  else if (dates['Смета согласована'] === null) state = 'смета на согласовании';
  sheet.put('Вебинары', webinar.row, {
    Состояние: state,
    Регистраций: regs.length,
    'Прогноз явки': hasEnded
      ? null
      : `${Math.floor(regs.length * 0.3 + 1e-9)}–${Math.floor(regs.length * 0.4 + 1e-9)}`,
    Слушателей: came.length,
    'Явка, %': regs.length === 0 ? null : Math.round((share / regs.length) * 1000) / 10,
    Баллы: hasEnded ? basePoints - penalties : null,
    Бонусы: hasEnded ? round(bonuses) : null,
  });
  return {
    webinar,
    isRefused,
    isOut,
    cells: [
      webinar.code,
      webinar.partner,
      came.length,
      hasEnded ? basePoints : null,
      penalties,
      hasEnded ? basePoints - penalties : null,
      total,
      hasEnded ? round(bonuses) : null,
    ],
  };
}

export function totalled(standings: readonly Standing[]): readonly (readonly RawCell[])[] {
  const partners = new Set(standings.map((one) => key(one.webinar.partner)));
  return [...partners].flatMap((partner) => {
    const own = standings.filter((one) => key(one.webinar.partner) === partner);
    const sums = [2, 3, 4, 5, 6, 7].map((column) => {
      const filled = own.map(({ cells }) => cells[column]).filter((cell) => typeof cell === 'number');
      return filled.length === 0 ? null : round(filled.reduce((sum, cell) => sum + cell, 0));
    });
    return [...own.map(({ cells }) => cells), ['Итого', own[0]?.webinar.partner ?? null, ...sums]];
  });
}
