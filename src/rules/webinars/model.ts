// Types shared by the modules of the webinar programme: one case per webinar, with the rows that belong to
// it.
import type { Day } from '../day.js';
import { type Decision, type Facts, type Problem, rowError } from '../programme.js';
import type { BrokenRowOf, RowOf, TabsOf } from '../tabs.js';
import { bySpelling, keyOf } from '../text.js';
import { ruInstant } from '../zone.js';
import type { settings } from './settings.js';
import type { tabs } from './tabs.js';

export type WebinarTabs = typeof tabs;
export type WebinarFacts = Facts<WebinarTabs, typeof settings>;
export type WebinarDecision = Decision<WebinarTabs>;
export type WebinarProblem = Problem<WebinarTabs>;
/** The values in force from «Настройки». */
export type Parameters = WebinarFacts['settings'];
/** One good row of a tab. */
export type Row<K extends TabsOf<WebinarTabs, 'input'>> = RowOf<WebinarTabs[K]>;
export type BrokenListener = BrokenRowOf<WebinarTabs['listeners']>;

/** Tabs whose rows belong to a webinar. */
export const MEMBER_TABS = [
  'talks',
  'listeners',
  'attendance',
  'budget',
  'announcements',
  'landings',
  'violations',
] as const;
export type MemberTab = (typeof MEMBER_TABS)[number];
/** Tabs with thousands of rows, which are scanned from the top rather than by webinar. */
type LongTab = 'listeners' | 'attendance';
type GatheredTab = Exclude<MemberTab, LongTab>;

/** One webinar that counts. */
export interface Case {
  /** 0-based position among the good rows of «Вебинары». */
  readonly index: number;
  readonly row: Row<'webinars'>;
  readonly startDay: Day;
  readonly endDay: Day;
  readonly started: boolean;
  readonly ended: boolean;
  /** For each tab, positions of the webinar's rows among the good ones, top down. */
  readonly members: Readonly<Record<GatheredTab, readonly number[]>>;
  /**
   * Rows of «Слушатели» with an unreadable «Дата регистрации»: they are rejected, and their listeners
   * informed (spec 02, rule 1).
   */
  readonly undated: readonly BrokenListener[];
}

/** All webinars, and the problems of rows that belong to none. */
export interface Book {
  readonly cases: readonly Case[];
  /** By position in «Вебинары»; null for a row in error. */
  readonly at: readonly (Case | null)[];
  /** The webinar of each good row; null when it has none that counts. */
  readonly webinarOf: Readonly<Record<MemberTab, readonly (Case | null)[]>>;
  /** The webinar with a code, compared like headers; null when there is none that counts. */
  readonly find: (code: string) => Case | null;
  readonly problems: readonly WebinarProblem[];
}

/** The headings of the instruction under which staff find a rule. */
export const CLAUSES = {
  basics: '«Основные положения программы»',
  penalties: '«Штрафы»',
  programme: '«Программа вебинара»',
  budget: '«Составление сметы»',
  landing: '«Посадочная страница»',
  announcing: '«Анонсирование»',
  retention: '«Работа с зарегистрированными до вебинара, средний % явки»',
  reporting: '«Отчетность»',
  leads: '«Работа с лидами после мероприятия»',
} as const;

/** «21.03.2024 11:00»: the webinar's start in its zone. */
export const startText = (facts: WebinarFacts, one: Case): string => ruInstant(facts.zone, one.row.start);

const UNKNOWN = {
  what: 'вебинара с таким кодом нет',
  how: 'Исправьте код или добавьте вебинар на вкладку «Вебинары» (строка там могла оказаться в ошибке).',
};
export const BACKWARDS = { what: 'окончание не позже начала', how: 'Исправьте время начала или окончания.' };

/** A case while its rows are being gathered. */
interface Draft extends Case {
  readonly members: Record<GatheredTab, number[]>;
  readonly undated: BrokenListener[];
}

/** The fields that rows of all these tabs share. */
export interface MemberRow {
  readonly row: number;
  readonly webinar: string;
}
export const memberRows = ({ rows }: WebinarFacts): Readonly<Record<MemberTab, readonly MemberRow[]>> => rows;

/**
 * Collects the rows of every webinar in one pass per tab (spec 02, rule 0). Codes are compared like headers.
 */
export function openBook(facts: WebinarFacts): Book {
  const problems: WebinarProblem[] = [];
  const at: (Case | null)[] = [];
  const byKey = new Map<string, Draft>();
  facts.rows.webinars.forEach((row, index) => {
    if (row.end <= row.start) {
      problems.push(rowError('webinars', row.row, 'end', BACKWARDS));
      at.push(null);
      return;
    }
    const one: Draft = {
      index,
      row,
      startDay: facts.zone.dayOf(row.start),
      endDay: facts.zone.dayOf(row.end),
      started: row.start <= facts.now,
      ended: row.end <= facts.now,
      members: { talks: [], budget: [], announcements: [], landings: [], violations: [] },
      undated: [],
    };
    byKey.set(keyOf(row.code), one);
    at.push(one);
  });

  const find = bySpelling((key) => byKey.get(key) ?? null);
  const locate = (tab: MemberTab): readonly (Draft | null)[] =>
    memberRows(facts)[tab].map((row) => {
      const one = find(row.webinar);
      if (!one) problems.push(rowError(tab, row.row, 'webinar', UNKNOWN));
      return one;
    });
  const gather = (tab: GatheredTab): readonly (Draft | null)[] => {
    const located = locate(tab);
    located.forEach((one, index) => one?.members[tab].push(index));
    return located;
  };
  const webinarOf = {
    talks: gather('talks'),
    listeners: locate('listeners'),
    attendance: locate('attendance'),
    budget: gather('budget'),
    announcements: gather('announcements'),
    landings: gather('landings'),
    violations: gather('violations'),
  };
  for (const row of facts.broken.listeners)
    if (row.webinar !== null && row.registeredAt === null) find(row.webinar)?.undated.push(row);
  return { cases: at.filter((one) => one !== null), at, webinarOf, find, problems };
}

/** Concatenates many lists; several times faster than `flatMap` for a hundred thousand entries. */
export function joined<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const entry of list) all.push(entry);
  return all;
}

/** The entries of a list at these positions. */
export function pick<T>(list: readonly T[], positions: readonly number[]): readonly T[] {
  const picked: T[] = [];
  for (const index of positions) {
    const entry = list[index];
    if (entry !== undefined) picked.push(entry);
  }
  return picked;
}
