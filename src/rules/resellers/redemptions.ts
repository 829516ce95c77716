// Redemptions: each is judged as of its own day, in order of date, then row; one that exceeds what was
// available is an error and deducts nothing (rule 4).
import type { Day } from '../day.js';
import { add, formatMoney, type Money, subtract, ZERO } from '../money.js';
import { rowError } from '../programme.js';
import type { RedemptionRow, ResellerFacts, ResellerProblem } from './model.js';
import { creditedThrough, type QuarterLine } from './points.js';
import { quarterEnd, quarterOf } from './quarters.js';
import { type Judged, judged, type Register } from './register.js';

/** Points credited by the end of a day: a quarter's points are credited on its last day. */
export function creditedOn(lines: readonly QuarterLine[], day: Day, today: Day): Money {
  const own = quarterOf(day);
  const last = quarterEnd(own) <= day ? own : own - 1;
  return creditedThrough(lines, Math.min(last, quarterOf(today) - 1));
}

interface Redemptions extends Judged {
  /** Accepted points up to today, parallel to the good rows of «Реселлеры». */
  readonly redeemed: readonly Money[];
}

/** `lines` are those of «Накопление» by partner index. */
export function judgeRedemptions(
  { rows, today }: ResellerFacts,
  register: Register,
  lines: readonly (readonly QuarterLine[])[],
): Redemptions {
  const due: (RedemptionRow[] | undefined)[] = [];
  const { notes, problems } = judged('redemptions', rows.redemptions, register, today, (row, { index }) => {
    (due[index] ??= []).push(row);
    return null;
  });
  const refused: ResellerProblem[] = [];
  const redeemed = lines.map((own, index): Money => {
    let taken = ZERO;
    // The sort is stable: rows of one day stay in the order of the sheet.
    for (const row of due[index]?.sort((a, b) => a.date - b.date) ?? []) {
      const available = subtract(creditedOn(own, row.date, today), taken);
      if (row.points <= available) taken = add(taken, row.points);
      else refused.push(beyondAvailable(row, available));
    }
    return taken;
  });
  return { notes, redeemed, problems: [...problems, ...refused] };
}

const beyondAvailable = (row: RedemptionRow, available: Money): ResellerProblem =>
  rowError('redemptions', row.row, 'points', {
    what: `списано больше, чем было доступно в этот день: доступно ${formatMoney(available)}`,
    how: 'Уменьшите число баллов или исправьте дату списания.',
  });
