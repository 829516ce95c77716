// Letters tied to dates: reminders of renewal, ends of membership, points of an ended quarter. Occasions are
// 00:00 of their days.
import { addDays, type Day, isoDay, ruDay, yearOf } from '../day.js';
import { laterOnes, type Letter, letter, opensInWindow } from '../letters.js';
import { formatMoney } from '../money.js';
import { endOfDay } from '../zone.js';
import type { Account } from './accounts.js';
import { pointsArithmetic } from './explain-points.js';
import { contact, daysLeft, inCurrency, missingSentence, percent } from './wording.js';
import { letters } from './letters.js';
import type { Membership } from './membership.js';
import type { ResellerFacts } from './model.js';
import { missingToThreshold, type QuarterLine } from './points.js';
import { quarterEnd, quarterName, quarterOf, yearOfQuarter } from './quarters.js';

/** Reminders that a membership ends. An extension moves the end, so an extended membership gets none. */
function renewals(facts: ResellerFacts, accounts: readonly Account[]): Letter[] {
  const due: Letter[] = [];
  // The earliest reminder first.
  const leads = [...new Set(facts.settings.renewalLeads)].sort((a, b) => b - a);
  for (const account of accounts) {
    const { row, key, membership } = account;
    const reminder = (day: Day) => ({
      code: letters.renewal.code,
      object: key,
      date: isoDay(day),
      occasion: facts.zone.at(day),
    });
    const days = leads.map((lead) => addDays(membership.to, -lead));
    for (const day of days) {
      if (day < membership.from || !opensInWindow(facts, day)) continue;
      const { object, date, occasion } = reminder(day);
      // A letter that still waits gives the days left as of today.
      const left = membership.to - Math.max(day, facts.today);
      due.push(
        letter(letters.renewal, {
          object,
          to: row.email,
          date,
          occasion,
          until: endOfDay(facts.zone, membership.to),
          replacedBy: laterOnes(days.map(reminder), occasion),
          values: () => ({
            компания: row.company,
            уровень: account.level,
            'действует до': ruDay(membership.to),
            осталось: daysLeft(left),
            'следующий год': String(yearOf(membership.to) + 1),
            требования: missingSentence(account.asked, account.missing),
            контакт: contact(facts),
          }),
        }),
      );
    }
  }
  return due;
}

/** One letter per membership that ends, for the following day. */
function expiries(facts: ResellerFacts, accounts: readonly Account[]): Letter[] {
  return accounts
    .filter(({ membership }) => opensInWindow(facts, addDays(membership.to, 1)))
    .map(({ row, key, membership, level, available }) =>
      letter(letters.expired, {
        object: key,
        to: row.email,
        date: isoDay(membership.to),
        occasion: endOfDay(facts.zone, membership.to),
        values: () => ({
          компания: row.company,
          уровень: level,
          'действовало до': ruDay(membership.to),
          баллы: formatMoney(available),
          контакт: contact(facts),
        }),
      }),
    );
}

/** Points of ended quarters; never queued before the quarter's end, since the last day's purchases are part of it. */
function quarterPoints(facts: ResellerFacts, accounts: readonly Account[]): Letter[] {
  const due: Letter[] = [];
  const current = quarterOf(facts.today);
  for (let ended = quarterOf(facts.zone.dayOf(facts.letterWindow.from)) - 1; ended < current; ended += 1) {
    const day = addDays(quarterEnd(ended), 1);
    if (!opensInWindow(facts, day)) continue;
    for (const { row, key, membership, lines, available } of accounts) {
      const line = lines[ended - (lines[0]?.quarter ?? ended)];
      if (!line || line.rows === 0) continue;
      due.push(
        letter(letters.points, {
          object: key,
          to: row.email,
          date: isoDay(day),
          occasion: facts.zone.at(day),
          values: () => ({
            компания: row.company,
            квартал: quarterName(ended),
            закупки: inCurrency(facts, line.purchases),
            накоплено: inCurrency(facts, line.accumulated),
            ставка: percent(line.rate, 2),
            баллы: formatMoney(line.points),
            расчёт: pointsArithmetic(facts, line),
            'баллы всего': formatMoney(line.sinceJoining),
            доступно: formatMoney(available),
            'до порога': thresholdSentence(facts, line) + afterwards(facts, line, membership),
            контакт: contact(facts),
          }),
        }),
      );
    }
  }
  return due;
}

/** What becomes of the accumulated sum when the quarter ends a year; '' otherwise. */
function afterwards({ settings }: ResellerFacts, { quarter }: QuarterLine, { to }: Membership): string {
  if (quarterEnd(quarter) >= to)
    return ` Участие закончилось ${ruDay(to)}: закупки после этого дня не учитываются.`;
  return settings.period === 'год участия' && quarter % 4 === 3
    ? ` С 1 января ${yearOfQuarter(quarter) + 1} года закупки накапливаются заново.`
    : '';
}

function thresholdSentence(facts: ResellerFacts, { accumulated }: QuarterLine): string {
  const { threshold, lowRate, highRate, basis } = facts.settings;
  const limit = inCurrency(facts, threshold);
  const rate = percent(highRate);
  if (accumulated > threshold)
    return basis === 'сверх порога'
      ? `Порог ${limit} превышен: с суммы сверх него — ${rate}, с остальной — ${percent(lowRate)}.`
      : `Порог ${limit} превышен: ставка ${rate} действует на всю сумму.`;
  return accumulated === threshold
    ? `Порог ${limit} достигнут: ставка ${rate} начнёт действовать, когда сумма закупок его превысит.`
    : `До порога ${limit}, свыше которого действует ставка ${rate}, не хватает: ${inCurrency(facts, missingToThreshold(accumulated, facts.settings))}.`;
}

/** All letters tied to dates. */
export function calendarLetters(facts: ResellerFacts, accounts: readonly Account[]): readonly Letter[] {
  return [...renewals(facts, accounts), ...expiries(facts, accounts), ...quarterPoints(facts, accounts)];
}
