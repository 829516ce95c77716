// Shared by several letters: the months that they report on, lines by partner, and earlier letters.
import type { Day } from '../day.js';
import { addressHash } from '../hash.js';
import { hasGone, inWindow, type LetterKind, type PastLetter } from '../letters.js';
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

export const isWaiting = ({ status }: PastLetter): boolean => status === 'черновик' || status === 'в очереди';

/**
 * Earlier letters of a kind by key (null: of no interest), whoever they are to. Of several one that has gone, else
 * the last.
 */
export function earlierBy(
  { past }: Facts,
  { code }: LetterKind,
  key: (one: PastLetter) => string | null,
): ReadonlyMap<string, PastLetter> {
  const known = new Map<string, PastLetter>();
  for (const one of past.of(code)) {
    const about = key(one);
    const other = known.get(about ?? '');
    if (about !== null && (!other || !hasGone(other))) known.set(about, one);
  }
  return known;
}

/**
 * A partner's earlier letter of a kind and date. One whose promo code nobody has any more belongs to the partner with
 * its address: that partner's code has been changed.
 */
export function earlierLetters(
  facts: Facts,
  kind: LetterKind,
  date: string,
): (row: PartnerRow) => PastLetter | undefined {
  const { rows, broken } = facts;
  const codes = new Set([...rows.partners, ...broken.partners].map(({ code }) => keyOf(code ?? '')));
  const known = earlierBy(facts, kind, (one) => {
    if (one.date !== date) return null;
    const code = keyOf(one.object);
    return codes.has(code) ? code : one.recipient;
  });
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
    if (inWindow(facts, zone.at(creditDay(month)))) months.push(month);
  return months;
}
