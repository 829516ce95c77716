// Shared by several letters: the 1st that they report on, lines by partner, and letters that wait.
import { groupBy } from '../collections.js';
import { type Day, isoDay, startOfMonth } from '../day.js';
import { addressHash } from '../hash.js';
import { inWindow, isOpen, type Letter, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import { letters } from './letters.js';
import { addLine, type Line } from './lines.js';
import type { Facts } from './model.js';

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

/** Letters by what they are about. */
type ByObject = ReadonlyMap<string, readonly PastLetter[]>;

/** The letters of a code that wait for staff. */
export const waitingOf = ({ past }: Facts, code: string): ByObject =>
  groupBy(
    past.of(code).filter((one) => isOpen(one) && one.status !== 'отменено'),
    ({ object }) => object,
  );

/** Whether a letter still waits for another address: staff have corrected it, so a new letter is due at once. */
export const isReaddressed = (
  waiting: ByObject,
  { object, date, to }: Pick<Letter, 'object' | 'date' | 'to'>,
): boolean =>
  waiting.get(object)?.some((one) => one.date === date && one.recipient !== addressHash(to)) === true;

/**
 * Whether letters of this 1st still wait for staff or may be revived; until they are sent they take today's
 * figures.
 */
const waitsSince = ({ past }: Facts, first: Day): boolean =>
  [letters.statement, letters.digest].some(({ code }) =>
    past.of(code).some((one) => one.date === isoDay(first) && isOpen(one)),
  );

/** The 1st of the current month if its statements and digest are due or still wait for staff, else null. */
export function statedDay(facts: Facts): Day | null {
  const first = startOfMonth(facts.today);
  return inWindow(facts, facts.zone.at(first)) || waitsSince(facts, first) ? first : null;
}
