// The computed cells of «Клиенты»: the partner, until when the client earns, total charges, why it earns
// nothing (rules 1, 3, 9).
import type { Day } from '../day.js';
import { minor } from '../money.js';
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
export function earnsPercent(
  client: Client,
  index: number,
  { roster, accruals }: Books,
  today: Day,
): boolean {
  const partner = roster.partners[client.partner];
  if (!partner || client.bar !== null || epochOn(partner.epochs, today).tariff !== 'юрлицо') return false;
  for (let at = accruals.from[index] ?? 0; at < (accruals.from[index + 1] ?? 0); at += 1) {
    const month = accruals.month[at];
    if (month !== undefined && epochOfMonth(partner.epochs, month).tariff === 'физлицо') return false;
  }
  return true;
}

const EMPTY: ComputedOf<typeof tabs.clients> = { partner: null, until: null, charged: null, note: null };

function noteOf(client: Client, until: Day, books: Books, facts: Facts): string | null {
  if (client.bar !== null) return client.bar;
  const partner = books.roster.partners[client.partner];
  if (!partner || epochOn(partner.epochs, facts.today).tariff === 'физлицо') return null;
  if (facts.settings.training && !client.row.trained) return 'не обучен: процент не начисляется';
  return until <= facts.today ? 'срок вознаграждения закончился' : null;
}

export const clientCells = (facts: Facts, books: Books): readonly ComputedOf<typeof tabs.clients>[] =>
  books.roster.clients.map((client, index) => {
    if (!client) return EMPTY;
    const until = rewardEnd(client, facts);
    return {
      partner: books.roster.partners[client.partner]?.row.name ?? null,
      until,
      charged: minor(books.accruals.charged[index] ?? 0),
      note: noteOf(client, until, books, facts),
    };
  });
