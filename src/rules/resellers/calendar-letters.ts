// Letters tied to dates: reminders of renewal, ends of membership, points of an ended quarter. Occasions are
// 00:00 of their days.
import { addDays, type Day, isoDay, ruDay, yearOf } from '../day.js';
import { inWindow, type Letter, letter } from '../letters.js';
import { formatMoney, type Money, subtract } from '../money.js';
import { days, formatNumber } from '../text.js';
import { endOfDay, type Instant } from '../zone.js';
import type { Account } from './accounts.js';
import { contact, missingSentence } from './letter-parts.js';
import { letters } from './letters.js';
import type { Facts } from './model.js';
import { missingToThreshold, type QuarterLine } from './points.js';
import { quarterEnd, quarterName, quarterOf } from './quarters.js';

/** The days whose 00:00 is in the letter window, oldest first. */
function windowDays(facts: Facts): readonly Day[] {
  const days: Day[] = [];
  const last = facts.zone.dayOf(facts.letterWindow.to);
  for (let day = facts.zone.dayOf(facts.letterWindow.from); day <= last; day = addDays(day, 1))
    if (inWindow(facts, facts.zone.at(day))) days.push(day);
  return days;
}

const sum = (facts: Facts, amount: Money): string => `${formatMoney(amount)} ${facts.settings.currency}`;

interface Reminder {
  readonly day: Day;
  readonly occasion: Instant;
  readonly until: Instant;
}

/** The reminders due in the window, by the end of the membership that they announce. */
function remindersByEnd(facts: Facts, window: readonly Day[]): ReadonlyMap<Day, readonly Reminder[]> {
  const byEnd = new Map<Day, Reminder[]>();
  for (const day of window)
    for (const lead of new Set(facts.settings.renewalLeads)) {
      const end = addDays(day, lead);
      const reminder = { day, occasion: facts.zone.at(day), until: endOfDay(facts.zone, end) };
      byEnd.set(end, [...(byEnd.get(end) ?? []), reminder]);
    }
  return byEnd;
}

/** Reminders that a membership ends. An extension moves the end, so an extended membership gets none. */
function renewals(facts: Facts, accounts: readonly (Account | null)[], window: readonly Day[]): Letter[] {
  const due: Letter[] = [];
  const byEnd = remindersByEnd(facts, window);
  for (const account of accounts) {
    const reminders = account && byEnd.get(account.membership.to);
    if (!reminders) continue;
    const { row, membership } = account;
    for (const { day, occasion, until } of reminders) {
      if (day < membership.from) continue;
      // A letter that still waits gives the days left as of today.
      const left = membership.to - Math.max(day, facts.today);
      due.push(
        letter(letters.renewal, {
          object: row.company,
          to: row.email,
          date: isoDay(day),
          occasion,
          until,
          values: () => ({
            компания: row.company,
            уровень: account.level,
            'действует до': ruDay(membership.to),
            осталось: left > 0 ? `осталось ${days(left)}` : 'сегодня последний день',
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

/** One letter per membership that has ended, on the following day. */
function expiries(
  facts: Facts,
  accounts: readonly (Account | null)[],
  window: readonly Day[],
  redeemed: Redeemed,
): Letter[] {
  const due: Letter[] = [];
  const ends = new Set(window.map((day) => addDays(day, -1)));
  for (const account of accounts) {
    if (account?.participation !== 'истекло' || !ends.has(account.membership.to)) continue;
    const { row, membership } = account;
    due.push(
      letter(letters.expired, {
        object: row.company,
        to: row.email,
        date: isoDay(membership.to),
        occasion: endOfDay(facts.zone, membership.to),
        values: () => ({
          компания: row.company,
          уровень: account.level,
          'действовало до': ruDay(membership.to),
          баллы: formatMoney(subtract(account.points, redeemed(account))),
          контакт: contact(facts),
        }),
      }),
    );
  }
  return due;
}

/**
 * Points of the quarter that has just ended; never queued before its end, since the last day's purchases are
 * part of it.
 */
function quarterPoints(facts: Facts, accounts: readonly (Account | null)[], redeemed: Redeemed): Letter[] {
  const due: Letter[] = [];
  const ended = quarterOf(facts.today) - 1;
  const occasion = endOfDay(facts.zone, quarterEnd(ended));
  if (!inWindow(facts, occasion)) return due;
  for (const account of accounts) {
    const first = account?.lines[0];
    const line = first && account.lines[ended - first.quarter];
    if (!line || line.rows === 0) continue;
    const { row } = account;
    due.push(
      letter(letters.points, {
        object: row.company,
        to: row.email,
        date: isoDay(addDays(quarterEnd(ended), 1)),
        occasion,
        values: () => ({
          компания: row.company,
          квартал: quarterName(ended),
          закупки: sum(facts, line.purchases),
          накоплено: sum(facts, line.accumulated),
          ставка: `${formatNumber(line.rate)} %`,
          баллы: formatMoney(line.points),
          'баллы всего': formatMoney(line.sinceJoining),
          доступно: formatMoney(subtract(account.points, redeemed(account))),
          'до порога': thresholdSentence(facts, line),
          контакт: contact(facts),
        }),
      }),
    );
  }
  return due;
}

function thresholdSentence(facts: Facts, line: QuarterLine): string {
  const terms = facts.settings;
  if (line.accumulated > terms.threshold)
    return `Порог ${sum(facts, terms.threshold)} превышен: действует ставка свыше порога — ${formatNumber(terms.highRate)} %.`;
  const missing = sum(facts, missingToThreshold(line.accumulated, terms));
  return `До порога ${sum(facts, terms.threshold)}, свыше которого действует ставка ${formatNumber(terms.highRate)} %, не хватает: ${missing}.`;
}

/** Returns the accepted redemptions of an account. */
export type Redeemed = (account: Account) => Money;

/** All letters tied to dates. */
export function calendarLetters(
  facts: Facts,
  accounts: readonly (Account | null)[],
  redeemed: Redeemed,
): readonly Letter[] {
  const window = windowDays(facts);
  return [
    ...renewals(facts, accounts, window),
    ...expiries(facts, accounts, window, redeemed),
    ...quarterPoints(facts, accounts, redeemed),
  ];
}
