// The reseller programme as a subject: every reseller's level and points, its points per quarter, and which
// purchases count must agree.
import type { Decision } from '../../src/rules/programme.js';
import { LEVELS } from '../../src/rules/resellers/levels.js';
import type { tabs } from '../../src/rules/resellers/tabs.js';
import { compare, rowsInError, subject } from '../subject.js';
import { resellersData } from './data.js';
import { type ResellersFigures, resellersPass } from './pass.js';

const DAY = 86_400;

export const resellers = subject<ResellersFigures>({
  id: 'resellers',
  unit: 'companies',
  sizes: [43, 425, 4_260],
  data: resellersData,
  pass: (grids, { zone, now }) =>
    resellersPass(
      {
        resellers: grids.resellers ?? [],
        purchases: grids.purchases ?? [],
        redemptions: grids.redemptions ?? [],
        applications: grids.applications ?? [],
      },
      Math.floor(zone.toSerial(now) + 0.5 / DAY),
    ),
  differences: (figures, evaluation) => {
    const decision = evaluation.decided?.decision as Decision<typeof tabs> | undefined;
    if (!decision) return ['the engine did not decide'];
    const rowsOf = (key: 'resellers' | 'purchases'): readonly number[] =>
      (evaluation.parsed[key]?.rows ?? []).map(({ row }) => row - 1);
    const accounts = rowsOf('resellers').map((row) => figures.accounts.get(row));
    const quarters = new Map<string, number[]>();
    for (const { company, points } of decision.outputs.accruals) {
      const known = quarters.get(company ?? '');
      if (known) known.push(points ?? Number.NaN);
      else quarters.set(company ?? '', [points ?? Number.NaN]);
    }
    const purchases = rowsOf('purchases');
    return [
      ...compare(
        'accounts',
        accounts.map(
          (account) =>
            account && [
              LEVELS[account.level],
              account.isService,
              account.points,
              account.available,
              account.toThreshold,
            ],
        ),
        decision.computed.resellers.map((cells) =>
          cells.level === null
            ? undefined
            : [cells.level, cells.service !== null, cells.points, cells.available, cells.toThreshold],
        ),
      ),
      ...compare(
        'quarters',
        figures.quarters,
        [...figures.accounts.values()].map(({ name }) => quarters.get(name) ?? []),
      ),
      ...compare(
        'purchases',
        purchases.map((row) => figures.counted[row]),
        decision.computed.purchases.map(({ note }, index) =>
          evaluation.faults.purchases?.has((purchases[index] ?? 0) + 1) ? -1 : note === null ? 1 : 0,
        ),
      ),
      ...compare('rows in error', [figures.errors], [rowsInError(evaluation)]),
    ];
  },
});
