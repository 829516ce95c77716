// Training (раздел 2): four blocks and an attestation give a certificate; one certified employee attests the
// partner.
import { type Day, happened } from '../day.js';
import type { TechnocomFacts, TechnocomProblem, TrainingRow } from './model.js';
import { type Directory, unknownPartner } from './partners.js';
import { tabs } from './tabs.js';

/** What a certificate asks for, by column. */
export const PARTS = ['company', 'products', 'sales', 'headOffice', 'attestation'] as const;

interface Course {
  readonly row: TrainingRow;
  /** Headers of what has not been passed yet. */
  readonly left: readonly string[];
  readonly certified: boolean;
}

export interface Training {
  /** Parallel to the good rows; null for a row in error. */
  readonly byRow: readonly (Course | null)[];
  /** Key of each partner with a certified employee → row of the first one. */
  readonly attested: ReadonlyMap<string, number>;
  readonly problems: readonly TechnocomProblem[];
}

export function decideTraining(facts: TechnocomFacts, partners: Directory): Training {
  const problems: TechnocomProblem[] = [];
  const attested = new Map<string, number>();
  const byRow = facts.rows.training.map((row) => {
    const partner = partners.find(row.partner);
    if (!partner) {
      problems.push(unknownPartner('training', row.row));
      return null;
    }
    const left = leftOf(row, facts.today);
    const certified = left.length === 0;
    if (certified && !attested.has(partner.key)) attested.set(partner.key, row.row);
    return { row, left, certified };
  });
  return { byRow, attested, problems };
}

/** A date in the future has not been passed yet. */
function leftOf(row: TrainingRow, today: Day): readonly string[] {
  const left: string[] = [];
  for (const part of PARTS)
    if (happened(row[part], today) === null) left.push(tabs.training.columns[part].header);
  return left;
}
