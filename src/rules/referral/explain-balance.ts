// «Почему такая цифра?» for «Балансы» and for «Партнёры»: one partner's lines, withdrawals and conditions.
import { ruDay } from '../day.js';
import { formatMoney, minor, type Money, ZERO } from '../money.js';
import type { Reason, ReasonLine } from '../reasons.js';
import { keyOf } from '../text.js';
import { acceptedWithdrawals, type Books } from './books.js';
import type { Line } from './lines.js';
import { monthOf } from './months.js';
import { ledgerLine, listed, type Picked, SECTIONS, sumReason, sumText } from './explain-parts.js';
import type { Facts } from './model.js';
import type { Partner } from './roster.js';
import type { Settlement } from './settlement.js';
import { tabs } from './tabs.js';
import type { Terms } from './terms.js';
import { rub } from './wording.js';

/** The partner's ledger lines that match `wanted`. */
function pick({ ledger }: Books, key: string, wanted: (line: Line) => boolean): Picked {
  const lines: ReasonLine[] = [];
  const amounts: Money[] = [];
  ledger.lines.forEach((line, index) => {
    if (keyOf(line.partner) !== key || !wanted(line)) return;
    lines.push(ledgerLine(line, index));
    amounts.push(line.amount);
  });
  return { lines, amounts };
}

function pickWithdrawals(facts: Facts, books: Books, key: string): Picked {
  const accepted = acceptedWithdrawals(facts, books).filter(({ partner }) => keyOf(partner) === key);
  return {
    lines: accepted.map(({ row }) => ({
      text: `${ruDay(row.date)}, вывод: ${formatMoney(row.amount)}`,
      tab: tabs.withdrawals.title,
      row: row.row,
    })),
    amounts: accepted.map(({ row }) => row.amount),
  };
}

/** Each client's first positive line. */
function payingLines({ ledger }: Books, partner: Partner): readonly ReasonLine[] {
  const waiting = new Set(partner.clients.map(({ key }) => key));
  const lines: ReasonLine[] = [];
  ledger.lines.forEach((line, index) => {
    if (line.amount <= 0 || line.client === null || keyOf(line.partner) !== partner.key) return;
    if (waiting.delete(keyOf(line.client))) lines.push(ledgerLine(line, index));
  });
  return lines;
}

/** Today's conditions of a withdrawal (rule 7). */
function conditions(
  facts: Facts,
  books: Books,
  { row }: Partner,
  settlement: Settlement,
): readonly ReasonLine[] {
  const balance: ReasonLine = { text: `Баланс ${rub(settlement.balance)}` };
  if (settlement.tariff === 'физлицо') return [balance];
  const terms = books.termsAt(monthOf(facts.today));
  const contract = row.contract === null ? 'не подписан' : `подписан ${ruDay(row.contract)}`;
  return [
    { text: `${balance.text}, нужно от ${rub(terms.minimum)}` },
    {
      text: row.legacy ? 'Прежние условия: договор и число клиентов не спрашиваются' : `Договор ${contract}`,
      tab: tabs.partners.title,
      row: row.row,
    },
    { text: `Клиентов с оплатой ${settlement.paying}, нужно ${row.legacy ? 0 : terms.payingClients}` },
  ];
}

const availableRule = ({ minimum, payingClients }: Terms): string =>
  `Физлицо выводит весь положительный баланс. Юрлицо — весь баланс от ${rub(minimum)}, когда подписан договор и клиентов с оплатой не меньше ${payingClients}; прежние условия снимают договор и число клиентов.`;

function explainAvailability(
  facts: Facts,
  books: Books,
  partner: Partner,
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
    clause: SECTIONS.payouts,
    lines: conditions(facts, books, partner, settlement),
    sum: since === null ? result : `${result}, без перерыва с ${ruDay(since)}`,
  };
}

/** One figure of «Балансы». */
export function explainBalance(facts: Facts, books: Books, name: string, column: string): Reason {
  const key = keyOf(name);
  const index = books.roster.partners.findIndex((partner) => partner.key === key);
  const partner = books.roster.partners[index] ?? null;
  const settlement = books.ledger.settlements[index] ?? null;
  const credits = (): Picked => pick(books, key, (line) => line.basis !== 'обнуление');
  const zeroings = (): Picked => pick(books, key, (line) => line.basis === 'обнуление');
  switch (column) {
    case 'credited':
      return sumReason('Складываются все начисления и корректировки партнёра.', SECTIONS.credits, credits());
    case 'zeroed':
      return sumReason('При смене тарифа баланс обнуляется.', SECTIONS.before, zeroings());
    case 'withdrawn':
      return sumReason(
        'Складываются принятые заявки на вывод.',
        SECTIONS.payouts,
        pickWithdrawals(facts, books, key),
      );
    case 'balance': {
      const [plus, zeroed, minus] = [credits(), zeroings(), pickWithdrawals(facts, books, key)];
      return {
        rule: 'Баланс — начисления и обнуления минус принятые выводы.',
        clause: `${SECTIONS.credits}; ${SECTIONS.payouts}`,
        lines: listed([...plus.lines, ...zeroed.lines, ...minus.lines]),
        sum: balanceSum(plus.amounts, zeroed.amounts, minus.amounts),
      };
    }
    case 'paying':
      return partner
        ? {
            rule: 'Считаются клиенты партнёра, за которых есть хотя бы одно положительное начисление (и до смены тарифа).',
            clause: SECTIONS.payouts,
            lines: listed(payingLines(books, partner)),
            sum: String(settlement?.paying ?? 0),
          }
        : explainOrphan(books, key);
    case 'available':
    case 'since':
    case 'missing':
      return partner && settlement
        ? explainAvailability(facts, books, partner, settlement, column)
        : explainOrphan(books, key);
    default:
      return partner ? explainTariff(partner) : explainOrphan(books, key);
  }
}

/** For a name that occurs in closed lines only. */
const explainOrphan = (books: Books, key: string): Reason => ({
  rule: 'Строки партнёра на вкладке «Партнёры» нет или она с ошибкой: от него остались закрытые начисления, вывести их нельзя.',
  clause: SECTIONS.payouts,
  lines: listed(pick(books, key, ({ closed }) => closed).lines),
});

function balanceSum(
  credits: readonly Money[],
  zeroings: readonly Money[],
  withdrawals: readonly Money[],
): string {
  const total = (amounts: readonly Money[]): number => amounts.reduce((sum, amount) => sum + amount, 0);
  const parts = [total(credits), total(zeroings), -total(withdrawals)];
  return `начислено, обнулено, выведено: ${sumText(parts.map(minor))}`;
}

/** The partner's tariffs over time. */
const explainTariff = ({ row, epochs }: Partner): Reason => ({
  rule: 'Тариф выбирают при регистрации; со дня смены действует новый.',
  clause: SECTIONS.before,
  lines: epochs.map((epoch) =>
    epoch.row === null
      ? { text: `${ruDay(row.registered)}: ${epoch.tariff}`, tab: tabs.partners.title, row: row.row }
      : { text: `${ruDay(epoch.from)}: ${epoch.tariff}`, tab: tabs.changes.title, row: epoch.row },
  ),
});

/** «Статус» and «Причина» of «Партнёры». */
export function explainPartner(facts: Facts, books: Books, index: number, column: string): Reason | null {
  const partner = books.roster.partners[index];
  const settlement = books.ledger.settlements[index];
  if (!partner || !settlement) return null;
  if (column === 'reason') return explainAvailability(facts, books, partner, settlement, column);
  const { row } = partner;
  return {
    rule: 'Партнёр активен со дня регистрации.',
    clause: SECTIONS.before,
    lines: [
      {
        text: `Зарегистрирован ${ruDay(row.registered)}, сегодня ${ruDay(facts.today)}`,
        tab: tabs.partners.title,
        row: row.row,
      },
    ],
  };
}
