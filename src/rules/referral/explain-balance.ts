// «Почему такая цифра?» for «Балансы» and for «Партнёры»: one partner's lines, withdrawals and conditions.
import { ruDay } from '../day.js';
import { type Money, negate, total, ZERO } from '../money.js';
import { type Reason, type ReasonLine, rowLine } from '../reasons.js';
import { keyOf } from '../text.js';
import type { Books } from './books.js';
import { listed, pick, type Picked, pickWithdrawals, sumReason, sumText } from './explain-parts.js';
import { addTo, type Line } from './lines.js';
import { CLAUSES, type ReferralFacts } from './model.js';
import { monthOf } from './months.js';
import type { Partner } from './roster.js';
import type { Settlement } from './settlement.js';
import { tabs } from './tabs.js';
import type { Terms } from './terms.js';
import { rub } from './wording.js';

/** The first positive line of each client that counts as paying; also of one without a good row, while its lines stand. */
function payingLines(books: Books, partner: Partner): readonly ReasonLine[] {
  const owners = new Map(books.roster.clients.map((client) => [client?.key, client?.partner]));
  const sums = new Map<string, number>();
  for (const line of books.ledger.lines)
    if (line.client !== null && keyOf(line.partner) === partner.key)
      addTo(sums, keyOf(line.client), line.amount);
  const waiting = new Set<string>();
  for (const [name, sum] of sums)
    if (owners.has(name) ? owners.get(name) === partner : sum > 0) waiting.add(name);
  return pick(
    books,
    (line) =>
      line.amount > 0 &&
      line.client !== null &&
      keyOf(line.partner) === partner.key &&
      waiting.delete(keyOf(line.client)),
  ).lines;
}

/** Today's conditions of a withdrawal (rule 7). */
function conditions(facts: ReferralFacts, books: Books, settlement: Settlement): readonly ReasonLine[] {
  const { row } = settlement.partner;
  const balance: ReasonLine = { text: `Баланс ${rub(settlement.balance)}` };
  if (settlement.tariff === 'физлицо') return [balance];
  const terms = books.termsAt(monthOf(facts.today));
  const contract = row.contract === null ? 'не подписан' : `подписан ${ruDay(row.contract)}`;
  return [
    { text: `${balance.text}, нужно от ${rub(terms.minimum)}` },
    rowLine(
      tabs.partners,
      row,
      row.legacy ? 'Прежние условия: договор и число клиентов не спрашиваются' : `Договор ${contract}`,
    ),
    { text: `Клиентов с оплатой ${settlement.paying}, нужно ${row.legacy ? 0 : terms.payingClients}` },
  ];
}

const availableRule = ({ minimum, payingClients }: Terms): string =>
  `Физлицо выводит весь положительный баланс. Юрлицо — весь баланс от ${rub(minimum)}, когда подписан договор и клиентов с оплатой не меньше ${payingClients}; прежние условия снимают договор и число клиентов.`;

function explainAvailability(
  facts: ReferralFacts,
  books: Books,
  settlement: Settlement,
  column: string,
): Reason {
  const { since, available, missing } = settlement;
  const result = missing === null ? `доступно ${rub(available)}` : `доступно ${rub(ZERO)}: ${missing}`;
  const rule = availableRule(books.termsAt(monthOf(facts.today)));
  return {
    rule:
      column === 'since'
        ? `${rule} «Доступно с» — начало непрерывного ряда дней по сегодня, в конце каждого из которых сегодняшние условия были выполнены.`
        : rule,
    clause: CLAUSES.payouts,
    lines: conditions(facts, books, settlement),
    sum: since === null ? result : `${result}, без перерыва с ${ruDay(since)}`,
  };
}

/** One figure of «Балансы». */
export function explainBalance(facts: ReferralFacts, books: Books, name: string, column: string): Reason {
  const key = keyOf(name);
  const settlement = books.ledger.settlements.find(({ partner }) => partner.key === key);
  const own = (wanted: (line: Line) => boolean): Picked =>
    pick(books, (line) => keyOf(line.partner) === key && wanted(line));
  const credits = (): Picked => own(({ basis }) => basis !== 'обнуление');
  const zeroings = (): Picked => own(({ basis }) => basis === 'обнуление');
  /** Of a name that occurs in closed lines only. */
  const orphan = (): Reason => ({
    rule: 'Строки партнёра на вкладке «Партнёры» нет или она с ошибкой: от него остались закрытые начисления, вывести их нельзя.',
    clause: CLAUSES.payouts,
    lines: listed(own(({ closed }) => closed).lines),
  });
  switch (column) {
    case 'credited':
      return sumReason('Складываются все начисления и корректировки партнёра.', CLAUSES.credits, credits());
    case 'zeroed':
      return sumReason('При смене тарифа баланс обнуляется.', CLAUSES.before, zeroings());
    case 'withdrawn':
      return sumReason(
        'Складываются принятые заявки на вывод.',
        CLAUSES.payouts,
        pickWithdrawals(books, key),
      );
    case 'balance': {
      const [plus, zeroed, minus] = [credits(), zeroings(), pickWithdrawals(books, key)];
      return {
        rule: 'Баланс — начисления и обнуления минус принятые выводы.',
        clause: `${CLAUSES.credits}; ${CLAUSES.payouts}`,
        lines: listed([...plus.lines, ...zeroed.lines, ...minus.lines]),
        sum: balanceSum(plus.amounts, zeroed.amounts, minus.amounts),
      };
    }
    case 'paying':
      return settlement
        ? {
            rule: 'Считаются клиенты партнёра, за которых есть хотя бы одно положительное начисление (и до смены тарифа).',
            clause: CLAUSES.payouts,
            lines: listed(payingLines(books, settlement.partner)),
            sum: String(settlement.paying),
          }
        : orphan();
    case 'available':
    case 'since':
    case 'missing':
      return settlement ? explainAvailability(facts, books, settlement, column) : orphan();
    default:
      return settlement ? explainTariff(settlement.partner) : orphan();
  }
}

function balanceSum(
  credits: readonly Money[],
  zeroings: readonly Money[],
  withdrawals: readonly Money[],
): string {
  const parts = [total(credits), total(zeroings), negate(total(withdrawals))];
  return `начислено, обнулено, выведено: ${sumText(parts)}`;
}

/** The partner's tariffs over time. */
const explainTariff = ({ row, epochs }: Partner): Reason => ({
  rule: 'Тариф выбирают при регистрации; со дня смены действует новый.',
  clause: CLAUSES.before,
  lines: epochs.map((epoch) =>
    epoch.row === null
      ? rowLine(tabs.partners, row, `${ruDay(row.registered)}: ${epoch.tariff}`)
      : rowLine(tabs.changes, { row: epoch.row }, `${ruDay(epoch.from)}: ${epoch.tariff}`),
  ),
});

/** «Статус» and «Причина» of «Партнёры». */
export function explainPartner(
  facts: ReferralFacts,
  books: Books,
  index: number,
  column: string,
): Reason | null {
  const settlement = books.ledger.settlements[index];
  if (!settlement) return null;
  if (column === 'reason') return explainAvailability(facts, books, settlement, column);
  const { row } = settlement.partner;
  return {
    rule: 'Партнёр активен со дня регистрации.',
    clause: CLAUSES.before,
    lines: [
      rowLine(tabs.partners, row, `Зарегистрирован ${ruDay(row.registered)}, сегодня ${ruDay(facts.today)}`),
    ],
  };
}
