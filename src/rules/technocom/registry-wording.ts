// Sentences of the letters about clients that depend on the row (п. 3.1–3.3).
import { type Day, ruDay, yearOf } from '../day.js';
import { days } from '../text.js';
import type { Hold } from './claims.js';
import { SOFTWARE_LIST } from './letters.js';
import type { TechnocomFacts } from './model.js';
import type { Reporting } from './reporting.js';
import type { TechnocomSettings } from './settings.js';

/** How a confirmed client is fixed on a day: for as long as reports come, or preliminarily. */
export function aboutHold({ confirmed, until, fixed }: Hold, today: Day) {
  const isFixed = fixed !== null && fixed.from <= today;
  const length = days(until - confirmed);
  return {
    Подтверждено: ruDay(confirmed),
    Закрепление: isFixed ? 'закреплён за вами' : `предварительно закреплён за вами до ${ruDay(until)}`,
    Условия: isFixed ? 'п. 3.1, 3.2 регламента' : `включительно, ${length}, п. 3.1 регламента`,
    'Закреплён до': ruDay(until),
    Дней: length,
  };
}

/** What a partner does after the confirmation, unless the list or the licences have come already (п. 3.1, 3.2). */
export function nextStep(hold: Hold, reporting: Reporting | null, settings: TechnocomSettings): string {
  const until = ruDay(hold.until);
  if (!hold.fixed || !reporting)
    return `не позже ${until} пришлите ${SOFTWARE_LIST}. Тогда клиент станет закреплённым. Покупка полноценных лицензий в этот срок заменяет перечень.

${aboutExtension(hold, settings)}`;
  const fixed =
    hold.fixed.by === 'list'
      ? 'перечень ПО мы получили.'
      : `лицензии куплены, и после ${until} клиент останется закреплённым за вами.`;
  return `${fixed} Каждый год нужен отчёт, первый — не позже ${ruDay(reporting.firstDue)} (п. 3.2).`;
}

/** An extension is granted once (п. 3.1). */
export function aboutExtension({ until, extension }: Hold, { extendDays }: TechnocomSettings): string {
  if (extension === 'granted') return 'Продление в этом сроке уже учтено, второй раз его не дают.';
  if (extendDays === 0) return 'Продлить этот срок нельзя.';
  return `Если времени не хватает, попросите о продлении заранее: согласовать его нужно не позже ${ruDay(until)}. Продлить можно один раз и не больше чем на ${days(extendDays)}.`;
}

/** Which report a letter is about. */
export const aboutReport = (due: Day): Record<'Отчётный год' | 'Отчёт до', string> => ({
  'Отчётный год': String(yearOf(due) - 1),
  'Отчёт до': ruDay(due),
});

/**
 * Why a client was detached on a day. `warned`: the partner had been warned. Before the time to answer is over it is a
 * decision of the head office, which п. 3.3 does not provide for.
 */
export function detachReason(reporting: Reporting | null, warned: boolean, on: Day): string {
  const decision = 'решение головного офиса';
  if (!reporting || on <= reporting.due) return `${decision}.`;
  const { due, lastDay } = reporting;
  const report = `отчёт за ${yearOf(due) - 1} год не пришёл`;
  if (on <= lastDay) return `${decision}: ${report} к ${ruDay(due)} (п. 3.2 регламента).`;
  const when = warned
    ? `ни к ${ruDay(due)}, ни после предупреждения, к ${ruDay(lastDay)}`
    : `ни к ${ruDay(due)}, ни к ${ruDay(lastDay)}`;
  return `${report} ${when} (п. 3.3 регламента).`;
}

/** Days left on the day of the letter, or today if it still waits. */
export const daysLeft = ({ today }: TechnocomFacts, on: Day, end: Day): string => {
  const left = end - Math.max(on, today);
  return left > 0 ? days(left) : 'меньше дня';
};
