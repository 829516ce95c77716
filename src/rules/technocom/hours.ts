// Hours of the head office's staff (п. 6.1, 6.2): the running total of a partner's calendar year, and what
// exceeds the limit. One sort and one pass, by day, then row.
import { entryOf } from '../collections.js';
import { type Day, happened, yearOf } from '../day.js';
import { exact, remark, tidy } from '../text.js';
import { aheadRemarks } from './dates.js';
import { type Telling, tellingsOf, type Told } from './hours-tellings.js';
import type { HoursRow, TechnocomFacts } from './model.js';
import type { Directory, Partner } from './partners.js';
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
  /** Parallel to the good rows; null for a row of an unknown partner. */
  readonly byRow: readonly (HoursEntry | null)[];
  /** Total hours of a partner in a calendar year. */
  readonly total: (partner: Partner, year: number) => number;
  /** The letters of rows over the limit. */
  readonly tellings: ReadonlyMap<HoursEntry, Telling>;
}

/** Hours a year by role: a «золотой» partner is an official one (п. 6.1). */
export const limitOf = (role: Role | null, settings: TechnocomSettings): number | null =>
  role === null ? null : role === 'авторизованный' ? settings.authorisedHours : settings.officialHours;

/** Processes the hours of all partners by day, then row; the notes last, because they tell of letters too. */
export function decideHours(facts: TechnocomFacts, partners: Directory): HoursLedger {
  const byRow = facts.rows.hours.map((row): Draft | null => {
    const partner = partners.find(row.partner);
    return partner && draftOf(row, partner, facts);
  });
  const entries = byRow.filter((entry) => entry !== null);
  const totals = new Map<Partner, Map<number, number>>();
  // The sort is stable: rows of one day stay in the order of the sheet.
  for (const entry of [...entries].sort((a, b) => a.day - b.day)) {
    const { partner, year, hours, limit } = entry;
    const years = entryOf(totals, partner, () => new Map<number, number>());
    entry.running = tidy((years.get(year) ?? 0) + hours);
    years.set(year, entry.running);
    if (limit !== null) entry.over = tidy(Math.min(hours, Math.max(0, entry.running - limit)));
  }
  const { letters: tellings, toldOf } = tellingsOf(entries, facts, partners);
  byRow.forEach((entry, index) => {
    if (entry)
      entry.note = remark([
        ...notesOf(entry, facts, toldOf(entry)),
        ...aheadRemarks({ tab: 'hours', index }, facts),
      ]);
  });
  return { byRow, total: (partner, year) => totals.get(partner)?.get(year) ?? 0, tellings };
}

/** A row while the partner's hours are being added up. */
type Draft = { -readonly [K in keyof HoursEntry]: HoursEntry[K] };

function draftOf(row: HoursRow, partner: Partner, { settings, zone, calendar, now }: TechnocomFacts): Draft {
  const day = row.worked ?? zone.dayOf(row.requested);
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
}

/** What staff must do about a row. */
function notesOf(
  entry: HoursEntry,
  { today, settings }: TechnocomFacts,
  told: Told | null,
): readonly string[] {
  const { over, limit, answered, answerBy } = entry;
  const notes: string[] = [];
  if (over > 0)
    notes.push(
      `сверх лимита в ${exact(limit ?? 0)} ч: оплачивается отдельно, бухгалтерия выставляет счёт (п. 6.1, 6.2)`,
    );
  if (over > 0 && !told && settings.accounting === null)
    notes.push('бухгалтерии не сообщено: пуста настройка «Бухгалтерия»');
  if (limit === null) notes.push('лимит неизвестен: в строке партнёра ошибка');
  if (!answered && today > answerBy) notes.push('ответственный не назначен в срок (п. 6.2)');
  // The letter is sent once, so accounting must learn of the rest otherwise.
  const wrong = told && wronglyTold(entry, told);
  if (wrong) notes.push(`бухгалтерии сообщено ${wrong}: напишите ей об исправлении`);
  return notes;
}

/** What accounting was told of a row and is not so any more; null if it is right. */
function wronglyTold({ over, limit }: HoursEntry, { other, hours }: Told): string | null {
  if (other) return `о партнёре ${other.name}`;
  if (hours === null || hours === over || limit === null) return null;
  return `о ${exact(hours)} ч, а сверх лимита ${exact(over)} ч`;
}
