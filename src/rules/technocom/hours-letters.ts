// The letter to accounting about hours over the limit (п. 6.2, step 4).
import { ruDay, yearOf } from '../day.js';
import { letter } from '../letters.js';
import { formatNumber, keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import type { HoursEntry } from './hours.js';
import { letters } from './letters.js';
import type { Mailbag } from './mailbag.js';

/** Hours over the limit (п. 6.2, step 4): once a row, at the first recompute that sees it, of this year or the one before. */
export function hoursLetter(bag: Mailbag, entry: HoursEntry): void {
  const { facts } = bag;
  const { row, partner, over, limit, day, year } = entry;
  const to = facts.settings.accounting;
  if (over <= 0 || limit === null || to === null || year < yearOf(facts.today) - 1) return;
  const request = `${partner.key}/${keyOf(row.company)}/${isoInstant(facts.zone, row.requested)}/${keyOf(row.tasks).slice(0, 40)}`;
  const written = (bag.alike.get(request) ?? 0) + 1;
  bag.alike.set(request, written);
  bag.letters.push(
    letter(letters.hoursOver, {
      object: written === 1 ? request : `${request}/${written}`,
      to,
      date: '',
      occasion: facts.now,
      values: () => ({
        Партнёр: partner.name,
        Предприятие: row.company,
        'День работ': ruDay(day),
        Часов: `${formatNumber(entry.hours)} (${row.actual === null ? 'по оценке' : 'по факту'})`,
        'С начала года': formatNumber(entry.running),
        Лимит: formatNumber(limit),
        'Сверх лимита': formatNumber(over),
        Контакт: facts.settings.headOffice,
      }),
    }),
  );
}
