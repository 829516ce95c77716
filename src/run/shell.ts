// The shell of a recompute: read → decide → commit → look back. What a programme's action or an erasure writes goes
// with it.
import type { Programme } from '../rules/programme.js';
import { type Host, StaleWorkbook } from '../sheets/ports.js';
import { Unavailable } from '../sheets/patience.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { writeRequests } from '../sheets/write.js';
import { commit } from './commit.js';
import { putBack, wentWhole } from './lookback.js';
import { BusyWorkbook, persistently } from './persistence.js';
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
import { type DecidedScene, decideOrRefuse, decideScene, readScene, type Scene } from './scene.js';
import type { Staged } from './stage.js';

/** The starting point of a recompute: the workbook as read, or as an action is about to leave it. */
export interface Start<T> extends Staged {
  /** The action's own result. */
  readonly result: T;
  /** What the action did, as a sentence for «Журнал». */
  readonly done?: string;
}

export interface Recomputed {
  readonly scene: DecidedScene;
  readonly letters: LetterPlan;
  readonly report: ActionReport;
  /** What staff must check because Google did not answer after the write; '' when nothing. */
  readonly caution: string;
}

/** How a run is called. */
interface Called {
  readonly action: string;
  /** As in «Журнал». */
  readonly title: string;
}

/** How a run decides and plans. */
interface Work {
  readonly decide: (host: Host, scene: Scene) => DecidedScene;
  readonly plan: (scene: DecidedScene) => RunPlan;
}
/** A whole recompute. `ahead`: also queue letters that fall due within the horizon (the daily run). */
const whole = (ahead: boolean): Work => ({
  decide: decideOrRefuse,
  plan: (scene) => planRecompute(scene, { ahead }),
});

/** Recomputes every enabled programme and writes the changes. The caller holds the lock. */
export const recomputeNow = (
  host: Host,
  programmes: readonly Programme[],
  { ahead, ...called }: Called & { readonly ahead: boolean },
): Recomputed => recomputeAfter(host, called, () => asRead(host, programmes), whole(ahead));

/** Updates the waiting letters from the current tabs, and nothing else. The caller holds the lock. */
export const retellLetters = (host: Host, programmes: readonly Programme[]): Recomputed =>
  recomputeAfter(host, { action: 'send', title: 'Отправить письма' }, () => asRead(host, programmes), {
    decide: decideScene,
    plan: planWaiting,
  });

const asRead = (host: Host, programmes: readonly Programme[]): Start<null> => ({
  scene: readScene(host, programmes),
  requests: [],
  guards: [],
  writes: [],
  result: null,
});

/** Performs an action and recomputes, in one write: a run that is killed has done both or neither. */
export function recomputeAfter<T>(
  host: Host,
  called: Called,
  start: () => Start<T>,
  work = whole(false),
): Recomputed & Pick<Start<T>, 'result'> {
  const first = recomputeOnce(host, called, start, work);
  const { scene, plan, report, result } = first;
  const done = { scene, letters: plan.letters, report, result, caution: '' };
  if (plan.writes.every(({ place, diff }) => place.tab === sharedTabs.journal || diff.cells === 0))
    return done;
  const cautioned = (caution: string): typeof done => ({
    ...done,
    caution,
    report: { ...report, message: sentences(report.message, caution) },
  });
  const { outcome, caution } = lookBack(host, plan);
  if (outcome === 'whole') return done;
  if (outcome === 'unknown') return cautioned(caution);
  try {
    const again = recomputeOnce(host, called, () => asRead(host, scene.programmes), work, 'already added');
    return { ...done, scene: again.scene };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return cautioned(UNFINISHED);
  }
}

/** Errors that a run may meet after its write; what it wrote remains valid. */
const isPassing = (error: unknown): boolean =>
  error instanceof BusyWorkbook || error instanceof StaleWorkbook || error instanceof Unavailable;

const HISTORY = '«Файл → История версий»';
const UNSEEN = `Внимание: Google перестал отвечать раньше, чем удалось проверить запись. Если в эту минуту двигали столбцы или строки, сравните таблицу с ${HISTORY}.`;
const LOST = `Внимание: столбцы или строки сдвинули в миг записи, и часть ваших ячеек заменена итогами; вернуть их не удалось, Google не отвечает. Верните их через ${HISTORY} и пересчитайте.`;
const UNFINISHED =
  'Столбцы или строки сдвинули в миг записи: ваши ячейки возвращены, но пересчёт не закончен. Повторите «Пересчитать».';

/** Checks what was written; restores what was put over columns or rows that had just moved. */
function lookBack(
  host: Host,
  plan: RunPlan,
): { readonly outcome: 'whole' | 'put back' | 'unknown'; readonly caution: string } {
  const seen = { moved: false };
  try {
    persistently(() => {
      if (wentWhole(host, plan)) return;
      seen.moved = true;
      putBack(host, plan.writes);
    });
    return { outcome: seen.moved ? 'put back' : 'whole', caution: '' };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { outcome: 'unknown', caution: seen.moved ? LOST : UNSEEN };
  }
}

/** What the run has found altered and puts right. */
const mendedBy = ({ evaluations }: DecidedScene): readonly string[] =>
  evaluations.flatMap(({ decided }) =>
    (decided?.decision.problems ?? []).flatMap(({ mended, what }) => (mended ? [sentence(what)] : [])),
  );

/** What a run has written. */
interface Written<T> extends Pick<Start<T>, 'result'> {
  readonly scene: DecidedScene;
  readonly plan: RunPlan;
  readonly report: ActionReport;
}

function recomputeOnce<T>(
  host: Host,
  { action, title }: Called,
  start: () => Start<T>,
  work: Work,
  line: 'add' | 'already added' = 'add',
): Written<T> {
  const started = host.now();
  return persistently(() => {
    const { scene: before, requests, guards, writes: staged, result, done = '' } = start();
    const scene = work.decide(host, before);
    const plan = work.plan(scene);
    const changed = changedCells(plan.writes);
    const summary = recomputeSummary(changed, plan.errors, plan.letters.queued);
    const stopped = stoppedSentence(
      scene.evaluations.flatMap(({ decided, programme }) => (decided ? [] : [programme.title])),
    );
    const mended = mendedBy(scene);
    const message = sentences(stopped, `Пересчитано: ${summary}.`, ...mended);
    const outcome = done === '' && stopped === '' && mended.length === 0 ? summary : sentences(done, message);
    const journal = plan.writes.find(({ place }) => place.tab === sharedTabs.journal)?.place ?? null;
    const entry = commit(host, {
      guards: [...guards, ...plan.guards],
      lists: [...requests, ...writeRequests(plan.writes)],
      ids: plan.ids,
      journal: line === 'add' ? journal : null,
      line: { action: title, outcome, started, zone: scene.zone },
    });
    // After trimming, a later check could not tell whether staff moved the other rows.
    const writes =
      entry && !entry.isTrimmed
        ? plan.writes.map((write) => (write.place.tab === sharedTabs.journal ? entry.write : write))
        : plan.writes;
    return {
      scene,
      plan: { ...plan, writes },
      result,
      report: planReport(action, message, plan, changedCells([...staged, ...plan.writes])),
    };
  });
}
