// The stage: a workbook, its add-on watched call by call, and a second one beside it that computes the same from nothing.
import { at, cloneOf, fail, open, type Opened } from '../bundle/support.js';
import type { ServiceCall } from '../../src/local/host.js';
import { setValue, transact, type Workbook, type WorkbookState } from '../../src/local/workbook/model.js';
import { keyOf } from '../../src/rules/text.js';
import { type Edit, perform } from './edits.js';
import type { Call, Hand } from './script.js';
import { checkEffect, checkWord, hasLetters, inTheAir, isLineAlone, setFree } from './watch.js';
import {
  adopt,
  type Ground,
  haltedTabs,
  isTag,
  ourHeaders,
  rowsOf,
  sheetsOf,
  tabOf,
  type World,
  worldOf,
} from './world.js';

/** Between two runs some time passes: letters come due, quotas are fresh. */
export const PAUSE = 150_000;

/** The workbook, its add-on and a second one beside it that computes the same from nothing. */
export interface Stage {
  readonly ground: Ground;
  readonly world: World;
  readonly opened: Opened;
  readonly beside: Opened;
  readonly sent: Map<string, number>;
  readonly free: Set<string>;
  readonly counts: { steps: number; hands: number; runs: number; refused: number };
  /** The states that hands have left since a run began. */
  states: WorkbookState[];
  hook: ((call: ServiceCall) => void) | null;
  time: number;
}

export function setStage(ground: Ground): Stage {
  const world = worldOf(ground);
  const now = ground.now;
  let stage: Stage | null = null;
  const opened = open(world.book, {
    now,
    // The clock stands between calls: a slow machine plays the same script.
    faults: { callMs: 0, beforeCall: (call) => stage?.hook?.(call) },
  });
  stage = {
    ground,
    world,
    opened,
    beside: open(cloneOf(world.book), { now, faults: { callMs: 0 } }),
    sent: new Map(),
    free: new Set(),
    counts: { steps: 0, hands: 0, runs: 0, refused: 0 },
    states: [],
    hook: null,
    time: at(now),
  };
  return stage;
}

export const setClock = ({ host }: Opened, time: number): void => {
  host.clock.sleep(time - host.clock.now());
};

/** Staff's hand: what it sets free to go once more is remembered. */
export function hand(stage: Stage, edit: Edit): void {
  const { world } = stage;
  const before = world.book.core.state;
  perform(world, edit);
  for (const one of setFree(world, before, world.book.core.state)) stage.free.add(one);
  stage.states.push(world.book.core.state);
}

/** The word that a call ends with; null: it is done. Errors of the bundle come from another realm. */
export function wordOf(call: () => unknown): string | null {
  try {
    call();
    return null;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'message' in error
      ? String(error.message)
      : String(error);
  }
}

/** What a run comes to: null, or the word it ends with. */
export function runIt(stage: Stage, call: Call, hands: readonly Hand[]): string | null {
  const { world, opened } = stage;
  const { core } = world.book;
  const [name] = call;
  const may = {
    fills: ['setup', 'closeMonth', 'draw', 'detachClient', 'demo'].includes(name),
    erases: name === 'erasePerson' || name === 'daily',
  };
  let seen: WorkbookState = core.state;
  let late = false;
  const look = (): void => {
    if (core.state === seen) return;
    if (!late || !isLineAlone(world, seen, core.state))
      checkEffect(world, seen, core.state, { ...may, late });
    adopt(world, seen);
    seen = core.state;
  };
  let number = 0;
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
          // A column of their own that is inserted and filled is many edits: in the time of one request staff do the first.
          hand(stage, isWrite && edit.op === 'ownColumn' ? { ...edit, op: 'insertColumn' } : edit);
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
        // Without the tab its history is lost, and with it what this run will have sent.
        if (hasLetters(world, core.state)) stage.free.delete(one);
      }
    } catch (error) {
      broken.push(error);
    }
  };
  stage.time += PAUSE;
  setClock(opened, stage.time);
  world.log.push(`> ${call.map(String).join(' ')}`);
  stage.counts.runs += 1;
  const word = wordOf(() => opened.call(...call));
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
export function wipe(world: World, core: Workbook): void {
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
export function fresh({ beside, world }: Stage, state: WorkbookState): void {
  const { core } = beside.book;
  core.state = state;
  wipe(world, core);
}
