// The shell of a run: lock → read → decide → guard → write → journal. Every action of the menu and of the triggers goes through it.
import { type Programme, Refusal } from './rules/programme.js';
import { type Host, StaleWorkbook } from './sheets/ports.js';
import { rememberTabs, unchanged } from './sheets/workbook.js';
import { sendRequests, writeRequests } from './sheets/write.js';
import { putBack, wentWhole } from './run/lookback.js';
import { type RecomputePlan, planRecompute } from './run/plan.js';
import { type ActionReport, changedCells, journalWrite, recomputeSummary } from './run/report.js';
import { evaluateScene, type Scene } from './run/scene.js';
import { sharedTabs } from './sheets/shared-tabs.js';

const ATTEMPTS = 3;

/** Runs the work under the document's lock. */
export function exclusively<T>(host: Host, work: () => T): T {
  const outcome = host.locked(work);
  if (outcome === null)
    throw new Refusal(
      '«Регламент» уже работает в этой книге: другой запуск не закончился. Подождите минуту и повторите.',
    );
  return outcome.value;
}

/** Staff's hand came between three times running. */
class BusyWorkbook extends Refusal {}

/** Tries the work again when staff moved rows or tabs under its hands; the third time it gives up without having written. */
export function persistently<T>(work: () => T | null): T {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const outcome = work();
      if (outcome !== null) return outcome;
    } catch (error) {
      if (!(error instanceof StaleWorkbook)) throw error;
    }
  }
  throw new BusyWorkbook(
    'Книгу правят прямо сейчас: строки трижды сдвинулись, пока шёл пересчёт. Ничего не записано. Повторите через минуту.',
  );
}

/** The recompute after an action that has been written: when it cannot be done, staff hear that the action was. */
export function followUp(done: string, recompute: () => ActionReport): ActionReport {
  try {
    return recompute();
  } catch (error) {
    if (!(error instanceof BusyWorkbook)) throw error;
    throw new Refusal(
      `${done}\nПересчитать после этого не удалось: книгу правят прямо сейчас. Нажмите «Пересчитать» через минуту.`,
    );
  }
}

export interface Recomputed {
  readonly scene: Scene;
  readonly plan: RecomputePlan;
  readonly report: ActionReport;
}

interface RecomputeOptions {
  readonly action: string;
  readonly title: string;
  readonly ahead: boolean;
}

/** Recomputes every enabled programme and writes what changed. The caller holds the lock. */
export function recomputeNow(
  host: Host,
  programmes: readonly Programme[],
  options: RecomputeOptions,
): Recomputed {
  const first = recomputeOnce(host, programmes, options);
  const { plan, report } = first;
  if (Object.keys(report.changed).length === 0) return first;
  try {
    if (wentWhole(host, plan)) return first;
    putBack(host, plan.writes);
    return { ...recomputeOnce(host, programmes, options), report };
  } catch (error) {
    // What this run wrote stands; the next one puts right what fell beside moved rows.
    if (error instanceof BusyWorkbook || error instanceof StaleWorkbook) return first;
    throw error;
  }
}

function recomputeOnce(host: Host, programmes: readonly Programme[], options: RecomputeOptions): Recomputed {
  const started = host.now();
  return persistently(() => {
    const scene = evaluateScene(host, programmes);
    const plan = planRecompute(scene, options);
    const changed = changedCells(plan.writes);
    const message = recomputeSummary(changed, plan.errors, plan.letters.queued);
    if (!unchanged(host, plan.guards)) return null;
    const journal = plan.writes.find(({ place }) => place.tab === sharedTabs.journal)?.place;
    const byTab = writeRequests(plan.writes);
    if (journal) {
      const entry = journalWrite(
        host,
        { ...journal, requests: [] },
        { action: options.title, outcome: message, started, zone: scene.zone },
      );
      byTab.push(...writeRequests([entry.write]), [...entry.trim]);
    }
    sendRequests(host, byTab);
    rememberTabs(host, plan.ids);
    return {
      scene,
      plan,
      report: {
        action: options.action,
        ok: true,
        message: `Пересчитано: ${message}.`,
        rows: plan.rows,
        changed,
        errors: plan.errors,
        letters: { queued: plan.letters.queued, sent: 0, failed: plan.letters.failed },
      },
    };
  });
}
