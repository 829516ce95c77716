// Assesses the whole season: every row of every tab once, then one dossier per webinar. All outputs are
// derived from this.
import { rowError } from '../programme.js';
import { type AnnouncementReview, doubleProblems, reviewAnnouncement } from './announcements.js';
import { compensate, type Compensation, type Costs } from './budget.js';
import { countAttendance, type Presence, type Turnout, withOrderedRates } from './attendance.js';
import { type Term, termsOf } from './deadlines.js';
import { type LandingReview, reviewLanding } from './landings.js';
import {
  BACKWARDS,
  type Case,
  type Cases,
  gatherCases,
  type WebinarFacts,
  type WebinarProblem,
} from './model.js';
import { bansOf } from './refusals.js';
import { aheadProblems, enrol, type Enrolment, type Registration } from './registrations.js';
import { type Agenda, reviewAgenda, type TalkReview } from './talks.js';
import { compileChecker } from './texts.js';
import { judge, type Verdict } from './verdict.js';

/** All results for one webinar. */
export interface Dossier {
  readonly one: Case;
  readonly enrolment: Enrolment;
  readonly turnout: Turnout;
  readonly agenda: Agenda;
  readonly announcements: readonly AnnouncementReview[];
  readonly landings: readonly LandingReview[];
  readonly costs: Costs;
  readonly verdict: Verdict;
  readonly terms: readonly Term[];
}

/** Lists named after a tab are parallel to its good rows, with null for a row in error. */
export interface Season {
  readonly facts: WebinarFacts;
  readonly cases: Cases;
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

/** Arranges the reviews of all webinars in the order of a tab's rows; null for a row in error. */
function inOrder<R, T extends { readonly row: R }>(
  rows: readonly R[],
  dossiers: readonly Dossier[],
  reviewsOf: (dossier: Dossier) => readonly T[],
): readonly (T | null)[] {
  const byRow = new Map<R, T>();
  for (const dossier of dossiers) for (const review of reviewsOf(dossier)) byRow.set(review.row, review);
  return rows.map((row) => byRow.get(row) ?? null);
}

/** Applies the rules to every row. */
export function assess(given: WebinarFacts): Season {
  const { settings, problems } = withOrderedRates(given.settings);
  const facts = { ...given, settings };
  const { rows } = facts;
  const cases = gatherCases(facts);
  const checker = compileChecker(facts.settings.competitors);
  const { enrolments, registrations } = enrol(facts, cases);
  const { turnouts, presences } = countAttendance(facts, cases, enrolments);
  const banOf = bansOf(
    facts,
    cases.at.filter((one) => one !== null),
  );
  const webinars = cases.at.map((one, position): Dossier | null => {
    const enrolment = enrolments[position];
    const turnout = turnouts[position];
    if (!one || !enrolment || !turnout) return null;
    const announcements = one.members.announcements.map((row) => reviewAnnouncement(row, checker));
    const costs = compensate(facts, one, announcements);
    const verdict = judge(facts, one, banOf(one), {
      attendees: turnout.attendees,
      compensation: costs.total,
      placements: announcements.filter(({ violation }) => violation).length,
      withheld: costs.withheld,
    });
    return {
      one,
      enrolment,
      turnout,
      agenda: reviewAgenda(facts, one, checker),
      announcements,
      landings: one.members.landings.map((row) => reviewLanding(row, checker)),
      costs,
      verdict,
      terms: termsOf(facts, one),
    };
  });
  const dossiers = webinars.filter((dossier) => dossier !== null);
  return {
    facts,
    cases,
    dossiers,
    webinars,
    talks: inOrder(rows.talks, dossiers, ({ agenda }) => agenda.reviews),
    listeners: registrations,
    attendance: presences,
    budget: inOrder(rows.budget, dossiers, ({ costs }) => costs.lines),
    announcements: inOrder(rows.announcements, dossiers, ({ announcements }) => announcements),
    landings: inOrder(rows.landings, dossiers, ({ landings }) => landings),
    problems: problems.concat(
      cases.problems,
      dossiers.flatMap(({ agenda }) =>
        agenda.backwards.map((row) => rowError('talks', row, 'end', BACKWARDS)),
      ),
      dossiers.flatMap(({ one, announcements }) => doubleProblems(facts, one, announcements)),
      aheadProblems(facts, registrations),
    ),
  };
}
