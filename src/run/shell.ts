// The shell of a run: lock → read → decide → guard → write → journal. Every action of the menu and of the
// triggers that writes goes through it.
import { type Programme, Refusal } from '../rules/programme.js';
import { type Host, NotWritten, StaleWorkbook } from '../sheets/ports.js';
import { Unavailable } from '../sheets/patience.js';
import { sharedTabs } from '../sheets/shared-tabs.js';
import { rememberTabs, unchanged } from '../sheets/workbook.js';
import { sendRequests, writeRequests } from '../sheets/write.js';
import { putBack, wentWhole } from './lookback.js';
import { type RecomputePlan, planRecompute, planWaiting } from './plan.js';
import {
  type ActionReport,
  changedCells,
  journalWrite,
  planReport,
  recomputeSummary,
  sentence,
  stoppedSentence,
  summed,
} from './report.js';
import { decideScene, evaluated, readScene, type Scene } from './scene.js';
import type { Staged } from './stage.js';

const ATTEMPTS = 3;

/**
 * Runs the work under the document's lock. `instead`: what to do when another run holds it; refuses if it
 * returns null.
 */
export function exclusively<T>(host: Host, work: () => T, instead: () => T | null = () => null): T {
  const outcome = host.locked(work);
  if (outcome !== null) return outcome.value;
  const other = instead();
  if (other !== null) return other;
  throw new Refusal(
    '«Регламент» уже работает в этой таблице: другой запуск не закончился. Подождите минуту и повторите.',
  );
}

/** Staff changed the workbook during each of three attempts. */
class BusyWorkbook extends Refusal {}

/**
 * Repeats the work when staff moved rows or tabs meanwhile; gives up after the third attempt, with nothing
 * written. After a write that a transient fault prevented it tries again for as long as the host is willing
 * to wait.
 */
export function persistently<T>(work: () => T | null): T {
  for (let moved = 0; moved < ATTEMPTS;) {
    try {
      const outcome = work();
      if (outcome !== null) return outcome;
      moved += 1;
    } catch (error) {
      if (error instanceof NotWritten) continue;
      if (!(error instanceof StaleWorkbook)) throw error;
      moved += 1;
    }
  }
  throw new BusyWorkbook(
    'Таблицу правят прямо сейчас: строки трижды сдвинулись. Ничего не потеряно: повторите через минуту.',
  );
}

/** The starting point of a recompute: the workbook as read, or as an action is about to leave it. */
export interface Start<T> extends Staged {
  /** The action's own result. */
  readonly told: T;
  /** What the action did, as a sentence for «Журнал». */
  readonly done?: string;
}

export interface Recomputed<T> {
  readonly scene: Scene;
  readonly plan: RecomputePlan;
  readonly report: ActionReport;
  readonly told: T;
  /** What staff must check because Google did not answer after the write; '' when nothing. */
  readonly caution: string;
}

export interface RecomputeOptions {
  readonly action: string;
  readonly title: string;
  readonly ahead: boolean;
}

/** Recomputes every enabled programme and writes the changes. The caller holds the lock. */
export const recomputeNow = (
  host: Host,
  programmes: readonly Programme[],
  options: RecomputeOptions,
): Recomputed<null> => recomputeAfter(host, options, () => asRead(host, programmes, null));

/** Updates the waiting letters from the current tabs, and nothing else. The caller holds the lock. */
export const retellLetters = (host: Host, programmes: readonly Programme[]): Recomputed<null> =>
  recomputeAfter(
    host,
    { action: 'send', title: 'Отправить письма', ahead: false },
    () => asRead(host, programmes, null),
    {
      decide: decideScene,
      plan: planWaiting,
    },
  );

/** How a run decides and plans. */
interface Work {
  readonly decide: (host: Host, scene: Scene) => Scene;
  readonly plan: (scene: Scene, options: RecomputeOptions) => RecomputePlan;
}
const WHOLE: Work = { decide: evaluated, plan: planRecompute };

const asRead = <T>(host: Host, programmes: readonly Programme[], told: T): Start<T> => ({
  scene: readScene(host, programmes),
  requests: [],
  guards: [],
  writes: [],
  added: {},
  told,
});

/** Performs an action and recomputes, in one write: a run that is killed has done both or neither. */
export function recomputeAfter<T>(
  host: Host,
  options: RecomputeOptions,
  start: () => Start<T>,
  work = WHOLE,
): Recomputed<T> {
  const first = recomputeOnce(host, options, start, work);
  const { plan, report, told } = first;
  if (plan.writes.every(({ place, diff }) => place.tab === sharedTabs.journal || diff.cells === 0))
    return first;
  const { outcome, caution } = lookBack(host, plan);
  if (outcome === 'whole') return first;
  if (outcome === 'unknown') return cautioned(first, caution);
  try {
    const anew = (): Start<T> => asRead(host, first.scene.programmes, told);
    const again = recomputeOnce(host, options, anew, work, 'in «Журнал»');
    return { ...again, report, plan: { ...again.plan, letters: plan.letters } };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return cautioned(first, UNFINISHED);
  }
}

/** Errors that a run may meet after its write; what it wrote remains valid. */
const isPassing = (error: unknown): boolean =>
  error instanceof BusyWorkbook || error instanceof StaleWorkbook || error instanceof Unavailable;

const cautioned = <T>(done: Recomputed<T>, caution: string): Recomputed<T> => ({
  ...done,
  caution,
  report: { ...done.report, message: sentences(done.report.message, caution) },
});

/** Joins sentences, skipping empty ones. */
export const sentences = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');

const HISTORY = '«Файл → История версий»';
const UNSEEN = `Внимание: Google перестал отвечать раньше, чем удалось проверить запись. Если в эту минуту двигали столбцы или строки, сравните таблицу с ${HISTORY}.`;
const LOST = `Внимание: столбцы или строки сдвинули в миг записи, и часть ваших ячеек заменена итогами; вернуть их не удалось, Google не отвечает. Верните их через ${HISTORY} и пересчитайте.`;
const UNFINISHED =
  'Столбцы или строки сдвинули в миг записи: ваши ячейки возвращены, но пересчёт не закончен. Повторите «Пересчитать».';

/** Checks what was written; restores what was put over columns or rows that had just moved. */
function lookBack(
  host: Host,
  plan: RecomputePlan,
): { readonly outcome: 'whole' | 'put back' | 'unknown'; readonly caution: string } {
  const seen = { moved: false };
  try {
    persistently(() => {
      if (wentWhole(host, plan)) return true;
      seen.moved = true;
      putBack(host, plan.writes);
      return true;
    });
    return { outcome: seen.moved ? 'put back' : 'whole', caution: '' };
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { outcome: 'unknown', caution: seen.moved ? LOST : UNSEEN };
  }
}

/** What the run has found altered and puts right. */
const mendedBy = ({ evaluations }: Scene): readonly string[] =>
  evaluations.flatMap(({ decided }) =>
    (decided?.decision.problems ?? []).flatMap(({ mended, what }) => (mended ? [sentence(what)] : [])),
  );

function recomputeOnce<T>(
  host: Host,
  options: RecomputeOptions,
  start: () => Start<T>,
  work: Work,
  run: 'new' | 'in «Журнал»' = 'new',
): Recomputed<T> {
  const started = host.now();
  return persistently(() => {
    const { scene: before, requests, guards, writes: staged, added, told, done = '' } = start();
    const scene = work.decide(host, before);
    const plan = work.plan(scene, options);
    const changed = changedCells(plan.writes);
    const summary = recomputeSummary(changed, plan.errors, plan.letters.queued);
    const stopped = stoppedSentence(
      scene.evaluations.flatMap(({ decided, programme }) => (decided ? [] : [programme.title])),
    );
    const mended = mendedBy(scene);
    const message = sentences(stopped, `Пересчитано: ${summary}.`, ...mended);
    const outcome = done === '' && stopped === '' && mended.length === 0 ? summary : sentences(done, message);
    if (!unchanged(host, [...guards, ...plan.guards])) return null;
    const journal =
      run === 'new' ? plan.writes.find(({ place }) => place.tab === sharedTabs.journal)?.place : undefined;
    const lists = [...requests, ...writeRequests(plan.writes)];
    let { writes } = plan;
    if (journal) {
      const entry = journalWrite(
        host,
        { ...journal, requests: [] },
        { action: options.title, outcome, started, zone: scene.zone },
      );
      lists.push(...writeRequests([entry.write]), [...entry.trim]);
      // After trimming, a later check could not tell whether staff moved the other rows.
      if (entry.trim.length === 0)
        writes = writes.map((write) => (write.place.tab === sharedTabs.journal ? entry.write : write));
    }
    sendRequests(host, lists);
    rememberTabs(host, plan.ids);
    return {
      scene,
      plan: { ...plan, writes },
      told,
      caution: '',
      report: planReport(
        options.action,
        message,
        plan,
        summed(added, changedCells([...staged, ...plan.writes])),
      ),
    };
  });
}
