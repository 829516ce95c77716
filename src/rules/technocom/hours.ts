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

/** Processes the hours of all partners by day, then row; the notes last, because they tell of letters too. */
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
      note: null,
      answered,
      answerBy,
    };
  }
  const entries = byRow.filter((entry) => entry !== null);
  const { letters: tellings, toldOf } = tellingsOf(entries, facts, partners);
  for (const entry of entries)
    entry.note = noteOf(entry, today, toldOf(entry), tellings.get(entry)?.told ?? null);
  return { byRow, total: (partner, year) => totals.get(partner)?.get(year) ?? 0, tellings, problems };
}

/**
 * Примечание of a row; null when no action is needed. `other`: the partner that accounting was told of in its place;
 * `told`: the hours over the limit that it was told of.
 */
function noteOf(
  { over, limit, answered, answerBy }: HoursEntry,
  today: Day,
  other: Partner | null,
  told: number | null,
): string | null {
  const notes: string[] = [];
  if (over > 0)
    notes.push(
      `сверх лимита ${hoursText(limit ?? 0)} ч: оплачивается отдельно, бухгалтерия выставляет счёт (п. 6.1, 6.2)`,
    );
  if (limit === null) notes.push('лимит неизвестен: в строке партнёра ошибка');
  if (!answered && today > answerBy) notes.push('ответственный не назначен в срок (п. 6.2)');
  // The letter is sent once, so accounting must learn of the rest otherwise.
  if (other) notes.push(`бухгалтерии сообщено о партнёре ${other.name}: напишите ей об исправлении`);
  else if (told !== null && told < over)
    notes.push(`бухгалтерии сообщено ${hoursText(told)} ч из ${hoursText(over)}`);
  return remark(notes);
}
