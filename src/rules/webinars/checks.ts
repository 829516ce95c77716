// Building blocks of «Проверки»: a requirement, whether it is met, and why; shared by the parts of the
// checklist.
import { ruDay } from '../day.js';
import type { OutputRowOf, Tab } from '../tabs.js';
import { innerQuotes, quotedList } from '../text.js';
import type { Term } from './deadlines.js';
import type { Informed, MailLog } from './mail-log.js';
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
type Check = (
  requirement: string,
  met: Answer,
  detail: string,
  clause: string,
  places?: readonly Place[],
) => Checked;

/** A webinar whose requirements are answered. */
export interface Subject extends Dossier {
  readonly facts: WebinarFacts;
  readonly informed: readonly Informed[];
  readonly isUnmarked: (term: Term) => boolean;
  readonly check: Check;
  /** For what the digest does not name. */
  readonly quietly: Check;
}

export const subjectOf = (facts: WebinarFacts, log: MailLog, dossier: Dossier): Subject => ({
  ...dossier,
  facts,
  informed: log.audience(dossier),
  isUnmarked: (term) => log.isUnmarked(dossier, term),
  check: checkOf(dossier.one.row.code, false),
  quietly: checkOf(dossier.one.row.code, true),
});

const checkOf =
  (webinar: string, quiet: boolean): Check =>
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

/** The requirement that violations of one kind have not happened; `found`: by the add-on itself, in announcements. */
export function violationCheck(
  { facts, one, check, quietly }: Subject,
  kind: Row<'violations'>['kind'],
  title: string,
  clause: string,
  found: readonly number[] = [],
): Checked {
  const noted = one.members.violations.filter((row) => row.kind === kind && breachesOf(facts, row) > 0);
  const detail = [
    ...noted.map(({ date, row }) => `${ruDay(date)}, строка ${row}`),
    ...found.map((row) => `анонс, строка ${row}`),
  ].join('; ');
  const places = [
    ...placesIn(
      tabs.violations,
      noted.map(({ row }) => row),
    ),
    ...placesIn(tabs.announcements, found),
  ];
  // The digest tells of announcements in words of its own.
  return (found.length > 0 ? quietly : check)(title, yesNo(places.length === 0), detail, clause, places);
}

type Reviews = readonly { readonly row: { readonly row: number }; readonly findings: readonly Finding[] }[];

/** The words of the findings of one kind, each once and in quotes. */
export const wordsOf = (reviews: Reviews, wanted: FindingKind): string => {
  const own = reviews.flatMap(({ findings }) => findings).filter(({ kind }) => kind === wanted);
  return quotedList([...new Set(own.flatMap(({ words }) => words))].map(innerQuotes));
};

/** The rows with findings of one kind. */
export const rowsWith = (reviews: Reviews, wanted: FindingKind): readonly number[] =>
  reviews.filter(({ findings }) => findings.some(({ kind }) => kind === wanted)).map(({ row }) => row.row);
