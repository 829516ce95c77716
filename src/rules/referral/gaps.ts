// The difference between what the rules give for closed months and their closed lines, and the corrections
// that make up for it (rule 8).
import { entryOf } from '../collections.js';
import { minor } from '../money.js';
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

export function addRuled(gaps: Gaps, month: Month, tariff: Tariff, base: number, amount: number): void {
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
  who: Pick<Line, 'partner' | 'client'>,
  { tariff, base, amount }: Readonly<Gap>,
): Line => ({
  date: correctionDay,
  month: monthText(month),
  ...who,
  tariff,
  basis: 'корректировка',
  base: who.client === null ? null : minor(base),
  amount: minor(amount),
  closed: false,
});
