// Training (раздел 2): four blocks and an attestation give a certificate; one certified employee attests the
// partner.
import { type Day, happened } from '../day.js';
import type { TechnocomFacts, TrainingRow } from './model.js';
import type { Directory } from './partners.js';
import { tabs } from './tabs.js';

/** What a certificate asks for, by column. */
export const PARTS = ['company', 'products', 'sales', 'headOffice', 'attestation'] as const;

/** `certificate` and `left` are the computed cells of its row. */
interface Course {
  readonly row: TrainingRow;
  readonly certificate: boolean;
  /** Headers of what has not been passed yet; null when all has. */
  readonly left: string | null;
}

export interface Training {
  /** Parallel to the good rows; null for a row of an unknown partner. */
  readonly byRow: readonly (Course | null)[];
  /** Key of each partner with a certified employee → row of the first one. */
  readonly attested: ReadonlyMap<string, number>;
}

export function decideTraining({ rows, today }: TechnocomFacts, partners: Directory): Training {
  const attested = new Map<string, number>();
  const byRow = rows.training.map((row): Course | null => {
    const partner = partners.find(row.partner);
    if (!partner) return null;
    const left = leftOf(row, today);
    if (left === null && !attested.has(partner.key)) attested.set(partner.key, row.row);
    return { row, certificate: left === null, left };
  });
  return { byRow, attested };
}

/** A date in the future has not been passed yet. */
function leftOf(row: TrainingRow, today: Day): string | null {
  const left = PARTS.filter((part) => happened(row[part], today) === null);
  return left.length === 0 ? null : left.map((part) => tabs.training.columns[part].header).join(', ');
}
