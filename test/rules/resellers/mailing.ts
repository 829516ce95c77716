// Shared by the tests of letters: rows that cause one, and the letters of a code that a run returns.
import { type Scene, type ShownLetter } from '../harness.js';
import { decideAt, type Tabs, ticks } from './fixtures.js';

export const MANAGER = { settings: { Менеджер: 'manager@example.com' } };
export const PROFESSIONAL = { 'Заявленный уровень': 'Professional Reseller', ...ticks('ПС') };
export const APPROVED = { Решение: 'одобрено' };

export const lettersOf = (
  code: string,
  now: string,
  tabs: Tabs,
  more: Omit<Scene, 'now' | 'tabs'> = {},
): readonly ShownLetter[] =>
  decideAt(now, tabs, more).letters.filter((letter) => letter.code === `resellers.${code}`);
