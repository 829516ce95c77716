// A menu item of one programme: its action, performed with a recompute, or a read-only look-up.
import {
  type Action,
  type ActionPlan,
  type Facts,
  type LookingAction,
  type Programme,
  Refusal,
  type WritingAction,
} from '../rules/programme.js';
import { diffAppended, diffCells } from '../sheets/diff.js';
import { stopped } from './damage.js';
import { wantedRow } from '../sheets/wanted.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { ADDED_BY_SETUP } from '../sheets/parse.js';
import type { Host } from '../sheets/ports.js';
import { type ActionReport, bareReport } from './report.js';
import { type DecidedScene, programmeKey, readDecided, type Scene, sceneProblems } from './scene.js';
import { recomputeAfter } from './shell.js';
import { shapeTabs } from './sketch.js';
import { stage, type StagedWrite } from './stage.js';

/** A menu item of a programme, with the values of its parameters. */
export interface MenuCall<A extends Action> {
  readonly programme: Programme;
  readonly action: A;
  readonly args: readonly string[];
}

/** The title of an action in dialogs and «Журнал»: «…» belongs to the menu. */
export const actionTitle = ({ title }: Pick<Action, 'title'>): string => title.replace('…', '');

/**
 * Performs a programme's own action and the recompute that follows in one write. The caller holds the lock.
 */
export function performAction(
  host: Host,
  programmes: readonly Programme[],
  { programme, action, args }: MenuCall<WritingAction>,
): ActionReport {
  const called = { action: action.name, title: actionTitle(action) };
  return recomputeAfter(host, called, () => {
    const scene = readDecided(host, programmes);
    const { evaluation, facts } = decidedOf(scene, programme);
    const made = action.run(facts, args);
    const { message, result } = made;
    const writes = actionWrites(scene, evaluation, made);
    return { ...stage(scene, writes, made.newTab), done: message, told: { message, result } };
  }).report;
}

/** Performs a read-only action: nothing is recomputed or written, and no lock is needed. */
export function lookUp(
  scene: DecidedScene,
  { programme, action, args }: MenuCall<LookingAction>,
): ActionReport {
  const found = action.run(decidedOf(scene, programme).facts, args);
  return {
    ...bareReport(action.name, found.message),
    errors: sceneProblems(scene).length,
    result: found.result,
  };
}

/** What speaks against an action in the workbook as it is; '' for nothing. */
export function cautionOf(
  { evaluations }: DecidedScene,
  { programme, action, args }: MenuCall<WritingAction>,
): string {
  const decided = evaluations.find((one) => one.programme === programme)?.decided;
  return decided ? (action.confirm?.caution?.(decided.facts, args) ?? '') : '';
}

/** What an action acts on; throws `Refusal` when the programme is not connected or stopped. */
function decidedOf(
  { evaluations }: DecidedScene,
  programme: Programme,
): { readonly evaluation: Evaluation; readonly facts: Facts } {
  const evaluation = evaluations.find((one) => one.programme === programme);
  if (!evaluation)
    throw new Refusal(
      `Программа «${programme.title}» не подключена. Выберите «Регламент → Подключить программу…».`,
    );
  if (!evaluation.decided) throw stopped(programme);
  return { evaluation, facts: evaluation.decided.facts };
}

/** The writes that an action asks for: rows of log tabs, and input cells that staff asked it to fill. */
function actionWrites(
  scene: Scene,
  { programme, settings }: Evaluation,
  { append = {}, fill = [] }: ActionPlan,
): StagedWrite[] {
  const shape = shapeTabs(scene);
  const writes: StagedWrite[] = [];
  const appended: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[] | undefined>> = append;
  for (const [name, rows] of Object.entries(appended)) {
    const tab = programme.tabs[name];
    if (!tab || !rows) continue;
    const key = programmeKey(programme, name);
    const place = shape(key, tab, 'add');
    const cells = rows.map((row) => wantedRow(tab, row, settings.zone));
    writes.push({ key, place, diff: diffAppended(place, cells) });
  }
  for (const [name, tab] of Object.entries(programme.tabs)) {
    const own = fill.filter((one) => one.tab === name);
    if (own.length === 0) continue;
    const key = programmeKey(programme, name);
    const place = shape(key, tab, 'leave');
    const lost = own.find(({ column }) => !place.columns.at.has(column))?.column;
    if (lost !== undefined)
      throw new Refusal(
        `На вкладке «${place.title}» нет столбца «${tab.columns[lost]?.header ?? lost}». ${ADDED_BY_SETUP}`,
      );
    writes.push({ key, place, diff: diffCells(place, own) });
  }
  return writes;
}
