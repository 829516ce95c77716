// «Смета»: the compensated costs, and the deductions for forbidden placements.
import { happened } from '../day.js';
import { add, formatMoney, lesser, type Money, minor, subtract, ZERO } from '../money.js';
import { keyOf } from '../text.js';
import type { AnnouncementReview } from './announcements.js';
import type { Case, Row, WebinarFacts } from './model.js';

type Line = Row<'budget'>;

/** The computed cells of one row of «Смета». */
export interface Compensation {
  readonly row: Line;
  readonly compensation: Money;
  /** Before a deduction; null where nothing is compensated, for the reason given. */
  readonly whole: Money | null;
  readonly reason: string | null;
  /** An announced channel without its screenshot. */
  readonly unseen: boolean;
}

/** Compensation of one webinar. */
export interface Costs {
  readonly lines: readonly Compensation[];
  readonly total: Money;
  /** Whether a forbidden placement has cost a line its compensation, or a part of it. */
  readonly withheld: boolean;
}

/** Compensates the lines of one webinar; spec 02, rule 3. */
export function compensate(
  { today }: WebinarFacts,
  { members }: Case,
  announcements: readonly AnnouncementReview[],
): Costs {
  const announced = new Set<string>();
  /** Channel → amount still to be deducted from its lines. */
  const toTakeOff = new Map<string, Money>();
  for (const { row, violation } of announcements) {
    const channel = keyOf(row.channel);
    announced.add(channel);
    if (violation && row.cost !== null) toTakeOff.set(channel, add(toTakeOff.get(channel) ?? ZERO, row.cost));
  }
  const barred = new Set<string>();
  for (const { kind, channel, quantity, date } of members.violations)
    if (kind === 'размещение' && channel !== null && quantity !== 0 && happened(date, today) !== null)
      barred.add(keyOf(channel));

  const lines: Compensation[] = [];
  let total = ZERO;
  let withheld = false;
  for (const row of members.budget) {
    const channel = row.channel === null ? null : keyOf(row.channel);
    const whole = base(row, channel !== null && announced.has(channel));
    const left = channel === null ? ZERO : (toTakeOff.get(channel) ?? ZERO);
    const taken = lesser(left, whole.compensation);
    const line = channel !== null && barred.has(channel) ? withhold(whole) : reduce(whole, taken);
    // What exceeds this line is deducted from the channel's next one.
    if (channel !== null && taken !== 0) toTakeOff.set(channel, subtract(left, taken));
    lines.push(line);
    total = add(total, line.compensation);
    withheld ||= line !== whole;
  }
  return { lines, total, withheld };
}

/** min(Согласовано, Факт) if the line has its documents; otherwise 0, with the reasons. */
function base(row: Line, needsScreenshot: boolean): Compensation {
  const faults: string[] = [];
  if (row.approved === null) faults.push('не согласовано');
  if (!row.document) faults.push('нет документа');
  const unseen = needsScreenshot && !row.screenshot;
  if (unseen) faults.push('нет скриншота');
  if (row.actual === null) faults.push('факт не указан');
  if (faults.length > 0) return { row, compensation: ZERO, whole: null, reason: faults.join('; '), unseen };
  const compensation = lesser(row.approved ?? ZERO, row.actual ?? ZERO);
  return { row, compensation, whole: compensation, reason: null, unseen };
}

/** For a line whose channel staff have recorded for a forbidden placement. */
function withhold(whole: Compensation): Compensation {
  const note = 'размещение с нарушением не компенсируется';
  return {
    ...whole,
    compensation: ZERO,
    whole: null,
    reason: whole.reason === null ? note : `${whole.reason}; ${note}`,
  };
}

/** Deducts the cost of a forbidden placement in the line's channel. */
const reduce = (whole: Compensation, taken: Money): Compensation =>
  taken === 0
    ? whole
    : {
        ...whole,
        compensation: minor(whole.compensation - taken),
        reason: `вычтена стоимость размещения с нарушением: ${formatMoney(taken)}`,
      };
