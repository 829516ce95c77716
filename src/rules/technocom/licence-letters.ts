// Letters about pending licence steps (п. 7.1, 8.2).
import { addDays, type Day, isoDay, ruDay } from '../day.js';
import { type Letter, letter } from '../letters.js';
import { keyOf } from '../text.js';
import { endOfDay } from '../zone.js';
import { letters } from './letters.js';
import type { Licence, Licences } from './licences.js';
import { type Mailing, opensOn } from './mailing.js';

/** Letters that are due about pending licence steps. */
export function licenceLetters(mailing: Mailing, { byRow }: Licences): readonly Letter[] {
  const all: Letter[] = [];
  for (const licence of byRow)
    for (const build of OF_STEP) {
      const one = licence?.next ? build(mailing, licence, licence.next) : null;
      if (one) all.push(one);
    }
  return all;
}

type Next = NonNullable<Licence['next']>;

/** How the two letters of a step differ. */
interface Occasion {
  /** Days relative to the deadline. */
  readonly after: -1 | 1;
  readonly when: 'накануне' | 'просрочено';
  readonly standing: (due: Day, today: Day) => string;
  /** Whether the letter becomes pointless once the deadline has passed. */
  readonly ends: boolean;
}

/** A day before the deadline of a step, or on the first day overdue; each once per step (п. 7.1, 8.2). */
const stepLetter =
  ({ after, when, standing, ends }: Occasion) =>
  (mailing: Mailing, { row, partner }: Licence, { rule, due }: Next): Letter | null => {
    const { facts } = mailing;
    const on = addDays(due, after);
    const to = rule.by === 'partner' ? partner.email : facts.settings.headOffice;
    if (to === null || !opensOn(mailing, on)) return null;
    return letter(letters.licenceStep, {
      object: `${row.number}/${keyOf(row.customer)}/${isoDay(row.requested)}/${rule.step}/${when}`,
      to,
      date: '',
      occasion: facts.zone.at(on),
      ...(ends ? { until: endOfDay(facts.zone, due) } : {}),
      values: () => ({
        Номер: row.number,
        Партнёр: partner.name,
        Заказчик: row.customer,
        Запрос: ruDay(row.requested),
        Шаг: rule.step,
        'Срок шага': ruDay(due),
        Положение: standing(due, facts.today),
        'Что сделать': rule.todo,
        Пункт: rule.clause,
        Контакт: facts.settings.headOffice,
      }),
    });
  };

const OF_STEP = [
  stepLetter({
    after: -1,
    when: 'накануне',
    standing: (due, today) => `срок ${due > today ? 'завтра' : 'сегодня'}, ${ruDay(due)}`,
    ends: true,
  }),
  stepLetter({
    after: 1,
    when: 'просрочено',
    standing: (due) => `срок прошёл ${ruDay(due)}`,
    ends: false,
  }),
];
