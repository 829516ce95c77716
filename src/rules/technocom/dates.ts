// Dates that are probably mistyped: of what must have happened, but ahead; or in an impossible order. The rows count
// all the same, and the computation takes the cells as they are.
import { addDays, type Day, ruDay } from '../day.js';
import { rowWarning } from '../programme.js';
import type { Figure } from '../reasons.js';
import type { Columns } from '../tabs.js';
import { type Instant, instant, ruInstant, type Zone } from '../zone.js';
import { STEP_RULES } from './licences.js';
import type { TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import { tabs } from './tabs.js';
import { PARTS } from './training.js';
import { counted, outOfOrder } from './words.js';

/** Nobody plans a request half a year ahead. */
const FAR_DAYS = 183;
/** What is agreed may be entered so many days ahead; beyond them its year is likely to be mistyped. */
const PLANNED_DAYS = 31;

type DatedTab = 'registry' | 'tickets' | 'hours' | 'licences' | 'training';
interface Dated {
  readonly key: string;
  readonly header: string;
  readonly isDay: boolean;
}

/**
 * The columns of a tab with what has happened, so that a date ahead counts as blank (spec 00, «Values»); with its
 * request, where one ahead counts; and pairs of which the first must not come after the second.
 */
function dated<K extends DatedTab, C extends string & keyof TechnocomTabs[K]['columns']>(
  tab: K,
  happened: readonly C[],
  request: C | null = null,
  inOrder: readonly (readonly [first: C, then: C])[] = [],
) {
  const columns: Columns = tabs[tab].columns;
  const of = (key: C): Dated => ({
    key,
    header: columns[key]?.header ?? '',
    isDay: columns[key]?.kind.type === 'day',
  });
  return {
    tab,
    happened: happened.map(of),
    request: request && of(request),
    inOrder: inOrder.map(([first, then]) => [of(first), of(then)] as const),
  };
}

/** The order of licences is a row error (licences.ts). */
const DATED = [
  dated(
    'registry',
    ['confirmed', 'rejected', 'extensionAgreed', 'softwareListed', 'licencesBought', 'warned', 'detached'],
    null,
    [
      ['requested', 'confirmed'],
      ['requested', 'rejected'],
      ['confirmed', 'detached'],
    ],
  ),
  dated('tickets', ['asked', 'answered', 'solved'], 'created', [
    ['created', 'asked'],
    ['created', 'answered'],
    ['created', 'solved'],
  ]),
  dated('hours', ['assigned'], 'requested', [['requested', 'assigned']]),
  dated(
    'licences',
    STEP_RULES.map(({ column }) => column),
    'requested',
  ),
  dated('training', PARTS),
];
type Row = Readonly<Record<string, unknown>>;

const FAR = counted({ what: 'дата ещё не наступила: проверьте год', how: 'Исправьте дату.' });
const AHEAD = {
  what: 'дата ещё не наступила, ячейка пока не учтена',
  how: 'Проверьте год. Если он верен, ячейка подействует, когда дата наступит.',
};

/** A cell as an instant, a day at its 00:00; null if it is blank. */
function instantIn({ key, isDay }: Dated, row: Row, zone: Zone): Instant | null {
  const value = row[key];
  if (typeof value !== 'number') return null;
  return isDay ? zone.at(value as Day) : instant(value);
}

const isAfter = (column: Dated, row: Row, zone: Zone, moment: Instant): boolean =>
  (instantIn(column, row, zone) ?? 0) > moment;

/** Whether one date of a row is before another; a day and an instant are compared by day. */
function isBefore(column: Dated, other: Dated, row: Row, zone: Zone): boolean {
  const at = instantIn(column, row, zone);
  const start = instantIn(other, row, zone);
  if (at === null || start === null) return false;
  return at < (column.isDay ? zone.at(zone.dayOf(start)) : start);
}

/** Warnings about the dates of all rows. */
export function dateProblems({ rows, zone, today }: TechnocomFacts): readonly TechnocomProblem[] {
  const problems: TechnocomProblem[] = [];
  const far = zone.at(addDays(today, FAR_DAYS));
  const planned = zone.at(addDays(today, PLANNED_DAYS));
  for (const { tab, happened, request, inOrder } of DATED)
    for (const row of rows[tab]) {
      const warn = ({ key }: Dated, fault: typeof FAR): void => {
        problems.push(rowWarning<TechnocomTabs>(tab, row.row, key, fault));
      };
      if (request && isAfter(request, row, zone, far)) warn(request, FAR);
      for (const column of happened) if (isAfter(column, row, zone, planned)) warn(column, AHEAD);
      for (const [first, then] of inOrder)
        if (isBefore(then, first, row, zone)) warn(then, counted(outOfOrder(first.header, then.header)));
    }
  return problems;
}

/**
 * «ещё не наступило и не учтено: «Подтверждено» 03.03.2052», for Примечание and explanations; none if nothing is ahead.
 * `index`: among the good rows.
 */
export function aheadRemarks(
  { tab, index }: Pick<Figure<TechnocomTabs>, 'tab' | 'index'>,
  { rows, zone, now }: TechnocomFacts,
): readonly string[] {
  const found = DATED.find((one) => one.tab === tab);
  const row = found && rows[found.tab][index];
  if (!row) return [];
  const cells: string[] = [];
  for (const column of found.happened) {
    const at = instantIn(column, row, zone);
    if (at !== null && at > now)
      cells.push(`«${column.header}» ${column.isDay ? ruDay(zone.dayOf(at)) : ruInstant(zone, at)}`);
  }
  return cells.length === 0 ? [] : [`ещё не наступило и не учтено: ${cells.join(', ')}`];
}
