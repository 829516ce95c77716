// The actions of the menu and of the triggers, without any screen: they take a host and words, and return what they did.
import { readOutbox } from '../mail/outbox.js';
import type { Cell } from '../rules/kinds.js';
import { type Action, type Programme, Refusal } from '../rules/programme.js';
import { keyOf, plural } from '../rules/text.js';
import { ruInstant } from '../rules/zone.js';
import { followUp, persistently, recomputeNow } from '../run.js';
import { applied, diffAppended, diffCells, type WantedCell, wantedCell } from '../sheets/diff.js';
import { isBlank } from '../sheets/grid.js';
import { lookOf } from '../sheets/layout.js';
import { datedDeadlines } from '../sheets/outputs.js';
import type { Host, Request } from '../sheets/ports.js';
import { lettersTab, settingsTab } from '../sheets/shared-tabs.js';
import { type Guard, unchanged } from '../sheets/workbook.js';
import { sendRequests, type TabWrite, writeRequests } from '../sheets/write.js';
import { planRecompute, shapeTabs } from './plan.js';
import { type ActionReport } from './report.js';
import { evaluateScene, gridAsRead, programmeKey, readScene, type Scene, sharedKey } from './scene.js';
import { chosenProgrammes, connect } from './setup.js';
import { tableRequests } from './table.js';

const NO_LETTERS = { queued: 0, sent: 0, failed: 0 } as const;

/** Fills the programme's input tabs with its sample rows; connects it first. Refuses tabs that hold rows. */
export function fillDemo(host: Host, programmes: readonly Programme[], name: string): ActionReport {
  const [programme] = chosenProgrammes(programmes, [name]);
  if (!programme) throw new Refusal('Назовите программу.');
  const setUp = persistently(() => connect(host, programmes, [programme.id]));
  return persistently(() => writeDemo(host, programmes, programme, setUp.message));
}

function writeDemo(
  host: Host,
  programmes: readonly Programme[],
  programme: Programme,
  setUp: string,
): ActionReport | null {
  const scene = readScene(host, programmes);
  const shape = shapeTabs(scene);
  const demo = programme.demo();
  const samples: Readonly<Record<string, readonly Readonly<Record<string, Cell | undefined>>[] | undefined>> =
    demo.rows;
  const writes: TabWrite[] = Object.entries(samples).flatMap(([key, rows]) => {
    const tab = programme.tabs[key];
    if (!tab || !rows) return [];
    const place = shape(programmeKey(programme, key), tab, lookOf(tab, false), 'staff');
    const busy = place.grid.slice(1).some((row) => row.some((cell) => !isBlank(cell) && cell !== false));
    if (busy)
      throw new Refusal(
        `На вкладке «${place.title}» уже есть строки: пример не записан. Заполните им новую книгу или очистите вкладки программы.`,
      );
    const cells = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]): [string, WantedCell] => [column, { value: value ?? '' }]),
      ),
    );
    return [{ place, diff: diffAppended(place, cells) }];
  });
  const settings = demoSettings(scene, programme, demo.settings ?? {});
  const guards = [...writes, ...settings].map(({ place }): Guard => ({
    title: place.title,
    grid: gridAsRead(scene, place.sheetId),
    columns: null,
  }));
  if (!unchanged(host, guards)) return null;
  sendRequests(host, writeRequests([...writes, ...settings]));
  const rows = Object.fromEntries(
    writes.map(({ place }, index) => [place.title, Object.values(samples)[index]?.length ?? 0]),
  );
  return {
    action: 'demo',
    ok: true,
    message: `${setUp}\nЗаписан пример программы «${programme.title}». Он рассчитан на момент ${demo.now}.`,
    rows,
    changed: Object.fromEntries(writes.map(({ place, diff }) => [place.title, diff.cells])),
    errors: 0,
    letters: NO_LETTERS,
    result: { now: demo.now },
  };
}

/** The sample's own parameters, as staff would fill «Значение». */
function demoSettings(
  scene: Scene,
  programme: Programme,
  values: Readonly<Record<string, Cell>>,
): TabWrite[] {
  const tab = scene.settings;
  if (!tab) return [];
  const place = shapeTabs(scene)(sharedKey('settings'), settingsTab, 'shared', 'staff');
  const cells = tab.rows.flatMap((row) => {
    const value = values[String(row['parameter'])];
    const own = keyOf(String(row['programme'])) === keyOf(programme.title);
    return own && value !== undefined ? [{ row: row.row, column: 'value', cell: { value } }] : [];
  });
  return [{ place, diff: diffCells(place, cells) }];
}

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
  const report = followUp(
    plan.message,
    () => recomputeNow(host, programmes, { action: action.name, title: action.title, ahead: false }).report,
  );
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
  // The tab as it will be.
  const grid = applied(write.place.grid, write.diff);
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
