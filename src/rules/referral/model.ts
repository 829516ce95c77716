// The programme's facts, problems and rows: types that its modules share.
import type { Facts as FactsOf, Problem as ProblemOf } from '../programme.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type Facts = FactsOf<typeof tabs, typeof settings>;
export type Problem = ProblemOf<typeof tabs>;
type Rows = Facts['rows'];
export type PartnerRow = Rows['partners'][number];
export type ClientRow = Rows['clients'][number];
export type ChargeRow = Rows['charges'][number];
export type WithdrawalRow = Rows['withdrawals'][number];
