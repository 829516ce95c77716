// Shared by several letters: the months that they report on, lines by partner, and earlier letters.
import type { Day } from '../day.js';
import { addressHash } from '../hash.js';
import { hasGone, type LetterKind, opensInWindow, type PastLetter } from '../letters.js';
import { keyOf } from '../text.js';
import { addLine, type Line } from './lines.js';
import type { Facts, PartnerRow } from './model.js';
import { creditDay, type Month, monthAfter, monthOf } from './months.js';

type ByPartner = ReadonlyMap<string, readonly Line[]>;

/** The lines that count, by key of the partner's name. */
export function byPartner(lines: readonly Line[], counts: (line: Line) => boolean): ByPartner {
  const grouped = new Map<string, Line[]>();
  for (const line of lines) if (counts(line)) addLine(grouped, keyOf(line.partner), line);
  return grouped;
}

/** The credits of one day, by partner; without обнуления. */
export const creditsOn = (d: Day, lines: readonly Line[]): ByPartner =>
  byPartner(lines, ({ date, basis }) => date === d && basis !== 'обнуление');

/**
 * A partner's earlier letter of a kind and date, whoever it is to: one that has gone, else the last. One whose promo
 * code nobody has any more belongs to the partner with its address: that partner's code has been changed.
 */
export function earlierLetters(
  { past, rows, broken }: Facts,
  kind: LetterKind,
  date: string,
): (row: PartnerRow) => PastLetter | undefined {
  const codes = new Set([...rows.partners, ...broken.partners].map(({ code }) => keyOf(code ?? '')));
  const known = new Map<string, PastLetter>();
  // Those that have gone come last, so that they count.
  for (const gone of [false, true])
    for (const one of past.of(kind.code)) {
      if (one.date !== date || hasGone(one) !== gone) continue;
      const code = keyOf(one.object);
      known.set(codes.has(code) ? code : one.recipient, one);
    }
  return ({ code, email }) => known.get(keyOf(code)) ?? known.get(addressHash(email));
}

/** What a letter is about: the promo code as it is compared. One that exists keeps the spelling of its time. */
export const objectOf = ({ code }: PartnerRow, earlier: PastLetter | undefined): string =>
  earlier?.object ?? keyOf(code);

/** The months whose 1st after is in the letter window: what reports on them is due, or still waits. */
export function statedMonths(facts: Facts): readonly Month[] {
  const { zone, today, letterWindow } = facts;
  const months: Month[] = [];
  let month = monthAfter(monthOf(zone.dayOf(letterWindow.from)), -1);
  for (; creditDay(month) <= today; month = monthAfter(month, 1))
    if (opensInWindow(facts, creditDay(month))) months.push(month);
  return months;
}
