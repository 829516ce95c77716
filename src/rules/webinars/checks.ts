// Building blocks of «Проверки»: a requirement, whether it is met, and why; shared by the parts of the
// checklist.
import { ruDay } from '../day.js';
import type { OutputRowOf } from '../tabs.js';
import { type Case, pick, type Row, type WebinarFacts, type WebinarTabs } from './model.js';
import type { ANSWERS } from './tabs.js';
import type { Finding, FindingKind } from './texts.js';
import { breachesOf } from './verdict.js';

export type Answer = (typeof ANSWERS)[number];

/** One row of «Проверки». */
export type CheckRow = OutputRowOf<WebinarTabs['checklist']>;
/** Builds the row of one requirement. */
export type Check = (requirement: string, met: Answer, detail: string, clause: string) => CheckRow;

/** Returns the row builder for one webinar. */
export const checkOf =
  (webinar: string): Check =>
  (requirement, met, detail, clause) => ({
    webinar,
    requirement,
    met,
    comment: detail === '' ? clause : `${detail} (${clause})`,
  });
export const yesNo = (yes: boolean): Answer => (yes ? 'да' : 'нет');
/** «да» if met, «позже» while there is time, else «нет». */
export const inTime = (met: boolean, timeLeft: boolean): Answer => (met ? 'да' : timeLeft ? 'позже' : 'нет');

/** The requirement that violations of one kind have not happened. */
interface Ban {
  readonly kind: Row<'violations'>['kind'];
  readonly title: string;
  readonly clause: string;
  /** Violations that the add-on has found itself, each by its place. */
  readonly found?: readonly string[];
}

export function violationCheck(
  check: Check,
  facts: WebinarFacts,
  one: Case,
  { kind, title, clause, found = [] }: Ban,
): CheckRow {
  const rows = pick(facts.rows.violations, one.members.violations).filter(
    (row) => row.kind === kind && breachesOf(facts, row) > 0,
  );
  return check(
    title,
    yesNo(rows.length + found.length === 0),
    [...rows.map((row) => `${ruDay(row.date)}, строка ${row.row}`), ...found].join('; '),
    clause,
  );
}

/** Words of the findings of one kind in the three tabs with texts. */
export const wordsOf = (
  reviews: readonly ({ readonly findings: readonly Finding[] } | null)[],
  at: readonly number[],
  kind: FindingKind,
) =>
  pick(reviews, at).flatMap(
    (review) => review?.findings.flatMap((one) => (one.kind === kind ? one.words : [])) ?? [],
  );
