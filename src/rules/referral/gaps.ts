// The difference between what the rules give for closed months and their closed lines, and the corrections
// that make up for it (rule 8).
import { entryOf, pushTo } from '../collections.js';
import type { Day } from '../day.js';
import { minor, type Money } from '../money.js';
import { keyOf } from '../text.js';
import { type Closed, type Line, monthOfLine } from './lines.js';
import { type Month, monthText } from './months.js';
import type { Tariff } from './tabs.js';

/**
 * One closed month of one client (or of a partner's обнуления): what the rules give minus the closed lines,
 * in hundredths.
 */
interface Gap {
  amount: number;
  base: number;
  tariff: Tariff | null;
  /** Whether that month has a closed line. */
  hasLine: boolean;
}
export type Gaps = Map<Month, Gap>;

const gapOf = (gaps: Gaps, month: Month, tariff: Tariff | null): Gap =>
  entryOf(gaps, month, () => ({ amount: 0, base: 0, tariff, hasLine: false }));

export function subtractClosed(gaps: Gaps, line: Line): void {
  const gap = gapOf(gaps, monthOfLine(line), line.tariff);
  gap.amount -= line.amount;
  gap.base -= line.base ?? 0;
  gap.hasLine = true;
}

export function addRuled(gaps: Gaps, month: Month, tariff: Tariff, base: Money, amount: Money): void {
  const gap = gapOf(gaps, month, tariff);
  gap.amount += amount;
  gap.base += base;
  gap.tariff = tariff;
}

/** The months whose sums differ, in order. */
export const openGaps = (gaps: Gaps): readonly (readonly [Month, Readonly<Gap>])[] =>
  [...gaps].filter(([, gap]) => gap.amount !== 0).sort(([a], [b]) => a - b);

/** A line «корректировка» that closes a gap. */
export const correction = (
  { correctionDay }: Closed,
  month: Month,
  who: { readonly partner: string; readonly client: string | null },
  gap: Readonly<Gap>,
): Line => ({
  date: correctionDay,
  month: monthText(month),
  partner: who.partner,
  client: who.client,
  tariff: gap.tariff,
  basis: 'корректировка',
  base: who.client === null ? null : minor(gap.base),
  amount: minor(gap.amount),
  closed: false,
});

/** Closed lines of one partner's name. */
export interface FrozenAccount {
  readonly name: string;
  readonly byClient: Map<string, Line[]>;
  /** Обнуления and their corrections. */
  readonly clientless: Line[];
}

/** Closed lines by the key of the partner's name, each client's by date and month. */
export function groupFrozen(lines: readonly Line[]): ReadonlyMap<string, FrozenAccount> {
  const accounts = new Map<string, FrozenAccount>();
  const inOrder = [...lines].sort((a, b) => a.date - b.date || monthOfLine(a) - monthOfLine(b));
  for (const line of inOrder) {
    const account = entryOf(accounts, keyOf(line.partner), () => ({
      name: line.partner,
      byClient: new Map(),
      clientless: [],
    }));
    if (line.client === null) account.clientless.push(line);
    else pushTo(account.byClient, keyOf(line.client), line);
  }
  return accounts;
}

/** A partner's name that occurs in closed lines only: its row is missing or in error. */
export interface Orphan {
  readonly name: string;
  readonly credited: Money;
  readonly zeroed: Money;
  readonly balance: Money;
}

/**
 * The account of a name without a row. The rules give it nothing, so it is corrected to zero: its credits
 * client by client (already included in `credits`), its обнуления here.
 */
export function settleOrphan(
  account: FrozenAccount,
  credits: ReadonlyMap<Day, number>,
  closed: Closed,
  today: Day,
): { readonly orphan: Orphan; readonly lines: readonly Line[] } {
  let credited = 0;
  let zeroed = 0;
  const gaps: Gaps = new Map();
  for (const amount of credits.values()) credited += amount;
  for (const line of account.clientless) {
    if (line.basis === 'обнуление') zeroed += line.amount;
    else credited += line.amount;
    subtractClosed(gaps, line);
  }
  const who = { partner: account.name, client: null };
  const lines =
    closed.correctionDay > today
      ? []
      : openGaps(gaps).map(([month, gap]) => correction(closed, month, who, gap));
  for (const { amount } of lines) credited += amount;
  return {
    orphan: {
      name: account.name,
      credited: minor(credited),
      zeroed: minor(zeroed),
      balance: minor(credited + zeroed),
    },
    lines,
  };
}
