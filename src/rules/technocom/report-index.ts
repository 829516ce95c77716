// Yearly reports by client, partner and year, for finding the earliest due date without a report.
import { entryOf } from '../collections.js';
import type { Day } from '../day.js';
import { clientKey } from './claims.js';
import type { ReportedYears } from './reporting.js';
import type { ReportRow } from './model.js';
import type { Directory, Partner } from './partners.js';

/** A report row with its client and partner; null for an unknown partner. */
interface Filed {
  readonly report: ReportRow;
  readonly client: string;
  readonly partner: Partner | null;
}

export interface ReportIndex {
  /** Parallel to the good rows. */
  readonly filed: readonly Filed[];
  /** The reports of a partner on a client dated up to today. */
  readonly of: (client: string, partner: Partner) => ReportedYears | undefined;
}

type Years = Map<number, { readonly date: Day; readonly row: number }>;

const NO_PARTNERS = (): Map<Partner, Years> => new Map();
const NO_YEARS = (): Years => new Map();

/** The earliest report of each year by client and partner. Reports dated in the future are ignored. */
export function indexReports(rows: readonly ReportRow[], partners: Directory, today: Day): ReportIndex {
  const index = new Map<string, Map<Partner, Years>>();
  const filed = rows.map((report): Filed => {
    const { date, year, row } = report;
    const partner = partners.find(report.partner);
    const client = clientKey(report.inn, report.contract);
    if (partner && date <= today) {
      const years = entryOf(entryOf(index, client, NO_PARTNERS), partner, NO_YEARS);
      const first = years.get(year);
      if (!first || date < first.date) years.set(year, { date, row });
    }
    return { report, client, partner };
  });
  return { filed, of: (client, partner) => index.get(client)?.get(partner) };
}
