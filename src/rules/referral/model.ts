// The programme's facts, problems and rows: types that its modules share. Also the headings of its rules.
import type { Facts, RowProblem } from '../programme.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type ReferralFacts = Facts<typeof tabs, typeof settings>;
export type ReferralProblem = RowProblem<typeof tabs>;
type Rows = ReferralFacts['rows'];
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
