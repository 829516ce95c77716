// The plan of a recompute: every cell that changes, and the cells that must not change before it is written.
import { planOutbox, type Reach } from '../mail/outbox.js';
import type { Tab } from '../rules/tabs.js';
import type { Place } from '../sheets/bind.js';
import { officialRows } from '../sheets/calendar.js';
import {
  diffAppended,
  diffCells,
  diffComputed,
  diffDecided,
  diffOf,
  diffOutput,
  mergeDiffs,
  type TabDiff,
  usedRows,
} from '../sheets/diff.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { tellApart } from '../sheets/grid.js';
import { datedDeadlines, errorRows, NO_ERROR } from '../sheets/outputs.js';
import { isShared, sharedTabs } from '../sheets/shared-tabs.js';
import { existingTab, newTab, type StructuredTab } from '../sheets/structure.js';
import { type Guard, nextSheetId } from '../sheets/workbook.js';
import type { TabWrite } from '../sheets/write.js';
import { type Given, givenSettings, givenTemplates } from './given-rows.js';
import {
  type DecidedScene,
  guardOf,
  isForeign,
  programmeKey,
  sceneProblems,
  type Scene,
  SHARED,
  sharedKey,
} from './scene.js';

export interface RecomputePlan {
  /** In writing order: structure and shared tabs, then outputs, then the computed columns of inputs. */
  readonly writes: readonly TabWrite[];
  readonly guards: readonly Guard[];
  /** Sheet id by remembered tab key. */
  readonly ids: ReadonlyMap<string, number>;
  /** Data rows by tab title. */
  readonly rows: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly letters: LetterPlan;
}

export interface LetterPlan {
  /** New letters. */
  readonly queued: number;
  readonly failed: number;
  /** Number of existing letters that are changed. */
  readonly changed: number;
  /** Identities of letters whose text staff must check before they are sent. */
  readonly edited: readonly string[];
}

/** What to do about columns that a tab lacks: add them, or leave it to staff to restore them. */
type Lacking = 'add' | 'leave';

/**
 * Assigns each tab its sheet: the one found, or a new one under an unused id, those of programmes before the
 * shared ones.
 */
export function shapeTabs(scene: Scene): (key: string, tab: Tab, lacking: Lacking) => StructuredTab {
  let next = nextSheetId(scene.workbook);
  const firstShared = Math.min(
    ...SHARED.flatMap(([key]) => {
      const found = scene.workbook.found.get(sharedKey(key));
      const at = scene.workbook.sheets.findIndex(({ sheetId }) => sheetId === found?.sheet.sheetId);
      return at < 0 ? [] : [at];
    }),
  );
  let position = Number.isFinite(firstShared) ? firstShared : null;
  return (key, tab, lacking) => {
    const found = scene.workbook.found.get(key);
    if (found) {
      const { sheet, grid, created = false } = found;
      return { ...existingTab(tab, sheet, grid, lacking === 'add'), created };
    }
    const made = newTab(tab, next, isShared(tab) ? null : position);
    next += 1;
    if (!isShared(tab) && position !== null) position += 1;
    return made;
  };
}

const noChange = (place: StructuredTab): TabDiff => diffOf(place, new Map());

/** State shared by the parts of a plan. */
export interface Draft<S extends Scene = Scene> {
  readonly scene: S;
  /** The sheet of a tab; records its id in `ids`. */
  readonly shape: ReturnType<typeof shapeTabs>;
  /** The sheet of a shared tab; a foreign one is not bound, so that set-up can still complete it. */
  readonly shared: (key: keyof typeof sharedTabs, lacking?: Lacking) => StructuredTab;
  /**
   * A tab's changes; records that its headers and the cells of `columns`, or of all its columns, must not change
   * before they are written.
   */
  readonly write: (place: StructuredTab, diff: TabDiff, columns?: () => readonly number[]) => TabWrite;
  readonly guards: Guard[];
  readonly ids: Map<string, number>;
  readonly rows: Record<string, number>;
}

export function openDraft<S extends Scene>(scene: S): Draft<S> {
  const fit = shapeTabs(scene);
  const guards: Guard[] = [];
  const ids = new Map<string, number>();
  const shape: Draft['shape'] = (key, tab, lacking) => {
    const place = fit(key, tab, lacking);
    ids.set(key, place.sheetId);
    return place;
  };
  return {
    scene,
    shape,
    shared: (key, lacking = 'add') =>
      (isForeign(scene, key) ? fit : shape)(sharedKey(key), sharedTabs[key], lacking),
    write: (place, diff, columns) => {
      // Where columns are added, the sheet must still be blank.
      const isExtended = place.requests.length > 0;
      // To know which columns distinguish the rows takes long: only for tabs that are written.
      if (!place.created && (isExtended || diff.cells > 0))
        guards.push(guardOf(scene, place, isExtended ? null : columns?.()));
      return { place, diff };
    },
    guards,
    ids,
    rows: {},
  };
}

/** «Журнал». The run's line is appended: no line may be added or removed since it was read. */
function journalIn(draft: Draft, lacking: Lacking): StructuredTab {
  const journal = draft.shared('journal', lacking);
  if (!journal.created) draft.guards.push(guardOf(draft.scene, journal));
  return journal;
}

const planOf = (
  { guards, ids, rows }: Draft,
  writes: readonly TabWrite[],
  told: Partial<Pick<RecomputePlan, 'errors' | 'letters'>> = {},
): RecomputePlan => ({
  writes,
  guards,
  ids,
  rows,
  errors: 0,
  letters: { queued: 0, failed: 0, changed: 0, edited: [] },
  ...told,
});

/**
 * The computed columns of a programme's input tab; empty when the sheet is missing or the programme is
 * stopped.
 */
function planInput(draft: Draft, evaluation: Evaluation, key: string, tab: Tab): TabWrite[] {
  const memory = programmeKey(evaluation.programme, key);
  if (!draft.scene.workbook.found.has(memory)) return [];
  const place = draft.shape(memory, tab, 'leave');
  const parsed = evaluation.parsed[key];
  if (parsed) draft.rows[place.title] = parsed.rows.length + parsed.broken.length;
  const decided = rowsOf(evaluation, 'computed', key);
  if (!parsed || !decided) return [];
  const diff = diffComputed(parsed, decided, evaluation.faults[key] ?? new Map(), evaluation.settings.zone);
  return [draft.write(place, diff, () => guardColumns(parsed))];
}

/** A programme's own tab: an output as decided; a log is not changed. */
function planOutput(draft: Draft, evaluation: Evaluation, key: string, tab: Tab): TabWrite {
  // Missing columns of a stopped programme's tabs are for staff to restore.
  const lacking = evaluation.decided ? 'add' : 'leave';
  const place = draft.shape(programmeKey(evaluation.programme, key), tab, lacking);
  const wanted = tab.role === 'log' ? null : rowsOf(evaluation, 'outputs', key);
  const diff = wanted ? diffDecided(place, wanted, () => evaluation.settings.zone) : noChange(place);
  draft.rows[place.title] = wanted?.length ?? evaluation.parsed[key]?.rows.length ?? usedRows(place) - 1;
  return draft.write(place, diff);
}

/**
 * Tabs that a recompute creates with their initial rows when they are missing, and otherwise leaves to staff.
 */
function planKept(draft: Draft): readonly [settings: TabWrite, calendar: TabWrite, templates: TabWrite] {
  const { scene } = draft;
  const kept = (
    key: 'settings' | 'calendar' | 'templates',
    given: (place: StructuredTab) => Given,
  ): TabWrite => {
    const place = draft.shared(key, scene.damaged.has(key) ? 'leave' : 'add');
    if (!place.created) return draft.write(place, noChange(place));
    const { rows, beside = [] } = given(place);
    const { diff } = draft.write(place, diffAppended(place, rows));
    return { place: { ...place, requests: [...place.requests, ...beside] }, diff };
  };
  return [
    kept('settings', (place) => givenSettings(scene, scene.enabled, place)),
    // Without the tab the official days applied; with these rows the next run gives the same result.
    kept('calendar', () => ({ rows: officialRows() })),
    kept('templates', (place) => givenTemplates(place, scene.enabled)),
  ];
}

/** «Письма»: changes of the letters already there, and new ones below them. */
function planLetters(
  draft: Draft<DecidedScene>,
  reach: Reach,
): { readonly write: TabWrite; readonly letters: LetterPlan } {
  const { scene } = draft;
  const { damaged } = scene;
  const place = draft.shared('letters', damaged.has('letters') || reach === 'none' ? 'leave' : 'add');
  const unwritten = damaged.has('letters') || damaged.has('templates');
  const mail = planOutbox(unwritten ? [] : scene.evaluations, scene.outbox, scene.templates, {
    now: scene.now,
    reach,
    letterWindow: scene.letterWindow,
  });
  const diff = mergeDiffs(diffCells(place, mail.update), diffAppended(place, mail.append));
  // Where a text is rewritten, staff must not have edited it since it was read.
  const retold = mail.update.some(({ column }) => column === 'text');
  const known = ['key', 'status', ...(retold ? ['subject', 'text'] : [])];
  const write = draft.write(place, diff, () => known.flatMap((key) => place.columns.at.get(key) ?? []));
  draft.rows[place.title] = scene.outbox.length + mail.append.length;
  const { queued, failed, edited } = mail;
  const changed = new Set(mail.update.map(({ row }) => row)).size;
  return { write, letters: { queued, failed, changed, edited } };
}

/** A shared tab that belongs to the run alone: «Ошибки», «Сроки». */
function planOwn(draft: Draft, place: StructuredTab, diff: TabDiff, count: number): TabWrite {
  draft.rows[place.title] = count;
  return draft.write(place, diff);
}

function planDeadlines(draft: Draft<DecidedScene>, settingsTitle: string): TabWrite {
  const { scene } = draft;
  const place = draft.shared('deadlines');
  const dated = datedDeadlines(scene.evaluations, settingsTitle);
  const diff = diffDecided(place, dated, (index) => dated[index]?.zone ?? scene.zone);
  return planOwn(draft, place, diff, dated.length);
}

/** What a recompute writes. `ahead`: also queue letters that fall due within the horizon (the daily run). */
export function planRecompute(scene: DecidedScene, options: { readonly ahead: boolean }): RecomputePlan {
  const draft = openDraft(scene);
  const outputs: TabWrite[] = [];
  const computed: TabWrite[] = [];
  for (const evaluation of scene.evaluations)
    for (const [key, tab] of Object.entries(evaluation.programme.tabs))
      if (tab.role === 'input') computed.push(...planInput(draft, evaluation, key, tab));
      else outputs.push(planOutput(draft, evaluation, key, tab));

  const kept = planKept(draft);
  const mail = planLetters(draft, options.ahead ? 'ahead' : 'due');
  const journal = journalIn(draft, 'add');
  const problems = sceneProblems(scene);
  const errors = draft.shared('errors');
  return planOf(
    draft,
    [
      ...kept,
      { place: journal, diff: noChange(journal) },
      planOwn(draft, errors, diffOutput(errors, errorRows(problems), NO_ERROR), problems.length),
      mail.write,
      // After the letters: these may have been decided from what «Сроки» still says.
      planDeadlines(draft, kept[0].place.title),
      ...outputs,
      ...computed,
    ],
    { errors: problems.length, letters: mail.letters },
  );
}

/**
 * What «Отправить письма» writes before sending: waiting letters updated to what the rules now say. No cell
 * is recomputed and no letter created.
 */
export function planWaiting(scene: DecidedScene): RecomputePlan {
  const draft = openDraft(scene);
  if (!scene.workbook.found.has(sharedKey('letters'))) return planOf(draft, []);
  const { write, letters } = planLetters(draft, 'none');
  return planOf(draft, [write], { letters });
}

/** What follows an erasure: a recompute; in a workbook that runs no programme, the line of «Журнал» alone. */
export function planErased(scene: DecidedScene): RecomputePlan {
  if (scene.enabled.length > 0) return planRecompute(scene, { ahead: false });
  const draft = openDraft(scene);
  if (!scene.workbook.found.has(sharedKey('journal'))) return planOf(draft, []);
  const journal = journalIn(draft, 'leave');
  return planOf(draft, [{ place: journal, diff: noChange(journal) }]);
}

/**
 * The columns that identify a row: the required ones, or all of staff's if those do not distinguish every
 * row.
 */
function guardColumns({ tab, columns: { at }, grid }: Place): readonly number[] {
  const staff = Object.entries(tab.columns).filter(([, column]) => !column.options.computed);
  const placesOf = (columns: typeof staff): number[] => columns.flatMap(([key]) => at.get(key) ?? []);
  const required = placesOf(staff.filter(([, column]) => column.options.required));
  return tellApart(grid, required) ? required : placesOf(staff);
}

type DecidedRow = Readonly<Record<string, unknown>>;

function rowsOf(
  evaluation: Evaluation,
  part: 'computed' | 'outputs',
  key: string,
): readonly DecidedRow[] | null {
  const all: Readonly<Record<string, readonly DecidedRow[]>> | undefined = evaluation.decided?.decision[part];
  return all?.[key] ?? null;
}
