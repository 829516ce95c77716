// The conditions of all computations. A closed month keeps its own in «Условия» of «Закрытые месяцы» (rule
// 8).
import { onceEach } from '../collections.js';
import { Fault } from '../kinds.js';
import type { Setting, SettingsOf } from '../settings.js';
import { keyOf } from '../text.js';
import type { Zone } from '../zone.js';
import { type Month, monthAfter } from './months.js';
import { settings } from './settings.js';

/** The parameters that affect accruals and withdrawals, in the order of «Условия». */
const TERMS = ['rate', 'term', 'reward', 'threshold', 'training', 'minimum', 'payingClients'] as const;
type Term = (typeof TERMS)[number];
/** Whether a closing depends on a parameter: on these, and on what day it is. */
export const mattersToClosing = (key: string): boolean =>
  key === 'zone' || TERMS.some((term) => term === key);
/**
 * Their values: `rate` in percent, `term` in months, money in hundredths. The current ones are the
 * programme's settings.
 */
export type Terms = Pick<SettingsOf<typeof settings>, Term>;

const DECLARED: Readonly<Record<Term, Setting>> = settings;

/** «Ставка юрлица, %: 15; Срок юрлица, месяцев: 24; …», the text of «Условия». */
export const termsText = (terms: Terms, zone: Zone): string =>
  TERMS.map((term) => `${DECLARED[term].header}: ${DECLARED[term].kind.write(terms[term], zone)}`).join('; ');

/** Parses «Условия»; null when anything is missing or unreadable. */
export function readTerms(text: string | null, zone: Zone): Terms | null {
  const typed = new Map<string, string>();
  for (const part of (text ?? '').split(';')) {
    const colon = part.lastIndexOf(':');
    if (colon > 0) typed.set(keyOf(part.slice(0, colon)), part.slice(colon + 1).trim());
  }
  const terms: Partial<Record<Term, unknown>> = {};
  for (const term of TERMS) {
    const { header, kind } = DECLARED[term];
    const raw = typed.get(keyOf(header));
    if (raw === undefined) return null;
    const value = kind.read(raw, zone);
    if (value instanceof Fault) return null;
    terms[term] = value;
  }
  // All are present, each parsed by its own parameter's kind.
  return terms as Terms;
}

/** The conditions of a month: those of the closing that closed it, else today's. */
export type TermsAt = (month: Month) => Terms;

/** `closings` in ascending order of month; one without readable conditions uses today's. */
export function termsBook(
  current: Terms,
  closings: readonly { readonly month: Month; readonly terms: Terms | null }[],
): TermsAt {
  const newest = closings[closings.length - 1]?.month ?? -1;
  const closedTerms = onceEach(
    (month: Month) => closings.find((closing) => month <= closing.month)?.terms ?? current,
  );
  return (month) => (month > newest ? current : closedTerms(month));
}

/** The months in which the threshold of физлицо is lower than in the closed month before. */
export const loweredIn = (
  closings: readonly { readonly month: Month }[],
  termsAt: TermsAt,
): readonly Month[] =>
  closings
    .map(({ month }) => monthAfter(month, 1))
    .filter((month) => termsAt(month).threshold < termsAt(monthAfter(month, -1)).threshold);
