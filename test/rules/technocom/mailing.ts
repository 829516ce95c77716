// What the tests of letters share: the letters of a moment as lines, the first of them whole.
import type { Typed } from '../harness.js';
import { letterLines, scene } from './scenes.js';

export type Tabs = Parameters<typeof scene>[1];
export type More = Parameters<typeof scene>[2];
/** 10:00 of a day: the window ahead ends on the next evening. */
export const morning = (now: string): string => (now.length === 10 ? `${now}T10:00:00+05:00` : now);
/** Letters but the digest and the reminder of missing data, as `code → recipient @ occasion`. */
export const lines = (now: string, tabs: Tabs, more: More = {}): readonly string[] =>
  letterLines(scene(morning(now), tabs, more)).filter((line) => !/^(digest|ticket-incomplete)/.test(line));
export const first = (now: string, tabs: Tabs, more: More = {}) =>
  scene(morning(now), tabs, more).letters.find(({ code }) => !code.endsWith('digest'));
export const registry = (...rows: readonly Typed[]): Tabs => ({ 'Реестр клиентов': rows });
