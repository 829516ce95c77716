// Types of the marathon's oracle: parameters, people, blocks, points, and its result.
// Time is wall-clock minutes in the programme's zone, which is correct as long as the zone has no clock
// changes.
import { at } from '../../calendar.js';
import type { Cells, RawCell, Sheet } from '../../cells.js';
import type { Letter } from '../../support.js';

export interface Settings {
  readonly registrationFrom: number;
  readonly registrationTo: number;
  readonly from: number;
  readonly to: number;
  readonly testDays: number;
  readonly lastTestDays: number;
  readonly questions: number;
  readonly attendance: number;
  readonly answer: number;
  readonly task: number;
  readonly sale: number;
  readonly minimum: number;
  readonly warnDays: number;
  readonly lastBlock: number | null;
  readonly organiser: string;
}
export const SEED: Settings = {
  registrationFrom: at('04.09.2023'),
  registrationTo: at('05.10.2023'),
  from: at('21.09.2023'),
  to: at('03.11.2023'),
  testDays: 14,
  lastTestDays: 7,
  questions: 8,
  attendance: 1,
  answer: 1,
  task: 3,
  sale: 3,
  minimum: 10_000,
  warnDays: 3,
  lastBlock: null,
  organiser: 'partner@pro32.com',
};

/**
 * One run at `now` over `sheet`; `ahead` = the daily run, which prepares the letters of the next day and a
 * half.
 */
export interface Run {
  readonly sheet: Sheet;
  readonly settings: Settings;
  readonly now: number;
  readonly ahead: boolean;
  readonly memory: Memory;
}
/** What «Письма» keeps from run to run. */
export interface Memory {
  readonly keys: Set<string>;
  /** `email/block` → the Начало that was announced. */
  readonly told: Map<string, number>;
}
export const noMemory = (): Memory => ({ keys: new Set(), told: new Map() });

export interface Person {
  readonly row: number;
  readonly nick: string;
  readonly email: string;
}
export interface Refused {
  readonly email: string;
  readonly reason: string;
  readonly on: number;
}
export interface Block {
  readonly row: number;
  readonly no: number;
  readonly start: number;
  /** Тест закрывается. */
  readonly closing: number;
}
/** Participants and blocks: everything that rows of points are checked against. */
export interface Season {
  readonly people: readonly Person[];
  readonly blocks: readonly Block[];
}
export const personOf = ({ people }: Season, email: string): Person | undefined =>
  people.find((one) => one.email === email);
export const blockOf = ({ blocks }: Season, no: number): Block | undefined =>
  blocks.find((one) => one.no === no);

export interface Earned {
  attendance: number;
  tests: number;
  tasks: number;
  /** Points of the creative tasks among them. */
  creative: number;
  sales: number;
  more: number;
  /** Number of sales that counted. */
  sold: number;
}
export interface Points {
  readonly earned: (email: string) => Earned;
  /** `block/email` of online attendance. */
  readonly attended: ReadonlySet<string>;
  /** Participants without an attempt at a block's test. */
  readonly without: (no: number) => readonly Person[];
  /** Number of sales that only lack «Подтверждена». */
  readonly unconfirmed: number;
}

export interface Deadline {
  readonly what: 'start' | 'closing' | 'registration' | 'final';
  readonly due: number;
  readonly left: number;
  readonly state: string;
  /** Row in «Блоки»; null for a deadline from «Настройки». */
  readonly row: number | null;
  /** Number of participants without an attempt; null when the line does not mention it. */
  readonly without: number | null;
}
export interface Drawn {
  readonly nomination: string;
  readonly candidates: string;
  readonly hash: string;
  readonly winner: string;
}
export interface Answer {
  /**
   * Computed cells by `Вкладка/строка`; for a note only whether there is one, unless the spec gives its
   * wording.
   */
  readonly computed: ReadonlyMap<string, Cells>;
  readonly rating: readonly (readonly RawCell[])[];
  readonly nominations: readonly (readonly RawCell[])[];
  readonly deadlines: readonly Deadline[];
  /** `Вкладка/строка`. */
  readonly errors: ReadonlySet<string>;
  readonly letters: readonly Letter[];
  /** The rows that «Провести розыгрыш…» would write with this seed. */
  readonly draw: (seed: string) => readonly Drawn[];
}

export const byCodePoint = (a: string, b: string): number => {
  const left = Array.from(a, (char) => char.codePointAt(0) ?? 0);
  const right = Array.from(b, (char) => char.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};
