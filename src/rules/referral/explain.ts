// «Почему такая цифра?»: the rows, the rate, the clause and the arithmetic of one figure, computed on
// request.
import { happened, ruDay } from '../day.js';
import { add, formatMoney, type Money, negate, ZERO } from '../money.js';
import type { Figure, Reason, ReasonLine } from '../reasons.js';
import { count, formatNumber, keyOf } from '../text.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { isPaidOnce, noteOf, rewardEnd } from './clients.js';
import { explainBalance, explainPartner } from './explain-balance.js';
import { type Line, monthOfLine } from './lines.js';
import { type Month, monthOf, monthText } from './months.js';
import type { Facts } from './model.js';
import type { Client } from './roster.js';
import { ledgerLine, listed, type Picked, SECTIONS, sumReason, sumText } from './explain-parts.js';
import { tabs } from './tabs.js';
import { epochOn } from './tariffs.js';
import type { Terms } from './terms.js';
import { rub } from './wording.js';

/** «обученного », where only trained clients earn (parameter «Обучение обязательно»). */
const trained = ({ training }: Pick<Terms, 'training'>): string => (training ? 'обученного ' : '');

/** A charge as a step of an explanation. */
function chargeLine(facts: Facts, index: number): ReasonLine {
  const row = facts.rows.charges[index];
  if (!row) return { text: '' };
  return {
    text: `${ruDay(row.date)}, ${row.kind}: ${formatMoney(row.amount)}`,
    tab: tabs.charges.title,
    row: row.row,
  };
}

/** Positions of a client's charges. */
function chargesOf({ roster }: Books, client: Client): readonly number[] {
  const found: number[] = [];
  roster.chargeClient.forEach((one, index) => {
    if (one === client) found.push(index);
  });
  return found;
}

/** The charges behind a client's credit of a month. */
const chargesBehind = (books: Books, client: Client | null, month: Month): readonly number[] =>
  client === null
    ? []
    : chargesOf(books, client).filter((at) => books.accruals.verdicts[at]?.creditedIn === month);

const pickCharges = (facts: Facts, charges: readonly number[]): Picked => ({
  lines: charges.map((index) => chargeLine(facts, index)),
  amounts: charges.map((index) => facts.rows.charges[index]?.amount ?? ZERO),
});

const clientNamed = ({ roster }: Books, name: string): Client | null =>
  roster.clients.find((client) => client?.key === keyOf(name)) ?? null;

function explainCredit(facts: Facts, books: Books, line: Line): Reason {
  const client = clientNamed(books, line.client ?? '');
  const month = monthOfLine(line);
  const terms = books.termsAt(month);
  const { lines: charges, amounts } = pickCharges(facts, chargesBehind(books, client, month));
  // A closed line keeps its base even if its charges have changed since.
  const sum =
    line.base === null || line.base === amounts.reduce(add, ZERO)
      ? sumText(amounts)
      : `при закрытии списано ${formatMoney(line.base)}`;
  const frozen: readonly ReasonLine[] = line.closed
    ? [
        {
          text: `Месяц закрыт: строка стоит так, как была закрыта, ${formatMoney(line.amount)}.`,
          tab: tabs.closings.title,
        },
      ]
    : [];
  const lines = [...listed(charges), ...frozen];
  if (line.basis === 'разовое')
    return {
      rule: `Физлицо получает ${formatMoney(terms.reward)} один раз за клиента, у которого к концу месяца списано за абонентскую плату и телефонию от ${formatMoney(terms.threshold)}; обзвон роботом не считается.`,
      clause: SECTIONS.credits,
      lines,
      sum: `${sum} ≥ ${formatMoney(terms.threshold)} → ${formatMoney(line.amount)}`,
    };
  return {
    rule: `Юрлицо получает ${formatNumber(terms.rate)} % подтверждённой абонентской платы ${trained(terms)}клиента за месяц, ${count(terms.term, 'месяц', 'месяца', 'месяцев')} с его регистрации; начисляется 1-го числа следующего месяца.`,
    clause: `${SECTIONS.sizes}; ${SECTIONS.credits}`,
    lines,
    sum: `${sum}; ${formatMoney(line.base ?? ZERO)} × ${formatNumber(terms.rate)} % = ${formatMoney(line.amount)}`,
  };
}

/** Everything on the partner's account before a change of tariff. */
function explainZeroing(facts: Facts, books: Books, line: Line): Reason {
  const key = keyOf(line.partner);
  const before: ReasonLine[] = [];
  const amounts: Money[] = [];
  books.ledger.lines.forEach((one, index) => {
    const isEarlier = one.date < line.date || (one.date === line.date && one.basis !== 'обнуление');
    if (!isEarlier || keyOf(one.partner) !== key) return;
    before.push(ledgerLine(one, index));
    amounts.push(one.amount);
  });
  for (const { row, partner } of acceptedWithdrawals(facts, books)) {
    if (row.date >= line.date || keyOf(partner) !== key) continue;
    before.push({
      text: `${ruDay(row.date)}, вывод ${formatMoney(row.amount)}`,
      tab: tabs.withdrawals.title,
      row: row.row,
    });
    amounts.push(negate(row.amount));
  }
  const change = books.roster.partners
    .find((partner) => partner.key === key)
    ?.epochs.find((epoch) => epoch.row !== null && epoch.from === line.date);
  const source: readonly ReasonLine[] =
    change && change.row !== null
      ? [{ text: `Новый тариф: ${change.tariff}`, tab: tabs.changes.title, row: change.row }]
      : [];
  return {
    rule: `При смене тарифа баланс обнуляется: на начало ${ruDay(line.date)} снято всё, что было на балансе, вместе с начисленным в этот день.`,
    clause: SECTIONS.before,
    lines: [...source, ...listed(before)],
    // A closed line keeps its sum even if the preceding withdrawals have changed since.
    sum:
      amounts.reduce(add, ZERO) === negate(line.amount)
        ? `на балансе было: ${sumText(amounts)}; обнуление ${formatMoney(line.amount)}`
        : `при закрытии месяца на балансе было ${formatMoney(negate(line.amount))}`,
  };
}

/**
 * A correction: what the rules now give for the closed month, what was closed before it, and the difference.
 */
function explainCorrection(facts: Facts, books: Books, line: Line): Reason {
  const month = monthOfLine(line);
  const key = keyOf(line.partner);
  const client = line.client === null ? null : clientNamed(books, line.client);
  const closed: ReasonLine[] = [];
  let standing: Money = ZERO;
  books.ledger.lines.forEach((one, index) => {
    // Corrections of this date or later are not part of what this one corrected, even if they are closed.
    if (!one.closed || one.date >= line.date || monthOfLine(one) !== month || keyOf(one.partner) !== key)
      return;
    if (
      (one.client === null ? null : keyOf(one.client)) !== (line.client === null ? null : keyOf(line.client))
    )
      return;
    closed.push(ledgerLine(one, index));
    standing = add(standing, one.amount);
  });
  const now = add(standing, line.amount);
  const used =
    client?.partner.key === key
      ? chargesBehind(books, client, month).map((index) => chargeLine(facts, index))
      : [];
  const when = line.closed
    ? 'Когда закрывали корректировку, исходные данные давали'
    : 'Сегодня исходные данные дают';
  return {
    rule: `${monthText(month)} закрыт, его строки не меняются. ${when} за него другую сумму: разница начислена ${ruDay(line.date)}, следующего 1-го числа после дня начисления последнего закрытого месяца.`,
    clause: SECTIONS.credits,
    lines: [...(used.length === 0 ? [] : listed(used)), ...listed(closed)],
    sum: `по данным ${formatMoney(now)} − закрыто ${formatMoney(standing)} = ${formatMoney(line.amount)}`,
  };
}

function explainLedger(facts: Facts, books: Books, index: number): Reason | null {
  const line = books.ledger.lines[index];
  if (!line) return null;
  if (line.basis === 'обнуление') return explainZeroing(facts, books, line);
  return line.basis === 'корректировка'
    ? explainCorrection(facts, books, line)
    : explainCredit(facts, books, line);
}

const PAID_ONCE = 'пусто: разовое вознаграждение за клиента уже начислено';

/** Why «Примечание» of a client is blank, and what may stand in the way all the same. */
function blankNote(facts: Facts, client: Client): string {
  const { row, partner } = client;
  const { settings, today } = facts;
  const since = row.trainedFrom;
  if (since !== null && settings.training && epochOn(partner.epochs, today).tariff === 'юрлицо') {
    const end = rewardEnd(client, facts);
    if (since >= end)
      return `пусто, но процента не будет: обучен с ${ruDay(since)}, а вознаграждение до ${ruDay(end)}`;
    if (since > today) return `пусто, но процент — только за списания с ${ruDay(since)}, дня обучения`;
  }
  return 'пусто: вознаграждению ничто не мешает';
}

/** What else decides «Примечание» of a client. */
function grounds(facts: Facts, client: Client): readonly ReasonLine[] {
  const { row, partner, bar } = client;
  const own = { tab: tabs.clients.title, row: row.row };
  if (bar === 'самореферал')
    return [{ text: `Email клиента — тот же, что у партнёра: ${row.email ?? ''}`, ...own }];
  if (bar !== null) return [];
  const { tariff } = epochOn(partner.epochs, facts.today);
  const since = row.trainedFrom === null ? '' : ` с ${ruDay(row.trainedFrom)}`;
  return [
    { text: `Тариф партнёра сегодня: ${tariff}` },
    ...(tariff === 'физлицо'
      ? []
      : [
          {
            text: `Обучен: ${row.trained ? `да${since}` : 'нет'}; вознаграждение до ${ruDay(rewardEnd(client, facts))}`,
            ...own,
          },
        ]),
  ];
}

function explainClient(facts: Facts, books: Books, index: number, column: string): Reason | null {
  const client = books.roster.clients[index];
  if (!client) return null;
  const { partner } = client;
  const owner: ReasonLine = {
    text: `Промокод ${partner.row.code}: партнёр ${partner.row.name}`,
    tab: tabs.partners.title,
    row: partner.row.row,
  };
  const self: ReasonLine = {
    text: `Клиент зарегистрирован ${ruDay(client.row.registered)}, партнёр — ${ruDay(partner.row.registered)}`,
    tab: tabs.clients.title,
    row: client.row.row,
  };
  switch (column) {
    case 'until':
      return {
        rule: 'Вознаграждение юрлица платится ограниченный срок с регистрации клиента; последний день — накануне этой даты.',
        clause: SECTIONS.sizes,
        lines: [self],
        sum: `${ruDay(client.row.registered)} + ${count(facts.settings.term, 'месяц', 'месяца', 'месяцев')} = ${ruDay(rewardEnd(client, facts))}`,
      };
    case 'charged': {
      const rows = chargesOf(books, client).filter((at) => {
        const row = facts.rows.charges[at];
        return row?.confirmed && row.date <= facts.today;
      });
      return sumReason(
        'Складываются подтверждённые списания всех видов по сегодняшний день.',
        SECTIONS.credits,
        pickCharges(facts, rows),
      );
    }
    case 'partner':
      return { rule: 'Клиент относится к партнёру, чей промокод назвал.', clause: '6-й шаг', lines: [owner] };
    default:
      return {
        rule: `Самореферал и клиент, пришедший раньше партнёра, вознаграждения не дают; юрлицо получает процент за ${trained(facts.settings)}клиента, пока не истёк срок.`,
        clause: `${SECTIONS.before}; ${SECTIONS.sizes}`,
        lines: [owner, self, ...grounds(facts, client)],
        sum: noteOf(client, facts) ?? (isPaidOnce(client, books) ? PAID_ONCE : blankNote(facts, client)),
      };
  }
}

function explainCharge(facts: Facts, books: Books, index: number): Reason | null {
  const row = facts.rows.charges[index];
  const client = books.roster.chargeClient[index];
  const verdict = books.charges[index];
  if (!row || !client || !verdict) return null;
  const { training } = books.termsAt(monthOf(row.date));
  const credits: ReasonLine[] = [];
  if (verdict.used !== null)
    books.ledger.lines.forEach((line, at) => {
      if (line.month === verdict.used && line.client !== null && keyOf(line.client) === client.key)
        credits.push(ledgerLine(line, at));
    });
  return {
    rule: `Списание учитывается, когда оплата подтверждена, вид и день подходят тарифу партнёра${training ? ', клиент обучен (юрлицо)' : ''} и срок не истёк; начисление — 1-го числа следующего месяца.`,
    clause: `${SECTIONS.sizes}; ${SECTIONS.credits}`,
    lines: [
      chargeLine(facts, index),
      { text: `Клиент ${client.row.name}`, tab: tabs.clients.title, row: client.row.row },
      ...credits,
      ...(verdict.note === null ? [] : [{ text: verdict.note }]),
    ],
  };
}

function explainWithdrawal(facts: Facts, books: Books, index: number): Reason | null {
  const row = facts.rows.withdrawals[index];
  const verdict = books.withdrawals[index];
  const partner = books.roster.withdrawalPartner[index];
  if (!row || !partner) return null;
  const paid = happened(row.paid, facts.today);
  const lines: ReasonLine[] = [
    {
      text: `${ruDay(row.date)}: ${rub(row.amount)}, способ ${row.method ?? 'не указан'}`,
      tab: tabs.withdrawals.title,
      row: row.row,
    },
    { text: `Партнёр ${partner.row.name}`, tab: tabs.partners.title, row: partner.row.row },
  ];
  const rule =
    'Заявки рассматриваются по дате, затем по строкам: принимается та, что не больше доступного на конец дня и со способом своего тарифа. Выплаченная остаётся принятой.';
  if (!verdict)
    return { rule, clause: SECTIONS.payouts, lines: [...lines, { text: 'День заявки ещё не наступил.' }] };
  return {
    rule,
    clause: SECTIONS.payouts,
    lines: [
      ...lines,
      { text: `Тариф в этот день: ${verdict.tariff}` },
      ...(paid === null ? [] : [{ text: `Выплачено ${ruDay(paid)}` }]),
      ...(verdict.reason === null ? [] : [{ text: verdict.reason }]),
    ],
    sum: `запрошено ${rub(row.amount)}, доступно ${rub(verdict.available)}`,
  };
}

/** Explains one figure of a computed column or an output tab. */
export function explain(
  facts: Facts,
  books: Books,
  balances: readonly { readonly partner: string | null }[],
  { tab, index, column }: Figure<typeof tabs>,
): Reason | null {
  switch (tab) {
    case 'ledger':
      return explainLedger(facts, books, index);
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
    default:
      return null;
  }
}
