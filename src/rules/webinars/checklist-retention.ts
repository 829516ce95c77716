// «Проверки» of registrations, reminders and the turnout («Работа с зарегистрированными»).
import { ruDay } from '../day.js';
import { formatNumber } from '../text.js';
import { registrationsNeeded } from './attendance.js';
import { check, type Check, inTime, yesNo } from './checks.js';
import { letters } from './letters.js';
import type { MailLog } from './mail-log.js';
import { CLAUSES, type WebinarFacts } from './model.js';
import { isErasedRow } from './registrations.js';
import { type ReminderKind, REMINDERS, remindersOf, startKey } from './schedule.js';
import type { Dossier, Season } from './season.js';
import { shortage } from './staff-letters.js';

const REMINDER_TITLES: Readonly<Record<ReminderKind, string>> = {
  weekly: 'Еженедельные напоминания отправлены',
  dayBefore: 'Напоминание за день отправлено',
  sameDay: 'Напоминание в день вебинара отправлено',
  soon: 'Напоминание перед началом отправлено',
};

/** Confirmations, refusals, erasures, reminders, the forecast and the quorum. */
export function retention(season: Season, dossier: Dossier, log: MailLog): readonly Check[] {
  const { facts } = season;
  const { one, enrolment, turnout } = dossier;
  const { settings } = facts;
  let refused = 0;
  let pending = 0;
  for (const index of one.members.listeners) {
    const row = facts.rows.listeners[index];
    if (row && row.refuse !== null) refused += 1;
    if (row?.erase === true && !isErasedRow(row)) pending += 1;
  }
  const confirmed = log.sent(letters.confirmed.code, one.row.code, null);
  const enough = enrolment.count >= registrationsNeeded(settings);
  return [
    check(
      'Подтверждения отправлены всем принятым',
      enrolment.audience.length === 0 && !one.ended
        ? 'позже'
        : inTime(confirmed >= enrolment.audience.length, !one.ended),
      `отправлено ${formatNumber(confirmed)}, принято ${formatNumber(enrolment.audience.length)}`,
      `${CLAUSES.landing}, п. 6`,
    ),
    check(
      'Отказано только конкурентам и учащимся',
      'да',
      refused > 0 ? `отказов: ${formatNumber(refused)}` : '',
      `${CLAUSES.landing}, п. 11`,
    ),
    check(
      'Данные удалены по просьбам слушателей',
      yesNo(pending === 0),
      pending > 0 ? `ждут удаления: ${formatNumber(pending)}` : '',
      `${CLAUSES.landing}, п. 4`,
    ),
    check(
      `Регистраций хватает для ${formatNumber(settings.quorum)} слушателей`,
      inTime(enough, !one.ended),
      enough ? `регистраций ${formatNumber(enrolment.count)}` : shortage(facts, dossier).join(''),
      CLAUSES.retention,
    ),
    ...reminderChecks(facts, dossier, log),
    check(
      `Слушателей не меньше ${formatNumber(settings.quorum)}`,
      inTime(turnout.emails.size >= settings.quorum, !one.ended),
      `слушателей ${formatNumber(turnout.emails.size)}`,
      `${CLAUSES.budget}, таблица`,
    ),
  ];
}

/** Which reminders went out: a moment that had an audience and left no letter is a missed one. */
function reminderChecks(facts: WebinarFacts, { one, enrolment }: Dossier, log: MailLog): readonly Check[] {
  let first = facts.now;
  for (const { index } of enrolment.audience) {
    const at = facts.rows.listeners[index]?.registeredAt;
    if (at !== undefined && at < first) first = at;
  }
  const date = startKey(facts, one);
  const due = enrolment.audience.length === 0 ? [] : remindersOf(facts, one, first);
  return REMINDERS.map((kind) => {
    const moments = due.filter((reminder) => reminder.kind === kind && reminder.moment > first);
    const sent = moments.filter((reminder) => log.sent(letters[kind].code, reminder.object, date) > 0);
    // One that is late can still go out until the start, as long as letters of its age are written.
    const missed = moments.filter(
      (reminder) => !sent.includes(reminder) && (one.started || reminder.moment < facts.letterWindow.from),
    );
    const done = moments.length > 0 ? sent.length === moments.length : one.started;
    const detail = ((): string => {
      if (missed.length > 0)
        return `не отправлено: ${missed.map((reminder) => ruDay(facts.zone.dayOf(reminder.moment))).join(', ')}`;
      if (moments.length === 0) return one.started ? 'напоминать было некому' : '';
      return `отправлено ${sent.length} из ${moments.length}`;
    })();
    return check(
      REMINDER_TITLES[kind],
      missed.length > 0 ? 'нет' : inTime(done, true),
      detail,
      CLAUSES.retention,
    );
  });
}
