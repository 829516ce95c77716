// The letter to accounting about hours over the limit (п. 6.2, step 4).
import { ruDay, yearOf } from '../day.js';
import { type Letter, letter } from '../letters.js';
import { formatNumber, keyOf } from '../text.js';
import { isoInstant } from '../zone.js';
import type { HoursEntry, HoursLedger } from './hours.js';
import { letters } from './letters.js';
import type { Mailing } from './mailing.js';
import type { TechnocomFacts } from './model.js';

/** Hours over the limit (п. 6.2, step 4): once a row, at the first recompute that sees it, of this year or the one before. */
export function hoursLetters({ facts }: Mailing, { byRow }: HoursLedger): readonly Letter[] {
  const to = facts.settings.accounting;
  if (to === null) return [];
  /** How many letters that look alike were written: equal rows are told apart by their order. */
  const alike = new Map<string, number>();
  const all: Letter[] = [];
  for (const entry of byRow) {
    if (!entry || entry.over <= 0 || entry.year < yearOf(facts.today) - 1) continue;
    const { row, partner } = entry;
    const request = `${partner.key}/${keyOf(row.company)}/${isoInstant(facts.zone, row.requested)}/${keyOf(row.tasks).slice(0, 40)}`;
    const written = (alike.get(request) ?? 0) + 1;
    alike.set(request, written);
    all.push(
      letter(letters.hoursOver, {
        object: written === 1 ? request : `${request}/${written}`,
        to,
        date: '',
        occasion: facts.now,
        values: () => valuesOf(entry, facts),
      }),
    );
  }
  return all;
}

const valuesOf = (
  { row, partner, over, limit, day, hours, running }: HoursEntry,
  { settings }: TechnocomFacts,
) => ({
  Партнёр: partner.name,
  Предприятие: row.company,
  'День работ': ruDay(day),
  Часов: `${formatNumber(hours)} (${row.actual === null ? 'по оценке' : 'по факту'})`,
  'С начала года': formatNumber(running),
  Лимит: formatNumber(limit ?? 0),
  'Сверх лимита': formatNumber(over),
  Контакт: settings.headOffice,
});
