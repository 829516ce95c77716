// Building blocks of «Проверки»: a requirement, whether it is met, and why; shared by the parts of the
// checklist.
import { ruDay } from '../day.js';
import type { OutputRowOf } from '../tabs.js';
import type { Row, WebinarFacts, WebinarTabs } from './model.js';
import type { Dossier } from './season.js';
import type { ANSWERS } from './tabs.js';
import type { Finding, FindingKind } from './texts.js';
import { breachesOf } from './verdict.js';

export type Answer = (typeof ANSWERS)[number];

/** One requirement and whether a webinar meets it. */
export interface Checked {
  readonly webinar: string;
  readonly requirement: string;
  readonly met: Answer;
  /** Why; '' when there is nothing to say. */
  readonly detail: string;
  readonly clause: string;
}
/** Answers one requirement. */
export type Check = (requirement: string, met: Answer, detail: string, clause: string) => Checked;

/** Answers requirements for one webinar. */
export const checkOf =
  (webinar: string): Check =>
  (requirement, met, detail, clause) => ({ webinar, requirement, met, detail, clause });
/** The row of «Проверки». */
export const checkRow = ({
  webinar,
  requirement,
  met,
  detail,
  clause,
}: Checked): OutputRowOf<WebinarTabs['checklist']> => ({
  // One by one: for tens of thousands of rows the rest of an object takes longer than all of this.
  webinar,
  requirement,
  met,
  comment: detail === '' ? clause : `${detail} (${clause})`,
});
export const yesNo = (yes: boolean): Answer => (yes ? 'да' : 'нет');
/** «да» if met, «позже» while there is time, else «нет». */
export const inTime = (met: boolean, timeLeft: boolean): Answer => (met ? 'да' : timeLeft ? 'позже' : 'нет');

/** The requirement that violations of one kind have not happened. */
interface Prohibition {
  readonly kind: Row<'violations'>['kind'];
  readonly title: string;
  readonly clause: string;
  /** Violations that the add-on has found itself, each by its place. */
  readonly found?: readonly string[];
}

export function violationCheck(
  check: Check,
  facts: WebinarFacts,
  { one }: Dossier,
  { kind, title, clause, found = [] }: Prohibition,
): Checked {
  const places = one.members.violations
    .filter((row) => row.kind === kind && breachesOf(facts, row) > 0)
    .map(({ date, row }) => `${ruDay(date)}, строка ${row}`)
    .concat(found);
  return check(title, yesNo(places.length === 0), places.join('; '), clause);
}

/** The words of the findings of one kind, each once and in quotes. */
export const wordsOf = (
  reviews: readonly { readonly findings: readonly Finding[] }[],
  kind: FindingKind,
): readonly string[] => [
  ...new Set(
    reviews.flatMap(({ findings }) =>
      findings.flatMap((one) => (one.kind === kind ? one.words.map((word) => `«${word}»`) : [])),
    ),
  ),
];
