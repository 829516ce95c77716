// A registry row as a claim to a client: its dates as they stand today, its preliminary hold, its yearly reports.
// What a row's own dates say; whether another row was in the way is told by conflicts.ts.
import { addDays, type Day, dayFromCivil, endOfMonth, happened, yearOf } from '../day.js';
import type { RegistryRow, TechnocomFacts } from './model.js';
import type { Partner } from './partners.js';
import type { TechnocomSettings } from './settings.js';

/** Days that a partner has after a warning (п. 3.3: «предоставить 7 дней на обновление информации»). */
const ANSWER_DAYS = 7;

/** The registry's parameters. */
export interface Terms {
  readonly holdDays: number;
  readonly extendDays: number;
  readonly warnAfter: number;
  readonly detachAfter: number;
  readonly autoDetach: boolean;
  /** The report's due date in a year. */
  readonly dueIn: (year: number) => Day;
}

/** The preliminary hold of a confirmed row, from Подтверждено on. */
interface Hold {
  readonly confirmed: Day;
  /** The last day, extension included (Закреплён до). */
  readonly until: Day;
  readonly extension: 'none' | 'granted' | 'late';
  /** By what the client was fixed within the hold. */
  readonly fixedBy: 'list' | 'licences' | null;
  /** First day as «Закреплён»: of the list, or the day after the hold when licences alone were bought. */
  readonly fixedFrom: Day | null;
}

/** Where a fixed row stands with its yearly reports. */
interface Reporting {
  readonly firstDue: Day;
  /** The earliest due date without a report (Отчёт до). */
  readonly due: Day;
  /** First day in «Предупреждение» if no report comes. */
  readonly warnOn: Day;
  /** The last day on which a report saves the client. */
  readonly lastDay: Day;
  /** Detached without anybody's doing, for good (setting «Откреплять автоматически»). */
  readonly detachedOn: Day | null;
}

/** A registry row as its partner's request for a client. */
interface Request {
  readonly row: RegistryRow;
  readonly partner: Partner;
  /** ИНН + contract. */
  readonly key: string;
}

export interface Claim extends Request {
  /** Day of Дата запроса. */
  readonly requestedOn: Day;
  /** Headers of the parts of a full request that are empty. */
  readonly missing: readonly string[];
  /** Dates that have come by today; later ones count as blank. */
  readonly rejected: Day | null;
  readonly detached: Day | null;
  readonly warned: Day | null;
  /** Null until confirmed. */
  readonly hold: Hold | null;
  /** Null unless fixed. */
  readonly reporting: Reporting | null;
}

/** Days on which reports of a client's partner came, by Отчётный год: the earliest. */
export type ReportedYears = ReadonlyMap<number, { readonly date: Day; readonly row: number }>;

type TermSettings = Pick<
  TechnocomSettings,
  'reportDate' | 'holdDays' | 'extendDays' | 'warnAfter' | 'detachAfter' | 'autoDetach'
>;

export function termsOf(settings: TermSettings): Terms {
  const { month, day } = settings.reportDate;
  const known = new Map<number, Day>();
  return {
    holdDays: settings.holdDays,
    extendDays: settings.extendDays,
    warnAfter: settings.warnAfter,
    detachAfter: settings.detachAfter,
    autoDetach: settings.autoDetach,
    dueIn: (year) => {
      let due = known.get(year);
      if (due === undefined) known.set(year, (due = dayInYear(year, month, day)));
      return due;
    },
  };
}

/** A day of the year; 29.02 is the 28th in other years. */
function dayInYear(year: number, month: number, day: number): Day {
  const found = dayFromCivil(year, month, day);
  const first = dayFromCivil(year, month, 1);
  if (first === null) throw new RangeError(`no such month: ${year}-${month}`);
  return found ?? endOfMonth(first);
}

const BLANKS = /[\s\u200b\ufeff]+/g;
/** Blanks and case of a contract do not matter (rule 1), nor «ё»: reports refer to it. */
export const contractKey = (contract: string): string =>
  contract.replace(BLANKS, '').toLowerCase().replace(/ё/g, 'е');
/** What tells one client from another: ИНН and contract (раздел 3). */
export const clientKey = (inn: string, contract: string): string => `${inn}/${contractKey(contract)}`;

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** Reads a request that has come by now. `reported`: the reports of its partner on its client. */
export function readClaim(
  { row, partner, key }: Request,
  reported: ReportedYears | undefined,
  terms: Terms,
  { zone, today }: Pick<TechnocomFacts, 'zone' | 'today'>,
): Claim {
  const confirmed = happened(row.confirmed, today);
  const warned = happened(row.warned, today);
  const hold = confirmed === null ? null : holdOf(row, confirmed, terms, today);
  return {
    row,
    partner,
    key,
    requestedOn: zone.dayOf(row.requested),
    missing: missingOf(row),
    rejected: happened(row.rejected, today),
    detached: happened(row.detached, today),
    warned,
    hold,
    reporting: hold && hold.fixedFrom !== null ? reportingOf(hold, reported, warned, terms, today) : null,
  };
}

/** The hold [Подтверждено, Закреплён до] and what fixed the client within it (rules 3 and 4). */
function holdOf(row: RegistryRow, confirmed: Day, terms: Terms, today: Day): Hold {
  const base = addDays(confirmed, terms.holdDays);
  const agreed = happened(row.extensionAgreed, today);
  const granted = agreed !== null && agreed <= base;
  const until = granted ? addDays(base, Math.min(row.extendBy ?? terms.extendDays, terms.extendDays)) : base;
  const within = (date: Day | null): boolean =>
    date !== null && date >= confirmed && date <= until && date <= today;
  const listed = within(row.softwareListed) ? row.softwareListed : null;
  const bought = within(row.licencesBought);
  return {
    confirmed,
    until,
    extension: granted ? 'granted' : agreed === null ? 'none' : 'late',
    fixedBy: listed !== null ? 'list' : bought ? 'licences' : null,
    fixedFrom: listed ?? (bought ? addDays(until, 1) : null),
  };
}

/** The yearly reports of a fixed row: the earliest due date without one, and what follows from it (rule 5). */
function reportingOf(
  hold: Hold,
  reported: ReportedYears | undefined,
  warned: Day | null,
  terms: Terms,
  today: Day,
): Reporting {
  let year = yearOf(hold.until);
  if (terms.dueIn(year) <= hold.until) year += 1;
  const firstDue = terms.dueIn(year);
  for (; ; year += 1) {
    const due = terms.dueIn(year);
    const came = reported?.get(year - 1)?.date ?? null;
    const assumed = addDays(due, terms.warnAfter);
    // On the due date itself the report is not late yet, however soon a warning follows.
    const warnOn = later(assumed, addDays(due, 1));
    const unwarned = later(addDays(due, terms.detachAfter), addDays(assumed, ANSWER_DAYS));
    // A warning given after the report of this year had come belongs to a later year; one given after the client was
    // detached by itself, «for good», comes too late.
    const counts = warned !== null && warned <= (came ?? warned) && !(terms.autoDetach && warned > unwarned);
    const lastDay = counts ? later(addDays(due, terms.detachAfter), addDays(warned, ANSWER_DAYS)) : unwarned;
    const lost = terms.autoDetach && (came ?? today) > lastDay;
    if (came === null || lost)
      return { firstDue, due, warnOn, lastDay, detachedOn: lost ? addDays(lastDay, 1) : null };
  }
}

/** Headers of the parts of a request that are empty (п. 3.1). */
function missingOf(row: RegistryRow): readonly string[] {
  if (row.address !== null && row.interest !== null && row.contact1 !== null && row.contact2 !== null)
    return NOTHING;
  const missing: string[] = [];
  if (row.address === null) missing.push('Адрес');
  if (row.interest === null) missing.push('Причина интереса');
  if (row.contact1 === null) missing.push('Контакт 1');
  if (row.contact2 === null) missing.push('Контакт 2');
  return missing;
}
const NOTHING: readonly string[] = [];

/**
 * The last day on which the row keeps its client once it was let in; null when there is no end in sight. A day before
 * that on which it was let in: never. `upTo` tells whether only the request counts, or the confirmation too.
 */
export function lastHeldDay(claim: Claim, upTo: 'request' | 'confirmation'): Day | null {
  let end: Day | null = null;
  if (upTo === 'confirmation' && claim.hold) {
    if (claim.hold.fixedFrom === null) end = addDays(claim.hold.until, 1);
    else end = claim.reporting?.detachedOn ?? null;
  }
  for (const closed of [claim.rejected, claim.detached])
    if (closed !== null && (end === null || closed < end)) end = closed;
  return end === null ? null : addDays(end, -1);
}

/** The order in which rows of one client are taken: Дата запроса, then row (rule 2). */
export const inOrder = (a: Claim, b: Claim): number =>
  a.row.requested - b.row.requested || a.row.row - b.row.row;
