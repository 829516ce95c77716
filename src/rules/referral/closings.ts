// Closing of months: what «Закрытые месяцы» records, with one fingerprint per closing, each covering the
// previous one, and the lines of «Начисления» that each closing closed (rule 8).
import { onceEach } from '../collections.js';
import { sha256Hex } from '../hash.js';
import { type Money, ZERO } from '../money.js';
import type { Instant } from '../zone.js';
import { canonical, type Closed, type Line, monthOfLine } from './lines.js';
import { creditDay, type Month, monthAfter, monthOf, monthText, readMonth } from './months.js';
import type { ReferralFacts, ReferralProblem } from './model.js';
import type { tabs } from './tabs.js';
import { readTerms, type Terms } from './terms.js';

/** One good row of «Закрытые месяцы». */
export interface Closing {
  readonly row: number;
  readonly month: Month;
  readonly closedAt: Instant | null;
  readonly lines: number;
  readonly amount: Money;
  readonly fingerprint: string;
  /** «Условия» as text and as parsed. */
  readonly conditions: string;
  readonly terms: Terms | null;
}

export const RETURN = 'Верните прежнюю строку из истории версий файла.';

export const logProblem = (
  row: number | null,
  what: string,
  how: string,
  column: keyof typeof tabs.closings.columns = 'fingerprint',
): ReferralProblem => ({
  tab: 'closings',
  row,
  column: row === null ? null : column,
  what,
  how,
  severity: 'error',
});

/**
 * The closings in order. A row whose month is unreadable or not later than the previous one is ignored and
 * reported.
 */
export function readClosings({ rows, broken, zone }: ReferralFacts): {
  readonly closings: readonly Closing[];
  readonly problems: readonly ReferralProblem[];
} {
  const closings: Closing[] = [];
  const problems: ReferralProblem[] = [];
  for (const row of [...rows.closings, ...broken.closings].sort((a, b) => a.row - b.row)) {
    const month = readMonth(row.month);
    const previous = closings[closings.length - 1];
    if (month === null || (previous && month <= previous.month)) {
      problems.push(
        logProblem(
          row.row,
          month === null ? 'месяц закрытия не читается' : `месяц ${monthText(month)} уже закрыт строкой выше`,
          RETURN,
          'month',
        ),
      );
      continue;
    }
    closings.push({
      row: row.row,
      month,
      closedAt: row.closed,
      lines: row.lines ?? 0,
      amount: row.amount ?? ZERO,
      fingerprint: row.fingerprint ?? '',
      conditions: row.terms ?? '',
      terms: readTerms(row.terms, zone),
    });
  }
  return { closings, problems };
}

/** Null while no month is closed. */
export const closedUpTo = (newest: Month | undefined, lines: readonly Line[]): Closed | null =>
  newest === undefined ? null : { lines, newest, correctionDay: creditDay(monthAfter(newest, 1)) };

/** The month with which a closed line was closed at the earliest. */
export const closedWith = (line: Line): Month =>
  line.basis === 'корректировка' ? monthAfter(monthOf(line.date), -1) : monthOfLine(line);

/** Longer texts are hashed in pieces, each together with the previous piece's hash. */
const LINES_A_PIECE = 500;

/** SHA-256 over the previous fingerprint, the month, its conditions and the lines, sorted by their texts. */
export function fingerprintOf(
  previous: string,
  month: Month,
  conditions: string,
  lines: readonly Line[],
): string {
  const texts = lines.map(canonical).sort();
  let hash = `${previous}\n${monthText(month)}\n${conditions}`;
  for (let from = 0; from === 0 || from < texts.length; from += LINES_A_PIECE)
    hash = sha256Hex([hash, ...texts.slice(from, from + LINES_A_PIECE)].join('\n'));
  return hash;
}

/**
 * The closing that a line belongs to: the first that covers its month. A correction goes by its date: it
 * belongs to the closing after the one on whose correction day it is dated. Null: the line is open.
 */
export function closingOf(closings: readonly Closing[]): (line: Line) => Closing | null {
  const covering = onceEach((month: Month) => closings.find((closing) => month <= closing.month) ?? null);
  const corrections = closings.map((closing) => creditDay(monthAfter(closing.month, 1)));
  return (line) => {
    if (line.basis !== 'корректировка') return covering(monthOfLine(line));
    const after = corrections.findIndex((d) => line.date <= d);
    return (after < 0 ? null : closings[after + 1]) ?? null;
  };
}
