// The decision of the reseller programme: accounts → computed cells, output tabs, deadlines, letters, reasons.
import type { Decision } from '../programme.js';
import { type Account, openAccounts } from './accounts.js';
import { type ApplicationView, viewApplications } from './applications.js';
import { deadlines } from './deadlines.js';
import { digest } from './digest.js';
import { explain } from './explain.js';
import { levelLetters } from './level-letters.js';
import { benefitsOf, LEVEL_TERMS } from './levels.js';
import { unknownInBroken } from './register.js';
import { calendarLetters } from './calendar-letters.js';
import { quarterLabel } from './quarters.js';
import type { Facts } from './model.js';
import type { tabs } from './tabs.js';
import { openBefore } from './told.js';
import { listTitles } from './wording.js';

type Ours = Decision<typeof tabs>;

const EMPTY: Ours['computed']['resellers'][number] = {
  level: null,
  service: null,
  missing: null,
  validTo: null,
  participation: null,
  points: null,
  available: null,
  toThreshold: null,
  benefits: null,
};

function resellerCells(account: Account | null): Ours['computed']['resellers'][number] {
  if (!account) return EMPTY;
  return {
    level: account.level,
    service: account.service,
    missing: listTitles(account.missing) || null,
    validTo: account.membership.to,
    participation: account.participation,
    points: account.points,
    available: account.available,
    toThreshold: account.toThreshold,
    benefits: benefitsOf(account.level, account.service),
  };
}

const applicationCells = ({
  approvable,
  missing,
}: ApplicationView): Ours['computed']['applications'][number] => ({
  approvable,
  missing: listTitles(missing) || null,
});

/** Shared by the rows without a note, which are most. */
const NO_NOTE = { note: null };
const noteCell = (note: string | null): { readonly note: string | null } =>
  note === null ? NO_NOTE : { note };

/** Whether the vendor shows the partner on its site: «отображение на сайте в списке партнёров». */
const isListed = ({ level, participation }: Account): boolean =>
  participation === 'действует' && LEVEL_TERMS[level].listed;

const publishedRow = ({ row, level, service, membership }: Account): Ours['outputs']['partners'][number] => ({
  company: row.company,
  level,
  service,
  validTo: membership.to,
});

function accrualRows(accounts: readonly Account[]): Ours['outputs']['accruals'] {
  const rows: Ours['outputs']['accruals'][number][] = [];
  for (const { row, lines } of accounts)
    for (const line of lines)
      rows.push({
        company: row.company,
        quarter: quarterLabel(line.quarter),
        purchases: line.purchases,
        accumulated: line.accumulated,
        rate: line.rate,
        points: line.points,
        sinceJoining: line.sinceJoining,
        status: line.final ? 'итог' : 'прогноз',
      });
  return rows;
}

export function decide(facts: Facts): Ours {
  const accounts = openAccounts(facts);
  const applications = viewApplications(facts, accounts.find);
  const good = accounts.byRow.filter((account) => account !== null);
  /** By name, whatever the order of the rows. */
  const named = [...good].sort((a, b) => (a.key < b.key ? -1 : 1));
  const listed = named.filter(isListed);
  const problems = [...accounts.problems, ...applications.problems, ...accounts.redemptions.problems];
  const errors =
    problems.filter(({ severity }) => severity === 'error').length +
    Object.values(facts.broken).reduce((sum, rows) => sum + rows.length, 0);
  return {
    computed: {
      resellers: accounts.byRow.map(resellerCells),
      purchases: accounts.purchaseNotes.map(noteCell),
      redemptions: accounts.redemptions.notes.map(noteCell),
      applications: applications.views.map(applicationCells),
    },
    outputs: {
      accruals: accrualRows(named),
      partners: listed.map(publishedRow),
      servicePartners: listed.filter(({ service }) => service !== null).map(publishedRow),
    },
    problems: [...problems, ...unknownInBroken(facts, accounts.find)],
    deadlines: deadlines(facts, good, applications.views, accounts.find, openBefore(facts)),
    letters: [
      ...levelLetters(facts, good, applications.views),
      ...calendarLetters(facts, good),
      ...digest(facts, good, applications.views, errors),
    ],
    explain: (figure) =>
      explain({ facts, accounts, named, listed, applications: applications.views }, figure),
  };
}
