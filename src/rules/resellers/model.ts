// Names for the programme's facts and rows, and the headings of its rules.
import type { Decision, Facts, RowProblem } from '../programme.js';
import type { RowOf } from '../tabs.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type ResellerTabs = typeof tabs;
export type ResellerFacts = Facts<ResellerTabs, typeof settings>;
export type ResellerDecision = Decision<ResellerTabs>;
export type ResellerProblem = RowProblem<ResellerTabs>;

export type ResellerRow = RowOf<ResellerTabs['resellers']>;
export type PurchaseRow = RowOf<ResellerTabs['purchases']>;
export type RedemptionRow = RowOf<ResellerTabs['redemptions']>;
export type ApplicationRow = RowOf<ResellerTabs['applications']>;

const TABLE = 'Таблица «Уровень, Требования, Преимущества»';
/** The headings of the regulation under which staff find a rule. */
export const CLAUSES = {
  levels: TABLE,
  service: `${TABLE}, строка Service Reseller/Provider`,
  term: 'Раздел «Срок участия в программе»',
  change: 'Раздел «Изменение уровня участия»',
  accrual: 'Раздел «Накопительная программа»',
} as const;
