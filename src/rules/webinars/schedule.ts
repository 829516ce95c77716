// When listeners are reminded: 7, 14, 21… days before, the day before, the same day, and minutes before the start.
import { addDays, isoDay } from '../day.js';
import { type Instant, isoInstant, MINUTE, plus } from '../zone.js';
import type { Case, WebinarFacts } from './model.js';

export const REMINDERS = ['weekly', 'dayBefore', 'sameDay', 'soon'] as const;
export type ReminderKind = (typeof REMINDERS)[number];

/** One moment at which listeners are reminded («Работа с зарегистрированными»). */
export interface Reminder {
  readonly kind: ReminderKind;
  /** The object of its letters: the webinar's code, and for weekly ones the days before. */
  readonly object: string;
  readonly moment: Instant;
}

const WEEK = 7;
const MOST_WEEKS = 104;

/** The date part of the key of everything that was said about this start. */
export const startKey = (facts: WebinarFacts, one: Case): string => isoInstant(facts.zone, one.row.start);

/** The date part of a reminder's key: an hour's change moves no other one than that of minutes before the start. */
export const occasionKey = (facts: WebinarFacts, one: Case, kind: ReminderKind): string =>
  kind === 'soon' ? startKey(facts, one) : isoDay(one.startDay);

/** The reminders of one webinar from `from` on, soonest last. None comes at or after the start. */
export function remindersOf(facts: WebinarFacts, one: Case, from: Instant): readonly Reminder[] {
  const { zone, settings } = facts;
  const { code, start } = one.row;
  const atHour = (daysBefore: number): Instant =>
    zone.at(addDays(one.startDay, -daysBefore), settings.letterHour);
  const all: Reminder[] = [
    { kind: 'soon', object: code, moment: plus(start, -settings.soonMinutes * MINUTE) },
    { kind: 'sameDay', object: code, moment: atHour(0) },
    { kind: 'dayBefore', object: code, moment: atHour(1) },
  ];
  for (let week = 1; week <= MOST_WEEKS; week += 1) {
    const moment = atHour(week * WEEK);
    if (moment < from) break;
    all.push({ kind: 'weekly', object: `${code}/${week * WEEK}`, moment });
  }
  return all.filter((reminder) => reminder.moment >= from && reminder.moment < start);
}
