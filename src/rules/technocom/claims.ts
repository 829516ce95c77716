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
  readonly fixed: { readonly by: keyof typeof FIXED_BY; readonly from: Day } | null;
}

export const FIXED_BY = { list: 'перечень ПО получен', licences: 'лицензии куплены' } as const;

/** A registry row as its partner's claim to a client. */
export interface Claim {
  readonly row: RegistryRow;
  readonly partner: Partner;
  /** ИНН + contract. */
  readonly key: string;
  /** Client and partner: the object of their letters. */
  readonly object: string;
  /** Day of Дата запроса. */
  readonly requestedOn: Day;
  /** Headers of the mandatory parts of the request that are empty. */
  readonly missing: readonly string[];
  /** Dates up to today; later ones count as blank. */
  readonly rejected: Day | null;
  readonly detached: Day | null;
  /** The earlier of the two. */
  readonly closed: Day | null;
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

export const claimObject = (key: string, partner: Partner): string => `${key}/${partner.key}`;

/** The earlier of two days that may both be unknown. */
const earliest = (a: Day | null, b: Day | null): Day | null =>
  a === null || b === null ? (a ?? b) : earlier(a, b);

/** Reads a request made up to today. `reportsOf`: a partner's reports on a client. */
export function readClaim(
  row: RegistryRow,
  partner: Partner,
  reportsOf: (key: string, partner: Partner) => ReportedYears | undefined,
  { settings, zone, today }: Pick<TechnocomFacts, 'zone' | 'today'> & { readonly settings: Terms },
): Claim {
  const key = clientKey(row.inn, row.contract);
  const warned = happened(row.warned, today);
  const rejected = happened(row.rejected, today);
  const detached = happened(row.detached, today);
  const closed = earliest(rejected, detached);
  const hold = holdOf(row, settings, today);
  const reported = hold?.fixed && reportsOf(key, partner);
  /** A report that comes after the row was closed does not count. */
  const cameIn = (year: number): Day | null => {
    const came = reported?.get(year)?.date ?? null;
    return came !== null && closed !== null && came >= closed ? null : came;
  };
  return {
    row,
    partner,
    key,
    object: claimObject(key, partner),
    requestedOn: zone.dayOf(row.requested),
    missing: missingOf(row),
    rejected,
    detached,
    closed,
    warned,
    hold,
    reporting: hold?.fixed
      ? reportingOf({ heldUntil: hold.until, cameIn, warned, noted: row.was.note }, settings, today)
      : null,
  };
}

/** The hold [Подтверждено, Закреплён до] and what fixed the client during it (rules 3 and 4); null until confirmed. */
function holdOf(row: RegistryRow, terms: Terms, today: Day): Hold | null {
  const confirmed = happened(row.confirmed, today);
  if (confirmed === null) return null;
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

/** Today's state of a row that was not refused: the first that applies (registry rules 3 and 5). */
export function statusOf({ rejected, detached, missing, hold, reporting }: Claim, today: Day): Status {
  if (rejected !== null) return 'Отклонён';
  if (detached !== null) return 'Откреплён';
  if (!hold) return missing.length > 0 ? 'Запрос неполный' : 'На рассмотрении';
  if (reporting) {
    if (reporting.detachedOn !== null) return 'Откреплён';
    if (today > reporting.lastDay) return 'Подлежит откреплению';
    if (today >= reporting.warnOn) return 'Предупреждение';
  }
  if (hold.fixed && hold.fixed.from <= today) return 'Закреплён';
  return today <= hold.until ? 'Предварительно закреплён' : 'Срок истёк';
}

/**
 * The last day on which an admitted row keeps its client; null when there is no known end. A day before its
 * admission means that it never does. `upTo`: whether only the request counts, or the confirmation too.
 */
export function lastHeldDay(
  { hold, reporting, closed }: Claim,
  upTo: 'request' | 'confirmation',
): Day | null {
  const lapses = hold && !hold.fixed ? addDays(hold.until, 1) : (reporting?.detachedOn ?? null);
  const end = earliest(upTo === 'confirmation' ? lapses : null, closed);
  return end === null ? null : addDays(end, -1);
}

/** Processing order of the rows of one client: Дата запроса, then row (rule 2). */
export const inOrder = (a: Claim, b: Claim): number =>
  a.row.requested - b.row.requested || a.row.row - b.row.row;
