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

/** Counts tickets one by one. */
export interface DeskCounter {
  readonly add: (ticket: Ticket) => void;
  /** Groups in order of month, then priority. */
  readonly groups: () => readonly DeskCounts[];
}

export function deskCounter({ worktime, zone }: DeskTerms): DeskCounter {
  const months = new Map<Day, string>();
  const byMonth = new Map<string, Map<string, DeskCounts>>();
  return {
    add: (ticket) => {
      const group = groupOf(ticket, byMonth, monthOf(zone.dayOf(ticket.row.created), months));
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
    },
    groups: () =>
      [...byMonth.values()]
        .flatMap((groups) => [...groups.values()])
        .sort((a, b) =>
          a.month < b.month
            ? -1
            : a.month > b.month
              ? 1
              : ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority),
        ),
  };
}

function groupOf(ticket: Ticket, byMonth: Map<string, Map<string, DeskCounts>>, month: string): DeskCounts {
  let groups = byMonth.get(month);
  if (!groups) byMonth.set(month, (groups = new Map<string, DeskCounts>()));
  const priority = reportPriority(ticket);
  let group = groups.get(priority);
  if (!group) {
    group = {
      month,
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

function monthOf(day: Day, known: Map<Day, string>): string {
  let month = known.get(day);
  if (month === undefined) known.set(day, (month = monthKey(day)));
  return month;
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
