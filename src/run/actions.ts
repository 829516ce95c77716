// The actions of the menu and of the triggers, without any screen: they take a host and words, and return what they did.
import { readOutbox } from '../mail/outbox.js';
import { type Action, type Programme, Refusal } from '../rules/programme.js';
import { plural } from '../rules/text.js';
import { ruInstant } from '../rules/zone.js';
import { persistently, recomputeNow } from '../run.js';
import { diffAppended, diffCells, wantedCell } from '../sheets/diff.js';
import { lookOf } from '../sheets/layout.js';
import { datedDeadlines } from '../sheets/outputs.js';
import type { Host, Request } from '../sheets/ports.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { unchanged } from '../sheets/workbook.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';
import { planRecompute, shapeTabs } from './plan.js';
import { type ActionReport } from './report.js';
import { evaluateScene, gridAsRead, programmeKey, readScene } from './scene.js';
import { tableRequests } from './table.js';

const NO_LETTERS = { queued: 0, sent: 0, failed: 0 } as const;

/** A programme's own action: what it plans is written, then everything is recomputed. The caller holds the lock. */
export function performAction(
  host: Host,
  programmes: readonly Programme[],
  programme: Programme,
  action: Action,
  args: readonly string[],
): ActionReport {
  const plan = persistently(() => {
    const scene = evaluateScene(host, programmes);
    const evaluation = scene.evaluations.find((one) => one.programme === programme);
    if (!evaluation)
      throw new Refusal(
        `Программа «${programme.title}» не подключена к этой книге: «Регламент → Подключить программу…».`,
      );
    if (!evaluation.decided)
      throw new Refusal(
        `Программа «${programme.title}» не пересчитана: ${evaluation.problems[0]?.what ?? 'см. «Ошибки»'}.`,
      );
    const made = action.run(evaluation.decided.facts, evaluation.decided.decision, args);
    const shape = shapeTabs(scene);
    const writes: TabWrite[] = [];
    const appended: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[] | undefined>> =
      made.append ?? {};
    for (const [key, rows] of Object.entries(appended)) {
      const tab = programme.tabs[key];
      if (!tab || !rows) continue;
      const place = shape(programmeKey(programme, key), tab, lookOf(tab, false), 'ours');
      const cells = rows.map((row) =>
        Object.fromEntries(
          Object.entries(tab.columns).map(([column, declared]) => [
            column,
            wantedCell(declared, row[column], evaluation.settings.zone),
          ]),
        ),
      );
      writes.push({ place, diff: diffAppended(place, cells) });
    }
    for (const fill of made.fill ?? []) {
      const tab = programme.tabs[fill.tab];
      if (!tab) continue;
      const place = shape(programmeKey(programme, fill.tab), tab, lookOf(tab, false), 'staff');
      writes.push({
        place,
        diff: diffCells(place, [{ row: fill.row, column: fill.column, cell: { value: fill.value } }]),
      });
    }
    const requests: Request[][] = writeRequests(writes);
    if (made.newTab) requests.push(tableRequests(scene.workbook.sheets, made.newTab));
    const guards = writes
      .filter(({ place }) => !place.created)
      .map(({ place }) => ({ title: place.title, grid: gridAsRead(scene, place.sheetId), columns: null }));
    if (!unchanged(host, guards)) return null;
    sendRequests(host, requests);
    return made;
  });
  const { report } = recomputeNow(host, programmes, {
    action: action.name,
    title: action.title,
    ahead: false,
  });
  return { ...report, message: plan.message, ...(plan.result === undefined ? {} : { result: plan.result }) };
}

export interface DeadlineLine {
  readonly programme: string;
  readonly object: string;
  readonly what: string;
  readonly due: string;
  readonly state: string;
  readonly responsible: string;
  readonly note: string;
}

/** «Сроки на сегодня»: overdue, today's and soon ones. */
export function urgentDeadlines(host: Host, programmes: readonly Programme[]): readonly DeadlineLine[] {
  const scene = evaluateScene(host, programmes);
  return datedDeadlines(scene.evaluations)
    .filter(({ state }) => state === 'просрочено' || state === 'сегодня' || state === 'скоро')
    .map(({ programme, deadline, zone, state, dueAt }) => ({
      programme,
      object: deadline.object,
      what: deadline.what,
      due:
        'day' in deadline.due
          ? ruInstant(zone, zone.at(deadline.due.day)).slice(0, 10)
          : ruInstant(zone, dueAt),
      state,
      responsible: deadline.responsible,
      note: deadline.note ?? '',
    }));
}

export interface LetterLine {
  readonly status: string;
  readonly notBefore: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** «Предпросмотр писем»: what waits in «Письма», and what a recompute would add. */
export function letterPreview(host: Host, programmes: readonly Programme[]): readonly LetterLine[] {
  const scene = evaluateScene(host, programmes);
  const write = planRecompute(scene, { ahead: true }).writes.find(({ place }) => place.tab === lettersTab);
  if (!write) return [];
  // The tab as it will be: what stands there, with this plan's changes laid over it.
  const grid = write.place.grid.map((row) => [...row]);
  for (const [at, changes] of write.diff.byColumn)
    for (const change of changes) {
      const row = (grid[change.row] ??= []);
      for (let index = row.length; index < at; index += 1) row[index] = '';
      row[at] = change.after.value;
    }
  const place = { ...write.place, grid };
  const { entries } = readOutbox(place, scene.zoneOf);
  const cell = (row: number, key: string): string =>
    String(grid[row - 1]?.[place.columns.at.get(key) ?? -1] ?? '');
  return entries
    .filter((entry) => entry.status === 'черновик' || entry.status === 'в очереди')
    .map((entry) => ({
      status: entry.row > write.place.grid.length ? `${entry.status ?? ''} (новое)` : (entry.status ?? ''),
      notBefore: entry.notBefore === null ? '' : ruInstant(scene.zoneOf(entry.programme), entry.notBefore),
      to: cell(entry.row, 'to'),
      subject: cell(entry.row, 'subject'),
      text: cell(entry.row, 'text'),
    }));
}

/** Installs or removes the two triggers; doing it twice leaves one of each. */
export function automate(host: Host, programmes: readonly Programme[], mode: 'on' | 'off'): ActionReport {
  const scene = readScene(host, programmes, ['settings']);
  const before = host.triggers.list().filter(({ handler }) => HANDLERS.includes(handler));
  for (const { id } of before) host.triggers.remove(id);
  if (mode === 'on') {
    host.triggers.addDaily('daily', scene.general.dailyHour, scene.zone.name);
    host.triggers.addEveryFiveMinutes('tick');
  }
  return {
    action: 'automate',
    ok: true,
    message:
      mode === 'on'
        ? `Включено: каждый день с ${scene.general.dailyHour}:00 до ${scene.general.dailyHour + 1}:00 (${scene.zone.name}) — пересчёт и письма; каждые 5 минут — письма, которым пришло время.`
        : `Выключено: ${before.length === 0 ? 'запусков и не было' : `удалено ${before.length} ${plural(before.length, 'запуск', 'запуска', 'запусков')}`}.`,
    rows: {},
    changed: {},
    errors: 0,
    letters: NO_LETTERS,
  };
}
const HANDLERS = ['daily', 'tick'];

/** Which of the two triggers exist. */
export function triggerState(host: Host): string {
  const handlers = host.triggers.list().map(({ handler }) => handler);
  const has = (name: string): string => (handlers.includes(name) ? 'включён' : 'выключен');
  return `Ежедневный запуск: ${has('daily')}. Пятиминутный запуск писем: ${has('tick')}.`;
}
