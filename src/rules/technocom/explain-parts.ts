// Shared by all explanations: a line that points to a row.
import type { ReasonLine } from '../programme.js';
import type { TechnocomTabs } from './model.js';
import { tabs } from './tabs.js';

/** A line that points to a row of a tab. */
export const at = (tab: keyof TechnocomTabs, row: number, text: string): ReasonLine => ({
  text,
  tab: tabs[tab].title,
  row,
});
