// The letter to accounting about hours over the limit (п. 6.2, step 4).
import { ruDay } from '../day.js';
import { addressHash } from '../hash.js';
import { hasGone, type Letter, letter } from '../letters.js';
import type { HoursEntry, HoursLedger } from './hours.js';
import { exact } from '../text.js';
import { letters } from './letters.js';
import type { TechnocomFacts } from './model.js';

/**
 * Hours over the limit (п. 6.2, step 4): one letter per row, due at the first recompute that sees it, from the day of
 * work (blank: of the request) on. A row that staff
 * have corrected, or whose data was erased, still counts as the one reported (hours-tellings.ts).
 */
export function hoursLetters(facts: TechnocomFacts, { tellings }: HoursLedger): readonly Letter[] {
  const to = facts.settings.accounting;
  if (to === null) return [];
  const recipient = addressHash(to);
  return [...tellings].flatMap(([entry, { object, memo, past }]) =>
    // Work ahead is not billed. The previous accountant has already been informed.
    entry.day > facts.today || (past && past.recipient !== recipient && hasGone(past))
      ? []
      : [
          letter(letters.hoursOver, {
            object,
            to,
            date: '',
            occasion: facts.now,
            memo,
            values: () => valuesOf(entry, facts),
          }),
        ],
  );
}

const valuesOf = (
  { row, partner, over, limit, day, hours, running }: HoursEntry,
  { settings }: TechnocomFacts,
) => ({
  Партнёр: partner.name,
  Предприятие: row.company,
  'День работ': row.worked === null ? `не указан (запрос от ${ruDay(day)})` : ruDay(day),
  Часов: `${exact(hours)} (${row.actual === null ? 'по оценке' : 'по факту'})`,
  'С начала года': exact(running),
  Лимит: exact(limit ?? 0),
  'Сверх лимита': exact(over),
  Контакт: settings.headOffice,
});
