// The plan of a recompute: every cell that changes, and what must not have moved when it is written.
import { planOutbox } from '../mail/outbox.js';
import type { Tab } from '../rules/tabs.js';
import { officialRows } from '../sheets/calendar.js';
import {
  diffAppended,
  diffCells,
  diffComputed,
  diffDecided,
  diffOutput,
  mergeDiffs,
  type TabDiff,
} from '../sheets/diff.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { type Look, lookOf } from '../sheets/layout.js';
import { type Grid, tellApart } from '../sheets/grid.js';
import { datedDeadlines, deadlineRows, errorRows } from '../sheets/outputs.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { existingTab, newTab, type StructuredTab } from '../sheets/structure.js';
import type { Guard } from '../sheets/workbook.js';
import type { TabWrite } from '../sheets/write.js';
import { gridAsRead, programmeKey, sceneProblems, type Scene, sharedKey } from './scene.js';

export interface RecomputePlan {
  /** In the order of writing: structure and shared tabs, outputs, the computed columns of inputs last. */
  readonly writes: readonly TabWrite[];
  readonly guards: readonly Guard[];
  /** Which sheet is which tab. */
  readonly ids: ReadonlyMap<string, number>;
  /** Data rows by tab title. */
  readonly rows: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly letters: { readonly queued: number; readonly failed: number };
}

/** Gives tabs their sheets: those found, and new ones under ids that are free. */
export function shapeTabs(
  scene: Scene,
): (key: string, tab: Tab, look: Look, mode: 'ours' | 'staff') => StructuredTab {
  let next = Math.max(0, ...scene.workbook.sheets.map((sheet) => sheet.sheetId)) + 1;
  const firstShared = Math.min(
    ...Object.keys(sharedTabs).flatMap((key) => {
      const found = scene.workbook.found.get(`shared/${key}`);
      return found ? [scene.workbook.sheets.indexOf(found.sheet)] : [];
    }),
  );
  let position = Number.isFinite(firstShared) ? firstShared : null;
  return (key, tab, look, mode) => {
    const found = scene.workbook.found.get(key);
    if (found) return existingTab(tab, look, found.sheet, found.grid, mode === 'ours');
    const made = newTab(tab, look, next, look === 'shared' ? null : position);
    next += 1;
    if (look !== 'shared' && position !== null) position += 1;
    return made;
  };
}

const wholeTab = (): null => null;

const NOTHING = (place: StructuredTab): TabDiff => ({
  sheetId: place.sheetId,
  title: place.title,
  byColumn: new Map(),
  cells: 0,
});

/** A run's line goes below the last one: none must have come or gone since. */
export const journalGuard = (scene: Scene, journal: StructuredTab): Guard => ({
  title: journal.title,
  grid: gridAsRead(scene, journal.sheetId),
  columns: journal.requests.length > 0 ? null : [...journal.columns.at.values()],
});

/** What a recompute writes. `ahead`: also queue letters that fall due within the horizon (the daily run). */
export function planRecompute(scene: Scene, options: { readonly ahead: boolean }): RecomputePlan {
  const shape = shapeTabs(scene);
  const guards: Guard[] = [];
  const ids = new Map<string, number>();
  const rows: Record<string, number> = {};
  const outputs: TabWrite[] = [];
  const computed: TabWrite[] = [];

  const shared = (key: keyof typeof sharedTabs, mode: 'ours' | 'staff' = 'ours'): StructuredTab => {
    const place = shape(sharedKey(key), sharedTabs[key], 'shared', mode);
    ids.set(sharedKey(key), place.sheetId);
    return place;
  };
  const guard = (place: StructuredTab, diff: TabDiff, columns: () => readonly number[] | null): void => {
    if (place.created) return;
    const grid = gridAsRead(scene, place.sheetId);
    // A column is added where nothing stands: nothing must have come to stand there since.
    if (place.requests.length > 0) guards.push({ title: place.title, grid, columns: null });
    else if (diff.cells > 0) guards.push({ title: place.title, grid, columns: columns() });
  };

  for (const evaluation of scene.evaluations)
    for (const [key, tab] of Object.entries(evaluation.programme.tabs)) {
      const memory = programmeKey(evaluation.programme, key);
      if (tab.role === 'input') {
        const found = scene.workbook.found.get(memory);
        if (!found) continue;
        const place = shape(memory, tab, 'input', 'staff');
        ids.set(memory, place.sheetId);
        const parsed = evaluation.parsed[key];
        if (parsed) rows[place.title] = parsed.rows.length + parsed.broken.length;
        const decided = rowsOf(evaluation, 'computed', key);
        if (!parsed || !decided) continue;
        const diff = diffComputed(
          parsed,
          decided,
          evaluation.faults[key] ?? new Map(),
          evaluation.settings.zone,
        );
        guard(place, diff, () => guardColumns(tab, parsed.columns.at, parsed.source.grid));
        computed.push({ place, diff });
      } else {
        // What a stopped programme's tabs lack is for staff to bring back.
        const place = shape(memory, tab, lookOf(tab, false), evaluation.decided ? 'ours' : 'staff');
        ids.set(memory, place.sheetId);
        const wanted = tab.role === 'log' ? null : rowsOf(evaluation, 'outputs', key);
        const diff = wanted ? diffDecided(place, wanted, () => evaluation.settings.zone) : NOTHING(place);
        guard(place, diff, wholeTab);
        rows[place.title] = wanted?.length ?? evaluation.parsed[key]?.rows.length ?? 0;
        outputs.push({ place, diff });
      }
    }

  const settings = shared('settings');
  const problems = sceneProblems(scene);
  const write = (place: StructuredTab, diff: TabDiff, count: number): TabWrite => {
    guard(place, diff, wholeTab);
    rows[place.title] = count;
    return { place, diff };
  };
  const letters = shared('letters', scene.outboxStopped ? 'staff' : 'ours');
  const mail = planOutbox(scene.outboxStopped ? [] : scene.evaluations, scene.outbox, scene.templates, {
    now: scene.now,
    ahead: options.ahead,
    lateHours: scene.general.lateHours,
  });
  const lettersDiff = mergeDiffs(diffCells(letters, mail.update), diffAppended(letters, mail.append));
  guard(letters, lettersDiff, () => ['key', 'status'].flatMap((key) => letters.columns.at.get(key) ?? []));
  rows[letters.title] = scene.outbox.length + mail.append.length;

  const journal = shared('journal');
  const calendar = shared('calendar');
  // Staff have deleted it: the official days counted, and so they will in the next run.
  const days = calendar.created ? diffAppended(calendar, officialRows()) : NOTHING(calendar);
  const unfilled = (place: StructuredTab): TabWrite => ({ place, diff: NOTHING(place) });
  const kept = [unfilled(settings), { place: calendar, diff: days }, unfilled(shared('templates'))];
  for (const { place } of kept) guard(place, NOTHING(place), wholeTab);
  if (!journal.created) guards.push(journalGuard(scene, journal));
  const errors = shared('errors');
  const wantedErrors = errorRows(problems);
  const deadlines = shared('deadlines');
  const dated = datedDeadlines(scene.evaluations);
  const wantedDeadlines = deadlineRows(dated, settings.title);

  return {
    writes: [
      ...kept,
      unfilled(journal),
      write(errors, diffOutput(errors, wantedErrors), wantedErrors.length),
      write(
        deadlines,
        diffDecided(deadlines, wantedDeadlines, (index) => dated[index]?.zone ?? scene.zone),
        dated.length,
      ),
      { place: letters, diff: lettersDiff },
      ...outputs,
      ...computed,
    ],
    guards,
    ids,
    rows,
    errors: problems.length,
    letters: { queued: mail.queued, failed: mail.failed },
  };
}

/** The columns by which a row is known: the required ones, or all of staff's when those do not tell every row from the others. */
function guardColumns(tab: Tab, at: ReadonlyMap<string, number>, grid: Grid): readonly number[] {
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
