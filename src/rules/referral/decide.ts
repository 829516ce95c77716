// The decision of the referral programme: the books → computed cells, ledger, balances, deadlines, letters, reasons.
import { add, ZERO } from '../money.js';
import type { Decision } from '../programme.js';
import { rateProblems } from '../rates.js';
import { type Books, keepBooks } from './books.js';
import { clientCells } from './clients.js';
import { deadlines } from './deadlines.js';
import { digest } from './digest.js';
import { explain } from './explain.js';
import { partnerLetters } from './partner-letters.js';
import type { ReferralFacts } from './model.js';
import { byKey } from './roster.js';
import type { tabs } from './tabs.js';
import { keyOf } from '../text.js';

type Ours = Decision<typeof tabs>;

const partnerCells = ({ today }: ReferralFacts, { ledger }: Books): Ours['computed']['partners'] =>
  ledger.settlements.map(({ partner, missing }) => ({
    status: partner.row.registered > today ? 'ещё не начал' : 'активен',
    reason: missing,
  }));

const withdrawalCells = ({ withdrawals }: Books): Ours['computed']['withdrawals'] =>
  withdrawals.map((verdict) => ({ status: verdict?.status ?? null, reason: verdict?.reason ?? null }));

/** Partners by name, then names that occur in closed lines only. */
function balanceRows({ broken }: ReferralFacts, { ledger }: Books): Ours['outputs']['balances'] {
  const faulty = new Map(broken.partners.map(({ name, row }) => [keyOf(name ?? ''), row]));
  return [
    ...[...ledger.settlements]
      .sort((a, b) => byKey(a.partner, b.partner))
      .map((one) => ({
        partner: one.partner.row.name,
        tariff: one.tariff,
        paying: one.paying,
        credited: one.credited,
        zeroed: one.zeroed,
        withdrawn: one.withdrawn,
        balance: one.balance,
        available: one.available,
        since: one.since,
        missing: one.missing,
      })),
    ...ledger.orphans.map(({ name, credited, zeroed }) => {
      const row = faulty.get(keyOf(name));
      const why =
        row === undefined
          ? 'партнёра нет на вкладке «Партнёры»'
          : `строка ${row} вкладки «Партнёры» с ошибкой`;
      return {
        partner: name,
        tariff: null,
        paying: 0,
        credited,
        zeroed,
        withdrawn: ZERO,
        balance: add(credited, zeroed),
        available: ZERO,
        since: null,
        missing: `${why}: остались только закрытые начисления`,
      };
    }),
  ];
}

export function decide(facts: ReferralFacts): Ours {
  const books = keepBooks(facts);
  const decision: Omit<Ours, 'explain'> = {
    computed: {
      partners: partnerCells(facts, books),
      clients: clientCells(facts, books),
      charges: books.charges,
      withdrawals: withdrawalCells(books),
    },
    outputs: { ledger: books.ledger.lines, balances: balanceRows(facts, books) },
    problems: [
      ...books.roster.problems,
      ...books.closingProblems,
      ...rateProblems('rate', facts.settings.rate, 1),
    ],
    deadlines: deadlines(facts, books),
    letters: [...partnerLetters(facts, books), ...digest(facts, books)],
  };
  return { ...decision, explain: (figure) => explain(facts, books, decision.outputs.balances, figure) };
}
