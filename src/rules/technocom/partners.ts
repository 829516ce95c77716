// The partners of «Представители» by name, and the row errors for unknown names: all tabs refer to partners by name.
import { rowError } from '../programme.js';
import { finder, keyOf } from '../text.js';
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
export const partnerDirectory = ({ rows, broken }: TechnocomFacts): Directory => ({
  find: finder(
    [...rows.representatives, ...broken.representatives].flatMap(({ partner: name, email, role }) =>
      name === null ? [] : [[name, { key: keyOf(name), name, email, role }] as const],
    ),
  ),
});

const UNKNOWN = {
  what: 'такого партнёра нет на вкладке «Представители»',
  how: 'Исправьте название или добавьте туда партнёра.',
};
const REFERRING = ['registry', 'reports', 'tickets', 'hours', 'licences', 'training'] as const;

/** The errors of all rows that name an unknown partner, also of rows that have other errors. */
export function unknownPartners(
  { rows, broken }: TechnocomFacts,
  partners: Directory,
): readonly TechnocomProblem[] {
  const problems: TechnocomProblem[] = [];
  for (const tab of REFERRING)
    for (const list of [rows[tab], broken[tab]])
      for (const { row, partner } of list)
        if (partner !== null && !partners.find(partner))
          problems.push(rowError<TechnocomTabs>(tab, row, 'partner', UNKNOWN));
  return problems;
}
