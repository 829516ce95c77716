// Evaluates one programme over the tabs of a workbook: parses them, lets the rules decide, and returns the
// result and all problems as data.
import { joined } from '../rules/collections.js';
import type { LetterWindow, PastLetters } from '../rules/letters.js';
import type { Decision, Facts, Programme, RowProblem, SettingProblem } from '../rules/programme.js';
import { type CommonSettings, type SettingsOf } from '../rules/settings.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { HOUR, type Instant, plus, type Zone } from '../rules/zone.js';
import { cellIn, placeOf, type TabSource } from './bind.js';
import { readCalendar } from './calendar.js';
import { ownHeaderProblems, type ParsedRow, type ParsedTab, parseTab } from './parse.js';
import { cellProblem, type SheetProblem, unplaced } from './problems.js';
import { type ProgrammeSettings, settingRowsOf } from './settings.js';
import { calendarTab, settingsTab } from './shared-tabs.js';

/** The sheets of one programme; null where the workbook has none. */
export type Sources = Readonly<Record<string, TabSource | null>>;

export interface Surroundings {
  readonly settingsTab: ParsedTab | null;
  readonly calendarTab: ParsedTab | null;
  /** «Сроки» as the last run left it. */
  readonly deadlines: TabSource | null;
  readonly now: Instant;
  readonly letterWindow: LetterWindow['letterWindow'];
  readonly past: PastLetters;
  readonly pageUrl: string;
  /** Something that every programme depends on cannot be read: no programme decides. */
  readonly halted: boolean;
}

/** How far ahead rules produce letters: the daily run queues those that fall due within this time. */
const HORIZON_HOURS = 36;

/** The window of a run, from its hours for late letters. */
export const windowOf = (now: Instant, lateHours: number): LetterWindow['letterWindow'] => ({
  from: plus(now, -lateHours * HOUR),
  to: plus(now, HORIZON_HOURS * HOUR),
});

export interface Evaluation {
  readonly programme: Programme;
  readonly parsed: Readonly<Record<string, ParsedTab>>;
  /** Null when the programme is stopped: a tab or a required column is missing. */
  readonly decided: { readonly facts: Facts; readonly decision: Decision } | null;
  readonly problems: readonly SheetProblem[];
  /** What is wrong with each row in error: tab key → row number → text. */
  readonly faults: Readonly<Record<string, ReadonlyMap<number, string>>>;
  readonly settings: SettingsOf<CommonSettings>;
}

/** A programme's tabs, and what stops it: tabs or columns that are missing or doubled. */
export function parseProgramme(
  programme: Programme,
  sources: Sources,
  zone: Zone,
): { readonly parsed: Readonly<Record<string, ParsedTab>>; readonly stops: readonly SheetProblem[] } {
  const parsed: Record<string, ParsedTab> = {};
  const stops: SheetProblem[] = [];
  for (const [key, tab] of Object.entries(programme.tabs)) {
    const source = sources[key] ?? null;
    if (source && tab.role !== 'input') stops.push(...ownHeaderProblems(source));
    if (tab.role === 'output') continue;
    if (source) parsed[key] = parseTab(source, zone);
    else if (tab.role === 'input') stops.push(missingTab(programme, tab));
  }
  for (const tab of Object.values(parsed))
    if (tab.stopped && tab.tab.role === 'input') stops.push(...tab.problems);
  return { parsed, stops };
}

/** Parses the programme's tabs and lets its rules decide. Never throws because of what staff typed. */
export function evaluate(
  programme: Programme,
  read: ProgrammeSettings,
  sources: Sources,
  around: Surroundings,
): Evaluation {
  const settings = read.common;
  const { zone } = settings;
  const { parsed, stops } = parseProgramme(programme, sources, zone);
  if (around.halted || stops.length > 0)
    return { programme, parsed, decided: null, problems: [...read.problems, ...stops], faults: {}, settings };

  const { now, letterWindow, past, pageUrl } = around;
  const calendar = readCalendar(settings.country, around.calendarTab);
  const pick = (part: 'rows' | 'broken'): Record<string, readonly ParsedRow[]> =>
    Object.fromEntries(
      Object.entries(programme.tabs)
        .filter(([, tab]) => tab.role !== 'output')
        .map(([key]) => [key, parsed[key]?.[part] ?? []]),
    );
  const facts: Facts = {
    // The parser returns rows of exactly the declared shapes.
    rows: pick('rows'),
    broken: pick('broken'),
    settings: read.values,
    badSettings: read.bad,
    calendar,
    zone,
    now,
    today: zone.dayOf(now),
    letterWindow,
    past,
    listed: (what) => listedIn(around.deadlines, programme, what),
    pageUrl,
  };
  const decision = programme.decide(facts);
  const tabs = Object.keys(parsed);
  const found: Found[] = [];
  for (const tab of tabs) for (const problem of parsed[tab]?.problems ?? []) found.push({ tab, problem });
  for (const problem of decision.problems)
    found.push(
      'setting' in problem
        ? { tab: null, problem: locateSetting(problem, programme, around.settingsTab) }
        : { tab: problem.tab, problem: locate(problem, programme, parsed) },
    );
  const faults = faultsByRow(found);
  // Tabs in their order, whether the parser or a rule has found something there.
  found.sort((a, b) => tabs.indexOf(a.tab ?? '') - tabs.indexOf(b.tab ?? ''));
  return {
    programme,
    parsed,
    decided: { facts, decision },
    problems: joined([
      read.problems,
      found.map(({ problem }) => problem),
      calendar.yearsAssumed().map((year) => assumedYear(settings.country, year, around.calendarTab)),
    ]),
    faults,
    settings,
  };
}

/** A problem and the key of its tab; null for «Настройки». */
interface Found {
  readonly tab: string | null;
  readonly problem: SheetProblem;
}

function listedIn(source: TabSource | null, { title }: Programme, what: string): ReturnType<Facts['listed']> {
  const listed: ReturnType<Facts['listed']>[number][] = [];
  if (!source) return listed;
  const place = placeOf(source);
  // «Сроки» is long: no lists in between.
  for (const row of place.grid) {
    if (cellIn(place, row, 'what') !== what || cellIn(place, row, 'programme') !== title) continue;
    const text = (key: keyof (typeof listed)[number]): string => String(cellIn(place, row, key));
    listed.push({ object: text('object'), note: text('note'), responsible: text('responsible') });
  }
  return listed;
}

const missingTab = (programme: Programme, tab: Tab): SheetProblem => ({
  ...unplaced(tab.title),
  what: `нет вкладки «${tab.title}»: программа «${programme.title}» не пересчитана`,
  how: `Верните вкладку или подключите программу «${programme.title}» ещё раз: вкладка будет создана пустой.`,
  severity: 'error',
});

const assumedYear = (country: string, year: number, tab: ParsedTab | null): SheetProblem => ({
  ...unplaced(tab?.title ?? calendarTab.title),
  sheetId: tab?.sheetId ?? null,
  header: calendarTab.columns.date.header,
  value: year,
  what: `в календаре ${country} нет дней ${year} года: нерабочими считаются только суббота и воскресенье`,
  how: `Добавьте праздники и переносы ${year} года на вкладку «Календарь».`,
  severity: 'warning',
});

function locate(
  problem: RowProblem,
  programme: Programme,
  parsed: Readonly<Record<string, ParsedTab>>,
): SheetProblem {
  const { row, what, how, severity } = problem;
  const tab = parsed[problem.tab];
  const declared = programme.tabs[problem.tab];
  const header = declared?.columns[problem.column ?? '']?.header ?? '';
  return tab
    ? cellProblem(tab, row, problem.column, problem)
    : { ...unplaced(declared?.title ?? ''), row, header, what, how, severity };
}

/** Points a problem with a parameter to its cell in «Настройки». */
function locateSetting(problem: SettingProblem, programme: Programme, tab: ParsedTab | null): SheetProblem {
  const { what, how, severity } = problem;
  if (!tab)
    return { ...unplaced(settingsTab.title), header: settingsTab.columns.value.header, what, how, severity };
  const { header = '', kind } = programme.settings[problem.setting] ?? {};
  const row = settingRowsOf(tab, programme.title).find(
    (one) => keyOf(String(one['parameter'])) === keyOf(header),
  );
  return { ...cellProblem(tab, row?.row ?? null, 'value', problem), type: kind?.type };
}

function faultsByRow(found: readonly Found[]): Evaluation['faults'] {
  const faults: Record<string, Map<number, string>> = {};
  for (const { tab, problem } of found) {
    const { severity, row, header, what } = problem;
    if (tab === null || severity !== 'error' || row === null || row === 1) continue;
    const rows = (faults[tab] ??= new Map());
    const known = rows.get(row);
    const told = header ? `«${header}» — ${what}` : what;
    rows.set(row, known === undefined ? told : `${known}; ${told}`);
  }
  return faults;
}
