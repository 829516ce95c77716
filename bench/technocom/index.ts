// ТЕХНОКОМ as a subject: every ticket's start, deadline and state, and every row of hours must agree.
import { wallSeconds } from '../cells.js';
import { compare, rowsInError, subject } from '../subject.js';
import { technocomData } from './data.js';
import { type TechnocomFigures, technocomPass } from './pass.js';

interface Ticket {
  readonly start: number | null;
  readonly due: number | null;
  readonly state: string | null;
}
interface Hours {
  readonly running: number | null;
  readonly over: number | null;
}

export const technocom = subject<TechnocomFigures>({
  id: 'technocom',
  unit: 'tickets',
  sizes: [780, 7_970, 79_600],
  data: technocomData,
  pass: (grids, { zone, now }) =>
    technocomPass(
      {
        representatives: grids.representatives ?? [],
        tickets: grids.tickets ?? [],
        hours: grids.hours ?? [],
      },
      wallSeconds(zone, now),
    ),
  differences: (figures, evaluation) => {
    const decided = evaluation.decided;
    if (!decided) return ['the engine did not decide'];
    const { zone } = decided.facts;
    const computed = decided.decision.computed as Readonly<Record<'tickets', readonly Ticket[]>> &
      Readonly<Record<'hours', readonly Hours[]>>;
    const seconds = (at: number | null): number => (at === null ? Number.NaN : wallSeconds(zone, at));
    const rowsOf = (key: 'tickets' | 'hours'): readonly number[] =>
      (evaluation.parsed[key]?.rows ?? []).map(({ row }) => row - 1);
    const tickets = rowsOf('tickets');
    const hours = rowsOf('hours');
    return [
      ...compare(
        'start',
        tickets.map((row) => figures.tickets.starts[row]),
        computed.tickets.map(({ start }) => seconds(start)),
      ),
      ...compare(
        'due',
        tickets.map((row) => figures.tickets.dues[row]),
        computed.tickets.map(({ due }) => seconds(due)),
      ),
      ...compare(
        'state',
        tickets.map((row) => figures.tickets.states[row]),
        computed.tickets.map(({ state }) => state),
      ),
      ...compare(
        'hours',
        hours.map((row) => [figures.hours.running[row], figures.hours.over[row]]),
        computed.hours.map(({ running, over }) => [running, over]),
      ),
      ...compare('rows in error', [figures.errors], [rowsInError(evaluation)]),
    ];
  },
});
