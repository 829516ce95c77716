// The register: good rows of «Реселлеры» with their memberships and levels, and the look-up by name for rows of
// other tabs.
import { groupBy } from '../collections.js';
import { type Day, ruDay, yearOf } from '../day.js';
import { rowError } from '../programme.js';
import { bySpelling, keyOf } from '../text.js';
import { approvalOn } from './approvals.js';
import {
  type Level,
  levelInForce,
  missingFor,
  type Requirement,
  type ServiceStatus,
  serviceStatus,
} from './levels.js';
import { type Membership, membershipOf, type Participation, participationOn } from './membership.js';
import type { ApplicationRow, ResellerFacts, ResellerProblem, ResellerRow } from './model.js';
import { EVERY_LEVEL } from './settings.js';

/** A partner as described by its own row and its applications. */
export interface Partner {
  /** 0-based position among the good rows of «Реселлеры»; other lists about partners use it. */
  readonly index: number;
  readonly row: ResellerRow;
  readonly key: string;
  readonly membership: Membership;
  readonly participation: Participation;
  /** Its good rows of «Заявки на уровень». */
  readonly applications: readonly ApplicationRow[];
  readonly asked: Level;
  /** The approved application that `asked` comes from; null: it comes from «Заявленный уровень». */
  readonly askedBy: ApplicationRow | null;
  readonly level: Level;
  /** The unmet requirements of the level asked for. */
  readonly missing: readonly Requirement[];
  readonly service: ServiceStatus | null;
  /** Whether the level is among «Накопление для уровней». */
  readonly earns: boolean;
}

/** The result of a look-up by name: a partner, 'broken' if its own row is in error, null if unknown. */
export type Named<T> = T | 'broken' | null;

export interface Register {
  /** Parallel to the good rows of «Реселлеры»; null for a row that a rule has put in error. */
  readonly partners: readonly (Partner | null)[];
  readonly find: (company: string) => Named<Partner>;
  readonly problems: readonly ResellerProblem[];
}

/** Reads «Реселлеры». A renewal to a year before that of registration puts the row in error. */
export function openRegister({ rows, broken, settings, today }: ResellerFacts): Register {
  const problems: ResellerProblem[] = [];
  const byKey = new Map<string, Named<Partner>>();
  for (const { company } of broken.resellers) if (company !== null) byKey.set(keyOf(company), 'broken');
  const applied = groupBy(rows.applications, ({ company }) => keyOf(company));
  const accruing: ReadonlySet<string> = new Set(settings.accrualLevels);
  const partners = rows.resellers.map((row, index): Partner | null => {
    const key = keyOf(row.company);
    if (row.renewedTo !== null && row.renewedTo < yearOf(row.registered)) {
      byKey.set(key, 'broken');
      problems.push(
        rowError('resellers', row.row, 'renewedTo', {
          what: `год продления раньше года регистрации (${ruDay(row.registered)})`,
          how: 'Исправьте год продления или дату регистрации.',
        }),
      );
      return null;
    }
    const membership = membershipOf(row.registered, row.renewedTo, row.agreed);
    const applications = applied.get(key) ?? [];
    const askedBy = approvalOn(applications, today);
    const asked = askedBy?.level ?? row.claimedLevel;
    const level = levelInForce(asked, row);
    const partner = {
      index,
      row,
      key,
      membership,
      participation: participationOn(membership, today),
      applications,
      asked,
      askedBy,
      level,
      missing: missingFor(asked, row),
      service: serviceStatus(level, row),
      earns: accruing.has(EVERY_LEVEL) || accruing.has(level),
    };
    byKey.set(key, partner);
    return partner;
  });
  return { partners, find: bySpelling((key) => byKey.get(key) ?? null), problems };
}

type PartnerTab = 'purchases' | 'redemptions' | 'applications';

/** The error of a row with an unknown name. */
export const unknownCompany = (tab: PartnerTab, row: number): ResellerProblem =>
  rowError(tab, row, 'company', {
    what: 'такой компании нет на вкладке «Реселлеры»',
    how: 'Исправьте название или добавьте компанию на вкладку «Реселлеры».',
  });

/** Unknown names in rows that have another error, too, so that staff mend both at once. */
export function unknownInBroken(
  { broken }: ResellerFacts,
  find: Register['find'],
): readonly ResellerProblem[] {
  const tabs = ['purchases', 'redemptions', 'applications'] as const;
  return tabs.flatMap((tab) =>
    broken[tab]
      .filter(({ company }) => company !== null && find(company) === null)
      .map(({ row }) => unknownCompany(tab, row)),
  );
}

/** Note on a row that does not count because its company's row is in error. */
export const BROKEN_COMPANY = 'строка компании с ошибкой: не учтено';

/** What the rules say of the rows of a tab. */
export interface Judged {
  /** Примечание of each good row; null: it counts, unless it is among the problems. */
  readonly notes: readonly (string | null)[];
  readonly problems: readonly ResellerProblem[];
}

/** Judges rows: `judge` gets those of known companies up to today and returns the note. */
export function judged<R extends { readonly row: number; readonly company: string; readonly date: Day }>(
  tab: PartnerTab,
  rows: readonly R[],
  { find }: Register,
  today: Day,
  judge: (row: R, partner: Partner) => string | null,
): Judged {
  const problems: ResellerProblem[] = [];
  const notes = rows.map((row) => {
    const partner = find(row.company);
    if (partner === 'broken') return BROKEN_COMPANY;
    if (partner !== null) return row.date > today ? 'дата ещё не наступила: не учтено' : judge(row, partner);
    problems.push(unknownCompany(tab, row.row));
    return null;
  });
  return { notes, problems };
}
