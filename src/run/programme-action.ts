// A menu item of one programme: its action, performed with a recompute, or a read-only look-up.
import { type Action, type ActionPlan, type Programme, Refusal } from '../rules/programme.js';
import { diffAppended, diffCells } from '../sheets/diff.js';
import { wantedRow } from '../sheets/wanted.js';
import type { Evaluation } from '../sheets/evaluate.js';
import type { Host } from '../sheets/ports.js';
import { type ActionReport, bareReport, sentences } from './report.js';
import { type DecidedScene, programmeKey, readDecided, type Scene, sceneProblems } from './scene.js';
import { recomputeAfter } from './shell.js';
import { shapeTabs } from './sketch.js';
import { stage, type StagedWrite } from './stage.js';

/** A menu item of a programme, with the values of its parameters. */
export interface MenuCall {
  readonly programme: Programme;
  readonly action: Action;
  readonly args: readonly string[];
}

/** The title of an action in dialogs and «Журнал»: «…» belongs to the menu. */
export const titleOf = ({ title }: Pick<Action, 'title'>): string => title.replace('…', '');

/**
 * Performs a programme's own action and the recompute that follows in one write. The caller holds the lock.
 */
export function performAction(host: Host, programmes: readonly Programme[], call: MenuCall): ActionReport {
  const { action } = call;
  const called = { action: action.name, title: titleOf(action) };
  const { report, result, caution } = recomputeAfter(host, called, () => {
    const scene = readDecided(host, programmes);
    const { evaluation, made } = perform(scene, call);
    const writes = actionWrites(scene, evaluation, made);
    return { ...stage(scene, writes, made.newTab ?? null), result: made, done: made.message };
  });
  return { ...report, message: sentences(result.message, caution), ...resultOf(result) };
}

/** Performs a read-only action: nothing is recomputed or written, and no lock is needed. */
export function lookUp(scene: DecidedScene, call: MenuCall): ActionReport {
  const { made } = perform(scene, call);
  return {
    ...bareReport(call.action.name, made.message),
    errors: sceneProblems(scene).length,
    ...resultOf(made),
  };
}

const resultOf = ({ result }: ActionPlan): Pick<ActionReport, 'result'> =>
  result === undefined ? {} : { result };

/** What speaks against an action in the workbook as it is; '' for nothing. */
export function cautionOf({ evaluations }: DecidedScene, { programme, action, args }: MenuCall): string {
  const decided = evaluations.find((one) => one.programme === programme)?.decided;
  return decided ? (action.caution?.(decided.facts, args) ?? '') : '';
}

function perform(
  scene: DecidedScene,
  { programme, action, args }: MenuCall,
): { readonly evaluation: Evaluation; readonly made: ActionPlan } {
  const evaluation = scene.evaluations.find((one) => one.programme === programme);
  if (!evaluation)
    throw new Refusal(
      `Программа «${programme.title}» не подключена. Выберите «Регламент → Подключить программу…».`,
    );
  if (!evaluation.decided)
    throw new Refusal(
      `Программа «${programme.title}» не пересчитана. Исправьте то, что указано на вкладке «Ошибки», и повторите.`,
    );
  const { facts, decision } = evaluation.decided;
  return { evaluation, made: action.run(facts, decision, args) };
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
    writes.push({ key, place, diff: diffCells(place, own) });
  }
  return writes;
}
