// The programme's facts, problems and rows: types that its modules share. Also the headings of its rules.
import type { Facts as FactsOf, RowProblem } from '../programme.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type Facts = FactsOf<typeof tabs, typeof settings>;
export type Problem = RowProblem<typeof tabs>;
export type ResellerRow = Facts['rows']['resellers'][number];
export type ApplicationRow = Facts['rows']['applications'][number];

const TABLE = 'Таблица «Уровень, Требования, Преимущества»';
/** The headings of the regulation under which staff find a rule. */
export const CLAUSES = {
  levels: TABLE,
  service: `${TABLE}, строка Service Reseller/Provider`,
  term: 'Раздел «Срок участия в программе»',
  change: 'Раздел «Изменение уровня участия»',
  accrual: 'Раздел «Накопительная программа»',
} as const;
