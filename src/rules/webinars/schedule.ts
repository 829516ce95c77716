// When listeners are reminded: 7, 14, 21… days before, the day before, the same day, and some minutes before
// the start.
import { addDays, isoDay } from '../day.js';
import { Fault } from '../kinds.js';
import { instantKind } from '../kinds-time.js';
import { keyOf } from '../text.js';
import { type Instant, isoInstant, MINUTE, plus } from '../zone.js';
import { type Case, WEEK, type WebinarFacts } from './model.js';

export const REMINDERS = ['weekly', 'dayBefore', 'sameDay', 'soon'] as const;
export type ReminderKind = (typeof REMINDERS)[number];

/** One reminder of listeners («Работа с зарегистрированными»). */
export interface Reminder {
  readonly kind: ReminderKind;
  /** The object of its letters: the webinar's key, with the number of days for weekly ones. */
  readonly object: string;
  readonly moment: Instant;
}

const MOST_WEEKS = 104;

/** The date part of the keys of all letters about this start. */
export const startKey = (facts: WebinarFacts, one: Case): string => isoInstant(facts.zone, one.row.start);

/** The start in such a key; null if it cannot be read. */
export function startIn({ zone }: WebinarFacts, key: string): Instant | null {
  const start = instantKind.read(key, zone);
  return start instanceof Fault ? null : start;
}

/**
 * The date part of a reminder's key. When only the hour changes, just the reminder minutes before the start
 * becomes a new one.
 */
export const occasionKey = (facts: WebinarFacts, one: Case, kind: ReminderKind): string =>
  kind === 'soon' ? startKey(facts, one) : isoDay(one.startDay);

/** The reminders of one webinar from `from` on, latest moment first. None is due at or after the start. */
export function remindersOf(facts: WebinarFacts, one: Case, from: Instant): readonly Reminder[] {
  const { zone, settings } = facts;
  const { start } = one.row;
  const code = keyOf(one.row.code);
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
  // «soon» is not always the last: «Час писем» may come between it and the start, or at the same moment.
  return all.filter(({ moment }) => moment >= from && moment < start).sort((a, b) => b.moment - a.moment);
}
