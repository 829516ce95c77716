// Hours of the head office's staff (п. 6.1, 6.2): the running total of a partner's calendar year, and what
// exceeds the limit. One sort and one pass, by day, then row.
import { type Day, happened, yearOf } from '../day.js';
import { formatNumber, remark, tidy } from '../text.js';
import { type Telling, tellingsOf } from './hours-tellings.js';
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
  /** The partner's total for the year up to and including this row. */
  readonly running: number;
  /** Null when the partner's role cannot be read. */
  readonly limit: number | null;
  readonly over: number;
  /** Null when no action is needed. */
  readonly note: string | null;
  /** Whether the request has been answered (Назначен has come). */
  readonly answered: boolean;
  readonly answerBy: Day;
}

export interface HoursLedger {
  /** Parallel to the good rows; null for a row in error. */
  readonly byRow: readonly (HoursEntry | null)[];
  /** Total hours of a partner in a calendar year. */
  readonly total: (partner: Partner, year: number) => number;
  /** The letters of rows over the limit. */
  readonly tellings: ReadonlyMap<HoursEntry, Telling>;
  readonly problems: readonly TechnocomProblem[];
}

/** Hours as exact as their cell: «0,333», «1 200». */
export const hoursText = (hours: number): string => formatNumber(hours, 6);

/** Hours a year by role: a «золотой» partner is an official one (п. 6.1). */
export const limitOf = (role: Role | null, settings: TechnocomSettings): number | null =>
  role === null ? null : role === 'авторизованный' ? settings.authorisedHours : settings.officialHours;

/** Processes the hours of all partners by day, then row. */
export function decideHours(facts: TechnocomFacts, partners: Directory): HoursLedger {
  const { settings, zone, calendar, now, today } = facts;
  const rows = facts.rows.hours;
  const problems: TechnocomProblem[] = [];
  const byRow = new Array<(HoursEntry & { note: string | null }) | null>(rows.length).fill(null);
  const totals = new Map<Partner, Map<number, number>>();
  const days = rows.map((row) => row.worked ?? zone.dayOf(row.requested));
  for (const index of rows.map((_, at) => at).sort((a, b) => (days[a] ?? 0) - (days[b] ?? 0))) {
    const row = rows[index];
    const day = days[index];
    if (!row || day === undefined) continue;
    const partner = partners.find(row.partner);
    if (!partner) {
      problems.push(unknownPartner('hours', row.row));
      continue;
    }
    const year = yearOf(day);
    const hours = row.actual ?? row.estimate;
    let years = totals.get(partner);
    if (!years) totals.set(partner, (years = new Map<number, number>()));
    const running = tidy((years.get(year) ?? 0) + hours);
    years.set(year, running);
    const limit = limitOf(partner.role, settings);
    const over = limit === null ? 0 : tidy(Math.min(hours, Math.max(0, running - limit)));
    const answered = happened(row.assigned, now) !== null;
    const answerBy = calendar.addWorkingDays(zone.dayOf(row.requested), settings.hoursAnswerDays);
    byRow[index] = {
      row,
      partner,
      day,
      year,
      hours,
      running,
      limit,
      over,
      note: noteOf({ over, limit, answered, answerBy }, today),
      answered,
      answerBy,
    };
  }
  const tellings = tellingsOf(
    byRow.filter((entry) => entry !== null),
    facts,
  );
  for (const entry of byRow) {
    const told = entry === null ? null : (tellings.get(entry)?.told ?? null);
    // The letter is sent once, so accounting must learn of the rest otherwise.
    if (entry && told !== null && told < entry.over)
      entry.note = `${entry.note ?? ''}; бухгалтерии сообщено ${hoursText(told)} ч из ${hoursText(entry.over)}`;
  }
  return { byRow, total: (partner, year) => totals.get(partner)?.get(year) ?? 0, tellings, problems };
}

/** Примечание of a row; null when no action is needed. */
function noteOf(
  { over, limit, answered, answerBy }: Pick<HoursEntry, 'over' | 'limit' | 'answered' | 'answerBy'>,
  today: Day,
): string | null {
  const notes: string[] = [];
  if (over > 0)
    notes.push(
      `сверх лимита ${hoursText(limit ?? 0)} ч: оплачивается отдельно, бухгалтерия выставляет счёт (п. 6.1, 6.2)`,
    );
  if (limit === null) notes.push('лимит неизвестен: в строке партнёра ошибка');
  if (!answered && today > answerBy) notes.push('ответственный не назначен в срок (п. 6.2)');
  return remark(notes);
}
