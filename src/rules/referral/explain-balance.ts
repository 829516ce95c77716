// «Почему такая цифра?» for «Балансы» and for «Партнёры»: one partner's lines, withdrawals and conditions.
import { ruDay } from '../day.js';
import { groupBy } from '../collections.js';
import { formatMoney, negate, total } from '../money.js';
import { type Reason, type ReasonLine, rowLine, writtenSum } from '../reasons.js';
import { keyOf } from '../text.js';
import type { Books } from './books.js';
import { listed, pickLines, pickOwn, pickWithdrawals, sumReason } from './explain-parts.js';
import { type Line, sumOf } from './lines.js';
import type { ReferralFacts } from './model.js';
import { monthOf } from './months.js';
import type { Partner } from './roster.js';
import type { Settlement } from './settlement.js';
import { tabs } from './tabs.js';
import { CLAUSES, rub } from './wording.js';

/** The first positive line of each client that counts as paying; also of one without a good row, while its lines stand. */
function payingLines({ roster, ledger }: Books, partner: Partner): ReadonlySet<Line | undefined> {
  const owners = new Map(roster.clients.map((client) => [client?.key, client?.partner]));
  const own = ledger.lines.filter((line) => line.client !== null && keyOf(line.partner) === partner.key);
  const firsts = new Set<Line | undefined>();
  for (const [client, lines] of groupBy(own, (line) => keyOf(line.client ?? '')))
    if (owners.has(client) ? owners.get(client) === partner : sumOf(lines) > 0)
      firsts.add(lines.find(({ amount }) => amount > 0));
  return firsts;
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
      row.legacy ? 'Прежние условия: договор и число клиентов не важны' : `Договор ${contract}`,
    ),
    { text: `Клиентов с оплатой ${settlement.paying}, нужно ${row.legacy ? 0 : terms.payingClients}` },
  ];
}

function explainAvailability(
  facts: ReferralFacts,
  books: Books,
  settlement: Settlement,
  column: string,
): Reason {
  const { since, available, missing } = settlement;
  const { minimum, payingClients } = books.termsAt(monthOf(facts.today));
  const unbroken =
    ' «Доступно с» — начало непрерывного ряда дней по сегодня, в конце каждого из которых сегодняшние условия были выполнены.';
  return {
    rule: `Физлицо выводит весь положительный баланс. Юрлицо — весь баланс, если он не меньше ${rub(minimum)}, подписан договор и клиентов с оплатой не меньше ${payingClients}; при прежних условиях договор и число клиентов не важны.${column === 'since' ? unbroken : ''}`,
    clause: CLAUSES.payouts,
    lines: conditions(facts, books, settlement),
    sum: `доступно ${rub(available)}${missing === null ? '' : `: ${missing}`}${since === null ? '' : `, без перерыва с ${ruDay(since)}`}`,
  };
}

/** One figure of «Балансы». */
export function explainBalance(facts: ReferralFacts, books: Books, name: string, column: string): Reason {
  const key = keyOf(name);
  const credited = pickOwn(books, key, ({ basis }) => basis !== 'обнуление');
  const zeroed = pickOwn(books, key, ({ basis }) => basis === 'обнуление');
  const withdrawn = pickWithdrawals(books, key);
  switch (column) {
    case 'credited':
      return sumReason('Складываются все начисления и корректировки партнёра.', CLAUSES.credits, credited);
    case 'zeroed':
      return sumReason('При смене тарифа баланс обнуляется.', CLAUSES.before, zeroed);
    case 'withdrawn':
      return sumReason('Складываются принятые заявки на вывод.', CLAUSES.payouts, withdrawn);
    case 'balance': {
      const parts = [sumOf(credited), sumOf(zeroed), negate(sumOf(withdrawn))];
      return {
        rule: 'Баланс — начисления и обнуления минус принятые выводы.',
        clause: `${CLAUSES.credits}; ${CLAUSES.payouts}`,
        lines: listed([...credited, ...zeroed, ...withdrawn]),
        sum: `начислено, обнулено, выведено: ${writtenSum(parts, total(parts), formatMoney)}`,
      };
    }
  }
  const settlement = books.ledger.settlements.find(({ partner }) => partner.key === key);
  if (!settlement)
    return {
      rule: 'Строки партнёра на вкладке «Партнёры» нет или она с ошибкой: от него остались закрытые начисления, вывести их нельзя.',
      clause: CLAUSES.payouts,
      lines: listed(pickOwn(books, key, ({ closed }) => closed)),
    };
  switch (column) {
    case 'paying': {
      const firsts = payingLines(books, settlement.partner);
      return {
        rule: 'Считаются клиенты партнёра, за которых есть хотя бы одно положительное начисление (в том числе до смены тарифа).',
        clause: CLAUSES.payouts,
        lines: listed(pickLines(books, (line) => firsts.has(line))),
        sum: String(settlement.paying),
      };
    }
    case 'available':
    case 'since':
    case 'missing':
      return explainAvailability(facts, books, settlement, column);
    default:
      return explainTariff(settlement.partner);
  }
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
      rowLine(
        tabs.partners,
        row,
        `Дата регистрации — ${ruDay(row.registered)}, сегодня — ${ruDay(facts.today)}`,
      ),
    ],
  };
}
