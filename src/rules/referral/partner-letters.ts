// Letters to partners and when they are due (spec «Letters»). Occasions are 00:00 of their days; what reports
// on the 1st is due from the 1st on.
import { groupBy } from '../collections.js';
import { addDays, type Day, isoDay, ruDay } from '../day.js';
import { hasGone, inWindow, isWaiting, type Letter, letter, opensInWindow } from '../letters.js';
import { formatMoney, negate, ZERO } from '../money.js';
import { count, keyOf } from '../text.js';
import { endOfDay } from '../zone.js';
import { acceptedWithdrawals, type Books } from './books.js';
import { earnsPercent, rewardEnd } from './clients.js';
import { ENDING_DAYS } from './deadlines.js';
import {
  byPartner,
  creditsOn,
  earlierLetters,
  earlierRequests,
  type Item,
  itemList,
  objectOf,
  statedMonths,
} from './letter-parts.js';
import { letters } from './letters.js';
import { type Line, sumOf } from './lines.js';
import { creditDay, type Month, monthAfter, readMonth } from './months.js';
import type { Facts } from './model.js';
import type { Partner } from './roster.js';
import { epochOn } from './tariffs.js';
import { contact, monthName, rub } from './wording.js';

/** What has been taken off balances since the 1st before: without it today's balance would not add up. */
function takenSince(month: Month, books: Books): (partner: Partner) => readonly Item[] {
  const before = creditDay(monthAfter(month, -1));
  const zeroed = byPartner(books.ledger.lines, ({ date, basis }) => basis === 'обнуление' && date > before);
  const asked = groupBy(acceptedWithdrawals(books), ({ partner }) => partner);
  return (partner) => [
    ...(zeroed.get(partner.key) ?? []).map(({ date, amount }) => ({
      text: `${ruDay(date)} баланс обнулён при смене тарифа: ${rub(amount)}`,
      amount,
    })),
    ...(asked.get(partner) ?? [])
      .filter(({ row }) => row.date >= before)
      .map(({ row }) => {
        const amount = negate(row.amount);
        return { text: `${ruDay(row.date)} принята заявка на вывод: ${rub(amount)}`, amount };
      }),
  ];
}

function itemOf({ client, basis, base, amount, month }: Line): Item {
  const corrected = readMonth(month);
  const why =
    basis === 'корректировка'
      ? `корректировка${corrected === null ? '' : ` за ${monthName(corrected)}`}`
      : `${basis ?? ''}, списано ${rub(base ?? ZERO)}`;
  return { text: `${client ?? 'смена тарифа'}: ${rub(amount)} (${why})`, amount };
}

/** Partners do not see the workbook. */
const REST = 'полный список по запросу';

/**
 * On the 1st: what was credited, the balance, what may be withdrawn and what is missing for that; until it is sent,
 * with the balance of today.
 */
function statements(facts: Facts, books: Books, month: Month): Letter[] {
  const due: Letter[] = [];
  const { ledger } = books;
  const first = creditDay(month);
  const credits = creditsOn(first, ledger.lines);
  const taken = takenSince(month, books);
  const date = isoDay(first);
  const earlier = earlierLetters(facts, letters.statement, date);
  for (const settlement of ledger.settlements) {
    const { partner } = settlement;
    const { row } = partner;
    const lines = credits.get(partner.key) ?? [];
    if (lines.length === 0 && settlement.balance === 0) continue;
    const off = taken(partner);
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
            lines.length > 0 ? itemList(lines.map(itemOf), REST) : 'Новых начислений нет.',
            ...(off.length > 0 ? [itemList(off, REST)] : []),
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
  }
  return due;
}

function nextStep({ epochs }: Partner, missing: string | null, today: Day): string {
  if (missing !== null) return `Вывести деньги пока нельзя: ${missing}.`;
  if (epochOn(epochs, today).tariff === 'физлицо')
    return 'Деньги можно вывести на банковскую карту: пришлите нам заявку (раздел «Как вывести деньги»).';
  return 'Деньги можно вывести на аккаунт в сервисе или расчётный счёт: пришлите нам заявку (раздел «Как вывести деньги»).';
}

/** On the day of a partner's first credit, once; while it waits, whatever day that is now. */
function firstClients(facts: Facts, { ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const earlier = earlierLetters(facts, letters.firstClient, '');
  for (const { partner, firstCredit: d, missing } of ledger.settlements) {
    if (d === null) continue;
    const { row, key } = partner;
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
            .get(key)
            ?.find(({ amount, client }) => amount > 0 && client !== null);
          return {
            партнёр: row.name,
            клиент: line?.client ?? '',
            дата: ruDay(d),
            сумма: rub(line?.amount ?? ZERO),
            дальше: nextStep(partner, missing, facts.today),
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
function contracts(facts: Facts, { ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const needed = Math.max(facts.settings.payingClients, 1);
  const earlier = earlierLetters(facts, letters.contract, '');
  for (const { partner, tariff, paying, balance } of ledger.settlements) {
    const { row } = partner;
    if (tariff !== 'юрлицо' || paying < needed || row.legacy || row.contract !== null) continue;
    const past = earlier(row);
    if (past && hasGone(past)) continue;
    due.push(
      letter(letters.contract, {
        object: objectOf(row, past),
        to: row.email,
        date: '',
        occasion: facts.now,
        values: () => ({
          партнёр: row.name,
          клиентов: String(paying),
          'нужно клиентов': String(needed),
          баланс: rub(balance),
          минимум: rub(facts.settings.minimum),
          контакт: contact(facts),
        }),
      }),
    );
  }
  return due;
}

/**
 * On the day of a refused withdrawal, or once it is over: what is available at its end decides, and staff may
 * have entered the request after that day's run. One that was accepted at the last recompute is refused now.
 * Equal requests of one day are distinguished by number, the accepted ones included: which of them is refused
 * may change.
 */
function rejections(facts: Facts, { withdrawals }: Books): Letter[] {
  const due: Letter[] = [];
  const seen = new Map<string, number>();
  const earlier = earlierRequests(facts, letters.rejected);
  for (const verdict of withdrawals) {
    if (!verdict) continue;
    const { row, partner, status, reason } = verdict;
    const code = keyOf(partner.row.code);
    const equal = `${code}/${row.date}/${row.amount}`;
    const number = (seen.get(equal) ?? 0) + 1;
    seen.set(equal, number);
    if (status !== 'отклонён') continue;
    const request = `${formatMoney(row.amount)}${number > 1 ? `/${number}` : ''}`;
    const date = isoDay(row.date);
    const known = earlier(partner.row, request, date);
    const ofItsDay = row.date < facts.today ? endOfDay(facts.zone, row.date) : facts.zone.at(row.date);
    const occasion = row.was.status === 'принят' ? facts.now : (known?.due ?? ofItsDay);
    if (!inWindow(facts, occasion)) continue;
    due.push(
      letter(letters.rejected, {
        object: known?.object ?? `${code}/${request}`,
        to: partner.row.email,
        date,
        occasion,
        values: () => ({
          партнёр: partner.row.name,
          дата: ruDay(row.date),
          сумма: rub(row.amount),
          причина: reason ?? '',
          контакт: contact(facts),
        }),
      }),
    );
  }
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
