// «Отчёт Service Desk»: tickets by the month they were created in and by priority.
// Counts are kept apart from the row that shows them, so that «Почему такая цифра?» can tell the arithmetic.
import { type Day, monthKey } from '../day.js';
import { roundHalfAway, toUnits } from '../money.js';
import type { DeskTerms, Ticket } from './desk.js';
import { PRIORITIES, TICKET_TYPES } from './words.js';

export interface DeskReportRow {
  readonly month: string;
  readonly priority: string;
  readonly total: number;
  readonly solved: number;
  readonly inTime: number;
  readonly late: number;
  readonly share: number | null;
  readonly averageHours: number | null;
}

/** The counts behind one row; what the explanation shows. */
export interface DeskCounts {
  readonly month: string;
  readonly priority: string;
  total: number;
  solved: number;
  inTime: number;
  late: number;
  /** Of those with a deadline: solved in time; solved or overdue. */
  inTimeOfDue: number;
  ofDue: number;
  /** Working seconds from the start to the solution, over `timed` tickets that have both. */
  seconds: number;
  timed: number;
}

const ORDER: readonly string[] = [...PRIORITIES, ...TICKET_TYPES];

/** «Приоритет» of the report: the ticket's own, else its type (rule 5). */
export const reportPriority = ({ row }: Ticket): string => row.priority ?? row.type;

/** Groups in order of month, then priority. */
export function countDesk(
  tickets: readonly (Ticket | null)[],
  { worktime, zone }: DeskTerms,
): readonly DeskCounts[] {
  const months = openMonths();
  for (const ticket of tickets) {
    if (!ticket) continue;
    const group = groupOf(months.at(zone.dayOf(ticket.row.created)), reportPriority(ticket));
    group.total += 1;
    const { state, due, start, solved } = ticket;
    if (solved !== null) group.solved += 1;
    if (state === 'решено в срок') group.inTime += 1;
    else if (state === 'просрочено' || state === 'решено с опозданием') group.late += 1;
    if (due !== null && (solved !== null || state === 'просрочено')) {
      group.ofDue += 1;
      if (state === 'решено в срок') group.inTimeOfDue += 1;
    }
    if (solved !== null && start !== null) {
      group.timed += 1;
      // Solved before the clock started: no working time was needed.
      group.seconds += Math.max(0, worktime.between(start, solved));
    }
  }
  return months
    .all()
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ groups }) =>
      [...groups.values()].sort((a, b) => ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority)),
    );
}

/** A month of tickets by priority. */
interface Month {
  readonly name: string;
  readonly groups: Map<string, DeskCounts>;
}

/** Finds the month of a day; each day's is worked out once. */
function openMonths(): { readonly at: (day: Day) => Month; readonly all: () => Month[] } {
  const byName = new Map<string, Month>();
  const byDay = new Map<Day, Month>();
  const monthOf = (name: string): Month => {
    const known = byName.get(name);
    if (known) return known;
    const month = { name, groups: new Map<string, DeskCounts>() };
    byName.set(name, month);
    return month;
  };
  return {
    at: (day) => {
      let month = byDay.get(day);
      if (!month) byDay.set(day, (month = monthOf(monthKey(day))));
      return month;
    },
    all: () => [...byName.values()],
  };
}

function groupOf({ name, groups }: Month, priority: string): DeskCounts {
  let group = groups.get(priority);
  if (!group) {
    group = {
      month: name,
      priority,
      total: 0,
      solved: 0,
      inTime: 0,
      late: 0,
      inTimeOfDue: 0,
      ofDue: 0,
      seconds: 0,
      timed: 0,
    };
    groups.set(priority, group);
  }
  return group;
}

/** To two decimals, half away from zero. */
const hundredths = (value: number): number => toUnits(roundHalfAway(value * 100));

export const deskReport = (groups: readonly DeskCounts[]): readonly DeskReportRow[] =>
  groups.map(({ month, priority, total, solved, inTime, late, inTimeOfDue, ofDue, seconds, timed }) => ({
    month,
    priority,
    total,
    solved,
    inTime,
    late,
    share: ofDue === 0 ? null : hundredths((inTimeOfDue / ofDue) * 100),
    averageHours: timed === 0 ? null : hundredths(seconds / timed / 3_600),
  }));
