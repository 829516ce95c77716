// Runs a programme's rules on tables typed as staff would type them, and returns the outcome by header.
import { isoDay, serialFromDay, parseDay } from '../../src/rules/day.js';
import { replacedIn } from '../../src/mail/reminders.js';
import { fillerOf } from '../../src/mail/templates.js';
import type { Letter, PastLetter } from '../../src/rules/letters.js';
import { addressHash } from '../../src/rules/hash.js';
import type { Cell, Kind } from '../../src/rules/kinds.js';
import type { Moment } from '../../src/rules/kinds-time.js';
import type { ActionPlan, Decision, Facts, PageModel, Programme } from '../../src/rules/programme.js';
import type { Reason } from '../../src/rules/reasons.js';
import type { Tab } from '../../src/rules/tabs.js';
import { type Instant, instant, isoInstant, type Zone, zoneNamed } from '../../src/rules/zone.js';
import { officialRows } from '../../src/sheets/calendar.js';
import { evaluate, windowOf } from '../../src/sheets/evaluate.js';
import type { Grid } from '../../src/sheets/grid.js';
import { type ParsedTab, parseTab } from '../../src/sheets/parse.js';
import { programmeSettings } from '../../src/sheets/settings.js';
import { calendarTab, deadlinesTab, settingsTab } from '../../src/sheets/shared-tabs.js';

/** A row by header, as typed. */
export type Typed = Readonly<Record<string, Cell>>;
/**
 * A row by header in readable form: days `2023-09-21`, instants `2023-09-21T11:00`, money in units, empty
 * cells null.
 */
export type Shown = Readonly<Record<string, string | number | boolean | null>>;

export interface Scene {
  /** ISO with offset. */
  readonly now: string;
  /** Tab title → rows. Omitted tabs are empty. */
  readonly tabs?: Readonly<Record<string, readonly Typed[]>>;
  readonly settings?: Readonly<Record<string, Cell>>;
  /** «Календарь»; default: the official days. */
  readonly calendar?: readonly Typed[];
  /** Letters already in «Письма», by code. `recipient` is an address here. */
  readonly past?: Readonly<Record<string, readonly (Partial<PastLetter> & { readonly recipient: string })[]>>;
  readonly lateHours?: number;
  /** «Сроки» as the last run left it; omitted: empty. */
  readonly listed?: readonly Typed[];
}

export interface ShownLetter {
  readonly code: string;
  readonly object: string;
  readonly to: string;
  readonly date: string;
  readonly memo: string;
  readonly occasion: string;
  readonly until: string | null;
  readonly subject: string;
  readonly text: string;
}

export interface Outcome {
  /** What the rules were given. */
  readonly facts: Facts;
  readonly decision: Decision;
  /** «Вкладка!строка[Столбец]: что не так» */
  readonly problems: readonly string[];
  /** Computed cells by tab title, one entry per typed row (for a row in error: `{ошибка: …}`). */
  readonly computed: Readonly<Record<string, readonly Shown[]>>;
  readonly outputs: Readonly<Record<string, readonly Shown[]>>;
  readonly deadlines: readonly {
    object: string;
    what: string;
    due: string;
    state: string;
    note: string;
    source: string;
  }[];
  /**
   * Every letter that is news or whose occasion is in the window (up to 24 h ago, up to 36 h ahead), rendered; without
   * reminders whose place a later one takes.
   */
  readonly letters: readonly ShownLetter[];
  /** `row` is the sheet's row number. */
  readonly explain: (tabTitle: string, row: number, header: string) => Reason | null;
  /** What a menu action would write, by the name of its function; throws its `Refusal`. */
  readonly act: (name: string, ...args: readonly string[]) => ActionPlan;
  /** The public page; null if the programme has none. */
  readonly page: () => PageModel | null;
}

/** A day's serial: `day('2023-09-21')`. */
export const day = (iso: string): number => serialFromDay(parseDay(iso) ?? fail(`not a day: ${iso}`));
/** A date-time's serial: `at('2023-09-21 11:00')`. */
export function at(wall: string): number {
  const [date = '', time = '00:00'] = wall.split(' ');
  const [h = '0', m = '0', s = '0'] = time.split(':');
  return day(date) + (Number(h) * 3600 + Number(m) * 60 + Number(s)) / 86_400;
}
function fail(message: string): never {
  throw new Error(message);
}
export const zoneOf = (name: string): Zone => zoneNamed(name) ?? fail(`no zone ${name}`);
/** The text with non-breaking blanks replaced by plain ones. */
export const plain = (text: string | undefined): string => (text ?? '').replaceAll('\u00a0', ' ');

/** The grid of a tab: its declared headers and the typed rows (the `*` of headers may be left out). */
function gridOf(tab: Tab, rows: readonly Typed[]): Grid {
  const headers = Object.values(tab.columns).map((column) => column.header);
  for (const row of rows)
    for (const header of Object.keys(row))
      if (!headers.includes(header)) fail(`«${tab.title}» has no column «${header}»`);
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))];
}

function show(kind: Kind<unknown>, value: unknown, zone: Zone): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (kind.type === 'day') return isoDay(value as never);
  if (kind.type === 'instant') return isoInstant(zone, value as Instant);
  if (kind.type === 'moment') {
    const moment = value as Moment;
    return 'day' in moment ? isoDay(moment.day) : isoInstant(zone, moment.at);
  }
  return kind.write(value, zone);
}

const showRow = (
  tab: Tab,
  row: Readonly<Record<string, unknown>>,
  zone: Zone,
  keys: readonly string[],
): Shown =>
  Object.fromEntries(
    keys.map((key) => {
      const column = tab.columns[key] ?? fail(`no column ${key}`);
      return [column.header, show(column.kind, row[key], zone)];
    }),
  );

const utc = zoneOf('UTC');
const calendarOf = (grid: Grid): ParsedTab =>
  parseTab({ tab: calendarTab, title: 'Календарь', sheetId: 901, grid }, utc);
/** «Календарь» as set-up writes it: read once, for it takes longer than most scenes. */
const OFFICIAL = calendarOf([
  Object.values(calendarTab.columns).map(({ header }) => header),
  ...officialRows().map((row) => Object.keys(calendarTab.columns).map((key) => row[key]?.value ?? '')),
]);

/** Runs the rules on the scene. `programme` may be any result of `defineProgramme`. */
export function play(programme: Programme, scene: Scene): Outcome {
  for (const title of Object.keys(scene.tabs ?? {}))
    if (!Object.values(programme.tabs).some((tab) => tab.title === title)) fail(`no tab «${title}»`);
  const now = instant(Date.parse(scene.now));
  const sources = Object.fromEntries(
    Object.entries(programme.tabs)
      .filter(([, tab]) => tab.role !== 'output')
      .map(([key, tab], index) => [
        key,
        { tab, title: tab.title, sheetId: index + 1, grid: gridOf(tab, scene.tabs?.[tab.title] ?? []) },
      ]),
  );
  const settingsRows = Object.entries(scene.settings ?? {}).map(([parameter, value]) => ({
    Программа: programme.title,
    Параметр: parameter,
    Значение: value,
  }));
  const past = new Map(
    Object.entries(scene.past ?? {}).map(([code, list]) => [
      code,
      list.map((one) => ({
        object: '',
        date: '',
        memo: '',
        created: now,
        due: one.created ?? null,
        status: 'отправлено' as const,
        withdrawn: false,
        ...one,
        recipient: addressHash(one.recipient),
      })),
    ]),
  );
  const settings = parseTab(
    { tab: settingsTab, title: 'Настройки', sheetId: 900, grid: gridOf(settingsTab, settingsRows) },
    utc,
  );
  const evaluation = evaluate(programme, programmeSettings(programme, settings), sources, {
    settingsTab: settings,
    calendarTab: scene.calendar ? calendarOf(gridOf(calendarTab, scene.calendar)) : OFFICIAL,
    deadlines: {
      tab: deadlinesTab,
      title: 'Сроки',
      sheetId: 902,
      grid: gridOf(deadlinesTab, scene.listed ?? []),
    },
    now,
    letterWindow: windowOf(now, scene.lateHours ?? 24),
    past: { of: (code) => past.get(code) ?? [] },
    pageUrl: 'https://example.org/page',
    halted: false,
  });
  if (!evaluation.decided) fail(`stopped: ${evaluation.problems.map((problem) => problem.what).join('; ')}`);
  const { facts, decision } = evaluation.decided;
  const zone = facts.zone;
  const keyOfTitle = (title: string): string =>
    Object.entries(programme.tabs).find(([, tab]) => tab.title === title)?.[0] ?? fail(`no tab «${title}»`);

  const computed: Record<string, Shown[]> = {};
  const good: Record<string, readonly { readonly row: number }[]> = facts.rows;
  const decided: Record<string, readonly Readonly<Record<string, unknown>>[]> = decision.computed;
  const outputs: Record<string, readonly Readonly<Record<string, unknown>>[]> = decision.outputs;
  for (const [key, rows] of Object.entries(decided)) {
    const tab = programme.tabs[key] ?? fail(`no tab ${key}`);
    const keys = Object.entries(tab.columns)
      .filter(([, column]) => column.options.computed)
      .map(([name]) => name);
    if (rows.length !== good[key]?.length)
      fail(`«${tab.title}»: ${rows.length} computed rows for ${good[key]?.length} rows`);
    const byRow = new Map(rows.map((row, index) => [good[key]?.[index]?.row ?? 0, row]));
    const faults = evaluation.faults[key];
    computed[tab.title] = (scene.tabs?.[tab.title] ?? []).map((_, index) => {
      const fault = faults?.get(index + 2);
      if (fault !== undefined) return { ошибка: fault };
      return showRow(tab, byRow.get(index + 2) ?? {}, zone, keys);
    });
  }
  const kinds = new Map(Object.values(programme.letters).map((kind) => [kind.code, kind]));
  const inSight = decision.letters.filter(
    ({ news, occasion }) =>
      (news === true || occasion >= facts.letterWindow.from) && occasion <= facts.letterWindow.to,
  );
  const isReplaced = replacedIn(
    facts.past.of,
    inSight.filter(({ occasion }) => occasion <= now),
    now,
  );
  /** When a letter came to «Письма»: not later than when it fell due. */
  const createdOf = ({ code, object, date, to }: Letter): number | null => {
    const mine = facts.past
      .of(code)
      .find((one) => one.object === object && one.date === date && one.recipient === addressHash(to));
    return mine ? Math.min(mine.created ?? 0, mine.due ?? Infinity) : null;
  };
  return {
    facts,
    decision,
    act: (name, ...args) => {
      const action = programme.actions.find((one) => one.name === name) ?? fail(`no action ${name}`);
      return action.run(facts, args);
    },
    page: () => programme.page(facts, decision),
    problems: evaluation.problems.map(
      (problem) =>
        `${problem.tab}!${problem.row ?? ''}[${problem.header}]: ${problem.severity === 'warning' ? '(предупреждение) ' : ''}${problem.what}`,
    ),
    computed,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([key, rows]) => {
        const tab = programme.tabs[key] ?? fail(`no tab ${key}`);
        return [tab.title, rows.map((row) => showRow(tab, row, zone, Object.keys(tab.columns)))];
      }),
    ),
    deadlines: decision.deadlines.map((deadline) => ({
      object: deadline.object,
      what: deadline.what,
      due: 'day' in deadline.due ? isoDay(deadline.due.day) : isoInstant(zone, deadline.due.at),
      state: deadline.state,
      note: deadline.note ?? '',
      source: deadline.source
        ? `${programme.tabs[deadline.source.tab]?.title}!${deadline.source.row}`
        : 'Настройки',
    })),
    letters: inSight
      .filter((letter) => !isReplaced(letter, createdOf(letter)))
      .map((letter) => {
        const kind = kinds.get(letter.code) ?? fail(`no letter ${letter.code}`);
        const values = letter.values();
        for (const name of kind.placeholders)
          if (values[name] === undefined) fail(`${letter.code}: no value for {{${name}}}`);
        return {
          code: letter.code,
          object: letter.object,
          to: letter.to,
          date: letter.date,
          memo: letter.memo ?? '',
          occasion: isoInstant(zone, letter.occasion),
          until: letter.until === undefined ? null : isoInstant(zone, letter.until),
          subject: fillerOf(kind.subject)(values),
          text: fillerOf(kind.body)(values),
        };
      }),
    explain: (tabTitle, row, header) => {
      const key = keyOfTitle(tabTitle);
      const tab = programme.tabs[key] ?? fail(`no tab ${key}`);
      const column =
        Object.entries(tab.columns).find(([, one]) => one.header === header)?.[0] ??
        fail(`no column «${header}»`);
      const index =
        tab.role === 'output' || tab.role === 'ledger'
          ? row - 2
          : (good[key] ?? []).findIndex((one) => one.row === row);
      return decision.explain({ tab: key, index, column });
    },
  };
}

type Cited = readonly [shown: Pick<Outcome, 'explain'>, tab: string, row: number, header: string];
/** «Почему такая цифра?» as its steps, «текст @Вкладка!строка». */
export const stepsOf = (...[shown, tab, row, header]: Cited): readonly string[] =>
  (shown.explain(tab, row, header)?.lines ?? []).map((line) =>
    plain(line.text + (line.tab === undefined ? '' : ` @${line.tab}!${line.row ?? ''}`)),
  );
/** The same steps, followed by the result, «= …», if there is one. */
export const reckoned = (...cited: Cited): readonly string[] => {
  const [shown, tab, row, header] = cited;
  const sum = shown.explain(tab, row, header)?.sum;
  return [...stepsOf(...cited), ...(sum === undefined ? [] : [plain(`= ${sum}`)])];
};

type SampleRows = readonly Readonly<Record<string, Cell | undefined>>[] | undefined;
/** The rows of a programme's sample as they would be typed: tab title → rows by header. */
export const sampleTabs = (programme: Programme, sample: Readonly<Record<string, SampleRows>>) =>
  Object.fromEntries(
    Object.entries(sample).map(([key, rows = []]) => {
      const { title, columns } = programme.tabs[key] ?? fail(`no tab ${key}`);
      const headerOf = (name: string): string =>
        columns[name]?.header ?? fail(`«${title}»: no column ${name}`);
      const typed = rows.map((row): Typed =>
        Object.fromEntries(Object.entries(row).map(([name, cell]) => [headerOf(name), cell ?? ''])),
      );
      return [title, typed];
    }),
  );
