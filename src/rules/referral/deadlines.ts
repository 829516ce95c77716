// «Сроки» of the programme: the next credit day, payouts to физлица, ends of clients' terms.
import { addDays, type Day, happened } from '../day.js';
import { add, type Money, ZERO } from '../money.js';
import type { Deadline } from '../programme.js';
import { count, days } from '../text.js';
import type { Books } from './books.js';
import { rewardEnd } from './clients.js';
import { SECTIONS } from './explain-parts.js';
import { creditDay, monthOf } from './months.js';
import type { Facts, PartnerRow } from './model.js';
import type { tabs } from './tabs.js';
import { monthName, rub } from './wording.js';

type Ours = Deadline<typeof tabs>;

/** How many days ahead the end of a client's term is shown. */
export const ENDING_DAYS = 30;

/** The next credit day of each partner whose confirmed charges of the current month earn. */
function credits(facts: Facts, { roster, accruals }: Books): Ours[] {
  const month = monthOf(facts.today);
  const sums = new Map<PartnerRow, Money>();
  for (const client of roster.clients) {
    const pending = (client && accruals.earned[client.index]?.pending) ?? null;
    if (!client || pending === null) continue;
    const { row } = client.partner;
    sums.set(row, add(sums.get(row) ?? ZERO, pending));
  }
  return [...sums].map(([{ name, row }, sum]): Ours => ({
    object: name,
    what: `Начисление за ${monthName(month)}`,
    due: { day: creditDay(month) },
    basis: {
      rule: 'Вознаграждение за подтверждённые списания месяца начисляют 1-го числа следующего.',
      clause: SECTIONS.credits,
    },
    state: 'open',
    responsible: facts.settings.manager ?? '',
    note: `на сегодня ${rub(sum)}`,
    source: { tab: 'partners', row },
  }));
}

/**
 * «Как вывести деньги»: физлицо is paid within a number of days after the request («Срок выплаты физлицу,
 * дней»).
 */
function payouts(facts: Facts, books: Books): Ours[] {
  const due: Ours[] = [];
  facts.rows.withdrawals.forEach((row, index) => {
    const verdict = books.withdrawals[index];
    if (verdict?.status !== 'принят' || verdict.tariff !== 'физлицо') return;
    due.push({
      object: books.roster.withdrawalPartner[index]?.row.name ?? row.partner,
      what: 'Выплата физлицу',
      due: { day: addDays(row.date, facts.settings.payoutDays) },
      basis: {
        rule: `Физлицу платят не позже чем через ${days(facts.settings.payoutDays)} после заявки.`,
        clause: SECTIONS.payouts,
      },
      state: happened(row.paid, facts.today) !== null ? 'done' : 'open',
      responsible: facts.settings.manager ?? '',
      note: rub(row.amount),
      source: { tab: 'withdrawals', row: row.row },
    });
  });
  return due;
}

const within = (d: Day, from: Day, days: number): boolean => d >= from && d <= from + days;

/** For every client, whatever the tariff, since it may change within the term. */
function endings(facts: Facts, { roster }: Books): Ours[] {
  const due: Ours[] = [];
  for (const client of roster.clients) {
    if (!client) continue;
    const until = rewardEnd(client, facts);
    if (!within(until, facts.today, ENDING_DAYS)) continue;
    const partner = client.partner.row.name;
    due.push({
      object: client.row.name,
      what: `Окончание ${count(facts.settings.term, 'месяца', 'месяцев', 'месяцев')} вознаграждения`,
      due: { day: until },
      basis: { column: 'until' },
      state: 'open',
      responsible: partner,
      note: `партнёр ${partner}`,
      source: { tab: 'clients', row: client.row.row },
    });
  }
  return due;
}

export const deadlines = (facts: Facts, books: Books): readonly Ours[] => [
  ...credits(facts, books),
  ...payouts(facts, books),
  ...endings(facts, books),
];
