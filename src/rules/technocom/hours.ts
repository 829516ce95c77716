// Hours of the head office's people (п. 6.1, 6.2): the running total of a partner's calendar year, and what exceeds the limit.
// One sort and one pass: rows in order of their day, equal days by row.
import { type Day, yearOf } from '../day.js';
import type { Instant, Zone } from '../zone.js';
import {
  type Directory,
  type Partner,
  type TechnocomFacts,
  type TechnocomProblem,
  unknownPartner,
} from './partners.js';
import type { TechnocomSettings } from './settings.js';
import type { HoursRow } from './tabs.js';
import type { Role } from './words.js';

export interface HoursEntry {
  readonly row: HoursRow;
  readonly partner: Partner;
  /** Дата работ, else the day of Дата запроса. */
  readonly day: Day;
  readonly year: number;
  /** Факт часов, else Оценка. */
  readonly hours: number;
  /** The partner's total of the year up to this row, with it. */
  readonly running: number;
  /** Null when the partner's role cannot be read. */
  readonly limit: number | null;
  readonly over: number;
  /** The answer is given (Назначен has come). */
  readonly answered: boolean;
  readonly answerBy: Day;
}

export interface HoursLedger {
  /** Parallel to the good rows; null for a row in error. */
  readonly byRow: readonly (HoursEntry | null)[];
  /** Hours of a partner in a calendar year. */
  readonly total: (partner: Partner, year: number) => number;
}

/** Hours a year by role: a «золотой» partner is an official one (п. 6.1). */
export const limitOf = (
  role: Role | null,
  settings: Pick<TechnocomSettings, 'authorisedHours' | 'officialHours'>,
): number | null =>
  role === null ? null : role === 'авторизованный' ? settings.authorisedHours : settings.officialHours;

/** Sums of typed hours (8.1 + 0.2) without the dust of binary fractions. */
const tidy = (hours: number): number => Math.round(hours * 1e6) / 1e6;

const dayOf = (row: HoursRow, zone: Zone): Day => row.worked ?? zone.dayOf(row.requested);

/** The ledger of all partners: rows in order of their day, equal days by row. */
export function decideHours(
  facts: TechnocomFacts,
  partners: Directory,
  problems: TechnocomProblem[],
): HoursLedger {
  const { settings, zone, calendar, now } = facts;
  const rows = facts.rows.hours;
  const days = rows.map((row) => dayOf(row, zone));
  const order = rows.map((_, index) => index).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0) || a - b);
  const totals = new Map<Partner, Map<number, number>>();
  const byRow: (HoursEntry | null)[] = rows.map(() => null);
  const answered = (at: Instant | null): boolean => at !== null && at <= now;
  for (const index of order) {
    const row = rows[index];
    const day = days[index];
    if (!row || day === undefined) continue;
    const partner = partners.find(row.partner);
    if (!partner) {
      problems.push(unknownPartner('hours', row.row));
      continue;
    }
    const year = yearOf(day);
    let years = totals.get(partner);
    if (!years) totals.set(partner, (years = new Map<number, number>()));
    const hours = row.actual ?? row.estimate;
    const running = tidy((years.get(year) ?? 0) + hours);
    years.set(year, running);
    const limit = limitOf(partner.role, settings);
    byRow[index] = {
      row,
      partner,
      day,
      year,
      hours,
      running,
      limit,
      over: limit === null ? 0 : tidy(Math.min(hours, Math.max(0, running - limit))),
      answered: answered(row.assigned),
      answerBy: calendar.addWorkingDays(zone.dayOf(row.requested), settings.hoursAnswerDays),
    };
  }
  return { byRow, total: (partner, year) => totals.get(partner)?.get(year) ?? 0 };
}

/** Примечание of a row; '' when there is nothing to do about it. */
export function hoursNote({ over, limit, answered, answerBy }: HoursEntry, today: Day): string {
  const notes: string[] = [];
  if (over > 0)
    notes.push(`сверх лимита ${limit} ч: оплачивается отдельно, бухгалтерия выставляет счёт (п. 6.1, 6.2)`);
  if (limit === null) notes.push('лимит неизвестен: в строке партнёра ошибка');
  if (!answered && today > answerBy) notes.push('ответственный не назначен в срок (п. 6.2)');
  return notes.join('; ');
}
