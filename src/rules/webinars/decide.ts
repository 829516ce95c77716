// The decision of the webinar programme: assesses the season once; cells, outputs, deadlines and letters are
// derived from that.
import type { ComputedOf } from '../tabs.js';
import { remark } from '../text.js';
import { forecast } from './attendance.js';
import { checklist } from './checklist.js';
import { deadlineLetters } from './deadline-letters.js';
import { deadlinesOf } from './deadlines.js';
import { digestLetters } from './digest.js';
import { explainFigure } from './explain.js';
import { listenerLetters } from './listener-letters.js';
import { readMailLog } from './mail-log.js';
import type { Row, WebinarDecision, WebinarFacts, WebinarTabs } from './model.js';
import { resultsOf } from './results.js';
import { assess, type Dossier } from './season.js';
import { consequenceText } from './verdict.js';

type Cells = ComputedOf<WebinarTabs['webinars']>;

const NO_CELLS: Cells = {
  state: null,
  registrations: null,
  forecast: null,
  attendees: null,
  attendanceRate: null,
  points: null,
  bonuses: null,
  basis: null,
};

const NO_REGISTRATION = { status: null, reason: null };
const NO_PRESENCE = { counted: null, note: null };

const cellsOf = (facts: WebinarFacts, { one, enrolment, turnout, verdict }: Dossier): Cells => ({
  state: verdict.state,
  registrations: enrolment.byEmail.size,
  forecast: one.ended ? null : forecast(enrolment.byEmail.size, facts.settings),
  attendees: turnout.attendees,
  attendanceRate: turnout.rate,
  points: verdict.points,
  bonuses: verdict.bonuses,
  basis: verdict.basis,
});

export function decide(given: WebinarFacts): WebinarDecision {
  const season = assess(given);
  const { facts } = season;
  const log = readMailLog(facts.past);
  const results = resultsOf(season.dossiers);
  const checks = checklist(season, log);
  const consequence = (row: Row<'violations'>): string | null => {
    const one = season.cases.find(row.webinar);
    return one ? consequenceText(facts, one, row) : null;
  };
  return {
    computed: {
      webinars: season.webinars.map((dossier) => (dossier ? cellsOf(facts, dossier) : NO_CELLS)),
      talks: season.talks.map((review) => ({ remarks: review && remark(review.remarks) })),
      // The reviews have fields with the names of the cells, so that a hundred thousand rows need no copies.
      listeners: season.listeners.map((one) => one ?? NO_REGISTRATION),
      attendance: season.attendance.map((one) => one ?? NO_PRESENCE),
      budget: season.budget.map((one) => ({
        compensation: one?.compensation ?? null,
        reason: one?.reason ?? null,
      })),
      announcements: season.announcements.map((review) => ({
        remarks: review && remark(review.remarks),
        penalty: review ? (review.violation ? facts.settings.placementPenalty : 0) : null,
      })),
      landings: season.landings.map((review) => ({
        remarks: review && remark(review.remarks),
        accepted: review?.accepted ?? null,
      })),
      violations: facts.rows.violations.map((row) => ({ consequence: consequence(row) })),
    },
    outputs: {
      results: results.map((row) => row.cells),
      checklist: checks,
    },
    problems: season.problems,
    deadlines: season.dossiers.flatMap((dossier) =>
      deadlinesOf(facts, dossier, (term) => log.isUnmarked(dossier, term)),
    ),
    letters: listenerLetters(season, log).concat(
      deadlineLetters(season, log),
      digestLetters(season, log, checks),
    ),
    explain: (figure) => explainFigure({ season, results, checks }, figure),
  };
}
