// Shared by several letters: the months that they report on, lines by partner, and earlier letters.
import type { Day } from '../day.js';
import { inWindow, type LetterKind, type LetterStatus } from '../letters.js';
import { keyOf } from '../text.js';
import { addLine, type Line } from './lines.js';
import type { Facts } from './model.js';
import { creditDay, type Month, monthAfter, monthOf } from './months.js';

export type ByPartner = ReadonlyMap<string, readonly Line[]>;

/** The lines that count, by key of the partner's name. */
export function byPartner(lines: readonly Line[], counts: (line: Line) => boolean): ByPartner {
  const grouped = new Map<string, Line[]>();
  for (const line of lines) if (counts(line)) addLine(grouped, keyOf(line.partner), line);
  return grouped;
}

/** The credits of one day, by partner; without обнуления. */
export const creditsOn = (d: Day, lines: readonly Line[]): ByPartner =>
  byPartner(lines, ({ date, basis }) => date === d && basis !== 'обнуление');

/** What letters of a code are about that have been sent, or that wait, whoever they are to. */
export function objectsOf(
  { past }: Facts,
  { code }: LetterKind,
  which: 'sent' | 'waiting',
): ReadonlySet<string> {
  const statuses = which === 'sent' ? SENT : WAITING;
  return new Set(past.of(code).flatMap(({ object, status }) => (statuses.has(status) ? [object] : [])));
}
const SENT: ReadonlySet<LetterStatus> = new Set(['отправлено', 'отправляется']);
const WAITING: ReadonlySet<LetterStatus> = new Set(['черновик', 'в очереди']);

/** The months whose 1st after is in the letter window: what reports on them is due, or still waits. */
export function statedMonths(facts: Facts): readonly Month[] {
  const { zone, today, letterWindow } = facts;
  const months: Month[] = [];
  let month = monthAfter(monthOf(zone.dayOf(letterWindow.from)), -1);
  for (; creditDay(month) <= today; month = monthAfter(month, 1))
    if (inWindow(facts, zone.at(creditDay(month)))) months.push(month);
  return months;
}
