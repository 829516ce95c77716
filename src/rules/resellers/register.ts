// The register: good rows of «Реселлеры» with their memberships, and the look-up by name for rows of other
// tabs.
import { ruDay } from '../day.js';
import { rowError } from '../programme.js';
import { bySpelling, keyOf } from '../text.js';
import { type Membership, membershipOf, type Participation, participationOn } from './membership.js';
import type { Facts, Problem, ResellerRow } from './model.js';

/** A partner as described by its own row. */
export interface Member {
  /** 0-based position among the good rows of «Реселлеры»; other lists about partners use it. */
  readonly index: number;
  readonly row: ResellerRow;
  readonly key: string;
  readonly membership: Membership;
  readonly participation: Participation;
}

/** The result of a look-up by name: a partner, 'broken' if its own row is in error, null if unknown. */
export type Named<T> = T | 'broken' | null;

export interface Register {
  /** Parallel to the good rows of «Реселлеры»; null for a row that a rule has put in error. */
  readonly members: readonly (Member | null)[];
  readonly find: (company: string) => Named<Member>;
  readonly problems: readonly Problem[];
}

/** Reads «Реселлеры». A renewal to a year before that of registration puts the row in error. */
export function openRegister(facts: Facts): Register {
  const problems: Problem[] = [];
  const byKey = new Map<string, Member | 'broken'>();
  for (const { company } of facts.broken.resellers) if (company !== null) byKey.set(keyOf(company), 'broken');
  const members = facts.rows.resellers.map((row, index): Member | null => {
    const key = keyOf(row.company);
    const membership = membershipOf(row.registered, row.renewedTo, row.agreed);
    if (membership === null) {
      byKey.set(key, 'broken');
      const what = `год продления раньше года регистрации (${ruDay(row.registered)})`;
      problems.push(
        rowError('resellers', row.row, 'renewedTo', {
          what,
          how: 'Исправьте год продления или дату регистрации.',
        }),
      );
      return null;
    }
    const member = { index, row, key, membership, participation: participationOn(membership, facts.today) };
    byKey.set(key, member);
    return member;
  });
  return { members, find: bySpelling((key) => byKey.get(key) ?? null), problems };
}

/** The error of a row with an unknown name. */
export const unknownCompany = (tab: 'purchases' | 'redemptions' | 'applications', row: number): Problem =>
  rowError(tab, row, 'company', {
    what: 'такой компании нет на вкладке «Реселлеры»',
    how: 'Исправьте название или добавьте компанию на вкладку «Реселлеры».',
  });

/** Unknown names in rows that have another error, too, so that staff mend both at once. */
export function unknownInBroken({ broken }: Facts, find: (company: string) => unknown): readonly Problem[] {
  const tabs = ['purchases', 'redemptions', 'applications'] as const;
  return tabs.flatMap((tab) =>
    broken[tab]
      .filter(({ company }) => company !== null && find(company) === null)
      .map(({ row }) => unknownCompany(tab, row)),
  );
}

/** Note on a row that does not count because its company's row is in error. */
export const BROKEN_COMPANY = 'строка компании с ошибкой: не учтено';
export const NOT_YET = 'дата ещё не наступила: не учтено';
