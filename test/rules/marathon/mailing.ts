// Shared by the tests of the marathon's letters: two participants, and the letters of a code that a run
// returns.
import { type Scene, type ShownLetter, type Typed } from '../harness.js';
import { application, stage } from './fixtures.js';

export const PEOPLE = [application('anna'), application('boris')];

export interface Moment {
  readonly now: string;
  readonly tabs?: Readonly<Record<string, readonly Typed[]>>;
  readonly settings?: Readonly<Record<string, string | number>>;
  readonly past?: Scene['past'];
  readonly lateHours?: number;
}
export const lettersOf = (
  code: string,
  { now, tabs, settings = {}, past = {}, lateHours = 24 }: Moment,
): readonly ShownLetter[] =>
  stage({ now, settings, past, lateHours, tabs: { Регистрации: PEOPLE, ...tabs } }).letters.filter(
    (letter) => letter.code === code,
  );
/** «boris: 1/3 2023-10-02T10:00» of each letter. */
export const keysOf = (letters: readonly ShownLetter[]): readonly string[] =>
  letters.map(({ to, object, date, occasion }) => `${to.split('@')[0]} | ${object} | ${date} | ${occasion}`);
