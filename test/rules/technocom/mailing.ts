// Shared by the tests of letters: the letters of a moment as lines, and the first of them in full.
import type { Outcome, Typed } from '../harness.js';
import { letterLines, scene } from './scenes.js';

export type Tabs = Parameters<typeof scene>[1];
export type More = Parameters<typeof scene>[2];
/** 10:00 on a day: the window then ends in the evening of the next day. */
export const morning = (now: string): string => (now.length === 10 ? `${now}T10:00:00+05:00` : now);
/** Letters except the digest and the reminder of missing data, as `code → recipient @ occasion`. */
export const linesOf = (outcome: Outcome): readonly string[] =>
  letterLines(outcome).filter((line) => !/^(digest|ticket-incomplete)/.test(line));
export const lines = (now: string, tabs: Tabs, more: More = {}): readonly string[] =>
  linesOf(scene(morning(now), tabs, more));
export const first = (now: string, tabs: Tabs, more: More = {}) =>
  scene(morning(now), tabs, more).letters.find(({ code }) => !code.endsWith('digest'));
export const registry = (...rows: readonly Typed[]): Tabs => ({ 'Реестр клиентов': rows });
