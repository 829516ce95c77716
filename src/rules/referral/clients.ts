// The computed cells of «Клиенты»: the partner, until when the client earns, total charges, why it earns
// nothing (rules 1, 3, 9).
import type { Day } from '../day.js';
import type { ComputedOf } from '../tabs.js';
import type { Books } from './books.js';
import { termAfter } from './months.js';
import type { Facts } from './model.js';
import type { Client } from './roster.js';
import type { tabs } from './tabs.js';
import { epochOfMonth, epochOn } from './tariffs.js';

/** «Вознаграждение до»: the first day that no longer earns (rule 3). */
export const rewardEnd = ({ row }: Client, { settings }: Facts): Day =>
  termAfter(row.registered, settings.term);

/**
 * Whether the client earns a percentage by today's tariff: not barred, юрлицо, not yet paid for as физлицо
 * (rules 1, 3, 5).
 */
export const earnsPercent = ({ index, partner, bar }: Client, { accruals }: Books, today: Day): boolean =>
  bar === null &&
  epochOn(partner.epochs, today).tariff === 'юрлицо' &&
  !accruals.earned[index]?.credits.some(
    ({ month }) => epochOfMonth(partner.epochs, month).tariff === 'физлицо',
  );

const EMPTY: ComputedOf<typeof tabs.clients> = { partner: null, until: null, charged: null, note: null };

function noteOf({ bar, partner, row }: Client, until: Day, { settings, today }: Facts): string | null {
  if (bar !== null) return bar;
  if (epochOn(partner.epochs, today).tariff === 'физлицо') return null;
  if (settings.training && !row.trained) return 'не обучен: процент не начисляется';
  return until <= today ? 'срок вознаграждения закончился' : null;
}

export const clientCells = (
  facts: Facts,
  { roster, accruals }: Books,
): readonly ComputedOf<typeof tabs.clients>[] =>
  roster.clients.map((client, index) => {
    if (!client) return EMPTY;
    const until = rewardEnd(client, facts);
    return {
      partner: client.partner.row.name,
      until,
      charged: accruals.earned[index]?.charged ?? null,
      note: noteOf(client, until, facts),
    };
  });
