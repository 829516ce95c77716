// «Баллы и бонусы»: one row per webinar, grouped by partner, and a total row after each partner's webinars.
import { minor, type Money } from '../money.js';
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

/** Sums the values that are present; null when none is. */
const sum = (values: readonly (number | null)[]): number | null =>
  values.reduce((total: number | null, value) => (value === null ? total : (total ?? 0) + value), null);
const sumMoney = (values: readonly (Money | null)[]): Money | null => {
  const total = sum(values);
  return total === null ? null : minor(total);
};

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

function totalOf(partner: string, rows: readonly ResultCells[]): ResultCells {
  return {
    webinar: TOTAL,
    partner,
    attendees: sum(rows.map((row) => row.attendees)),
    basePoints: sum(rows.map((row) => row.basePoints)),
    penalties: sum(rows.map((row) => row.penalties)),
    points: sum(rows.map((row) => row.points)),
    compensation: sumMoney(rows.map((row) => row.compensation)),
    bonuses: sumMoney(rows.map((row) => row.bonuses)),
    basis: null,
  };
}

/** Partners are in the order of their first webinar; names are compared like headers. */
export function resultsOf(dossiers: readonly Dossier[]): readonly ResultRow[] {
  const byPartner = new Map<string, Dossier[]>();
  for (const dossier of dossiers) {
    const key = keyOf(dossier.one.row.partner);
    const list = byPartner.get(key);
    if (list) list.push(dossier);
    else byPartner.set(key, [dossier]);
  }
  return [...byPartner.values()].flatMap((group) => {
    const rows = group.map((dossier): ResultRow => ({
      total: false,
      of: [dossier],
      cells: cellsOf(dossier),
    }));
    const partner = group[0]?.one.row.partner ?? '';
    return [
      ...rows,
      {
        total: true,
        of: group,
        cells: totalOf(
          partner,
          rows.map((row) => row.cells),
        ),
      },
    ];
  });
}
