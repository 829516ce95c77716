// Assesses the whole season: every row of every tab once, then one dossier per webinar. All outputs are
// derived from this.
import { type AnnouncementReview, compensate, type Compensation, type Costs, reviewOf } from './budget.js';
import { countAttendance, type Presence, type Turnout } from './attendance.js';
import { type Term, termsOf } from './deadlines.js';
import { type LandingReview, reviewLanding } from './landings.js';
import { type Book, type Case, joined, openBook, type WebinarFacts, type WebinarProblem } from './model.js';
import { aheadProblems, enrol, type Enrolment, type Registration } from './registrations.js';
import { type Agenda, agendaProblems, reviewAgenda, type TalkReview } from './talks.js';
import { announcementFindings, type Checker, compileChecker } from './texts.js';
import { judge, type Verdict } from './verdict.js';

/** All results for one webinar. */
export interface Dossier {
  readonly one: Case;
  readonly enrolment: Enrolment;
  readonly turnout: Turnout;
  readonly agenda: Agenda;
  readonly costs: Costs;
  readonly verdict: Verdict;
  readonly terms: readonly Term[];
}

/** Lists named after a tab are parallel to its good rows, with null for a row in error. */
export interface Season {
  readonly facts: WebinarFacts;
  readonly book: Book;
  readonly checker: Checker;
  readonly dossiers: readonly Dossier[];
  readonly webinars: readonly (Dossier | null)[];
  readonly talks: readonly (TalkReview | null)[];
  readonly listeners: readonly (Registration | null)[];
  readonly attendance: readonly (Presence | null)[];
  readonly budget: readonly (Compensation | null)[];
  readonly announcements: readonly (AnnouncementReview | null)[];
  readonly landings: readonly (LandingReview | null)[];
  readonly problems: readonly WebinarProblem[];
}

/**
 * Arranges the reviews of all webinars by their position among the rows of a tab; null for a row in error.
 */
function byPosition<T extends { readonly index: number }>(
  { length }: readonly unknown[],
  reviews: readonly (readonly T[])[],
): readonly (T | null)[] {
  const list = new Array<T | null>(length).fill(null);
  for (const own of reviews) for (const review of own) list[review.index] = review;
  return list;
}

/** Applies the rules to every row. */
export function assess(facts: WebinarFacts): Season {
  const { rows } = facts;
  const book = openBook(facts);
  const { webinarOf } = book;
  const checker = compileChecker(facts.settings.competitors);
  const { enrolments, registrations } = enrol(facts, book);
  const { turnouts, presences } = countAttendance(facts, book, enrolments);
  const announcements = rows.announcements.map((row, index) =>
    webinarOf.announcements[index] ? reviewOf(announcementFindings(row, checker)) : null,
  );
  const landings = rows.landings.map((page, index) =>
    webinarOf.landings[index] ? reviewLanding(page, checker) : null,
  );
  const webinars = book.at.map((one, position): Dossier | null => {
    const enrolment = enrolments[position];
    const turnout = turnouts[position];
    if (!one || !enrolment || !turnout) return null;
    const costs = compensate(facts, one, announcements);
    const verdict = judge(facts, one, {
      attendees: turnout.attendees,
      compensation: costs.total,
      placements: one.members.announcements.filter((index) => announcements[index]?.violation).length,
    });
    return {
      one,
      enrolment,
      turnout,
      agenda: reviewAgenda(facts, one, checker),
      costs,
      verdict,
      terms: termsOf(facts, one),
    };
  });
  const dossiers = webinars.filter((dossier) => dossier !== null);
  return {
    facts,
    book,
    checker,
    dossiers,
    webinars,
    talks: byPosition(
      rows.talks,
      dossiers.map(({ agenda }) => agenda.reviews),
    ),
    listeners: registrations,
    attendance: presences,
    budget: byPosition(
      rows.budget,
      dossiers.map(({ costs }) => costs.lines),
    ),
    announcements,
    landings,
    problems: book.problems.concat(
      joined(dossiers.map(({ agenda }) => agendaProblems(agenda))),
      aheadProblems(facts, registrations),
    ),
  };
}
