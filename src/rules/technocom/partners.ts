// The partners of «Представители» by name, and the row error for an unknown name. All tabs refer to partners
// by name; names are looked up here only.
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
  how: 'Исправьте название или добавьте партнёра на вкладку «Представители».',
};
/** Unknown partners in rows that have other errors too, so that all are told at once. */
export const unknownInBroken = (
  { broken }: TechnocomFacts,
  partners: Directory,
): readonly TechnocomProblem[] =>
  REFERRING.flatMap((tab) =>
    broken[tab]
      .filter(({ partner }) => partner !== null && !partners.find(partner))
      .map(({ row }) => unknownPartner(tab, row)),
  );
const REFERRING = ['registry', 'reports', 'tickets', 'hours', 'licences', 'training'] as const;

export const unknownPartner = (tab: (typeof REFERRING)[number], row: number): TechnocomProblem =>
  rowError<TechnocomTabs>(tab, row, 'partner', UNKNOWN);
