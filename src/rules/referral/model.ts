// The programme's facts, problems and rows: types that its modules share. Also the headings of its rules.
import type { Facts as FactsOf, RowProblem } from '../programme.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type Facts = FactsOf<typeof tabs, typeof settings>;
export type Problem = RowProblem<typeof tabs>;
type Rows = Facts['rows'];
export type PartnerRow = Rows['partners'][number];
export type ClientRow = Rows['clients'][number];
export type ChargeRow = Rows['charges'][number];
export type WithdrawalRow = Rows['withdrawals'][number];

/** The headings of the rules under which staff find a rule. */
export const CLAUSES = {
  before: '«Что важно понимать до входа в Партнерку»',
  sizes: '«Размер вознаграждения»',
  credits: '«Как начисляем вознаграждение»',
  payouts: '«Как вывести деньги»',
} as const;
