// A registry row as a claim to a client: its dates, its preliminary hold, its state. This covers what follows
// from the row itself; its yearly reports are in reporting.ts, conflicts with other rows in conflicts.ts.
import { addDays, type Day, earlier, happened } from '../day.js';
import { keyOf } from '../text.js';
import type { RegistryRow, TechnocomFacts } from './model.js';
import type { Partner } from './partners.js';
import { type ReportedYears, type Reporting, reportingOf, type Terms } from './reporting.js';
import type { Status } from './states.js';
import { tabs } from './tabs.js';

/** The preliminary hold of a confirmed row; starts on Подтверждено. */
export interface Hold {
  readonly confirmed: Day;
  /** Last day of the hold, including an extension (Закреплён до). */
  readonly until: Day;
  readonly extension: 'none' | 'granted' | 'late';
  /**
   * What fixed the client during the hold, and the first day as «Закреплён»: that of the list, or, if only licences were
   * bought, the day after the hold. Null if nothing did.
   */
  readonly fixed: { readonly by: 'list' | 'licences'; readonly from: Day } | null;
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

/** How contracts are compared: like headers, and blanks do not matter at all (rule 1): reports refer to it. */
export const contractKey = (contract: string): string => keyOf(contract).replace(/ /g, '');
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
    reporting: hold?.fixed
      ? reportingOf({ heldUntil: hold.until, cameIn, warned, noted: row.was.note }, terms, today)
      : null,
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
    fixed:
      listed !== null
        ? { by: 'list', from: listed }
        : bought
          ? { by: 'licences', from: addDays(until, 1) }
          : null,
  };
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
  { status: 'Закреплён', fits: ({ hold }, today) => by(hold?.fixed?.from ?? null, today) },
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
    if (!claim.hold.fixed) end = addDays(claim.hold.until, 1);
    else end = claim.reporting?.detachedOn ?? null;
  }
  for (const closed of [claim.rejected, claim.detached])
    if (closed !== null && (end === null || closed < end)) end = closed;
  return end === null ? null : addDays(end, -1);
}

/** Processing order of the rows of one client: Дата запроса, then row (rule 2). */
export const inOrder = (a: Claim, b: Claim): number =>
  a.row.requested - b.row.requested || a.row.row - b.row.row;
