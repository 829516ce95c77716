// Hours of the head office's people (п. 6.1, 6.2): the running total of a partner's calendar year, and what exceeds the limit.
// One sort and one pass: rows in order of their day, equal days by row.
import { type Day, happened, yearOf } from '../day.js';
import { tidy } from '../text.js';
import type { HoursRow, TechnocomFacts, TechnocomProblem } from './model.js';
import { type Directory, type Partner, unknownPartner } from './partners.js';
import type { TechnocomSettings } from './settings.js';
import type { Role } from './words.js';

/** `running`, `over` and `note` are the computed cells of its row. */
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
  /** Null when there is nothing to do about it. */
  readonly note: string | null;
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

/** An entry before the hours of the rows before it are known. */
type Draft = { -readonly [K in keyof HoursEntry]: HoursEntry[K] };

/** The ledger of all partners: rows in order of their day, equal days by row. */
export function decideHours(
  facts: TechnocomFacts,
  partners: Directory,
  problems: TechnocomProblem[],
): HoursLedger {
  const { settings, zone, calendar, now, today } = facts;
  const rows = facts.rows.hours;
  const days = rows.map((row) => row.worked ?? zone.dayOf(row.requested));
  const byRow = rows.map((row, index): Draft | null => {
    const partner = partners.find(row.partner);
    const day = days[index];
    if (!partner || day === undefined) return null;
    return {
      row,
      partner,
      day,
      year: yearOf(day),
      hours: row.actual ?? row.estimate,
      running: 0,
      limit: limitOf(partner.role, settings),
      over: 0,
      note: null,
      answered: happened(row.assigned, now) !== null,
      answerBy: calendar.addWorkingDays(zone.dayOf(row.requested), settings.hoursAnswerDays),
    };
  });
  const totals = new Map<Partner, Map<number, number>>();
  for (const index of rows.map((_, at) => at).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0))) {
    const entry = byRow[index];
    if (!entry) {
      problems.push(unknownPartner('hours', rows[index]?.row ?? 0));
      continue;
    }
    const { partner, year, hours, limit } = entry;
    let years = totals.get(partner);
    if (!years) totals.set(partner, (years = new Map<number, number>()));
    const running = tidy((years.get(year) ?? 0) + hours);
    years.set(year, running);
    entry.running = running;
    entry.over = limit === null ? 0 : tidy(Math.min(hours, Math.max(0, running - limit)));
    entry.note = noteOf(entry, today);
  }
  return { byRow, total: (partner, year) => totals.get(partner)?.get(year) ?? 0 };
}

/** Примечание of a row; null when there is nothing to do about it. */
function noteOf({ over, limit, answered, answerBy }: HoursEntry, today: Day): string | null {
  const notes: string[] = [];
  if (over > 0)
    notes.push(`сверх лимита ${limit} ч: оплачивается отдельно, бухгалтерия выставляет счёт (п. 6.1, 6.2)`);
  if (limit === null) notes.push('лимит неизвестен: в строке партнёра ошибка');
  if (!answered && today > answerBy) notes.push('ответственный не назначен в срок (п. 6.2)');
  return notes.length > 0 ? notes.join('; ') : null;
}
