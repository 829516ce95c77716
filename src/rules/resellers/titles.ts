// Column titles of requirements as staff see them: «План продаж, Техперсонал».
import type { Requirement } from './levels.js';
import { tabs } from './tabs.js';

const { columns } = tabs.resellers;

export const requirementTitle = (requirement: Requirement): string => columns[requirement].header;

/** Titles joined by «, »; '' if there are none. */
export const listTitles = (requirements: readonly Requirement[]): string =>
  requirements.map(requirementTitle).join(', ');
