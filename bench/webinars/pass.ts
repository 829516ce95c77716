// The webinars by hand: one case per webinar, every other tab is added to it in one pass, then the result of
// each webinar is computed.
// No remarks, reasons, states, forecasts, totals by partner, checklist, talks, landing pages, deadlines or
// letters.
import type { Grid } from '../../src/sheets/grid.js';
import { type WorkingDays, workingDays } from '../working-days.js';
import { type Case, readCases } from './cases.js';
import {
  readAnnouncements,
  readAttendance,
  readBudget,
  readListeners,
  readViolations,
  STATUS,
} from './rows.js';

export interface WebinarsGrids {
  readonly webinars: Grid;
  readonly listeners: Grid;
  readonly attendance: Grid;
  readonly budget: Grid;
  readonly announcements: Grid;
  readonly violations: Grid;
}

/** Money in hundredths; NaN where there is no result yet. */
export interface Verdict {
  readonly registrations: number;
  readonly attendees: number;
  /** Percent of the registrations, to 0.1; NaN without registrations. */
  readonly rate: number;
  readonly basePoints: number;
  readonly penalties: number;
  readonly points: number;
  readonly compensation: number;
  readonly bonuses: number;
}

export interface WebinarsFigures {
  /** By row of «Вебинары»; absent for a row in error. */
  readonly verdicts: ReadonlyMap<number, Verdict>;
  /** By row of «Слушатели»: a number of STATUS. */
  readonly statuses: Int8Array;
  readonly errors: number;
}

const DAY = 86_400;
const QUORUM = 25;
const POINTS = 100;
const PENALTY = 20;
const LIMIT = 8_000_000;
const LONG_ENOUGH = 1 - 1e-9;
/** Due two weeks before; exclusion two days later. */
const PROGRAMME_DAYS = 12;
const BUDGET_DAYS = 5;

function isLateProgramme(one: Case, today: number): boolean {
  if (one.exclusionLifted > 0) return false;
  const limit = one.startDay - PROGRAMME_DAYS;
  if (one.programmeSubmitted > 0) return one.programmeSubmitted > limit;
  // A webinar refused in time needs no programme; the refusal itself already bars it.
  return today > limit;
}

function isLateBudget(one: Case, { days, upTo, from }: WorkingDays, today: number): boolean {
  const term = days[(upTo[one.endDay - from] ?? 0) + BUDGET_DAYS - 1] ?? 0;
  return (one.actualBudget > 0 ? one.actualBudget : today) > term;
}

/** `now`: wall-clock seconds of the programme. */
export function webinarsPass(grids: WebinarsGrids, now: number): WebinarsFigures {
  const today = Math.floor(now / DAY);
  const calendar = workingDays('РК');
  const cases = readCases(grids.webinars, now);
  const statuses = new Int8Array(grids.listeners.length).fill(STATUS.error);
  const errors =
    cases.errors +
    readListeners(grids.listeners, cases, now, statuses) +
    readAttendance(grids.attendance, cases) +
    readAnnouncements(grids.announcements, cases) +
    readViolations(grids.violations, cases, today) +
    readBudget(grids.budget, cases);

  const verdicts = new Map<number, Verdict>();
  for (const one of cases.list) {
    const registrations = one.holders.size;
    let attendees = 0;
    let registered = 0;
    for (const [address, lasted] of one.minutes) {
      if (lasted < LONG_ENOUGH) continue;
      attendees += 1;
      if (one.holders.has(address)) registered += 1;
    }
    const isBarred = one.hasRefused || one.hasHandedMaterials || isLateProgramme(one, today);
    const earns = !isBarred && attendees >= QUORUM;
    const basePoints = earns ? POINTS : 0;
    const penalties = (one.changes + one.placements) * PENALTY;
    const bonuses = earns && !isLateBudget(one, calendar, today) ? Math.min(one.compensation, LIMIT) : 0;
    verdicts.set(one.row, {
      registrations,
      attendees,
      rate: registrations === 0 ? Number.NaN : Math.round((registered * 1_000) / registrations) / 10,
      basePoints: one.ended ? basePoints : Number.NaN,
      penalties,
      points: one.ended ? basePoints - penalties : Number.NaN,
      compensation: one.compensation,
      bonuses: one.ended ? bonuses : Number.NaN,
    });
  }
  return { verdicts, statuses, errors };
}
