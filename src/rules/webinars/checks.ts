// Building blocks of «Проверки»: a requirement, whether it is met, and why; shared by the parts of the
// checklist.
import { ruDay } from '../day.js';
import type { OutputRowOf, Tab } from '../tabs.js';
import { breachesOf, type Row, type WebinarFacts, type WebinarTabs } from './model.js';
import type { Dossier } from './season.js';
import { type ANSWERS, tabs } from './tabs.js';
import type { Finding, FindingKind } from './texts.js';

export type Answer = (typeof ANSWERS)[number];

/** One requirement and whether a webinar meets it: a row of «Проверки», and what it comes from. */
export interface Checked extends OutputRowOf<WebinarTabs['checklist']> {
  readonly webinar: string;
  readonly requirement: string;
  readonly met: Answer;
  /** Why; '' when there is nothing to say. */
  readonly detail: string;
  readonly clause: string;
  /** The rows that the answer comes from, if not from the webinar's own. */
  readonly places: readonly Place[];
  /** The digest does not name it: it has words of its own for that, or nothing can be mended any more. */
  readonly quiet: boolean;
}
/** Answers one requirement. */
export type Check = (
  requirement: string,
  met: Answer,
  detail: string,
  clause: string,
  places?: readonly Place[],
) => Checked;

/** Answers requirements for one webinar. */
export const checkOf =
  (webinar: string, quiet = false): Check =>
  (requirement, met, detail, clause, places = NO_PLACES) => ({
    webinar,
    requirement,
    met,
    comment: detail === '' ? clause : `${detail} (${clause})`,
    detail,
    clause,
    places,
    quiet,
  });
const NO_PLACES: readonly Place[] = [];

/** A row that an answer comes from. */
interface Place {
  readonly tab: Tab;
  readonly row: number;
}
/** Rows of one tab. */
export const placesIn = (tab: Tab, rows: readonly number[]): readonly Place[] =>
  rows.map((row) => ({ tab, row }));
/** «строка 5», «строки 3, 6» */
export const rowsText = (rows: readonly number[], of = ''): string =>
  `${rows.length === 1 ? 'строка' : 'строки'}${of} ${rows.join(', ')}`;
export const yesNo = (yes: boolean): Answer => (yes ? 'да' : 'нет');
/** «да» if met, «позже» while there is time, else «нет». */
export const inTime = (met: boolean, timeLeft: boolean): Answer => (met ? 'да' : timeLeft ? 'позже' : 'нет');

/** The requirement that violations of one kind have not happened. */
interface Prohibition {
  readonly kind: Row<'violations'>['kind'];
  readonly title: string;
  readonly clause: string;
  /** Rows of announcements that the add-on has found to be such violations itself. */
  readonly found?: readonly number[];
}

export function violationCheck(
  check: Check,
  facts: WebinarFacts,
  { one }: Dossier,
  { kind, title, clause, found = [] }: Prohibition,
): Checked {
  const noted = one.members.violations.filter((row) => row.kind === kind && breachesOf(facts, row) > 0);
  const places = [
    ...noted.map(({ date, row }) => `${ruDay(date)}, строка ${row}`),
    ...found.map((row) => `анонс, строка ${row}`),
  ];
  return check(title, yesNo(places.length === 0), places.join('; '), clause, [
    ...placesIn(
      tabs.violations,
      noted.map(({ row }) => row),
    ),
    ...placesIn(tabs.announcements, found),
  ]);
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

/** The rows with findings of one kind. */
export const rowsWith = (
  reviews: readonly { readonly row: { readonly row: number }; readonly findings: readonly Finding[] }[],
  wanted: FindingKind,
): readonly number[] =>
  reviews.filter(({ findings }) => findings.some(({ kind }) => kind === wanted)).map(({ row }) => row.row);
