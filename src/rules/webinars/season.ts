// Assesses the whole season: every row of every tab once, then one dossier a webinar. All outputs are made from it.
import { type Compensation, type AnnouncementReview, compensate, reviewOf } from './budget.js';
import { countAttendance, type Presence, type Turnout } from './attendance.js';
import { type Term, termsOf } from './deadlines.js';
import { type LandingReview, reviewLanding } from './landings.js';
import { type Book, type Case, openBook, type WebinarFacts, type WebinarProblem } from './model.js';
import { type Agenda, reviewAgenda, type TalkReview } from './talks.js';
import { AHEAD, enrol, type Enrolment, type Registration } from './registrations.js';
import { announcementFindings, type Checker, compileChecker } from './texts.js';
import { judge, type Verdict } from './verdict.js';

/** Everything known of one webinar. */
export interface Dossier {
  readonly one: Case;
  readonly enrolment: Enrolment;
  readonly turnout: Turnout;
  readonly agenda: Agenda;
  readonly verdict: Verdict;
  readonly terms: readonly Term[];
}

/** Lists named after a tab are parallel to its good rows; null stands for a row in error. */
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

const blanks = <T>(rows: readonly unknown[]): (T | null)[] => new Array<T | null>(rows.length).fill(null);

/** Applies the rules to every row. */
export function assess(facts: WebinarFacts): Season {
  const { rows } = facts;
  const book = openBook(facts);
  const checker = compileChecker(facts.settings.competitors);
  const problems: WebinarProblem[] = [...book.problems];
  const talks = blanks<TalkReview>(rows.talks);
  const listeners = blanks<Registration>(rows.listeners);
  const attendance = blanks<Presence>(rows.attendance);
  const budget = blanks<Compensation>(rows.budget);
  const announcements = blanks<AnnouncementReview>(rows.announcements);
  const landings = blanks<LandingReview>(rows.landings);

  const enrolments = enrol(facts, book, listeners);
  const turnouts = countAttendance(facts, book, enrolments, attendance);
  const webinars = book.at.map((one, position): Dossier | null => {
    const enrolment = enrolments[position];
    const turnout = turnouts[position];
    if (!one || !enrolment || !turnout) return null;
    const agenda = reviewAgenda(facts, one, checker, talks, problems);
    let placements = 0;
    for (const index of one.members.announcements) {
      const row = rows.announcements[index];
      if (!row) continue;
      const review = reviewOf(announcementFindings(row, checker));
      announcements[index] = review;
      if (review.violation) placements += 1;
    }
    for (const index of one.members.landings) {
      const page = rows.landings[index];
      if (page) landings[index] = reviewLanding(page, checker);
    }
    const compensation = compensate(facts, one, announcements, budget);
    const verdict = judge(facts, one, { attendees: turnout.attendees, compensation, placements });
    return { one, enrolment, turnout, agenda, verdict, terms: termsOf(facts, one) };
  });
  warnOfAhead(facts, listeners, problems);
  return {
    facts,
    book,
    checker,
    dossiers: webinars.filter((dossier) => dossier !== null),
    webinars,
    talks,
    listeners,
    attendance,
    budget,
    announcements,
    landings,
    problems,
  };
}

/** A registration dated ahead waits for its time; staff should see that in case the date is a slip. */
function warnOfAhead(
  facts: WebinarFacts,
  listeners: readonly (Registration | null)[],
  problems: WebinarProblem[],
): void {
  listeners.forEach((registration, index) => {
    if (registration?.reason !== AHEAD) return;
    const row = facts.rows.listeners[index];
    if (!row) return;
    problems.push({
      tab: 'listeners',
      row: row.row,
      column: 'registeredAt',
      what: `${AHEAD}, регистрация пока не учтена`,
      how: 'Проверьте дату; если она верна, ничего делать не нужно.',
      severity: 'warning',
    });
  });
}
