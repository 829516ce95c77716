// Dates that are probably mistyped: of what must have happened, but ahead; or in an impossible order. The rows count
// all the same, and the computation takes the cells as they are.
import { addDays, type Day, ruDay } from '../day.js';
import { rowWarning } from '../programme.js';
import type { Figure } from '../reasons.js';
import type { Column, Columns } from '../tabs.js';
import { type Instant, instant, ruInstant } from '../zone.js';
import { STEP_RULES } from './licences.js';
import type { TechnocomFacts, TechnocomProblem, TechnocomTabs } from './model.js';
import { tabs } from './tabs.js';
import { PARTS } from './training.js';

/** Nobody plans a request half a year ahead. */
const FAR_DAYS = 183;
/** What is agreed may be entered so many days ahead; beyond them its year is likely to be mistyped. */
const PLANNED_DAYS = 31;

/**
 * By tab: what has happened, so that a date ahead counts as blank (spec 00, «Values»); the request, where one ahead
 * counts; and what must not come before what. The order of licences is a row error (licences.ts).
 */
const DATED = {
  registry: {
    happened: [
      'confirmed',
      'rejected',
      'extensionAgreed',
      'softwareListed',
      'licencesBought',
      'warned',
      'detached',
    ],
    request: null,
    inOrder: [
      ['requested', 'confirmed'],
      ['requested', 'rejected'],
      ['confirmed', 'detached'],
    ],
  },
  tickets: {
    happened: ['asked', 'answered', 'solved'],
    request: 'created',
    inOrder: [
      ['created', 'asked'],
      ['created', 'answered'],
      ['created', 'solved'],
    ],
  },
  hours: { happened: ['assigned'], request: 'requested', inOrder: [['requested', 'assigned']] },
  licences: { happened: STEP_RULES.map(({ column }) => column), request: 'requested', inOrder: [] },
  training: { happened: PARTS, request: null, inOrder: [] },
} as const satisfies {
  readonly [K in keyof TechnocomTabs]?: {
    readonly happened: readonly (keyof TechnocomTabs[K]['columns'])[];
    readonly request: keyof TechnocomTabs[K]['columns'] | null;
    readonly inOrder: readonly (readonly [
      first: keyof TechnocomTabs[K]['columns'],
      then: keyof TechnocomTabs[K]['columns'],
    ])[];
  };
};
type DatedTab = keyof typeof DATED;
const DATED_TABS = ['registry', 'tickets', 'hours', 'licences', 'training'] as const satisfies DatedTab[];
type Row = { readonly row: number } & Readonly<Record<string, unknown>>;
type Around = Pick<TechnocomFacts, 'now' | 'zone'>;

const COUNTED = 'Сама строка учтена.';
const FAR = { what: 'дата ещё не наступила: проверьте год', how: `Исправьте дату. ${COUNTED}` };
const AHEAD = {
  what: 'дата ещё не наступила, ячейка пока не учтена',
  how: 'Проверьте год. Если он верен, ячейка подействует, когда дата наступит.',
};

const columnIn = (tab: DatedTab, key: string): Column | undefined => {
  const columns: Columns = tabs[tab].columns;
  return columns[key];
};
const headerOf = (tab: DatedTab, key: string): string => columnIn(tab, key)?.header ?? '';
const isDay = (tab: DatedTab, key: string): boolean => columnIn(tab, key)?.kind.type === 'day';
const holdsDay = (_value: number, tab: DatedTab, key: string): _value is Day => isDay(tab, key);
/** A cell as an instant, a day at its 00:00; null if it is blank. */
function instantIn(tab: DatedTab, row: Row, key: string, { zone }: Around): Instant | null {
  const value = row[key];
  if (typeof value !== 'number') return null;
  return holdsDay(value, tab, key) ? zone.at(value) : instant(value);
}

/** What has happened according to a row, but is ahead of a moment. */
const aheadIn = (tab: DatedTab, row: Row, facts: Around, of = facts.now): readonly string[] =>
  DATED[tab].happened.filter((key) => (instantIn(tab, row, key, facts) ?? 0) > of);

/** Whether one date of a row is before another; a day and an instant are compared by day. */
function isBefore(tab: DatedTab, row: Row, key: string, other: string, facts: Around): boolean {
  const [at, start] = [instantIn(tab, row, key, facts), instantIn(tab, row, other, facts)];
  if (at === null || start === null) return false;
  return at < (isDay(tab, key) ? facts.zone.at(facts.zone.dayOf(start)) : start);
}

/** Warnings about the dates of all rows. */
export function dateProblems(facts: TechnocomFacts): readonly TechnocomProblem[] {
  const problems: TechnocomProblem[] = [];
  const { rows, zone, today } = facts;
  const far = zone.at(addDays(today, FAR_DAYS));
  const planned = zone.at(addDays(today, PLANNED_DAYS));
  for (const tab of DATED_TABS) {
    const { request, inOrder } = DATED[tab];
    for (const row of rows[tab]) {
      const warn = (key: string, fault: typeof FAR): void => {
        problems.push(rowWarning<TechnocomTabs>(tab, row.row, key, fault));
      };
      if (request !== null && (instantIn(tab, row, request, facts) ?? 0) > far) warn(request, FAR);
      for (const key of aheadIn(tab, row, facts, planned)) warn(key, AHEAD);
      for (const [first, then] of inOrder)
        if (isBefore(tab, row, then, first, facts))
          warn(then, {
            what: `дата раньше, чем «${headerOf(tab, first)}»`,
            how: `Проверьте обе даты: сначала «${headerOf(tab, first)}», потом «${headerOf(tab, then)}». ${COUNTED}`,
          });
    }
  }
  return problems;
}

/**
 * «ещё не наступило и не учтено: «Подтверждено» 03.03.2052», for Примечание and explanations; none if nothing is ahead.
 * `index`: among the good rows.
 */
export function aheadRemarks(
  { tab, index }: Pick<Figure<TechnocomTabs>, 'tab' | 'index'>,
  facts: TechnocomFacts,
): readonly string[] {
  const { rows, zone, now } = facts;
  const dated = DATED_TABS.find((one) => one === tab);
  const row = dated && rows[dated][index];
  const ahead = row ? aheadIn(dated, row, facts) : [];
  if (!row || ahead.length === 0) return [];
  const cells = ahead.map((key) => {
    const at = instantIn(dated, row, key, facts) ?? now;
    const when = isDay(dated, key) ? ruDay(zone.dayOf(at)) : ruInstant(zone, at);
    return `«${headerOf(dated, key)}» ${when}`;
  });
  return [`ещё не наступило и не учтено: ${cells.join(', ')}`];
}
