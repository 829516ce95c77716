// The scene of a run: the workbook, read once, with its shared tabs parsed; then what every enabled programme
// decides.
import { type AnswersTo, readOutbox, type OutboxEntry, pastLetters, type ZoneOf } from '../mail/entries.js';
import { readTemplates, type Template } from '../mail/templates.js';
import { groupBy } from '../rules/collections.js';
import { type Programme, Refusal } from '../rules/programme.js';
import type { LetterWindow } from '../rules/letters.js';
import type { SettingsOf } from '../rules/settings.js';
import type { Tab } from '../rules/tabs.js';
import { keyOf } from '../rules/text.js';
import { type Instant, instant, SECOND, UTC, type Zone } from '../rules/zone.js';
import { bindColumns, type Place, placeOf } from '../sheets/bind.js';
import type { Grid } from '../sheets/grid.js';
import { evaluate, type Evaluation, parseProgramme, type Sources, windowOf } from '../sheets/evaluate.js';
import { type ParsedTab, parseTab } from '../sheets/parse.js';
import type { Host } from '../sheets/ports.js';
import type { SheetProblem } from '../sheets/problems.js';
import {
  type ProgrammeSettings,
  programmeSettings,
  readSettings,
  workbookSettings,
} from '../sheets/settings.js';
import { COMMON, deadlinesTab, lettersTab, sharedTabs } from '../sheets/shared-tabs.js';
import {
  type FoundTab,
  type Guard,
  type OpenWorkbook,
  openWorkbook,
  sourceOf,
  type TabKey,
  type WantedTab,
} from '../sheets/workbook.js';
import { damages, namesakes, unknownProgrammes, unwrittenColumns, type VitalTab } from './damage.js';
import { pageAddress } from './page-address.js';

type Shared = keyof typeof sharedTabs;
/** The shared tabs by their keys. */
export const SHARED = Object.entries(sharedTabs) as readonly (readonly [Shared, Tab])[];
/** The key under which a shared tab's sheet is remembered. */
export const sharedKey = (key: Shared): TabKey => `shared/${key}`;
export const programmeKey = (programme: Programme, key: string): TabKey => `${programme.id}/${key}`;

export interface Scene {
  readonly workbook: OpenWorkbook;
  readonly now: Instant;
  readonly programmes: readonly Programme[];
  /** The programmes that the workbook runs. */
  readonly enabled: readonly Programme[];
  readonly general: SettingsOf<typeof workbookSettings>;
  /** The parameters of the enabled programmes. */
  readonly parameters: ReadonlyMap<Programme, ProgrammeSettings>;
  /** The occasions of this run's letters. */
  readonly letterWindow: LetterWindow['letterWindow'];
  readonly settings: ParsedTab | null;
  readonly calendar: ParsedTab | null;
  readonly templates: ReadonlyMap<string, Template>;
  readonly outbox: readonly OutboxEntry[];
  readonly zoneOf: ZoneOf;
  readonly answersTo: AnswersTo;
  /**
   * Tabs that have rows but have lost a vital header. Nothing is decided, created or sent on the basis of
   * their contents.
   */
  readonly damaged: ReadonlyMap<Shared, SheetProblem>;
  /** Zone of everything that belongs to no programme: that of the enabled programme that «Настройки» lists first. */
  readonly zone: Zone;
  /** Problems of the shared tabs. */
  readonly problems: readonly SheetProblem[];
}

/** A scene in which every enabled programme has decided. */
export interface DecidedScene extends Scene {
  readonly evaluations: readonly Evaluation[];
}

/** All tabs of the add-on. */
export const wantedTabs = (programmes: readonly Programme[]): WantedTab[] => [
  ...SHARED.map(([key, tab]) => ({ key: sharedKey(key), tab })),
  ...programmes.flatMap((programme) =>
    Object.entries(programme.tabs).map(([key, tab]) => ({ key: programmeKey(programme, key), tab })),
  ),
];

const wantedOf = (only: Only): WantedTab[] =>
  SHARED.flatMap(([key, tab]) => {
    const columns = only[key];
    if (!columns) return [];
    return [{ key: sharedKey(key), tab, ...(columns === 'whole' ? {} : { columns }) }];
  });

/** Parses a shared tab; of one that cannot be read only the damage is reported. */
function parseShared(
  workbook: OpenWorkbook,
  key: VitalTab,
  damaged: ReadonlyMap<VitalTab, SheetProblem>,
): ParsedTab | null {
  const found = workbook.found.get(sharedKey(key));
  if (!found) return null;
  const parsed = parseTab(sourceOf(sharedTabs[key], found), UTC);
  return parsed.stopped || damaged.has(key) ? { ...parsed, rows: [], broken: [], problems: [] } : parsed;
}

/** Whether a tab has been bound, or at least has the headers that it cannot do without. */
const isOwn = (tab: Tab, { grid, unbound }: FoundTab): boolean =>
  unbound !== true ||
  bindColumns(tab, grid[0] ?? []).missing.every((key) => tab.columns[key]?.options.required !== true);

/** The programmes listed in «Настройки»; if it lists none, those with an input tab in the workbook. */
function enabledProgrammes(
  programmes: readonly Programme[],
  settings: ParsedTab | null,
  workbook: OpenWorkbook,
): readonly Programme[] {
  const listed = new Set((settings?.rows ?? []).map((row) => keyOf(String(row['programme']))));
  const byList = programmes.filter((programme) => listed.has(keyOf(programme.title)));
  if (byList.length > 0) return byList;
  return programmes.filter((programme) =>
    Object.entries(programme.tabs).some(([key, tab]) => {
      const found = workbook.found.get(programmeKey(programme, key));
      return tab.role === 'input' && found !== undefined && isOwn(tab, found);
    }),
  );
}

/** Whether a damaged shared tab is one of staff's own that was never bound: set-up completes it. */
export const isForeign = ({ damaged, workbook }: Scene, key: Shared): boolean =>
  workbook.found.get(sharedKey(key))?.unbound === true && damaged.has(key);

/** Refuses to work by a damaged tab: without «Настройки», for one, the default zone would count. */
export function refuseDamaged({ damaged }: Scene, keys: Iterable<Shared>): void {
  for (const key of keys) {
    const damage = damaged.get(key);
    if (damage) throw new Refusal(`Вкладка «${damage.tab}»: ${damage.what}. ${damage.how}`);
  }
}

const wholeSecond = (at: Instant): Instant => instant(Math.floor(at / SECOND) * SECOND);

/** The shared tabs to read, each whole or with the listed columns only. */
export type Only = Readonly<Partial<Record<Shared, 'whole' | readonly string[]>>>;

/** Reads the workbook with one `get` and one `batchGet`. Nothing is decided yet. */
export function readScene(host: Host, programmes: readonly Programme[], only?: Only): Scene {
  // Taken before reading: a run decides as of the second in which it began.
  const now = wholeSecond(host.now());
  const wanted = only ? wantedOf(only) : wantedTabs(programmes);
  return sceneOf(openWorkbook(host, wanted), programmes, now);
}

/** Parses the shared tabs of an open workbook. */
export function sceneOf(workbook: OpenWorkbook, programmes: readonly Programme[], now: Instant): Scene {
  const found = (key: Shared): FoundTab | undefined => workbook.found.get(sharedKey(key));
  const damaged = damages(found);
  const settings = parseShared(workbook, 'settings', damaged);
  const calendar = parseShared(workbook, 'calendar', damaged);
  const templatesTab = parseShared(workbook, 'templates', damaged);
  const enabled = enabledProgrammes(programmes, settings, workbook);
  const { values, problems } = readSettings(COMMON, workbookSettings, settings);
  const general = values as SettingsOf<typeof workbookSettings>;
  const read = new Map(programmes.map((one) => [one, programmeSettings(one, settings)]));
  const byTitle = new Map(
    [...read].map(([{ title, answersTo }, own]) => {
      const answers = answersTo === null ? null : own.values[answersTo];
      return [keyOf(title), { zone: own.common.zone, answers: typeof answers === 'string' ? answers : '' }];
    }),
  );
  const titles = enabled.map(({ title }) => keyOf(title));
  // Programmes connected later stand lower: they do not change it.
  const listed = settings?.rows.map((row) => keyOf(String(row['programme']))) ?? [];
  const first = listed.find((title) => titles.includes(title)) ?? titles[0] ?? '';
  const zone = byTitle.get(first)?.zone ?? UTC;
  const zoneOf: ZoneOf = (programme) => byTitle.get(keyOf(programme))?.zone ?? zone;
  const templates = readTemplates(enabled, programmes, templatesTab);
  const letters = found('letters');
  const outbox = readOutbox(
    letters && !damaged.has('letters') ? placeOf(sourceOf(lettersTab, letters)) : null,
    zoneOf,
  );
  return {
    workbook,
    now,
    programmes,
    enabled,
    general,
    parameters: new Map([...read].filter(([one]) => enabled.includes(one))),
    letterWindow: windowOf(now, general.lateHours),
    settings,
    calendar,
    templates: templates.byCode,
    outbox: outbox.entries,
    damaged,
    zoneOf,
    answersTo: (programme) => byTitle.get(keyOf(programme))?.answers ?? '',
    zone,
    problems: [
      ...(settings?.problems ?? []),
      ...problems,
      ...(calendar?.problems ?? []),
      ...templates.problems,
      ...outbox.problems,
      ...damaged.values(),
      ...unwrittenColumns(found),
      ...unknownProgrammes(programmes, settings),
      ...namesakes(workbook, wantedTabs(enabled)),
    ],
  };
}

/** Reads the workbook. Refuses one that runs no programme. */
export function readConnected(host: Host, programmes: readonly Programme[]): Scene {
  const scene = readScene(host, programmes);
  if (scene.enabled.length > 0) return scene;
  throw new Refusal(
    'В таблице не подключена ни одна программа. Выберите «Регламент → Подключить программу…».',
  );
}

/** Reads the workbook and lets every enabled programme decide. Refuses a workbook that runs no programme. */
export const readDecided = (host: Host, programmes: readonly Programme[]): DecidedScene =>
  decideScene(host, readConnected(host, programmes));

/** Lets every enabled programme of a scene decide. */
export function decideScene(host: Host, scene: Scene): DecidedScene {
  const past = pastLetters(scene.outbox);
  const pageUrl = pageAddress(host);
  const halted = isHalted(scene);
  const deadlines = scene.workbook.found.get(sharedKey('deadlines'));
  return {
    ...scene,
    evaluations: [...scene.parameters].map(([programme, read]) =>
      evaluate(programme, read, programmeSources(scene.workbook, programme), {
        settingsTab: scene.settings,
        calendarTab: scene.calendar,
        deadlines: deadlines ? sourceOf(deadlinesTab, deadlines) : null,
        now: scene.now,
        letterWindow: scene.letterWindow,
        past,
        pageUrl,
        halted,
      }),
    ),
  };
}

/** Nothing can be decided in the whole workbook. */
const isHalted = ({ damaged }: Scene): boolean => damaged.has('settings') || damaged.has('calendar');

/** Whether a run leaves the results of a programme as they stand: it is stopped or disconnected. */
export const isLeft = (scene: Scene, programme: Programme): boolean =>
  isHalted(scene) ||
  !scene.enabled.includes(programme) ||
  parseProgramme(programme, programmeSources(scene.workbook, programme), scene.zoneOf(programme.title)).stops
    .length > 0;

export const programmeSources = (workbook: OpenWorkbook, programme: Programme): Sources =>
  Object.fromEntries(
    Object.entries(programme.tabs).map(([key, tab]) => {
      const found = workbook.found.get(programmeKey(programme, key));
      return [key, found ? sourceOf(tab, found) : null];
    }),
  );

/**
 * All problems of a scene, the programmes' in the order of the registry. A calendar problem reported by two
 * programmes is listed once.
 */
export function sceneProblems(scene: DecidedScene): readonly SheetProblem[] {
  const own = scene.evaluations.flatMap(({ problems }) => problems);
  const line = ({ tab, header, what }: SheetProblem): string => [tab, header, what].join('\n');
  const wide = groupBy(
    own.filter(({ row }) => row === null),
    line,
  );
  const isRepeated = (problem: SheetProblem): boolean =>
    problem.row === null && wide.get(line(problem))?.[0] !== problem;
  return [...own.filter((problem) => !isRepeated(problem)), ...scene.problems];
}

/** A tab's title in the workbook. */
export const titleOf = ({ workbook }: Scene, key: TabKey, tab: Tab): string =>
  workbook.found.get(key)?.sheet.title ?? tab.title;

/** The title of «Настройки». */
export const settingsTitle = (scene: Scene): string =>
  titleOf(scene, sharedKey('settings'), sharedTabs.settings);

/** Demands that a tab's own cells, or those of some columns and its headers, be unchanged when the run writes. */
export const guardOf = (
  scene: Scene,
  { title, sheetId, columns: { at } }: Place,
  columns: Guard['columns'] = null,
): Guard => ({ title, grid: gridAsRead(scene, sheetId), own: [...at.values()], columns });

/** A sheet's grid as the run has read it; empty for a sheet that it will create. */
export function gridAsRead(scene: Scene, sheetId: number): Grid {
  const found = [...scene.workbook.found.values()].find(({ sheet }) => sheet.sheetId === sheetId);
  return found?.asRead ?? found?.grid ?? [];
}
