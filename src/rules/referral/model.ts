// The programme's facts, problems and rows: types that its modules share.
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
