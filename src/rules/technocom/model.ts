// Types shared by the modules of «Техноком»: its facts, the rows of its tabs, its decision.
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
