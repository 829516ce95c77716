// The shell of a recompute: read → decide → commit → look back. What a programme's action or an erasure writes goes
// with it.
import type { Programme } from '../rules/programme.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import { Unavailable } from '../sheets/patience.js';
import { journalTab } from '../sheets/shared-tabs.js';
import { writeRequests } from '../sheets/write.js';
import { BusyWorkbook, persistently } from './attempts.js';
import { commit } from './commit.js';
import { putBack, wentWhole } from './lookback.js';
import { type LetterPlan, planRecompute, planWaiting, type RunPlan } from './plan.js';
import {
  type ActionReport,
  changedCells,
  planReport,
  recomputeSummary,
  sentence,
  sentences,
  stoppedSentence,
} from './report.js';
import { type DecidedScene, decideScene, readConnected, readScene, type Scene } from './scene.js';
import type { Staged } from './stage.js';

/** The starting point of a recompute: the workbook as read, or as an action is about to leave it. */
export interface Start extends Staged {
  /** What the action did, as a sentence for «Журнал». */
  readonly done?: string;
  /** What its report says instead of the recompute's. */
  readonly told?: Pick<ActionReport, 'message' | 'result'>;
  /** The letters that it adds itself. */
  readonly notices?: Pick<LetterPlan, 'queued' | 'failed'>;
}

export interface Recomputed {
  readonly scene: DecidedScene;
  readonly letters: LetterPlan;
  readonly report: ActionReport;
}

/** How a run is called. */
interface Called {
  readonly action: string;
  /** As in «Журнал». */
  readonly title: string;
}

type Planner = (scene: DecidedScene) => RunPlan;

/**
 * Recomputes every enabled programme and writes the changes. `ahead`: also queue letters that fall due within the
 * horizon (the daily run). Refuses a workbook that runs no programme. The caller holds the lock.
 */
export const recomputeNow = (
  host: Host,
  programmes: readonly Programme[],
  { ahead, ...called }: Called & { readonly ahead: boolean },
): Recomputed =>
  recomputeAfter(
    host,
    called,
    () => asRead(readConnected(host, programmes)),
    (scene) => planRecompute(scene, { ahead }),
  );

/** Updates the waiting letters from the current tabs, and nothing else. The caller holds the lock. */
export const retellLetters = (host: Host, programmes: readonly Programme[], called: Called): Recomputed =>
  recomputeAfter(host, called, () => asRead(readScene(host, programmes)), planWaiting);

const asRead = (scene: Scene): Start => ({ scene, requests: [], guards: [], writes: [] });

/**
 * Performs an action and recomputes, in one write: a run that is killed has done both or neither, unless the plan is of
 * more than one piece; then the action is done with its line in «Журнал», and the next recompute does the rest.
 */
export function recomputeAfter(
  host: Host,
  called: Called,
  start: () => Start,
  planner: Planner = (scene) => planRecompute(scene, { ahead: false }),
): Recomputed {
  const { scene, plan, report } = recomputeOnce(host, called, start, planner);
  const done = { scene, letters: plan.letters, report };
  if (plan.writes.every(({ place, diff }) => place.tab === journalTab || diff.cells === 0)) return done;
  // What staff must check if Google does not answer from here on.
  let caution = UNSEEN;
  try {
    persistently(() => {
      if (wentWhole(host, plan)) return;
      caution = LOST;
      putBack(host, plan.writes);
    });
    if (caution === UNSEEN) return done;
    caution = UNFINISHED;
    const reread = (): Start => asRead(readScene(host, scene.programmes));
    return { ...done, scene: recomputeOnce(host, called, reread, planner, 'already added').scene };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { ...done, report: { ...report, message: sentences(report.message, caution) } };
  }
}

/** Errors that a run may meet after its write; what it wrote remains valid. */
const isPassing = (error: unknown): boolean =>
  error instanceof BusyWorkbook || error instanceof StaleWorkbook || error instanceof Unavailable;

const HISTORY = '«Файл → История версий»';
const UNSEEN = `Внимание: Google перестал отвечать раньше, чем удалось проверить запись. Если в эту минуту двигали столбцы или строки, сравните таблицу с ${HISTORY}.`;
const LOST = `Внимание: столбцы или строки сдвинули в момент записи, и часть ваших ячеек заменена итогами; вернуть их не удалось, Google не отвечает. Верните их через ${HISTORY} и пересчитайте.`;
const UNFINISHED =
  'Столбцы или строки сдвинули в момент записи: ваши ячейки возвращены, но пересчёт не закончен. Повторите «Пересчитать».';

/** What the run has found altered and puts right. */
const mendedBy = ({ evaluations }: DecidedScene): readonly string[] =>
  evaluations.flatMap(({ decided }) =>
    (decided?.decision.problems ?? []).flatMap(({ mended, what }) => (mended ? [sentence(what)] : [])),
  );

/** What a run has written. */
interface Written {
  readonly scene: DecidedScene;
  readonly plan: RunPlan;
  readonly report: ActionReport;
}

function recomputeOnce(
  host: Host,
  { action, title }: Called,
  start: () => Start,
  planner: Planner,
  line: 'add' | 'already added' = 'add',
): Written {
  const started = host.now();
  return persistently(() => {
    const { scene: before, requests, guards, writes: staged, done = '', told, notices } = start();
    const scene = decideScene(host, before);
    const plan = planner(scene);
    const summary = recomputeSummary(changedCells(plan.writes), plan.errors, plan.letters.queued);
    const stopped = stoppedSentence(
      scene.evaluations.flatMap(({ decided, programme }) => (decided ? [] : [programme.title])),
    );
    const mended = mendedBy(scene);
    const message = sentences(stopped, `Пересчитано: ${summary}.`, ...mended);
    const outcome = done === '' && stopped === '' && mended.length === 0 ? summary : sentences(done, message);
    const journal = plan.writes.find(({ place }) => place.tab === journalTab)?.place ?? null;
    const entry = commit(host, {
      guards: [...guards, ...plan.guards],
      acted: requests,
      lists: writeRequests(plan.writes),
      ids: plan.ids,
      journal: line === 'add' ? journal : null,
      line: { action: title, outcome, started, zone: scene.zone },
    });
    // After trimming, a later check could not tell whether staff moved the other rows.
    const writes =
      entry && !entry.isTrimmed
        ? plan.writes.map((write) => (write.place.tab === journalTab ? entry.write : write))
        : plan.writes;
    const report = planReport(action, message, plan, changedCells([...staged, ...plan.writes]), notices);
    return { scene, plan: { ...plan, writes }, report: { ...report, ...told } };
  });
}
