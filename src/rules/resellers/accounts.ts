// Accounts: each partner with its points. This module combines the others; outputs, deadlines, letters and
// explanations read accounts and do not apply the rules again.
import { ruDay } from '../day.js';
import { type Money, minor, subtract, ZERO } from '../money.js';
import type { PurchaseRow, ResellerFacts, ResellerProblem } from './model.js';
import {
  creditedThrough,
  missingToThreshold,
  type QuarterLine,
  quarterLines,
  type QuarterSum,
  type QuarterSums,
} from './points.js';
import { type Quarter, quarterOf } from './quarters.js';
import { judgeRedemptions } from './redemptions.js';
import { type Judged, judged, type Named, openRegister, type Partner, type Register } from './register.js';

/** A partner with all results of the rules. */
export interface Account extends Partner {
  readonly lines: readonly QuarterLine[];
  /** Credited points. */
  readonly points: Money;
  /** Accepted redemptions up to today. */
  readonly redeemed: Money;
  /** points − redeemed. */
  readonly available: Money;
  readonly toThreshold: Money;
}

export interface Accounts {
  /** Parallel to the good rows of «Реселлеры»; null for a row in error. */
  readonly byRow: readonly (Account | null)[];
  /** Those of the rows without an error. */
  readonly good: readonly Account[];
  readonly find: (company: string) => Named<Account>;
  readonly purchases: Judged;
  readonly redemptions: Judged;
  /** Those of all three tabs. */
  readonly problems: readonly ResellerProblem[];
}

interface Purchases extends Judged {
  /** By partner index; undefined for a partner without counted purchases. */
  readonly sums: readonly (QuarterSums | undefined)[];
}

/** A quarter's sum while it is being added up. */
type Tally = { -readonly [K in keyof QuarterSum]: QuarterSum[K] };

/** Adds up the counted purchases by partner and quarter in one pass (rule 3). */
function sumPurchases({ rows, today }: ResellerFacts, register: Register): Purchases {
  const sums: ({ readonly first: Quarter; readonly list: (Tally | undefined)[] } | undefined)[] = [];
  const noteOf = ({ date, sum }: PurchaseRow, { index, membership, earns }: Partner): string | null => {
    if (date < membership.from) return `до начала участия (с ${ruDay(membership.from)}): не учтено`;
    if (date > membership.to) return `после окончания участия (по ${ruDay(membership.to)}): не учтено`;
    if (!earns) return 'уровень компании не участвует в накоплении: не учтено';
    // Nothing counts before the membership begins, so its quarter is the first of the list.
    const { first, list } = (sums[index] ??= { first: quarterOf(membership.from), list: [] });
    const at = quarterOf(date) - first;
    const known = list[at];
    if (known) {
      known.sum = minor(known.sum + sum);
      known.rows += 1;
    } else list[at] = { sum, rows: 1 };
    return null;
  };
  return { ...judged('purchases', rows.purchases, register, today, noteOf), sums };
}

const NO_SUMS: QuarterSums = { first: 0, list: [] };

/** Opens the accounts of all partners, from the rows of every tab. */
export function openAccounts(facts: ResellerFacts): Accounts {
  const { settings: terms } = facts;
  const register = openRegister(facts);
  const purchases = sumPurchases(facts, register);
  const current = quarterOf(facts.today);
  const allLines = register.partners.map((_, index) =>
    quarterLines(purchases.sums[index] ?? NO_SUMS, current, terms),
  );
  const { redeemed: taken, ...redemptions } = judgeRedemptions(facts, register, allLines);
  const byRow = register.partners.map((partner, index): Account | null => {
    if (!partner) return null;
    const lines = allLines[index] ?? [];
    const points = creditedThrough(lines, current - 1);
    const redeemed = taken[index] ?? ZERO;
    // Spelled out: an object made by spreading is several times slower to read.
    return {
      index: partner.index,
      row: partner.row,
      key: partner.key,
      membership: partner.membership,
      participation: partner.participation,
      applications: partner.applications,
      asked: partner.asked,
      askedBy: partner.askedBy,
      level: partner.level,
      missing: partner.missing,
      service: partner.service,
      earns: partner.earns,
      lines,
      points,
      redeemed,
      available: subtract(points, redeemed),
      toThreshold: partner.earns ? missingToThreshold(lines.at(-1)?.accumulated ?? ZERO, terms) : ZERO,
    };
  });
  return {
    byRow,
    good: byRow.filter((account) => account !== null),
    find: (company) => {
      const named = register.find(company);
      return named === null || named === 'broken' ? named : (byRow[named.index] ?? null);
    },
    purchases,
    redemptions,
    problems: [...register.problems, ...purchases.problems, ...redemptions.problems],
  };
}
