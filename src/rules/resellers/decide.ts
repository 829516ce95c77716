// The decision of the reseller programme: accounts → computed cells, output tabs, deadlines, letters, reasons.
import { joined } from '../collections.js';
import type { SettingProblem } from '../programme.js';
import { rateProblems } from '../rates.js';
import { type Account, openAccounts } from './accounts.js';
import { type ApplicationView, viewApplications } from './applications.js';
import { calendarLetters } from './calendar-letters.js';
import { deadlines } from './deadlines.js';
import { digest } from './digest.js';
import { explain } from './explain.js';
import { levelLetters } from './level-letters.js';
import { benefitsOf } from './levels.js';
import type { ResellerDecision, ResellerFacts } from './model.js';
import { quarterLabel } from './quarters.js';
import { unknownInBroken } from './register.js';
import { listTitles } from './wording.js';

type Computed = ResellerDecision['computed'];
type Outputs = ResellerDecision['outputs'];

const EMPTY: Computed['resellers'][number] = {
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

function resellerCells(account: Account | null): Computed['resellers'][number] {
  if (!account) return EMPTY;
  const { level, service, missing, membership, participation, points, available, toThreshold } = account;
  return {
    level,
    service,
    missing: listTitles(missing) || null,
    validTo: membership.to,
    participation,
    points,
    available,
    toThreshold,
    benefits: benefitsOf(level, service),
  };
}

const applicationCells = ({ approvable, missing }: ApplicationView): Computed['applications'][number] => ({
  approvable,
  missing: listTitles(missing) || null,
});

/** Shared by the rows without a note, which are most. */
const NO_NOTE = { note: null };
const noteCell = (note: string | null): { readonly note: string | null } =>
  note === null ? NO_NOTE : { note };

/** Whether the vendor shows the partner on its site: all levels but Primary have «отображение на сайте». */
const isListed = ({ level, participation }: Account): boolean =>
  participation === 'действует' && level !== 'Primary Reseller';

const publishedRow = ({ row, level, service, membership }: Account): Outputs['partners'][number] => ({
  company: row.company,
  level,
  service,
  validTo: membership.to,
});

const accrualRows = ({ row, lines }: Account): Outputs['accruals'] =>
  lines.map(({ quarter, purchases, accumulated, rate, points, sinceJoining, final }) => ({
    company: row.company,
    quarter: quarterLabel(quarter),
    purchases,
    accumulated,
    rate,
    points,
    sinceJoining,
    status: final ? 'итог' : 'прогноз',
  }));

const doubtfulRates = ({ settings }: ResellerFacts): readonly SettingProblem[] =>
  (['lowRate', 'highRate'] as const).flatMap((key) => rateProblems(key, settings[key], 0.1));

export function decide(facts: ResellerFacts): ResellerDecision {
  const accounts = openAccounts(facts);
  const { views, problems: doubts } = viewApplications(facts, accounts.find);
  const { good } = accounts;
  /** By name, whatever the order of the rows. */
  const named = [...good].sort((a, b) => (a.key < b.key ? -1 : 1));
  const listed = named.filter(isListed);
  const serving = listed.filter(({ service }) => service !== null);
  const problems = [...accounts.problems, ...doubts];
  const errors =
    problems.filter(({ severity }) => severity === 'error').length +
    Object.values(facts.broken).reduce((sum, rows) => sum + rows.length, 0);
  return {
    computed: {
      resellers: accounts.byRow.map(resellerCells),
      purchases: accounts.purchases.notes.map(noteCell),
      redemptions: accounts.redemptions.notes.map(noteCell),
      applications: views.map(applicationCells),
    },
    outputs: {
      accruals: joined(named.map(accrualRows)),
      partners: listed.map(publishedRow),
      servicePartners: serving.map(publishedRow),
    },
    problems: [...problems, ...unknownInBroken(facts, accounts.find), ...doubtfulRates(facts)],
    deadlines: deadlines(facts, accounts, views),
    letters: [
      ...levelLetters(facts, good),
      ...calendarLetters(facts, good),
      ...digest(facts, good, views, errors),
    ],
    explain: (figure) => explain({ facts, accounts, named, listed, serving, views }, figure),
  };
}
