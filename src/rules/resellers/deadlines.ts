// Deadlines of the programme: ends of memberships, the end of the current quarter, answers to applications.
import { oncePer } from '../collections.js';
import { type Day, ruDay } from '../day.js';
import type { Deadline } from '../programme.js';
import { count, keyOf } from '../text.js';
import type { Account, Accounts } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { type Level, LEVELS } from './levels.js';
import { membershipOf, periodEnds } from './membership.js';
import { quarterEnd, quarterLabel, quarterOf } from './quarters.js';
import { type ApplicationRow, CLAUSES, type Facts } from './model.js';
import { BROKEN_COMPANY } from './register.js';
import type { tabs } from './tabs.js';

export const MEMBERSHIP_END = 'Окончание участия';
export const ANSWER = 'Ответ на заявку';
/** Which of its company's applications a line is about. */
export const answerNote = ({ level, date }: ApplicationRow): string => `${level}, заявка от ${ruDay(date)}`;

/** The levels at the last recompute, by the company's key: the notes of the lines about ends. */
export const levelsListed = oncePer((facts: Facts): ReadonlyMap<string, Level> => {
  const levels = new Map<string, Level>();
  for (const { object, note } of facts.listed(MEMBERSHIP_END)) {
    const [first] = note.split(';');
    const level = LEVELS.find((one) => one === first);
    if (level) levels.set(keyOf(object), level);
  }
  return levels;
});

/** The last day for answering an application. */
export const answerDue = (facts: Facts, date: Day): Day =>
  facts.calendar.addWorkingDays(date, facts.settings.answerDays);

export function deadlines(
  facts: Facts,
  accounts: readonly Account[],
  applications: readonly ApplicationView[],
  find: Accounts['find'],
  wasOpen: (application: ApplicationRow) => boolean,
): readonly Deadline<typeof tabs>[] {
  const responsible = facts.settings.manager ?? '';
  const list: Deadline<typeof tabs>[] = [];
  const term = {
    rule: 'Участие — до конца календарного года; столбец «Продлено по год» продлевает его.',
    clause: CLAUSES.term,
  };
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
        basis: term,
        due: { day: end },
        state: isExtended ? 'done' : 'open',
        responsible,
        note: isExtended ? 'Участие продлено.' : level,
        source: { tab: 'resellers', row: row.row },
      });
    }
  // While a company's row is in error, its last level stays listed, and so do its applications that were open: what
  // changes meanwhile is told once the row is mended.
  const levels = levelsListed(facts);
  for (const one of [...facts.broken.resellers, ...facts.rows.resellers]) {
    const { row, company, registered, renewedTo, agreed } = one;
    const level = company !== null && find(company) === 'broken' && levels.get(keyOf(company));
    if (!level) continue;
    const from = registered ?? facts.today;
    // As far as the row can be read.
    const to = membershipOf(from, renewedTo, agreed === true)?.to ?? quarterEnd(quarterOf(from) | 3);
    list.push({
      object: company,
      what: MEMBERSHIP_END,
      basis: term,
      due: { day: to },
      state: 'lifted',
      responsible,
      note: `${level}; ${BROKEN_COMPANY}`,
      source: { tab: 'resellers', row },
    });
  }
  for (const { row, account, isOpen } of applications) {
    if (account === null || !(isOpen || (account === 'broken' && wasOpen(row)))) continue;
    list.push({
      object: account === 'broken' ? row.company : account.row.company,
      what: ANSWER,
      due: { day: answerDue(facts, row.date) },
      basis: {
        rule: `На заявку отвечают не позже чем через ${count(facts.settings.answerDays, 'рабочий день', 'рабочих дня', 'рабочих дней')} после её даты.`,
        clause: CLAUSES.change,
      },
      state: isOpen ? 'open' : 'lifted',
      responsible,
      note: answerNote(row),
      source: { tab: 'applications', row: row.row },
    });
  }
  return list;
}
