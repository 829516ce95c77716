// The manager's weekly digest: what needs a decision, which memberships end, how the quarter is going.
import { addDays, type Day, isoDay, ruDay, weekday } from '../day.js';
import { inWindow, type Letter, letter } from '../letters.js';
import { formatMoney, total } from '../money.js';
import { bullets, count } from '../text.js';
import type { Account } from './accounts.js';
import type { ApplicationView } from './applications.js';
import { decidedOn } from './approvals.js';
import { answerDue } from './deadlines.js';
import { letters } from './letters.js';
import { quarterEnd, quarterName, quarterOf } from './quarters.js';
import type { ResellerFacts } from './model.js';
import { daysLeft, inCurrency, listTitles } from './wording.js';

const WEEK = 7;
const MONTH = 31;
/** Longer lists are cut, with the number of the rest; «Сроки» has them all. */
const LONGEST = 40;

/** What an open application lacks for its approval, or its decision of a later day. */
function stateOf({ row, partner, approvable, missing }: ApplicationView): string {
  if (row.decision !== null) return `решение с ${ruDay(decidedOn(row))}: ${row.decision}`;
  if (partner === null || partner === 'broken') return 'строка компании с ошибкой';
  if (approvable) return 'можно одобрить';
  const { participation } = partner;
  return [
    ...(missing.length > 0 ? [`не хватает: ${listTitles(missing)}`] : []),
    ...(participation === 'действует' ? [] : [`участие: ${participation}`]),
  ].join('; ');
}

const openApplications = (
  facts: ResellerFacts,
  applications: readonly ApplicationView[],
): readonly string[] =>
  applications
    .filter(({ partner, isOpen }) => isOpen && partner !== null)
    .map((view) => ({ view, due: answerDue(facts, view.row.date) }))
    .sort((a, b) => a.due - b.due)
    .map(({ view, due }) => {
      const { company, level } = view.row;
      const late = due < facts.today ? ' (просрочено)' : '';
      return `${company}, ${level}: ответить до ${ruDay(due)}${late}; ${stateOf(view)}`;
    });

/** Levels approved in the last month whose requirements are not met: they are decided, and not in force. */
const approvedEarly = ({ today }: ResellerFacts, accounts: readonly Account[]): readonly string[] =>
  accounts.flatMap(({ row, askedBy, asked, missing }) =>
    askedBy && missing.length > 0 && decidedOn(askedBy) > addDays(today, -MONTH)
      ? [`${row.company}, ${asked}: одобрено, не действует; не хватает: ${listTitles(missing)}`]
      : [],
  );

/** Memberships that end from one day to another, the earliest first. */
const endings = (accounts: readonly Account[], from: Day, to: Day): readonly string[] =>
  accounts
    .filter(
      ({ membership, participation }) =>
        participation !== 'ещё не началось' && membership.to >= from && membership.to <= to,
    )
    .sort((a, b) => a.membership.to - b.membership.to)
    .map(({ row, level, membership }) => `${row.company}, ${level}: ${ruDay(membership.to)}`);

function quarterSentence(facts: ResellerFacts, accounts: readonly Account[]): string {
  const quarter = quarterOf(facts.today);
  const end = quarterEnd(quarter);
  const lines = accounts.flatMap((account) => account.lines.slice(-1));
  const purchases = total(lines.map((line) => line.purchases));
  const points = total(lines.map((line) => line.points));
  return `${quarterName(quarter)} заканчивается ${ruDay(end)} (${daysLeft(end - facts.today)}): закупок учтено на ${inCurrency(facts, purchases)}, прогноз баллов ${formatMoney(points)}.`;
}

/** The digest of the current week, due on its Monday; none without a manager or without partners. */
export function digest(
  facts: ResellerFacts,
  accounts: readonly Account[],
  applications: readonly ApplicationView[],
  errors: number,
): readonly Letter[] {
  const { today, zone } = facts;
  const { manager, renewalLeads } = facts.settings;
  if (manager === null || (facts.rows.resellers.length === 0 && errors === 0)) return [];
  const monday = addDays(today, 1 - weekday(today));
  if (!inWindow(facts, zone.at(monday))) return [];
  const list = (entries: readonly string[]): string => bullets(entries, LONGEST);
  const values = () => {
    const members = accounts.filter(({ participation }) => participation === 'действует').length;
    return {
      неделя: ruDay(monday),
      участники:
        members === 0
          ? 'Сейчас участие не действует ни у одной компании.'
          : `Участие действует у ${count(members, 'компании', 'компаний', 'компаний')}.`,
      квартал: quarterSentence(facts, accounts),
      заявки: list([...openApplications(facts, applications), ...approvedEarly(facts, accounts)]),
      продления: list(endings(accounts, today, addDays(today, Math.max(WEEK, ...renewalLeads)))),
      истекло: list(endings(accounts, addDays(today, -WEEK), addDays(today, -1))),
      ошибки:
        errors === 0
          ? 'Строк с ошибками нет.'
          : `Не учтено из-за ошибок: ${count(errors, 'строка', 'строки', 'строк')}.`,
    };
  };
  return [
    letter(letters.digest, {
      object: 'сводка',
      to: manager,
      date: isoDay(monday),
      occasion: zone.at(monday),
      until: zone.at(addDays(monday, WEEK)),
      values,
    }),
  ];
}
