// Types of the resellers' oracle: parameters, levels, companies, applications, and its result.
// Days are serials, instants are wall-clock minutes, money and points are in whole hundredths.
import { dayOf, partsOf, yearOf } from '../../calendar.js';
import type { Cells, RawCell, Sheet } from '../../cells.js';
import type { Letter } from '../../support.js';

export interface Settings {
  readonly threshold: number;
  readonly low: number;
  readonly high: number;
  readonly method: 'вся сумма' | 'сверх порога';
  readonly period: 'год участия' | 'всё время';
  /** Levels that earn points; null = all. */
  readonly levels: readonly string[] | null;
  readonly renewal: readonly number[];
  readonly answerDays: number;
  readonly warnDays: number;
  readonly manager: string | null;
}
export const SEED: Settings = {
  threshold: 3_000_000,
  low: 2,
  high: 4,
  method: 'вся сумма',
  period: 'год участия',
  levels: null,
  renewal: [60, 30, 14, 7],
  answerDays: 5,
  warnDays: 3,
  manager: 'boss@x.kz',
};

/**
 * One run at `now` over `sheet`; `ahead` = the daily run, which prepares the letters of the next day and a
 * half.
 */
export interface Run {
  readonly sheet: Sheet;
  readonly settings: Settings;
  readonly now: number;
  readonly today: number;
  readonly ahead: boolean;
  readonly memory: Memory;
}
/** What earlier runs left in the workbook. */
export interface Memory {
  readonly keys: Set<string>;
  /** Уровень by the company's name, compared like a header, whichever row it stands in. */
  readonly levels: Map<string, string>;
  /** Undecided applications, by company, level and date. */
  readonly open: Set<string>;
  /** The letters about levels, none of which has been sent. */
  readonly told: Told[];
}
export interface Told {
  /** The company's name, compared like a header. */
  readonly company: string;
  readonly email: string;
  /** The decision that it announces; null: a change of level. */
  readonly decision: string | null;
  readonly from: number;
  readonly created: number;
  /** As the letter says while it waits. */
  level: string;
  /** The level that the company knows. */
  former: string | null;
  /** Taken back otherwise. */
  waits: boolean;
}
export const noMemory = (): Memory => ({
  keys: new Set(),
  levels: new Map(),
  open: new Set(),
  told: [],
});

export const LEVELS = [
  'Primary Reseller',
  'Professional Reseller',
  'Corporate Reseller',
  'Solution Provider',
];

export interface Company {
  readonly row: number;
  readonly name: string;
  readonly email: string;
  readonly from: number;
  readonly until: number;
  readonly declared: string;
  readonly has: Readonly<Record<string, boolean>>;
  /** The level in force. */
  level: string;
  service: string | null;
  readonly purchases: { readonly on: number; readonly sum: number }[];
  readonly credits: { readonly quarter: number; readonly points: number }[];
  readonly used: { readonly on: number; readonly points: number }[];
}
export interface Application {
  readonly row: number;
  readonly on: number;
  readonly company: Company;
  readonly level: string;
  readonly decision: string | null;
  /** The day on which a decision takes effect. */
  readonly decided: number;
  readonly dated: boolean;
  readonly reason: string;
  /** Not decided, or decided from a later day on. */
  readonly isOpen: boolean;
  readonly typed: string;
}
/** Includes applications of companies in error: the application itself is correct. */
export interface Undecided {
  readonly row: number;
  readonly on: number;
  readonly typed: string;
  /** Decided while its company's row is in error, which nobody has been told. */
  readonly isLifted: boolean;
}
export interface Register {
  readonly companies: readonly Company[];
  /** Rows in error whose company can be read. */
  readonly suspended: readonly { readonly row: number; readonly name: string; readonly until: number }[];
  readonly companyOf: (name: string) => Company | undefined;
  /** Includes companies whose row is in error. */
  readonly isKnown: (name: string) => boolean;
}

export interface Deadline {
  readonly tab: string | null;
  readonly row: number | null;
  readonly due: number;
  readonly left: number;
  readonly state: string;
}
export interface Answer {
  /** Computed cells by `Вкладка/строка`; for a note only that there is one, or that it reports a mistake. */
  readonly computed: ReadonlyMap<string, Cells>;
  readonly accounts: readonly (readonly RawCell[])[];
  readonly partners: readonly (readonly RawCell[])[];
  readonly servicePartners: readonly (readonly RawCell[])[];
  readonly deadlines: readonly Deadline[];
  /** `Вкладка/строка`. */
  readonly errors: ReadonlySet<string>;
  readonly letters: readonly Letter[];
}

/** Quarters counted from zero: 4 × year + 0…3. */
export const quarterOf = (day: number): number => yearOf(day) * 4 + Math.floor((partsOf(day).month - 1) / 3);
export const lastDayOf = (quarter: number): number =>
  dayOf(Math.floor(quarter / 4), (quarter % 4) * 3 + 4, 1) - 1;
export const quarterName = (quarter: number): string => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
