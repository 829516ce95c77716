// What the programme's decision is based on: its facts and the rows of its tabs.
import type { Facts as FactsOf } from '../programme.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type Facts = FactsOf<typeof tabs, typeof settings>;
export type ResellerRow = Facts['rows']['resellers'][number];
export type ApplicationRow = Facts['rows']['applications'][number];
