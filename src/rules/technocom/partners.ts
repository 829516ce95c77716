// The partners of «Представители» by name, and the row error for an unknown name. All tabs refer to partners
// by name; names are looked up here only.
import { rowError } from '../programme.js';
import { bySpelling, keyOf } from '../text.js';
import type { TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import type { Role } from './words.js';

export interface Partner {
  readonly key: string;
  readonly name: string;
  /** Null when the cell could not be read because the partner's own row is in error. */
  readonly email: string | null;
  readonly role: Role | null;
}

/** The partners by name, compared like headers. */
export interface Directory {
  readonly find: (name: string) => Partner | null;
}

/** Includes partners whose own row is in error, so that rows of other tabs do not fail because of it. */
export function partnerDirectory(facts: TechnocomFacts): Directory {
  const byKey = new Map<string, Partner>();
  for (const row of [...facts.rows.representatives, ...facts.broken.representatives]) {
    if (row.partner === null) continue;
    const key = keyOf(row.partner);
    if (!byKey.has(key)) byKey.set(key, { key, name: row.partner, email: row.email, role: row.role });
  }
  return { find: bySpelling((key) => byKey.get(key) ?? null) };
}

const UNKNOWN = {
  what: 'такого партнёра нет на вкладке «Представители»',
  how: 'Исправьте название или добавьте партнёра на вкладку «Представители».',
};
export const unknownPartner = (tab: TechnocomProblem['tab'] & string, row: number): TechnocomProblem =>
  rowError<TechnocomTabs>(tab, row, 'partner', UNKNOWN);
