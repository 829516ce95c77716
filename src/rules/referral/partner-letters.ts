// Letters to partners and when they are due (spec «Letters»). Occasions are 00:00 of their days; what reports
// on the 1st is due from the 1st on.
import { addDays, type Day, isoDay, ruDay, startOfMonth } from '../day.js';
import { inWindow, type Letter, letter } from '../letters.js';
import { formatMoney, ZERO } from '../money.js';
import { count } from '../text.js';
import { endOfDay } from '../zone.js';
import { hasContract } from './availability.js';
import type { Books } from './books.js';
import { earnsPercent, rewardEnd } from './clients.js';
import { ENDING_DAYS } from './deadlines.js';
import { byPartner, type ByPartner, creditsOn, isReaddressed, statedDay, waitingOf } from './letter-parts.js';
import { letters } from './letters.js';
import { type Line, sumOf } from './lines.js';
import { monthAfter, monthOf, readMonth } from './months.js';
import type { Facts } from './model.js';
import type { Partner } from './roster.js';
import { epochOn } from './tariffs.js';
import { contact, monthName, rub } from './wording.js';

/** What changes of tariff have zeroed since the 1st before: without it today's balance would not add up. */
const zeroedSince = (first: Day, lines: readonly Line[]): ByPartner => {
  const before = startOfMonth(addDays(first, -1));
  return byPartner(lines, ({ date, basis }) => basis === 'обнуление' && date > before);
};

const zeroedText = ({ date, amount }: Line): string =>
  `— ${ruDay(date)} баланс обнулён при смене тарифа: ${rub(amount)}`;

function lineText({ client, basis, base, amount, month }: Line): string {
  const about = client ?? 'смена тарифа';
  const corrected = readMonth(month);
  if (basis === 'корректировка')
    return `— ${about}: ${rub(amount)} (корректировка${corrected === null ? '' : ` за ${monthName(corrected)}`})`;
  return `— ${about}: ${rub(amount)} (${basis ?? ''}, списано ${rub(base ?? ZERO)})`;
}

/** On the 1st: what was credited, the balance, what may be withdrawn and what is missing for that. */
function statements(facts: Facts, { roster, ledger }: Books): Letter[] {
  const first = statedDay(facts);
  if (first === null) return [];
  const due: Letter[] = [];
  const credits = creditsOn(first, ledger.lines);
  const zeroed = zeroedSince(first, ledger.lines);
  const waiting = waitingOf(facts, letters.statement.code);
  roster.partners.forEach(({ row, key: name }, index) => {
    const settlement = ledger.settlements[index];
    const lines = credits.get(name) ?? [];
    if (!settlement || (lines.length === 0 && settlement.balance === 0)) return;
    const key = { object: row.code, to: row.email, date: isoDay(first) };
    due.push(
      letter(letters.statement, {
        ...key,
        news: isReaddressed(waiting, key),
        occasion: facts.zone.at(first),
        values: () => ({
          партнёр: row.name,
          месяц: monthName(monthAfter(monthOf(first), -1)),
          дата: ruDay(first),
          начислено: rub(sumOf(lines)),
          строки: [
            ...(lines.length > 0 ? lines.map(lineText) : ['Новых начислений нет.']),
            ...(zeroed.get(name) ?? []).map(zeroedText),
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
  return 'Деньги можно вывести на аккаунт или расчётный счёт: пришлите нам заявку (раздел «Как вывести деньги»).';
}

/** On the day of a partner's first credit; while it waits, whatever day that is now. */
function firstClients(facts: Facts, { roster, ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const waiting = waitingOf(facts, letters.firstClient.code);
  for (const partner of roster.partners) {
    const { index, row, key: name } = partner;
    const d = ledger.settlements[index]?.firstCredit ?? null;
    if (d === null || !(waiting.has(row.code) || inWindow(facts, facts.zone.at(d)))) continue;
    const key = { object: row.code, to: row.email, date: '' };
    due.push(
      letter(letters.firstClient, {
        ...key,
        news: isReaddressed(waiting, key),
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
 * «После привлечения второго Клиента заключаем Договор»: once, even if the address changes, while there is no
 * contract.
 */
function contracts(facts: Facts, { roster, ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const needed = Math.max(facts.settings.payingClients, 1);
  const sent = new Set(
    facts.past
      .of(letters.contract.code)
      .flatMap(({ object, status }) =>
        status === 'отправлено' || status === 'отправляется' ? [object] : [],
      ),
  );
  roster.partners.forEach(({ row }, index) => {
    const settlement = ledger.settlements[index];
    if (settlement?.tariff !== 'юрлицо' || settlement.paying < needed) return;
    if (row.legacy || sent.has(row.code) || hasContract({ contract: row.contract, day: facts.today })) return;
    due.push(
      letter(letters.contract, {
        object: row.code,
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

/**
 * On the day of a refused withdrawal, or once it is over: what is available at its end decides, and staff may
 * have entered the request after that day's run. Equal requests of one day are distinguished by number, the
 * accepted ones included: which of them is refused may change.
 */
function rejections(facts: Facts, { roster, withdrawals }: Books): Letter[] {
  const due: Letter[] = [];
  const seen = new Map<string, number>();
  facts.rows.withdrawals.forEach((row, index) => {
    const verdict = withdrawals[index];
    const partner = roster.withdrawalPartner[index];
    const occasion = row.date < facts.today ? endOfDay(facts.zone, row.date) : facts.zone.at(row.date);
    if (!partner) return;
    const request = `${partner.row.code}/${row.date}/${row.amount}`;
    const number = (seen.get(request) ?? 0) + 1;
    seen.set(request, number);
    if (verdict?.status !== 'отклонён' || !inWindow(facts, occasion)) return;
    due.push(
      letter(letters.rejected, {
        object: `${partner.row.code}/${formatMoney(row.amount)}${number > 1 ? `/${number}` : ''}`,
        to: partner.row.email,
        date: isoDay(row.date),
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
  const { zone, letterWindow } = facts;
  const from = addDays(zone.dayOf(letterWindow.from), ENDING_DAYS);
  const to = addDays(zone.dayOf(letterWindow.to), ENDING_DAYS);
  for (const client of books.roster.clients) {
    if (!client) continue;
    const { row, partner } = client;
    const until = rewardEnd(client, facts);
    if (until < from || until > to || !earnsPercent(client, books, facts)) continue;
    const occasion = zone.at(addDays(until, -ENDING_DAYS));
    if (!inWindow(facts, occasion)) continue;
    due.push(
      letter(letters.ending, {
        object: client.key,
        to: partner.row.email,
        date: isoDay(until),
        occasion,
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
    ...statements(facts, books),
    ...endings(facts, books),
  ];
}
