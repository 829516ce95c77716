// «Отчёт Service Desk»: tickets by month of creation and by priority, with the counts that «Почему такая
// цифра?» shows.
import { entryOf, onceEach } from '../collections.js';
import { monthKey } from '../day.js';
import { roundHalfAway, toUnits } from '../money.js';
import { HOUR_SECONDS } from '../zone.js';
import type { Desk, Ticket } from './desk.js';
import { PRIORITIES, TICKET_TYPES } from './words.js';

interface DeskCounts {
  readonly month: string;
  readonly priority: string;
  readonly total: number;
  readonly solved: number;
  readonly inTime: number;
  readonly late: number;
  /** Among the tickets with a deadline: those solved in time, and those solved or overdue. */
  readonly inTimeOfDue: number;
  readonly ofDue: number;
  /**
   * Working seconds from the start of the clock to the solution, summed over the `timed` tickets that have
   * both.
   */
  readonly seconds: number;
  readonly timed: number;
}

/** One row of the report with the counts behind it, which its explanation uses. */
export interface DeskGroup extends DeskCounts {
  readonly share: number | null;
  readonly averageHours: number | null;
}

/** The counts while they are being collected. */
type Tally = { -readonly [K in keyof DeskCounts]: DeskCounts[K] };

const ORDER: readonly string[] = [...PRIORITIES, ...TICKET_TYPES];

/** «Приоритет» of the report: the ticket's own, else its type (rule 5). */
export const reportPriority = ({ row }: Ticket): string => row.priority ?? row.type;

/** Counts every ticket; groups are in order of month, then priority. */
export function deskReport({ byRow, terms: { worktime, zone } }: Desk): readonly DeskGroup[] {
  const monthOf = onceEach(monthKey);
  const byMonth = new Map<string, Map<string, Tally>>();
  const groupOf = (month: string, priority: string): Tally =>
    entryOf(
      entryOf(byMonth, month, () => new Map<string, Tally>()),
      priority,
      () => ({ month, priority, ...NONE }),
    );
  for (const ticket of byRow) {
    if (!ticket) continue;
    const group = groupOf(monthOf(zone.dayOf(ticket.row.created)), reportPriority(ticket));
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
      // Solved before the clock started: takes no working time.
      group.seconds += Math.max(0, worktime.between(start, solved));
    }
  }
  return [...byMonth.values()]
    .flatMap((groups) => [...groups.values()])
    .sort((a, b) =>
      a.month < b.month ? -1 : a.month > b.month ? 1 : ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority),
    )
    .map((group) => ({
      ...group,
      share: group.ofDue === 0 ? null : hundredths((group.inTimeOfDue / group.ofDue) * 100),
      averageHours: group.timed === 0 ? null : hundredths(group.seconds / group.timed / HOUR_SECONDS),
    }));
}
const NONE = { total: 0, solved: 0, inTime: 0, late: 0, inTimeOfDue: 0, ofDue: 0, seconds: 0, timed: 0 };

/** Rounded to two decimals, half away from zero. */
const hundredths = (value: number): number => toUnits(roundHalfAway(value * 100));
