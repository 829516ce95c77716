// «Явка»: who is counted as a listener, whose minutes are summed, and what share of the registrations came.
import { roundHalfAway } from '../money.js';
import type { Case, Parameters, Row, WebinarFacts } from './model.js';
import type { Enrolment } from './registrations.js';

/** The computed cells of one row of «Явка». */
export interface Presence {
  readonly counted: boolean | null;
  readonly note: string | null;
}

export interface Turnout {
  /** «Слушателей»: addresses that are counted. */
  readonly emails: ReadonlySet<string>;
  /** Accepted registrations that attended. */
  readonly registered: number;
  /** «Явка, %», to 0.1; null without registrations. */
  readonly rate: number | null;
}

const UNREGISTERED = 'не зарегистрирован';

interface Sum {
  readonly index: number;
  minutes: number;
  /** A row without minutes: present. */
  blank: boolean;
}

/** Sums each address over its rows; the answer stands on its first row (spec 02, rule 2). */
export function countAttendance(
  facts: WebinarFacts,
  one: Case,
  enrolment: Enrolment,
  into: (Presence | null)[],
): Turnout {
  const rows = facts.rows.attendance;
  const sums = new Map<string, Sum>();
  for (const index of one.members.attendance) {
    const row = rows[index];
    if (!row) continue;
    const known = sums.get(row.email);
    if (known) {
      known.minutes += row.minutes ?? 0;
      known.blank ||= row.minutes === null;
      into[index] = {
        counted: null,
        note: `повторное подключение: учтено в строке ${rows[known.index]?.row ?? ''}`,
      };
    } else sums.set(row.email, { index, minutes: row.minutes ?? 0, blank: row.minutes === null });
  }

  const emails = new Set<string>();
  let registered = 0;
  for (const [email, sum] of sums) {
    const counted = isCounted(sum, facts.settings);
    const accepted = enrolment.byEmail.has(email);
    if (counted) {
      emails.add(email);
      if (accepted) registered += 1;
    }
    into[sum.index] =
      counted && accepted ? PRESENT : { counted, note: noteOf(counted, accepted, facts.settings) };
  }
  return { emails, registered, rate: share(registered, enrolment.count) };
}

/** Most rows end so: it is shared. */
const PRESENT: Presence = { counted: true, note: null };

const isCounted = (sum: Pick<Sum, 'minutes' | 'blank'>, settings: Parameters): boolean =>
  // Minutes of reconnections are summed as typed: 0.1 + 0.2 must make 0.3.
  sum.blank || sum.minutes >= settings.attendanceMinutes - 1e-9;

function noteOf(counted: boolean, accepted: boolean, settings: Parameters): string | null {
  const notes: string[] = [];
  if (!counted)
    notes.push(`меньше ${String(settings.attendanceMinutes).replace('.', ',')} мин: не засчитано`);
  if (!accepted) notes.push(UNREGISTERED);
  return notes.length > 0 ? notes.join('; ') : null;
}

/** `part` of `whole` in % to 0.1; null without a whole. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : roundHalfAway((part * 1_000) / whole) / 10;

const HAIR = 1e-9;

/** «A–B»: how many come at the two rates, rounded down. */
export const forecast = (accepted: number, settings: Pick<Parameters, 'showLow' | 'showHigh'>): string =>
  [settings.showLow, settings.showHigh].map((rate) => Math.floor((accepted * rate) / 100 + HAIR)).join('–');

/** Registrations that the quorum needs at the lower rate: ceil(25 / 0.30) = 84. Infinity when nobody is expected to come. */
export const registrationsNeeded = (settings: Pick<Parameters, 'quorum' | 'showLow'>): number =>
  settings.showLow > 0 ? Math.ceil((settings.quorum * 100) / settings.showLow - HAIR) : Infinity;

/** Rows of «Явка» of one address, for explanations. */
export const rowsOf = (
  rows: readonly Row<'attendance'>[],
  one: Case,
  email: string,
): readonly Row<'attendance'>[] =>
  one.members.attendance.flatMap((index) => {
    const row = rows[index];
    return row?.email === email ? [row] : [];
  });
