// Redemptions: each is judged as of its own day, in order of date, then row; one that exceeds what was
// available is an error and deducts nothing (rule 4).
import type { Day } from '../day.js';
import { add, formatMoney, type Money, subtract, ZERO } from '../money.js';
import { rowError } from '../programme.js';
import { creditedThrough, type QuarterLine } from './points.js';
import { quarterEnd, quarterOf } from './quarters.js';
import type { Facts, Problem } from './model.js';
import { BROKEN_COMPANY, NOT_YET, type Register, unknownCompany } from './register.js';

type RedemptionRow = Facts['rows']['redemptions'][number];

export interface Redemptions {
  /** Примечание of each row, in the order of the sheet. */
  readonly notes: readonly (string | null)[];
  /** Accepted points up to today, parallel to the good rows of «Реселлеры». */
  readonly redeemed: readonly Money[];
  readonly problems: readonly Problem[];
}

/** Points credited by the end of a day: a quarter's points are credited on its last day. */
export function creditedOn(lines: readonly QuarterLine[], day: Day, today: Day): Money {
  const own = quarterOf(day);
  const last = quarterEnd(own) <= day ? own : own - 1;
  return creditedThrough(lines, Math.min(last, quarterOf(today) - 1));
}

/** `lines` are those of «Накопление» by partner index. */
export function judgeRedemptions(
  facts: Facts,
  find: Register['find'],
  lines: readonly (readonly QuarterLine[])[],
): Redemptions {
  const problems: Problem[] = [];
  const notes: (string | null)[] = [];
  const due: (RedemptionRow[] | undefined)[] = [];
  for (const row of facts.rows.redemptions) {
    const member = find(row.company);
    let note: string | null = null;
    if (member === null) problems.push(unknownCompany('redemptions', row.row));
    else if (member === 'broken') note = BROKEN_COMPANY;
    else if (row.date > facts.today) note = NOT_YET;
    else (due[member.index] ??= []).push(row);
    notes.push(note);
  }
  const redeemed = lines.map((own, index): Money => {
    let taken = ZERO;
    // The sort is stable: rows of one day stay in the order of the sheet.
    for (const row of due[index]?.sort(byDate) ?? []) {
      const available = subtract(creditedOn(own, row.date, facts.today), taken);
      if (row.points <= available) taken = add(taken, row.points);
      else problems.push(beyondAvailable(row, available));
    }
    return taken;
  });
  return { notes, redeemed, problems };
}

const byDate = (a: RedemptionRow, b: RedemptionRow): number => a.date - b.date;

const beyondAvailable = (row: RedemptionRow, available: Money): Problem =>
  rowError('redemptions', row.row, 'points', {
    what: `списано больше, чем было доступно в этот день: доступно ${formatMoney(available)}`,
    how: 'Уменьшите число баллов или исправьте дату списания.',
  });
