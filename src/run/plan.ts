// The plan of a run: every cell that changes, and the cells that must not change before it is written.
import { planOutbox, type Reach } from '../mail/outbox.js';
import type { Tab } from '../rules/tabs.js';
import type { Place } from '../sheets/bind.js';
import { officialRows } from '../sheets/calendar.js';
import {
  diffAppended,
  diffCells,
  diffComputed,
  diffDecided,
  diffOutput,
  mergeDiffs,
  type TabDiff,
  usedRows,
} from '../sheets/diff.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { tellApart } from '../sheets/grid.js';
import { datedDeadlines, errorRows, NO_ERROR, withStanding } from '../sheets/outputs.js';
import type { StructuredTab } from '../sheets/structure.js';
import type { Guard, TabKey } from '../sheets/workbook.js';
import type { TabWrite } from '../sheets/write.js';
import { type Given, givenSettings, givenTemplates } from './given-rows.js';
import { type DecidedScene, programmeKey, sceneProblems, sharedKey } from './scene.js';
import { journalIn, noChange, openSketch, type Sketch } from './sketch.js';

export interface RunPlan {
  /** In writing order: structure and shared tabs, then outputs, then the computed columns of inputs. */
  readonly writes: readonly TabWrite[];
  readonly guards: readonly Guard[];
  /** The sheets to remember. */
  readonly ids: ReadonlyMap<TabKey, number>;
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
  /** Identities of new letters that take the place of others. */
  readonly heirs: ReadonlySet<string>;
}

const NO_LETTERS: LetterPlan = { queued: 0, failed: 0, changed: 0, edited: [], heirs: new Set() };

const planOf = (
  { guards, ids, rows }: Sketch,
  writes: readonly TabWrite[],
  letters = NO_LETTERS,
  errors = 0,
): RunPlan => ({ writes, guards, ids, rows, errors, letters });

/**
 * The computed columns of a programme's input tab; empty when the sheet is missing or the programme is
 * stopped.
 */
function planInput(sketch: Sketch, evaluation: Evaluation, key: string, tab: Tab): TabWrite[] {
  const tabKey = programmeKey(evaluation.programme, key);
  if (!sketch.scene.workbook.found.has(tabKey)) return [];
  const place = sketch.shape(tabKey, tab, 'leave');
  const parsed = evaluation.parsed[key];
  if (parsed) sketch.rows[place.title] = parsed.rows.length + parsed.broken.length;
  const decided = rowsOf(evaluation, 'computed', key);
  if (!parsed || !decided) return [];
  const diff = diffComputed(parsed, decided, evaluation.faults[key] ?? new Map(), evaluation.settings.zone);
  return [sketch.write(place, diff, () => guardColumns(parsed))];
}

/** A programme's own tab: an output as decided; a log is not changed. */
function planOutput(sketch: Sketch, evaluation: Evaluation, key: string, tab: Tab): TabWrite {
  // Missing columns of a stopped programme's tabs are for staff to restore.
  const lacking = evaluation.decided ? 'add' : 'leave';
  const place = sketch.shape(programmeKey(evaluation.programme, key), tab, lacking);
  const wanted = tab.role === 'log' ? null : rowsOf(evaluation, 'outputs', key);
  const diff = wanted ? diffDecided(place, wanted, () => evaluation.settings.zone) : noChange(place);
  sketch.rows[place.title] = wanted?.length ?? evaluation.parsed[key]?.rows.length ?? usedRows(place) - 1;
  return sketch.write(place, diff);
}

/**
 * Tabs that a recompute creates with their initial rows when they are missing, and otherwise leaves to staff.
 */
function planKept(sketch: Sketch): readonly [settings: TabWrite, calendar: TabWrite, templates: TabWrite] {
  const { scene } = sketch;
  const kept = (
    key: 'settings' | 'calendar' | 'templates',
    given: (place: StructuredTab, first: number) => Given,
  ): TabWrite => {
    const place = sketch.shared(key, scene.damaged.has(key) ? 'leave' : 'add');
    if (!place.created) return sketch.write(place, noChange(place));
    const { rows, beside = [] } = given(place, 1);
    const { diff } = sketch.write(place, diffAppended(place, rows));
    return { place: { ...place, requests: [...place.requests, ...beside] }, diff };
  };
  return [
    kept('settings', (place, first) => givenSettings(scene, scene.enabled, place, first)),
    // Without the tab the official days applied; with these rows the next run gives the same result.
    kept('calendar', () => ({ rows: officialRows() })),
    kept('templates', (place, first) => givenTemplates(place, scene.enabled, first)),
  ];
}

/** «Письма»: changes of the letters already there, and new ones below them. */
function planLetters(
  sketch: Sketch<DecidedScene>,
  reach: Reach,
): { readonly write: TabWrite; readonly letters: LetterPlan } {
  const { scene } = sketch;
  const { damaged } = scene;
  const place = sketch.shared('letters', damaged.has('letters') || reach === 'none' ? 'leave' : 'add');
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
  const write = sketch.write(place, diff, () => known.flatMap((key) => place.columns.at.get(key) ?? []));
  sketch.rows[place.title] = scene.outbox.length + mail.append.length;
  const { queued, failed, edited, heirs } = mail;
  const changed = new Set(mail.update.map(({ row }) => row)).size;
  return { write, letters: { queued, failed, changed, edited, heirs } };
}

/** A shared tab that belongs to the run alone: «Ошибки», «Сроки». */
function planOwn(sketch: Sketch, place: StructuredTab, diff: TabDiff, count: number): TabWrite {
  sketch.rows[place.title] = count;
  return sketch.write(place, diff);
}

function planDeadlines(sketch: Sketch<DecidedScene>, settingsTitle: string): TabWrite {
  const { scene } = sketch;
  const place = sketch.shared('deadlines');
  const { evaluations } = scene;
  const lines = withStanding(datedDeadlines(evaluations, settingsTitle), place, evaluations);
  const diff = diffDecided(place, lines, (index) => lines[index]?.zone ?? scene.zone);
  return planOwn(sketch, place, diff, lines.length);
}

/**
 * What a recompute writes; in a workbook that runs no programme, the line of «Журнал» alone. `ahead`: also queue
 * letters that fall due within the horizon (the daily run).
 */
export function planRecompute(scene: DecidedScene, options: { readonly ahead: boolean }): RunPlan {
  const sketch = openSketch(scene);
  if (scene.enabled.length === 0) {
    if (!scene.workbook.found.has(sharedKey('journal'))) return planOf(sketch, []);
    const journal = journalIn(sketch, 'leave');
    return planOf(sketch, [{ place: journal, diff: noChange(journal) }]);
  }
  const outputs: TabWrite[] = [];
  const computed: TabWrite[] = [];
  for (const evaluation of scene.evaluations)
    for (const [key, tab] of Object.entries(evaluation.programme.tabs))
      if (tab.role === 'input') computed.push(...planInput(sketch, evaluation, key, tab));
      else outputs.push(planOutput(sketch, evaluation, key, tab));

  const kept = planKept(sketch);
  const mail = planLetters(sketch, options.ahead ? 'ahead' : 'due');
  const journal = journalIn(sketch, 'add');
  const problems = sceneProblems(scene);
  const errors = sketch.shared('errors');
  return planOf(
    sketch,
    [
      ...kept,
      { place: journal, diff: noChange(journal) },
      planOwn(sketch, errors, diffOutput(errors, errorRows(problems), NO_ERROR), problems.length),
      mail.write,
      // After the letters: these may have been decided from what «Сроки» still says.
      planDeadlines(sketch, kept[0].place.title),
      ...outputs,
      ...computed,
    ],
    mail.letters,
    problems.length,
  );
}

/**
 * What «Отправить письма» writes before sending: waiting letters updated to what the rules now say, and those whose
 * address has been corrected to the new one. No cell is recomputed and no other letter created.
 */
export function planWaiting(scene: DecidedScene): RunPlan {
  const sketch = openSketch(scene);
  if (!scene.workbook.found.has(sharedKey('letters'))) return planOf(sketch, []);
  const { write, letters } = planLetters(sketch, 'none');
  return planOf(sketch, [write], letters);
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
