// A script: edits and runs in a row, hands in the middle of runs; what it leaves is held against the promise.
import fc from 'fast-check';
import { allCells, at, cloneOf, fail, open, type Opened } from '../bundle/support.js';
import { hasChanged, type ServiceCall } from '../../src/local/host.js';
import { setValue, transact, type Workbook, type WorkbookState } from '../../src/local/workbook/model.js';
import { keyOf } from '../../src/rules/text.js';
import { anEdit, type Edit, perform } from './edits.js';
import { checkEffect, checkWord, inTheAir, setFree } from './watch.js';
import {
  adopt,
  type Ground,
  haltedTabs,
  isTag,
  ourHeaders,
  rowsOf,
  sheetsOf,
  tabOf,
  TAG,
  type World,
  worldOf,
} from './world.js';
void hasChanged;

/** A hand that comes down just before the n-th call by which a run looks, writes, notes or sends. */
export interface Hand {
  readonly call: number;
  readonly edit: Edit;
}
export type Step =
  | { readonly edit: Edit }
  | { readonly run: string; readonly pick: number; readonly wipe: boolean; readonly hands: readonly Hand[] };

const RUNS = {
  recompute: 10,
  daily: 4,
  tick: 2,
  send: 4,
  setup: 2,
  action: 3,
  read: 1,
  erase: 1,
} as const;

const PLAIN = { noNullPrototype: true } as const;
/** Between the look and the guard most of all: there the harm would be done. */
const aDoor = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(2, 3) }, { weight: 3, arbitrary: fc.nat(9) });
const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ edit: anEdit }, PLAIN) },
  {
    weight: 3,
    arbitrary: fc.record(
      {
        run: fc.oneof(
          ...Object.entries(RUNS).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })),
        ),
        pick: fc.nat(50),
        wipe: fc.boolean(),
        hands: fc.oneof(
          { weight: 2, arbitrary: fc.constant<Hand[]>([]) },
          {
            weight: 3,
            arbitrary: fc.array(fc.record({ call: aDoor, edit: anEdit }, PLAIN), {
              minLength: 1,
              maxLength: 3,
            }),
          },
        ),
      },
      PLAIN,
    ),
  },
);
export const aScript = (maxLength: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(aStep, { maxLength, size: 'max' });

type Call = readonly [name: string, ...args: readonly unknown[]];

function callOf(ground: Ground, { run, pick }: Extract<Step, { run: string }>): Call {
  const ids = ground.programmes.map(({ id }) => id);
  const id = ids[pick % ids.length] ?? 'marathon';
  const month = ['2023-08', '2023-09', '2023-10', '2024-01', 'вчера'][pick % 5] ?? '';
  const actions: Readonly<Record<string, readonly Call[]>> = {
    marathon: [['draw', 'семь-сорок']],
    referral: [
      ['closeMonth', month],
      ['payoutRegister', month],
    ],
    technocom: [
      ['checkClient', '7707083893'],
      ['detachClient', '7707083893'],
    ],
  };
  const reads: readonly Call[] = [['whatChanges'], ['deadlinesToday'], ['previewLetters']];
  if (run === 'setup') return ['setup', ...(pick % 4 === 0 ? ids : [id])];
  if (run === 'erase') return ['erasePerson', ['', 'uchastnik05@example.net', 'не адрес'][pick % 3]];
  if (run === 'read') return reads[pick % reads.length] ?? fail('no read');
  if (run !== 'action') return [run];
  const own = actions[id] ?? [['recompute']];
  return own[pick % own.length] ?? fail('no action');
}

/** Between two runs some time passes: letters come due, quotas are fresh. */
const PAUSE = 150_000;

/** The workbook, its add-on and a second one beside it that computes the same from nothing. */
interface Stage {
  readonly ground: Ground;
  readonly world: World;
  readonly opened: Opened;
  readonly beside: Opened;
  readonly sent: Map<string, number>;
  readonly free: Set<string>;
  readonly counts: { steps: number; hands: number; runs: number; refused: number };
  hook: ((call: ServiceCall) => void) | null;
  time: number;
}

function setStage(ground: Ground): Stage {
  const world = worldOf(ground);
  const now = ground.now;
  let stage: Stage | null = null;
  const opened = open(world.book, {
    now,
    faults: { beforeCall: (call) => stage?.hook?.(call) },
  });
  stage = {
    ground,
    world,
    opened,
    beside: open(cloneOf(world.book), { now }),
    sent: new Map(),
    free: new Set(),
    counts: { steps: 0, hands: 0, runs: 0, refused: 0 },
    hook: null,
    time: at(now),
  };
  return stage;
}

const setClock = ({ host }: Opened, time: number): void => {
  host.clock.sleep(time - host.clock.now());
};

function hand(stage: Stage, edit: Edit): void {
  const { world } = stage;
  const before = world.book.core.state;
  perform(world, edit);
  for (const one of setFree(world, before, world.book.core.state)) stage.free.add(one);
}

/** What a run comes to: null, or the word it ends with. */
function runIt(stage: Stage, call: Call, hands: readonly Hand[]): string | null {
  const { world, opened } = stage;
  const { core } = world.book;
  const [name, ...args] = call;
  const may = {
    fills: ['setup', 'closeMonth', 'draw', 'detachClient', 'demo'].includes(name),
    erases: name === 'erasePerson' || name === 'daily',
  };
  let seen: WorkbookState = core.state;
  const look = (): void => {
    if (core.state === seen) return;
    checkEffect(world, seen, core.state, may);
    adopt(world, seen);
    seen = core.state;
  };
  let number = 0;
  let late = false;
  const broken: unknown[] = [];
  stage.hook = ({ service, method }) => {
    try {
      if (!late) look();
      // Between guard and write lies one request: what falls there is put right by the same recompute.
      const isWrite = method === 'spreadsheets.batchUpdate';
      const wasLate = late;
      const door =
        (service === 'Sheets' && (!isWrite || (name === 'recompute' && !late))) ||
        service === 'MailApp' ||
        method === 'setProperty';
      for (const { call: when, edit } of hands)
        if (door && when === number) {
          hand(stage, edit);
          stage.counts.hands += 1;
          world.log.push(`   … перед ${service}.${method}`);
          late ||= isWrite;
        }
      if (door) number += late ? 99 : 1;
      if (!wasLate) seen = core.state;
      if (method === 'sendEmail') {
        const one = inTheAir(core.state);
        stage.sent.set(one, (stage.sent.get(one) ?? 0) + 1);
        if (stage.sent.get(one) !== 1 && !stage.free.has(one)) fail(`письмо ушло дважды`);
        stage.free.delete(one);
      }
    } catch (error) {
      broken.push(error);
    }
  };
  stage.time += PAUSE;
  setClock(opened, stage.time);
  world.log.push(`> ${call.map(String).join(' ')}`);
  stage.counts.runs += 1;
  let word: string | null = null;
  try {
    opened.call(...call);
  } catch (error) {
    word =
      typeof error === 'object' && error !== null && 'message' in error
        ? String(error.message)
        : String(error);
  }
  stage.hook = null;
  if (broken.length > 0) throw broken[0];
  look();
  if (word !== null) {
    stage.counts.refused += 1;
    world.log.push(`  ${word}`);
    checkWord(word);
  }
  return word;
}

/** Empties everything that the add-on would compute, its memory aside. */
function wipe(world: World, core: Workbook): void {
  const { state } = core;
  const halted = haltedTabs(world, state);
  transact(core, (tx) => {
    for (const sheet of sheetsOf(state)) {
      const tab = tabOf(world, sheet, state);
      if (!tab || halted.has(tab) || (tab.role !== 'input' && tab.role !== 'output')) continue;
      const ours = ourHeaders(tab);
      const kept = new Set(
        Object.values(tab.columns).flatMap(({ header, options }) =>
          options.remembered ? [keyOf(header)] : [],
        ),
      );
      const rows = rowsOf(sheet);
      const keys = (rows[0] ?? []).map((cell) => keyOf(String(cell)));
      // Of two columns with one header nobody knows which is whose.
      const taken = keys.filter((key) => ours.has(key));
      if (new Set(taken).size < taken.length) continue;
      rows.slice(1).forEach((cells, index) => {
        cells.forEach((cell, column) => {
          const key = keys[column] ?? '';
          if (ours.has(key) && !kept.has(key) && cell !== '' && !isTag(cell))
            setValue(tx, sheet.id, index + 1, column, null);
        });
      });
    }
  });
}

/** The workbook beside, in this state with everything computed emptied. */
function fresh({ beside, world }: Stage, state: WorkbookState): void {
  const { core } = beside.book;
  core.state = state;
  wipe(world, core);
}

const KEPT = ['Журнал'];

function compare(
  what: string,
  actual: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): void {
  for (const title of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    // A blank text is an empty cell to staff and to the add-on.
    const tidy = (cell: unknown): unknown => (typeof cell === 'string' && cell.trim() === '' ? null : cell);
    const neat = (list: unknown): unknown[][] =>
      ((list ?? []) as unknown[][]).map((row) => {
        const cells = row.map(tidy);
        while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop();
        return cells;
      });
    const trimmed = (list: unknown): unknown[][] => {
      const rows = neat(list);
      while (rows[rows.length - 1]?.length === 0) rows.pop();
      return rows;
    };
    const [a, b] = [trimmed(actual[title]), trimmed(expected[title])];
    if (JSON.stringify(a) === JSON.stringify(b)) continue;
    const rows = (list: unknown): readonly (readonly unknown[])[] =>
      Array.isArray(list) ? (list as unknown[][]) : [];
    const [x, y] = [rows(a), rows(b)];
    for (let row = 0; row < Math.max(x.length, y.length); row += 1)
      if (JSON.stringify(x[row]) !== JSON.stringify(y[row]))
        fail(
          `${what}: «${title}», строка ${row + 1}\n  стоит   ${JSON.stringify(x[row])}\n  должно ${JSON.stringify(y[row])}\n  шапка ${JSON.stringify(x[0])}`,
        );
  }
}
const journals = (world: World): string[] =>
  sheetsOf(world.book.core.state)
    .filter((sheet) => tabOf(world, sheet, world.book.core.state)?.title === 'Журнал')
    .map(({ title }) => title);

const cellsOf = (stage: Stage): Readonly<Record<string, unknown>> =>
  allCells(stage.world.book, ...KEPT, ...journals(stage.world));

/** A recompute that nobody disturbs gives what it would give from nothing. */
function checkQuiet(stage: Stage, call: Call): string | null {
  const { world } = stage;
  const before = world.book.core.state;
  const word = runIt(stage, call, []);
  const { beside } = stage;
  fresh(stage, before);
  setClock(beside, stage.time);
  let told: string | null = null;
  try {
    beside.call(...call);
  } catch (error) {
    told = String((error as { message?: unknown }).message);
  }
  if ((word === null) !== (told === null)) fail(`«${String(word)}» и с чистого листа «${String(told)}»`);
  if (word === null)
    compare('не как с чистого листа', cellsOf(stage), allCells(beside.book, ...KEPT, ...journals(world)));
  return word;
}

/** Values of computed cells beside each tag. */
function besideTags(world: World, state: WorkbookState): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const sheet of sheetsOf(state)) {
    const tab = tabOf(world, sheet, state);
    if (tab?.role !== 'input') continue;
    const rows = rowsOf(sheet);
    const header = rows[0] ?? [];
    const at = header.indexOf(TAG);
    if (at < 0) continue;
    const ours = ourHeaders(tab);
    for (const row of rows.slice(1)) {
      const tag = row[at];
      if (!isTag(tag)) continue;
      header.forEach((cell, column) => {
        if (!ours.has(keyOf(String(cell)))) return;
        found.set(`${sheet.id} ${tag} ${keyOf(String(cell))}`, JSON.stringify(row[column] ?? ''));
      });
    }
  }
  return found;
}

/** What would stand beside each tag if the run had seen this state. */
function wouldStand(stage: Stage, state: WorkbookState, call: Call): ReadonlyMap<string, string> {
  const { beside, world } = stage;
  fresh(stage, state);
  setClock(beside, stage.time);
  try {
    beside.call(...call);
  } catch {
    return new Map();
  }
  return besideTags(world, beside.book.core.state);
}

/** A run that hands disturbed: beside each row stands what it had, or what it would have had before or after a hand. */
function checkDisturbed(stage: Stage, call: Call, hands: readonly Hand[]): void {
  const { world } = stage;
  const { core } = world.book;
  const states: WorkbookState[] = [core.state];
  const own = perHand(stage, states);
  runIt(
    stage,
    call,
    hands.map((one) => ({ ...one, edit: one.edit })),
  );
  own();
  const actual = besideTags(world, core.state);
  const allowed = states.map((state) => besideTags(world, state));
  const candidates: ReadonlyMap<string, string>[] = [];
  for (const [place, value] of actual) {
    if (value === '""' || allowed.some((one) => one.get(place) === value)) continue;
    if (candidates.length === 0)
      for (const state of states)
        candidates.push(wouldStand(stage, state, call[0] === 'daily' ? ['daily'] : ['recompute']));
    if (candidates.some((one) => one.get(place) === value)) continue;
    fail(
      `чужой результат у ${place}: ${value}, а должно быть ${[...new Set(candidates.map((one) => one.get(place)))].join(' или ')}`,
    );
  }
}

/** Collects the states that hands leave while a run goes on. */
function perHand(stage: Stage, states: WorkbookState[]): () => void {
  const { world } = stage;
  const log = world.log;
  const push = log.push.bind(log);
  log.push = (...lines: string[]) => {
    states.push(world.book.core.state);
    return push(...lines);
  };
  return () => {
    delete (log as { push?: unknown }).push;
  };
}

/** Plays a script and then lets the workbook come to rest. */
export function play(ground: Ground, steps: readonly Step[]): Stage['counts'] {
  const stage = setStage(ground);
  const { world } = stage;
  try {
    for (const step of steps) {
      stage.counts.steps += 1;
      if ('edit' in step) hand(stage, step.edit);
      else if (step.hands.length > 0) {
        stage.counts.steps += step.hands.length;
        if (step.wipe) wipe(world, world.book.core);
        checkDisturbed(stage, callOf(ground, step), step.hands);
      } else if (step.run === 'recompute') checkQuiet(stage, ['recompute']);
      else runIt(stage, callOf(ground, step), []);
    }
    // The hands rest: the workbook comes to a point where nothing changes any more.
    const word = checkQuiet(stage, ['recompute']);
    checkQuiet(stage, ['recompute']);
    const settled = cellsOf(stage);
    stage.time -= PAUSE;
    runIt(stage, ['recompute'], []);
    if (word === null) compare('не в покое', cellsOf(stage), settled);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(`${text}\n${world.log.slice(-60).join('\n')}`, { cause: error });
  }
  return stage.counts;
}
