// Letters about the step that a licence waits for (п. 7.1, 8.2).
import { addDays, isoDay, ruDay } from '../day.js';
import { letter } from '../letters.js';
import { keyOf } from '../text.js';
import { endOfDay } from '../zone.js';
import { letters } from './letters.js';
import type { Licence } from './licences.js';
import { type Mailbag, opensOn } from './mailbag.js';

/** The step a licence waits for: a day before its deadline and on the first day overdue, each once a step (п. 7.1, 8.2). */
export function licenceLetters(bag: Mailbag, { row, partner, next }: Licence): void {
  if (!next) return;
  const { facts } = bag;
  const { rule, due } = next;
  const to = rule.by === 'partner' ? partner.email : facts.settings.headOffice;
  if (to === null) return;
  for (const [on, when, standing] of [
    [addDays(due, -1), 'накануне', `срок ${due > facts.today ? 'завтра' : 'сегодня'}, ${ruDay(due)}`],
    [addDays(due, 1), 'просрочено', `срок прошёл ${ruDay(due)}`],
  ] as const)
    if (opensOn(bag, on))
      bag.letters.push(
        letter(letters.licenceStep, {
          object: `${row.number}/${keyOf(row.customer)}/${isoDay(row.requested)}/${rule.step}/${when}`,
          to,
          date: '',
          occasion: facts.zone.at(on),
          ...(when === 'накануне' ? { until: endOfDay(facts.zone, due) } : {}),
          values: () => ({
            Номер: row.number,
            Партнёр: partner.name,
            Заказчик: row.customer,
            Запрос: ruDay(row.requested),
            Шаг: rule.step,
            'Срок шага': ruDay(due),
            Положение: standing,
            'Что сделать': rule.todo,
            Пункт: rule.clause,
            Контакт: facts.settings.headOffice,
          }),
        }),
      );
}
