// The conditions by which money is computed. A closed month keeps its own: «Условия» of «Закрытые месяцы» (rule 8).
import { Fault, type Kind } from '../kinds.js';
import type { SettingsOf } from '../settings.js';
import { keyOf } from '../text.js';
import type { Zone } from '../zone.js';
import { type Month, monthAfter } from './months.js';
import { settings } from './settings.js';

type Parameter = 'rate' | 'term' | 'reward' | 'threshold' | 'training' | 'minimum' | 'payingClients';
/** The parameters that decide over accruals and withdrawals: `rate` in percent, `term` in months, money in hundredths. */
export type Terms = Pick<SettingsOf<typeof settings>, Parameter>;

/** The conditions in force now, for open months. */
export const termsOf = ({
  rate,
  term,
  reward,
  threshold,
  training,
  minimum,
  payingClients,
}: Terms): Terms => ({
  rate,
  term,
  reward,
  threshold,
  training,
  minimum,
  payingClients,
});

/** «Ставка юрлица, %: 15; Срок юрлица, месяцев: 24; …», as it stands in «Условия». */
export function termsText(terms: Terms, zone: Zone): string {
  const one = <T>(declared: { readonly header: string; readonly kind: Kind<T> }, value: T): string =>
    `${declared.header}: ${declared.kind.write(value, zone)}`;
  return [
    one(settings.rate, terms.rate),
    one(settings.term, terms.term),
    one(settings.reward, terms.reward),
    one(settings.threshold, terms.threshold),
    one(settings.training, terms.training),
    one(settings.minimum, terms.minimum),
    one(settings.payingClients, terms.payingClients),
  ].join('; ');
}

/** Reads «Условия»; null when something is missing or cannot be read. */
export function readTerms(text: string | null, zone: Zone): Terms | null {
  const typed = new Map<string, string>();
  for (const part of (text ?? '').split(';')) {
    const colon = part.lastIndexOf(':');
    if (colon > 0) typed.set(keyOf(part.slice(0, colon)), part.slice(colon + 1).trim());
  }
  const one = <T>(declared: { readonly header: string; readonly kind: Kind<T> }): T | null => {
    const raw = typed.get(keyOf(declared.header));
    const value = raw === undefined ? null : declared.kind.read(raw, zone);
    return value instanceof Fault ? null : value;
  };
  const terms = {
    rate: one(settings.rate),
    term: one(settings.term),
    reward: one(settings.reward),
    threshold: one(settings.threshold),
    training: one(settings.training),
    minimum: one(settings.minimum),
    payingClients: one(settings.payingClients),
  };
  return isWhole(terms) ? terms : null;
}

const isWhole = (terms: { readonly [K in keyof Terms]: Terms[K] | null }): terms is Terms =>
  Object.values(terms).every((value) => value !== null);

/** Which conditions hold for a month: those of the closing that closed it, else today's. */
export type TermsAt = (month: Month) => Terms;

/** `closings` by month, ascending; a closing without readable conditions takes today's. */
export function termsBook(
  current: Terms,
  closings: readonly { readonly month: Month; readonly terms: Terms | null }[],
): TermsAt {
  const newest = closings[closings.length - 1]?.month ?? -1;
  const known = new Map<Month, Terms>();
  return (month) => {
    if (month > newest) return current;
    const found = known.get(month);
    if (found) return found;
    const made = closings.find((closing) => month <= closing.month)?.terms ?? current;
    known.set(month, made);
    return made;
  };
}

/** The months from which the threshold of физлицо is lower than in the closed month before. */
export const loweredIn = (
  closings: readonly { readonly month: Month }[],
  termsAt: TermsAt,
): readonly Month[] =>
  closings
    .map(({ month }) => monthAfter(month, 1))
    .filter((month) => termsAt(month).threshold < termsAt(monthAfter(month, -1)).threshold);
