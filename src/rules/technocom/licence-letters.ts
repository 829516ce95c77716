// Letters about pending licence steps (п. 7.1, 8.2).
import { addDays, isoDay, ruDay } from '../day.js';
import { type Letter, letter, opensInWindow } from '../letters.js';
import { keyOf } from '../text.js';
import { endOfDay } from '../zone.js';
import { letters, NOTICE, SIGNATURE } from './letters.js';
import type { Licence, Licences } from './licences.js';
import type { TechnocomFacts } from './model.js';

/** A day before the deadline of a pending step, and on the first day overdue; each once per step. */
export function licenceLetters(facts: TechnocomFacts, { byRow }: Licences): readonly Letter[] {
  const all: Letter[] = [];
  for (const licence of byRow)
    if (licence?.next)
      for (const overdue of [false, true]) {
        const one = stepLetter(facts, licence, licence.next, overdue);
        if (one) all.push(one);
      }
  return all;
}

function stepLetter(
  facts: TechnocomFacts,
  { row, partner }: Licence,
  { rule, due }: NonNullable<Licence['next']>,
  overdue: boolean,
): Letter | null {
  const { zone, today, settings } = facts;
  const on = addDays(due, overdue ? 1 : -1);
  const to = rule.by === 'partner' ? partner.email : settings.headOffice;
  if (to === null || !opensInWindow(facts, on)) return null;
  return letter(letters.licenceStep, {
    object: `${partner.key}/${row.number}/${keyOf(row.customer)}/${isoDay(row.requested)}/${rule.step}/${overdue ? 'просрочено' : 'накануне'}`,
    to,
    date: '',
    occasion: zone.at(on),
    ...(overdue ? {} : { until: endOfDay(zone, due) }),
    values: () => ({
      Номер: row.number,
      Партнёр: partner.name,
      Заказчик: row.customer,
      Запрос: ruDay(row.requested),
      Шаг: rule.step,
      'Срок шага': ruDay(due),
      Положение: overdue
        ? `срок прошёл ${ruDay(due)}`
        : `срок ${due > today ? 'завтра' : 'сегодня'}, ${ruDay(due)}`,
      'Что сделать': rule.todo,
      Пункт: rule.clause,
      Подпись: rule.by === 'partner' ? SIGNATURE.replace('{{Контакт}}', settings.headOffice) : NOTICE,
      Контакт: settings.headOffice,
    }),
  });
}
