// Types shared by the modules of the webinar programme: one case per webinar, with the rows that belong to
// it.
import { type Day, happened } from '../day.js';
import { type Decision, type Facts, type Problem, rowError } from '../programme.js';
import type { BrokenRowOf, RowOf, TabsOf } from '../tabs.js';
import { finder } from '../text.js';
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
export type MemberTab = Exclude<TabsOf<WebinarTabs, 'input'>, 'webinars'>;
/** Tabs whose rows are gathered by webinar; the others, with thousands of rows, are scanned from the top. */
type GatheredTab = Exclude<MemberTab, 'listeners' | 'attendance'>;

/** One webinar that counts. */
export interface Case {
  /** 0-based position among the good rows of «Вебинары». */
  readonly index: number;
  readonly row: Row<'webinars'>;
  readonly startDay: Day;
  readonly endDay: Day;
  readonly started: boolean;
  readonly ended: boolean;
  /** The webinar's rows of each tab, top down. */
  readonly members: { readonly [K in GatheredTab]: readonly Row<K>[] };
  /**
   * Rows of «Слушатели» with an unreadable «Дата регистрации»: they are rejected, and their listeners
   * informed (spec 02, rule 1).
   */
  readonly undated: readonly BrokenListener[];
}

/** All webinars, and the problems of rows that belong to none. */
export interface Cases {
  /** By position in «Вебинары»; null for a row in error. */
  readonly at: readonly (Case | null)[];
  /** The webinar of each row of «Слушатели» and of «Явка»; null when it has none that counts. */
  readonly ofListener: readonly (Case | null)[];
  readonly ofPresence: readonly (Case | null)[];
  /** The webinar with a code, compared like headers; null when there is none that counts. */
  readonly find: (code: string) => Case | null;
  readonly problems: readonly WebinarProblem[];
}

export const WEEK = 7;

/** The headings of the instruction under which staff find a rule. */
export const CLAUSES = {
  basics: '«Основные положения программы»',
  penalties: '«Штрафы»',
  programme: '«Программа вебинара»',
  budget: '«Составление сметы»',
  landing: '«Посадочная страница»',
  announcing: '«Анонсирование»',
  placing: '«Анонсирование», «Запрещается»',
  retention: '«Работа с зарегистрированными до вебинара, средний % явки»',
  reporting: '«Отчетность»',
  leads: '«Работа с лидами после мероприятия»',
} as const;

/** «21.03.2024 11:00»: the webinar's start in its zone. */
export const startText = (facts: WebinarFacts, one: Case): string => ruInstant(facts.zone, one.row.start);

/** Number of breaches that a row of «Нарушения» stands for; 0 while its date is in the future. */
export const breachesOf = (facts: WebinarFacts, row: Row<'violations'>): number =>
  happened(row.date, facts.today) === null ? 0 : (row.quantity ?? 1);

const UNKNOWN = {
  what: 'вебинара с таким кодом нет',
  how: 'Исправьте код или добавьте вебинар на вкладку «Вебинары»; если он там есть, исправьте его строку.',
};
export const BACKWARDS = { what: 'окончание не позже начала', how: 'Исправьте время начала или окончания.' };

/** The fields that rows of all these tabs share. */
type MemberRow = Pick<Row<MemberTab>, 'row' | 'webinar'>;

/** A case while its rows are being gathered. */
interface Draft extends Case {
  readonly members: { readonly [K in GatheredTab]: Row<K>[] };
  readonly undated: BrokenListener[];
}

/**
 * Collects the rows of every webinar in one pass per tab (spec 02, rule 0). Codes are compared like headers.
 */
export function gatherCases(facts: WebinarFacts): Cases {
  const problems: WebinarProblem[] = [];
  const at: (Case | null)[] = [];
  const drafts: Draft[] = [];
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
    drafts.push(one);
    at.push(one);
  });

  const find = finder(drafts.map((one) => [one.row.code, one]));
  const locate = (tab: MemberTab, { row, webinar }: MemberRow): Draft | null => {
    const one = find(webinar);
    if (!one) problems.push(rowError(tab, row, 'webinar', UNKNOWN));
    return one;
  };
  const gather = <K extends GatheredTab>(tab: K, rows: readonly (Row<K> & MemberRow)[]): void => {
    for (const row of rows) locate(tab, row)?.members[tab].push(row);
  };
  const { rows } = facts;
  gather('talks', rows.talks);
  const ofListener = rows.listeners.map((row) => locate('listeners', row));
  const ofPresence = rows.attendance.map((row) => locate('attendance', row));
  gather('budget', rows.budget);
  gather('announcements', rows.announcements);
  gather('landings', rows.landings);
  gather('violations', rows.violations);
  for (const row of facts.broken.listeners)
    if (row.webinar !== null && row.registeredAt === null) find(row.webinar)?.undated.push(row);
  return { at, ofListener, ofPresence, find, problems };
}
