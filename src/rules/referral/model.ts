// What the programme's decision is based on: its facts and the rows of its tabs.
import type { Facts as FactsOf } from '../programme.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type Facts = FactsOf<typeof tabs, typeof settings>;
type Rows = Facts['rows'];
export type PartnerRow = Rows['partners'][number];
export type ClientRow = Rows['clients'][number];
export type ChargeRow = Rows['charges'][number];
export type WithdrawalRow = Rows['withdrawals'][number];
