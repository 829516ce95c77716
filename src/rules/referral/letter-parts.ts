// Shared by several letters: the months that they report on, lines by partner, and earlier letters.
import { groupBy } from '../collections.js';
import type { Day } from '../day.js';
import { addressHash } from '../hash.js';
import {
  hasGone,
  type Letter,
  type LetterKind,
  opensInWindow,
  type PastLetter,
  unnumbered,
} from '../letters.js';
import type { Money } from '../money.js';
import { bullets, byCodePoint, count, keyOf } from '../text.js';
import { type Line, sumOf } from './lines.js';
import type { ReferralFacts, PartnerRow } from './model.js';
import { creditDay, type Month, monthAfter, monthOf } from './months.js';
import { rub } from './wording.js';

type ByPartner = ReadonlyMap<string, readonly Line[]>;

/** The lines that count, by key of the partner's name. */
export const byPartner = (lines: readonly Line[], counts: (line: Line) => boolean): ByPartner =>
  groupBy(lines.filter(counts), ({ partner }) => keyOf(partner));

/** The credits of one day, by partner; without обнуления. */
export const creditsOn = (d: Day, lines: readonly Line[]): ByPartner =>
  byPartner(lines, ({ date, basis }) => date === d && basis !== 'обнуление');

const codesOf = ({ rows, broken }: ReferralFacts): ReadonlySet<string> =>
  new Set([...rows.partners, ...broken.partners].map(({ code }) => keyOf(code ?? '')));

/**
 * A partner's earlier letter of a kind, of those that count, whoever it is to: the newest that has gone, else the
 * newest. One whose promo code nobody has any more belongs to the partner with its address: that partner's code has
 * been changed.
 */
export function earlierLetters(
  facts: ReferralFacts,
  kind: LetterKind,
  counts: (one: PastLetter) => boolean = () => true,
): (row: PartnerRow) => PastLetter | undefined {
  const codes = codesOf(facts);
  const known = new Map<string, PastLetter>();
  const past = facts.past.of(kind.code).filter(counts);
  // Later ones replace earlier ones.
  past.sort((a, b) => Number(hasGone(a)) - Number(hasGone(b)) || byCodePoint(a.date, b.date));
  for (const one of past) {
    const code = keyOf(one.object);
    known.set(codes.has(code) ? code : one.recipient, one);
  }
  return ({ code, email }) => known.get(keyOf(code)) ?? known.get(addressHash(email));
}

/**
 * The last letter about a request of one date, whichever of its refusals it told, however the promo code was spelled; likewise, if nobody has the code
 * of its object any more. `request`: what the object says after the code.
 */
export function earlierRequests(
  facts: ReferralFacts,
  kind: LetterKind,
): (row: PartnerRow, request: string, date: string) => PastLetter | undefined {
  const codes = codesOf(facts);
  const byDate = groupBy(facts.past.of(kind.code), ({ date }) => unnumbered(date));
  return ({ code, email }, request, date) => {
    const end = keyOf(`/${request}`);
    const same = (byDate.get(date) ?? []).filter(({ object }) => keyOf(object).endsWith(end));
    const codeOf = ({ object }: PastLetter): string => keyOf(object).slice(0, -end.length);
    const own = same.filter((one) => codeOf(one) === keyOf(code));
    return (
      own[own.length - 1] ??
      same.find((one) => one.recipient === addressHash(email) && !codes.has(codeOf(one)))
    );
  };
}

/** A letter to a partner. All of them name it and say whom to ask. */
export const toPartner = <P extends string>(
  facts: ReferralFacts,
  { code }: LetterKind<P | 'партнёр' | 'контакт'>,
  { name, email }: PartnerRow,
  about: Omit<Letter, 'code' | 'to' | 'values'> & { readonly values: () => Readonly<Record<P, string>> },
): Letter => ({
  ...about,
  code,
  to: email,
  values: () => ({
    ...about.values(),
    партнёр: name,
    контакт: facts.settings.manager ?? 'ответом на это письмо',
  }),
});

/** What a letter is about: the promo code as it is compared. One that exists keeps the spelling of its time. */
export const objectOf = ({ code }: PartnerRow, earlier: PastLetter | undefined): string =>
  earlier?.object ?? keyOf(code);

/** Longer lists of a letter are cut: what stands below them must not be. */
const LONGEST = 200;

/** One of the sums that a letter lists. */
export interface Item {
  readonly text: string;
  readonly amount: Money;
}

/** Sums as the lines of a letter; of a long list the number and the sum of the rest, and where they are. */
export const itemList = (items: readonly Item[], where: string, most = LONGEST): string =>
  bullets(
    items.map(({ text }) => text),
    most,
    (left) => `${count(left, 'строка', 'строки', 'строк')} на ${rub(sumOf(items.slice(-left)))} — ${where}`,
  );

/** The months whose 1st after is in the letter window: what reports on them is due, or still waits. */
export function statedMonths(facts: ReferralFacts): readonly Month[] {
  const { zone, today, letterWindow } = facts;
  const months: Month[] = [];
  let month = monthAfter(monthOf(zone.dayOf(letterWindow.from)), -1);
  for (; creditDay(month) <= today; month = monthAfter(month, 1))
    if (opensInWindow(facts, creditDay(month))) months.push(month);
  return months;
}
