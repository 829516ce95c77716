// Deadlines of the programme: ends of memberships, the end of the current quarter, answers to applications.
import type { Day } from '../day.js';
import type { Deadline } from '../programme.js';
import { count, keyOf } from '../text.js';
import type { Accounts } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { ANSWER, answerNote, isListed, levelsListed, MEMBERSHIP_END, openBefore } from './listed.js';
import { membershipOf, periodEnds } from './membership.js';
import { type ApplicationRow, CLAUSES, type ResellerFacts, type ResellerTabs } from './model.js';
import { quarterEnd, quarterLabel, quarterOf } from './quarters.js';
import { BROKEN_COMPANY } from './register.js';

type Application = Pick<ApplicationRow, 'row' | 'company' | 'level' | 'date'>;

/** The last day for answering an application. */
export const answerDue = (facts: ResellerFacts, date: Day): Day =>
  facts.calendar.addWorkingDays(date, facts.settings.answerDays);

export function deadlines(
  facts: ResellerFacts,
  { byRow, good, find }: Accounts,
  applications: readonly ApplicationView[],
): readonly Deadline<ResellerTabs>[] {
  const { manager, answerDays } = facts.settings;
  const responsible = manager ?? '';
  const list: Deadline<ResellerTabs>[] = [];
  const quarter = quarterOf(facts.today);
  list.push({
    object: quarterLabel(quarter),
    what: 'Конец квартала',
    due: { day: quarterEnd(quarter) },
    basis: { rule: 'Баллы начисляют по итогам календарного квартала.', clause: CLAUSES.accrual },
    state: 'open',
    responsible,
    note: 'Внесите закупки квартала: по итогам этого дня начисляются баллы.',
    source: null,
  });

  const term = {
    rule: 'Участие — до конца календарного года; столбец «Продлено по год» продлевает его.',
    clause: CLAUSES.term,
  };
  const addEnd = (object: string, row: number, day: Day, state: Deadline['state'], note: string): void => {
    list.push({
      object,
      what: MEMBERSHIP_END,
      due: { day },
      basis: term,
      state,
      responsible,
      note,
      source: { tab: 'resellers', row },
    });
  };
  for (const { row, membership, level } of good)
    for (const end of periodEnds(membership)) {
      if (end < membership.to) addEnd(row.company, row.row, end, 'done', 'Участие продлено.');
      else addEnd(row.company, row.row, end, 'open', level);
    }
  // While a company's row is in error, its last level stays listed, and so do its applications that were open: what
  // changes meanwhile is told once the row is mended.
  const levels = levelsListed(facts);
  const mistaken = facts.rows.resellers.filter((_, index) => !byRow[index]);
  for (const { row, company, registered, renewedTo, agreed } of [...facts.broken.resellers, ...mistaken]) {
    const level = company !== null && find(company) === 'broken' && levels.get(keyOf(company));
    if (!level) continue;
    // As far as the row can be read.
    const { to } = membershipOf(registered ?? facts.today, renewedTo, agreed === true);
    addEnd(company, row, to, 'lifted', `${level}; ${BROKEN_COMPANY}`);
  }

  const answer = {
    rule: `На заявку отвечают не позже чем через ${count(answerDays, 'рабочий день', 'рабочих дня', 'рабочих дней')} после её даты.`,
    clause: CLAUSES.change,
  };
  const addAnswer = (application: Application, state: Deadline['state']): void => {
    const { row, company, date } = application;
    const partner = find(company);
    if (partner === null) return;
    list.push({
      object: partner === 'broken' ? company : partner.row.company,
      what: ANSWER,
      due: { day: answerDue(facts, date) },
      basis: answer,
      state,
      responsible,
      note: answerNote(application),
      source: { tab: 'applications', row },
    });
  };
  const wasOpen = openBefore(facts);
  for (const { row, partner, isOpen } of applications)
    if (isOpen) addAnswer(row, 'open');
    else if (partner === 'broken' && wasOpen(row)) addAnswer(row, 'lifted');
  // Likewise while the row of the application itself is in error.
  for (const { row, company, level, date } of facts.broken.applications) {
    if (company === null || level === null || date === null) continue;
    const application = { row, company, level, date };
    if (isListed(facts, application)) addAnswer(application, 'lifted');
  }
  return list;
}
