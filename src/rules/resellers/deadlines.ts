// Deadlines of the programme: ends of memberships, the end of the current quarter, answers to applications.
import { type Day, ruDay } from '../day.js';
import type { Deadline } from '../programme.js';
import { count } from '../text.js';
import type { Account } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { periodEnds } from './membership.js';
import { quarterEnd, quarterLabel, quarterOf } from './quarters.js';
import { type ApplicationRow, CLAUSES, type Facts } from './model.js';
import type { tabs } from './tabs.js';

export const MEMBERSHIP_END = 'Окончание участия';
export const ANSWER = 'Ответ на заявку';
/** Which of its company's applications a line is about. */
export const answerNote = ({ level, date }: ApplicationRow): string => `${level}, заявка от ${ruDay(date)}`;

/** The last day for answering an application. */
export const answerDue = (facts: Facts, date: Day): Day =>
  facts.calendar.addWorkingDays(date, facts.settings.answerDays);

export function deadlines(
  facts: Facts,
  accounts: readonly Account[],
  applications: readonly ApplicationView[],
): readonly Deadline<typeof tabs>[] {
  const responsible = facts.settings.manager ?? '';
  const list: Deadline<typeof tabs>[] = [];
  const quarter = quarterOf(facts.today);
  list.push({
    object: quarterLabel(quarter),
    what: 'Конец квартала',
    due: { day: quarterEnd(quarter) },
    basis: { rule: 'Баллы начисляют по итогам календарного квартала.', clause: CLAUSES.accrual },
    state: 'open',
    responsible,
    note: 'Внесите закупки квартала: после этого дня начисляются баллы.',
    source: null,
  });
  for (const { row, membership, level } of accounts)
    for (const end of periodEnds(membership)) {
      const isExtended = end < membership.to;
      list.push({
        object: row.company,
        what: MEMBERSHIP_END,
        due: { day: end },
        basis: {
          rule: 'Участие — до конца календарного года; столбец «Продлено по год» продлевает его.',
          clause: CLAUSES.term,
        },
        state: isExtended ? 'done' : 'open',
        responsible,
        note: isExtended ? 'Участие продлено.' : level,
        source: { tab: 'resellers', row: row.row },
      });
    }
  for (const { row, account, isOpen } of applications) {
    if (!isOpen || account === null) continue;
    list.push({
      object: account === 'broken' ? row.company : account.row.company,
      what: ANSWER,
      due: { day: answerDue(facts, row.date) },
      basis: {
        rule: `На заявку отвечают не позже чем через ${count(facts.settings.answerDays, 'рабочий день', 'рабочих дня', 'рабочих дней')} после её даты.`,
        clause: CLAUSES.change,
      },
      state: 'open',
      responsible,
      note: answerNote(row),
      source: { tab: 'applications', row: row.row },
    });
  }
  return list;
}
