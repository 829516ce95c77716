// Letters to partners and when they are due (spec «Letters»). Occasions are 00:00 of their days; what reports
// on the 1st is due from the 1st on.
import { groupBy } from '../collections.js';
import { addDays, type Day, isoDay, ruDay } from '../day.js';
import {
  hasGone,
  inWindow,
  isWaiting,
  type Letter,
  letter,
  opensInWindow,
  type PastLetter,
} from '../letters.js';
import { formatMoney, negate, ZERO } from '../money.js';
import { count, keyOf } from '../text.js';
import { endOfDay } from '../zone.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { earnsPercent, rewardEnd } from './clients.js';
import { ENDING_DAYS } from './deadlines.js';
import { byPartner, creditsOn, earlierLetters, objectOf, statedMonths } from './letter-parts.js';
import { letters } from './letters.js';
import { type Line, sumOf } from './lines.js';
import { creditDay, type Month, monthAfter, readMonth } from './months.js';
import type { Facts } from './model.js';
import type { Partner } from './roster.js';
import { epochOn } from './tariffs.js';
import { contact, monthName, rub } from './wording.js';

/** What has been taken off balances since the 1st before: without it today's balance would not add up. */
function takenSince(month: Month, facts: Facts, books: Books): (name: string) => readonly string[] {
  const before = creditDay(monthAfter(month, -1));
  const zeroed = byPartner(books.ledger.lines, ({ date, basis }) => basis === 'обнуление' && date > before);
  const asked = groupBy(acceptedWithdrawals(facts, books), ({ partner }) => keyOf(partner));
  return (name) => [
    ...(zeroed.get(name) ?? []).map(
      ({ date, amount }) => `— ${ruDay(date)} баланс обнулён при смене тарифа: ${rub(amount)}`,
    ),
    ...(asked.get(name) ?? [])
      .filter(({ row }) => row.date >= before)
      .map(({ row }) => `— ${ruDay(row.date)} принята заявка на вывод: ${rub(negate(row.amount))}`),
  ];
}

function lineText({ client, basis, base, amount, month }: Line): string {
  const about = client ?? 'смена тарифа';
  const corrected = readMonth(month);
  if (basis === 'корректировка')
    return `— ${about}: ${rub(amount)} (корректировка${corrected === null ? '' : ` за ${monthName(corrected)}`})`;
  return `— ${about}: ${rub(amount)} (${basis ?? ''}, списано ${rub(base ?? ZERO)})`;
}

/**
 * On the 1st: what was credited, the balance, what may be withdrawn and what is missing for that; until it is sent,
 * with the balance of today.
 */
function statements(facts: Facts, books: Books, month: Month): Letter[] {
  const due: Letter[] = [];
  const { roster, ledger } = books;
  const first = creditDay(month);
  const credits = creditsOn(first, ledger.lines);
  const taken = takenSince(month, facts, books);
  const date = isoDay(first);
  const earlier = earlierLetters(facts, letters.statement, date);
  roster.partners.forEach(({ row, key: name }, index) => {
    const settlement = ledger.settlements[index];
    const lines = credits.get(name) ?? [];
    if (!settlement || (lines.length === 0 && settlement.balance === 0)) return;
    due.push(
      letter(letters.statement, {
        object: objectOf(row, earlier(row)),
        to: row.email,
        date,
        occasion: facts.zone.at(first),
        values: () => ({
          партнёр: row.name,
          месяц: monthName(month),
          дата: ruDay(first),
          начислено: rub(sumOf(lines)),
          строки: [
            ...(lines.length > 0 ? lines.map(lineText) : ['Новых начислений нет.']),
            ...taken(name),
          ].join('\n'),
          баланс: rub(settlement.balance),
          доступно: rub(settlement.available),
          'чего не хватает':
            settlement.missing !== null
              ? `Вывести деньги пока нельзя: ${settlement.missing}.`
              : 'Чтобы вывести деньги, пришлите заявку (раздел «Как вывести деньги»).',
          контакт: contact(facts),
        }),
      }),
    );
  });
  return due;
}

function nextStep({ epochs }: Partner, missing: string | null, today: Day): string {
  if (missing !== null) return `Вывести деньги пока нельзя: ${missing}.`;
  if (epochOn(epochs, today).tariff === 'физлицо')
    return 'Деньги можно вывести на банковскую карту: пришлите нам заявку (раздел «Как вывести деньги»).';
  return 'Деньги можно вывести на аккаунт в сервисе или расчётный счёт: пришлите нам заявку (раздел «Как вывести деньги»).';
}

/** On the day of a partner's first credit, once; while it waits, whatever day that is now. */
function firstClients(facts: Facts, { roster, ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const earlier = earlierLetters(facts, letters.firstClient, '');
  for (const partner of roster.partners) {
    const { index, row, key: name } = partner;
    const d = ledger.settlements[index]?.firstCredit ?? null;
    if (d === null) continue;
    const past = earlier(row);
    if (past && hasGone(past)) continue;
    if (!(past && isWaiting(past)) && !inWindow(facts, facts.zone.at(d))) continue;
    due.push(
      letter(letters.firstClient, {
        object: objectOf(row, past),
        to: row.email,
        date: '',
        occasion: facts.zone.at(d),
        values: () => {
          const line = creditsOn(d, ledger.lines)
            .get(name)
            ?.find(({ amount, client }) => amount > 0 && client !== null);
          return {
            партнёр: row.name,
            клиент: line?.client ?? '',
            дата: ruDay(d),
            сумма: rub(line?.amount ?? ZERO),
            дальше: nextStep(partner, ledger.settlements[index]?.missing ?? null, facts.today),
            контакт: contact(facts),
          };
        },
      }),
    );
  }
  return due;
}

/**
 * «После привлечения второго Клиента заключаем Договор»: once, even if the address or the promo code changes, while
 * there is no contract.
 */
function contracts(facts: Facts, { roster, ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const needed = Math.max(facts.settings.payingClients, 1);
  const earlier = earlierLetters(facts, letters.contract, '');
  roster.partners.forEach(({ row }, index) => {
    const settlement = ledger.settlements[index];
    if (settlement?.tariff !== 'юрлицо' || settlement.paying < needed) return;
    if (row.legacy || row.contract !== null) return;
    const past = earlier(row);
    if (past && hasGone(past)) return;
    due.push(
      letter(letters.contract, {
        object: objectOf(row, past),
        to: row.email,
        date: '',
        occasion: facts.now,
        values: () => ({
          партнёр: row.name,
          клиентов: String(settlement.paying),
          'нужно клиентов': String(needed),
          баланс: rub(settlement.balance),
          минимум: rub(facts.settings.minimum),
          контакт: contact(facts),
        }),
      }),
    );
  });
  return due;
}

/** A refusal by what it is about, however the promo code was spelled. */
const told = ({ object, date }: Pick<PastLetter, 'object' | 'date'>): string => `${keyOf(object)}\n${date}`;

/**
 * On the day of a refused withdrawal, or once it is over: what is available at its end decides, and staff may
 * have entered the request after that day's run. One that was accepted at the last recompute is refused now. Equal
 * requests of one day are distinguished by number, the
 * accepted ones included: which of them is refused may change.
 */
function rejections(facts: Facts, { roster, withdrawals }: Books): Letter[] {
  const due: Letter[] = [];
  const seen = new Map<string, number>();
  const past = new Map(facts.past.of(letters.rejected.code).map((one) => [told(one), one] as const));
  facts.rows.withdrawals.forEach((row, index) => {
    const verdict = withdrawals[index];
    const partner = roster.withdrawalPartner[index];
    if (!partner) return;
    const code = keyOf(partner.row.code);
    const request = `${code}/${row.date}/${row.amount}`;
    const number = (seen.get(request) ?? 0) + 1;
    seen.set(request, number);
    if (verdict?.status !== 'отклонён') return;
    const object = `${code}/${formatMoney(row.amount)}${number > 1 ? `/${number}` : ''}`;
    const date = isoDay(row.date);
    const known = past.get(told({ object, date }));
    const ofItsDay = row.date < facts.today ? endOfDay(facts.zone, row.date) : facts.zone.at(row.date);
    const occasion = row.was.status === 'принят' ? facts.now : (known?.due ?? ofItsDay);
    if (!inWindow(facts, occasion)) return;
    due.push(
      letter(letters.rejected, {
        object: known?.object ?? object,
        to: partner.row.email,
        date,
        occasion,
        values: () => ({
          партнёр: partner.row.name,
          дата: ruDay(row.date),
          сумма: rub(row.amount),
          причина: verdict.reason ?? '',
          контакт: contact(facts),
        }),
      }),
    );
  });
  return due;
}

/** 30 days before a client's term ends. */
function endings(facts: Facts, books: Books): Letter[] {
  const due: Letter[] = [];
  const { zone } = facts;
  for (const client of books.roster.clients) {
    if (!client) continue;
    const { row, partner } = client;
    const until = rewardEnd(client, facts);
    const noticed = addDays(until, -ENDING_DAYS);
    if (!opensInWindow(facts, noticed) || !earnsPercent(client, books, facts)) continue;
    due.push(
      letter(letters.ending, {
        object: client.key,
        to: partner.row.email,
        date: isoDay(until),
        occasion: zone.at(noticed),
        until: zone.at(until),
        values: () => ({
          партнёр: partner.row.name,
          клиент: row.name,
          до: ruDay(until),
          месяцев: count(facts.settings.term, 'месяц', 'месяца', 'месяцев'),
          контакт: contact(facts),
        }),
      }),
    );
  }
  return due;
}

export function partnerLetters(facts: Facts, books: Books): readonly Letter[] {
  return [
    ...rejections(facts, books),
    ...contracts(facts, books),
    ...firstClients(facts, books),
    ...statedMonths(facts).flatMap((month) => statements(facts, books, month)),
    ...endings(facts, books),
  ];
}
