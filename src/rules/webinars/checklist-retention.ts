// «Проверки» of registrations, reminders and attendance («Работа с зарегистрированными»).
import { groupBy } from '../collections.js';
import { isoDay, ruDay } from '../day.js';
import { count, formatNumber } from '../text.js';
import { type Instant, instant } from '../zone.js';
import { registrationsNeeded, shortage } from './attendance.js';
import { type Checked, inTime, placesIn, rowsText, type Subject, yesNo } from './checks.js';
import { dayIn, type Informed, type Told, wasReminded } from './mail-log.js';
import { CLAUSES, type WebinarFacts } from './model.js';
import { occasionKey, type ReminderKind, REMINDERS, remindersOf } from './schedule.js';
import { tabs } from './tabs.js';

const REMINDER_TITLES: Readonly<Record<ReminderKind, string>> = {
  weekly: 'Еженедельные напоминания отправлены',
  dayBefore: 'Напоминание за день отправлено',
  sameDay: 'Напоминание в день вебинара отправлено',
  soon: 'Напоминание перед началом отправлено',
};

/** Confirmations, refusals, erasures, reminders, the forecast and the quorum. */
export function retention(subject: Subject): readonly Checked[] {
  const { facts, one, enrolment, turnout, informed, check } = subject;
  const { quorum } = facts.settings;
  const { refused, misrefused, toErase } = enrolment;
  const accepted = informed.length;
  const confirmed = informed.filter(({ told }) => isConfirmed(told)).length;
  const clause = (point: number): string => `${CLAUSES.landing}, п. ${point}`;
  return [
    check(
      'Подтверждения отправлены всем принятым',
      accepted === 0 && !one.ended ? 'позже' : inTime(confirmed >= accepted, !one.ended),
      `отправлено ${formatNumber(confirmed)}, принято ${formatNumber(accepted)}`,
      clause(6),
    ),
    check(
      'Отказано только конкурентам и учащимся',
      yesNo(misrefused.length === 0),
      (refused > 0 ? `отказов: ${formatNumber(refused)}` : '') +
        (misrefused.length > 0 ? `, иная причина: ${rowsText(misrefused)}` : ''),
      clause(11),
      placesIn(tabs.listeners, misrefused),
    ),
    check(
      'Данные удалены по просьбам слушателей',
      yesNo(toErase === 0),
      toErase > 0 ? `ждут удаления: ${formatNumber(toErase)}` : '',
      clause(4),
    ),
    enoughCheck(subject),
    ...reminderChecks(subject),
    check(
      `Слушателей не меньше ${formatNumber(quorum)}`,
      inTime(turnout.attendees >= quorum, !one.ended),
      `слушателей ${formatNumber(turnout.attendees)}`,
      `${CLAUSES.budget}, таблица`,
    ),
  ];
}

/** Before the end by the expected rate; afterwards those who came show whether there were enough. */
function enoughCheck({ facts: { settings }, one, enrolment, turnout, quietly }: Subject): Checked {
  const { ended } = one;
  const { attendees } = turnout;
  const { size } = enrolment.byEmail;
  const isEnough = size >= registrationsNeeded(settings) || (ended && attendees >= settings.quorum);
  const registered = `регистраций ${formatNumber(size)}`;
  const forecast = isEnough ? registered : (shortage(settings, size) ?? '');
  return quietly(
    `Регистраций хватает для ${count(settings.quorum, 'слушателя', 'слушателей', 'слушателей')}`,
    inTime(isEnough, !ended),
    ended ? `${registered}, слушателей ${formatNumber(attendees)}` : forecast,
    CLAUSES.retention,
  );
}

/** A cancellation says nothing of the registration. */
const isConfirmed = ({ decision, confirmations }: Told): boolean =>
  decision === 'confirmed' || (decision === 'cancelled' && confirmations > 0);

/**
 * When the webinar was moved to its day, as far as its listeners were told of another one; null when they were not.
 * This run may be the first to see the move.
 */
function movedAt({ now }: WebinarFacts, all: readonly Informed[], day: string): Instant | null {
  let last: Instant | null = null;
  for (const { told } of all) {
    const { moved } = told;
    if (moved?.day === day) last = instant(Math.max(last ?? 0, moved.at ?? 0));
  }
  if (last !== null) return last;
  return all.some(({ told: { start } }) => start !== null && dayIn(start) !== day) ? now : null;
}

/** A reminder that was due. */
interface Occasion {
  readonly kind: ReminderKind;
  readonly moment: Instant;
  /** Number of listeners who had registered before it and got no letter. */
  readonly left: number;
  /** « (2 из 5 слушателей)» if some of them did. */
  readonly share: string;
}

/** The reminders that somebody had to get, by time. */
function occasionsOf({ facts, one, informed }: Subject): readonly Occasion[] {
  if (informed.length === 0) return [];
  let since = facts.now;
  for (const { to } of informed) if (to.row.registeredAt < since) since = to.row.registeredAt;
  const from = movedAt(facts, informed, isoDay(one.startDay)) ?? since;
  const due = remindersOf(facts, one, since).filter(({ moment }) => moment > since);
  return [...due].reverse().flatMap(({ kind, object, moment }) => {
    const about = { kind, object, date: occasionKey(facts, one, kind) };
    const owed = informed.filter(({ to }) => to.row.registeredAt < moment);
    const left = owed.filter(({ told }) => !wasReminded(told, about)).length;
    // Before the webinar was moved to its day nobody could be reminded of it.
    if (left > 0 && moment < from) return [];
    return {
      kind,
      moment,
      left,
      share:
        left < owed.length
          ? ` (${left} из ${count(owed.length, 'слушателя', 'слушателей', 'слушателей')})`
          : '',
    };
  });
}

/** Which reminders were sent: a moment was missed if somebody who had registered before it got no letter. */
function reminderChecks(subject: Subject): readonly Checked[] {
  const { facts, one, quietly } = subject;
  const occasions = groupBy(occasionsOf(subject), ({ kind }) => kind);
  return REMINDERS.map((kind) => {
    const moments = occasions.get(kind) ?? [];
    const unsent = moments.filter(({ left }) => left > 0);
    // A late one can still be sent until the start, while its occasion is within the letter window.
    const missed = unsent.filter(({ moment }) => one.started || moment < facts.letterWindow.from);
    const done = moments.length > 0 ? unsent.length === 0 : one.started;
    const met = missed.length > 0 ? 'нет' : inTime(done, true);
    const detail = ((): string => {
      if (missed.length > 0)
        return `не отправлено: ${missed.map(({ moment, share }) => ruDay(facts.zone.dayOf(moment)) + share).join(', ')}`;
      if (moments.length === 0) return one.started ? 'напоминать было некому' : '';
      return `отправлено рассылок: ${moments.length - unsent.length} из ${moments.length}`;
    })();
    return quietly(REMINDER_TITLES[kind], met, detail, CLAUSES.retention);
  });
}
