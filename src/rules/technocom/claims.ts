// A registry row as a claim to a client: its dates, its preliminary hold, its yearly reports, its state. This
// covers what follows from the row itself; conflicts with other rows are in conflicts.ts.
import { onceEach } from '../collections.js';
import { addDays, type Day, dayFromCivil, earlier, endOfMonth, happened, later, yearOf } from '../day.js';
import type { DayOfYear } from '../kinds-time.js';
import type { RegistryRow, TechnocomFacts } from './model.js';
import type { Partner } from './partners.js';
import type { TechnocomSettings } from './settings.js';
import type { Status } from './states.js';
import { tabs } from './tabs.js';

/** Days that a partner has to answer a warning (п. 3.3: «предоставить 7 дней на обновление информации»). */
const ANSWER_DAYS = 7;

/** The registry's parameters. */
export interface Terms extends Pick<
  TechnocomSettings,
  'holdDays' | 'extendDays' | 'warnAfter' | 'detachAfter' | 'autoDetach'
> {
  /** The due date of the report in a given year. */
  readonly dueIn: (year: number) => Day;
}

/** The preliminary hold of a confirmed row; starts on Подтверждено. */
export interface Hold {
  readonly confirmed: Day;
  /** Last day of the hold, including an extension (Закреплён до). */
  readonly until: Day;
  readonly extension: 'none' | 'granted' | 'late';
  /** What fixed the client during the hold. */
  readonly fixedBy: 'list' | 'licences' | null;
  /** First day as «Закреплён»: that of the list, or, if only licences were bought, the day after the hold. */
  readonly fixedFrom: Day | null;
}

/** The yearly reports of a fixed row. */
export interface Reporting {
  readonly firstDue: Day;
  /** The earliest due date that has no report (Отчёт до). */
  readonly due: Day;
  /** First day in «Предупреждение» if no report arrives. */
  readonly warnOn: Day;
  /** The last day on which a report still keeps the client. */
  readonly lastDay: Day;
  /** Day of automatic, final detachment (setting «Откреплять автоматически»). */
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
  /** Headers of the mandatory parts of the request that are empty. */
  readonly missing: readonly string[];
  /** Dates up to today; later ones count as blank. */
  readonly rejected: Day | null;
  readonly detached: Day | null;
  readonly warned: Day | null;
  /** Null until confirmed. */
  readonly hold: Hold | null;
  /** Null unless fixed. */
  readonly reporting: Reporting | null;
}

/** Отчётный год → the earliest report of the client's partner. */
export type ReportedYears = ReadonlyMap<number, { readonly date: Day; readonly row: number }>;

export function termsOf(settings: TechnocomSettings): Terms {
  const { holdDays, extendDays, warnAfter, detachAfter, autoDetach, reportDate } = settings;
  const dueIn = onceEach((year: number) => dayInYear(year, reportDate));
  return { holdDays, extendDays, warnAfter, detachAfter, autoDetach, dueIn };
}

/** A day of the year; 29.02 becomes the 28th in non-leap years. */
function dayInYear(year: number, { month, day }: DayOfYear): Day {
  const found = dayFromCivil(year, month, day);
  const first = dayFromCivil(year, month, 1);
  if (first === null) throw new RangeError(`no such month: ${year}-${month}`);
  return found ?? endOfMonth(first);
}

const BLANKS = /[\s\u200b\ufeff]+/g;
/** Blanks, letter case and «ё» in a contract do not matter (rule 1): reports refer to it. */
export const contractKey = (contract: string): string =>
  contract.replace(BLANKS, '').toLowerCase().replace(/ё/g, 'е');
/** Identifies a client: ИНН and contract (раздел 3). */
export const clientKey = (inn: string, contract: string): string => `${inn}/${contractKey(contract)}`;

/** Reads a request made up to today. `reported`: its partner's reports on its client. */
export function readClaim(
  { row, partner, key }: Request,
  reported: ReportedYears | undefined,
  terms: Terms,
  { zone, today }: Pick<TechnocomFacts, 'zone' | 'today'>,
): Claim {
  const confirmed = happened(row.confirmed, today);
  const warned = happened(row.warned, today);
  const rejected = happened(row.rejected, today);
  const detached = happened(row.detached, today);
  const closed =
    rejected === null || detached === null ? (rejected ?? detached) : earlier(rejected, detached);
  const hold = confirmed === null ? null : holdOf(row, confirmed, terms, today);
  /** A report that comes after the row was closed does not count. */
  const cameIn = (year: number): Day | null => {
    const came = reported?.get(year)?.date ?? null;
    return came !== null && closed !== null && came >= closed ? null : came;
  };
  return {
    row,
    partner,
    key,
    requestedOn: zone.dayOf(row.requested),
    missing: missingOf(row),
    rejected,
    detached,
    warned,
    hold,
    reporting: hold && hold.fixedFrom !== null ? reportingOf(hold, cameIn, warned, terms, today) : null,
  };
}

/** The hold [Подтверждено, Закреплён до] and what fixed the client during it (rules 3 and 4). */
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

/**
 * The yearly reports of a fixed row: the earliest due date without a report, and what follows from it (rule
 * 5).
 */
function reportingOf(
  hold: Hold,
  cameIn: (year: number) => Day | null,
  warned: Day | null,
  terms: Terms,
  today: Day,
): Reporting {
  let year = yearOf(hold.until);
  if (terms.dueIn(year) <= hold.until) year += 1;
  const firstDue = terms.dueIn(year);
  for (; ; year += 1) {
    const due = terms.dueIn(year);
    const came = cameIn(year - 1);
    const assumed = addDays(due, terms.warnAfter);
    // On the due date itself the report is not late, even if the warning follows immediately.
    const warnOn = later(assumed, addDays(due, 1));
    const unwarned = later(addDays(due, terms.detachAfter), addDays(assumed, ANSWER_DAYS));
    // A warning given before this due date or after this year's report belongs to another year; one given after
    // automatic detachment, which is final, is too late.
    const counts =
      warned !== null &&
      warned > due &&
      warned <= (came ?? warned) &&
      !(terms.autoDetach && warned > unwarned);
    const lastDay = counts ? later(addDays(due, terms.detachAfter), addDays(warned, ANSWER_DAYS)) : unwarned;
    const lost = terms.autoDetach && (came ?? today) > lastDay;
    if (came === null || lost)
      return { firstDue, due, warnOn, lastDay, detachedOn: lost ? addDays(lastDay, 1) : null };
  }
}

const PARTS = ['address', 'interest', 'contact1', 'contact2'] as const;
/** Headers of the mandatory parts of a request that are empty (п. 3.1). */
function missingOf(row: RegistryRow): readonly string[] {
  const missing: string[] = [];
  for (const part of PARTS) if (row[part] === null) missing.push(tabs.registry.columns[part].header);
  return missing;
}

/** Whether a date is given and not later than `day`. */
const by = (date: Day | null, day: Day): boolean => date !== null && date <= day;

/**
 * The state of a row that was not refused: the first rule that applies (spec, registry rule 3; the last two
 * lines of a fixed row: rule 5).
 */
const RULES: readonly {
  readonly status: Status;
  readonly fits: (claim: Claim, today: Day) => boolean;
}[] = [
  { status: 'Отклонён', fits: ({ rejected }, today) => by(rejected, today) },
  { status: 'Откреплён', fits: ({ detached }, today) => by(detached, today) },
  { status: 'Запрос неполный', fits: ({ missing, hold }) => missing.length > 0 && !hold },
  { status: 'На рассмотрении', fits: ({ hold }) => !hold },
  { status: 'Откреплён', fits: ({ reporting }, today) => by(reporting?.detachedOn ?? null, today) },
  {
    status: 'Подлежит откреплению',
    fits: ({ reporting }, today) => reporting !== null && today > reporting.lastDay,
  },
  { status: 'Предупреждение', fits: ({ reporting }, today) => by(reporting?.warnOn ?? null, today) },
  { status: 'Закреплён', fits: ({ hold }, today) => by(hold?.fixedFrom ?? null, today) },
  { status: 'Предварительно закреплён', fits: ({ hold }, today) => hold !== null && today <= hold.until },
];

/** Today's state of a row that was not refused. */
export function statusOf(claim: Claim, today: Day): Status {
  for (const { status, fits } of RULES) if (fits(claim, today)) return status;
  return 'Срок истёк';
}

/**
 * The last day on which an admitted row keeps its client; null when there is no known end. A day before its
 * admission means that it never does. `upTo`: whether only the request counts, or the confirmation too.
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

/** Processing order of the rows of one client: Дата запроса, then row (rule 2). */
export const inOrder = (a: Claim, b: Claim): number =>
  a.row.requested - b.row.requested || a.row.row - b.row.row;
