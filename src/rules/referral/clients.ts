// The computed cells of «Клиенты»: the partner, until when the client earns, total charges, why it earns
// nothing (rules 1, 3, 9).
import type { Day } from '../day.js';
import type { ComputedOf } from '../tabs.js';
import type { Books } from './books.js';
import { termAfter } from './months.js';
import type { ReferralFacts } from './model.js';
import type { Client } from './roster.js';
import type { Tariff, tabs } from './tabs.js';
import { epochOn } from './tariffs.js';

/** «Вознаграждение до»: the first day that no longer earns (rule 3). */
export const rewardEnd = ({ row }: Client, { settings }: ReferralFacts): Day =>
  termAfter(row.registered, settings.term);

/** The tariff of the client's partner today. */
export const tariffOf = ({ partner }: Client, { today }: ReferralFacts): Tariff =>
  epochOn(partner.epochs, today).tariff;

/** Whether the client has been paid for while the partner was физлицо (rule 5). */
export const isPaidOnce = ({ index }: Client, { accruals }: Books): boolean =>
  accruals.earned[index]?.credits.some(({ tariff }) => tariff === 'физлицо') === true;

/**
 * Whether the client's charges may earn a percentage by today's tariff: not barred, юрлицо, trained within the
 * term where training is required, not yet paid for as физлицо (rules 1, 3, 5).
 */
export function earnsPercent(client: Client, books: Books, facts: ReferralFacts): boolean {
  const { row, bar } = client;
  if (bar !== null || tariffOf(client, facts) !== 'юрлицо') return false;
  const isTrained = row.trained && (row.trainedFrom === null || row.trainedFrom < rewardEnd(client, facts));
  return (isTrained || !facts.settings.training) && !isPaidOnce(client, books);
}

const EMPTY: ComputedOf<typeof tabs.clients> = { partner: null, until: null, charged: null, note: null };

/** Why the client earns nothing; null when nothing prevents it. */
export function noteOf(client: Client, facts: ReferralFacts): string | null {
  const { bar, row } = client;
  const { settings, today } = facts;
  if (bar !== null) return bar;
  if (tariffOf(client, facts) === 'физлицо') return null;
  if (settings.training && !row.trained) return 'не обучен: процент не начисляется';
  return rewardEnd(client, facts) <= today ? 'срок вознаграждения закончился' : null;
}

export const clientCells = (
  facts: ReferralFacts,
  { roster, accruals }: Books,
): readonly ComputedOf<typeof tabs.clients>[] =>
  roster.clients.map((client, index) => {
    if (!client) return EMPTY;
    return {
      partner: client.partner.row.name,
      until: rewardEnd(client, facts),
      charged: accruals.earned[index]?.charged ?? null,
      note: noteOf(client, facts),
    };
  });
