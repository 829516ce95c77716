// «Баллы и бонусы»: one row per webinar, grouped by partner, and a total row after each partner's webinars.
import { groupBy } from '../collections.js';
import type { OutputRowOf } from '../tabs.js';
import { keyOf } from '../text.js';
import type { WebinarTabs } from './model.js';
import type { Dossier } from './season.js';

type ResultCells = OutputRowOf<WebinarTabs['results']>;

/** One row of the tab, and the webinars behind it (one, or all of a partner's). */
export interface ResultRow {
  readonly total: boolean;
  readonly of: readonly Dossier[];
  readonly cells: ResultCells;
}

const TOTAL = 'Итого';

const cellsOf = ({ one, turnout, verdict }: Dossier): ResultCells => ({
  webinar: one.row.code,
  partner: one.row.partner,
  attendees: turnout.attendees,
  basePoints: verdict.basePoints,
  penalties: verdict.penalties,
  points: verdict.points,
  compensation: verdict.compensation,
  bonuses: verdict.bonuses,
  basis: verdict.basis,
});

function totalOf(rows: readonly ResultCells[]): ResultCells {
  /** The sum of the values that are present; null when none is. */
  const sum = <N extends number>(valueOf: (cells: ResultCells) => N | null): N | null =>
    rows
      .map(valueOf)
      .reduce((total, value) => (total === null ? value : ((total + (value ?? 0)) as N)), null);
  return {
    webinar: TOTAL,
    partner: rows[0]?.partner ?? '',
    attendees: sum((cells) => cells.attendees),
    basePoints: sum((cells) => cells.basePoints),
    penalties: sum((cells) => cells.penalties),
    points: sum((cells) => cells.points),
    compensation: sum((cells) => cells.compensation),
    bonuses: sum((cells) => cells.bonuses),
    basis: null,
  };
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
