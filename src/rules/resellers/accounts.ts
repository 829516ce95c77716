// Accounts: each partner with its level and points. This module combines the others; outputs, deadlines,
// letters and explanations read accounts and do not apply the rules again.
import { groupBy } from '../collections.js';
import { type Day, ruDay } from '../day.js';
import { type Money, minor, subtract, ZERO } from '../money.js';
import type { RowOf } from '../tabs.js';
import { keyOf } from '../text.js';
import { approvalOn } from './approvals.js';
import {
  type Level,
  levelInForce,
  missingFor,
  type Requirement,
  type ServiceStatus,
  serviceStatus,
} from './levels.js';
import {
  creditedThrough,
  missingToThreshold,
  periodStart,
  type QuarterLine,
  quarterLines,
  type QuarterSum,
  type QuarterSums,
} from './points.js';
import { type Quarter, quarterOf } from './quarters.js';
import type { ApplicationRow, Facts, Problem } from './model.js';
import {
  BROKEN_COMPANY,
  type Member,
  type Named,
  NOT_YET,
  openRegister,
  type Register,
  unknownCompany,
} from './register.js';
import { judgeRedemptions, type Redemptions } from './redemptions.js';
import { EVERY_LEVEL } from './settings.js';
import type { tabs } from './tabs.js';

export type PurchaseRow = RowOf<(typeof tabs)['purchases']>;

/** A partner's level, with its causes and consequences. */
interface Standing {
  readonly asked: Level;
  /** The approved application that `asked` comes from; null: it comes from «Заявленный уровень». */
  readonly askedBy: ApplicationRow | null;
  readonly level: Level;
  /** The unmet requirements of the level asked for. */
  readonly missing: readonly Requirement[];
  readonly service: ServiceStatus | null;
  /** Whether the level is among «Накопление для уровней». */
  readonly earns: boolean;
}

/** A partner with all results of the rules. */
export interface Account extends Member, Standing {
  readonly lines: readonly QuarterLine[];
  /** Credited points. */
  readonly points: Money;
  /** Accepted redemptions up to today. */
  readonly redeemed: Money;
  /** points − redeemed. */
  readonly available: Money;
  readonly toThreshold: Money;
}

function standingOf(
  { row }: Member,
  askedBy: ApplicationRow | null,
  accruing: ReadonlySet<string>,
): Standing {
  const asked = askedBy?.level ?? row.claimedLevel;
  const level = levelInForce(asked, row);
  return {
    asked,
    askedBy,
    level,
    missing: missingFor(asked, row),
    service: serviceStatus(level, row),
    earns: accruing.has(EVERY_LEVEL) || accruing.has(level),
  };
}

/** Why a purchase does not count at all (rule 3); null when it counts. */
function whyNotCounted(row: PurchaseRow, { membership }: Member, today: Day): string | null {
  if (row.date > today) return NOT_YET;
  if (row.date < membership.from) return `до начала участия (с ${ruDay(membership.from)}): не учтено`;
  if (row.date > membership.to) return `после окончания участия (по ${ruDay(membership.to)}): не учтено`;
  return null;
}

interface Purchases {
  /** Примечание of each row, in the order of the sheet. */
  readonly notes: readonly (string | null)[];
  /** By partner index; undefined for a partner without counted purchases. */
  readonly sums: readonly (QuarterSums | undefined)[];
  readonly problems: readonly Problem[];
}

/** A quarter's sum while it is being added up. */
type Tally = { -readonly [K in keyof QuarterSum]: QuarterSum[K] };

/** Adds up the counted purchases by partner and quarter in one pass. */
function sumPurchases(facts: Facts, find: Register['find'], earns: (member: Member) => boolean): Purchases {
  const sums: ({ readonly first: Quarter; readonly list: (Tally | undefined)[] } | undefined)[] = [];
  const problems: Problem[] = [];
  const noteOf = (row: PurchaseRow): string | null => {
    const member = find(row.company);
    if (member === 'broken') return BROKEN_COMPANY;
    if (member === null) {
      problems.push(unknownCompany('purchases', row.row));
      return null;
    }
    const why = whyNotCounted(row, member, facts.today);
    if (why !== null) return why;
    if (!earns(member)) return 'уровень компании не участвует в накоплении: не учтено';
    // Nothing counts before the membership begins, so its quarter is the first of the list.
    const { first, list } = (sums[member.index] ??= { first: quarterOf(member.membership.from), list: [] });
    const at = quarterOf(row.date) - first;
    const known = list[at];
    if (known) {
      known.sum = minor(known.sum + row.sum);
      known.rows += 1;
    } else list[at] = { sum: row.sum, rows: 1 };
    return null;
  };
  return { notes: facts.rows.purchases.map(noteOf), sums, problems };
}

export interface Accounts {
  /** Parallel to the good rows of «Реселлеры»; null for a row in error. */
  readonly byRow: readonly (Account | null)[];
  readonly find: (company: string) => Named<Account>;
  readonly purchaseNotes: readonly (string | null)[];
  readonly redemptions: Redemptions;
  /** Those of companies and purchases. */
  readonly problems: readonly Problem[];
}

const NO_SUMS: QuarterSums = { first: 0, list: [] };

/** Opens the accounts of all partners, from the rows of every tab. */
export function openAccounts(facts: Facts): Accounts {
  const { settings: terms } = facts;
  const { members, find, problems } = openRegister(facts);
  const applications = groupBy(facts.rows.applications, ({ company }) => find(company));
  const accruing = new Set<string>(terms.accrualLevels);
  const standings = members.map(
    (member) => member && standingOf(member, approvalOn(applications.get(member), facts.today), accruing),
  );
  const purchases = sumPurchases(facts, find, ({ index }) => standings[index]?.earns === true);

  const current = quarterOf(facts.today);
  const allLines = members.map((_, index) => quarterLines(purchases.sums[index] ?? NO_SUMS, current, terms));
  const redemptions = judgeRedemptions(facts, find, allLines);
  const byRow = members.map((member, index): Account | null => {
    const standing = standings[index];
    if (!member || !standing) return null;
    const lines = allLines[index] ?? [];
    const accumulated = lines[lines.length - 1]?.accumulated ?? ZERO;
    const points = creditedThrough(lines, current - 1);
    const redeemed = redemptions.redeemed[index] ?? ZERO;
    // Spelled out: an object made by spreading is several times slower to read.
    return {
      index,
      row: member.row,
      key: member.key,
      membership: member.membership,
      participation: member.participation,
      asked: standing.asked,
      askedBy: standing.askedBy,
      level: standing.level,
      missing: standing.missing,
      service: standing.service,
      earns: standing.earns,
      lines,
      points,
      redeemed,
      available: subtract(points, redeemed),
      toThreshold: standing.earns ? missingToThreshold(accumulated, terms) : ZERO,
    };
  });
  return {
    byRow,
    find: (company) => {
      const named = find(company);
      return named === null || named === 'broken' ? named : (byRow[named.index] ?? null);
    },
    purchaseNotes: purchases.notes,
    redemptions,
    problems: [...problems, ...purchases.problems],
  };
}

/**
 * The purchases behind a quarter's accumulated sum, in the order of the sheet. Scans the whole tab, so only
 * for explanations.
 */
export function purchasesBehind(
  facts: Facts,
  account: Account,
  quarter: Quarter,
  from?: Quarter,
): readonly PurchaseRow[] {
  const first = from ?? periodStart(quarter, facts.settings);
  return facts.rows.purchases.filter((row) => {
    if (keyOf(row.company) !== account.key || whyNotCounted(row, account, facts.today) !== null) return false;
    const own = quarterOf(row.date);
    return own >= first && own <= quarter;
  });
}
