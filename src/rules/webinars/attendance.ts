// «Явка»: who counts as a listener, whose minutes are summed, and the share of registrations that attended.
import { roundHalfAway } from '../money.js';
import { settingProblem } from '../programme.js';
import { count, exact, formatNumber, remark } from '../text.js';
import type { Cases, Parameters, WebinarFacts, WebinarProblem } from './model.js';
import type { Enrolment } from './registrations.js';
import { settings as declared } from './settings.js';

/** The computed cells of one row of «Явка». */
export interface Presence {
  readonly counted: boolean | null;
  readonly note: string | null;
}

export interface Turnout {
  /** «Слушателей»: number of counted addresses. */
  readonly attendees: number;
  /** Whether «Явка» has rows of this webinar. */
  readonly isTaken: boolean;
  /** Whether an address is one of them. */
  readonly came: (email: string) => boolean;
  /** Number of accepted registrations that attended. */
  readonly registered: number;
  /** «Явка, %», to 0.1; null without registrations. */
  readonly rate: number | null;
}

const UNREGISTERED = 'не зарегистрирован';

/** All rows of one address. */
interface Visit {
  /** Position and row number of the first one. */
  readonly index: number;
  readonly row: number;
  minutes: number;
  /** Whether a row lacks its minutes, which counts as present. */
  blank: boolean;
}

export interface Attendance {
  /** By position in «Вебинары». */
  readonly turnouts: readonly Turnout[];
  /** By position in «Явка»; null for a row in error. */
  readonly presences: readonly (Presence | null)[];
}

/**
 * Sums the minutes of each address over its rows; the result is on the first of them (spec 02, rule 2). Scans
 * the tab from top to bottom, like `enrol`.
 */
export function countAttendance(
  { rows, settings }: WebinarFacts,
  cases: Cases,
  enrolments: readonly Enrolment[],
): Attendance {
  const visits = enrolments.map(() => new Map<string, Visit>());
  const presences = new Array<Presence | null>(rows.attendance.length).fill(null);
  rows.attendance.forEach(({ row, email, minutes }, index) => {
    const one = cases.ofPresence[index];
    const ours = one && visits[one.index];
    if (!ours) return;
    const known = ours.get(email);
    if (known) {
      known.minutes += minutes ?? 0;
      known.blank ||= minutes === null;
      presences[index] = { counted: null, note: `повторное подключение: учтено в строке ${known.row}` };
    } else ours.set(email, { index, row, minutes: minutes ?? 0, blank: minutes === null });
  });
  const turnouts = enrolments.map((enrolment, position): Turnout => {
    const ours = visits[position] ?? NOBODY;
    let attendees = 0;
    let registered = 0;
    ours.forEach((visit, email) => {
      const counted = isCounted(visit, settings);
      const accepted = enrolment.byEmail.has(email);
      if (counted) attendees += 1;
      if (counted && accepted) registered += 1;
      presences[visit.index] =
        counted && accepted ? PRESENT : { counted, note: noteOf(counted, accepted, settings) };
    });
    const came = (email: string): boolean => {
      const visit = ours.get(email);
      return visit !== undefined && isCounted(visit, settings);
    };
    return {
      attendees,
      isTaken: ours.size > 0,
      came,
      registered,
      rate: share(registered, enrolment.byEmail.size),
    };
  });
  return { turnouts, presences };
}
const NOBODY: ReadonlyMap<string, Visit> = new Map();

/** Shared by most rows. */
const PRESENT: Presence = { counted: true, note: null };

const isCounted = ({ minutes, blank }: Visit, settings: Parameters): boolean =>
  // Minutes are sums of typed fractions: 0.1 + 0.2 must equal 0.3.
  blank || minutes >= settings.attendanceMinutes - 1e-9;

function noteOf(counted: boolean, accepted: boolean, settings: Parameters): string | null {
  const notes: string[] = [];
  if (!counted) notes.push(`меньше ${exact(settings.attendanceMinutes)} мин: не засчитано`);
  if (!accepted) notes.push(UNREGISTERED);
  return remark(notes);
}

/** `part` of `whole` in percent, to 0.1; null when `whole` is 0. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : roundHalfAway((part * 1_000) / whole) / 10;

const HAIR = 1e-9;

/** The parameters in force: the defaults in place of expected rates that contradict each other, and what is wrong. */
export function withOrderedRates(settings: Parameters): {
  readonly settings: Parameters;
  readonly problems: readonly WebinarProblem[];
} {
  if (settings.showLow <= settings.showHigh) return { settings, problems: [] };
  const showLow = declared.showLow.default;
  const showHigh = declared.showHigh.default;
  const problem = settingProblem('showHigh', {
    what: `«Явка до, %» меньше, чем «Явка от, %»: действует ${showLow}–${showHigh} %`,
    how: 'Исправьте «Явка от, %» и «Явка до, %».',
  });
  return { settings: { ...settings, showLow, showHigh }, problems: [problem] };
}

/** «A–B»: number of listeners expected at the two rates, rounded down. */
export const forecast = (accepted: number, settings: Pick<Parameters, 'showLow' | 'showHigh'>): string =>
  [settings.showLow, settings.showHigh].map((rate) => Math.floor((accepted * rate) / 100 + HAIR)).join('–');

/**
 * Registrations needed for the quorum at the lower rate: ceil(25 / 0.30) = 84. Infinity when that rate is 0.
 */
export const registrationsNeeded = (settings: Pick<Parameters, 'quorum' | 'showLow'>): number =>
  settings.showLow > 0 ? Math.ceil((settings.quorum * 100) / settings.showLow - HAIR) : Infinity;

/**
 * In words, how many more registrations the quorum needs at the lower rate; null when there are enough, or no
 * number would be.
 */
export function shortage(settings: Pick<Parameters, 'quorum' | 'showLow'>, accepted: number): string | null {
  const needed = registrationsNeeded(settings);
  if (accepted >= needed || !Number.isFinite(needed)) return null;
  return (
    `регистраций ${formatNumber(accepted)}: для ${count(settings.quorum, 'слушателя', 'слушателей', 'слушателей')} при явке ${exact(settings.showLow)} % ` +
    `нужно ещё ${formatNumber(needed - accepted)} (всего ${formatNumber(needed)})`
  );
}
