// «Смета»: the compensated costs, and the deductions for forbidden placements.
import { happened } from '../day.js';
import { add, formatMoney, type Money, minor, subtract, ZERO } from '../money.js';
import { keyOf } from '../text.js';
import { type Case, pick, type Row, type WebinarFacts } from './model.js';
import { isPlacementViolation, type Finding } from './texts.js';

type Line = Row<'budget'>;

/** The computed cells of one row of «Смета». */
export interface Compensation {
  /** Position among the good rows of «Смета». */
  readonly index: number;
  readonly compensation: Money;
  readonly reason: string | null;
  /** An announced channel without its screenshot. */
  readonly unseen: boolean;
}

/** The review of one announcement. */
export interface AnnouncementReview {
  readonly findings: readonly Finding[];
  /** An announcement counts as at most one placement violation. */
  readonly violation: boolean;
}

export const reviewOf = (findings: readonly Finding[]): AnnouncementReview => ({
  findings,
  violation: isPlacementViolation(findings),
});

const least = (a: Money, b: Money): Money => (a < b ? a : b);

/** Compensation of one webinar. */
export interface Costs {
  readonly lines: readonly Compensation[];
  readonly total: Money;
}

/** Compensates the lines of one webinar; spec 02, rule 3. `reviews`: by position in «Анонсы». */
export function compensate(
  facts: WebinarFacts,
  one: Case,
  reviews: readonly (AnnouncementReview | null)[],
): Costs {
  const announced = new Set<string>();
  /** Channel → amount still to be deducted from its lines. */
  const toTakeOff = new Map<string, Money>();
  for (const index of one.members.announcements) {
    const row = facts.rows.announcements[index];
    if (!row) continue;
    const channel = keyOf(row.channel);
    announced.add(channel);
    if (reviews[index]?.violation && row.cost !== null)
      toTakeOff.set(channel, add(toTakeOff.get(channel) ?? ZERO, row.cost));
  }
  const barred = new Set<string>();
  for (const row of pick(facts.rows.violations, one.members.violations))
    if (
      row.kind === 'размещение' &&
      row.channel !== null &&
      row.quantity !== 0 &&
      happened(row.date, facts.today) !== null
    )
      barred.add(keyOf(row.channel));

  const lines: Compensation[] = [];
  let total = ZERO;
  for (const index of one.members.budget) {
    const row = facts.rows.budget[index];
    if (!row) continue;
    const channel = row.channel === null ? null : keyOf(row.channel);
    const whole = base(row, index, channel !== null && announced.has(channel));
    const left = channel === null ? ZERO : (toTakeOff.get(channel) ?? ZERO);
    const taken = least(left, whole.compensation);
    const line = channel !== null && barred.has(channel) ? refuse(whole) : reduce(whole, taken);
    // What exceeds this line is deducted from the channel's next one.
    if (channel !== null && taken !== 0) toTakeOff.set(channel, subtract(left, taken));
    lines.push(line);
    total = add(total, line.compensation);
  }
  return { lines, total };
}

/** min(Согласовано, Факт) if the line has its documents; otherwise 0, with the reasons. */
function base(line: Line, index: number, needsScreenshot: boolean): Compensation {
  const faults: string[] = [];
  if (line.approved === null) faults.push('не согласовано');
  if (!line.document) faults.push('нет документа');
  const unseen = needsScreenshot && !line.screenshot;
  if (unseen) faults.push('нет скриншота');
  if (line.actual === null) faults.push('факт не указан');
  if (faults.length > 0) return { index, compensation: ZERO, reason: faults.join('; '), unseen };
  const compensation = least(line.approved ?? ZERO, line.actual ?? ZERO);
  return { index, compensation, reason: null, unseen };
}

/** For a line whose channel staff have recorded for a forbidden placement. */
function refuse(whole: Compensation): Compensation {
  const note = 'размещение с нарушением не компенсируется';
  return {
    ...whole,
    compensation: ZERO,
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
