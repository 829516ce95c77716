// Shared by the tests of letters: three partners, their clients and two months of charges.
import type { Outcome, Scene, ShownLetter } from '../harness.js';
import { charge, client, partner, referrals, type Tabs } from './fixtures.js';

export const settings = { Менеджер: 'boss@example.com' };
export const base: Tabs = {
  partners: [partner('Альфа', 'юрлицо'), partner('Бета', 'физлицо'), partner('Гамма', 'юрлицо')],
  clients: [client('К1', 'Альфа'), client('К2', 'Альфа'), client('К3', 'Бета')],
  charges: [
    charge('2023-10-10', 'К1', 10_000),
    charge('2023-11-10', 'К2', 20_000.5),
    charge('2023-11-15', 'К3', 6000),
  ],
};

/** The letters of one kind. */
export const of = (outcome: Outcome, code: string): readonly ShownLetter[] =>
  outcome.letters.filter((letter) => letter.code === `referral.${code}`);
/** Those of a run of this season, or of other tabs. */
export const seen = (
  now: string,
  code: string,
  tabs: Tabs = base,
  more: Omit<Scene, 'now' | 'tabs'> = { settings },
): readonly ShownLetter[] => of(referrals(now, tabs, more), code);
