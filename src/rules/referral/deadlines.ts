// «Сроки» of the programme: the next credit day, payouts to физлица, ends of clients' terms.
import { addDays, happened } from '../day.js';
import { minor } from '../money.js';
import type { Deadline } from '../programme.js';
import { count, days } from '../text.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { earnsPercent, rewardEnd } from './clients.js';
import { addTo } from './lines.js';
import { creditDay, monthOf } from './months.js';
import type { ReferralFacts, PartnerRow } from './model.js';
import type { tabs } from './tabs.js';
import { CLAUSES, monthName, rub } from './wording.js';

type Ours = Deadline<typeof tabs>;

/** How many days ahead the end of a client's term is shown. */
export const ENDING_DAYS = 30;

/** The next credit day of each partner whose confirmed charges of the current month earn. */
function credits(facts: ReferralFacts, { roster, accruals }: Books): Ours[] {
  const month = monthOf(facts.today);
  const sums = new Map<PartnerRow, number>();
  for (const client of roster.clients) {
    if (!client) continue;
    const pending = accruals.earned[client.index]?.pending ?? null;
    if (pending !== null) addTo(sums, client.partner.row, pending);
  }
  return [...sums].map(([{ name, row }, sum]): Ours => ({
    object: name,
    what: `Начисление за ${monthName(month)}`,
    due: { day: creditDay(month) },
    basis: {
      rule: 'Вознаграждение за подтверждённые списания месяца начисляют 1-го числа следующего.',
      clause: CLAUSES.credits,
    },
    state: 'open',
    responsible: facts.settings.manager ?? '',
    note: `на сегодня ${rub(minor(sum))}`,
    source: { tab: 'partners', row },
  }));
}

/**
 * «Как вывести деньги»: физлицо is paid within a number of days after the request («Срок выплаты физлицу,
 * дней»).
 */
const payouts = (facts: ReferralFacts, books: Books): readonly Ours[] =>
  acceptedWithdrawals(books)
    .filter(({ tariff }) => tariff === 'физлицо')
    .map(({ row, partner }) => ({
      object: partner.row.name,
      what: 'Выплата физлицу',
      due: { day: addDays(row.date, facts.settings.payoutDays) },
      basis: {
        rule: `Физлицу платят не позже чем через ${days(facts.settings.payoutDays)} после заявки.`,
        clause: CLAUSES.payouts,
      },
      state: happened(row.paid, facts.today) !== null ? 'done' : 'open',
      responsible: facts.settings.manager ?? '',
      note: rub(row.amount),
      source: { tab: 'withdrawals', row: row.row },
    }));

/** For every client, whatever the tariff, since it may change within the term; физлицо is not paid by the term. */
function endings(facts: ReferralFacts, books: Books): Ours[] {
  const due: Ours[] = [];
  for (const client of books.roster.clients) {
    if (!client) continue;
    const until = rewardEnd(client, facts);
    if (until < facts.today || until > addDays(facts.today, ENDING_DAYS)) continue;
    const partner = client.partner.row.name;
    const ended = earnsPercent(client, books, facts) ? 'вознаграждения' : 'с регистрации';
    due.push({
      object: client.row.name,
      what: `Окончание ${count(facts.settings.term, 'месяца', 'месяцев', 'месяцев')} ${ended}`,
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

export const deadlines = (facts: ReferralFacts, books: Books): readonly Ours[] => [
  ...credits(facts, books),
  ...payouts(facts, books),
  ...endings(facts, books),
];
