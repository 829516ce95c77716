// Letters to partners and when they are due (spec «Letters»). Occasions are 00:00 of their days; what reports
// on the 1st is due from the 1st on.
import { oncePer } from '../collections.js';
import { addDays, type Day, isoDay, parseDay, ruDay } from '../day.js';
import {
  hasGone,
  inWindow,
  isWaiting,
  type Letter,
  MEMORY_DAYS,
  numbered,
  numberIn,
  opensInWindow,
  type PastLetter,
} from '../letters.js';
import { formatMoney, minor, ZERO } from '../money.js';
import { agree, count, keyOf } from '../text.js';
import { endOfDay } from '../zone.js';
import { refusedSum } from './availability.js';
import type { Books } from './books.js';
import { earnsPercent, rewardEnd } from './clients.js';
import { ENDING_DAYS } from './deadlines.js';
import {
  creditsOn,
  earlierLetters,
  earlierRequests,
  objectOf,
  statedMonths,
  toPartner,
} from './letter-parts.js';
import { letters } from './letters.js';
import { type Line, sumOf } from './lines.js';
import { creditDay, type Month, monthAfter } from './months.js';
import type { ReferralFacts } from './model.js';
import type { Partner } from './roster.js';
import type { Settlement, WithdrawalVerdict } from './settlement.js';
import { accountText, type Told } from './statement-lines.js';
import { CLAUSES, monthName, rub } from './wording.js';

const toWithdraw = (how: string, missing: string | null): string =>
  missing === null
    ? `${how} пришлите заявку (раздел ${CLAUSES.payouts}).`
    : `Вывести деньги пока нельзя: ${missing}.`;
const ASK = 'Чтобы вывести деньги,';

/**
 * On the 1st: what has moved the balance since the last statement that the partner got, the balance, what may be
 * withdrawn and what is missing for that; whenever it is sent, with the figures of its day. What has changed since is
 * in a later statement. The memo is the balance told, in hundredths.
 */
function statements(facts: ReferralFacts, books: Books, month: Month): Letter[] {
  const due: Letter[] = [];
  const { ledger } = books;
  const [before, first] = [creditDay(monthAfter(month, -1)), creditDay(month)];
  const credits = creditsOn(first, ledger.lines);
  const date = isoDay(first);
  const earlier = earlierLetters(facts, letters.statement, (one) => one.date === date);
  const last = earlierLetters(
    facts,
    letters.statement,
    (one) => one.date < date && hasGone(one) && one.memo !== '',
  );
  for (const now of ledger.settlements) {
    const { row, key } = now.partner;
    const credited = credits.get(key) ?? [];
    const then = now.standingOn(first);
    if (credited.length === 0 && then.balance === 0) continue;
    due.push(
      toPartner(facts, letters.statement, row, {
        object: objectOf(row, earlier(row)),
        date,
        occasion: facts.zone.at(first),
        memo: String(then.balance),
        values: () => ({
          месяц: monthName(month),
          дата: ruDay(first),
          начислено: rub(sumOf(credited)),
          итог: credited.length === 0 ? 'начислений нет' : `начислено ${rub(sumOf(credited))}`,
          строки: accountText(now, books, toldBy(last(row)) ?? now.standingOn(before), then),
          баланс: rub(then.balance),
          доступно: rub(then.available),
          'чего не хватает':
            then.available === now.available && then.missing === now.missing
              ? toWithdraw(ASK, then.missing)
              : `Сейчас можно вывести ${rub(now.available)}. ${toWithdraw(ASK, now.missing)}`,
        }),
      }),
    );
  }
  return due;
}

/** What an earlier statement told; null without one, or if its key is damaged. */
function toldBy(past: PastLetter | undefined): Told | null {
  const day = parseDay(past?.date ?? '');
  const balance = Number(past?.memo);
  return day === null || Number.isNaN(balance) ? null : { day, balance: minor(balance) };
}

/** Today: a letter that waits may be sent when the money is gone. */
function nextStep({ tariff, missing, balance, withdrawn, zeroed }: Settlement): string {
  if (missing !== null && balance <= 0 && zeroed < withdrawn)
    return 'Эти деньги уже списаны по заявке или при смене тарифа.';
  const way = tariff === 'физлицо' ? 'банковскую карту' : 'аккаунт в сервисе или расчётный счёт';
  return toWithdraw(`Деньги можно вывести на ${way}:`, missing);
}

/** What a first credit is for. */
const creditOf = (client: string, d: Day): string => `${isoDay(d)}/${keyOf(client)}`;

/**
 * «Начисления» as the last recompute left them: who had been paid for a client, what under a name that no partner has
 * any more, and until when they reach.
 */
const creditedBefore = oncePer(({ rows, broken }: ReferralFacts) => {
  const names = new Set([...rows.partners, ...broken.partners].map(({ name }) => keyOf(name ?? '')));
  const paid = new Set<string>();
  const renamed = new Set<string>();
  let last: Day | null = null;
  for (const { partner, client, amount, date } of [...rows.ledger, ...broken.ledger]) {
    if (partner !== null && client !== null && amount !== null && amount > 0) {
      paid.add(keyOf(partner));
      if (date !== null && !names.has(keyOf(partner))) renamed.add(creditOf(client, date));
    }
    if (date !== null && (last === null || date > last)) last = date;
  }
  return { paid, renamed, last };
});

/**
 * Whether a partner's first credit has been entered or confirmed after its day: the last recompute had none on it, under
 * a former name neither.
 */
function isLateNews(key: string, d: Day, clientOf: () => string, facts: ReferralFacts): boolean {
  if (d < addDays(facts.today, -MEMORY_DAYS)) return false;
  const { paid, renamed, last } = creditedBefore(facts);
  return last !== null && d <= last && !paid.has(key) && !renamed.has(creditOf(clientOf(), d));
}

/**
 * On the day of a partner's first credit, once; while it waits, whatever day that is now. One that has been entered or
 * confirmed afterwards is told at once.
 */
function firstClients(facts: ReferralFacts, { ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const earlier = earlierLetters(facts, letters.firstClient);
  for (const settlement of ledger.settlements) {
    const { partner, firstCredit: d } = settlement;
    if (d === null) continue;
    const { row, key } = partner;
    const past = earlier(row);
    if (past && hasGone(past)) continue;
    const first = (): Line | undefined =>
      creditsOn(d, ledger.lines)
        .get(key)
        ?.find(({ amount, client }) => amount > 0 && client !== null);
    const isNews = isLateNews(key, d, () => first()?.client ?? '', facts);
    const occasion = isNews ? facts.now : facts.zone.at(d);
    if (!(past && isWaiting(past)) && !inWindow(facts, occasion)) continue;
    due.push(
      toPartner(facts, letters.firstClient, row, {
        object: objectOf(row, past),
        date: '',
        occasion,
        values: () => {
          const line = first();
          return {
            клиент: line?.client ?? '',
            дата: ruDay(d),
            сумма: rub(line?.amount ?? ZERO),
            дальше: nextStep(settlement),
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
function contracts(facts: ReferralFacts, { ledger }: Books): Letter[] {
  const due: Letter[] = [];
  const needed = Math.max(facts.settings.payingClients, 1);
  const earlier = earlierLetters(facts, letters.contract);
  for (const { partner, tariff, paying, balance, zeroed } of ledger.settlements) {
    const { row } = partner;
    if (tariff !== 'юрлицо' || paying < needed || row.legacy || row.contract !== null) continue;
    const past = earlier(row);
    if (past && hasGone(past)) continue;
    due.push(
      toPartner(facts, letters.contract, row, {
        object: objectOf(row, past),
        date: '',
        occasion: facts.now,
        values: () => ({
          оплатили: `${agree(paying, 'оплатил', 'оплатили')} ${count(paying, 'ваш клиент', 'ваших клиента', 'ваших клиентов')}`,
          клиентов: String(paying),
          'нужно клиентов': String(needed),
          баланс: `${rub(balance)}${balance === 0 && zeroed < 0 ? ' (обнулён при смене тарифа)' : ''}`,
          минимум: rub(facts.settings.minimum),
        }),
      }),
    );
  }
  return due;
}

/**
 * Whether a partner's money may only seem to be gone: a row that it comes from is in error, or closed credits have lost
 * their partner, whose name was retyped.
 */
function isInDoubt({ broken }: ReferralFacts, { ledger }: Books, { key, row, clients }: Partner): boolean {
  const isMine = (typed: string | null, ...own: readonly string[]): boolean =>
    typed === null || own.includes(keyOf(typed));
  return (
    ledger.orphans.length > 0 ||
    broken.changes.some(({ partner }) => isMine(partner, key)) ||
    broken.clients.some(({ code }) => isMine(code, keyOf(row.code))) ||
    broken.charges.some(({ client }) => isMine(client, ...clients.map((one) => one.key)))
  );
}

/** Whether a request stands beside the refusal of another one, by the sum that it names. */
function hasOthersRefusal({ row: { was, amount }, status }: WithdrawalVerdict): boolean {
  if (was.status !== 'отклонён') return false;
  const sum = refusedSum(was.reason);
  return sum === null ? status === 'принят' : sum !== rub(amount);
}

/**
 * On the day of a refused withdrawal, or once it is over: what is available at its end decides, and staff may
 * have entered the request after that day's run. One that was accepted at the last recompute is refused now, unless
 * that may come from a typing error, or, for an old one, from a list pasted in another order. Equal requests of one day are distinguished by number, the accepted ones included:
 * which of them is refused may change.
 */
function rejections(facts: ReferralFacts, books: Books): Letter[] {
  const due: Letter[] = [];
  const seen = new Map<string, number>();
  const earlier = earlierRequests(facts, letters.rejected);
  const isReordered = books.withdrawals.some((verdict) => verdict !== null && hasOthersRefusal(verdict));
  const recent = addDays(facts.today, -MEMORY_DAYS);
  for (const verdict of books.withdrawals) {
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
    const isNews =
      row.was.status === 'принят' &&
      (row.date >= recent || !isReordered) &&
      !isInDoubt(facts, books, partner);
    // Told of a refusal, then accepted: refused anew.
    const again = isNews && !isReordered && known && hasGone(known) ? 1 : 0;
    const occasion = isNews ? facts.now : (known?.due ?? ofItsDay);
    if (!inWindow(facts, occasion)) continue;
    due.push(
      toPartner(facts, letters.rejected, partner.row, {
        object: known?.object ?? `${code}/${request}`,
        date: numbered(date, numberIn(known?.date ?? '') + again),
        occasion,
        values: () => ({
          дата: ruDay(row.date),
          сумма: rub(row.amount),
          причина: reason ?? '',
        }),
      }),
    );
  }
  return due;
}

/** 30 days before a client's term ends. */
function endings(facts: ReferralFacts, books: Books): Letter[] {
  const due: Letter[] = [];
  const { zone } = facts;
  for (const client of books.roster.clients) {
    if (!client) continue;
    const { row, partner } = client;
    const until = rewardEnd(client, facts);
    const noticed = addDays(until, -ENDING_DAYS);
    if (!opensInWindow(facts, noticed) || !earnsPercent(client, books, facts)) continue;
    due.push(
      toPartner(facts, letters.ending, partner.row, {
        object: client.key,
        date: isoDay(until),
        occasion: zone.at(noticed),
        until: zone.at(until),
        values: () => ({
          клиент: row.name,
          до: ruDay(until),
          месяцев: count(facts.settings.term, 'месяц', 'месяца', 'месяцев'),
        }),
      }),
    );
  }
  return due;
}

export function partnerLetters(facts: ReferralFacts, books: Books): readonly Letter[] {
  return [
    ...rejections(facts, books),
    ...contracts(facts, books),
    ...firstClients(facts, books),
    ...statedMonths(facts).flatMap((month) => statements(facts, books, month)),
    ...endings(facts, books),
  ];
}
