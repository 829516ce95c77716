// «Баллы и бонусы»: one row per webinar, grouped by partner, and a total row after each partner's webinars.
import { groupBy } from '../collections.js';
import { formatMoney, minor } from '../money.js';
import type { OutputRowOf } from '../tabs.js';
import { formatNumber, keyOf } from '../text.js';
import type { WebinarTabs } from './model.js';
import type { Dossier } from './season.js';

type ResultCells = OutputRowOf<WebinarTabs['results']>;

/** One row of the tab, and the webinars behind it (one, or all of a partner's). */
export interface ResultRow {
  readonly total: boolean;
  readonly of: readonly Dossier[];
  readonly cells: ResultCells;
}

const write = (n: number): string => formatNumber(n);
const writeMoney = (units: number): string => formatMoney(minor(units));
/** The summed columns, and how a figure of each is written. */
export const SUMMED = {
  attendees: write,
  basePoints: write,
  penalties: write,
  points: write,
  compensation: writeMoney,
  bonuses: writeMoney,
};
type Summed = keyof typeof SUMMED;
export const isSummed = (column: string): column is Summed => column in SUMMED;

const TOTAL = 'Итого';

export const cellsOf = ({ one, turnout, costs, verdict }: Dossier): ResultCells => ({
  webinar: one.row.code,
  partner: one.row.partner,
  attendees: turnout.attendees,
  basePoints: verdict.basePoints,
  penalties: verdict.penalties,
  points: verdict.points,
  compensation: costs.total,
  bonuses: verdict.bonuses,
  basis: verdict.basis,
});

function totalOf(rows: readonly ResultCells[]): ResultCells {
  /** The sum of the values that are present; null when none is. */
  const sum = (column: Summed): number | null =>
    rows
      .map((cells): number | null => cells[column])
      .reduce((total, value) => (total === null ? value : total + (value ?? 0)), null);
  const sums = Object.fromEntries(
    Object.keys(SUMMED)
      .filter(isSummed)
      .map((column) => [column, sum(column)]),
  ) as Pick<ResultCells, Summed>;
  return { webinar: TOTAL, partner: rows[0]?.partner ?? '', ...sums, basis: null };
}

/** Partners are in the order of their first webinar; names are compared like headers. */
export function resultsOf(dossiers: readonly Dossier[]): readonly ResultRow[] {
  const byPartner = groupBy(dossiers, ({ one }) => keyOf(one.row.partner));
  return [...byPartner.values()].flatMap((of) => {
    const rows = of.map((dossier): ResultRow => ({ total: false, of: [dossier], cells: cellsOf(dossier) }));
    const cells = totalOf(rows.map((row) => row.cells));
    return [...rows, { total: true, of, cells }];
  });
}
