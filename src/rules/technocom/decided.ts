// All that one run decided, as the explanations look back at it, and a line of an explanation that points at a row.
import type { ReasonLine } from '../programme.js';
import type { DeskTerms, Ticket } from './desk.js';
import type { DeskCounts } from './desk-report.js';
import type { HoursLedger } from './hours.js';
import type { Licence } from './licences.js';
import type { TechnocomFacts, TechnocomTabs } from './model.js';
import type { Directory } from './partners.js';
import type { Registry } from './registry.js';
import { tabs } from './tabs.js';
import type { Training } from './training.js';

/** Lists are parallel to the good rows of their tabs; null stands for a row in error. */
export interface Decided {
  readonly facts: TechnocomFacts;
  readonly partners: Directory;
  readonly registry: Registry;
  readonly reportNotes: readonly (string | null)[];
  readonly desk: DeskTerms;
  readonly tickets: readonly (Ticket | null)[];
  readonly deskCounts: readonly DeskCounts[];
  readonly hours: HoursLedger;
  readonly licences: readonly (Licence | null)[];
  readonly training: Training;
}

/** A line that points at a row of a tab. */
export const at = (tab: keyof TechnocomTabs, row: number, text: string): ReasonLine => ({
  text,
  tab: tabs[tab].title,
  row,
});
