// The register: good rows of «Реселлеры» with their memberships, and how rows of other tabs find them by name.
// Also which approved application speaks for a partner today (rule 1).
import { type Day, ruDay } from '../day.js';
import { type Problem, rowError } from '../programme.js';
import { bySpelling, keyOf } from '../text.js';
import { type Membership, membershipOf, type Participation, participationOn } from './membership.js';
import type { ApplicationRow, Facts, ResellerRow } from './model.js';
import type { tabs } from './tabs.js';

/** A partner as far as its own row tells. */
export interface Member {
  /** Counts the good rows of «Реселлеры» from 0; what is known of partners is kept in lists by it. */
  readonly index: number;
  readonly row: ResellerRow;
  readonly key: string;
  readonly membership: Membership;
  readonly participation: Participation;
}

/** Whom a row of another tab names: a partner, one whose own row is in error, or nobody. */
export type Named<T> = T | 'broken' | null;

export interface Register {
  /** Parallel to the good rows of «Реселлеры»; null: in error by a rule. */
  readonly members: readonly (Member | null)[];
  readonly find: (company: string) => Named<Member>;
  readonly problems: readonly Problem<typeof tabs>[];
}

/** Reads «Реселлеры». A renewal to a year before the registration puts the row in error. */
export function openRegister(facts: Facts): Register {
  const problems: Problem<typeof tabs>[] = [];
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

/** The error of a row that names nobody. */
export const unknownCompany = (
  tab: 'purchases' | 'redemptions' | 'applications',
  row: number,
): Problem<typeof tabs> =>
  rowError(tab, row, 'company', {
    what: 'такой компании нет на вкладке «Реселлеры»',
    how: 'Исправьте название или добавьте компанию на вкладку «Реселлеры».',
  });

/** Why a row does not count although its company's row is what is wrong. */
export const BROKEN_COMPANY = 'строка компании с ошибкой: не учтено';
export const NOT_YET = 'дата ещё не наступила: не учтено';

/** The day from which an approval counts: «Дата решения», else «Дата» (rule 1). */
export const decidedOn = (application: Pick<ApplicationRow, 'date' | 'decided'>): Day =>
  application.decided ?? application.date;

/** By a partner's index: its newest approved application that counts today; of those of one date the lower row. */
export function approvedApplications(
  facts: Facts,
  find: Register['find'],
): readonly (ApplicationRow | undefined)[] {
  const newest: (ApplicationRow | undefined)[] = [];
  for (const application of facts.rows.applications) {
    if (application.decision !== 'одобрено' || application.date > facts.today) continue;
    const member = find(application.company);
    if (member === null || member === 'broken' || decidedOn(application) > facts.today) continue;
    const known = newest[member.index];
    if (!known || decidedOn(application) >= decidedOn(known)) newest[member.index] = application;
  }
  return newest;
}
