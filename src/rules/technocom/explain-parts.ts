// What the explanations of every tab need: a line that points at a row.
import type { ReasonLine } from '../programme.js';
import type { TechnocomTabs } from './model.js';
import { tabs } from './tabs.js';

/** A line that points at a row of a tab. */
export const at = (tab: keyof TechnocomTabs, row: number, text: string): ReasonLine => ({
  text,
  tab: tabs[tab].title,
  row,
});
