// The actions of the menu and of the triggers, without a screen: they take a host and arguments, and return
// what they did.
import { type OutboxEntry, readOutbox, waiting } from '../mail/entries.js';
import { overtaken } from '../mail/settle.js';
import { type Action, type ActionPlan, type Programme, Refusal } from '../rules/programme.js';
import { plural } from '../rules/text.js';
import { ruDay } from '../rules/day.js';
import { ruInstant, ruZone } from '../rules/zone.js';
import { persistently, recomputeAfter, sentences } from './shell.js';
import { diffAppended, diffCells, gridAfter, wantedCell } from '../sheets/diff.js';
import type { Evaluation } from '../sheets/evaluate.js';
import { programmeLook } from '../sheets/layout.js';
import { datedDeadlines } from '../sheets/outputs.js';
import type { Host, TriggerInfo } from '../sheets/ports.js';
import { lettersTab } from '../sheets/shared-tabs.js';
import { noteAutomation } from './automation.js';
import { planRecompute, shapeTabs } from './plan.js';
import { type ActionReport } from './report.js';
import { evaluateScene, programmeKey, readScene, type Scene, sceneProblems } from './scene.js';
import { stage, type StagedWrite } from './stage.js';

const NO_LETTERS = { queued: 0, sent: 0, failed: 0 } as const;

/**
 * Performs a programme's own action and the recompute that follows in one write. The caller holds the lock.
 */
export function performAction(
  host: Host,
  programmes: readonly Programme[],
  programme: Programme,
  action: Action,
  args: readonly string[],
): ActionReport {
  const options = { action: action.name, title: action.title, ahead: false };
  const { report, told, caution } = recomputeAfter(host, options, () => {
    const scene = evaluateScene(host, programmes);
    const { evaluation, made } = perform(scene, programme, action, args);
    const writes = actionWrites(scene, evaluation, made);
    return { ...stage(scene, writes, made.newTab ?? null), told: made, done: made.message };
  });
  return { ...report, message: sentences(told.message, caution), ...resultOf(told) };
}

/** Performs a read-only action: nothing is recomputed or written, and no lock is needed. */
export function lookUp(
  host: Host,
  programmes: readonly Programme[],
  programme: Programme,
  action: Action,
  args: readonly string[],
): ActionReport {
  const scene = persistently(() => evaluateScene(host, programmes));
  const { made } = perform(scene, programme, action, args);
  return {
    action: action.name,
    message: made.message,
    rows: {},
    changed: {},
    errors: sceneProblems(scene).length,
    letters: NO_LETTERS,
    ...resultOf(made),
  };
}

const resultOf = ({ result }: ActionPlan): Pick<ActionReport, 'result'> =>
  result === undefined ? {} : { result };

function perform(
  scene: Scene,
  programme: Programme,
  action: Action,
  args: readonly string[],
): { readonly evaluation: Evaluation; readonly made: ActionPlan } {
  const evaluation = scene.evaluations.find((one) => one.programme === programme);
  if (!evaluation)
    throw new Refusal(
      `Программа «${programme.title}» не подключена к этой книге: «Регламент → Подключить программу…».`,
    );
  if (!evaluation.decided)
    throw new Refusal(
      `Программа «${programme.title}» не пересчитана: ${evaluation.problems[0]?.what ?? 'см. «Ошибки»'}.`,
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
    const place = shape(key, tab, programmeLook(tab), 'ours');
    const cells = rows.map((row) =>
      Object.fromEntries(
        Object.entries(tab.columns).map(([column, declared]) => [
          column,
          wantedCell(declared, row[column], settings.zone),
        ]),
      ),
    );
    writes.push({ key, place, diff: diffAppended(place, cells) });
  }
  for (const [name, tab] of Object.entries(programme.tabs)) {
    const own = fill.filter((one) => one.tab === name);
    if (own.length === 0) continue;
    const key = programmeKey(programme, name);
    const place = shape(key, tab, programmeLook(tab), 'staff');
    const cells = own.map(({ row, column, value }) => ({ row, column, cell: { value } }));
    writes.push({ key, place, diff: diffCells(place, cells) });
  }
  return writes;
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

/** «Сроки на сегодня»: overdue deadlines, today's and those coming soon. */
export function urgentDeadlines(host: Host, programmes: readonly Programme[]): readonly DeadlineLine[] {
  const scene = evaluateScene(host, programmes);
  return datedDeadlines(scene.evaluations, '')
    .filter(({ state }) => state === 'просрочено' || state === 'сегодня' || state === 'скоро')
    .map(({ programme, object, what, due, zone, state, responsible, note }) => ({
      programme,
      object,
      what,
      due: 'day' in due ? ruDay(due.day) : ruInstant(zone, due.at),
      state,
      responsible,
      note: note ?? '',
    }));
}

export interface LetterLine {
  readonly status: string;
  readonly notBefore: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const NEW = 'добавит пересчёт';
/** For letters that fall due later: only the daily run queues them. */
const LATER = 'добавит ежедневный запуск';

/**
 * «Предпросмотр писем»: the letters that «Отправить письма» would send from «Письма», and those that a
 * recompute would add.
 */
export function letterPreview(host: Host, programmes: readonly Programme[]): readonly LetterLine[] {
  const scene = evaluateScene(host, programmes);
  const write = planRecompute(scene, { ahead: true }).writes.find(({ place }) => place.tab === lettersTab);
  if (!write) return [];
  // The tab as it will be: its current cells with this plan's changes applied.
  const grid = gridAfter(write.place.grid, write.diff);
  const place = { ...write.place, grid };
  const { entries } = readOutbox(place, scene.zoneOf);
  const cell = (row: number, key: string): string =>
    String(grid[row - 1]?.[place.columns.at.get(key) ?? -1] ?? '');
  const known = new Set(scene.outbox.map(({ row }) => row));
  const isNew = ({ row }: OutboxEntry): boolean => !known.has(row);
  const made = ({ notBefore }: OutboxEntry): string =>
    notBefore !== null && notBefore > scene.now ? LATER : NEW;
  const kinds = new Map([...scene.templates].map(([code, { kind }]) => [code, kind]));
  const standing = entries.filter((entry) => !isNew(entry));
  const isOvertaken = overtaken({ entries: standing, kinds, drafts: () => true }, scene.now);
  return entries
    .filter((entry) => waiting(entry.status) && (isNew(entry) || !isOvertaken(entry)))
    .map((entry) => ({
      status: isNew(entry) ? `${entry.status ?? ''}, ${made(entry)}` : (entry.status ?? ''),
      notBefore: entry.notBefore === null ? '' : ruInstant(scene.zoneOf(entry.programme), entry.notBefore),
      to: cell(entry.row, 'to'),
      subject: cell(entry.row, 'subject'),
      text: cell(entry.row, 'text'),
    }));
}

/** Installs or removes the two triggers; repeating it leaves one of each. The caller holds the lock. */
export function automate(host: Host, programmes: readonly Programme[], mode: 'on' | 'off'): ActionReport {
  const scene = readScene(host, programmes, { settings: 'whole' });
  const ours = (): readonly TriggerInfo[] =>
    host.triggers.list().filter(({ handler }) => HANDLERS.includes(handler));
  const before = ours();
  // First: a run that ends in between finds the triggers still there when it is repeated.
  if (mode === 'off' && before.length > 0) noteAutomation(host, null);
  persistently(() => {
    const standing = ours();
    // New triggers are added before old ones are deleted: a run stopped in between leaves two of each, which
    // the next one corrects, but never none.
    if (mode === 'on') {
      host.triggers.addDaily('daily', scene.general.dailyHour, scene.zone.name);
      host.triggers.addEveryFiveMinutes('tick');
    }
    for (const { id } of standing) host.triggers.remove(id);
    return true;
  });
  if (mode === 'on') noteAutomation(host, ruDay(scene.zone.dayOf(scene.now)));
  return {
    action: 'automate',
    message:
      mode === 'on'
        ? `Включено: каждый день с ${scene.general.dailyHour}:00 до ${scene.general.dailyHour + 1}:00 (${ruZone(scene.zone, scene.now)}) — пересчёт и письма; каждые 5 минут — письма, которым пришло время.`
        : `Выключено: ${before.length === 0 ? 'запусков и не было' : `удалено ${before.length} ${plural(before.length, 'запуск', 'запуска', 'запусков')}`}.`,
    rows: {},
    changed: {},
    errors: 0,
    letters: NO_LETTERS,
  };
}
const HANDLERS = ['daily', 'tick'];
