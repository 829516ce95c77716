// «Почему такая цифра?»: the rows, the rate, the clause and the arithmetic of one figure, computed on
// request. «Начисления» and «Балансы» have their own files; the other tabs are explained here.
import { happened, ruDay } from '../day.js';
import { type Figure, type Reason, rowLine } from '../reasons.js';
import { count, keyOf } from '../text.js';
import type { Books } from './books.js';
import { isPaidOnce, noteOf, rewardEnd, tariffOf } from './clients.js';
import { explainBalance, explainPartner } from './explain-balance.js';
import { explainClosing, explainLedger } from './explain-ledger.js';
import {
  chargeLine,
  clientLine,
  ownerLine,
  pickCharges,
  pickLines,
  sumReason,
  trained,
} from './explain-parts.js';
import { monthOf } from './months.js';
import type { ReferralFacts } from './model.js';
import type { Client } from './roster.js';
import { tabs } from './tabs.js';
import { CLAUSES, rub } from './wording.js';

const PAID_ONCE = 'пусто: разовое вознаграждение за клиента уже начислено';

/** Why «Примечание» of a client is blank, and what may stand in the way all the same. */
function blankNote(facts: ReferralFacts, client: Client): string {
  const { row } = client;
  const { settings, today } = facts;
  const since = row.trainedFrom;
  if (since !== null && settings.training && tariffOf(client, facts) === 'юрлицо') {
    const end = rewardEnd(client, facts);
    if (since >= end)
      return `пусто, но процента не будет: обучен с ${ruDay(since)}, а вознаграждение до ${ruDay(end)}`;
    if (since > today) return `пусто, но процент — только за списания с ${ruDay(since)}, дня обучения`;
  }
  return 'пусто: вознаграждению ничто не мешает';
}

function explainClient(facts: ReferralFacts, books: Books, index: number, column: string): Reason | null {
  const client = books.roster.clients[index];
  if (!client) return null;
  const { row, partner, bar } = client;
  const tariff = tariffOf(client, facts);
  switch (column) {
    case 'until':
      return {
        rule: `${tariff === 'физлицо' ? 'Физлицу срока нет. ' : ''}Юрлицо получает вознаграждение ограниченный срок с регистрации клиента; последний день — накануне этой даты.`,
        clause: CLAUSES.sizes,
        lines: [clientLine(client, tariff, facts.settings)],
        sum: `${ruDay(row.registered)} + ${count(facts.settings.term, 'месяц', 'месяца', 'месяцев')} = ${ruDay(rewardEnd(client, facts))}`,
      };
    case 'charged':
      return sumReason(
        'Складываются подтверждённые списания всех видов по сегодняшний день.',
        CLAUSES.credits,
        pickCharges(facts, books, client, ({ confirmed, date }) => confirmed && date <= facts.today),
      );
    case 'partner':
      return {
        rule: 'Клиент относится к партнёру, чей промокод он назвал.',
        clause: '6-й шаг',
        lines: [ownerLine(partner)],
      };
    default: {
      const lines = [
        ownerLine(partner, `, зарегистрирован ${ruDay(partner.row.registered)}; тариф сегодня — ${tariff}`),
        clientLine(client, tariff, facts.settings),
      ];
      if (bar === 'самореферал')
        lines.push({ text: `Email клиента — тот же, что у партнёра: ${row.email ?? ''}` });
      return {
        rule: `Самореферал и клиент, пришедший раньше партнёра, вознаграждения не дают; юрлицо получает процент за ${trained(facts.settings)}клиента, пока не истёк срок.`,
        clause: `${CLAUSES.before}; ${CLAUSES.sizes}`,
        lines,
        sum: noteOf(client, facts) ?? (isPaidOnce(client, books) ? PAID_ONCE : blankNote(facts, client)),
      };
    }
  }
}

function explainCharge(facts: ReferralFacts, books: Books, index: number): Reason | null {
  const row = facts.rows.charges[index];
  const client = books.roster.chargeClient[index];
  const verdict = books.charges[index];
  if (!row || !client || !verdict) return null;
  const { used, note } = verdict;
  const { training } = books.termsAt(monthOf(row.date));
  const credits = pickLines(
    books,
    (line) =>
      used !== null && line.month === used && line.client !== null && keyOf(line.client) === client.key,
  );
  return {
    rule: `Списание учитывается, когда оплата подтверждена, а вид и день подходят тарифу партнёра; у юрлица — если к тому же ${training ? 'клиент обучен и ' : ''}срок вознаграждения не истёк. Начисление — 1-го числа следующего месяца.`,
    clause: `${CLAUSES.sizes}; ${CLAUSES.credits}`,
    lines: [
      chargeLine(row),
      rowLine(tabs.clients, client.row, `Клиент ${client.row.name}`),
      ...credits.map(({ line }) => line),
      ...(note === null ? [] : [{ text: note }]),
    ],
  };
}

function explainWithdrawal(facts: ReferralFacts, books: Books, index: number): Reason | null {
  const row = facts.rows.withdrawals[index];
  const verdict = books.withdrawals[index];
  const partner = row && books.roster.partners.find(({ withdrawals }) => withdrawals.includes(row));
  if (!partner) return null;
  const paid = happened(row.paid, facts.today);
  const said = verdict
    ? [
        `Тариф в этот день: ${verdict.tariff}`,
        paid === null ? null : `Выплачено ${ruDay(paid)}`,
        verdict.reason,
      ]
    : ['День заявки ещё не наступил.'];
  return {
    rule: 'Заявки рассматриваются по дате, затем по строкам: принимается та, что не больше доступного на конец дня и со способом своего тарифа. Выплаченная остаётся принятой.',
    clause: CLAUSES.payouts,
    lines: [
      rowLine(
        tabs.withdrawals,
        row,
        `${ruDay(row.date)}: ${rub(row.amount)}, способ ${row.method ?? 'не указан'}`,
      ),
      rowLine(tabs.partners, partner.row, `Партнёр ${partner.row.name}`),
      ...said.filter((text) => text !== null).map((text) => ({ text })),
    ],
    ...(verdict ? { sum: `запрошено ${rub(row.amount)}, доступно ${rub(verdict.available)}` } : {}),
  };
}

/** Explains one figure of a computed column or an output tab. */
export function explain(
  facts: ReferralFacts,
  books: Books,
  balances: readonly { readonly partner: string | null }[],
  { tab, index, column }: Figure<typeof tabs>,
): Reason | null {
  switch (tab) {
    case 'ledger':
      return explainLedger(facts, books, index, column);
    case 'balances':
      return explainBalance(facts, books, balances[index]?.partner ?? '', column);
    case 'partners':
      return explainPartner(facts, books, index, column);
    case 'clients':
      return explainClient(facts, books, index, column);
    case 'charges':
      return explainCharge(facts, books, index);
    case 'withdrawals':
      return explainWithdrawal(facts, books, index);
    case 'closings':
      return explainClosing(facts, books, index, column);
    default:
      return null;
  }
}
