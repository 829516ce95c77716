// What the jobs of «Техноком» hand to each other: its facts, the rows of its tabs, what it decides.
import type { Deadline, Decision, Facts, Problem } from '../programme.js';
import type { RowOf } from '../tabs.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type TechnocomTabs = typeof tabs;
export type TechnocomFacts = Facts<TechnocomTabs, typeof settings>;
export type TechnocomDecision = Decision<TechnocomTabs>;
export type TechnocomProblem = Problem<TechnocomTabs>;
export type TechnocomDeadline = Deadline<TechnocomTabs>;
/** Good rows of the tabs. */
export type RegistryRow = RowOf<TechnocomTabs['registry']>;
export type ReportRow = RowOf<TechnocomTabs['reports']>;
export type TicketRow = RowOf<TechnocomTabs['tickets']>;
export type HoursRow = RowOf<TechnocomTabs['hours']>;
export type LicenceRow = RowOf<TechnocomTabs['licences']>;
export type TrainingRow = RowOf<TechnocomTabs['training']>;

/** A row that counts, but that somebody should look at. */
export const warning = (
  tab: TechnocomProblem['tab'] & string,
  row: number,
  column: string,
  { what, how }: Pick<TechnocomProblem, 'what' | 'how'>,
): TechnocomProblem => ({ tab, row, column, what, how, severity: 'warning' });
